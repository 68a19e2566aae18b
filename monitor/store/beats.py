"""Signs of life of the service's parts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, Text, and_, delete, or_, select

from monitor.store.columns import Utc, Written
from monitor.store.tables import metadata
from monitor.store.work import insert_into

beats = Table(
    "beats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("note", Written, nullable=False),
)


class SqlBeats:
    """Rows of `beats`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beat(self, name: str, now: datetime, note: str = "") -> None:
        """Say that `name` lives; the last word stands."""
        insert = insert_into(self._connection, beats)
        last = insert.on_conflict_do_update(
            index_elements=["name"],
            set_={"at": insert.excluded.at, "note": insert.excluded.note},
        )
        self._connection.execute(last, {"name": name, "at": now, "note": note})

    def lead(self, name: str, who: str, now: datetime, silent_s: float) -> bool:
        """One statement: of two who ask at once, one is told True."""
        insert = insert_into(self._connection, beats)
        gone = beats.c.at <= now - timedelta(seconds=silent_s)
        mine = insert.on_conflict_do_update(
            index_elements=["name"],
            set_={"at": insert.excluded.at, "note": insert.excluded.note},
            where=or_(beats.c.note == who, gone),
        )
        row = {"name": name, "at": now, "note": who}
        return self._connection.execute(mine.returning(beats.c.name), row).first() is not None

    def resign(self, name: str, who: str) -> None:
        """Drop its row, if it is its own."""
        mine = and_(beats.c.name == name, beats.c.note == who)
        self._connection.execute(delete(beats).where(mine))

    def living(self, prefix: str) -> Sequence[tuple[str, datetime, str]]:
        """Few rows: one for each process."""
        own = beats.c.name.startswith(prefix, autoescape=True)
        rows = self._connection.execute(select(beats).where(own).order_by(beats.c.name))
        return [(row.name, row.at, row.note) for row in rows]

    def forget(self, prefix: str, before: datetime) -> int:
        """Drop the silent."""
        own = beats.c.name.startswith(prefix, autoescape=True)
        silent = delete(beats).where(own, beats.c.at < before)
        return self._connection.execute(silent).rowcount

    def last(self, name: str) -> tuple[datetime, str] | None:
        """When it last lived, and its note; None when it never did."""
        row = self._connection.execute(select(beats).where(beats.c.name == name)).first()
        return (row.at, row.note) if row else None
