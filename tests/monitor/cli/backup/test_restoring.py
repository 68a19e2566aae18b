"""Restoring a backup: stood up elsewhere, never over what stands there, and never by halves."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from monitor.bootstrap import Wiring
from monitor.store.backup.placing import JOURNAL
from monitor.store.backup.snapshot import snapshot_of_file
from tests.monitor.cli.backup.made import contents, copied
from tests.monitor.cli.conftest import House


def test_what_was_kept_stands_elsewhere_to_the_last_byte(
    full_house: House, standing: House
) -> None:
    here = contents(full_house.config.parent)
    found = contents(standing.config.parent)
    database = "data/rightswatch.db"
    assert here.pop(database)
    assert found.pop(database)
    assert here == found
    assert snapshot_of_file(standing.config.parent / database) == (
        snapshot_of_file(full_house.config.parent / database)
    )
    assert full_house.asked("cases", "list") == standing.asked("cases", "list")
    for house in (full_house, standing):
        assert house.call("verify", str(house.config.parent / "data/evidence")).exit_code == 3
    assert found["data/log.key"]
    assert stat.S_IMODE((standing.config.parent / "data/log.key").stat().st_mode) == 0o600


def test_what_stands_there_is_not_touched_unless_told(
    kept: Path, standing: House, tmp_path: Path
) -> None:
    there = copied(standing, tmp_path / "there")
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


def test_a_working_daemon_is_not_robbed(kept: Path, standing: House, tmp_path: Path) -> None:
    there = copied(standing, tmp_path / "there")
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


def test_looking_finishes_what_a_killed_restore_had_decided(
    kept: Path, standing: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = copied(standing, tmp_path / "there")
    there.call("cases", "confirm", "RW-000001")
    with monkeypatch.context() as patched, suppress(Killed):
        patched.setattr(Path, "rename", dies_at(6))
        there.call("restore", str(kept), "--replace")
    assert (tmp_path / "there/data" / JOURNAL).exists()
    assert there.call("restore", str(kept), "--check").exit_code == 0
    assert not (tmp_path / "there/data" / JOURNAL).exists()
    assert {one["case"]["state"] for one in there.asked("cases", "list")} == {"open"}
    assert there.call("verify").exit_code == 3


LAST = 40  # there are not so many


@pytest.mark.parametrize("rename", [0, 1, 6, LAST])
def test_killed_at_any_rename_the_old_state_stands_or_the_new_one(
    kept: Path, standing: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rename: int
) -> None:
    there = copied(standing, tmp_path / "there")
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
