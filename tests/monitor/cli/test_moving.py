"""`move`: from SQLite to PostgreSQL, all of it or nothing."""

import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import psycopg
import pytest

from monitor.bootstrap import Wiring
from monitor.domain.errors import MoveRefused
from monitor.pipeline.seals import sign_due
from monitor.store.backup.snapshot import tables_of
from monitor.store.digests import TableDigest, table_digests
from monitor.store.engines import engine_for
from monitor.store.moving import move
from monitor.store.schema import SCHEMA_VERSION
from tests.fixtures.postgres import PostgresServer
from tests.monitor.cli.backup.made import made
from tests.monitor.cli.conftest import TITLES, House

KILLS = 12
SQLITE = "rightswatch.db"
_numbers = count()


@pytest.fixture
def target(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty database."""
    name = f"moved_{next(_numbers)}"
    yield postgres_server.create(name)
    postgres_server.drop(name)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Cases, letters, a review, sealed evidence and a signed checkpoint."""
    house = made(tmp_path_factory.mktemp("moving") / "here", titles=TITLES)
    assert house.call("cases", "confirm", house.number, "--by", "Li Wei").exit_code == 0
    with Wiring.open(house.config) as wiring:
        assert sign_due(wiring.store, wiring.sealing.notary, wiring.clock)
    return house


def file_of(house: House) -> Path:
    return house.config.parent / "data" / SQLITE


def source(house: House) -> str:
    return f"sqlite:///{file_of(house)}"


def digests_of(house: House) -> Mapping[str, TableDigest]:
    engine = engine_for(source(house))
    with engine.connect() as connection:
        found = table_digests(connection)
    engine.dispose()
    return found


def no_tables(url: str) -> bool:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        return found.fetchone() == (0,)


def test_every_row_arrives_and_the_installation_goes_on_there(
    lived_in: House, target: str, tmp_path: Path
) -> None:
    before = digests_of(lived_in)
    filled = {name for name, digest in before.items() if digest.rows}
    assert filled >= {"evidence_log", "evidence_tree", "checkpoints", "sightings", "case_events"}
    told = lived_in.call("move", "--to", target)
    assert told.exit_code == 0, told.output
    assert f"{before['sightings'].rows:>10} sightings\n" in told.stderr
    assert tables_of(target) == before == digests_of(lived_in)

    there = House(tmp_path / "rightswatch.yaml")
    text = lived_in.config.read_text("utf-8")
    there.config.write_text(text.replace("service:\n", f'service:\n  database: "{target}"\n', 1))
    (tmp_path / "art").symlink_to(lived_in.config.parent / "art")
    (tmp_path / "data").symlink_to(lived_in.config.parent / "data")
    assert there.asked("cases", "list") == lived_in.asked("cases", "list")
    assert there.call("verify").exit_code == lived_in.call("verify").exit_code
    goes_on(there, target)


SEQUENCES = """
SELECT format('%s.%s', table_name, column_name), pg_get_serial_sequence(table_name, column_name)
FROM information_schema.columns
WHERE table_schema = 'public' AND pg_get_serial_sequence(table_name, column_name) IS NOT NULL
"""


def numbered_on(url: str) -> set[str]:
    """Columns that number rows and have some; each next number must be the one after the last."""
    numbered = set()
    with psycopg.connect(url) as connection:
        for place, sequence in connection.execute(SEQUENCES).fetchall():
            table, name = place.split(".")
            asked = f"SELECT max({name}), nextval('{sequence}') FROM {table}"  # noqa: S608 - its own names
            last, following = connection.execute(asked.encode()).fetchone() or (None, None)
            assert following == (last or 0) + 1, place
            numbered |= {place} if last else set()
        connection.rollback()
    return numbered


def goes_on(house: House, url: str) -> None:
    """Rows are numbered on behind the last one, and the log is open at its end alone."""
    assert numbered_on(url) >= {"cases.id", "case_events.id", "sightings.id", "alerts.id"}
    assert house.call("cases", "reopen", house.number).exit_code == 0
    with Wiring.open(house.config) as wiring:
        with wiring.store.transaction(durable=True) as tx:
            tx.log.append({"type": "capture"}, wiring.clock.now())
        assert sign_due(wiring.store, wiring.sealing.notary, wiring.clock)
    with (
        psycopg.connect(url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="append-only"),
    ):
        connection.execute("DELETE FROM evidence_log")


def test_a_move_tells_one_document_to_programs(lived_in: House, target: str) -> None:
    told = lived_in.asked("move", "--to", target)
    assert told["tables"]["sightings"]["rows"] == len(TITLES)


def test_a_target_that_holds_something_is_refused(lived_in: House, target: str) -> None:
    with psycopg.connect(target) as connection:
        connection.execute("CREATE TABLE theirs (id int)")
    refused = lived_in.call("move", "--to", target)
    assert "holds 1 tables already, as theirs" in str(refused.exception)
    assert set(tables_of(target)) == {"theirs"}


@pytest.mark.parametrize("name", ["supervisor", "worker here:77:ab"])
def test_whoever_works_is_not_left_behind(lived_in: House, target: str, name: str) -> None:
    with Wiring.open(lived_in.config) as wiring, wiring.store.transaction() as tx:
        tx.beats.beat(name, wiring.clock.now())
    refused = lived_in.call("move", "--to", target)
    assert "stop it" in str(refused.exception)
    assert no_tables(target)
    with Wiring.open(lived_in.config) as wiring, wiring.store.transaction() as tx:
        tx.beats.beat(name, wiring.clock.now() - timedelta(minutes=2))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE schema_version SET version_num = '0001'", f"version 0001 .* {SCHEMA_VERSION}"),
        ("DROP TABLE schema_version", "version none"),
        ("CREATE TABLE notes (id int)", "not ours: notes"),
        ("UPDATE sellers SET market_key = 'a' || char(0) || 'b'", "did not take table sellers"),
    ],
)
def test_what_cannot_be_copied_whole_is_not_copied_at_all(
    tmp_path: Path, lived_in: House, target: str, statement: str, said: str
) -> None:
    house = House(tmp_path / "rightswatch.yaml")
    house.config.write_text(lived_in.config.read_text("utf-8"), "utf-8")
    (tmp_path / "art").symlink_to(lived_in.config.parent / "art")
    (tmp_path / "data").mkdir()
    with (
        closing(sqlite3.connect(file_of(lived_in))) as live,
        closing(sqlite3.connect(file_of(house))) as copy,
    ):
        live.backup(copy)
        copy.execute(statement)
        copy.commit()
    refused = house.call("move", "--to", target)
    assert isinstance(refused.exception, MoveRefused)
    assert re.search(said, str(refused.exception))
    assert no_tables(target)


def test_only_from_sqlite_to_postgresql(lived_in: House, tmp_path: Path) -> None:
    refused = lived_in.call("move", "--to", f"sqlite:///{tmp_path}/other.db")
    assert "a move goes from sqlite" in str(refused.exception)
    assert not (tmp_path / "other.db").exists()


KILLED = """
import os, signal, sys
from sqlalchemy import Engine, event
import psycopg
from datetime import datetime, UTC
from monitor.store.digests import TableDigest, table_digests
from monitor.store.engines import engine_for
from monitor.store.moving import move

left = int(sys.argv[3])

def step(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(Engine, "after_cursor_execute", step)
event.listen(Engine, "commit", step)
write_row = psycopg.Copy.write_row

def written(*words):
    step()
    write_row(*words)

psycopg.Copy.write_row = written
move(sys.argv[1], sys.argv[2], datetime.now(UTC), lambda *_: None)
print(-left)
"""


def moved_by_a_process(house: House, target: str, last: int) -> subprocess.CompletedProcess[str]:
    """Move in a process of its own, which dies at a step: a statement, a row or a commit."""
    command = [sys.executable, "-c", KILLED, source(house), target, str(last)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_a_kill_at_any_step_leaves_the_target_empty(
    lived_in: House, postgres_server: PostgresServer, target: str
) -> None:
    before = digests_of(lived_in)
    counted = moved_by_a_process(lived_in, target, 0)
    assert counted.returncode == 0, counted.stderr
    steps = int(counted.stdout)
    other = f"moved_{next(_numbers)}"
    url = postgres_server.create(other)
    for kill in range(KILLS):
        killed = moved_by_a_process(lived_in, url, 1 + kill * (steps - 2) // (KILLS - 1))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert no_tables(url)
    assert moved_by_a_process(lived_in, url, 0).returncode == 0
    assert tables_of(url) == before
    postgres_server.drop(other)


def test_nobody_writes_into_the_old_database_meanwhile(lived_in: House, target: str) -> None:
    told: list[bool] = []

    def tell(_table: str, _rows: int) -> None:
        with closing(sqlite3.connect(file_of(lived_in), timeout=0)) as other:
            try:
                other.execute("UPDATE beats SET note = 'meanwhile'")
            except sqlite3.OperationalError as error:
                told.append("locked" in str(error))

    move(source(lived_in), target, datetime.now(UTC), tell)
    assert told
    assert all(told)
