"""Coverage and health for programs: what was and was not seen, and whether the service works."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Query, Response

from monitor.ports.store import SourceCoverage
from monitor.web.api.asked import CoverageAsked
from monitor.web.api.calls import Calling
from monitor.web.counting import SEEN_FRESH_S
from monitor.web.vitals import Check, checks, read_vitals


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTold:
    """What was and was not seen of each source since a moment."""

    since: datetime
    sources: tuple[SourceCoverage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthTold:
    """Whether the installation does its work, each condition by name, and what waits.

    beat_age_s: since the scheduler's last sign of life; null = it never ran. oldest_alert_s: how
    long the oldest alert waits that is to be sent. given_up: alerts.
    """

    ready: bool
    checks: tuple[Check, ...]
    beat_age_s: float | None
    sightings_to_match: int
    captures_due: int
    letters_waiting: int
    oldest_alert_s: float
    given_up: int
    evidence_entries: int


def show_coverage(call: Calling, asked: Annotated[CoverageAsked, Query()]) -> Response:
    """What was due, read, refused, walled and failed, source by source; at most 30 s old."""

    def count() -> CoverageTold:
        since = call.now - timedelta(days=asked.days)
        with call.desk.store.reading() as tx:
            rows = tx.visits.coverage(call.desk.premises.sources, since, call.now)
        return CoverageTold(since=since, sources=tuple(rows))

    world = call.now.timestamp() // SEEN_FRESH_S
    return call.told(call.desk.counts.kept(("coverage told", asked.days), world, count))


def show_health(call: Calling) -> Response:
    """The conditions of /readyz, and how much work waits."""
    told = tuple(checks(call.desk.premises))
    vitals = read_vitals(call.desk.premises)
    health = HealthTold(
        ready=all(check.ok for check in told),
        checks=told,
        beat_age_s=vitals.beat_age_s,
        sightings_to_match=vitals.unmatched,
        captures_due=vitals.captures,
        letters_waiting=vitals.letters,
        oldest_alert_s=vitals.oldest_alert_s,
        given_up=vitals.given_up,
        evidence_entries=vitals.entries,
    )
    return call.told(health)
