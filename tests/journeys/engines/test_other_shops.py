"""Shops of other software: WooCommerce and Magento by feeds, the rest by lists they name."""

import asyncio
import json
from decimal import Decimal

import pytest

from monitor.domain.target import TargetKind, VisitOutcome
from spiders.engines.marks import PLAIN
from tests.fixtures.crawl_child import Crawled, CrawlInChild
from tests.fixtures.faults import Ask, FaultServer
from tests.journeys.engines.replica import (
    JSON,
    Budget,
    card_list,
    categories,
    open_woocommerce,
    order_for,
)
from tests.spiders.engines import shops

NO_PICTURES = Budget(images=0)


def seen(crawled: Crawled) -> set[str]:
    return {s.offer.listing.listing_id for visit in crawled.visits for s in visit.sightings}


def listed(crawled: Crawled) -> set[str]:
    found = (t for visit in crawled.visits for t in visit.found)
    return {t.url for t in found if t.kind is TargetKind.LISTING}


# -- WooCommerce -----------------------------------------------------------------------------------


def test_a_woocommerce_shop_is_read_by_its_store_interface(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_woocommerce(fault_server, 120)
    crawled = crawl_in_child(order_for(fault_server))
    assert crawled.exit_code == 0, crawled.errors
    assert seen(crawled) == {f"/product/driftwood-lamp-{n}" for n in range(120)}
    offers = [s.offer for visit in crawled.visits for s in visit.sightings]
    assert {(o.price.amount, o.price.currency) for o in offers if o.price} == {
        (Decimal("129.5"), "GBP")
    }
    assert all(offer.images[0].sha256 for offer in offers)
    pages = [path for path in fault_server.paths() if path.startswith(("/product", "/wp-json"))]
    assert pages == [
        "/wp-json/wc/store/v1/products?per_page=100&page=1",
        "/wp-json/wc/store/v1/products?per_page=100&page=2",
    ]


def test_an_offer_that_the_store_interface_places_elsewhere_is_not_the_shops(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_woocommerce(fault_server, 3)
    foreign = shops.woocommerce_entry(9, "https://elsewhere.test")
    own = shops.woocommerce_entry(1, fault_server.url)
    address = "/wp-json/wc/store/v1/products?per_page=100&page=1"
    fault_server.page(address, json.dumps([foreign, own]), headers=JSON)
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    assert seen(crawled) == {"/product/driftwood-lamp-1"}


@pytest.mark.parametrize("status", [401, 404])
def test_without_the_store_interface_its_lists_are_visited(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, status: int
) -> None:
    open_woocommerce(fault_server, 20)
    off = json.dumps({"code": "rest_disabled", "message": "off", "data": {"status": status}})
    address = "/wp-json/wc/store/v1/products?per_page=100&page=1"
    fault_server.page(address, off, status=status, headers=JSON)
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    assert seen(crawled) == set()
    assert listed(crawled) == {f"{fault_server.url}/product/driftwood-lamp-{n}/" for n in range(20)}


# -- Magento 2 -------------------------------------------------------------------------------------


def open_magento(server: FaultServer, *, answers: bool) -> None:
    server.page("/", shops.magento_home())
    asked = "query=query%7Bproducts"

    async def graphql(ask: Ask, writer: asyncio.StreamWriter) -> None:
        """The page that the query names."""
        assert asked in ask.path
        number = int(ask.path.partition("currentPage%3A")[2].partition("%29")[0])
        body = json.dumps(shops.magento_answer(range(number * 3, number * 3 + 3), number, 2))
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        writer.write(f"{head}\r\nConnection: close\r\n\r\n{body}".encode())

    if answers:
        server.answers["/graphql"] = graphql
    ways = [(f"/montre-cormoran-{n}.html", f"Montre Cormoran {n}") for n in range(3, 15)]
    server.page("/montres.html", card_list(ways))


def test_a_magento_shop_that_answers_a_plain_get_is_read_by_it(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_magento(fault_server, answers=True)
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    assert crawled.exit_code == 0, crawled.errors
    assert seen(crawled) == {f"/montre-cormoran-{n}.html" for n in range(3, 9)}
    assert "/montres.html" not in fault_server.paths()


def test_a_magento_shop_that_does_not_is_read_by_its_lists(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    open_magento(fault_server, answers=False)
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    (feed,) = [visit for visit in crawled.visits if "/graphql" in visit.target.url]
    assert feed.outcome is VisitOutcome.GONE
    assert categories(feed.found) == [f"{fault_server.url}/#{PLAIN}"]
    assert f"{fault_server.url}/montre-cormoran-8.html" in listed(crawled)


# -- lists that the software names -----------------------------------------------------------------


def test_an_opencart_shop_is_found_whole_through_its_map_and_makers(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    home = ["index.php?route=information/contact", "index.php?route=account/login"]
    fault_server.page("/", shops.opencart_home(home))
    at = "index.php?route=product"
    menu = shops.links([f"/{at}/category&path=20"])
    fault_server.page("/index.php?route=information/sitemap", f"<html>{menu}</html>")
    makers = shops.links([f"/{at}/manufacturer.info&manufacturer_id=8"])
    fault_server.page("/index.php?route=product/manufacturer", f"<html>{makers}</html>")
    by_category = [
        (f"/{at}/product&path=20&product_id={n}", f"Tern plane {n}") for n in range(40, 46)
    ]
    by_maker = [(f"/{at}/product&product_id={n}", f"Tern plane {n}") for n in range(44, 50)]
    fault_server.page(f"/{at}/category&path=20", card_list(by_category))
    fault_server.page(f"/{at}/manufacturer.info&manufacturer_id=8", card_list(by_maker))
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    numbers = {url.rpartition("product_id=")[2] for url in listed(crawled)}
    assert numbers == {str(n) for n in range(40, 50)}


def test_a_prestashop_shop_is_found_through_its_map(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    fault_server.page("/", shops.prestashop_home(["/content/4-about-us"]))
    menu = shops.links(["/3-tazze"])
    fault_server.page("/index.php?controller=sitemap", f"<html>{menu}</html>")
    ways = [(f"/tazze/{n}-tazza-gabbiano.html", f"Tazza Gabbiano {n}") for n in range(10, 22)]
    fault_server.page("/3-tazze", card_list(ways))
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    assert listed(crawled) == {f"{fault_server.url}{url}" for url, _ in ways}


@pytest.mark.parametrize("site", ["oscar", "auto"])
def test_an_oscar_shop_is_found_through_its_catalogue(
    fault_server: FaultServer, crawl_in_child: CrawlInChild, site: str
) -> None:
    hidden = shops.oscar_home([]).replace("<p class", '<a href="/catalogue/">All</a><p class')
    fault_server.page("/", hidden)
    ways = [(f"/catalogue/tides_{n}/", f"Tides, volume {n}") for n in range(10, 16)]
    fault_server.page("/catalogue/", card_list(ways))
    crawled = crawl_in_child(order_for(fault_server, Budget(images=0, site=site)))
    assert {f"{fault_server.url}{url}" for url, _ in ways} <= listed(crawled)


def test_a_blog_that_writes_about_shop_software_is_asked_for_no_feed(
    fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> None:
    fault_server.page("/", shops.BLOG)
    crawled = crawl_in_child(order_for(fault_server, NO_PICTURES))
    assert crawled.exit_code == 0, crawled.errors
    assert sorted(fault_server.paths()) == ["/", "/robots.txt", "/sitemap.xml"]
