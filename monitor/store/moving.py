"""Moving an installation's database from SQLite to PostgreSQL: all of it, or nothing.

SQLite is held against writers meanwhile and only read. On PostgreSQL making the tables, filling
and checking them is one transaction: cut off at any instant, the database there is as empty as it
was. Rows go from one to the other as they are read, so that memory does not grow with them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnClause,
    Connection,
    Select,
    Table,
    column,
    func,
    inspect,
    select,
    table,
    text,
)

from monitor.domain.errors import MoveRefused
from monitor.ports.store import SUPERVISOR, WORKER
from monitor.store.backup.placing import ALIVE
from monitor.store.backup.snapshot import POSTGRESQL, SQLITE, kind_of
from monitor.store.beats import SqlBeats
from monitor.store.columns import Utc
from monitor.store.database import explained
from monitor.store.digests import TableDigest, table_digests
from monitor.store.engines import engine_for
from monitor.store.schema import SCHEMA_VERSION, VERSION_TABLE, make_tables
from monitor.store.tables import evidence_log, metadata

_BATCH: Final = 1000


def move(
    source: str, target: str, now: datetime, tell: Callable[[str, int], None]
) -> Mapping[str, TableDigest]:
    """Copy every row of a SQLite database into an empty PostgreSQL database.

    tell: called with the name of each table that was copied and its rows. Gives what both
    databases hold now.

    Raises:
        MoveRefused: they are not of these kinds, a daemon works on the one or the other is not
            empty, versions differ, or what arrived is not what was sent. The target is unchanged.
        StoreBusy: somebody else holds one of them.
        StoreRefused: one of them cannot be reached.
    """
    if (kind_of(source), kind_of(target)) != (SQLITE, POSTGRESQL):
        message = "a move goes from sqlite:///FILE to postgresql://USER:PASSWORD@HOST/NAME"
        raise MoveRefused(message)
    with _begun(source) as here:
        _refuse_if_not_ours(here)
        _refuse_if_alive(here, now)
        with _begun(target) as there:
            make_tables(there, first=_refuse_if_occupied)
            for one in _in_order():
                tell(one.name, _copied(here, there, one))
            sent = table_digests(here)
            _refuse_if_other(sent, table_digests(there))
    return sent


@contextmanager
def _begun(url: str) -> Iterator[Connection]:
    """One transaction, on SQLite a writer's: nobody else writes until it ends."""
    engine = engine_for(url)
    try:
        with (
            explained(engine),
            engine.connect().execution_options(durable=True) as connection,
            connection.begin(),
        ):
            yield connection
    finally:
        engine.dispose()


def _refuse_if_not_ours(here: Connection) -> None:
    """Look whether these are the tables that this program copies.

    Raises:
        MoveRefused: they are of another version, or there are others beside them.
    """
    standing = {*inspect(here).get_table_names()}
    stated: Select[Any] = select(column("version_num")).select_from(table(VERSION_TABLE))
    version = here.scalar(stated) if VERSION_TABLE in standing else None
    if version != SCHEMA_VERSION:
        message = (
            f"the SQLite database has version {version or 'none'} of the tables and this program "
            f"{SCHEMA_VERSION}: `rightswatch migrate` brings it up to date"
        )
        raise MoveRefused(message)
    strangers = standing - {VERSION_TABLE, *metadata.tables}
    if strangers:
        message = f"tables in the SQLite database are not ours: {', '.join(sorted(strangers))}"
        raise MoveRefused(message)


def _refuse_if_alive(here: Connection, now: datetime) -> None:
    """Look for a daemon or a worker, who would go on in the database that is left behind.

    Raises:
        MoveRefused: one gave a sign of life within the last `ALIVE`.
    """
    signs = SqlBeats(here)
    last = signs.last(SUPERVISOR)
    seen = [at for _, at, _ in signs.living(WORKER)] + ([last[0]] if last else [])
    if any(now - at < ALIVE for at in seen):
        message = "a daemon works on this installation: stop it, and try again a minute later"
        raise MoveRefused(message)


def _refuse_if_occupied(there: Connection) -> None:
    """Look whether the target is empty.

    Raises:
        MoveRefused: there is a table.
    """
    standing = inspect(there).get_table_names()
    if standing:
        message = (
            f"the PostgreSQL database holds {len(standing)} tables already, as {standing[0]}: "
            "make an empty one (createdb) and name that"
        )
        raise MoveRefused(message)


def _in_order() -> Iterator[Table]:
    """All tables, each after those that its rows, or its triggers, ask."""
    yield evidence_log
    yield from (one for one in metadata.sorted_tables if one is not evidence_log)


def _copied(here: Connection, there: Connection, one: Table) -> int:
    """Send all rows of a table; gives how many.

    Raises:
        MoveRefused: PostgreSQL did not take them.
    """
    import psycopg  # noqa: PLC0415 - an extra, and installed: the target is open

    quote = there.dialect.identifier_preparer.quote
    names = ", ".join(quote(each.name) for each in one.columns)
    driver: psycopg.Connection = there.connection.driver_connection  # type: ignore[assignment]
    rows = 0
    try:
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {quote(one.name)} ({names}) FROM STDIN".encode()) as copy,
        ):
            for row in _rows(here, one):
                copy.write_row(row)
                rows += 1
    except psycopg.Error as error:
        message = f"PostgreSQL did not take table {one.name}: {error}; nothing was moved"
        raise MoveRefused(message) from error
    _go_on_counting(there, one)
    return rows


def _rows(here: Connection, one: Table) -> Iterator[Sequence[Any]]:
    """All rows in the order of their key, in which the evidence log takes them.

    Values stay as SQLite keeps them, which PostgreSQL reads from text; its times lack their zone.
    """
    named: list[ColumnClause[Any]] = [column(each.name) for each in one.columns]
    chosen: Select[Any] = select(*named).select_from(table(one.name))
    chosen = chosen.order_by(*(column(each.name) for each in one.primary_key))
    read = here.execution_options(yield_per=_BATCH).execute(chosen)
    zoned = [place for place, each in enumerate(one.columns) if isinstance(each.type, Utc)]
    if not zoned:
        yield from read
        return
    for row in read:
        values = list(row)
        for place in zoned:
            if values[place] is not None:
                values[place] += "+00"
        yield values


def _go_on_counting(there: Connection, one: Table) -> None:
    """Let the sequence of a table go on behind the last row, and the planner know the rows."""
    counted: Column[Any] | None = one.autoincrement_column
    if counted is not None:
        last = there.scalar(select(func.max(column(counted.name))).select_from(table(one.name)))
        if last is not None:
            sequence = func.pg_get_serial_sequence(one.name, counted.name)
            there.execute(select(func.setval(sequence, last)))
    there.execute(text(f"ANALYZE {there.dialect.identifier_preparer.quote(one.name)}"))


def _refuse_if_other(sent: Mapping[str, TableDigest], came: Mapping[str, TableDigest]) -> None:
    """Compare what both databases hold.

    Raises:
        MoveRefused: a table differs.
    """
    other = [name for name, digest in sent.items() if came.get(name) != digest]
    if other:
        message = f"not all rows arrived as they were sent: {', '.join(other)}; nothing was moved"
        raise MoveRefused(message)
