"""What every asker reads from answers: exact, and nothing that was not said."""

from decimal import Decimal

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import Target, VisitOutcome
from spiders.extract.identity import listing_identity
from tests.contracts.asker.conftest import Asking
from tests.contracts.asker.replicas import (
    Replica,
    let_in,
)
from tests.fixtures.interface import Interface, Told


def test_prices_are_exact_and_every_field_says_where_it_is_from(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, 1)
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    offer = visit.sightings[0].offer
    assert offer.price is not None
    assert offer.price.amount == Decimal(replica.price)
    assert str(offer.price.amount) == replica.price
    assert offer.price.currency in {"GBP", "JPY"}
    assert offer.seller is not None
    assert offer.provenance is not None
    assert set(offer.provenance.values()) == {replica.asker.name}
    assert {"title", "price", "images", "seller", "description"} <= set(offer.provenance)
    assert "<" not in (offer.description or "")


def test_fields_that_are_missing_stay_none(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.tell(interface, Told(replica.feed([replica.bare(7)], 1, 1)))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    offer = visit.sightings[0].offer
    assert offer.listing.listing_id == replica.listing_id(7)
    told = (offer.title, offer.price, offer.seller, offer.brand, offer.description, offer.condition)
    assert told == (None,) * 6
    assert (offer.images, offer.ships_to, offer.provenance) == ((), (), {})


@pytest.mark.parametrize("junk", [None, 7, True, "x", [], {}, [[]], {"value": {}}, "1e999", -1])
def test_fields_of_the_wrong_kind_are_left_out_and_harm_no_other_offer(
    replica: Replica, asking: Asking, interface: Interface, junk: object
) -> None:
    good = replica.entry(1, interface.url)
    keep = set(replica.bare(1))
    bad = {name: value if name in keep else junk for name, value in replica.entry(2, "").items()}
    worst = dict.fromkeys(good, junk)
    replica.tell(interface, Told(replica.feed([worst, bad, good, junk], 3, 1)))  # type: ignore[list-item]
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    assert visit.outcome is VisitOutcome.READ
    ids = [sighting.offer.listing.listing_id for sighting in visit.sightings]
    assert ids == [replica.listing_id(2), replica.listing_id(1)]
    offer = visit.sightings[0].offer
    assert offer.images == ()
    assert offer.price is None or junk == 7


def test_letters_that_no_database_takes_are_left_out(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    entry = replica.entry(1, interface.url)
    keep = set(replica.bare(1))
    dirty = {
        name: f"{value}\x00\ud800\x1b" if isinstance(value, str) and name not in keep else value
        for name, value in entry.items()
    }
    replica.tell(interface, Told(replica.feed([dirty], 1, 1)))
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    offer = visit.sightings[0].offer
    assert offer.title
    for told in (offer.title, offer.description, offer.seller.name if offer.seller else ""):
        assert not {"\x00", "\ud800", "\x1b"} & set(told or "")


def test_an_offer_is_the_same_as_on_its_page(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, 1)
    source = replica.source(interface)
    (visit,) = asking(source, replica.question(source))
    offer = visit.sightings[0].offer
    assert listing_identity(offer.url) == (offer.listing.market, offer.listing.listing_id)
    assert offer.url == replica.listing_url(0)


def test_the_page_of_an_offer_is_a_question_too(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    let_in(interface)
    interface.on("GET", replica.one, Told(replica.one_answer(replica.entry(5, interface.url))))
    source = replica.source(interface)
    (visit,) = asking(source, replica.about(source, 5), images=4)
    assert (visit.outcome, visit.page_kind) == (VisitOutcome.READ, PageKind.LISTING)
    (sighting,) = visit.sightings
    assert sighting.offer.listing.listing_id == replica.listing_id(5)
    assert sighting.offer.url == visit.target.url


def test_an_offer_that_is_gone_is_told_as_gone(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    let_in(interface)
    interface.on("GET", replica.one, replica.gone)
    source = replica.source(interface)
    (visit,) = asking(source, replica.about(source, 5))
    assert (visit.outcome, visit.http_status) == (VisitOutcome.GONE, 404)


def test_the_answer_about_another_offer_is_not_taken(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    let_in(interface)
    interface.on("GET", replica.one, Told(replica.one_answer(replica.entry(6, interface.url))))
    source = replica.source(interface)
    (visit,) = asking(source, replica.about(source, 5))
    assert visit.outcome in {VisitOutcome.FAILED, VisitOutcome.GONE}
    assert visit.sightings == ()


def test_a_page_of_another_site_is_no_question(
    replica: Replica, asking: Asking, interface: Interface
) -> None:
    replica.open(interface, 1)
    source = replica.source(interface)
    target = replica.about(source, 1)
    strange = Target(source_id="lab", url="https://shop.example/product/1", kind=target.kind)
    (visit,) = asking(source, strange)
    assert visit.outcome is VisitOutcome.FAILED
    assert interface.of(replica.one) == []
