"""The hand-made truth set: assets, holders, and one row per offer with the reason for its label.

Written by us for the project; no row is a real offer. tests/rules/truth.tsv has one offer a line:
asset, use (infringing: an officer should look; honest: nobody should be bothered), kind of use,
title, further fields as JSON, and why the label is what it is.
"""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from monitor.domain.asset import Asset, AuthorisedSeller, Holder
from monitor.domain.listing import Offer
from monitor.domain.verdict import Verdict
from rules.context.compatible import CompatibleWithReader
from rules.context.goods import GoodsReader
from rules.context.intent import IntentReader
from rules.context.maker import OtherMakerReader
from rules.context.naming import NegationReader, NominativeReader
from rules.context.ordinary import OrdinaryWordReader
from rules.context.resale import SecondHandReader
from rules.context.seller import AuthorisedSellerReader
from rules.context.status import RightStatusReader
from rules.context.territory import TerritoryReader
from rules.decision.decider import SecondDecider
from rules.text.matcher import WordMarkMatcher
from tests.rules.making import DAY, offer, word_mark

READERS = (
    RightStatusReader(), AuthorisedSellerReader(), CompatibleWithReader(), NegationReader(),
    NominativeReader(), IntentReader(), SecondHandReader(), OtherMakerReader(), GoodsReader(),
    OrdinaryWordReader(), TerritoryReader(),
)  # fmt: skip
HOLDER = Holder(
    id="h",
    name="Holder",
    authorised_sellers=(
        AuthorisedSeller(market="*", seller="NIKE Official Store"),
        AuthorisedSeller(market="market.example", seller="NIKE官方旗舰店"),
        AuthorisedSeller(market="market.example", seller="Luxury Mall"),
        AuthorisedSeller(market="market.example", seller="Dyson UK"),
    ),
    authorised_domains=("adidas.example",),
)


def _mark(
    key: str,
    text: str,
    aliases: str,
    nice: tuple[int, ...],
    goods: str,
    *,
    ordinary: bool = False,
) -> Asset:
    return word_mark(
        text,
        *aliases.split(),
        id=key,
        nice_classes=nice,
        goods=tuple(goods.split(", ")),
        registration_date=date(2010, 1, 1),
        dictionary_word=ordinary,
    )


ASSETS = (
    _mark("nike", "NIKE", "耐克", (18, 25, 28), "shoes, clothing, bags"),
    _mark("adidas", "adidas", "阿迪达斯", (18, 25, 28), "shoes, clothing"),
    _mark("gucci", "GUCCI", "古驰", (14, 18, 25), "bags, belts, shoes"),
    word_mark("LV", "Louis Vuitton", id="lv", nice_classes=(18, 25), goods=("bags", "wallets")),
    _mark("chanel", "CHANEL", "香奈儿", (3, 14, 18, 25), "perfume, bags"),
    _mark("dyson", "Dyson", "戴森", (7, 11), "vacuum cleaners, hair dryers"),
    _mark("apple", "Apple", "苹果 アップル", (9,), "phones, earphones", ordinary=True),
    _mark("xiaomi", "小米", "", (9,), "phones, electronics"),
    _mark("lining", "李宁", "", (25, 28), "shoes, rackets"),
    _mark("pandora", "PANDORA", "潘多拉", (14,), "jewellery"),
    _mark("supreme", "Supreme", "", (18, 25), "clothing, bags", ordinary=True),
    _mark("north", "The North Face", "北面", (18, 25), "jackets, backpacks"),
    _mark("lego", "LEGO", "乐高", (28,), "toys, building blocks"),
    _mark("rolex", "ROLEX", "劳力士", (14,), "watches"),
    _mark("dove", "Dove", "多芬", (3,), "soap, shampoo", ordinary=True),
    _mark("puma", "PUMA", "彪马", (18, 25, 28), "shoes, clothing", ordinary=True),
    _mark("coach", "COACH", "蔻驰", (18, 25), "bags, wallets", ordinary=True),
    _mark("shell", "Shell", "壳牌", (4,), "engine oil, lubricants", ordinary=True),
    _mark("nb", "New Balance", "新百伦", (25,), "shoes, clothing"),
    _mark("hw", "HUAWEI", "", (9,), "phones, earphones"),
    _mark("moutai", "茅台", "贵州茅台 飞天茅台", (33,), "spirits, 白酒"),
    _mark("laoganma", "老干妈", "", (30,), "sauces, 辣椒酱"),
    _mark("montblanc", "Montblanc", "万宝龙", (14, 16), "pens, watches"),
    _mark("samsung", "SAMSUNG", "三星", (9, 11), "phones, chargers"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One offer, and whether an officer should see it."""

    asset: str
    infringing: bool
    kind: str
    offer: Offer
    why: str


@cache
def rows() -> Sequence[Row]:
    """All rows of truth.tsv."""
    with (Path(__file__).parent / "truth.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            _row(line) for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        )


def _row(line: dict[str, str]) -> Row:
    more = json.loads(line["more"]) if line["more"] else {}
    seen = offer(line["title"], **more)
    return Row(line["asset"], line["use"] == "infringing", line["kind"], seen, line["why"])


@cache
def _index() -> Any:  # noqa: ANN401 - a MatchIndex
    return WordMarkMatcher().prepare(ASSETS, {})


def verdict(seen: Offer, asset_id: str) -> Verdict:
    """Match and decide as the pipeline does."""
    asset = next(asset for asset in ASSETS if asset.id == asset_id)
    signals = _index().signals(seen, {}).get(asset_id, ())
    facts = [fact for reader in READERS for fact in reader.facts(seen, asset, HOLDER, signals, DAY)]
    return SecondDecider().decide(asset, signals, facts)
