"""`rightswatch coverage` and `stats`: what was and was not seen, what was found."""

import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Optional

import typer

from monitor.cli.options import DEFAULT_CONFIG, Config, Json, print_json, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from monitor.bootstrap import Wiring
    from monitor.domain.signal import Ground
    from monitor.ports.store import Transaction
    from rules.decision.calibration import Standing

EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
WEEK_DAYS: Final = 7
SEEN_COLUMNS: Final = 6
"""Of the columns of a pass, those that say what was looked at."""
Days = Annotated[float, typer.Option(help="Look back this many days.")]
Plot = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads it
    typer.Option("--plot", help="Draw foretold against confirmed shares into this file, as SVG."),
]


def coverage(config: Config = DEFAULT_CONFIG, days: Days = 7.0, *, as_json: Json = False) -> None:
    """Say per source what was due, fetched, refused, blocked and failed, what rests, and recall."""
    from datetime import timedelta

    from rich.markup import escape

    from monitor.bootstrap import Wiring
    from monitor.cli.canaries import canary_lines
    from monitor.cli.rests import rest_lines
    from monitor.cli.tables import coverage_table, tell
    from monitor.domain.codec import to_plain
    from monitor.pipeline.canaries import news_of_canaries

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        now = wiring.clock.now()
        since, sources = now - timedelta(days=days), wiring.settings.sources
        rows = tx.visits.coverage([source.id for source in sources], since, now)
        news = news_of_canaries(tx, sources, since)
    if as_json:
        own = {
            row.source_id: [one for one in news if one.source_id == row.source_id] for row in rows
        }
        print_json([{**to_plain(row), "canaries": own[row.source_id]} for row in rows])
        return
    coverage_table(rows)
    for row in rows:
        for line in rest_lines(row.source_id, row.rests, now):
            tell(escape(line))
    for line in canary_lines(news):
        tell(escape(line))


def looked_at(wiring: "Wiring", tx: "Transaction") -> list[str]:
    """What nothing was found in: a sentence for each source, of the last seven days.

    That nothing was found is never said without it.
    """
    from datetime import timedelta

    from monitor.cli.progress import COLUMNS, cells

    now = wiring.clock.now()
    sources = [source.id for source in wiring.settings.sources]
    rows = tx.visits.coverage(sources, now - timedelta(days=WEEK_DAYS), now)
    lines = []
    for row in rows:
        numbers = zip(COLUMNS[1:SEEN_COLUMNS], cells(row)[1:SEEN_COLUMNS], strict=True)
        told = ", ".join(f"{column.name} {number}" for column, number in numbers)
        last = row.last_read_at.isoformat(timespec="seconds") if row.last_read_at else "never"
        lines.append(f"{row.source_id}, in {WEEK_DAYS} days: {told}; last read {last}")
    return lines or ["no source is configured, so nothing was looked at"]


def stats(config: Config = DEFAULT_CONFIG, *, plot: Plot = None, as_json: Json = False) -> None:
    """Count cases, letters and log entries; say how far cases came, how fast, and how rightly.

    Days to removal count from the opening of a case to the look by which its offer was gone, days
    to relist from there to when another offer was first known to be the same goods. Canaries are
    those of the last seven days.
    """
    from datetime import timedelta

    from monitor.bootstrap import Wiring
    from monitor.cli.tables import count_table, figure_lines, standing_lines
    from monitor.domain.case import CaseEventKind, LiveState
    from monitor.pipeline.canaries import news_of_canaries, recall_of
    from monitor.pipeline.recheck import days_to, days_to_relist
    from monitor.pipeline.statistics import figures
    from rules.decision.calibration import standing

    with Wiring.open(config) as wiring, wiring.store.transaction() as tx:
        head = tx.log.head()
        counts: dict[str, Any] = {
            "cases": dict(tx.cases.counts()),
            "sightings_to_match": tx.sightings.unmatched(),
            "captures_due": tx.captures.pending(),
            "letters_waiting": tx.outbox.waiting(wiring.clock.now()),
            "letters_given_up": sum(tx.outbox.given_up().values()),
            "evidence_entries": head.index + 1 if head else 0,
        }
        opened = tx.cases.happened(CaseEventKind.OPENED, EVER)
        looks = tx.cases.happened(CaseEventKind.LIVE_STATE, EVER)
        counts["days_to_removal"] = _spread(days_to(LiveState.REMOVED, opened, looks))
        week = wiring.clock.now() - timedelta(days=WEEK_DAYS)
        counts["canaries"] = recall_of(news_of_canaries(tx, wiring.settings.sources, week))
        counts["days_to_relist"] = _spread(days_to_relist(looks, tx.relistings.standing(EVER)))
        grounds = standing(tx.cases.decided())
        told = figures(tx, None, EVER)
    if plot:
        _draw(plot, grounds)
    if as_json:
        print_json({**counts, "calibration": grounds, "figures": told})
        return
    count_table(counts)
    figure_lines(told)
    standing_lines(grounds)
    if plot:
        say(f"the plot of what was foretold and confirmed is in {plot}")


def _spread(days: Sequence[float]) -> dict[str, float]:
    """How many, the middle one and the longest, in days; empty where there are none."""
    if not days:
        return {}
    middle = round(statistics.median(days), 1)
    return {"offers": len(days), "median": middle, "longest": round(max(days), 1)}


def _draw(plot: Path, grounds: "Mapping[Ground, Standing]") -> None:
    """Write the reliability plot of every ground that has one.

    Raises:
        typer.BadParameter: the file cannot be written.
    """
    from rules.decision.plot import reliability_svg

    told = {
        ground.value.replace("_", " "): [(b.foretold, b.confirmed) for b in one.reliability.bins]
        for ground, one in grounds.items()
        if one.reliability
    }
    try:
        plot.write_text(reliability_svg(told), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(str(error), param_hint="--plot") from error
