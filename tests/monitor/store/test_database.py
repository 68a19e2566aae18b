"""Opening a store: what is refused, in which words, and how quickly."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from monitor.domain.errors import NotNow, StoreBusy, StoreRefused
from monitor.store import engines
from monitor.store.database import SqlStore, open_store
from tests.fixtures.postgres import PostgresServer

NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("no url", "is no database URL; write `sqlite:///"),
        ("mysql://localhost/x", "no store for 'mysql'; write"),
        ("sqlite://", "lost with the process"),
        ("sqlite:///:memory:", "lost with the process"),
        ("postgresql://nobody@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_the_reason(url: str, why: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        open_store(url)
    assert why in str(refused.value)


def test_a_password_is_not_told() -> None:
    with pytest.raises(StoreRefused) as refused:
        open_store("postgresql://nobody:secret@127.0.0.1:1/x")
    assert "secret" not in str(refused.value)


def test_a_missing_folder_is_made_and_a_relative_path_stays_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///data/deep/rightswatch.db").close()
    assert (tmp_path / "data/deep/rightswatch.db").is_file()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreRefused, match="cannot be made"):
        open_store(f"sqlite:///{tmp_path}/file/store.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(StoreRefused, match="no database"):
        open_store(f"sqlite:///{tmp_path}/store.db")


def test_a_newer_database_is_refused_and_left_alone(store: SqlStore, url: str) -> None:
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE schema_version SET version_num = '9999'"))
    with pytest.raises(StoreRefused, match=r"version 9999.*start the newer program"):
        open_store(url)
    with pytest.raises(StoreRefused, match="9999"):
        store.migrate()


@pytest.mark.usefixtures("store")
def test_opening_again_is_quick(url: str) -> None:
    best = min(_open_seconds(url) for _ in range(5))
    assert best < 0.5


def test_sqlite_waits_checks_and_survives(store: SqlStore) -> None:
    settings = {}
    for durable in (False, True):
        with store._engine.connect().execution_options(durable=durable) as connection:
            for pragma in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous"):
                value = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
                settings[pragma, durable] = value
    assert settings["journal_mode", False] == "wal"
    assert settings["foreign_keys", False] == 1
    assert settings["busy_timeout", False] == 30_000
    assert (settings["synchronous", False], settings["synchronous", True]) == (1, 2)


@pytest.mark.usefixtures("store")
def test_a_database_that_stays_locked_is_to_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT_S", 0.05)
    hasty = open_store(f"sqlite:///{tmp_path}/store.db")
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="busy or away"), hasty.transaction():
            pytest.fail("a locked database was entered")
        other.execute("ROLLBACK")
    with hasty.transaction() as tx:
        tx.beats.beat("x", NOW)
    hasty.close()
    assert issubclass(StoreBusy, NotNow)


def test_a_full_database_is_refused_and_keeps_what_it_had(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.beats.beat("before", NOW)
    with store._engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA max_page_count = 1")
    with (
        pytest.raises(StoreRefused, match="full"),
        store.transaction() as tx,
    ):
        tx.log.append("x" * 1_000_000, NOW)
    with store.transaction() as tx:
        assert tx.beats.last("before") == (NOW, "")
        assert tx.log.head() is None


def test_a_lost_connection_is_to_be_tried_again(
    postgres_server: PostgresServer, empty_postgres: str
) -> None:
    store = open_store(empty_postgres)
    database = empty_postgres.partition("/empty")[2].partition("?")[0]
    with (  # noqa: PT012 - it is cut off inside
        pytest.raises(StoreBusy, match="busy or away"),
        store.transaction() as tx,
    ):
        _cut(postgres_server, f"empty{database}")
        tx.beats.beat("x", NOW)
    with store.transaction() as tx:
        assert tx.beats.last("x") is None
    store.close()


def _cut(server: PostgresServer, database: str) -> None:
    server.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"  # noqa: S608
    )


def _open_seconds(url: str) -> float:
    began = time.perf_counter()
    open_store(url).close()
    return time.perf_counter() - began
