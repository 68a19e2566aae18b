"""The index as bytes, mapped, shared and updated; and what its table and hashes promise."""

import hashlib
import mmap
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rules.text.hashing import lines
from rules.text.index import TableMaker, tagged
from rules.text.indexfile import dump, load
from rules.text.matcher import WordMarkIndex, WordMarkMatcher
from tests.rules.making import offer, word_mark

ROOT = Path(__file__).resolve().parents[3]
MARKS = (
    ("NIKE", "耐克"), ("adidas",), ("Louis Vuitton",), ("小米",), ("阿迪达斯",),
    ("The North Face",),
    ("Best Coffee In The Whole Town",), ("小米 note",), ("Старт",), ("Intercontinentale",),
)  # fmt: skip
TITLES = (
    "N1KE air", "addidas hoodie", "LouisVuiton bag", "新款小米手机", "阿迪达期 外套", "north face",
    "the best coffee in the whole town!", "小米note 10", "старт лыжи", "Intercontinentall hotel",
    "Intarcontinentale hotel", "garden hose",
)  # fmt: skip
CODE = """
import hashlib
from rules.text.indexfile import dump
from tests.rules.text.test_index import TITLES, index, said
print(hashlib.sha256(b"".join(dump(index(), "d"))).hexdigest())
print(hashlib.sha256(repr(said(index())).encode()).hexdigest())
"""


def index() -> WordMarkIndex:
    prepared = WordMarkMatcher().prepare((word_mark(*names) for names in MARKS), {})
    assert isinstance(prepared, WordMarkIndex)
    return prepared


def said(prepared: WordMarkIndex) -> list[object]:
    return [prepared.signals(offer(title), {}) for title in TITLES]


def test_a_mapped_index_says_what_the_built_one_says(tmp_path: Path) -> None:
    built = index()
    path = tmp_path / "marks.index"
    path.write_bytes(b"".join(dump(built, "assets 1")))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        loaded = load(memoryview(mapped), "assets 1")
        assert said(loaded) == said(built)
        assert sum(map(bool, said(loaded))) == len(TITLES) - 1
        del loaded


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_every_process_makes_the_same_bytes_and_scores(seed: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True,
        check=True,
    )  # fmt: skip
    whole = hashlib.sha256(b"".join(dump(index(), "d"))).hexdigest()
    scores = hashlib.sha256(repr(said(index())).encode()).hexdigest()
    assert told.stdout.split() == [whole, scores]


@pytest.mark.parametrize("broken", ["other assets", "cut short", "other bytes", "no header"])
def test_an_index_that_does_not_fit_is_refused(broken: str) -> None:
    whole = b"".join(dump(index(), "assets 1"))
    digest = "assets 2" if broken == "other assets" else "assets 1"
    if broken == "cut short":
        whole = whole[:-5000]
    elif broken == "other bytes":
        whole = b"PK" + whole
    elif broken == "no header":
        whole = whole[:16] + b"{" * 2000 + whole[2016:]
    with pytest.raises(ValueError, match="build it again"):
        load(whole, digest)


def test_an_update_adds_changes_and_takes_out() -> None:
    updated = index().updated(
        [word_mark("ZARA"), word_mark("PUMA", id="adidas")], gone=["louis vuitton"]
    )
    found = {asset for title in (*TITLES, "Zara coat", "PUMA shoe", "adidas shoe", "Louis Vuitton")
             for asset in updated.signals(offer(title), {})}  # fmt: skip
    assert {"zara", "nike"} <= found
    assert "louis vuitton" not in found
    assert list(updated.signals(offer("PUMA shoe"), {})) == ["adidas"]
    assert "adidas" not in updated.signals(offer("adidas shoe"), {})
    again = load(b"".join(dump(updated, "d")), "d")
    assert said(again) == said(updated)


def test_words_one_slip_apart_share_a_hash() -> None:
    without, line = lines(["nikke", "nike", "耐克克"]).without_one()
    assert set(without[line == 0]) & set(lines(["nike"]).whole())
    assert set(without[line == 2]) == set(lines(["克克", "耐克"]).whole())
    assert lines(["nike"]).whole()[0] == lines(["nike", "Ж"]).whole()[0]


def test_a_table_gives_every_owner_and_no_stranger() -> None:
    maker = TableMaker()
    words = [f"word{number % 700}" for number in range(5000)]
    maker.add("L", lines(words).whole(), np.arange(5000, dtype=np.uint64))
    table = maker.table()
    asked = lines(["word3", "absent", "word699"]).whole()
    met = table.lookup(tagged(asked, "L"), 100)
    assert met.faces[met.positions == 0].tolist() == list(range(3, 5000, 700))
    assert set(met.positions.tolist()) == {0, 2}
    assert not len(table.lookup(tagged(asked, "S"), 100).faces)
    assert not len(table.lookup(tagged(asked, "L"), 5).faces)


def test_a_table_without_keys_finds_nothing() -> None:
    table = TableMaker().table()
    assert not len(table.lookup(tagged(lines(["nike"]).whole(), "L"), 9).faces)
