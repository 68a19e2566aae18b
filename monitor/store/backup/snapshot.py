"""The database as it stood at one instant, in one file, while others go on writing.

SQLite: its online backup, in one step, so that it is one read transaction. PostgreSQL: `pg_dump`
of an exported snapshot, so that rows are counted and digested in the very state that is dumped.
"""

import json
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, make_url, select
from sqlalchemy.exc import OperationalError

from monitor.domain.errors import BackupRefused
from monitor.store.digests import TableDigest, table_digests
from monitor.store.engines import engine_for
from monitor.store.schema import VERSION_TABLE, version_of
from monitor.store.tables import evidence_log

SQLITE: Final = "sqlite"
POSTGRESQL: Final = "postgresql"
SNAPSHOTS: Final = {SQLITE: "rightswatch.db", POSTGRESQL: "rightswatch.pgdump"}
"""Kind of database -> name of its snapshot."""
_RESERVE: Final = 1.1
"""Room that a copy needs, in sizes of what is copied."""


def kind_of(url: str) -> str:
    """SQLITE or POSTGRESQL, of a URL that the store has opened."""
    return SQLITE if make_url(url).drivername.startswith(SQLITE) else POSTGRESQL


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What a database held. schema: version of its tables. bundles: folders of logged evidence."""

    schema: str
    tables: Mapping[str, TableDigest]
    bundles: frozenset[str]


def snapshot(url: str, target: Path) -> Snapshot:
    """Write the database into a new file; gives what is in it.

    Raises:
        BackupRefused: there is no room, the tool is missing, or the database is damaged.
    """
    if kind_of(url) == SQLITE:
        copy_sqlite(file_of(url), target)
        return snapshot_of_file(target)
    engine = engine_for(url)
    try:
        with _held_still(engine) as (connection, name):
            _dump(make_url(url), name, target)
            return _seen(connection)
    finally:
        engine.dispose()


def file_of(url: str) -> Path:
    """The file of a SQLite database."""
    return Path(make_url(url).database or "")


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database that others write to; the copy is one file, on the disk.

    Raises:
        BackupRefused: there is no room for it, or the database cannot be read.
    """
    needed = int(source.stat().st_size * _RESERVE)
    free = shutil.disk_usage(target.parent).free
    if free < needed:
        message = (
            f"a copy of the database needs {needed / 1e6:.0f} MB and {target.parent} has "
            f"{free / 1e6:.0f} MB free: make room, or name another place"
        )
        raise BackupRefused(message)
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with (
            closing(sqlite3.connect(source, timeout=30)) as live,
            closing(sqlite3.connect(target)) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # else it would be three files
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        message = f"the database {source} cannot be copied: {error}"
        raise BackupRefused(message) from error
    _to_disk(target)


def keep_before_upgrade(engine: Engine) -> Path | None:
    """Copy a SQLite database of older tables beside itself; None where there is nothing to copy.

    The copy is named after the version it has; an earlier one of that version is replaced.

    Raises:
        BackupRefused: it cannot be copied; nothing was changed.
    """
    old = version_of(engine)
    if old is None or engine.dialect.name != SQLITE or not engine.url.database:
        return None
    path = Path(engine.url.database)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    copy_sqlite(path, draft)
    with closing(sqlite3.connect(draft)) as copied:
        (found,) = copied.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 - our own name
    if found != old:  # another process was first, and has kept a copy
        draft.unlink()
        return None
    return draft.replace(path.with_name(f"{path.name}.version-{old}"))


def snapshot_of_file(path: Path) -> Snapshot:
    """What a SQLite file holds that nobody writes to.

    Raises:
        BackupRefused: it is damaged, or no SQLite file.
    """
    engine = create_engine(f"sqlite:///file:{_quoted(path)}?mode=ro&immutable=1&uri=true")
    try:
        with engine.connect() as connection:
            told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if told != "ok":
                raise BackupRefused(_damaged(path, str(told)))
            return _seen(connection)
    except sqlite3.DatabaseError as error:
        raise BackupRefused(_damaged(path, str(error))) from error
    except OperationalError as error:
        raise BackupRefused(_damaged(path, str(error.orig))) from error
    finally:
        engine.dispose()


def load_dump(url: str, dump: Path) -> Mapping[str, TableDigest]:
    """Fill an empty PostgreSQL database from a dump, whole or not at all; gives its digests.

    Raises:
        BackupRefused: the tool is missing, or the server did not take it.
    """
    words = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
    _run("pg_restore", make_url(url), *words, str(dump))
    return tables_of(url)


def tables_of(url: str) -> Mapping[str, TableDigest]:
    """Digests of the tables that a database holds; none for an empty one."""
    engine = engine_for(url)
    try:
        with _held_still(engine) as (connection, _):
            return table_digests(connection)
    finally:
        engine.dispose()


def _seen(connection: Connection) -> Snapshot:
    bundles = set()
    for (body,) in connection.execute(select(evidence_log.c.body)):
        entry = json.loads(body)
        if entry.get("bundle"):
            bundles.add(str(PurePosixPath(entry["bundle"]["path"]).parent))
        if entry.get("gone"):
            bundles.discard(str(PurePosixPath(entry["gone"]["path"]).parent))
    return Snapshot(
        schema=version_of(connection.engine) or "",
        tables=table_digests(connection),
        bundles=frozenset(bundles),
    )


@contextmanager
def _held_still(engine: Engine) -> Iterator[tuple[Connection, str]]:
    """A transaction that sees one state of PostgreSQL, and the name others see that state by."""
    isolated = engine.execution_options(isolation_level="REPEATABLE READ")
    with isolated.connect() as connection, connection.begin():
        name = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        yield connection, str(name)


def _dump(url: URL, name: str, target: Path) -> None:
    words = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}")
    _run("pg_dump", url, *words, f"--file={target}")
    target.chmod(0o600)
    _to_disk(target)


def _run(tool: str, url: URL, *words: str) -> None:
    """Run one of PostgreSQL's tools on a database; the password goes by the environment.

    Raises:
        BackupRefused: it is not there, or it failed.
    """
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    address = url.set(drivername=POSTGRESQL, password=None).render_as_string()
    command = [_found(tool), f"--dbname={address}", *words]
    ran = subprocess.run(  # noqa: S603 - the tool was looked for, and no shell reads the words
        command, env={**os.environ, **secret}, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        lines = ran.stderr.strip().splitlines()
        message = f"{tool} failed: {'; '.join(lines[-3:])}"
        raise BackupRefused(message)


def _found(tool: str) -> str:
    """Where a tool is: on the PATH, else Debian's newest.

    Raises:
        BackupRefused: nowhere.
    """
    on_path = shutil.which(tool)
    if on_path:
        return on_path
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{tool}")
    newest = max(versions, key=lambda path: float(path.parent.parent.name), default=None)
    if newest is None:
        message = (
            f"{tool} is not on this machine: install PostgreSQL's client programs of the server's "
            "version or a newer one (Debian: postgresql-client)"
        )
        raise BackupRefused(message)
    return str(newest)


def _quoted(path: Path) -> str:
    return path.absolute().as_uri().removeprefix("file://")


def _damaged(path: Path, because: str) -> str:
    return f"the copy of the database {path.name} is damaged: {because}"


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
