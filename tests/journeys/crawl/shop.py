"""A small shop for the crawl's journeys, on a server that can be told to fail; orders for it."""

import json

from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import lease
from tests.fixtures.faults import FaultServer

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 64

CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before"
    " accessing the site</h1><div id='cf-challenge-running' class='cf-browser-verification'></div>"
    "<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script></body></html>"
)
LOGIN = (
    "<html><head><title>Sign in</title></head><body><h1>Sign in</h1><form method=post action=/in>"
    "<input name=user><input type=password name=password><button>Sign in</button></form>"
    "</body></html>"
)


def offer_page(server: FaultServer, number: int, title: str = "ACME bag", image: str = "") -> str:
    """An offer with JSON-LD, as shops write it."""
    offer = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": f"{title} {number}",
        "sku": str(number),
        "image": image or f"{server.url}/img/{number}.png",
        "offers": {"@type": "Offer", "price": "19.90", "priceCurrency": "EUR"},
    }
    return (
        f"<html><head><title>{title} {number}</title>"
        f'<script type="application/ld+json">{json.dumps(offer)}</script></head>'
        f"<body><h1>{title} {number}</h1><p class=price>€19.90</p>"
        f"<img src='/img/{number}.png'><button>Add to cart</button></body></html>"
    )


def list_page(numbers: range, next_url: str | None = None, extra: str = "") -> str:
    """A category page."""
    cards = "".join(
        f"<li class='product'><a href='/product/{n}'><img src='/img/{n}.png'>"
        f"<h3>ACME bag {n}</h3></a><span class=price>€19.90</span></li>"
        for n in numbers
    )
    more = f"<a rel=next class=next href='{next_url}'>Next</a>" if next_url else ""
    return (
        f"<html><head><title>Bags</title></head><body><ul>{cards}</ul>{more}{extra}</body></html>"
    )


HOME = """<html><head><title>Shop</title></head><body>
<nav><a href="/category/bags">Bags</a><a href="/category/shoes?sort=price">Sorted</a>
<a href="/account/login">Log in</a><a href="/cart">Cart</a>
<a href="/category/bags?add-to-cart=7">Buy</a><a href="/logout">Log out</a></nav>
<form action="/search" method="get"><input type="search" name="q">
<input type="hidden" name="lang" value="en"><input type="hidden" name="csrf_token" value="x"></form>
<p>Welcome to our shop of fine bags.</p></body></html>"""


def open_shop(server: FaultServer, offers: int = 10) -> None:
    """Home, two category pages, a search page, offers and their pictures."""
    half = offers // 2
    server.page("/", HOME)
    server.page("/category/bags", list_page(range(half), "/category/bags?page=2"))
    server.page("/category/bags?page=2", list_page(range(half, offers), "/category/bags?page=3"))
    server.page("/category/bags?page=3", list_page(range(half, offers), "/category/bags?page=4"))
    server.page("/category/bags?page=4", list_page(range(half, offers), "/category/bags?page=5"))
    server.page("/search", list_page(range(2)))
    for number in range(offers):
        server.page(f"/product/{number}", offer_page(server, number))
        server.page(f"/img/{number}.png", PICTURE, headers={"Content-Type": "image/png"})


def order_of(server: FaultServer, *paths: str, limit_s: float = 120.0) -> CrawlOrder:
    """An order for these pages of a server, one after the other and without pauses."""
    source = Source(
        id="s", url=f"{server.url}/", min_delay_s=0, concurrency=1, allow_private_addresses=True
    )
    return CrawlOrder(
        source=source,
        targets=tuple(lease("s", *(f"{server.url}{path}" for path in paths))),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=limit_s,
        max_pages=100,
        images_per_offer=0,
    )
