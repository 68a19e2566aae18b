"""The truth set of verdicts: complete offers, the reason for each label, and how they are judged.

Made by us for the project: marks, makers, sellers and offers are invented, platforms are named as
the platforms they are. truth/<part>_offers.tsv has one offer a line: the right, the label (a ground
where an officer should look, else "innocent"), the kind of row, what the page shows (market, title,
brand, price, seller, goods, where it ships, further fields as JSON), and why the label is what it
is. truth/<part>_rights.tsv has the rights with their standing, territory and authorised sellers.

Each part was written before any of its rows had been judged. BLIND was then held back: rules were
mended for kinds of row met in SEEN alone. LATER came when both had been read, of other kinds, and
LAST when LATER had been.
"""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from monitor.bootstrap.parts import readers
from monitor.config.fields import read_range
from monitor.domain.asset import Asset, AssetKind, AuthorisedSeller, Holder, RightStatus
from monitor.domain.listing import Offer, Price
from monitor.domain.verdict import Grade, Verdict
from monitor.pipeline.decide import Judge
from monitor.pipeline.match import PreparedMatchers
from rules.decision.models import DECIDERS
from rules.patent.matcher import ClaimElementsMatcher
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import DAY, offer

SEEN: Final = "seen"
BLIND: Final = "blind"
LATER: Final = "later"
LAST: Final = "last"
PARTS: Final = (SEEN, BLIND, LATER, LAST)
INNOCENT: Final = "innocent"
GATED: Final = frozenset({
    "licensed", "own_domain", "lapsed", "pending", "not_yet", "invalidated", "other_territory",
    "other_class",
})  # fmt: skip
"""Kinds of row on which no alert is ever right, whatever the words say."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One offer. label: a ground, or INNOCENT. kind: in which way. why: the reason of the label."""

    asset_id: str
    label: str
    kind: str
    offer: Offer
    why: str

    @property
    def innocent(self) -> bool:
        """Whether acting on it would be wrong."""
        return self.label == INNOCENT


@dataclass(frozen=True, slots=True)
class Answered:
    """A row and its verdicts: over its own right, None without a signal, and over all others."""

    row: Labelled
    verdict: Verdict | None
    strays: tuple[Verdict, ...]

    @property
    def grade(self) -> Grade:
        """Of the verdict over its own right."""
        return self.verdict.grade if self.verdict else Grade.NONE


def _lines(name: str) -> Sequence[Mapping[str, str]]:
    path = Path(__file__).parent / "truth" / f"{name}.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def rights(part: str) -> Mapping[str, Asset]:
    """Key -> right, of one of PARTS."""
    return {line["key"]: _right(line) for line in _lines(f"{part}_rights")}


def _right(line: Mapping[str, str]) -> Asset:
    kind = AssetKind(line["kind"])
    named = kind is AssetKind.WORD_MARK
    return Asset(
        id=line["key"],
        kind=kind,
        holder_id=line["key"],
        text=line["text"] if named else None,
        title=None if named else line["text"],
        aliases=tuple(line["aliases"].split()),
        dictionary_word=line["ordinary"] == "yes",
        status=RightStatus(line["status"]),
        registration_number=line["key"].upper(),
        registration_date=date.fromisoformat(line["from"]) if line["from"] else None,
        expiry_date=date.fromisoformat(line["until"]) if line["until"] else None,
        territories=tuple(line["territories"].split(",")),
        nice_classes=tuple(int(code) for code in line["nice"].split(",") if code),
        similar_groups=tuple(filter(None, (line.get("groups") or "").split(","))),
        goods=tuple(goods for goods in line["goods"].split(", ") if goods),
        claims=(line["claims"],) if line["claims"] else (),
        prices=tuple(map(read_range, filter(None, (line.get("prices") or "").split("; ")))),
    )


@cache
def holders(part: str) -> Mapping[str, Holder]:
    """Key of a right -> whose it is, with its authorised sellers and domains."""
    return {line["key"]: _holder(line) for line in _lines(f"{part}_rights")}


def _holder(line: Mapping[str, str]) -> Holder:
    sellers = (pair.split("=") for pair in line["sellers"].split("; ") if pair)
    return Holder(
        id=line["key"],
        name=f"holder of {line['text']}",
        authorised_sellers=tuple(AuthorisedSeller(market=m, seller=s) for m, s in sellers),
        authorised_domains=tuple(line["domains"].split()),
    )


@cache
def rows(part: str) -> Sequence[Labelled]:
    """Every row of one part."""
    return tuple(_row(line) for line in _lines(f"{part}_offers"))


def _row(line: Mapping[str, str]) -> Labelled:
    more = json.loads(line["more"]) if line["more"] else {}
    amount, currency = line["price"].split()
    seen = offer(
        line["title"],
        seller=line["seller"] or None,
        market=line["market"],
        brand=line["brand"] or None,
        price=Price(amount=Decimal(amount), currency=currency),
        category=line["goods"],
        ships_to=tuple(line["ships_to"].split(",")),
        **{"url": f"https://{line['market']}/offer/1", **more},
    )
    return Labelled(line["asset"], line["label"], line["kind"], seen, line["why"])


@cache
def judge(part: str) -> Judge:
    """The decide step of the pipeline over the rights of one part."""
    matchers = (WordMarkMatcher(), ClaimElementsMatcher())
    return Judge(
        prepared=PreparedMatchers(matchers, tuple(rights(part).values()), {}),
        readers=readers(),
        decider=DECIDERS[-1](),
        holders=holders(part),
    )


@cache
def answered(part: str) -> Sequence[Answered]:
    """Every row with its verdicts, as the pipeline gives them."""
    return tuple(_answered(judge(part), row) for row in rows(part))


def _answered(judge: Judge, row: Labelled) -> Answered:
    verdicts = judge.verdicts(row.offer, {}, DAY)
    own = next((verdict for verdict in verdicts if verdict.asset_id == row.asset_id), None)
    return Answered(row, own, tuple(v for v in verdicts if v.asset_id != row.asset_id))
