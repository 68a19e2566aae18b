"""Lazada's pages: states of 2017, 2021 and 2025, what is rendered, lists, what is gone, walls."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://www.lazada.com.my/products/tiffin-carrier-three-tiers-i300100200-s900100200.html"
TITLE = "Sarikaya Tiffin Carrier Three Tiers Steel"


def modules(price: dict[str, Any] | None, stock: int | None = 7, **more: object) -> dict[str, Any]:
    sku: dict[str, Any] = {"skuId": "900100200", "categoryId": 88}
    if price is not None:
        sku["price"] = price
    if stock is not None:
        sku["stock"] = stock
    fields = {
        "product": {
            "title": TITLE,
            "brand": {"name": "Sarikaya", "id": 5},
            "desc": "<p>Three tiers of <b>steel</b>.</p>",
        },
        "primaryKey": {"itemId": "300100200", "skuId": "900100200"},
        "skuInfos": {
            "0": sku,
            "900100200": sku,
            "900100201": {"price": {"salePrice": {"value": 1}}},
        },
        "skuGalleries": {
            "0": [
                {"type": "video", "src": "//v.example/x.mp4"},
                {"type": "img", "src": "//my-test-11.slatic.net/p/tiffin-1.jpg"},
                {"type": "img", "src": "//my-test-11.slatic.net/p/tiffin-2.jpg"},
            ]
        },
        "seller": {
            "name": "Kedai Sarikaya",
            "shopId": 77,
            "sellerId": "1000077",
            "url": "//www.lazada.com.my/shop/kedai-sarikaya/?itemId=300100200&channelSource=pdp",
        },
        "Breadcrumb": [{"title": "Kitchen"}, {"title": "Storage"}],
        **more,
    }
    return {"data": {"root": {"fields": fields}}}


def page(script: str, body: str = "", told: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>{TITLE} | Lazada</title>{told}</head><body>"
        f"<h1 class=pdp-mod-product-badge-title>{TITLE}</h1>{body}<button>Add to Cart</button>"
        f"<script>{script}</script></body></html>"
    )


SALE = {
    "salePrice": {"text": "RM59.90", "value": 59.9},
    "originalPrice": {"text": "RM120.00", "value": 120},
}


@pytest.mark.parametrize("opening", ["var __moduleData__ = {};", "app.run({});"])
def test_the_sale_price_of_the_variant_shown_is_the_price(opening: str) -> None:
    script = opening.replace("{}", json.dumps(modules(SALE)))
    offer = offer_of(page(script), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("59.9", None, "MYR"))
    assert (offer.brand, offer.category) == ("Sarikaya", "Kitchen > Storage")
    assert offer.seller == Seller(id="kedai-sarikaya", name="Kedai Sarikaya")
    assert [image.url[-12:] for image in offer.images] == ["tiffin-1.jpg", "tiffin-2.jpg"]
    assert offer.description == "Three tiers of steel ."


def test_the_rendered_price_stands_where_the_state_has_none() -> None:
    body = (
        '<div><span class="pdp-price pdp-price_type_normal">RM45.50</span>'
        '<span class="pdp-price pdp-price_type_deleted">RM99.00</span></div>'
    )
    tracking = {"pdt_price": "RM99.00", "seller_name": "Kedai Sarikaya"}
    script = f"var __moduleData__ = {json.dumps(modules(None, tracking=tracking))};"
    assert money_of(offer_of(page(script, body), URL)) == ("45.5", None, "MYR")


def test_since_2024_the_tracked_price_is_all_there_is() -> None:
    tracked = {
        "pdt_name": "Periuk Tanah Rimba",
        "pdt_price": "Rp2.699.000",
        "pdt_photo": "//id-test-11.slatic.net/p/periuk.jpg",
        "brand_name": "No Brand",
        "seller_name": "Dapur Rimba",
        "supplier_id": "400500",
        "pdt_category": ["Kitchen", "Pots"],
        "core": {"country": "ID", "currencyCode": "IDR"},
    }
    script = f"var pdpTrackingData = {json.dumps(json.dumps(tracked))};"
    url = "https://www.lazada.co.id/products/pdp-i500600700.html"
    offer = offer_of(page(script).replace(TITLE, "Periuk Tanah Rimba"), url)
    assert (offer.title, money_of(offer)) == ("Periuk Tanah Rimba", ("2699000", None, "IDR"))
    assert offer.seller == Seller(id="400500", name="Dapur Rimba")


@pytest.mark.parametrize("stock", [0, 7])
def test_an_offer_that_is_sold_out_has_no_price(stock: int) -> None:
    told = {"@type": "Product", "name": TITLE, "offers": {
        "price": 59.9, "priceCurrency": "MYR",
        "availability": "https://schema.org/OutOfStock"}}  # fmt: skip
    block = f'<script type="application/ld+json">{json.dumps(told)}</script>' if stock else ""
    script = f"var __moduleData__ = {json.dumps(modules(SALE, stock))};"
    assert offer_of(page(script, told=block), URL).price is None


def listed(number: int, **more: str) -> dict[str, str]:
    return {
        "name": f"Tiffin Carrier no. {number}",
        "nid": str(number),
        "itemId": str(number),
        "price": "25.90",
        "priceShow": "RM25.90",
        "originalPrice": "50.00",
        "image": f"https://my-test-11.slatic.net/p/{number}.jpg",
        **more,
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://www.lazada.com.my/catalog/?q=tiffin",
        "https://www.lazada.com.my/kedai-sarikaya/?q=All-Products&from=wangpu",
    ],
)
def test_searches_and_shops_are_read_from_the_state_of_their_lists(url: str) -> None:
    entries = [listed(n, itemUrl=f"//www.lazada.com.my/products/x-i{n}.html") for n in (301, 302)]
    state = {"mods": {"listItems": entries}, "mainInfo": {"totalResults": "2"}}
    body = (
        "<html lang=en><head><title>tiffin | Lazada</title></head><body><div id=root></div>"
        f"<script>window.pageData={json.dumps(state)};</script></body></html>"
    )
    assert cards_of(body, url) == [
        ("301", "Tiffin Carrier no. 301", "25.9"),
        ("302", "Tiffin Carrier no. 302", "25.9"),
    ]


def test_the_wall_is_a_challenge() -> None:
    wall = (
        "<html><head><title>Captcha Interception</title></head><body><div id=nocaptcha></div><p>"
        "Sorry, we have detected unusual traffic from your network.</p><script>window._config_ = "
        "{'action':'captcha','url':'https://www.lazada.com.my:443/_____tmd_____/punish?x5secdata=x'"
        "}</script></body></html>"
    )
    assert kind_of(wall, URL) is PageKind.CHALLENGE
