"""Which hosts are left alone for now, and why, as sentences safe for a terminal."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from monitor.cli.columns import plain
from monitor.ports.store import Rest

MOST_TOLD: Final = 5
"""Hosts of one source named one by one; a source may span hundreds."""


def rest_lines(source_id: str, rests: Sequence[Rest], now: datetime) -> list[str]:
    """One sentence for each resting host of a source."""
    told = [
        f"{source_id}: {plain(rest.host)} rests until {_clock(rest.until, now)} because "
        + (plain(rest.because) or "an earlier visit asked for it")
        for rest in rests[:MOST_TOLD]
    ]
    if len(rests) > MOST_TOLD:
        told.append(f"{source_id}: {len(rests) - MOST_TOLD} more hosts rest; --json lists all")
    return told


def _clock(moment: datetime, now: datetime) -> str:
    """Hour and minute in UTC, with the day where it is not today's."""
    utc, today = moment.astimezone(UTC), now.astimezone(UTC).date()
    return utc.strftime("%H:%M UTC" if utc.date() == today else "%Y-%m-%d %H:%M UTC")
