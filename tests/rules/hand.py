"""The hand set: marks, offers and the reason of law or trade for every label.

tests/rules/hand.tsv has one offer a line: mark, use (infringing: an officer should look; honest:
nobody should be bothered), kind of use, title, further fields as JSON, the source the label rests
on, and why. tests/rules/hand_marks.tsv has the marks. All offers and sellers are invented; marks
are named as the marks they are. The rows were written before the rules had been run on them; what
was first found is in bench/text_truth.py.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from monitor.domain.asset import Asset, AuthorisedSeller, Holder
from monitor.domain.listing import Offer
from tests.rules.making import offer, word_mark

HERE = Path(__file__).parent
HAND = "hand"
LATER = "hand_later"
"""Other marks, written after the first set had been mended for, and run once."""
THIRD = "hand_third"
"""Sixty marks, written after both had been mended for, before the rules were read again."""
FOURTH = "hand_fourth"
"""Forty-four more, written after the third had been mended for."""
SETS = (HAND, LATER, THIRD, FOURTH)
HOLDER = Holder(
    id="h",
    name="Holder",
    authorised_sellers=(
        AuthorisedSeller(market="*", seller="Starbucks Official Store"),
        AuthorisedSeller(market="*", seller="索尼官方旗舰店"),
        AuthorisedSeller(market="market.example", seller="UNIQLO Japan"),
        AuthorisedSeller(market="*", seller="Champion Official"),
        AuthorisedSeller(market="*", seller="MUJI無印良品官方旗舰店"),
        AuthorisedSeller(market="*", seller="戴森官方旗舰店"),
    ),
    authorised_domains=("loreal.example", "lancome.example"),
)


@dataclass(frozen=True, slots=True)
class HandRow:
    """One offer of the hand set. source: the provision or case type the label rests on."""

    mark: str
    infringing: bool
    kind: str
    offer: Offer
    source: str
    why: str


def _lines(name: str) -> Sequence[Mapping[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def hand_marks(name: str = HAND) -> Mapping[str, Asset]:
    """Key of a mark -> the registered asset; name: one of SETS."""
    return {line["key"]: _mark(line) for line in _lines(f"{name}_marks.tsv")}


def _mark(line: Mapping[str, str]) -> Asset:
    return word_mark(
        line["text"],
        *line["aliases"].split(),
        id=line["key"],
        nice_classes=tuple(map(int, line["nice"].split(","))),
        goods=tuple(line["goods"].split(", ")),
        registration_date=date(2010, 1, 1),
        dictionary_word=line["ordinary"] == "yes",
    )


@cache
def hand_rows(name: str = HAND) -> Sequence[HandRow]:
    """All rows of one set; name: one of SETS."""
    return tuple(_row(line) for line in _lines(f"{name}.tsv"))


def _row(line: Mapping[str, str]) -> HandRow:
    more = json.loads(line["more"]) if line["more"] else {}
    seen = offer(line["title"], **more)
    infringing = line["use"] == "infringing"
    return HandRow(line["mark"], infringing, line["kind"], seen, line["source"], line["why"])
