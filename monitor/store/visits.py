"""Visits, and what they add up to per source."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select

from monitor.domain.target import TargetKind, Visit, VisitOutcome
from monitor.domain.verdict import Grade
from monitor.ports.store import SourceCoverage
from monitor.store.frontier import due_now
from monitor.store.rests import rests_of
from monitor.store.tables import cases, listings, sightings, targets, verdicts, visits
from monitor.store.visit_days import counted_since, last_read, sum_up

_KEEP = insert(visits)


class SqlVisits:
    """Rows of `visits`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, visit: Visit) -> None:
        """Append one visit."""
        row = {
            "source_id": visit.target.source_id,
            "url": visit.target.url,
            "kind": visit.target.kind,
            "recheck": visit.target.recheck,
            "outcome": visit.outcome,
            "started_at": visit.started_at,
            "ended_at": visit.ended_at,
            "because": visit.because,
            "http_status": visit.http_status,
            "page_kind": visit.page_kind,
            "body_bytes": visit.body_bytes,
            "retry_after_s": visit.retry_after_s,
            "control_alive": visit.control_alive,
        }
        self._connection.execute(_KEEP, row)

    def coverage(
        self, sources: Sequence[str], since: datetime, now: datetime
    ) -> Sequence[SourceCoverage]:
        """One row per source, in the order given."""
        if not sources:
            return []
        outcomes = self._outcomes(sources, since)
        known = self._count(targets, sources)
        due = self._count(targets, sources, due_now(sources, now))
        offers = self._count(listings, sources)
        seen = self._count(sightings, sources, sightings.c.seen_at >= since)
        opened = self._count(cases, sources, cases.c.opened_at >= since)
        signals = self._signals(sources, since)
        read = self._last_read(sources)
        rests = rests_of(self._connection, sources, now)
        homes = self._homes_read(sources, since)
        remarks = self._remarks(sources, since)
        return [
            SourceCoverage(
                source_id=source_id,
                since=since,
                targets=known.get(source_id, 0),
                due=due.get(source_id, 0),
                outcomes=outcomes.get(source_id, {}),
                listings=offers.get(source_id, 0),
                sightings=seen.get(source_id, 0),
                signals=signals.get(source_id, 0),
                cases=opened.get(source_id, 0),
                last_read_at=read.get(source_id),
                homes_read=homes.get(source_id, 0),
                remarks=remarks.get(source_id, ()),
                rests=rests.get(source_id, ()),
            )
            for source_id in sources
        ]

    def sum_up(self, before: datetime, limit: int) -> int:
        """Put daily sums in the place of the oldest visits; see visit_days.py."""
        return sum_up(self._connection, before, limit)

    def _count(
        self, table: Table, sources: Sequence[str], *which: ColumnElement[bool]
    ) -> Mapping[str, int]:
        counts = (
            select(table.c.source_id, func.count())
            .where(table.c.source_id.in_(sources), *which)
            .group_by(table.c.source_id)
        )
        return _pairs(self._connection.execute(counts))

    def _outcomes(self, sources: Sequence[str], since: datetime) -> Mapping[str, Mapping[str, int]]:
        counts = (
            select(visits.c.source_id, visits.c.outcome, func.count())
            .where(visits.c.source_id.in_(sources), visits.c.ended_at >= since)
            .group_by(visits.c.source_id, visits.c.outcome)
        )
        outcomes: dict[str, Counter[str]] = {}
        for counted in (counts, counted_since(sources, since)):
            for source_id, outcome, count in self._connection.execute(counted):
                outcomes.setdefault(source_id, Counter())[outcome.value] += count
        return outcomes

    def _signals(self, sources: Sequence[str], since: datetime) -> Mapping[str, int]:
        """Counted for all sources: named in the question, SQLite would walk all their sightings."""
        counts = (
            select(sightings.c.source_id, func.count())
            .join(verdicts, verdicts.c.sighting_id == sightings.c.id)
            .where(verdicts.c.judged_at >= since, verdicts.c.grade != Grade.NONE)
            .group_by(sightings.c.source_id)
        )
        counted = _pairs(self._connection.execute(counts))
        return {source_id: counted[source_id] for source_id in sources if source_id in counted}

    def _homes_read(self, sources: Sequence[str], since: datetime) -> Mapping[str, int]:
        homes = (
            select(visits.c.source_id, func.count(visits.c.url.distinct()))
            .where(*_read_since(sources, since), visits.c.kind == TargetKind.HOME)
            .group_by(visits.c.source_id)
        )
        return _pairs(self._connection.execute(homes))

    def _remarks(self, sources: Sequence[str], since: datetime) -> Mapping[str, tuple[str, ...]]:
        """Sentences of visits that read no page, the latest of each URL."""
        said = (
            select(visits.c.source_id, visits.c.url, visits.c.because)
            .where(
                *_read_since(sources, since),
                visits.c.page_kind.is_(None),
                visits.c.because.is_not(None),
            )
            .order_by(visits.c.ended_at)
        )
        latest = {(row.source_id, row.url): row.because for row in self._connection.execute(said)}
        remarks: dict[str, tuple[str, ...]] = {}
        for (source_id, _), because in latest.items():
            remarks[source_id] = (*remarks.get(source_id, ()), because)
        return remarks

    def _last_read(self, sources: Sequence[str]) -> Mapping[str, datetime]:
        latest = (
            select(visits.c.source_id, func.max(visits.c.ended_at))
            .where(visits.c.source_id.in_(sources), visits.c.outcome == VisitOutcome.READ)
            .group_by(visits.c.source_id)
        )
        summed = _pairs(self._connection.execute(last_read(sources)))
        for source_id, at in self._connection.execute(latest):
            summed[source_id] = max(at, summed.get(source_id, at))
        return summed


def _read_since(sources: Sequence[str], since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        visits.c.source_id.in_(sources),
        visits.c.outcome == VisitOutcome.READ,
        visits.c.ended_at >= since,
    )


def _pairs(rows: Any) -> dict[str, Any]:  # noqa: ANN401 - rows of (source id, value)
    return {row[0]: row[1] for row in rows}
