"""Captures that are due, and the bundles that came of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, and_, func, select, update

from monitor.domain.capture import CaptureState, EvidenceBundle, LogEntry
from monitor.ports.store import DueCapture, Lease
from monitor.store.log import entry_of
from monitor.store.tables import captures, evidence_log
from monitor.store.work import CAPTURES, changed_one, insert_into

STANDING: Final = (CaptureState.SEALED, CaptureState.PARTIAL)
"""Captures whose bundle is kept."""


class SqlCaptures:
    """Rows of `captures`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def order(self, capture_id: str, case_id: int, sighting_id: int, now: datetime) -> None:
        """Ask for a capture; an id that is known stays as it is."""
        self._connection.execute(
            insert_into(self._connection, captures).on_conflict_do_nothing(),
            {
                "id": capture_id,
                "case_id": case_id,
                "sighting_id": sighting_id,
                "state": CaptureState.DUE,
                "capture_due": now,
                "attempts": 0,
            },
        )

    def claim(self, lease: Lease, limit: int) -> Sequence[DueCapture]:
        """Lease due captures, oldest first; `attempts` counts this one."""
        return [
            DueCapture(
                id=row.id,
                case_id=row.case_id,
                sighting_id=row.sighting_id,
                attempts=row.attempts + 1,
            )
            for row in CAPTURES.claim(self._connection, lease, limit)
        ]

    def sealed(self, bundle: EvidenceBundle, entry_index: int, owner: str) -> bool:
        """The bundle stands and is logged."""
        done = CAPTURES.held(bundle.capture_id, owner).values(
            state=bundle.state,
            capture_due=None,
            because=None,
            bundle=bundle,
            entry_index=entry_index,
            seals_due=bundle.ended_at,
        )
        return changed_one(self._connection, done)

    def failed(self, capture_id: str, because: str, retry_at: datetime, owner: str) -> bool:
        """Try again at `retry_at`; the reason is kept beside it."""
        again = CAPTURES.held(capture_id, owner).values(capture_due=retry_at, because=because)
        return changed_one(self._connection, again)

    def gave_up(self, capture_id: str, because: str, owner: str) -> bool:
        """It is not tried again; the reason is kept beside it."""
        over = CAPTURES.held(capture_id, owner).values(
            state=CaptureState.FAILED, capture_due=None, because=because
        )
        return changed_one(self._connection, over)

    def of_case(self, case_id: int) -> Sequence[tuple[EvidenceBundle, LogEntry]]:
        """Bundles with their log entries, newest first."""
        sealed = (
            select(captures.c.bundle, evidence_log)
            .join(evidence_log, captures.c.entry_index == evidence_log.c.entry_index)
            .where(captures.c.case_id == case_id, captures.c.state.in_(STANDING))
            .order_by(evidence_log.c.entry_index.desc())
        )
        return [(row.bundle, entry_of(row)) for row in self._connection.execute(sealed)]

    def seals_due(self, limit: int) -> Sequence[tuple[EvidenceBundle, LogEntry, datetime]]:
        """Bundles whose seals are to be written, with entry and since when, oldest first."""
        behind = (
            select(captures.c.bundle, captures.c.seals_due, evidence_log)
            .join(evidence_log, captures.c.entry_index == evidence_log.c.entry_index)
            .where(captures.c.seals_due.is_not(None), captures.c.state.in_(STANDING))
            .order_by(captures.c.seals_due, captures.c.id)
            .limit(limit)
        )
        rows = self._connection.execute(behind)
        return [(row.bundle, entry_of(row), row.seals_due) for row in rows]

    def sealed_until(self, capture_id: str, due: datetime, size: int | None) -> bool:
        """The seals that were due then are written; `due` tells a later need from this one."""
        this = and_(captures.c.id == capture_id, captures.c.seals_due == due)
        done = update(captures).where(this).values(seals_due=None, proven_size=size)
        return changed_one(self._connection, done)

    def pending(self) -> int:
        """Captures that are due, whenever, or leased."""
        return CAPTURES.count(self._connection, CAPTURES.waits)

    def next_due(self) -> datetime | None:
        """When the next one may be taken: its due time, or the end of the claim on it."""
        takeable = func.coalesce(captures.c.lease_until, captures.c.capture_due)
        soonest = select(takeable).where(CAPTURES.waits).order_by(takeable).limit(1)
        due: datetime | None = self._connection.scalar(soonest)
        return due
