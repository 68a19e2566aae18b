"""What the generator draws from: marks, carrier titles, phrases, goods; all written by us."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from monitor.domain.asset import Asset
from tests.rules.making import word_mark

HERE = Path(__file__).parent
_NAMED = re.compile(r"([a-zA-Z-]+):([^:]+?)(?=\s+[a-zA-Z-]+:|$)")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. names: (language or "nick", name) by which buyers know it, none in the asset."""

    key: str
    text: str
    alias: str
    kind: str
    asset: Asset
    ordinary: bool
    names: Sequence[tuple[str, str]]

    @property
    def latin(self) -> bool:
        """Written in Latin letters."""
        return self.text.isascii() or "é" in self.text or "ô" in self.text

    @property
    def coined(self) -> bool:
        """An invented word, or one that means nothing in trade."""
        return not self.ordinary


def lines(name: str) -> Sequence[Mapping[str, str]]:
    """Rows of one of our tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as found:
        return tuple(csv.DictReader(found, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def marks() -> Sequence[Mark]:
    """Every mark of the register."""
    return tuple(_mark(line) for line in lines("marks.tsv"))


def _mark(line: Mapping[str, str]) -> Mark:
    ordinary = line["ordinary"] == "yes"
    asset = word_mark(
        line["text"],
        *line["alias"].split(),
        id=line["key"],
        nice_classes=(int(line["nice"]),),
        goods=tuple(line["goods"].split(", ")),
        registration_date=date(2012, 1, 1),
        dictionary_word=ordinary,
    )
    names = _NAMED.findall(line["famous names (language:name, nick:name)"] or "")
    return Mark(line["key"], line["text"], line["alias"], line["kind"], asset, ordinary, names)


@cache
def carriers() -> Mapping[tuple[str, str], Sequence[str]]:
    """(kind of goods, language) -> titles with a place for the mark."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines("carriers.tsv"):
        found.setdefault((line["kind"], line["language"]), []).append(line["title"])
    return found


@cache
def phrases() -> Mapping[tuple[str, str], Sequence[str]]:
    """(use, language) -> phrases with places for the mark and the goods."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines("phrases.tsv"):
        found.setdefault((line["use"], line["language"]), []).append(line["title"])
    return found


@cache
def goods() -> Mapping[tuple[str, str], str]:
    """(kind, language) -> the word for the goods."""
    return {(line["kind"], line["language"]): line["word"] for line in lines("goods.tsv")}


LANGUAGES = tuple(sorted({language for _, language in carriers()}))
KINDS = tuple(sorted({kind for kind, _ in carriers()}))
