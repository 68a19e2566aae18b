"""Quantities no private person has, and what people decided of a seller's other offers."""

from dataclasses import replace

import pytest

from alerts.email.sayings import say
from alerts.email.words import CHINESE
from monitor.domain.asset import AssetKind
from monitor.domain.listing import Listing, Offer
from monitor.domain.network import SellerRef
from monitor.domain.review import SellerCase
from monitor.domain.seller import Seller
from monitor.domain.signal import ContextFact
from rules.context.trade import QuantityReader, SellerHistoryReader
from tests.rules.making import DAY, HOLDER, offer, word_mark

MARK = word_mark("ZORVEX")
SHOP = SellerRef(market="market.example", key="s1")


def quantity(seen: Offer) -> ContextFact:
    (fact,) = QuantityReader().facts(seen, MARK, HOLDER, (), DAY)
    return fact


@pytest.mark.parametrize(
    ("seen", "value", "speaks"),
    [
        (offer("coat", quantity=700), 700.0, True),
        (offer("coat", sold=4300), 4300.0, True),
        (offer("coat", quantity=3), 3.0, False),
        (offer("外套 批发 一件代发"), "wholesale", True),
        (offer("coats wholesale MOQ 20"), "wholesale", True),
        (offer("coat"), None, False),
    ],
)
def test_numbers_and_words_of_trade_speak_for_a_case(
    seen: Offer, value: object, *, speaks: bool
) -> None:
    fact = quantity(seen)
    assert (fact.value, fact.weight > 0) == (value, speaks)
    if speaks:
        assert say(fact.because, CHINESE) is not None


def history(*past: SellerCase, seller: str = "s1") -> ContextFact:
    seen = replace(offer("coat"), seller=Seller(id=seller))
    reader = SellerHistoryReader(lambda: {SHOP: past})
    (fact,) = reader.facts(seen, MARK, HOLDER, (), DAY)
    return fact


def decided(listing_id: str, *, confirmed: bool, holder_id: str = "h") -> SellerCase:
    listing = Listing(market="market.example", listing_id=listing_id)
    return SellerCase(holder_id=holder_id, listing=listing, confirmed=confirmed)


def test_confirmed_offers_of_the_seller_speak_for_and_cleared_ones_against() -> None:
    bad = history(decided("2", confirmed=True), decided("3", confirmed=True, holder_id="other"))
    assert (bad.value, bad.weight) == ("confirmed", 0.8)
    good = history(decided("2", confirmed=False))
    assert good.value == "cleared"
    assert good.weight < 0
    for fact in (bad, good):
        assert say(fact.because, CHINESE) is not None


def test_the_judgement_of_an_offer_is_no_reason_for_itself() -> None:
    assert history(decided("1", confirmed=True)).value is None


def test_what_another_holder_dismissed_says_nothing() -> None:
    assert history(decided("2", confirmed=False, holder_id="other")).value is None


def test_an_unknown_seller_has_no_past() -> None:
    assert history(decided("2", confirmed=True), seller="s2").value is None
    (fact,) = SellerHistoryReader().facts(offer("coat"), MARK, HOLDER, (), DAY)
    assert fact.value is None


@pytest.mark.parametrize("reader", [QuantityReader(), SellerHistoryReader()])
def test_of_inventions_the_trade_says_nothing(
    reader: QuantityReader | SellerHistoryReader,
) -> None:
    patent = replace(MARK, kind=AssetKind.PATENT)
    assert reader.facts(offer("coat", quantity=900), patent, HOLDER, (), DAY) == ()
