"""The store under test: the same suite on SQLite and on PostgreSQL, a fresh database a test."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from monitor.store.database import SqlStore, open_store
from tests.fixtures.postgres import PostgresServer

_numbers = count()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, copied for each test."""
    path = tmp_path_factory.mktemp("store") / "template.db"
    open_store(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """Name of a database with all tables, copied for each test."""
    name = "store_template"
    open_store(postgres_server.create(name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database with all tables and no rows."""
    if request.param == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"store_{next(_numbers)}"
    yield server.create(name, request.getfixturevalue("postgres_template"))
    server.drop(name)


@pytest.fixture
def store(store_url: str) -> Iterator[SqlStore]:
    """The store under test."""
    opened = open_store(store_url)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new/empty.db"
    url: str = request.getfixturevalue("empty_postgres")
    return url
