"""Every marketplace's spider on a replica of its site: search, pages, offers, seller, faults."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from spiders.sites.marketplaces import MARKETPLACES
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.sites import (
    alibaba,
    alibaba1688,
    aliexpress,
    amazon,
    ebay,
    etsy,
    flipkart,
    jd,
    lazada,
    mercadolibre,
    newegg,
    rakuten,
    taobao,
    walmart,
)
from tests.journeys.sites.replica import Replica, request_target

SITES = (
    alibaba,
    alibaba1688,
    aliexpress,
    amazon,
    ebay,
    etsy,
    flipkart,
    jd,
    lazada,
    mercadolibre,
    newegg,
    rakuten,
    taobao,
    walmart,
)
REPLICAS = tuple(site.REPLICA for site in SITES)


@dataclass(frozen=True, slots=True)
class Visited:
    """One replica and what three batches made of it, on a good, a bad and a busy day."""

    replica: Replica
    good: Crawled
    bad: Crawled
    busy: Crawled
    bad_server: FaultServer

    def listing(self, number: str) -> str:
        return self.replica.spider.listing_url(self.replica.home, number)


def source_of(replica: Replica, server: FaultServer) -> Source:
    return Source(
        id="s",
        url=replica.home,
        min_delay_s=0,
        concurrency=1,
        allow_private_addresses=True,
        connect_to=f"127.0.0.1:{server.port}",
    )


def order_of(source: Source, targets: list[Target]) -> CrawlOrder:
    return CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=target) for n, target in enumerate(targets)),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=120,
        max_pages=50,
        images_per_offer=0,
    )


def offers_of(replica: Replica, source: Source) -> list[Target]:
    urls = [replica.spider.listing_url(replica.home, number) for number in replica.offers]
    return [Target(source_id=source.id, url=url, kind=TargetKind.LISTING) for url in urls]


def on_a_good_day(replica: Replica, crawl_in_child: CrawlInChild) -> Crawled:
    for server in run_fault_server():
        replica.open(server)
        source = source_of(replica, server)
        shop = replica.spider.seller_target(source, replica.seller)
        assert (shop is not None) is bool(replica.shop)
        seeds = [*replica.spider.seeds(source, [replica.query]), *([shop] if shop else [])]
        crawled = crawl_in_child(order_of(source, [*seeds, *offers_of(replica, source)]))
    return crawled


def on_a_bad_day(replica: Replica, crawl_in_child: CrawlInChild) -> tuple[Crawled, FaultServer]:
    """One offer behind the wall, one in a circle, one forbidden."""
    for server in run_fault_server():
        replica.open(server)
        source = source_of(replica, server)
        offers = offers_of(replica, source)
        paths = [request_target(target.url) for target in offers]
        server.page(paths[0], replica.wall, status=replica.wall_status)
        server.redirect(paths[1], paths[1])
        server.page("/robots.txt", f"User-agent: *\nDisallow: {paths[2]}\n")
        crawled = crawl_in_child(order_of(source, offers[:3]))
    return crawled, server


def on_a_busy_day(replica: Replica, crawl_in_child: CrawlInChild) -> Crawled:
    """The search asks for a pause."""
    for server in run_fault_server():
        source = source_of(replica, server)
        seeds = list(replica.spider.seeds(source, [replica.query]))
        path = request_target(seeds[0].url)
        server.page(path, status=429, headers={"Retry-After": "120"})
        crawled = crawl_in_child(order_of(source, seeds))
    return crawled


@pytest.fixture(scope="module", params=REPLICAS, ids=lambda replica: replica.spider.name)
def visited(request: pytest.FixtureRequest, crawl_in_child: CrawlInChild) -> Visited:
    replica: Replica = request.param
    bad, server = on_a_bad_day(replica, crawl_in_child)
    good = on_a_good_day(replica, crawl_in_child)
    return Visited(replica, good, bad, on_a_busy_day(replica, crawl_in_child), server)


def found_by(visits: list[Visit]) -> set[str]:
    return {
        target.url
        for visit in visits
        for target in visit.found
        if target.kind is TargetKind.LISTING
    }


def test_every_marketplace_with_a_spider_has_a_replica() -> None:
    assert {spider.name for spider in MARKETPLACES} == {r.spider.name for r in REPLICAS}


def test_a_search_leads_through_all_its_pages_to_every_offer(visited: Visited) -> None:
    assert visited.good.exit_code == 0, visited.good.errors
    visits = [visit for visit in visited.good.visits if visit.target.kind is TargetKind.SEARCH]
    assert {visit.outcome for visit in visits} <= {VisitOutcome.READ, VisitOutcome.GONE}
    expected = {visited.listing(number) for number in visited.replica.searched}
    assert found_by(visits) == expected


def test_every_offer_is_read_as_its_page_shows_it(visited: Visited) -> None:
    for number, expected in visited.replica.offers.items():
        (sighting,) = visited.good.of(visited.listing(number)).sightings
        offer = sighting.offer
        price = offer.price
        assert offer.listing.listing_id == number
        assert offer.title == expected.title
        assert (price and price.amount) == (expected.price and Decimal(expected.price))
        assert (price and price.currency) == expected.currency
        assert offer.seller == expected.seller
        assert offer.brand == expected.brand
        assert offer.condition == expected.condition
        assert len(offer.images) >= expected.images


def test_a_sellers_whole_shop_is_found_from_what_an_offer_says_of_him(visited: Visited) -> None:
    visits = [visit for visit in visited.good.visits if visit.target.kind is TargetKind.SELLER]
    expected = {visited.listing(number) for number in visited.replica.shop}
    assert found_by(visits) == expected


def test_the_marketplaces_wall_is_reported_as_a_wall(visited: Visited) -> None:
    first = visited.bad.of(visited.listing(next(iter(visited.replica.offers))))
    assert first.outcome in {VisitOutcome.CHALLENGE, VisitOutcome.LOGIN}
    assert first.page_kind in {None, PageKind.CHALLENGE, PageKind.LOGIN}
    assert first.sightings == ()


def test_circles_and_refusals_cost_their_own_offer_only(visited: Visited) -> None:
    _, second, third = (visited.listing(number) for number in list(visited.replica.offers)[:3])
    assert "in a circle" in (visited.bad.of(second).because or "")
    assert visited.bad.of(third).outcome is VisitOutcome.ROBOTS
    assert request_target(third) not in visited.bad_server.paths()


def test_a_pause_that_the_marketplace_asks_for_is_taken(visited: Visited) -> None:
    (asked,) = visited.busy.visits
    assert (asked.outcome, asked.retry_after_s) == (VisitOutcome.BUSY, 120.0)
