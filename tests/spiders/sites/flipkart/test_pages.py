"""Flipkart's pages: the state, the marks of four layouts, lists, what is gone, its wall."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = (
    "https://www.flipkart.com/dhara-lota-copper-1-l/p/itm0a1b2c3d4e5f6?pid=BOTABC123DEF4567&lid=L1"
)
PICTURE = "http://rukmini1.flixcart.com/image/{@width}/{@height}/lota/1.jpeg?q={@quality}"


def context(**more: object) -> dict[str, Any]:
    return {
        "titles": {"title": "Dhara Copper Lota 1 L", "subtitle": "Brown, Copper"},
        "brand": "Dhara",
        "pricing": {
            "finalPrice": {"value": 649, "decimalValue": "649.00", "currency": "INR"},
            "fsp": 649,
            "mrp": 1499,
            "prices": [
                {"priceType": "MRP", "value": 1499, "strikeOff": True},
                {"priceType": "FSP", "value": 649, "strikeOff": False},
            ],
        },
        "imageUrl": PICTURE,
        "analyticsData": {"superCategory": "Home", "category": "Kitchen", "subCategory": "Bottles"},
        "trackingDataV2": {"sellerName": "TamraBazaar", "sellerCount": 3},
        "fdpEventTracking": {"events": {"psi": {
            "pls": {"availabilityStatus": "IN_STOCK", "isAvailable": True, "sellerId": "5e11er"},
            "ppd": {"finalPrice": 649, "mrp": 1499},
        }}},
        **more,
    }  # fmt: skip


def page(shown: dict[str, Any], body: str = "") -> str:
    parts = [{"value": {"contentType": "IMAGE", "url": PICTURE.replace("1.jpeg", "2.jpeg")}}]
    slots = {"10002": [{"widget": {"data": {"multimediaComponents": parts}}}], "x": None}
    state = {"pageDataV4": {"page": {"pageData": {"pageContext": shown}, "data": slots}}}
    return (
        "<!doctype html><html lang=en><head><title>Dhara Copper Lota 1 L - Buy Online at Flipkart"
        f"</title></head><body>{body}<script>window.__INITIAL_STATE__ = {json.dumps(state)};"
        "</script></body></html>"
    )


def test_the_state_tells_the_price_to_pay_and_who_sells() -> None:
    offer = offer_of(page(context()), URL)
    assert offer.title == "Dhara Copper Lota 1 L (Brown, Copper)"
    assert money_of(offer) == ("649", None, "INR")
    assert (offer.brand, offer.category) == ("Dhara", "Home > Kitchen > Bottles")
    assert offer.seller == Seller(id="5e11er", name="TamraBazaar")
    assert offer.images[0].url == "http://rukmini1.flixcart.com/image/832/832/lota/2.jpeg?q=90"


def test_of_listed_prices_the_one_struck_through_never_wins() -> None:
    pricing = context()["pricing"]
    shown = context(pricing={"mrp": 1499, "prices": pricing["prices"]})
    assert money_of(offer_of(page(shown), URL)) == ("649", None, "INR")


@pytest.mark.parametrize(
    ("title", "price", "old"),
    [
        ("_35KyD6", "_1vC4OE _3qQ9m1", "_3auQ3N _1POkHg"),
        ("B_NuCI", "_30jeq3 _16Jk6d", "_3I9_wc _2p6lqe"),
        ("VU-ZEz", "Nx9bqj CxhGGd", "yRaY8j A6+E6v"),
        ("LMizgS", "hZ3P6w bnqy13", "kRYCnD gxR4EY"),
    ],
)
def test_without_state_the_marks_of_each_layout_are_known(title: str, price: str, old: str) -> None:
    body = (
        "<!doctype html><html lang=en><head><title>Dhara Copper Lota 1 L</title></head><body>"
        f'<h1><span class="{title}">Dhara Copper Lota 1 L</span></h1><div>'
        f'<div class="{old}">₹<!-- -->1,499</div><div class="{price}">₹649</div></div>'
        '<div id="sellerName"><span><span>TamraBazaar</span></span><div>4.1</div></div>'
        "<button>Add to cart</button></body></html>"
    )
    offer = offer_of(body, URL)
    assert (offer.title, money_of(offer)) == ("Dhara Copper Lota 1 L", ("649", None, "INR"))
    assert offer.seller == Seller(name="TamraBazaar")


def test_an_offer_that_cannot_be_bought_has_no_price() -> None:
    told = context()["fdpEventTracking"]
    told["events"]["psi"]["pls"] = {"availabilityStatus": "OUT_OF_STOCK", "isAvailable": False}
    assert offer_of(page(context(fdpEventTracking=told)), URL).price is None
    sold = '<h1 class="VU-ZEz">Dhara Copper Lota 1 L</h1><div class="Z8JjpR">Sold Out</div>'
    assert offer_of(page({}, f'{sold}<div class="Nx9bqj CxhGGd">₹649</div>'), URL).price is None


def entry(number: int) -> dict[str, Any]:
    value = {
        "id": f"BOT{number}",
        "titles": {"title": f"Dhara Copper Cup {number}"},
        "pricing": {"finalPrice": {"value": 199}, "mrp": 499},
        "media": {"images": [{"url": PICTURE}]},
    }
    return {
        "productInfo": {
            "value": value,
            "action": {"url": f"/cup-{number}/p/itm000000000000{number}?pid=B"},
        }
    }


def test_a_search_is_read_from_its_state() -> None:
    slots = {
        "10003": [{"widget": {"data": {"products": [entry(1), entry(2)]}}}],
        "10004": [{"slotType": "WIDGET"}, {"widget": {"data": entry(3)}}],
    }
    state = {"pageDataV4": {"page": {"data": slots}}}
    body = (
        "<html lang=en><head><title>copper cup - Flipkart</title></head><body><div id=container>"
        f"</div><script>window.__INITIAL_STATE__ = {json.dumps(state)};</script></body></html>"
    )
    cards = cards_of(body, "https://www.flipkart.com/search?q=copper+cup")
    assert cards == [(f"itm000000000000{n}", f"Dhara Copper Cup {n}", "199") for n in (1, 2, 3)]


def test_the_wall_is_a_challenge() -> None:
    wall = (
        "<html><head><title>Flipkart reCAPTCHA</title></head><body><h2>Are you a human?</h2><p>"
        "Confirm to go on.</p><script src='https://www.google.com/recaptcha/api.js'></script>"
        "</body></html>"
    )
    assert kind_of(wall, URL, 403) is PageKind.CHALLENGE
