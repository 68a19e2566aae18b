"""Small shops in the shape of each shop software, with goods that nobody sells."""

import json
from dataclasses import dataclass

from monitor.domain.target import LeasedTarget, Target, TargetKind
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from spiders.sites.generic.spider import GenericSpider
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import PICTURE
from tests.spiders.engines import shops

JSON = {"Content-Type": "application/json; charset=utf-8"}
SHOPIFY = "<script>var Shopify = Shopify || {}; Shopify.shop = 'kranich';</script>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What an order allows; a source's own name for its software."""

    site: str = "auto"
    images: int = 1
    max_pages: int = 60
    time_limit_s: float = 60
    min_delay_s: float = 0.0


def order_for(server: FaultServer, budget: Budget | None = None) -> CrawlOrder:
    """One batch: what the generic spider begins with."""
    source = source_of(server, budget := budget or Budget())
    seeds = GenericSpider().seeds(source, [])
    return order_of(source, [*seeds], budget)


def source_of(server: FaultServer, budget: Budget) -> Source:
    return Source(
        id="s",
        url=f"{server.url}/",
        site=budget.site,
        min_delay_s=budget.min_delay_s,
        allow_private_addresses=True,
    )


def order_of(source: Source, targets: list[Target], budget: Budget) -> CrawlOrder:
    return CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=target) for n, target in enumerate(targets, 1)),
        user_agent="Rightswatch/0.1 (+https://bureau.example)",
        contact="ops@bureau.example",
        time_limit_s=budget.time_limit_s,
        max_pages=budget.max_pages,
        images_per_offer=budget.images,
    )


def card_list(ways: list[tuple[str, str]], next_url: str | None = None, head: str = "") -> str:
    """A list in HTML. ways: address and title of each offer."""
    cards = "".join(
        f"<li class=card><a href='{url}'><img src='/img/card.png'><h3>{title}</h3></a>"
        "<span class=price>39.00 €</span></li>"
        for url, title in ways
    )
    more = f"<a rel=next href='{next_url}'>Next</a>" if next_url else ""
    return f"<html><head><title>All</title>{head}</head><body><ul>{cards}</ul>{more}</body></html>"


def open_shopify(server: FaultServer, offers: int = 260, home: str | None = None) -> None:
    """Home, feed, a collection in HTML, offers, their pictures."""
    server.page("/", home or shops.shopify_home())
    for page in range(1, offers // 250 + 2):
        numbers = range((page - 1) * 250, min(page * 250, offers))
        entries = [shops.shopify_entry(number) for number in numbers]
        for place in ("", "/collections/bags"):
            address = f"{place}/products.json?limit=250&page={page}"
            server.page(address, json.dumps({"products": entries}), headers=JSON)
    server.page("/products.json", json.dumps({"products": []}), headers=JSON)
    open_shopify_pages(server, offers)


def open_shopify_pages(server: FaultServer, offers: int, a_page: int = 20) -> None:
    """The same shop in HTML, so many offers a page of its one collection."""
    for start in range(0, offers, a_page):
        number = start // a_page + 1
        ways = [
            (f"/collections/bags/products/kranich-tote-{n}", f"Kranich tote no. {n}")
            for n in range(start, min(start + a_page, offers))
        ]
        last = start + a_page >= offers
        address = "/collections/bags" + (f"?page={number}" if number > 1 else "")
        following = None if last else f"/collections/bags?page={number + 1}"
        server.page(address, card_list(ways, following, SHOPIFY))
    for n in range(offers):
        server.page(f"/products/kranich-tote-{n}", shops.shopify_offer_page(n, server.url))
        image = {"Content-Type": "image/png"}
        server.page(f"/cdn/shop/files/tote-{n}.png", PICTURE + str(n).encode(), headers=image)


def open_woocommerce(server: FaultServer, offers: int = 120, root: str = "/wp-json/") -> None:
    """Home, Store API in pages of 100, offers."""
    server.page("/", shops.woocommerce_home(server.url))
    total = str(-(-offers // 100))
    for page in range(1, offers // 100 + 2):
        numbers = range((page - 1) * 100, min(page * 100, offers))
        entries = [shops.woocommerce_entry(number, server.url) for number in numbers]
        address = f"{root}wc/store/v1/products?per_page=100&page={page}"
        server.page(address, json.dumps(entries), headers={**JSON, "X-WP-TotalPages": total})
    ways = [(f"/product/driftwood-lamp-{n}/", f"Driftwood lamp {n}") for n in range(offers)]
    server.page("/product-category/lamps/", card_list(ways[:20]))
    for n in range(offers):
        server.page(f"/product/driftwood-lamp-{n}/", shops.woocommerce_offer_page(n))
        image = {"Content-Type": "image/png"}
        server.page(f"/wp-content/uploads/lamp-{n}.png", PICTURE + str(n).encode(), headers=image)


def categories(found: tuple[Target, ...]) -> list[str]:
    """Addresses of the lists among found targets."""
    return [target.url for target in found if target.kind is TargetKind.CATEGORY]
