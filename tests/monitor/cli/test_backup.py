"""Backup and restore: taken while somebody writes, stood up elsewhere, and never by halves."""

import hashlib
import io
import os
import shutil
import stat
import tarfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.bootstrap import Wiring
from monitor.store.backup.manifest import Part, read_manifest
from monitor.store.backup.placing import JOURNAL
from monitor.store.backup.snapshot import snapshot_of_file, tables_of
from monitor.store.engines import engine_for
from monitor.store.schema import SCHEMA_VERSION, downgrade
from tests.alerts.evidence.samples import order, png
from tests.fixtures.postgres import PostgresServer
from tests.monitor.cli.conftest import CONFIGURATION, TITLES, House, fill

HOLDER = "- {id: zorvex, name: Zorvex B.V.}"
NAMED = "- {id: zorvex, name: Zorvex B.V., notices: {legal_name: Z, identity_document: art/id.png}}"


def made(folder: Path, *, database: str | None = None, titles: Sequence[str] = ()) -> House:
    """A house with sealed evidence, a paper that its configuration names, and a case a title."""
    folder.mkdir()
    text = CONFIGURATION.replace(HOLDER, NAMED)
    if database:
        text = text.replace("service:\n", f'service:\n  database: "{database}"\n')
    house = House(folder / "rightswatch.yaml")
    house.config.write_text(text, encoding="utf-8")
    (folder / "art").mkdir()
    (folder / "art" / "id.png").write_bytes(png())
    if titles:
        fill(house, titles)
    with Wiring.open(house.config) as wiring:
        wiring.blobs.put(b"a page")
        assert wiring.sealing.notary.public  # its key is made on first use
        for number in ("RW-000001-1", "RW-000002-2"):
            preserved(wiring, number)
    return house


def preserved(wiring: Wiring, number: str) -> None:
    """Seal a bundle and log it, as preserving does."""
    one = order(number)
    bundle = wiring.recorder.record(replace(one, sighting=replace(one.sighting, page=None)))
    body = {"type": "capture", "v": 2, "case_number": number[:9], "bundle": bundle}
    with wiring.store.transaction(durable=True) as tx:
        tx.log.append(body, wiring.clock.now())


@pytest.fixture(scope="module")
def full_house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return made(tmp_path_factory.mktemp("made") / "here", titles=TITLES)


@pytest.fixture(scope="module")
def kept(full_house: House, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    path = tmp_path_factory.mktemp("kept") / "backup.tar"
    told = full_house.call("backup", str(path))
    assert told.exit_code == 0, told.output
    return path


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and what is in it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if not {".staging", "marks"} & {*path.parts} and not path.name.endswith(("-wal", "-shm"))
    }


def restored(kept: Path, folder: Path, *words: str) -> House:
    house = House(folder / "rightswatch.yaml")
    told = house.call("restore", str(kept), *words)
    assert told.exit_code == 0, told.output
    return house


@pytest.fixture(scope="module")
def standing(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """A restored house, for tests that change nothing."""
    return restored(kept, tmp_path_factory.mktemp("standing") / "there")


def test_what_was_kept_stands_elsewhere_to_the_last_byte(
    full_house: House, kept: Path, tmp_path: Path
) -> None:
    there = restored(kept, tmp_path / "there")
    here = contents(full_house.config.parent)
    found = contents(there.config.parent)
    database = "data/rightswatch.db"
    assert here.pop(database)
    assert found.pop(database)
    assert here == found
    assert snapshot_of_file(there.config.parent / database) == (
        snapshot_of_file(full_house.config.parent / database)
    )
    assert full_house.asked("cases", "list") == there.asked("cases", "list")
    for house in (full_house, there):
        assert house.call("verify", str(house.config.parent / "data/evidence")).exit_code == 3
    assert found["data/log.key"]
    assert stat.S_IMODE((there.config.parent / "data/log.key").stat().st_mode) == 0o600


def test_a_backup_is_for_its_owner_and_replaces_no_other(full_house: House, kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = kept.read_bytes()
    again = full_house.call("backup", str(kept))
    assert again.exit_code == 1
    assert "never replaces another" in str(again.exception)
    assert kept.read_bytes() == before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_under_a_writer_every_row_counted_and_every_logged_bundle_is_there(tmp_path: Path) -> None:
    house, stop = made(tmp_path / "here"), threading.Event()
    done: list[str] = []

    def write() -> None:
        with Wiring.open(house.config) as wiring:
            while not stop.is_set():
                number = f"RW-{len(done) + 100:06}-1"
                preserved(wiring, number)
                done.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(done) < 2:
            assert writer.is_alive()
        before = len(done)
        kept = tmp_path / "backups"
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
    assert told["backup"]["tables"]["evidence_log"]["rows"] == size
    checked = there.call("verify")
    assert checked.exit_code == house.call("verify").exit_code == 3
    assert f"all {size} logged bundles are there" in checked.output


def test_what_stands_there_is_not_touched_unless_told(kept: Path, tmp_path: Path) -> None:
    there = restored(kept, tmp_path / "there")
    there.call("cases", "confirm", "RW-000001")
    before = contents(there.config.parent)
    refused = there.call("restore", str(kept))
    assert refused.exit_code == 1
    assert "something stands there already" in str(refused.exception)
    assert contents(there.config.parent) == before
    told = there.call("restore", str(kept), "--replace")
    assert told.exit_code == 0, told.output
    assert told.stderr.count("moved aside: ") >= 5  # database, evidence, pages, two keys
    states = {one["case"]["number"]: one["case"]["state"] for one in there.asked("cases", "list")}
    assert states["RW-000001"] == "open"
    aside = [path for path in (tmp_path / "there/data").iterdir() if ".before-" in path.name]
    assert any(path.name.startswith("evidence.") and list(path.rglob("*.wacz")) for path in aside)


def test_only_looking_changes_nothing(kept: Path, standing: House) -> None:
    before = contents(standing.config.parent)
    told = standing.call("restore", str(kept), "--check")
    assert told.exit_code == 0
    assert "all as they were kept" in told.stderr
    assert contents(standing.config.parent) == before


def test_a_working_daemon_is_not_robbed(kept: Path, tmp_path: Path) -> None:
    there = restored(kept, tmp_path / "there")
    with Wiring.open(there.config) as wiring, wiring.store.transaction() as tx:
        tx.beats.beat("supervisor", wiring.clock.now())
    refused = there.call("restore", str(kept), "--replace")
    assert "a daemon works on this installation" in str(refused.exception)


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


def dies_at(rename: int) -> Callable[[Path, Path], Path]:
    """Path.rename that is killed instead of the given one."""
    count = iter(range(1000))

    def renamed(source: Path, target: Path) -> Path:
        if next(count) == rename:
            raise Killed
        os.rename(source, target)  # noqa: PTH104 - the very call that is replaced
        return target

    return renamed


LAST = 40  # there are not so many


@pytest.mark.parametrize("rename", [0, 1, 6, LAST])
def test_killed_at_any_rename_the_old_state_stands_or_the_new_one(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: int
) -> None:
    there = restored(kept, tmp_path / "there")
    there.call("cases", "confirm", "RW-000001")
    is_over = False
    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(Path, "rename", dies_at(rename))
        is_over = there.call("restore", str(kept), "--replace").exit_code == 0
    assert is_over == (rename == LAST)
    decided = (tmp_path / "there/data" / JOURNAL).exists()
    states = [one["case"]["state"] for one in there.asked("cases", "list")]
    assert sorted(states) == (["open", "open"] if decided or is_over else ["confirmed", "open"])
    assert there.call("verify").exit_code == 3
    assert not (tmp_path / "there/data" / JOURNAL).exists()
    if decided:
        assert not list((tmp_path / "there/data").glob(".restore-*"))


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
    kept: Path, tmp_path: Path
) -> None:
    there = restored(kept, tmp_path / "there")
    shutil.rmtree(tmp_path / "there/data/evidence/2026/03/RW-000002-2")
    told = there.call("backup", str(tmp_path / "again.tar"))
    assert told.exit_code == 0
    assert "not in the backup: 1 logged bundles: they are not in the evidence folder" in told.stderr


# -- files that are no good backup -------------------------------------------------------------


def rewritten(kept: Path, target: Path, change: Callable[[tarfile.TarInfo], Any]) -> Path:
    """A copy whose members are as `change` makes them; None drops one."""
    with tarfile.open(kept) as old, tarfile.open(target, "w") as new:
        for member in old:
            content = old.extractfile(member)
            changed = change(member)
            if changed is not None:
                new.addfile(changed, content if changed.isreg() else None)
    return target


def added(kept: Path, target: Path, member: tarfile.TarInfo, content: bytes = b"") -> Path:
    """A copy with one member more, before the manifest."""
    member.size = len(content)
    with tarfile.open(kept) as old, tarfile.open(target, "w") as new:
        members = old.getmembers()
        for one in members[:-1]:
            new.addfile(one, old.extractfile(one))
        new.addfile(member, io.BytesIO(content))
        new.addfile(members[-1], old.extractfile(members[-1]))
    return target


def named(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, link
    return member


STRANGERS = {
    "a parent": named("../evil"),
    "an inner parent": named("evidence/../../evil"),
    "an absolute path": named("/evil"),
    "an absolute path in a part": named("evidence//evil"),
    "no part": named("evil"),
    "a part itself": named("evidence"),
    "a backslash": named("evidence/..\\evil"),
    "a symbolic link": named("evidence/link", tarfile.SYMTYPE, "/etc"),
    "a hard link": named("evidence/link", tarfile.LNKTYPE, "/etc/passwd"),
    "a device": named("evidence/null", tarfile.CHRTYPE),
    "a folder": named("evidence/2026", tarfile.DIRTYPE),
    "a file too many": named("evidence/2026/03/extra.wacz"),
    "a file below a file": named("keys/log.key/evil"),
}


@pytest.mark.parametrize("member", STRANGERS.values(), ids=STRANGERS)
def test_a_hostile_member_is_refused_and_nothing_is_left(
    kept: Path, tmp_path: Path, member: tarfile.TarInfo
) -> None:
    hostile = added(kept, tmp_path / "hostile.tar", member, b"evil" if member.isreg() else b"")
    refused = House(tmp_path / "there" / "rightswatch.yaml").call("restore", str(hostile))
    assert refused.exit_code == 1
    assert "BackupRefused" in repr(refused.exception)
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [hostile]


def spoilt(kept: Path, target: Path, way: str) -> Path:
    if way == "cut off":
        target.write_bytes(kept.read_bytes()[: kept.stat().st_size // 2])
        return target
    if way == "no backup":
        target.write_bytes(b"PK\x03\x04" + bytes(5000))
        return target
    if way == "a file gone":
        return rewritten(kept, target, lambda m: None if m.name.endswith(".wacz") else m)
    if way == "no manifest":
        return rewritten(kept, target, lambda m: None if m.name == "manifest.jsonl" else m)
    if way == "two manifests":
        shutil.copy(kept, target)
        with tarfile.open(target, "a") as tar:
            tar.addfile(named("manifest.jsonl"))
        return target
    content = bytearray(kept.read_bytes())  # a byte of a bundle
    with tarfile.open(kept) as tar:
        bundle = next(member for member in tar if member.name.endswith(".wacz"))
    content[bundle.offset_data + 100] ^= 1
    target.write_bytes(content)
    return target


@pytest.mark.parametrize(
    "way", ["cut off", "no backup", "a file gone", "no manifest", "two manifests", "a byte"]
)
def test_a_damaged_backup_changes_nothing(
    kept: Path, standing: House, tmp_path: Path, way: str
) -> None:
    before = contents(standing.config.parent)
    bad = spoilt(kept, tmp_path / "bad.tar", way)
    refused = standing.call("restore", str(bad), "--replace")
    assert "BackupRefused" in repr(refused.exception)
    assert contents(standing.config.parent) == before


# -- databases ---------------------------------------------------------------------------------


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


def test_the_manifest_names_every_part(kept: Path) -> None:
    with tarfile.open(kept) as tar:
        lines = tar.extractfile("manifest.jsonl")
        assert lines is not None
        manifest = read_manifest(lines)
    assert [part for part in Part if not manifest.below(part)] == []
    assert manifest.head.schema == SCHEMA_VERSION
