"""Statistics: what came of cases, how long it took, which rules were right; fit to be printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from fastapi import Response

from alerts.email.clean import clean_line
from alerts.email.words import words_for
from monitor.domain.asset import Asset
from monitor.pipeline.statistics import Figures, Flow, figures, regrouped
from monitor.web.coverage import age_told
from monitor.web.sellers import holders_of
from monitor.web.showing import page
from monitor.web.visit import Visit
from monitor.web.words import desk_words_for

SPANS_DAYS: Final = (30, 90, 365)
EVER: Final = "ever"
KEPT_S: Final = 600.0
"""Counting 100,000 cases takes seconds; the page says when it was counted."""
ROWS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table. width: of its bar and of the confirmed part of it, in percent."""

    name: str
    flow: Flow
    width: float
    confirmed_width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Flows told apart by one thing. more: lines that are not shown."""

    name: str
    rows: tuple[Row, ...]
    more: int


def show_statistics(visit: Visit) -> Response:
    """Everything that is counted, of the visitor's cases."""
    spans = {str(days): days for days in SPANS_DAYS}
    asked = visit.asked.one("days")
    span = asked if asked in spans or asked == EVER else str(SPANS_DAYS[1])
    holders = holders_of(visit)
    counted_at, told = visit.desk.counts.kept(
        ("statistics", holders, span),
        visit.now.timestamp() // KEPT_S,
        lambda: (visit.now, _count(visit, holders, spans.get(span))),
    )
    words = desk_words_for(visit.language).statistics
    return page(
        visit,
        "statistics.html",
        span=span,
        spans=[*spans, EVER],
        whole=told.whole,
        steps=_steps(told.whole, (words.found, words.confirmed, words.removed_too)),
        spreads=[
            (
                words.stretches[stretch],
                one,
                age_told(one.median_s, visit),
                age_told(one.tenth_s, visit),
            )
            for stretch, one in told.spreads.items()
        ],
        tables=list(_tables(told, visit)),
        counted_at=counted_at,
        whose=words_for(visit.language).list_separator.join(visit.member.holders),
    )


def _count(visit: Visit, holders: tuple[str, ...] | None, days: int | None) -> Figures:
    since = visit.now - timedelta(days=days) if days else datetime(1970, 1, 1, tzinfo=UTC)
    with visit.desk.store.reading() as tx:
        return figures(tx, holders, since)


def _steps(whole: Flow, names: tuple[str, str, str]) -> list[tuple[str, int, float]]:
    """Name, cases, and their share of what was found in percent."""
    counts = (whole.found, whole.confirmed, whole.removed)
    return [
        (name, count, round(100 * count / max(1, whole.found), 1))
        for name, count in zip(names, counts, strict=True)
    ]


def _tables(told: Figures, visit: Visit) -> Iterator[Table]:
    words, more = desk_words_for(visit.language).statistics, words_for(visit.language)
    rights = visit.desk.assets

    def named(asset_id: str) -> str:
        return rights[asset_id].name if asset_id in rights else asset_id

    rules = {
        words.rules.get(name.partition("/")[0], name): flow for name, flow in told.rules.items()
    }
    grounds = {more.grounds[ground]: flow for ground, flow in told.grounds.items()}
    yield _table(words.by_rule, rules)
    yield _table(words.by_ground, grounds)
    yield _table(words.by_market, told.markets)
    yield _table(words.by_region, regrouped(told.assets, lambda one: _regions(rights.get(one))))
    yield _table(
        words.by_class, regrouped(told.assets, lambda one: _classes(rights.get(one), words.nice))
    )
    yield _table(words.by_right, {named(one): flow for one, flow in told.assets.items()})


def _regions(asset: Asset | None) -> tuple[str, ...]:
    if asset is None:
        return ()
    return asset.territories or ((asset.office,) if asset.office else ())


def _classes(asset: Asset | None, nice: str) -> tuple[str, ...]:
    if asset is None:
        return ()
    locarno = (f"Locarno {one}" for one in asset.locarno_classes)
    ipc = (f"IPC {one}" for one in asset.ipc)
    return (*(nice.format(number=one) for one in asset.nice_classes), *locarno, *ipc)


def _table(name: str, flows: Mapping[str, Flow]) -> Table:
    most = max((flow.found for flow in flows.values()), default=1)
    rows = [
        Row(
            name=clean_line(told, 60),
            flow=flow,
            width=round(100 * flow.found / most, 2),
            confirmed_width=round(100 * flow.confirmed / most, 2),
        )
        for told, flow in list(flows.items())[:ROWS_SHOWN]
    ]
    return Table(name=name, rows=tuple(rows), more=len(flows) - len(rows))
