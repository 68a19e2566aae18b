"""Where the browser goes for evidence."""

from dataclasses import replace

from alerts.evidence.recorder import address_of
from monitor.domain.listing import FEED
from monitor.domain.page import PageRef
from tests.alerts.evidence import samples

FEED_URL = "https://shop.example/products.json?limit=250&page=1"


def page_at(url: str) -> PageRef:
    return PageRef(
        url=url,
        requested_url=url,
        status=200,
        headers=(),
        body_sha256="ab" * 32,
        fetched_at=samples.order("RW-000001-1").sighting.seen_at,
    )


def test_an_offer_is_shown_by_the_page_that_it_was_read_from() -> None:
    order = samples.order("RW-000001-1")
    seen = replace(order.sighting, page=page_at("https://shop.example/redirected"))
    assert address_of(replace(order, sighting=seen)) == "https://shop.example/redirected"


def test_an_offer_that_a_feed_told_of_is_shown_by_its_own_page() -> None:
    order = samples.order("RW-000001-1")
    offer = replace(order.sighting.offer, provenance={"title": FEED})
    told = replace(order, sighting=replace(order.sighting, offer=offer, page=page_at(FEED_URL)))
    assert address_of(told) == offer.url
