"""Flipkart in small: lists and offers as states, no page of a seller, the wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.flipkart.spider import FlipkartSpider
from tests.journeys.sites.replica import Expected, Replica

SELLER = Seller(name="PahadiMart")
TITLES = {
    "itm00000000000a1": ("Pahadi Enamel Kettle 1.5 L", 799),
    "itm00000000000a2": ("Kettle of Pahadi Kind, Copper", 649),
    "itm00000000000a3": ("Kettle Whistle Cap", 99),
}
PICTURE = "http://rukmini1.flixcart.com/image/{@width}/{@height}/kettle/%s.jpeg?q={@quality}"


def results(numbers: list[str]) -> str:
    entries = [
        {
            "productInfo": {
                "value": {
                    "titles": {"title": TITLES[number][0]},
                    "pricing": {"finalPrice": {"value": TITLES[number][1]}, "mrp": 1999},
                    "media": {"images": [{"url": PICTURE % number}]},
                },
                "action": {"url": f"/a-kettle/p/{number}?pid=KTL{number[-2:]}"},
            }
        }
        for number in numbers
    ]
    slots = {"10003": [{"widget": {"data": {"products": entries}}}]}
    return page("kettle", {"data": slots})


def page(title: str, held: dict[str, object]) -> str:
    state = json.dumps({"pageDataV4": {"page": held}})
    return (
        f"<html lang=en><head><title>{title} - Flipkart</title></head><body><div id=root></div>"
        f"<script>window.__INITIAL_STATE__ = {state};</script></body></html>"
    )


def offer(number: str) -> str:
    title, price = TITLES[number]
    context = {
        "titles": {"title": title},
        "brand": "Pahadi",
        "pricing": {"finalPrice": {"value": price}, "mrp": 1999},
        "imageUrl": PICTURE % number,
        "trackingDataV2": {"sellerName": SELLER.name},
    }
    return page(title, {"pageData": {"pageContext": context}, "data": {}})


WALL = (
    "<html><head><title>Flipkart reCAPTCHA</title></head><body><h2>Are you a human?</h2><p>Confirm "
    "to go on.</p><script src='https://www.google.com/recaptcha/api.js'></script></body></html>"
)
SEARCH = "/search?q=enamel+kettle&sort=recency_desc"
FIRST, SECOND = ["itm00000000000a1", "itm00000000000a2"], ["itm00000000000a3"]

REPLICA = Replica(
    spider=FlipkartSpider(),
    home="http://www.flipkart.com/",
    query="enamel kettle",
    pages={
        SEARCH: results(FIRST),
        f"{SEARCH}&page=2": results(SECOND),
        f"{SEARCH}&page=3": results([]),
        **{f"/product/p/{number}": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(
            title=title, price=str(price), currency="INR", seller=SELLER, brand="Pahadi"
        )
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SELLER,
    shop=frozenset(),
    wall=WALL,
    wall_status=529,
)
