"""The evidence log: a Merkle tree, one writer at a time, no way to change a row.

The database itself refuses updates, deletions, gaps, and hashes without their turn.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, text

from monitor.domain import merkle
from monitor.domain.capture import LogEntry
from monitor.domain.checkpoint import SignedCheckpoint
from monitor.store.columns import AnyRow
from monitor.store.tables import checkpoints, evidence_log, evidence_tree

_APPEND_LOCK = 7_236_411_902  # any fixed number: the name of the lock on PostgreSQL


class SqlLog:
    """Rows of `evidence_log`, `evidence_tree` and `checkpoints`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, body: object, at: datetime) -> LogEntry:
        """Add one body; others who append wait for this transaction."""
        if self._connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:name)")
            self._connection.execute(lock, {"name": _APPEND_LOCK})
        entry = LogEntry.of(self._size(), body, at)
        row = {"entry_index": entry.index, "body": entry.body, "at": at}
        self._connection.execute(insert(evidence_log), row)
        wanted = merkle.siblings_of_next(entry.index)
        kept = self._kept(wanted)
        hashes = merkle.hashes_of_next(entry.body.encode(), [kept[number] for number in wanted])
        first = merkle.kept_count(entry.index)
        rows = [{"number": first + n, "sha256": digest} for n, digest in enumerate(hashes)]
        self._connection.execute(insert(evidence_tree), rows)
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

    def root(self, size: int | None = None) -> tuple[int, bytes]:
        """Size and root of the tree over the first `size` entries; None = all."""
        wanted = self._size() if size is None else size
        return wanted, merkle.root_of(wanted, self._kept)

    def inclusion(self, index: int, size: int) -> Sequence[bytes]:
        """See the port; one query, whatever the size."""
        return merkle.inclusion_proof(index, size, self._kept)

    def consistency(self, old: int, size: int) -> Sequence[bytes]:
        """See the port; one query, whatever the size."""
        return merkle.consistency_proof(old, size, self._kept)

    def keep_checkpoint(self, checkpoint: SignedCheckpoint) -> bool:
        """Keep what was signed; False when its size is signed already, or a larger one is."""
        newest = self._connection.scalar(select(func.max(checkpoints.c.size)))
        if newest is not None and newest >= checkpoint.size:
            return False
        row = {"size": checkpoint.size, "note": checkpoint.note, "at": checkpoint.at}
        self._connection.execute(insert(checkpoints), row)
        return True

    def checkpoint(self, size: int | None = None) -> SignedCheckpoint | None:
        """The checkpoint of one size; None = the newest one there is."""
        wanted = select(checkpoints).order_by(checkpoints.c.size.desc()).limit(1)
        if size is not None:
            wanted = wanted.where(checkpoints.c.size == size)
        row = self._connection.execute(wanted).first()
        return SignedCheckpoint(size=row.size, note=row.note, at=row.at) if row else None

    def first_checkpoint(self, index: int) -> SignedCheckpoint | None:
        """The smallest checkpoint that holds entry `index`."""
        holds = select(checkpoints).where(checkpoints.c.size > index)
        row = self._connection.execute(holds.order_by(checkpoints.c.size).limit(1)).first()
        return SignedCheckpoint(size=row.size, note=row.note, at=row.at) if row else None

    def _size(self) -> int:
        last: int | None = self._connection.scalar(select(func.max(evidence_log.c.entry_index)))
        return 0 if last is None else last + 1

    def _kept(self, numbers: Sequence[int]) -> Mapping[int, bytes]:
        if not numbers:
            return {}
        some = select(evidence_tree).where(evidence_tree.c.number.in_(numbers))
        return {row.number: row.sha256 for row in self._connection.execute(some)}


def entry_of(row: AnyRow) -> LogEntry:
    """The entry a row of `evidence_log` holds."""
    return LogEntry(index=row.entry_index, body=row.body, at=row.at)
