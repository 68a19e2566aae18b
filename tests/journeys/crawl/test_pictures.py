"""Pictures: at the pages' pace on the pages' host, at their own on a host of their own."""

import itertools
from dataclasses import replace
from statistics import median

from monitor.domain.target import VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.crawl.pictures import MOST_FAILURES, OWN_AT_ONCE, OWN_DELAY_S
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlInChild, lease
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import PICTURE, offer_page

DELAY_S = 1.0
SHOP, IMAGES = "http://shop.example", "http://img.shop.example"


def _order(server: FaultServer, *numbers: int, images: int) -> CrawlOrder:
    """Every name leads to the one server, as on a staging copy."""
    source = Source(
        id="s",
        url=f"{SHOP}/",
        min_delay_s=DELAY_S,
        concurrency=1,
        allow_private_addresses=True,
        connect_to=f"127.0.0.1:{server.port}",
    )
    return CrawlOrder(
        source=source,
        targets=tuple(lease("s", *(f"{SHOP}/product/{number}" for number in numbers))),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=60,
        max_pages=10,
        images_per_offer=images,
    )


def _offer_with(server: FaultServer, number: int, host: str, pictures: int) -> None:
    urls = [f"{host}/img/{number}-{n}.png" for n in range(pictures)]
    for n, url in enumerate(urls):
        server.page(
            url.removeprefix(host), PICTURE + bytes([n]), headers={"Content-Type": "image/png"}
        )
    listed = ", ".join(f'"{url}"' for url in urls)
    page = offer_page(server, number, image="HERE").replace('"HERE"', f"[{listed}]")
    server.page(f"/product/{number}", page.replace(f"<img src='/img/{number}.png'>", ""))


def _gaps(server: FaultServer) -> list[float]:
    """Seconds between arrivals. When one is late the next gap is short: their middle stays."""
    moments = [ask.at_s for ask in server.asked if ask.path.startswith("/img/")]
    return [after - before for before, after in itertools.pairwise(moments)]


def _kept(crawled: Crawled, number: int) -> int:
    visit = crawled.of(f"{SHOP}/product/{number}")
    assert visit.outcome is VisitOutcome.READ, visit
    return sum(image.sha256 is not None for image in visit.sightings[0].offer.images)


def test_pictures_on_a_host_of_their_own_do_not_wait_among_pages(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    _offer_with(fault_server, 1, IMAGES, 6)
    crawled = crawl_in_child(_order(fault_server, 1, images=6))
    assert _kept(crawled, 1) == 6
    gaps = _gaps(fault_server)
    assert OWN_DELAY_S * 0.7 <= median(gaps) < DELAY_S, gaps
    assert sum(gaps) >= OWN_DELAY_S * 0.7 * len(gaps), gaps


def test_pictures_on_the_pages_own_host_keep_its_pause(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    _offer_with(fault_server, 1, SHOP, 4)
    crawled = crawl_in_child(_order(fault_server, 1, images=4))
    assert _kept(crawled, 1) == 4
    assert median(_gaps(fault_server)) >= DELAY_S * 0.8


def test_a_wish_of_the_picture_hosts_robots_goes_before_its_own_pace(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    fault_server.page("/robots.txt", "User-agent: *\nCrawl-delay: 1\n")
    _offer_with(fault_server, 1, IMAGES, 4)
    crawled = crawl_in_child(_order(fault_server, 1, images=4))
    assert _kept(crawled, 1) == 4
    assert median(_gaps(fault_server)) >= 0.8


def test_a_picture_host_that_only_fails_is_left_alone_and_the_offers_are_seen(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    for number in range(1, 9):
        _offer_with(fault_server, number, IMAGES, 2)
        for n in range(2):
            fault_server.reset(f"/img/{number}-{n}.png")
    order = _order(fault_server, *range(1, 9), images=2)
    crawled = crawl_in_child(replace(order, source=replace(order.source, min_delay_s=0.3)))
    assert [_kept(crawled, number) for number in range(1, 9)] == [0] * 8
    asked = [path for path in fault_server.paths() if path.startswith("/img/")]
    assert MOST_FAILURES <= len(asked) <= MOST_FAILURES + OWN_AT_ONCE
