"""Word marks in one file: shared by processes, brought up to date, made anew when unfit."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.bootstrap.marks import KeptWordMarkMatcher
from monitor.domain.asset import Asset
from rules.text.matcher import WordMarkIndex
from tests.rules.making import offer, word_mark

ROOT = Path(__file__).resolve().parents[2]
TITLE = offer("Northwind jacket, Kestrele shoes and Zaremo")
READER = """
import json, sys
from pathlib import Path
from tests.monitor.test_kept_marks import TITLE, memory_of, prepared, register
path = Path(sys.argv[1])
index = prepared(path, register())
said = repr(index.signals(TITLE, {}))
print(flush=True)
sys.stdin.readline()  # until the other has it mapped too
print(json.dumps([said, *memory_of(path)]), flush=True)
sys.stdin.readline()
"""


def register() -> list[Asset]:
    """Three marks of the title among drawn ones."""
    draw = random.Random(11)  # noqa: S311 - names, not secrets
    names = ["".join(draw.choices("bcdaeioulmnrst", k=8)) for _ in range(1500)]
    return [word_mark(name) for name in dict.fromkeys(("Northwind", "Kestrelle", "Zaremo", *names))]


def prepared(path: Path, assets: Sequence[Asset]) -> WordMarkIndex:
    """The index as a worker gets it."""
    index = KeptWordMarkMatcher(path, kept_from=100).prepare(assets, {})
    assert isinstance(index, WordMarkIndex)
    return index


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of the whole register, written once."""
    path = tmp_path_factory.mktemp("made") / "marks.index"
    prepared(path, register())
    return path.read_bytes()


@pytest.fixture
def kept(made: bytes, tmp_path: Path) -> Path:
    """A file that fits, as an earlier process left it."""
    path = tmp_path / "marks.index"
    path.write_bytes(made)
    return path


def memory_of(path: Path) -> tuple[int, int]:
    """Resident and proportional kB of a file's map in this process."""
    told = {"Rss": 0, "Pss": 0}
    here = False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition(":")
        if "-" in name.split(" ")[0]:
            here = line.endswith(str(path))
        elif here and name in told:
            told[name] += int(rest.split()[0])
    return told["Rss"], told["Pss"]


def warned(logs: Sequence[object]) -> list[str]:
    """Names of what was warned of; whether the rest is logged is up to who configured it last."""
    told = [entry for entry in logs if isinstance(entry, dict)]
    return [entry["event"] for entry in told if entry["log_level"] == "warning"]


def test_two_processes_share_the_pages_and_give_equal_scores(kept: Path) -> None:
    said = repr(prepared(kept, register()).signals(TITLE, {}))
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(kept)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
        )
        for seed in (0, 4711)
    ]  # fmt: skip
    assert [ask(reader) for reader in readers] == ["\n", "\n"]  # both have it mapped
    told = [json.loads(ask(reader, "\n")) for reader in readers]
    for reader in readers:
        reader.communicate("\n", timeout=300)
    for answer, resident, proportional in told:
        assert answer == said
        assert resident * 1024 > kept.stat().st_size / 2
        assert proportional < resident * 0.6


def ask(reader: "subprocess.Popen[str]", say: str = "") -> str:
    """Say something to a process and hear one line."""
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(say)
    reader.stdin.flush()
    return reader.stdout.readline()


def test_a_file_that_fits_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "marks.index"
    prepared(path, register())
    made = path.stat()
    with capture_logs() as logs:
        prepared(path, list(reversed(register())))  # the order does not count
    assert warned(logs) == []
    assert path.stat().st_ino == made.st_ino


def test_a_changed_register_updates_the_file_and_an_older_map_stays(kept: Path) -> None:
    older = prepared(kept, register())
    changed = [asset for asset in register() if asset.text != "Zaremo"]
    changed[1] = replace(changed[1], text="Otherwise")
    newer = prepared(kept, [*changed, word_mark("jacket")])
    assert set(older.signals(TITLE, {})) == {"northwind", "kestrelle", "zaremo"}
    assert set(newer.signals(TITLE, {})) == {"northwind", "jacket"}
    assert set(newer.signals(offer("Otherwise"), {})) == {"kestrelle"}
    assert [part.register.columns.assets for part in newer.parts][1:] == [2]
    again = prepared(kept, [*changed, word_mark("jacket"), word_mark("shoes")])
    assert len(again.parts) == 2  # changes are told from the first table, they do not pile up
    assert set(again.signals(TITLE, {})) == {"northwind", "jacket", "shoes"}


def test_a_register_of_other_marks_is_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "marks.index"
    prepared(path, register()[:700])
    with capture_logs() as logs:
        index = prepared(path, register())
    assert len(index.parts) == 1
    assert warned(logs) == ["marks.refused"]
    assert "other assets" in logs[0]["because"]


@pytest.mark.parametrize("harm", ["a flipped bit", "cut short", "another version", "empty"])
def test_a_file_that_does_not_fit_is_refused_and_made_again(kept: Path, harm: str) -> None:
    said = prepared(kept, register()).signals(TITLE, {})
    whole = bytearray(kept.read_bytes())
    if harm == "a flipped bit":
        whole[-4000] ^= 4
    elif harm == "cut short":
        del whole[-3000:]
    elif harm == "another version":
        whole[:8] = b"RWMARKS1"
    else:
        whole.clear()
    kept.write_bytes(whole)
    with capture_logs() as logs:
        index = prepared(kept, register())
    assert index.signals(TITLE, {}) == said
    assert set(warned(logs)) == (set() if harm == "empty" else {"marks.refused"})
    assert all("again" in entry["because"] for entry in logs if "because" in entry)
    made = kept.stat().st_ino
    assert prepared(kept, register()).signals(TITLE, {}) == said
    assert kept.stat().st_ino == made  # the new one fits
    assert list(kept.parent.glob("*.part")) == []


def test_where_the_file_cannot_be_kept_the_index_is_made_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with capture_logs() as logs:
        index = prepared(tmp_path / "file" / "marks.index", register())
    assert warned(logs) == ["marks.not_kept"]
    assert set(index.signals(TITLE, {})) == {"northwind", "kestrelle", "zaremo"}


def test_few_marks_need_no_file(tmp_path: Path) -> None:
    KeptWordMarkMatcher(tmp_path / "marks.index").prepare(register()[:50], {})
    assert list(tmp_path.iterdir()) == []
