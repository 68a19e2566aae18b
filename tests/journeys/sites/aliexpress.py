"""AliExpress in small: state on result pages and offers, a store's list, its sliding wall."""

import json
from html import escape

from monitor.domain.seller import Seller
from spiders.sites.aliexpress.spider import AliexpressSpider
from tests.journeys.sites.replica import Expected, Replica

STORE = Seller(id="910027771", name="Lantern Hill Store")
OFFERS = {
    "1005000000000011": ("Brimworth Enamel Kettle Camping 1.5L", "18.40"),
    "1005000000000012": ("Enamel Kettle Copy Brimworth Look", "9.75"),
    "1005000000000013": ("Whistle for Kettle Silicone", "1.20"),
    "1005000000000014": ("Camping Mug Enamel 350ml", "3.99"),
}


def results(numbers: list[str]) -> str:
    content = [
        {
            "productId": number,
            "title": {"displayTitle": OFFERS[number][0]},
            "image": {"imgUrl": f"//ae01.alicdn.com/kf/{number}.jpg"},
            "prices": {
                "salePrice": {"minPrice": float(OFFERS[number][1]), "currencyCode": "USD"},
                "originalPrice": {"minPrice": 99.0, "currencyCode": "USD"},
            },
        }
        for number in numbers
    ]
    state = {"data": {"root": {"fields": {"mods": {"itemList": {"content": content}}}}}}
    return (
        "<html lang=en><head><title>brimworth kettle - AliExpress</title></head><body>"
        f"<script>window._dida_config_ = {{}};window._dida_config_._init_data_= "
        f"{json.dumps(state)}</script><div id=root></div></body></html>"
    )


def offer(number: str) -> str:
    title, price = OFFERS[number]
    amount = {"currency": "USD", "value": float(price)}
    state = {
        "titleModule": {"subject": title},
        "priceModule": {
            "minActivityAmount": amount,
            "maxActivityAmount": amount,
            "minAmount": {"currency": "USD", "value": 99.0},
        },
        "imageModule": {"imagePathList": [f"https://ae01.alicdn.com/kf/{number}.jpg"]},
        "storeModule": {"storeNum": int(STORE.id or 0), "storeName": STORE.name},
        "specsModule": {"props": [{"attrName": "Brand Name", "attrValue": "Brimworth"}]},
    }
    return (
        f"<html lang=en><head><title>{escape(title)} - AliExpress</title>"
        f'<meta property="og:title" content="US ${price} 40% OFF|{escape(title)}"></head><body>'
        f"<script>window.runParams = {{ data: {json.dumps(state)} }};</script></body></html>"
    )


def store(numbers: list[str]) -> str:
    cards = "".join(
        f'<div class="item"><a href="//www.aliexpress.com/item/{number}.html?pdp=1">'
        f'<img src="//ae01.alicdn.com/kf/{number}.jpg_220x220.jpg"></a>'
        f"<span>{escape(OFFERS[number][0])}</span><b>US ${OFFERS[number][1]}</b></div>"
        for number in numbers
    )
    return f"<html><head><title>{STORE.name}</title></head><body>{cards}</body></html>"


WALL = (
    "<html><head><title>Captcha Interception</title></head><body><script>var a="
    '"/_____tmd_____/punish?x5secdata=xx&x5step=2";</script><div class="warnning-text">'
    "Sorry, we have detected unusual traffic from your network.</div>"
    '<div id="nocaptcha" class="nc-container">Please slide to verify</div></body></html>'
)

FIRST, SECOND = ["1005000000000011", "1005000000000012"], ["1005000000000013"]

REPLICA = Replica(
    spider=AliexpressSpider(),
    home="http://www.aliexpress.com/",
    query="brimworth kettle",
    pages={
        "/w/wholesale-brimworth-kettle.html?SearchText=brimworth+kettle": results(FIRST),
        "/w/wholesale-brimworth-kettle.html?SearchText=brimworth+kettle&page=2": results(SECOND),
        "/w/wholesale-brimworth-kettle.html?SearchText=brimworth+kettle&page=3": results([]),
        f"/store/{STORE.id}/pages/all-items.html": store([*FIRST, "1005000000000014"]),
        **{f"/item/{number}.html": offer(number) for number in OFFERS},
    },
    offers={
        number: Expected(title=title, price=price, currency="USD", seller=STORE, brand="Brimworth")
        for number, (title, price) in OFFERS.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=STORE,
    shop=frozenset([*FIRST, "1005000000000014"]),
    wall=WALL,
)
