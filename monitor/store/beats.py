"""Signs of life of the service's parts."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select

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

    def last(self, name: str) -> tuple[datetime, str] | None:
        """When it last lived, and its note; None when it never did."""
        row = self._connection.execute(select(beats).where(beats.c.name == name)).first()
        return (row.at, row.note) if row else None
