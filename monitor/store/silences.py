"""Silences: times in which nothing is told of certain groups. None is ever deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, Text, insert, select, update

from monitor.domain.rhythm import Silence
from monitor.store.columns import AnyRow, RowId, Utc, Written
from monitor.store.tables import metadata
from monitor.store.work import changed_one

silences = Table(
    "silences",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("asset", Text, nullable=False),  # a shell pattern
    Column("seller", Written),
    Column("market", Written),
    Column("because", Written, nullable=False),
    Column("by", Written, nullable=False),
    Column("made_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("lifted_at", Utc),
)


class SqlSilences:
    """Rows of `silences`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, silence: Silence) -> int:
        """Keep a silence; gives its number."""
        row = {name: getattr(silence, name) for name in silences.c.keys() if name != "id"}  # noqa: SIM118 - columns, not a mapping
        made: int = self._connection.scalars(insert(silences).returning(silences.c.id), row).one()
        return made

    def standing(self, now: datetime) -> Sequence[Silence]:
        """Those that have not ended, in the order in which they were made."""
        stand = select(silences).where(silences.c.until > now, silences.c.lifted_at.is_(None))
        return self._read(stand.order_by(silences.c.id))

    def all(self, limit: int = 100) -> Sequence[Silence]:
        """Newest first."""
        return self._read(select(silences).order_by(silences.c.id.desc()).limit(limit))

    def lift(self, silence_id: int, now: datetime) -> bool:
        """End one now; False when there is none of that number or it has ended."""
        standing = update(silences).where(
            silences.c.id == silence_id, silences.c.until > now, silences.c.lifted_at.is_(None)
        )
        return changed_one(self._connection, standing.values(lifted_at=now))

    def _read(self, rows: Select[Any]) -> Sequence[Silence]:
        return [_silence_of(row) for row in self._connection.execute(rows)]


def _silence_of(row: AnyRow) -> Silence:
    return Silence(
        id=row.id,
        asset=row.asset,
        seller=row.seller,
        market=row.market,
        because=row.because,
        by=row.by,
        made_at=row.made_at,
        until=row.until,
        lifted_at=row.lifted_at,
    )
