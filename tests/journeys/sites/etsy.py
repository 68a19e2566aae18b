"""Etsy in small: searches as lists of links, offers with a buy box, a shop, the wall."""

import json
from html import escape

from monitor.domain.seller import Seller
from spiders.sites.etsy.spider import EtsySpider
from tests.journeys.sites.replica import Expected, Replica

SHOP = Seller(id="KilnAndClover", name="KilnAndClover")
TITLES = {
    "880000001": ("Stoneware Teapot with Clover Lid", "54.00"),
    "880000002": ("Teapot in the Manner of Brimworth, Cream", "31.50"),
    "880000003": ("Wool Tea Cosy, Moss Green", "18.00"),
    "880000004": ("Set of Two Clover Cups", "26.00"),
}


def card(number: str) -> str:
    title, price = TITLES[number]
    return (
        f'<li><a class="listing-link" href="https://www.etsy.com/listing/{number}/a-title?ref=sr">'
        f'<img src="https://i.etsystatic.com/1/r/il/a/{number}/il_300x300.{number}_a.jpg">'
        f"<h3>{escape(title)}</h3><p><span class='currency-symbol'>$</span>"
        f"<span class='currency-value'>{price}</span></p></a><p>From shop {SHOP.name}</p></li>"
    )


def results(numbers: list[str], heading: str) -> str:
    return (
        f"<html lang=en-US><head><title>{heading} - Etsy</title></head><body><h1>{heading}</h1>"
        f"<div data-search-results-lg><ol>{''.join(map(card, numbers))}</ol></div></body></html>"
    )


def offer(number: str) -> str:
    title, price = TITLES[number]
    told = {
        "@type": "Product",
        "name": title,
        "sku": number,
        "image": [{"contentURL": f"https://i.etsystatic.com/1/r/il/a/{number}/il_fullxfull.x.jpg"}],
        "brand": {"@type": "Brand", "name": SHOP.name},
        "offers": {"@type": "AggregateOffer", "lowPrice": price, "priceCurrency": "USD",
                   "availability": "https://schema.org/InStock"},
    }  # fmt: skip
    return (
        f"<html lang=en-US><head><title>{escape(title)} - Etsy</title>"
        f'<script type="application/ld+json">{json.dumps(told)}</script></head><body>'
        f'<div data-buy-box-region="price"><p>Price: ${price}</p>'
        '<p class="wt-text-strikethrough">Original Price: $99.00</p></div>'
        f"<h1 data-buy-box-listing-title>{escape(title)}</h1>"
        f'<a href="https://www.etsy.com/shop/{SHOP.id}?ref=shop-header-name">{SHOP.name}</a>'
        "<button>Add to cart</button></body></html>"
    )


WALL = (
    "<html lang=en><head><title>etsy.com</title></head><body><p>Please enable JS and disable any "
    "ad blocker</p><script src='https://ct.captcha-delivery.com/c.js'></script></body></html>"
)
SEARCH = "/search?q=clover+teapot&order=date_desc"
FIRST, SECOND = ["880000001", "880000002"], ["880000003"]

REPLICA = Replica(
    spider=EtsySpider(),
    home="http://www.etsy.com/",
    query="clover teapot",
    pages={
        SEARCH: results(FIRST, "clover teapot"),
        f"{SEARCH}&page=2": results(SECOND, "clover teapot"),
        f"/shop/{SHOP.id}": results([*FIRST, "880000004"], "KilnAndClover"),
        **{f"/listing/{number}": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(title=title, price=price, currency="USD", seller=SHOP)
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SHOP,
    shop=frozenset([*FIRST, "880000004"]),
    wall=WALL,
    wall_status=403,
)
