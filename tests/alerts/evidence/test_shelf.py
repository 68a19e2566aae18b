import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alerts.evidence.shelf import STAGING, Shelf
from monitor.domain.errors import CaptureFailed

FILES = {"one.wacz": b"x" * 4000, "SHA256SUMS": b"sums"}

WRITER = """
import sys
from pathlib import Path
from alerts.evidence.shelf import Shelf
shelf = Shelf(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(10_000):
    content = bytes([number % 256]) * 300_000
    shelf.place(f"2026/03/c{number}", {"one.wacz": content, "two": content})
"""


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_bundle_and_what_lies_beside_it_appear_together(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.place("2026/03/c1", FILES) is True
    folder = tmp_path / "2026/03/c1"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    assert list((tmp_path / STAGING).iterdir()) == []


def test_a_name_that_is_taken_is_never_written_over(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.place("2026/03/c1", FILES)
    assert shelf.place("2026/03/c1", {"one.wacz": b"other"}) is False
    assert (tmp_path / "2026/03/c1/one.wacz").read_bytes() == FILES["one.wacz"]


def test_a_disk_that_takes_no_more_leaves_nothing_behind(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with largest_file(1000), pytest.raises(CaptureFailed, match="File too large"):
        shelf.place("2026/03/c1", FILES)
    assert not (tmp_path / "2026").exists()
    assert list((tmp_path / STAGING).iterdir()) == []


def test_killed_writers_leave_whole_bundles_and_staging_which_the_next_start_clears(
    tmp_path: Path,
) -> None:
    for round_number in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[3],
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05 + 0.03 * round_number)
        os.kill(writer.pid, signal.SIGKILL)
        writer.communicate()
    bundles = [path for path in tmp_path.glob("2026/03/*") if path.is_dir()]
    assert bundles
    for folder in bundles:
        contents = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert set(contents) == {"one.wacz", "two"}
        assert {len(content) for content in contents.values()} == {300_000}
        assert len({content[:1] * 300_000 for content in contents.values()}) == 1
    Shelf(tmp_path).clean()
    assert list((tmp_path / STAGING).iterdir()) == []


def test_cleaning_leaves_a_writer_that_lives_alone(tmp_path: Path) -> None:
    draft = tmp_path / STAGING / "draft"
    draft.mkdir(parents=True)
    code = (
        "import fcntl, os, sys, time; d = os.open(sys.argv[1], os.O_RDONLY);"
        "fcntl.flock(d, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, str(draft)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    holder.stdout.readline()
    assert Shelf(tmp_path).clean() == 0
    holder.kill()
    holder.communicate()
    assert Shelf(tmp_path).clean() == 1
