"""Parts outlive the process that made them; a torn end, damage and a full disk harm nobody."""

from pathlib import Path

import pytest

from monitor.runtime.kept_parts import KeptParts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "marks" / "ours.pictures"


def test_a_part_is_read_by_another_process_than_the_one_that_made_it(path: Path) -> None:
    KeptParts(path).put("a", b"first")
    KeptParts(path).put("b", b"")
    later = KeptParts(path)
    assert (later.get("a"), later.get("b"), later.get("c")) == (b"first", b"", None)


def test_what_one_adds_another_finds_without_opening_anew(path: Path) -> None:
    ours, theirs = KeptParts(path), KeptParts(path)
    assert theirs.get("a") is None
    ours.put("a", b"1")
    theirs.put("b", b"2")
    ours.put("c", b"3")
    assert [theirs.get(name) for name in "abc"] == [b"1", b"2", b"3"]


def test_the_newest_of_a_name_counts(path: Path) -> None:
    kept = KeptParts(path)
    kept.put("a", b"old")
    kept.put("a", b"new")
    assert KeptParts(path).get("a") == b"new"


@pytest.mark.parametrize("lost", [1, 4, 9, 14])
def test_a_part_torn_by_a_kill_is_cut_off_and_the_others_stay(path: Path, lost: int) -> None:
    kept = KeptParts(path)
    kept.put("whole", b"stays")
    kept.put("torn", b"half")
    path.write_bytes(path.read_bytes()[:-lost])
    after = KeptParts(path)
    assert (after.get("whole"), after.get("torn")) == (b"stays", None)
    after.put("torn", b"made again")
    again = KeptParts(path)
    assert (again.get("whole"), again.get("torn")) == (b"stays", b"made again")


def test_a_damaged_part_is_not_given_out(path: Path) -> None:
    KeptParts(path).put("a", b"0123456789")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"345", b"543"))
    assert KeptParts(path).get("a") is None


def test_a_file_begun_anew_by_somebody_else_is_read_from_its_beginning(path: Path) -> None:
    kept = KeptParts(path)
    kept.put("long", b"x" * 500)
    path.unlink()
    KeptParts(path).put("a", b"1")
    assert kept.get("a") == b"1"


def test_a_folder_that_cannot_be_written_costs_the_keeping_alone(tmp_path: Path) -> None:
    (tmp_path / "marks").write_text("a file where the folder should be")
    kept = KeptParts(tmp_path / "marks" / "ours.pictures")
    kept.put("a", b"1")
    assert kept.get("a") is None
