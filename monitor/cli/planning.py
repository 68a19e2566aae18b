"""The page of `rightswatch plan`: what is requested, what is searched for and why, how often."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from rich.markup import escape

from monitor.cli.columns import Column, plain
from monitor.cli.rests import rest_lines
from monitor.cli.tables import clean, tell, tell_list
from monitor.domain.target import TargetKind
from monitor.pipeline.allot import Reason
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.queries import Query

MOST_LINES: Final = 100
"""Queries of one source shown to people; `--json` has them all."""

_QUERIES: Final = (
    Column(name="  search"),
    Column(name="kind", leaves=1),
    Column(name="asset", leaves=2),
    Column(name="because", flexible=True),
)


def plan_page(rows: Sequence[Mapping[str, Any]], user_agent: str, now: datetime) -> None:
    """What would be requested, and what rests."""
    tell(f"requests name themselves {escape(user_agent)}")
    for row in rows:
        source = row["plan"].source
        tell(f"[bold]{source.id}[/] {clean(source.url)}")
        if source.is_visited:
            _tell_visits(row)
        else:
            tell("  never visited: what is known of it comes from files")
        for line in rest_lines(source.id, row["rests"], now):
            tell(f"  {escape(line)}")


def _tell_visits(row: Mapping[str, Any]) -> None:
    """Manners, first addresses, searches, and what is known already."""
    plan: SourcePlan = row["plan"]
    source = plan.source
    first = "asked with keys" if source.credentials else "robots.txt first"
    tell(f"  {first}; at least {source.min_delay_s:g} s between two requests,")
    tell(f"  at most {source.concurrency} at once, {source.max_pages} pages a batch")
    assets = len(plan.asset_ids)
    pages = [seed for seed in row["seeds"] if seed.kind is not TargetKind.SEARCH]
    tell(
        f"  every {hours(plan.every_s)} for {assets} {'asset' if assets == 1 else 'assets'}"
        f"{', starting with' if pages else ''}"
    )
    for seed in pages:
        tell(f"    {seed.kind.value:8} {clean(seed.url)}")
    _tell_asking(plan)
    searches = sum(seed.kind is TargetKind.SEARCH for seed in row["seeds"])
    if pictures := searches - len(plan.asking.core) - len(plan.asking.tail):
        tell(f"  and every {hours(plan.every_s)} for {pictures} registered pictures")
    _tell_known(row["known"])


def _tell_known(known: Mapping[str, tuple[int, float]]) -> None:
    for kind, (count, visits) in sorted(known.items()):
        tell(f"  known: {count} {kind}, {visits:.1f} visits a day")
    if known:
        tell(f"  together {sum(visits for _, visits in known.values()):.1f} visits a day")


def plan_document(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same of one source as JSON; `passes`: after so many every query of the tail was asked."""
    plan: SourcePlan = row["plan"]
    asking = plan.asking
    told = {
        "source": plan.source,
        "every_s": plan.every_s,
        "asset_ids": plan.asset_ids,
        "queries": [query.text for query in asking.core + asking.tail],
        "asking": asking,
        "passes": asking.passes,
    }
    return {**row, "plan": told}


def reason_page(plan: SourcePlan, reason: Reason) -> None:
    """One page's rhythm, in a sentence or three."""
    page = reason.page
    pages = "1 known page and new ones" if reason.pages == 1 else f"{reason.pages:,} known pages"
    tell(f"[bold]{plan.source.id}[/] {clean(page.url)}")
    tell(f"  every {hours(_round(reason.every_s))}, next at {page.due_at:%Y-%m-%d %H:%M} UTC")
    if plan.source.max_a_day is None:
        tell("  the rhythm of its watch: the source has no `max_a_day` to be shared")
        return
    tell(
        f"  {reason.brought:.3g} new or changed offers in {reason.watched_days:.3g} watched days, "
        f"taken for {reason.a_day:.2g} a day together with pages of its kind"
    )
    if page.weight != 1.0:
        tell(f"  its news counts {page.weight:g} times: the shop of a seller confirmed before")
    tell(
        f"  {pages} share {reason.of:,.4g} visits a day; alike, each would be visited every "
        f"{hours(_round(reason.fair_s))}"
    )


def _round(seconds: float) -> float:
    """Whole minutes: nobody visits by the second."""
    return max(round(seconds / 60.0), 1) * 60.0


def _tell_asking(plan: SourcePlan) -> None:
    """Each query, why it is asked, and how often."""
    asking = plan.asking
    if asking.core:
        tell(f"  searching every {hours(plan.every_s)} for")
        _tell_queries(asking.core)
    if asking.tail:
        most = min(asking.most, len(asking.tail))
        round_s = plan.every_s * asking.passes
        tell(f"  and {most} of these each time, so each of them every {hours(round_s)}")
        _tell_queries(asking.tail)


def _tell_queries(queries: Sequence[Query]) -> None:
    shown = queries[:MOST_LINES]
    tell_list(_QUERIES, [_row(query) for query in shown])
    if len(queries) > len(shown):
        tell(f"  and {len(queries) - len(shown):,} more; --json lists all")


def _row(query: Query) -> list[str]:
    kind = query.kind.value.replace("_", " ")
    return [f"  {plain(query.text)}", kind, query.asset_id or "-", plain(query.because)]


def hours(seconds: float) -> str:
    """A rhythm as people say it: 90 s, 30 min, 6 h, 2 d."""
    for unit, length in (("d", 86_400.0), ("h", 3600.0), ("min", 60.0)):
        if seconds >= 2 * length or (seconds >= length and seconds % length == 0):
            return f"{seconds / length:.4g} {unit}"
    return f"{seconds:g} s"
