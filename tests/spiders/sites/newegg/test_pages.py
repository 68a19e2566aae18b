"""Newegg's pages: tags of 2015, the state of 2020, the marks of 2024, lists, what is gone, wall."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://www.newegg.com/ostrava-os-24/p/N82E16824990001"
TITLE = 'OSTRAVA OS-24 24" Monitor'


def detail(**more: object) -> dict[str, Any]:
    return {
        "Item": "24-990-001",
        "Description": {"Title": TITLE, "BulletDescription": "24 inch\nblack"},
        "ItemManufactory": {"Manufactory": "OSTRAVA"},
        "FinalPrice": 129.99,
        "UnitCost": 189.99,
        "Seller": {"SellerId": "A1B2", "SellerName": "Screen Depot"},
        "Feature": {"IsNew": False, "IsRefurbished": True, "IsOpenBoxed": False},
        "Instock": True,
        "IsActivated": True,
        "CountryCode": "USA",
        "NewImage": {"ImageName": "24-990-001-01.jpg,24-990-001-02.jpg"},
        **more,
    }


def state_page(held: dict[str, Any], body: str = "") -> str:
    return (
        f"<!doctype html><html lang=en-us><head><title>{TITLE} - Newegg.com</title></head><body>"
        f'<h1 class="product-title">{TITLE}</h1>{body}<script>window.__initialState__ = '
        f"{json.dumps({'ItemDetail': held})};</script></body></html>"
    )


def test_the_state_tells_the_final_price_and_who_sells() -> None:
    offer = offer_of(state_page(detail()), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("129.99", None, "USD"))
    assert offer.seller == Seller(id="A1B2", name="Screen Depot")
    assert (offer.brand, offer.condition) == ("OSTRAVA", "refurbished")
    assert offer.images[0].url.endswith("/ProductImage/24-990-001-01.jpg")


MARKS = """<ul class="price"><li class="price-was"><span class="price-was-data">$189.99</span></li>
<li class="price-current">$<strong>129</strong><sup>.99</sup></li></ul>
<div class="product-seller-sold-by">Sold by <strong>Screen Depot</strong></div>
<div class="swiper-slide"><img class="product-view-img-original"
 src="https://c1.neweggimages.com/productimage/nb640/24-990-001-01.jpg"></div>
<button>Add to cart</button>"""


def test_without_a_price_in_the_state_the_visible_one_stands() -> None:
    bare = (
        f"<html lang=en><head><title>{TITLE} - Newegg.com</title></head><body>"
        f'<h1 class="product-title">{TITLE}</h1>{MARKS}</body></html>'
    )
    for body in (bare, state_page(detail(FinalPrice=0, Seller=None), MARKS)):
        offer = offer_of(body, URL)
        assert money_of(offer) == ("129.99", None, "USD")
        assert offer.seller == Seller(name="Screen Depot")
    picture = offer_of(bare, URL).images[0].url
    assert picture == "https://c1.neweggimages.com/ProductImage/24-990-001-01.jpg"


def test_a_price_that_shows_in_the_cart_only_is_none() -> None:
    assert offer_of(state_page(detail(PriceHideMark=True)), URL).price is None


def tags(shipping: str = "0.01", instock: str = "1") -> str:
    return f"""<html lang=en><head><title>{TITLE} - Newegg.com</title></head><body>
<h1 id="grpDescrip_0"><span itemprop="name" id="grpDescrip_h">{TITLE}</span></h1>
<script>var utag_data = {{ page_breadcrumb:'Home &gt; Electronics &gt; Monitors',
page_name:document.title, product_web_id:['N82E16824990001'], product_title:['{TITLE}'],
product_manufacture:['OSTRAVA'], product_sale_price:['129.99'],
product_default_shipping_cost:['{shipping}'], product_instock:['{instock}'],
user_name:getName(), site_currency:'USD' }};</script></body></html>"""


def test_tags_of_2015_are_read_though_they_call_functions() -> None:
    offer = offer_of(tags(), "https://www.newegg.com/Product/Product.aspx?Item=N82E16824990001")
    assert offer.listing.listing_id == "N82E16824990001"
    assert (offer.title, money_of(offer)) == (TITLE, ("129.99", None, "USD"))
    assert (offer.brand, offer.category) == ("OSTRAVA", "Electronics > Monitors")


def test_a_tagged_price_that_may_hold_shipping_is_not_believed() -> None:
    url = "https://www.newegg.com/Product/Product.aspx?Item=N82E16824990001"
    assert offer_of(tags(shipping="8.99"), url).price is None


def test_what_is_out_of_stock_has_no_price() -> None:
    assert offer_of(state_page(detail(Instock=False), MARKS), URL).price is None
    assert offer_of(tags(instock="0"), URL).price is None


def cell(number: str, price: float) -> dict[str, Any]:
    return {
        "ItemCell": {
            "Item": number,
            "Description": {"Title": f"Monitor {number}"},
            "FinalPrice": price,
            "UnitCost": 500,
            "NewImage": {"ImageName": "a-01.jpg,a-02.jpg"},
        }
    }


def test_a_search_is_read_from_its_state() -> None:
    state = {"Products": [cell("9SIA24990002", 99.5), cell("N82E16824990003", 0), {"Ad": 1}]}
    body = (
        "<html lang=en-us><head><title>monitor | Newegg.com</title></head><body><script>"
        f"window.__initialState__ = {json.dumps(state)};</script></body></html>"
    )
    assert cards_of(body, "https://www.newegg.com/p/pl?d=monitor") == [
        ("9SIA24990002", "Monitor 9SIA24990002", "99.5"),
        ("N82E16824990003", "Monitor N82E16824990003", None),
    ]


def test_a_search_of_visible_cells_is_read_too() -> None:
    cells = "".join(
        f'<div class="item-cell"><a class="item-img" href="https://www.newegg.com/m/p/9SIA2499001{n}">'
        f'<img src="https://c1.neweggimages.com/productimage/nb300/{n}.jpg" alt="Monitor {n}"></a>'
        f'<a class="item-title" href="/m/p/9SIA2499001{n}">Ostrava Monitor {n}</a>'
        '<ul class="price"><li class="price-was">$150.00</li><li class="price-current">$'
        f"<strong>9{n}</strong><sup>.50</sup></li></ul></div>"
        for n in range(4)
    )
    body = (
        f"<html lang=en><head><title>monitor | Newegg.com</title></head><body>{cells}</body></html>"
    )
    cards = cards_of(body, "https://www.newegg.com/p/pl?d=monitor")
    assert cards == [(f"9SIA2499001{n}", f"Ostrava Monitor {n}", f"9{n}.5") for n in range(4)]


@pytest.mark.parametrize("title", ["Are you a human?", "Access Denied"])
def test_the_wall_is_a_challenge(title: str) -> None:
    wall = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>You don't have "
        "permission to access this page on this server. Reference #18.2</p></body></html>"
    )
    assert kind_of(wall, URL, 403) is PageKind.CHALLENGE
