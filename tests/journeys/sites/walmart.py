"""Walmart in small: lists, offers and a seller's list as states, the wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.walmart.spider import WalmartSpider
from tests.journeys.sites.replica import Expected, Replica

SELLER = Seller(id="101200300", name="Dell Creek Goods")
TITLES = {
    "990000001": ("Dell Creek Enamel Kettle, Cream", 24.5),
    "990000002": ("Kettle like Dell Creek, Copper", 19.99),
    "990000003": ("Kettle Whistle Cap", 4.2),
    "990000004": ("Cast Iron Trivet", 11.0),
}


def page(title: str, initial: dict[str, object]) -> str:
    state = {"props": {"pageProps": {"initialData": initial}}}
    return (
        f"<html lang=en-US><head><title>{title} - Walmart.com</title></head><body><h1>{title}</h1>"
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
        "</body></html>"
    )


def results(numbers: list[str]) -> str:
    entries = [
        {
            "__typename": "Product",
            "usItemId": number,
            "name": TITLES[number][0],
            "canonicalUrl": f"/ip/a-name/{number}?classType=REGULAR",
            "priceInfo": {"linePrice": f"${TITLES[number][1]}", "wasPrice": "$80.00"},
            "imageInfo": {"thumbnailUrl": f"https://i5.walmartimages.com/seo/{number}.jpeg"},
        }
        for number in numbers
    ]
    return page("kettle", {"searchResult": {"itemStacks": [{"items": entries}]}})


def offer(number: str) -> str:
    title, price = TITLES[number]
    shown = {
        "usItemId": number,
        "name": title,
        "brand": "Dell Creek",
        "availabilityStatus": "IN_STOCK",
        "sellerDisplayName": SELLER.name,
        "sellerName": "DELL CREEK GOODS INC",
        "catalogSellerId": int(SELLER.id or 0),
        "priceInfo": {"currentPrice": {"price": price, "currencyUnit": "USD"},
                      "wasPrice": {"price": 80}},
        "imageInfo": {"allImages": [{"url": f"https://i5.walmartimages.com/seo/{number}.jpeg"}]},
    }  # fmt: skip
    return page(title, {"data": {"product": shown, "idml": {}}})


WALL = (
    "<html lang=en><head><title>Robot or human?</title></head><body><p>Activate and hold the "
    "button to confirm that you&rsquo;re human.</p><div id='px-captcha'></div></body></html>"
)
FIRST, SECOND = ["990000001", "990000002"], ["990000003"]

REPLICA = Replica(
    spider=WalmartSpider(),
    home="http://www.walmart.com/",
    query="enamel kettle",
    pages={
        "/search?q=enamel+kettle": results(FIRST),
        "/search?q=enamel+kettle&page=2": results(SECOND),
        "/search?q=enamel+kettle&page=3": results([]),
        f"/global/seller/{SELLER.id}/cp/shopall": results([*FIRST, "990000004"]),
        **{f"/ip/{number}": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(
            title=title, price=str(price), currency="USD", seller=SELLER, brand="Dell Creek"
        )
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SELLER,
    shop=frozenset([*FIRST, "990000004"]),
    wall=WALL,
    wall_status=412,
)
