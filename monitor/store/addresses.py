"""Mail addresses: one row for each of which more is known than the configuration says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    func,
    select,
    update,
)

from monitor.domain.alert import Stop
from monitor.store.columns import Utc, Written
from monitor.store.tables import index_where, metadata
from monitor.store.work import changed_one, insert_into

addresses = Table(
    "addresses",
    metadata,
    Column("address", Written, primary_key=True),
    Column("confirmed_at", Utc),
    Column("stopped_at", Utc),
    Column("because", Written),  # why it is stopped
    Column("operator_due", Utc),
)
_stopped = addresses.c.stopped_at.is_not(None)
index_where(
    addresses.c.operator_due.is_not(None), "ix_addresses_operator", addresses.c.operator_due
)


class SqlAddresses:
    """Rows of `addresses`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def confirm(self, address: str, now: datetime) -> None:
        """Its owner welcomes letters; the first time counts."""
        insert = insert_into(self._connection, addresses)
        first = func.coalesce(addresses.c.confirmed_at, insert.excluded.confirmed_at)
        kept = insert.on_conflict_do_update(
            index_elements=["address"], set_={"confirmed_at": first}
        )
        self._connection.execute(kept, {"address": address, "confirmed_at": now})

    def confirmed(self, addresses_asked: Sequence[str]) -> frozenset[str]:
        """Those of them whose owners have."""
        known = select(addresses.c.address).where(addresses.c.confirmed_at.is_not(None))
        return frozenset(self._connection.scalars(known)) & frozenset(addresses_asked)

    def stop(self, address: str, because: str, now: datetime, tell_at: datetime) -> bool:
        """No mail to it any more; the first reason stands."""
        once = insert_into(self._connection, addresses).on_conflict_do_nothing()
        self._connection.execute(once, {"address": address})
        open_still = and_(addresses.c.address == address, ~_stopped)
        stopped = {"stopped_at": now, "because": because, "operator_due": tell_at}
        return changed_one(self._connection, update(addresses).where(open_still).values(stopped))

    def resume(self, address: str) -> bool:
        """Mail to it again."""
        which = and_(addresses.c.address == address, _stopped)
        cleared = {"stopped_at": None, "because": None, "operator_due": None}
        return changed_one(self._connection, update(addresses).where(which).values(cleared))

    def stops(self) -> Sequence[Stop]:
        """The first one first."""
        return self._read(_all(_stopped))

    def untold(self, now: datetime) -> Sequence[Stop]:
        """() until one of them is due; the rows stay locked, so that one process tells each."""
        due = addresses.c.operator_due
        is_due = select(addresses.c.address).where(due <= now).limit(1)
        if not self._connection.scalar(is_due):
            return ()
        return self._read(_all(due.is_not(None)).with_for_update())

    def told(self, addresses_told: Sequence[str]) -> None:
        """The operator is told of these."""
        which = addresses.c.address.in_(addresses_told)
        self._connection.execute(update(addresses).where(which).values(operator_due=None))

    def _read(self, rows: Select[Any]) -> Sequence[Stop]:
        return [
            Stop(address=row.address, because=row.because, since=row.stopped_at)
            for row in self._connection.execute(rows)
        ]


def _all(which: ColumnElement[bool]) -> Select[Any]:
    """Rows, the address that was stopped first before the others."""
    return select(addresses).where(which).order_by(addresses.c.stopped_at, addresses.c.address)
