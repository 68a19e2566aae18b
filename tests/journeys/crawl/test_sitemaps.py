"""Sitemaps as large shops have them, from robots.txt to the offers."""

import gzip
from collections.abc import Iterator

import pytest

from monitor.domain.target import LeasedTarget, TargetKind, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from spiders.sites.generic.spider import GenericSpider
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.crawl.shop import HOME

OFFERS = 20_000
XML = {"Content-Type": "application/xml"}
PACKED = {"Content-Type": "application/gzip"}


def _offers(root: str) -> bytes:
    """Over 10 MB, which is more than any other page may have."""
    picture = f"<image:image><image:loc>{root}/img.jpg</image:loc><image:title>{'x' * 400}"
    picture += "</image:title></image:image>"
    urls = "".join(
        f"<url><loc>{root}/product/{n}</loc><lastmod>2026-11-0{1 + n % 9}</lastmod>{picture}</url>"
        for n in range(OFFERS)
    )
    return f'<urlset xmlns:image="i">{urls}</urlset>'.encode()


@pytest.fixture(scope="module")
def shop() -> Iterator[FaultServer]:
    for server in run_fault_server():
        root = server.url
        named = (f"{root}/maps/index.xml", "/feed.xml", "http://elsewhere.example/map.xml")
        server.page("/robots.txt", "\n".join(f"Sitemap: {url}" for url in named))
        server.page("/", HOME.replace("<nav>", "<!--").replace("</nav>", "-->"))
        parts = (
            f"{root}/maps/offers.xml.gz",
            "http://elsewhere.example/2.xml",
            f"{root}/maps/index.xml",
        )
        index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in parts)
        server.page("/maps/index.xml", f"<sitemapindex>{index}</sitemapindex>", headers=XML)
        server.page("/maps/offers.xml.gz", gzip.compress(_offers(root)), headers=PACKED)
        feed = f"<rss><channel><item><link>{root}/product/new</link></item></channel></rss>"
        server.page("/feed.xml", feed, headers={"Content-Type": "application/rss+xml"})
        server.page("/sitemap.xml", _offers(root), headers=XML)
        yield server


@pytest.fixture(scope="module")
def crawled(shop: FaultServer, crawl_in_child: CrawlInChild) -> Crawled:
    source = Source(id="s", url=f"{shop.url}/", min_delay_s=0, allow_private_addresses=True)
    seeds = GenericSpider().seeds(source, [])
    leases = tuple(LeasedTarget(id=n, target=seed) for n, seed in enumerate(seeds, 1))
    return crawl_in_child(
        CrawlOrder(
            source=source,
            targets=leases,
            user_agent="Rightswatch/0.1 (+https://bureau.example)",
            contact="ops@bureau.example",
            time_limit_s=90,
            max_pages=100,
            images_per_offer=0,
        )
    )


def test_an_index_leads_to_every_offer_of_its_packed_parts(
    crawled: Crawled, shop: FaultServer
) -> None:
    index = crawled.of(f"{shop.url}/maps/index.xml")
    assert [t.url for t in index.found] == [f"{shop.url}/maps/offers.xml.gz"]
    offers = crawled.of(f"{shop.url}/maps/offers.xml.gz").found
    assert len(offers) == OFFERS
    assert {target.kind for target in offers} == {TargetKind.LISTING}


def test_the_offers_that_changed_last_come_first(crawled: Crawled, shop: FaultServer) -> None:
    offers = crawled.of(f"{shop.url}/maps/offers.xml.gz").found
    days = [int(target.url.rpartition("/")[2]) % 9 for target in offers]
    assert days == sorted(days, reverse=True)


def test_a_sitemap_larger_than_a_page_may_be_is_read(crawled: Crawled, shop: FaultServer) -> None:
    visit = crawled.of(f"{shop.url}/sitemap.xml")
    assert (visit.outcome, visit.because) == (VisitOutcome.READ, None)
    assert visit.body_bytes > 10 * 1024 * 1024
    assert len(visit.found) == OFFERS


def test_a_feed_that_robots_name_is_read_and_a_foreign_sitemap_is_not_asked_for(
    crawled: Crawled, shop: FaultServer
) -> None:
    (new,) = crawled.of(f"{shop.url}/feed.xml").found
    assert new.url == f"{shop.url}/product/new"
    assert not [visit for visit in crawled.visits if "elsewhere" in visit.target.url]


def test_each_sitemap_is_asked_for_once_even_one_that_names_itself(
    crawled: Crawled, shop: FaultServer
) -> None:
    assert crawled.exit_code == 0
    assert sorted(shop.paths()) == [
        "/", "/feed.xml", "/maps/index.xml", "/maps/offers.xml.gz", "/robots.txt", "/sitemap.xml",
    ]  # fmt: skip
