"""Small facts that the service keeps about its own work."""

from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, and_, select, update

from monitor.ports.store import Fact
from monitor.store.columns import Utc, Written
from monitor.store.tables import metadata
from monitor.store.work import changed_one, insert_into

facts = Table(
    "facts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Written, nullable=False),
    Column("at", Utc, nullable=False),
)


class SqlFacts:
    """Rows of `facts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, name: str, value: str, at: datetime) -> None:
        """Write a fact down; the last word stands."""
        insert = insert_into(self._connection, facts)
        last = insert.on_conflict_do_update(
            index_elements=["name"],
            set_={"value": insert.excluded.value, "at": insert.excluded.at},
        )
        self._connection.execute(last, {"name": name, "value": value, "at": at})

    def turn(self, name: str, was: Fact, value: str, at: datetime) -> bool:
        """Of several who turn the same fact, the first one does."""
        stands = and_(facts.c.name == name, facts.c.value == was.value, facts.c.at == was.at)
        turned = update(facts).where(stands).values(value=value, at=at)
        return changed_one(self._connection, turned)

    def told(self, name: str) -> Fact | None:
        """A fact by its name; None when nobody has told it."""
        row = self._connection.execute(select(facts).where(facts.c.name == name)).first()
        return Fact(value=row.value, at=row.at) if row else None
