"""Gates of goods and of places: what closes them, and what only leaves a doubt."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.listing import Offer, Price
from monitor.domain.signal import ContextFact, Ground
from monitor.domain.verdict import Grade
from monitor.ports.matcher import ContextReader
from rules.context.goods import UNRELATED, GoodsReader
from rules.context.intent import IntentReader
from rules.context.maker import OtherMakerReader
from rules.context.naming import NominativeReader
from rules.context.resale import SecondHandReader
from rules.context.territory import TerritoryReader
from rules.decision.decider import SecondDecider
from tests.rules.making import DAY, HOLDER, literal, offer, word_mark

TEA = word_mark("Yunholt", "云霍", nice_classes=(30,), goods=("tea", "茶叶"), territories=("US",))


def facts_of(
    reader: ContextReader, seen: Offer, asset: Asset = TEA, words: str = "Yunholt"
) -> Sequence[ContextFact]:
    signals = (literal(seen.title or "", words),)
    return reader.facts(seen, asset, HOLDER, signals, DAY)


def closed(seen: Offer, asset: Asset = TEA, words: str = "Yunholt") -> bool:
    read = facts_of(GoodsReader(), seen, asset, words)
    return any(fact.gate and fact.name == UNRELATED for fact in read)


def test_goods_of_another_class_by_the_page_s_own_shelf_close_the_gate() -> None:
    seen = offer("Yunholt garden chair folding", category="Garden furniture")
    assert closed(seen)
    signals = (literal("Yunholt garden chair folding", "Yunholt"),)
    verdict = SecondDecider().decide(TEA, signals, facts_of(GoodsReader(), seen))
    assert (verdict.grade, verdict.gate.enforceable) == (Grade.NONE, False)
    assert "far from the registered classes 30" in verdict.gate.because


def test_one_stray_word_in_a_title_closes_no_gate() -> None:
    assert not closed(offer("Yunholt ball"))
    assert not closed(offer("Yunholt jasmine tea", category="Grocery > Tea"))
    assert not closed(offer("Yunholt"))


def test_labels_and_packaging_of_a_mark_are_of_any_class() -> None:
    assert not closed(offer("云霍 包装盒 空盒 硬纸", category="包装 > 纸盒"), words="云霍")
    assert not closed(offer("Yunholt sticker labels roll", category="Stationery"))


def test_an_invention_is_practised_by_any_goods() -> None:
    patent = Asset(id="p", kind=AssetKind.PATENT, holder_id="h", nice_classes=(30,))
    assert not closed(offer("Yunholt garden chair", category="Garden furniture"), patent)


def test_a_measure_in_metres_is_no_rice() -> None:
    fact = facts_of(GoodsReader(), offer("云霍 实木 1.8米", category="家具 > 床"), words="云霍")[0]
    assert fact.value == "far"


@pytest.mark.parametrize(
    ("market", "currency", "value", "gate"),
    [
        ("amazon.co.uk", "GBP", False, True),
        ("amazon.de", "EUR", False, True),
        ("taobao.com", "CNY", False, True),
        ("amazon.co.uk", "USD", False, False),
        ("shop.example.de", None, False, False),
        ("shop.example", "CNY", False, False),
        ("amazon.com", "USD", None, False),
    ],
)
def test_market_and_currency_together_close_the_gate_and_one_alone_does_not(
    market: str, currency: str | None, value: object, gate: object
) -> None:
    price = Price(amount=Decimal(9), currency=currency) if currency else None
    fact = facts_of(TerritoryReader(), offer("Yunholt tea", market=market, price=price))[0]
    assert (fact.value, fact.gate) == (value, gate)


@pytest.mark.parametrize(
    "title",
    [
        "云霍茶叶 空盒 带防伪标",
        "Yunholt tins, custom fake labels",
        "云霍 酒瓶 高档回收灌装",
        "云霍吊牌 现货贴牌",
    ],
)
def test_parts_that_make_a_copy_pass_are_words_of_the_copy_trade(title: str) -> None:
    words = "云霍" if "云霍" in title else "Yunholt"
    assert facts_of(IntentReader(), offer(title), words=words)[0].value == "counterfeit"


@pytest.mark.parametrize(
    "title",
    ["Yunholt tea, parallel import", "云霍茶叶 水货 非国行", "Yunholt Tee, nicht für den EU-Markt"],
)
def test_goods_meant_for_another_market_are_a_ground_and_no_sign_of_a_copy(title: str) -> None:
    words = "云霍" if "云霍" in title else "Yunholt"
    (fact,) = facts_of(IntentReader(), offer(title), words=words)
    assert (fact.value, fact.weight) == ("parallel", 0.0)
    verdict = SecondDecider().decide(TEA, (literal(title, words),), (fact,))
    assert Ground.GRAY_MARKET in verdict.grounds


def test_genuine_goods_with_a_security_code_are_none() -> None:
    seen = offer("云霍茶叶 正品 防伪可查")
    assert facts_of(IntentReader(), seen, words="云霍")[0].value is False


@pytest.mark.parametrize(
    "title", ["Yunholt tin, hardly used", "云霍茶壶 用过两次", "Yunholt Jacke, kaum getragen"]
)
def test_worn_and_used_a_few_times_is_resale(title: str) -> None:
    words = "云霍" if "云霍" in title else "Yunholt"
    assert facts_of(SecondHandReader(), offer(title), words=words)[0].value is True


@pytest.mark.parametrize(
    "title", ["We buy old Yunholt tins", "Ankauf alter Yunholt Teekannen", "上门收 云霍 老茶"]
)
def test_who_wants_to_buy_offers_nothing(title: str) -> None:
    words = "云霍" if "云霍" in title else "Yunholt"
    assert facts_of(NominativeReader(), offer(title), words=words)[0].value is True


def test_a_shelf_of_books_makes_the_mark_their_subject() -> None:
    seen = offer("Yunholt: a century of tea", category="Books > History")
    assert facts_of(NominativeReader(), seen)[0].value is True


def test_an_ordinary_word_in_lower_case_beside_another_maker_is_a_word() -> None:
    mark = word_mark("Tenfold", dictionary_word=True)
    as_word = offer("3 inch tenfold nails", brand="GripCo")
    as_name = offer("3 inch Tenfold nails", brand="GripCo")
    weights = [
        facts_of(OtherMakerReader(), seen, mark, words)[0].weight
        for seen, words in ((as_word, "tenfold"), (as_name, "Tenfold"))
    ]
    assert weights == [-1.0, -0.7]


@pytest.mark.parametrize(
    ("title", "brand", "named"),
    [
        ("Trailmere boots with Yunholt lining", "Trailmere", True),
        ("Yunholt leather boots", "Trailmere", False),
        ("Boots with Yunholt lining", None, False),
    ],
)
def test_a_named_material_is_no_maker_where_the_goods_bear_another_maker_s_name(
    title: str, brand: str | None, *, named: bool
) -> None:
    (fact,) = facts_of(NominativeReader(), offer(title, brand=brand))
    assert fact.value is named
