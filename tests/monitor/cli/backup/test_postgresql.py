"""Backups of an installation on PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.bootstrap import Wiring
from monitor.store.backup.snapshot import tables_of
from tests.fixtures.postgres import PostgresServer
from tests.monitor.cli.backup.made import made
from tests.monitor.cli.conftest import CONFIGURATION, House


@pytest.fixture
def databases(postgres_server: PostgresServer) -> Iterator[tuple[str, str]]:
    names = ("backup_here", "backup_there")
    here, there = (postgres_server.create(name) for name in names)
    yield here, there
    for name in names:
        postgres_server.drop(name)


def test_postgresql_goes_and_comes_back(databases: tuple[str, str], tmp_path: Path) -> None:
    here, there = databases
    house = made(tmp_path / "here", database=here)
    kept = tmp_path / "backup.tar"
    assert house.call("backup", str(kept)).exit_code == 0
    other = House(tmp_path / "there" / "rightswatch.yaml")
    other.config.parent.mkdir()
    shutil.copytree(house.config.parent / "art", other.config.parent / "art")
    other.config.write_text(house.config.read_text("utf-8").replace(here, there), "utf-8")
    told = other.call("restore", str(kept))
    assert told.exit_code == 0, told.output
    assert tables_of(here) == tables_of(there)
    assert other.call("verify").exit_code == 3
    full = other.call("restore", str(kept), "--replace")
    assert full.exit_code == 0, "the same rows are there already"
    with Wiring.open(other.config) as wiring, wiring.store.transaction() as tx:
        tx.beats.beat("doctor", wiring.clock.now())
    refused = other.call("restore", str(kept), "--replace")
    assert "the database holds other rows" in str(refused.exception)


def test_a_backup_of_another_kind_of_database_is_refused(
    kept: Path, databases: tuple[str, str], tmp_path: Path
) -> None:
    other = House(tmp_path / "rightswatch.yaml")
    text = CONFIGURATION.replace("service:\n", f'service:\n  database: "{databases[1]}"\n')
    other.config.write_text(text, "utf-8")
    refused = other.call("restore", str(kept))
    assert "holds a sqlite database" in str(refused.exception)
