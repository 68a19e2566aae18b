"""Prices: against the holder's own, against the market's; what is not known stays unknown."""

from decimal import Decimal

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from monitor.domain.asset import AssetKind
from monitor.domain.listing import Offer, Price
from monitor.domain.prices import PriceLevel, PriceRange
from monitor.domain.signal import ContextFact
from rules.context.prices import LEAST_OFFERS, MarketPriceReader, PriceReader, levels_of
from rules.decision.decider import SecondDecider
from tests.rules.making import DAY, HOLDER, literal, offer, word_mark

TITLE = "ZORVEX wool coat"
RANGES = (
    PriceRange(currency="CNY", low=Decimal(600), high=Decimal(2400)),
    PriceRange(currency="EUR", low=Decimal(90)),
)
MARK = word_mark("ZORVEX", nice_classes=(25,), prices=RANGES)
LEVELS = {
    ("coat", "CNY"): PriceLevel(offers=80, median=Decimal("500.00")),
    ("wool", "CNY"): PriceLevel(offers=900, median=Decimal("10.00")),
}


def priced(amount: str, currency: str | None = "CNY", high: str | None = None) -> Offer:
    top = Decimal(high) if high else None
    return offer(TITLE, price=Price(amount=Decimal(amount), high=top, currency=currency))


def against_holder(seen: Offer, kind: AssetKind = AssetKind.WORD_MARK) -> list[ContextFact]:
    asset = word_mark("ZORVEX", prices=RANGES) if kind is AssetKind.WORD_MARK else None
    other = word_mark("ZORVEX")
    return [*PriceReader().facts(seen, asset or other, HOLDER, (), DAY)]


def against_market(seen: Offer) -> ContextFact:
    reader = MarketPriceReader(lambda: LEVELS)
    (fact,) = reader.facts(seen, MARK, HOLDER, (literal(TITLE, "ZORVEX"),), DAY)
    return fact


@pytest.mark.parametrize(
    ("seen", "value", "weight"),
    [
        (priced("120"), "far_below", 1.0),
        (priced("400"), "below", 0.5),
        (priced("580"), "within", 0.0),
        (priced("2000"), "within", 0.0),
        (priced("9000"), "above", 0.0),
        (priced("20", "EUR"), "far_below", 1.0),
        (priced("9000", "EUR"), "within", 0.0),
        (priced("120", high="700"), "within", 0.0),
        (priced("20", "USD"), None, 0.0),
        (priced("20", None), None, 0.0),
        (priced("0"), None, 0.0),
        (offer(TITLE), None, 0.0),
    ],
)
def test_a_price_is_held_against_the_range_in_its_own_currency(
    seen: Offer, value: str | None, weight: float
) -> None:
    (fact,) = against_holder(seen)
    assert (fact.value, fact.weight) == (value, weight)


def test_used_goods_have_no_price_to_compare() -> None:
    price = Price(amount=Decimal(100), currency="CNY")
    used = offer("ZORVEX coat", condition="二手", price=price)
    (fact,) = against_holder(used)
    assert fact.value is None
    assert against_market(used).value is None


@pytest.mark.parametrize(
    ("amount", "value"),
    [("120", "far_below"), ("200", "below"), ("400", "usual"), ("900", "usual")],
)
def test_of_several_words_for_the_goods_the_rarest_tells_the_market_price(
    amount: str, value: str
) -> None:
    fact = against_market(priced(amount))
    assert fact.value == value
    assert "of 80 offers of 'coat' half ask 500.00 CNY or less" in fact.because


def test_without_other_offers_the_market_price_is_unknown() -> None:
    assert against_market(priced("120", "EUR")).value is None
    assert against_market(priced("0")).value is None
    (fact,) = MarketPriceReader().facts(priced("1"), MARK, HOLDER, (), DAY)
    assert fact.value is None


def test_levels_are_medians_of_enough_offers_in_one_currency() -> None:
    coats = [priced(str(amount)) for amount in range(1, LEAST_OFFERS + 1)]
    few = [priced("5", "EUR") for _ in range(LEAST_OFFERS - 1)]
    levels = levels_of([*coats, *few, offer(TITLE), priced("0")])
    assert levels["coat", "CNY"] == PriceLevel(offers=LEAST_OFFERS, median=Decimal(10))
    assert not [key for key in levels if key[1] == "EUR"]


def test_a_price_counts_where_no_defence_was_found_and_only_of_marks() -> None:
    decider, found = SecondDecider(), literal(TITLE, "ZORVEX", score=0.72)
    (cheap,) = against_holder(priced("60"))
    fits = ContextFact(
        name="context.compatible_with/1",
        value=True,
        because="it fits",
        weight=-0.2,
        defence="compatible_with",  # type: ignore[arg-type]
    )
    bare = decider.decide(MARK, [found], []).score
    assert decider.decide(MARK, [found], [cheap]).score > bare
    defended = decider.decide(MARK, [found], [fits]).score
    assert decider.decide(MARK, [found], [cheap, fits]).score == defended


def test_what_prices_say_is_said_in_chinese() -> None:
    facts = [*against_holder(priced("60")), against_market(priced("60", high="90"))]
    for fact in facts:
        said = say(fact.because, CHINESE)
        assert said is not None
        assert "售价" in said
