"""Engines: how a database is reached, and what its connections are set to.

SQLite: write-ahead log, foreign keys, and every transaction that may write starts as a writer, so
that none has to become one half-way, which is the only way to meet "database is locked" under a
busy timeout.
"""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from monitor.domain.errors import StoreRefused

BUSY_TIMEOUT_S = 30.0
CONNECT_TIMEOUT_S = 10
WAL_TRIES = 100
WAL_PAUSE_S = 0.05


def engine_for(url: str) -> Engine:
    """Engine of a database URL: `sqlite:///path/to/file.db` or `postgresql://user@host/name`.

    Raises:
        StoreRefused: the URL is of no database that is supported, or its driver is missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreRefused(_advice(f"{url!r} is no database URL")) from error
    backend = parsed.drivername.partition("+")[0]
    if backend == "sqlite":
        return _sqlite(parsed)
    if backend in {"postgresql", "postgres"}:
        return _postgres(parsed)
    raise StoreRefused(_advice(f"there is no store for {backend!r}"))


def _advice(problem: str) -> str:
    ways = "`sqlite:///data/rightswatch.db` or `postgresql://user@host/rightswatch`"
    return f"{problem}; write {ways}"


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreRefused(_advice("a database in memory is lost with the process"))
    folder = Path(url.database).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the database's folder {folder} cannot be made: {error.strerror}"
        raise StoreRefused(message) from error
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"), connect_args={"timeout": BUSY_TIMEOUT_S}
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3.Connection
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA foreign_keys = ON")
    for attempt in range(WAL_TRIES):  # the switch itself does not wait for other openers
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except connection.OperationalError:
            if attempt == WAL_TRIES - 1:
                raise
            time.sleep(WAL_PAUSE_S)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("BEGIN")
        return
    durable = connection.get_execution_options().get("durable", False)
    wanted = "FULL" if durable else "NORMAL"
    if connection.info.get("synchronous") != wanted:
        connection.exec_driver_sql(f"PRAGMA synchronous = {wanted}")
        connection.info["synchronous"] = wanted
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={
                "connect_timeout": CONNECT_TIMEOUT_S,
                "application_name": "rightswatch",
            },
        )
    except ImportError as error:
        message = "PostgreSQL needs its driver: pip install 'rightswatch[postgres]'"
        raise StoreRefused(message) from error
    event.listen(engine, "begin", _begin_postgres)
    return engine


def _begin_postgres(connection: Connection) -> None:
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    if connection.get_execution_options().get("durable", False):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")
