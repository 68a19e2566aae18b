"""Newegg in small: lists as cells, offers as state, no list of one seller, the wall."""

import json
from html import escape

from monitor.domain.seller import Seller
from spiders.sites.newegg.spider import NeweggSpider
from tests.journeys.sites.replica import Expected, Replica

SELLER = Seller(id="A1B2", name="Quarry Parts")
TITLES = {
    "9SIA1B2000001": ("Quarry Q2 Keyboard, 87 Keys", 64.5),
    "9SIA1B2000002": ("Quarry Style Keyboard, Wireless", 39.99),
    "9SIA1B2000003": ("Keycap Puller", 5.25),
}


def cell(number: str) -> str:
    title, price = TITLES[number]
    whole, _, cents = f"{price:.2f}".partition(".")
    url = f"https://www.newegg.com/p/N82E16800000001?Item={number}"
    return (
        f'<div class="item-cell"><a class="item-img" href="{url}">'
        f'<img src="https://c1.neweggimages.com/ProductImageCompressAll300/{number}.jpg"></a>'
        f'<a class="item-title" href="{url}">{escape(title)}</a><ul class="price">'
        '<li class="price-was"><span class="price-was-data">$99.00</span></li>'
        f'<li class="price-current">$<strong>{whole}</strong><sup>.{cents}</sup></li></ul></div>'
    )


def results(numbers: list[str]) -> str:
    return (
        "<html lang=en-us><head><title>keyboard | Newegg.com</title></head><body>"
        f"<h1>keyboard</h1>{''.join(map(cell, numbers))}</body></html>"
    )


def offer(number: str) -> str:
    title, price = TITLES[number]
    state = {
        "Item": number,
        "Description": {"Title": title},
        "ItemManufactory": {"Manufactory": "Quarry"},
        "FinalPrice": price,
        "UnitCost": 99,
        "Seller": {"SellerId": SELLER.id, "SellerName": SELLER.name},
        "Feature": {"IsNew": True},
        "Instock": True,
        "CountryCode": "USA",
        "NewImage": {"ImageName": f"{number}-01.jpg"},
    }
    return (
        f"<html lang=en-us><head><title>{escape(title)} - Newegg.com</title></head><body>"
        f'<h1 class="product-title">{escape(title)}</h1><button>Add to cart</button>'
        f"<script>window.__initialState__ = {json.dumps({'ItemDetail': state})};</script></body>"
    )


WALL = (
    "<html><head><title>Are you a human?</title></head><body><h1>Are you a human?</h1><p>Check the "
    "box.</p><script src='https://www.google.com/recaptcha/api.js'></script></body></html>"
)
FIRST, SECOND = ["9SIA1B2000001", "9SIA1B2000002"], ["9SIA1B2000003"]

REPLICA = Replica(
    spider=NeweggSpider(),
    home="http://www.newegg.com/",
    query="quarry keyboard",
    pages={
        "/p/pl?d=quarry+keyboard": results(FIRST),
        "/p/pl?d=quarry+keyboard&page=2": results(SECOND),
        "/p/pl?d=quarry+keyboard&page=3": results([]),
        **{f"/p/{number}": offer(number) for number in TITLES},
    },
    offers={
        number: Expected(
            title=title,
            price=str(price),
            currency="USD",
            seller=SELLER,
            brand="Quarry",
            condition="new",
        )
        for number, (title, price) in TITLES.items()
    },
    searched=frozenset(FIRST + SECOND),
    seller=SELLER,
    shop=frozenset(),
    wall=WALL,
)
