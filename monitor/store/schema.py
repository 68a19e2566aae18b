"""Which version of the tables a database has, and how it is brought to another.

The version is read with one query; Alembic is imported only when there is something to do.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, Text, column, select, table
from sqlalchemy.exc import OperationalError, ProgrammingError

from monitor.domain.errors import StoreRefused

if TYPE_CHECKING:
    from alembic.config import Config

SCHEMA_VERSION: Final = "0017"
"""The newest version this program knows: the last file in `migrations/versions`."""

VERSION_TABLE: Final = "schema_version"
MIGRATIONS: Final = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 7_236_411_901  # any fixed number: the name of the lock on PostgreSQL


def version_of(engine: Engine) -> str | None:
    """Version of a database; None when it has no tables of ours yet.

    Raises:
        OperationalError: it cannot be reached or read.
        ProgrammingError: the table of that name is none of ours.
    """
    stated = select(column("version_num", Text())).select_from(table(VERSION_TABLE))
    try:
        with engine.connect() as connection:
            return connection.scalar(stated)
    except (OperationalError, ProgrammingError) as error:
        if _is_missing_table(error):
            return None
        raise


def is_current(engine: Engine) -> bool:
    """Whether a database has the version this program knows.

    Raises:
        StoreRefused: it has a newer one.
    """
    version = version_of(engine)
    if version is not None and version > SCHEMA_VERSION:
        message = (
            f"the database has version {version} of the tables, this program knows up to "
            f"{SCHEMA_VERSION}: start the newer program, or restore a backup made before the update"
        )
        raise StoreRefused(message)
    return version == SCHEMA_VERSION


def upgrade(engine: Engine) -> None:
    """Bring a database to the newest version; two processes may try at once."""
    _run(engine, "head")


def make_tables(connection: Connection, first: Callable[[Connection], None]) -> None:
    """Make all tables within the transaction of a connection; its end decides whether they stand.

    first: called when nobody else makes any, before one is made.
    """
    from alembic import command  # noqa: PLC0415 - as below

    _lock(connection)
    first(connection)
    command.upgrade(_config(connection), "head")


def downgrade(engine: Engine, version: str) -> None:
    """Take a database back to an older version ("base" = no tables); see each version's Back."""
    _run(engine, version, back=True)


def _run(engine: Engine, version: str, *, back: bool = False) -> None:
    from alembic import command  # noqa: PLC0415 - 60 ms that an opening process need not spend

    with engine.connect().execution_options(durable=True) as connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _lock(connection)
                config = _config(connection)
                (command.downgrade if back else command.upgrade)(config, version)
        finally:
            _foreign_keys(connection, on=True)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """SQLite rebuilds a table to change it, which must not cascade; no other database cares."""
    raw = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and raw is not None:
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _is_missing_table(error: OperationalError | ProgrammingError) -> bool:
    return "no such table" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "42P01"
