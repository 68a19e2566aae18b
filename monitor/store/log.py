"""The evidence log: one chain, one writer at a time, no way to change a row.

The database itself refuses updates, deletions and entries that do not follow the last one.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, text

from monitor.domain.capture import LogEntry
from monitor.store.columns import AnyRow
from monitor.store.tables import evidence_log

_APPEND_LOCK = 7_236_411_902  # any fixed number: the name of the lock on PostgreSQL


class SqlLog:
    """Rows of `evidence_log`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, body: object, at: datetime) -> LogEntry:
        """Chain one body behind the last entry; others who append wait for this transaction."""
        if self._connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:name)")
            self._connection.execute(lock, {"name": _APPEND_LOCK})
        entry = LogEntry.following(self.head(), body, at)
        self._connection.execute(
            insert(evidence_log).values(
                entry_index=entry.index,
                previous_sha256=entry.previous_sha256,
                body=entry.body,
                entry_sha256=entry.entry_sha256,
                at=at,
            )
        )
        return entry

    def head(self) -> LogEntry | None:
        """Last entry; None while there is none."""
        newest = select(evidence_log).order_by(evidence_log.c.entry_index.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return entry_of(row) if row else None

    def entries(self, first: int = 0, limit: int = 1000) -> Sequence[LogEntry]:
        """From index `first`, in order."""
        some = (
            select(evidence_log)
            .where(evidence_log.c.entry_index >= first)
            .order_by(evidence_log.c.entry_index)
            .limit(limit)
        )
        return [entry_of(row) for row in self._connection.execute(some)]


def entry_of(row: AnyRow) -> LogEntry:
    """The entry a row of `evidence_log` holds."""
    return LogEntry(
        index=row.entry_index,
        previous_sha256=row.previous_sha256,
        body=row.body,
        entry_sha256=row.entry_sha256,
        at=row.at,
    )
