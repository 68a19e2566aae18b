"""Making a backup: while somebody writes, for its owner alone, and nothing left out unsaid."""

import shutil
import sqlite3
import stat
import tarfile
import threading
from contextlib import closing
from pathlib import Path

from monitor.bootstrap import Wiring
from monitor.runtime.logs import configure_logs
from monitor.store.backup.manifest import Part, read_manifest
from monitor.store.backup.snapshot import snapshot_of_file
from monitor.store.engines import engine_for
from monitor.store.schema import SCHEMA_VERSION, downgrade
from tests.alerts.evidence.samples import png
from tests.contracts.store.made import sighting
from tests.monitor.cli.backup.made import (
    HOLDER,
    NAMED,
    contents,
    copied,
    made,
    preserved,
    restored,
)
from tests.monitor.cli.conftest import CONFIGURATION, House


def test_a_backup_is_for_its_owner_and_replaces_no_other(full_house: House, kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = kept.read_bytes()
    again = full_house.call("backup", str(kept))
    assert again.exit_code == 1
    assert "never replaces another" in str(again.exception)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_under_a_writer_every_row_counted_and_every_logged_bundle_is_there(tmp_path: Path) -> None:
    configure_logs(verbose=False)  # what the writer says is no part of what the command prints
    house, stop = made(tmp_path / "here"), threading.Event()
    done: list[str] = []

    def write() -> None:
        with Wiring.open(house.config) as wiring:
            while not stop.is_set():
                number = f"RW-{len(done) + 100:06}-1"
                with wiring.store.transaction() as tx:
                    tx.sightings.record(sighting(number))
                preserved(wiring, number)
                done.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(done) < 2:
            assert writer.is_alive()
        before, kept = len(done), tmp_path / "backups"
        kept.mkdir()
        told = house.asked("backup", str(kept))
        while len(done) < before + 1:
            assert writer.is_alive()
    finally:
        stop.set()
        writer.join()
    there = restored(Path(told["file"]), tmp_path / "there")
    with Wiring.open(there.config) as wiring, wiring.store.transaction() as tx:
        size, _ = tx.log.root()
    assert before + 2 <= size <= len(done) + 2
    tables = told["backup"]["tables"]
    assert tables["evidence_log"]["rows"] == size
    checked = there.call("verify")
    assert checked.exit_code == house.call("verify").exit_code == 3
    assert f"all {size} logged bundles are there" in checked.output
    assert_rows_were_written(there, house, tables)
    assert len(rows(there, "sightings")) >= before
    sealed, written = (contents(one.config.parent / "data/evidence") for one in (there, house))
    assert len(sealed) >= size
    assert sealed.items() <= written.items()


def assert_rows_were_written(there: House, house: House, tables: dict[str, dict[str, int]]) -> None:
    for name, table in tables.items():
        came = rows(there, name)
        assert len(came) == table["rows"], name
        assert came <= rows(house, name), f"{name}: each row is one that was written, whole"


def rows(house: House, table: str) -> set[tuple[object, ...]]:
    """What a table holds, as the database says it."""
    with closing(sqlite3.connect(house.config.parent / "data/rightswatch.db")) as opened:
        return set(opened.execute(f'select * from "{table}"'))  # noqa: S608 - a name of our own


def test_a_picture_that_lies_elsewhere_and_pages_not_wanted_are_named(tmp_path: Path) -> None:
    house = House(tmp_path / "here" / "rightswatch.yaml")
    house.config.parent.mkdir()
    (tmp_path / "id.png").write_bytes(png())
    text = CONFIGURATION.replace(HOLDER, NAMED)
    house.config.write_text(text.replace("art/id.png", "../id.png"), encoding="utf-8")
    told = house.call("backup", str(tmp_path / "b.tar"), "--no-pages")
    assert f"not in the backup: {tmp_path}/id.png: it lies outside" in told.stderr
    assert "not in the backup: fetched pages and pictures" in told.stderr


def test_evidence_that_was_lost_before_is_said_and_the_rest_is_kept(
    standing: House, tmp_path: Path
) -> None:
    there = copied(standing, tmp_path / "there")
    shutil.rmtree(tmp_path / "there/data/evidence/2026/03/RW-000002-2")
    told = there.call("backup", str(tmp_path / "again.tar"))
    assert told.exit_code == 0
    assert "not in the backup: 1 logged bundles: they are not in the evidence folder" in told.stderr


def test_the_manifest_names_every_part(kept: Path) -> None:
    with tarfile.open(kept) as tar:
        lines = tar.extractfile("manifest.jsonl")
        assert lines is not None
        manifest = read_manifest(lines)
    assert [part for part in Part if not manifest.below(part)] == []
    assert manifest.head.schema == SCHEMA_VERSION


def test_tables_are_copied_before_they_are_brought_up_to_date(tmp_path: Path) -> None:
    house = House(tmp_path / "rightswatch.yaml")
    house.config.write_text(CONFIGURATION, "utf-8")
    house.call("migrate")
    path = tmp_path / "data" / "rightswatch.db"
    engine = engine_for(f"sqlite:///{path}")
    downgrade(engine, "0006")
    engine.dispose()
    older = snapshot_of_file(path)
    assert house.call("migrate").exit_code == 0
    assert snapshot_of_file(path).schema == SCHEMA_VERSION
    assert snapshot_of_file(path.with_name("rightswatch.db.version-0006")) == older
    assert older.schema == "0006"
