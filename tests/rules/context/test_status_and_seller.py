"""Gates: the right's status on the day, and sellers the holder knows."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.domain.asset import AuthorisedSeller, Holder, RightStatus
from monitor.domain.listing import Offer
from monitor.domain.seller import Seller
from monitor.domain.signal import ContextFact, Defence
from rules.context.seller import AuthorisedSellerReader
from rules.context.status import RightStatusReader
from tests.rules.making import DAY, HOLDER, offer, word_mark

MARK = word_mark("NIKE", registration_date=date(2015, 1, 1), expiry_date=date(2035, 1, 1))
KNOWN = Holder(
    id="h",
    name="H",
    authorised_sellers=(
        AuthorisedSeller(market="amazon.com", seller="NIKE Official"),
        AuthorisedSeller(market="*", seller="S-123"),
    ),
    authorised_domains=("nike.example",),
)


@pytest.mark.parametrize(
    ("changes", "standing", "gate"),
    [
        ({}, "in_force", False),
        ({"status": RightStatus.OPPOSED}, "opposed", False),
        ({"status": RightStatus.PENDING}, "pending", True),
        ({"status": RightStatus.EXPIRED}, "expired", True),
        ({"status": RightStatus.INVALIDATED}, "invalidated", True),
        ({"expiry_date": date(2026, 5, 31)}, "expired", True),
        ({"expiry_date": DAY}, "in_force", False),
        ({"registration_date": date(2026, 6, 2)}, "not_yet", True),
        ({"registration_date": DAY}, "in_force", False),
    ],
)
def test_the_status_is_that_of_the_day(
    changes: dict[str, object], standing: str, *, gate: bool
) -> None:
    asset = replace(MARK, **changes)  # type: ignore[arg-type]
    (fact,) = RightStatusReader().facts(offer("x"), asset, HOLDER, (), DAY)
    assert (fact.value, fact.gate) == (standing, gate)


def seller_fact(seen: Offer) -> ContextFact:
    (fact,) = AuthorisedSellerReader().facts(seen, MARK, KNOWN, (), DAY)
    return fact


def test_a_listed_seller_on_its_market_closes_the_gate() -> None:
    for market in ("amazon.com", "www.amazon.com"):
        fact = seller_fact(offer("x", seller=" nike  OFFICIAL ", market=market))
        assert (fact.value, fact.gate, fact.defence) == (True, True, Defence.AUTHORISED_SELLER)


def test_the_same_name_on_another_market_is_another_seller() -> None:
    fact = seller_fact(offer("x", seller="NIKE Official", market="other.example"))
    assert (fact.value, fact.gate) == (False, False)


def test_a_seller_listed_for_all_markets_is_known_by_id() -> None:
    seen = replace(offer("x"), seller=Seller(id="S-123", name="whoever"))
    assert seller_fact(seen).value is True


def test_a_shop_under_an_authorised_domain_is_known_and_a_look_alike_is_not() -> None:
    assert seller_fact(offer("x", url="https://shop.nike.example/p/1")).value is True
    assert seller_fact(offer("x", url="https://fakenike.example/p/1")).value is None
    assert seller_fact(offer("x", url="https://nike.example.evil.example/")).value is None


def test_no_seller_on_the_page_is_unknown_not_false() -> None:
    assert seller_fact(offer("x")).value is None
