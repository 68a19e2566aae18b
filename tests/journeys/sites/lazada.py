"""Lazada in small: lists and offers as states, a shop by the name in its address, the wall."""

import json

from monitor.domain.seller import Seller
from spiders.sites.lazada.spider import LazadaSpider
from tests.journeys.sites.replica import Expected, Replica

SHOP = Seller(id="kedai-lembah", name="Kedai Lembah")
TITLES = {
    "310000001": ("Lembah Cerek Enamel 1.5 L", 42.9),
    "310000002": ("Cerek Gaya Lembah Tembaga", 35.0),
    "310000003": ("Penutup Cerek Silikon", 6.5),
    "310000004": ("Lembah Cawan Enamel", 12.0),
}


def results(numbers: list[str]) -> str:
    entries = [
        {
            "nid": number,
            "itemId": number,
            "name": TITLES[number][0],
            "itemUrl": f"//www.lazada.com.my/products/pdp-i{number}.html?mp=1",
            "price": f"{TITLES[number][1]:.2f}",
            "originalPrice": "99.00",
            "image": f"https://my-test-11.slatic.net/p/{number}.jpg",
        }
        for number in numbers
    ]
    state = json.dumps({"mods": {"listItems": entries}, "mainInfo": {"pageSize": "40"}})
    return (
        "<html lang=en><head><title>cerek | Lazada</title></head><body><div id=root></div>"
        f"<script>window.pageData={state};</script></body></html>"
    )


def offer(number: str) -> str:
    title, price = TITLES[number]
    sku = {
        "skuId": f"9{number}",
        "stock": 4,
        "price": {"salePrice": {"value": price}, "originalPrice": {"value": 99}},
    }
    shown = {
        "product": {"title": title, "brand": {"name": "Lembah"}},
        "primaryKey": {"itemId": number, "skuId": f"9{number}"},
        "skuInfos": {"0": sku},
        "skuGalleries": {"0": [{"type": "img", "src": f"//my-test-11.slatic.net/p/{number}.jpg"}]},
        "seller": {"name": SHOP.name, "url": f"//www.lazada.com.my/shop/{SHOP.id}/?from=pdp"},
    }
    state = json.dumps({"data": {"root": {"fields": shown}}})
    return (
        f"<html lang=en><head><title>{title} | Lazada</title></head><body>"
        f'<h1 class="pdp-mod-product-badge-title">{title}</h1><button>Add to Cart</button>'
        f"<script>var __moduleData__ = {state};</script></body></html>"
    )


WALL = (
    "<html><head><title>Captcha Interception</title></head><body><p>Sorry, we have detected "
    "unusual traffic from your network.</p><script>var u='/_____tmd_____/punish?x5secdata=x'"
    "</script></body></html>"
)
FIRST, SECOND = ["310000001", "310000002"], ["310000003"]

REPLICA = Replica(
    spider=LazadaSpider(),
    home="http://www.lazada.com.my/",
    query="cerek enamel",
    pages={
        "/catalog/?q=cerek+enamel": results(FIRST),
        "/catalog/?q=cerek+enamel&page=2": results(SECOND),
        "/catalog/?q=cerek+enamel&page=3": results([]),
        f"/{SHOP.id}/?q=All-Products&from=wangpu&pageTypeId=2": results([*FIRST, "310000004"]),
        **{f"/products/pdp-i{number}.html": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(title=title, price=str(price), currency="MYR", seller=SHOP, brand="Lembah")
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SHOP,
    shop=frozenset([*FIRST, "310000004"]),
    wall=WALL,
)
