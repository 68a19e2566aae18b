"""What a shop's feed tells of is seen, matched and kept as evidence, and needs no visits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.case import LiveState
from monitor.domain.listing import FEED, Listing, Offer, OfferedImage, Sighting
from monitor.domain.page import PageKind, PageRef
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from tests.monitor.pipeline.small_house import PLAN, House, live, number

FEED_URL = "http://shop.example/products.json"
RHYTHM = timedelta(seconds=PLAN.every_s)


def url_of(number: int) -> str:
    return f"http://shop.example/products/{number}"


def offer(number: int) -> Offer:
    return Offer(
        listing=Listing(market="shop.example", listing_id=f"/products/{number}"),
        url=url_of(number),
        title=f"ACME bag {number}",
        images=(OfferedImage(url=f"http://i/{number}.png"),),
        provenance={"title": FEED},
    )


def feed_visit(house: House, offers: list[Offer]) -> Visit:
    now = house.clock.now()
    answer = PageRef(
        url=FEED_URL,
        requested_url=f"{FEED_URL}#rightswatch-feed=shopify",
        status=200,
        headers=(("content-type", "application/json"),),
        body_sha256=house.blobs.put(b'{"products": []}'),
        fetched_at=now,
    )
    return Visit(
        target_id=None,
        target=Target(source_id="shop", url=FEED_URL, kind=TargetKind.CATEGORY),
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.SEARCH,
        sightings=tuple(
            Sighting(source_id="shop", offer=offer, seen_at=now, page=answer) for offer in offers
        ),
        found=tuple(
            Target(source_id="shop", url=offer.url, kind=TargetKind.LISTING, depth=2)
            for offer in offers
        ),
    )


def told(house: House, offers: list[Offer]) -> None:
    record_visit(house.store, PLAN, feed_visit(house, offers), None, house.clock.now())


def due(house: House) -> list[str]:
    with house.store.transaction() as tx:
        batch = tx.targets.claim_batch(house.lease(), ["shop"], 99)
        if batch is None:
            return []
        tx.targets.release(batch, house.clock.now())
        return sorted(t.target.url for t in batch.targets if t.target.kind is TargetKind.LISTING)


def test_offers_of_a_feed_are_seen_and_their_pages_not_due(house: House) -> None:
    told(house, [offer(1), offer(2)])
    with house.store.transaction() as tx:
        assert tx.sightings.unmatched() == 2
    assert due(house) == []


def test_while_the_feed_tells_of_it_an_offer_is_never_visited(house: House) -> None:
    for _ in range(5):
        told(house, [offer(1)])
        house.clock.pass_by(RHYTHM)
        assert due(house) == []


def test_an_offer_that_leaves_the_feed_is_visited_again(house: House) -> None:
    told(house, [offer(1), offer(2)])
    house.clock.pass_by(RHYTHM)
    told(house, [offer(1)])
    house.clock.pass_by(RHYTHM)
    assert due(house) == [url_of(2)]


def test_a_feed_that_ends_brings_the_visits_back(house: House) -> None:
    told(house, [offer(1), offer(2)])
    house.clock.pass_by(2 * RHYTHM)
    assert due(house) == [url_of(1), url_of(2)]


def test_an_offer_that_was_found_but_not_seen_is_visited(house: House) -> None:
    visit = feed_visit(house, [offer(1), offer(2)])
    told_of_one = replace(visit, sightings=visit.sightings[:1])
    record_visit(house.store, PLAN, told_of_one, None, house.clock.now())
    assert due(house) == [url_of(2)]


def test_an_offers_own_page_puts_nothing_off(house: House) -> None:
    plain = Offer(listing=offer(1).listing, url=url_of(1), title="ACME bag")
    told(house, [plain])
    assert due(house) == [url_of(1)]


def test_the_same_offer_by_feed_and_by_page_is_one_case(house: House) -> None:
    told(house, [offer(1)])
    house.match()
    before = number(house)
    house.see("ACME bag 1, by its own page", "/products/1")
    house.match()
    assert number(house) == before


@pytest.mark.parametrize(
    ("title", "state"),
    [("ACME bag 1", LiveState.LIVE), ("ACME bag 1, half price", LiveState.CHANGED)],
)
def test_an_offers_own_page_is_no_change_of_what_the_feed_told(
    house: House, title: str, state: LiveState
) -> None:
    told(house, [offer(1)])
    house.match()
    house.clock.pass_by(RHYTHM)
    now = house.clock.now()
    own = replace(offer(1), title=title, description="By its own page", provenance=None)
    look = Visit(
        target_id=None,
        target=Target(source_id="shop", url=own.url, kind=TargetKind.LISTING, recheck=True),
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.LISTING,
        sightings=(Sighting(source_id="shop", offer=own, seen_at=now),),
    )
    record_visit(house.store, PLAN, look, None, now)
    assert live(house) is state
