"""A Shopify shop, read by its feed; and by its pages wherever the feed is not to be had."""

import json
from collections.abc import Callable, Iterator

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import Target, TargetKind, VisitOutcome
from spiders.engines.marks import PLAIN
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.engines.replica import (
    JSON,
    Budget,
    categories,
    open_shopify,
    open_shopify_pages,
    order_for,
    order_of,
    source_of,
)
from tests.spiders.engines import shops

FIRST = "/products.json?limit=250&page=1"
SECOND = "/products.json?limit=250&page=2"


@pytest.fixture(scope="module")
def shop() -> Iterator[FaultServer]:
    for server in run_fault_server():
        open_shopify(server)
        yield server


@pytest.fixture(scope="module")
def first_pass(shop: FaultServer, crawl_in_child: CrawlInChild) -> tuple[Crawled, list[str]]:
    return crawl_in_child(order_for(shop)), shop.paths()


@pytest.fixture(scope="module")
def crawled(first_pass: tuple[Crawled, list[str]]) -> Crawled:
    return first_pass[0]


def test_the_whole_shop_is_seen_by_its_feed_without_a_page_of_any_offer(
    first_pass: tuple[Crawled, list[str]],
) -> None:
    crawled, paths = first_pass
    assert crawled.exit_code == 0, crawled.errors
    seen = {s.offer.listing.listing_id for visit in crawled.visits for s in visit.sightings}
    assert seen == {f"/products/kranich-tote-{n}" for n in range(260)}
    asked = [path for path in paths if not path.startswith("/cdn/")]
    assert sorted(asked) == sorted(["/robots.txt", "/", "/sitemap.xml", FIRST, SECOND])


def test_each_feed_page_is_one_visit_that_names_its_offers_and_what_comes_next(
    shop: FaultServer, crawled: Crawled
) -> None:
    (first,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    assert (first.outcome, first.page_kind) == (VisitOutcome.READ, PageKind.SEARCH)
    assert len(first.sightings) == 250
    offers = [t for t in first.found if t.kind is TargetKind.LISTING]
    assert {t.url for t in offers} == {f"{shop.url}/products/kranich-tote-{n}" for n in range(250)}
    (following,) = categories(first.found)
    assert following.partition("#")[0] == f"{shop.url}{SECOND}"


def test_all_offers_of_a_feed_page_name_one_answer_which_is_kept(crawled: Crawled) -> None:
    (first,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    answers = {sighting.page for sighting in first.sightings}
    assert len(answers) == 1
    (answer,) = answers
    assert answer is not None
    kept = crawled.blobs.get(answer.body_sha256)
    assert kept is not None
    assert len(json.loads(kept)["products"]) == 250
    assert {s.seen_at for s in first.sightings} == {answer.fetched_at}


def test_pictures_of_a_feeds_offers_are_fetched(crawled: Crawled) -> None:
    offers = [s.offer for visit in crawled.visits for s in visit.sightings]
    assert all(offer.images[0].sha256 for offer in offers)
    assert len({offer.images[0].sha256 for offer in offers}) == 260


def test_the_feeds_currency_is_the_home_pages(crawled: Crawled) -> None:
    offers = [s.offer for visit in crawled.visits for s in visit.sightings]
    assert {offer.price.currency for offer in offers if offer.price} == {"EUR"}


def test_a_later_batch_reads_the_feed_without_the_home_page(
    shop: FaultServer, crawled: Crawled, crawl_in_child: CrawlInChild
) -> None:
    (second,) = [visit for visit in crawled.visits if SECOND in visit.target.url]
    budget = Budget(images=0)
    again = crawl_in_child(order_of(source_of(shop, budget), [second.target], budget))
    (visit,) = again.visits
    assert [s.offer.price for s in visit.sightings] == [s.offer.price for s in second.sightings]
    assert {s.offer.images[0].sha256 for s in visit.sightings} == {None}


def test_feed_and_page_of_an_offer_are_sightings_of_one_listing(
    shop: FaultServer, crawled: Crawled, crawl_in_child: CrawlInChild
) -> None:
    (first,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    by_feed = {s.offer.listing for s in first.sightings}
    ways = ["products/kranich-tote-3", "products/kranich-tote-4?variant=2"]
    ways.append("collections/bags/products/kranich-tote-5")
    shop.page("/collections/bags/products/kranich-tote-5", shops.shopify_offer_page(5, shop.url))
    targets = [
        Target(source_id="s", url=f"{shop.url}/{way}", kind=TargetKind.LISTING) for way in ways
    ]
    budget = Budget(images=0)
    pages = crawl_in_child(order_of(source_of(shop, budget), targets, budget))
    by_page = [s.offer.listing for visit in pages.visits for s in visit.sightings]
    assert len(by_page) == 3
    assert set(by_page) <= by_feed


# -- where there is no feed ----------------------------------------------------------------------

CHALLENGE = (
    "<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x.js></script>"
    "<p>Verify you are human</p></html>"
)
Trouble = Callable[[FaultServer], None]


def off(status: int) -> Trouble:
    return lambda server: server.page(FIRST, "{}", status=status, headers=JSON)


def instead(body: str, headers: dict[str, str] | None = None) -> Trouble:
    return lambda server: server.page(FIRST, body, headers=headers or {})


def locked(server: FaultServer) -> None:
    server.redirect(FIRST, "/password")
    form = "<title>Opening soon: log in</title><form><input type=password></form>"
    server.page("/password", f"<html>{form}</html>")


def forbidden(server: FaultServer) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /*.json\n")


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (off(404), VisitOutcome.GONE),
        (off(401), VisitOutcome.LOGIN),
        (off(403), VisitOutcome.CHALLENGE),
        (off(500), VisitOutcome.FAILED),
        (instead(CHALLENGE), VisitOutcome.CHALLENGE),
        (instead('{"products": [{"title": "half', JSON), VisitOutcome.FAILED),
        (instead(shops.shopify_home()), VisitOutcome.FAILED),
        (locked, VisitOutcome.LOGIN),
        (forbidden, VisitOutcome.ROBOTS),
        (lambda server: server.large(FIRST, 12), VisitOutcome.FAILED),
        (lambda server: server.short(FIRST), VisitOutcome.FAILED),
        (lambda server: server.reset(FIRST), VisitOutcome.FAILED),
    ],
    ids=["404", "401", "403", "500", "challenge", "broken", "a-page", "locked", "robots", "12-MB",
         "short", "reset"],
)  # fmt: skip
def test_without_its_feed_the_shop_is_visited_by_its_lists(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, trouble: Trouble, outcome: VisitOutcome
) -> None:
    fault_server.page("/", shops.shopify_home())
    open_shopify_pages(fault_server, 30)
    trouble(fault_server)
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0)))
    assert crawled.exit_code == 0, crawled.errors
    (visit,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    assert (visit.outcome, visit.sightings) == (outcome, ())
    assert visit.because
    assert categories(visit.found) == [f"{fault_server.url}/#{PLAIN}"]
    found = {t.url for v in crawled.visits for t in v.found if t.kind is TargetKind.LISTING}
    assert found == {f"{fault_server.url}/products/kranich-tote-{n}" for n in range(30)}
    assert "/collections/bags?page=2" in fault_server.paths()


def test_a_feed_that_asks_for_a_pause_gets_it_and_the_lists_come_with_the_next_batch(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    fault_server.page("/", shops.shopify_home())
    open_shopify_pages(fault_server, 30)
    fault_server.page(FIRST, "{}", status=429, headers={**JSON, "Retry-After": "120"})
    budget = Budget(images=0)
    crawled = crawl_in_child(order_for(fault_server, budget))
    (visit,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    assert (visit.outcome, visit.retry_after_s) == (VisitOutcome.BUSY, 120.0)
    assert fault_server.paths()[-1] == FIRST
    later = crawl_in_child(order_of(source_of(fault_server, budget), list(visit.found), budget))
    found = {t.url for v in later.visits for t in v.found if t.kind is TargetKind.LISTING}
    assert len(found) == 30


def test_a_feed_that_ends_midway_keeps_what_it_gave_and_the_lists_bring_the_rest(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_shopify(fault_server, 260)
    fault_server.page(SECOND, "{}", status=503)
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0)))
    seen = {s.offer.listing.listing_id for visit in crawled.visits for s in visit.sightings}
    assert len(seen) == 250
    listed = {t.url for v in crawled.visits for t in v.found if t.kind is TargetKind.LISTING}
    assert f"{fault_server.url}/products/kranich-tote-259" in listed


def test_ten_thousand_offers_are_paged_within_the_page_budget(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_shopify(fault_server, 10_000)
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0, max_pages=9)))
    fed = [visit for visit in crawled.visits if "products.json" in visit.target.url]
    assert len(crawled.visits) == 9
    assert len(fed) == 7
    assert sum(len(visit.sightings) for visit in fed) == 1750
    numbers = [url.partition("#")[0] for url in categories(fed[-1].found)]
    assert numbers == [f"{fault_server.url}/products.json?limit=250&page=8"]


def test_a_theme_without_traces_is_a_shop_like_any_other(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    bare = "<html><nav><a href='/collections/bags'>Bags</a></nav><p>Bags by the sea.</p></html>"
    open_shopify(fault_server, 30, home=bare)
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0)))
    assert FIRST not in fault_server.paths()
    found = {t.url for v in crawled.visits for t in v.found if t.kind is TargetKind.LISTING}
    assert len(found) == 30


def test_a_source_that_names_its_software_needs_no_traces(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_shopify(fault_server, 30, home="<html><p>Bags by the sea.</p></html>")
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0, site="shopify")))
    (visit,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    assert len(visit.sightings) == 30
    assert {s.offer.price.currency for s in visit.sightings if s.offer.price} == {None}


def test_pictures_of_a_feed_take_no_more_than_their_share_of_the_time(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_shopify(fault_server, 60)
    slow = Budget(images=2, min_delay_s=0.2, time_limit_s=20)
    crawled = crawl_in_child(order_for(fault_server, slow))
    (visit,) = [visit for visit in crawled.visits if FIRST in visit.target.url]
    with_picture = [s.offer for s in visit.sightings if s.offer.images[0].sha256]
    assert len(visit.sightings) == len(with_picture) == 40  # 0.4 of 20 s, one each 0.2 s
    found = [t.url for t in visit.found if t.kind is TargetKind.LISTING]
    assert len(found) == 60
