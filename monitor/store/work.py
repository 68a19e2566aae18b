"""Claims: work is a row with a due time, a claim on it is an owner and an end.

A claim is a conditional update, so two processes never hold one row; when it ends without news,
anybody may take the row over. PostgreSQL passes over rows that another claims at this instant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    Update,
    and_,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import sqlite

from monitor.ports.store import Lease
from monitor.store.columns import AnyRow
from monitor.store.tables import alerts, captures, hosts, news, sightings, stamps

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


K = TypeVar("K", int, str, bytes)

MOST_IDS: Final = 500


def insert_into(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that can say what happens when the row is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - children on SQLite do without

    return postgresql.insert(table)


@dataclass(frozen=True, slots=True)
class WorkTable:
    """A table whose rows are work.

    id: the primary key. due: null = done. at_once: `due` only says which is oldest.
    """

    table: Table
    id: Column[Any]
    due: Column[Any]
    at_once: bool = False

    @property
    def waits(self) -> ColumnElement[bool]:
        """Rows that are due, whenever, or leased."""
        return self.due.is_not(None)

    def free(self, now: datetime) -> ColumnElement[bool]:
        """Rows that are due now and that nobody holds."""
        free = and_(self.waits, not_leased(self.table, now))
        return free if self.at_once else and_(free, self.due <= now)

    def claim(
        self,
        connection: Connection,
        lease: Lease,
        limit: int,
        which: ColumnElement[bool] | None = None,
    ) -> Sequence[AnyRow]:
        """Lease free rows, oldest first; gives the rows as they stood. which: of them all."""
        oldest = (
            select(self.table)
            .where(self.free(lease.now), true() if which is None else which)
            .order_by(self.due, self.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = connection.execute(oldest).all()
        if not rows:
            return ()
        place = list(self.table.c).index(self.id)
        claim = update(self.table).values(owner=lease.owner, lease_until=lease.until)
        if "attempts" in self.table.c:
            claim = claim.values(attempts=self.table.c.attempts + 1)
        claim = claim.where(self.id.in_([row[place] for row in rows]), self.free(lease.now))
        won = set(connection.scalars(claim.returning(self.id)))
        return [row for row in rows if row[place] in won]

    def held(self, row_id: int | str, owner: str) -> Update:
        """An update of one row that changes nothing unless `owner` holds it; ends the claim."""
        mine = and_(self.id == row_id, self.table.c.owner == owner, self.waits)
        return update(self.table).where(mine).values(owner=None, lease_until=None)

    def count(self, connection: Connection, which: ColumnElement[bool]) -> int:
        """How many rows."""
        return connection.scalar(select(func.count()).select_from(self.table).where(which)) or 0


MATCHING = WorkTable(sightings, sightings.c.id, sightings.c.match_due, at_once=True)
CAPTURES = WorkTable(captures, captures.c.id, captures.c.capture_due)
NEWS = WorkTable(news, news.c.event_id, news.c.letter_due)
ALERTS = WorkTable(alerts, alerts.c.id, alerts.c.send_due)
STAMPS = WorkTable(stamps, stamps.c.id, stamps.c.stamp_due)


def not_leased(table: Table, now: datetime) -> ColumnElement[bool]:
    """Nobody holds the row, or the claim on it has run out."""
    return or_(table.c.lease_until.is_(None), table.c.lease_until <= now)


def shares(ids: Sequence[K]) -> Iterator[Sequence[K]]:
    """As many at a time as one statement takes; SQLite of old takes 999 parameters."""
    for start in range(0, len(ids), MOST_IDS):
        yield ids[start : start + MOST_IDS]


def changed_one(connection: Connection, change: Update) -> bool:
    """Run an update of at most one row; False when its condition did not hold."""
    return connection.execute(change).rowcount == 1


class SqlLeases:
    """All claims of all kinds."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def holds_host(self, host: str, owner: str) -> bool:
        """Its row stays locked until the transaction ends; on SQLite everything is."""
        mine = select(hosts.c.host).where(hosts.c.host == host, hosts.c.owner == owner)
        return self._connection.scalar(mine.with_for_update()) is not None

    def renew(self, lease: Lease) -> int:
        """Move the end of every claim that `lease.owner` holds; a batch is held by its host."""
        kept = 0
        for table in (hosts, *(work.table for work in (MATCHING, CAPTURES, NEWS, ALERTS, STAMPS))):
            longer = update(table).where(table.c.owner == lease.owner)
            kept += self._connection.execute(longer.values(lease_until=lease.until)).rowcount
        return kept
