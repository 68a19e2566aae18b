"""The planted truth: enough of it, of every kind, and consistent with itself."""

from collections import Counter
from itertools import pairwise

from monitor.cli.demo.market.catalogue import offers, sellers
from monitor.cli.demo.market.offers import Expected, MarketOffer, Markup

PLANTED_KINDS = {
    "verbatim",
    "homoglyph",
    "leet",
    "spaced",
    "imitation",
    "alias",
    "copied-photo",
    "logo",
    "impostor",
}
HONEST_KINDS = {
    "authorised",
    "compatible",
    "dictionary",
    "substring",
    "second-hand",
    "other-goods",
    "lapsed",
    "unrelated",
}


def planted(expected: Expected) -> list[MarketOffer]:
    return [offer for offer in offers() if offer.truth.expected is expected]


def test_the_market_is_large_enough_for_a_first_look() -> None:
    assert len(offers()) >= 60
    assert len({offer.seller.id for offer in offers()}) >= 12
    assert {offer.language for offer in offers()} == {"en", "zh"}


def test_every_kind_of_infringement_and_of_honest_offer_is_planted() -> None:
    assert {offer.truth.kind for offer in planted(Expected.ALERT)} >= PLANTED_KINDS
    assert {offer.truth.kind for offer in planted(Expected.SILENT)} >= HONEST_KINDS


def test_every_alert_names_the_holder_whose_right_is_concerned() -> None:
    assert all(offer.truth.holder_id for offer in planted(Expected.ALERT))


def test_no_authorised_seller_is_expected_to_be_alerted_for_its_own_holder() -> None:
    for offer in planted(Expected.ALERT):
        assert offer.truth.holder_id not in offer.seller.authorised_by


def test_numbers_are_unique_and_in_order() -> None:
    ids = [offer.id for offer in offers()]
    assert all(before < after for before, after in pairwise(ids))


def test_pages_differ_in_how_they_say_what_they_offer() -> None:
    counts = Counter(offer.markup for offer in offers())
    assert counts[Markup.SCRIPT] == 1
    assert counts[Markup.WALL] == 1
    assert all(counts[m] >= 5 for m in (Markup.JSON_LD, Markup.MICRODATA, Markup.OPEN_GRAPH))
    assert counts[Markup.NONE] >= 20


def test_every_seller_of_the_table_sells_something() -> None:
    assert set(sellers()) == {offer.seller.id for offer in offers()}
