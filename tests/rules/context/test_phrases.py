"""Circumstances read from the text: what counts, and what only looks as if it did."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from monitor.domain.asset import Asset
from monitor.domain.listing import Offer, Price
from monitor.domain.signal import ContextFact
from monitor.ports.matcher import ContextReader
from rules.context.compatible import CompatibleWithReader
from rules.context.goods import GoodsReader
from rules.context.intent import IntentReader
from rules.context.maker import OtherMakerReader
from rules.context.naming import NegationReader, NominativeReader
from rules.context.ordinary import OrdinaryWordReader
from rules.context.resale import SecondHandReader
from rules.context.territory import TerritoryReader
from tests.rules.making import DAY, HOLDER, literal, offer, word_mark

MARK = word_mark("Nordwind")


def read(
    reader: ContextReader, seen: Offer, asset: Asset = MARK, *, words: str | None = None
) -> ContextFact | None:
    mark = words or asset.text or ""
    signals: Sequence[object] = ()
    if seen.title and mark in seen.title:
        signals = (literal(seen.title, mark),)
    facts = reader.facts(seen, asset, HOLDER, signals, DAY)  # type: ignore[arg-type]
    return facts[0] if facts else None


def value(reader: ContextReader, title: str, asset: Asset = MARK) -> object:
    fact = read(reader, offer(title), asset)
    return fact.value if fact else None


@pytest.mark.parametrize(
    "title",
    [
        "Filter for Nordwind N200", "bag compatible with Nordwind vacuum",
        "fits Nordwind and others",
        "适用于Nordwind吸尘器", "适用 戴森 Nordwind 滤芯", "Ersatzfilter für Nordwind",
        "Funda para Nordwind X1",

        "filtre pour aspirateur Nordwind", "Nordwind N200 专用滤芯",
        "brush for Miele, Bosch and Nordwind",
    ],
)  # fmt: skip
def test_a_phrase_that_reaches_the_mark_says_what_fits(title: str) -> None:
    assert value(CompatibleWithReader(), title) is True


@pytest.mark.parametrize(
    "title",
    [
        "Nordwind jacket for men", "jackets for men Nordwind", "Gift for her. Nordwind scarf",
        "Nordwind", "适合春季 Nordwind 外套", "compatible with all | Nordwind charger",
    ],
)  # fmt: skip
def test_a_phrase_that_does_not_reach_it_says_nothing(title: str) -> None:
    assert value(CompatibleWithReader(), title) is False


def test_one_use_outside_the_phrase_is_enough_to_lose_the_defence() -> None:
    title = "Nordwind case for Nordwind N200"
    signals = (literal(title, "Nordwind"), literal(title, "Nordwind N200"))
    (fact,) = CompatibleWithReader().facts(offer(title), MARK, HOLDER, signals, DAY)
    assert fact.value is False


@pytest.mark.parametrize(
    "title", ["not Nordwind", "socks, non-Nordwind", "非Nordwind 外套", "not made by Nordwind"]
)
def test_a_denial_is_heard(title: str) -> None:
    assert value(NegationReader(), title) is True


@pytest.mark.parametrize(
    "title", ["Nordwind, not fake", "Not only Nordwind", "do not miss: Nordwind"]
)
def test_other_negations_are_no_denial(title: str) -> None:
    assert value(NegationReader(), title) is False


@pytest.mark.parametrize(
    "title",
    ["a book about Nordwind", "better than Nordwind", "Nordwind repair service", "回收Nordwind"],
)
def test_naming_another_s_goods_is_heard(title: str) -> None:
    assert value(NominativeReader(), title) is True


@pytest.mark.parametrize(
    ("title", "intent"),
    [
        ("Nordwind replica jacket", "counterfeit"), ("高仿Nordwind外套", "counterfeit"),
        ("Nordwind 1:1 best quality", "counterfeit"), ("fake Nordwind", "counterfeit"),
        ("Nordwind 复刻 原单", "counterfeit"), ("not authentic Nordwind", "counterfeit"),
        ("jacket inspired by Nordwind", "comparison"), ("Nordwind同款外套", "comparison"),
        ("Nordwind dupe", "comparison"), ("Nordwind-style jacket", "comparison"),
        ("Nordwind jacket", False), ("拒绝高仿 正品Nordwind", False),
        ("Nordwind, no replica", False),
        ("Nordwind model car 1:18", False),
        ("meeting at 11:15 Nordwind", False),
    ],
)  # fmt: skip
def test_words_of_the_copy_trade_are_heard_unless_denied(title: str, intent: object) -> None:
    assert value(IntentReader(), title) == intent


def test_second_hand_is_read_from_condition_and_title() -> None:
    reader = SecondHandReader()
    assert value(reader, "pre-owned Nordwind jacket") is True
    assert value(reader, "二手 Nordwind 外套") is True
    assert read(reader, offer("Nordwind", condition="Used - very good")).value is True  # type: ignore[union-attr]
    assert read(reader, offer("used look Nordwind", condition="New")).value is False  # type: ignore[union-attr]
    assert value(reader, "Nordwind jacket") is False


def test_another_maker_in_the_brand_field_is_heard() -> None:
    reader = OtherMakerReader()
    assert read(reader, offer("Nordwind", brand="Südwind")).value is True  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind", brand="NORDWIND")).value is False  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind", brand="Unbranded")).value is None  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind")).value is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("title", "fit"),
    [
        ("Nordwind jackets", "fit"), ("Nordwind 羽绒服", "fit"),
        ("Nordwind backpack", "near"),
        ("Nordwind chocolate bar", "far"), ("Nordwind 机油", "far"), ("Nordwind", None),
    ],
)  # fmt: skip
def test_goods_are_compared_by_class_and_unknown_stays_unknown(title: str, fit: object) -> None:
    asset = word_mark("Nordwind", nice_classes=(25,), goods=("jackets",))
    assert value(GoodsReader(), title, asset) == fit


def test_the_mark_itself_is_not_taken_for_the_goods() -> None:
    asset = word_mark("Apple", nice_classes=(9,), goods=("phones",))
    assert value(GoodsReader(), "Apple", asset) is None


def test_a_disguised_word_is_not_meant_as_a_word() -> None:
    asset = word_mark("Supreme", dictionary_word=True)
    title = "$upreme hoodie"
    signals = (literal(title, "$upreme", channel="shape"),)
    (fact,) = OrdinaryWordReader().facts(offer(title), asset, HOLDER, signals, DAY)
    assert (fact.value, fact.weight) == (False, 0.0)


def test_an_ordinary_word_in_other_goods_weighs_most() -> None:
    asset = word_mark("Dove", dictionary_word=True, nice_classes=(3,), goods=("soap",))
    far = read(OrdinaryWordReader(), offer("dove chocolate bar"), asset, words="dove")
    own = read(OrdinaryWordReader(), offer("Dove soap"), asset)
    assert far is not None
    assert own is not None
    assert far.weight < -0.9 < own.weight


def test_an_undeclared_coined_word_is_no_ordinary_word() -> None:
    assert read(OrdinaryWordReader(), offer("Nordwind jacket")) is None


def test_shipping_elsewhere_closes_the_gate_and_a_market_only_suggests() -> None:
    reader = TerritoryReader()
    asset = word_mark("Nordwind", territories=("DE", "CN"))
    union = word_mark("Nordwind", territories=("EM",))
    shipped = read(reader, offer("Nordwind", ships_to=("US",)), asset)
    assert shipped is not None
    assert (shipped.value, shipped.gate) == (False, True)
    assert read(reader, offer("Nordwind", ships_to=("US", "CN")), asset).value is True  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind", ships_to=("FR",)), union).value is True  # type: ignore[union-attr]
    market = read(reader, offer("Nordwind", market="shop.example.uk"), asset)
    assert market is not None
    assert (market.value, market.gate) == (False, False)
    priced = offer("Nordwind", price=Price(amount=Decimal(1), currency="CNY"))
    assert read(reader, priced, asset).value is True  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind"), asset).value is None  # type: ignore[union-attr]
    assert read(reader, offer("Nordwind", ships_to=("US",))).value is None  # type: ignore[union-attr]
