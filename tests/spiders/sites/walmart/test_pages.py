"""Walmart's pages: states of 2018 and 2024, lists of either, a shop, what is gone, its wall."""

import json
from typing import Any

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://www.walmart.com/ip/Fernhollow-Lantern-Brass/700800900?athbdg=L1600"
TITLE = "Fernhollow Camping Lantern, Brass"


def next_page(initial: dict[str, Any], body: str = "") -> str:
    state = {"props": {"pageProps": {"initialData": initial}}, "page": "/ip"}
    return (
        f"<!doctype html><html lang=en-US><head><title>{TITLE} - Walmart.com</title></head><body>"
        f'{body}<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
        "</body></html>"
    )


def shown(**more: object) -> dict[str, Any]:
    return {
        "usItemId": "700800900",
        "name": TITLE,
        "brand": "Fernhollow",
        "availabilityStatus": "IN_STOCK",
        "sellerName": "FERN TRADE LLC",
        "sellerDisplayName": "Fern Trade",
        "sellerId": "F55CDC31AB754BB68FE0B39041159D63",
        "sellerType": "EXTERNAL",
        "sellerStoreFrontURL": "https://www.walmart.com/global/seller/101102103",
        "priceInfo": {
            "currentPrice": {"price": 21.5, "priceString": "$21.50", "currencyUnit": "USD"},
            "wasPrice": {"price": 39.99, "priceString": "$39.99"},
        },
        "imageInfo": {
            "allImages": [{"url": "https://i5.walmartimages.com/seo/lantern-1.jpeg"}],
            "thumbnailUrl": "https://i5.walmartimages.com/seo/lantern-1.jpeg?odnHeight=180",
        },
        "shortDescription": "<p>A lantern.</p>",
        "category": {"path": [{"name": "Sports"}, {"name": "Camping"}]},
        **more,
    }


def offer_page(product: dict[str, Any], **idml: object) -> str:
    return next_page({"data": {"product": product, "idml": idml}}, f"<h1>{TITLE}</h1>")


def test_the_present_state_tells_price_and_the_seller_as_shown() -> None:
    specifications = [{"name": "Condition", "value": "New"}, {"name": "Brand", "value": "x"}]
    offer = offer_of(offer_page(shown(), specifications=specifications), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("21.5", None, "USD"))
    assert offer.seller == Seller(id="101102103", name="Fern Trade")
    assert (offer.brand, offer.category) == ("Fernhollow", "Sports > Camping")
    assert (offer.condition, offer.description) == ("new", "A lantern.")
    assert offer.images[0].url == "https://i5.walmartimages.com/seo/lantern-1.jpeg"


def test_variants_of_several_prices_give_both_ends() -> None:
    price = {"currentPrice": None, "priceRange": {"minPrice": 12, "maxPrice": 30.25}}
    url = "https://www.walmart.ca/en/ip/lantern/6000200300400"
    offer = offer_of(offer_page(shown(priceInfo=price)), url)
    assert money_of(offer) == ("12", "30.25", "CAD")
    assert offer.listing.market == "walmart.ca"


@pytest.mark.parametrize("kind", ["Restored", "Restored: Like New"])
def test_restored_goods_are_refurbished(kind: str) -> None:
    assert offer_of(offer_page(shown(conditionType=kind)), URL).condition == "refurbished"


def redux(status: str = "IN_STOCK") -> dict[str, Any]:
    offers = {
        "OFFER1": {
            "sellerId": "SELLERKEY1",
            "pricesInfo": {"priceMap": {
                "CURRENT": {"price": 18.75, "currencyUnit": "USD", "currencyUnitSymbol": "$"},
                "WAS": {"price": 30, "currencyUnit": "USD"},
            }},
            "productAvailability": {"availabilityStatus": status},
        },
        "OFFER2": {"status": "NOT_FETCHED", "sellerId": "SELLERKEY2"},
    }  # fmt: skip
    product = {
        "usItemId": "700800900",
        "productAttributes": {
            "productName": TITLE,
            "brand": "Fernhollow",
            "productCategory": {"categoryPath": "Home Page/Sports/Camping"},
        },
        "offers": ["OFFER2", "OFFER1"],
        "images": ["IMG1"],
    }
    return {
        "productId": "PKEY",
        "offersOrder": {"PKEY": [{"id": "OFFER1"}, {"id": "OFFER2"}]},
        "product": {
            "products": {"OTHER": {}, "PKEY": product},
            "offers": offers,
            "images": {"IMG1": {"assetSizeUrls": {
                "thumb": "https://i5.walmartimages.com/asr/l.jpeg?odnHeight=100",
                "main": "https://i5.walmartimages.com/asr/l.jpeg",
            }}},
            "sellers": {
                "SELLERKEY1": {"sellerDisplayName": "Fern Trade", "sellerName": "FERN TRADE LLC"},
                "SELLERKEY2": {"sellerName": "Elsewhere"},
            },
        },
    }  # fmt: skip


def redux_page(opening: str, status: str = "IN_STOCK") -> str:
    if opening == "item":
        script = f'<script id="item" type="application/json">{json.dumps({"item": redux(status)})}'
    else:
        script = (
            "<script>var _setReduxState = function() {window.__WML_REDUX_INITIAL_STATE__ = "
            f"{json.dumps(redux(status))};}};_setReduxState();"
        )
    return (
        f"<html lang=en><head><title>{TITLE} - Walmart.com</title></head><body><h1>{TITLE}</h1>"
        f"{script}</script></body></html>"
    )


@pytest.mark.parametrize("opening", ["item", "redux"])
def test_the_state_before_2021_is_read_through_its_tables(opening: str) -> None:
    offer = offer_of(redux_page(opening), URL)
    assert (offer.title, money_of(offer)) == (TITLE, ("18.75", None, "USD"))
    assert offer.seller == Seller(id="SELLERKEY1", name="Fern Trade")
    assert (offer.brand, offer.category) == ("Fernhollow", "Sports > Camping")
    assert offer.images[0].url == "https://i5.walmartimages.com/asr/l.jpeg"


def test_what_is_out_of_stock_has_no_price() -> None:
    assert offer_of(offer_page(shown(availabilityStatus="OUT_OF_STOCK")), URL).price is None
    assert offer_of(redux_page("redux", "OUT_OF_STOCK"), URL).price is None


def entry(number: int, **more: object) -> dict[str, Any]:
    return {
        "__typename": "Product",
        "usItemId": str(number),
        "name": f"Lantern {number}",
        "price": 12.5,
        "imageInfo": {
            "thumbnailUrl": f"https://i5.walmartimages.com/seo/{number}.jpeg?odnHeight=180"
        },
        **more,
    }


SEARCHED = [
    entry(700800901),
    {"__typename": "AdPlaceholder"},
    entry(700800902, price=0, priceInfo={"linePrice": "$9.99", "wasPrice": "$20.00"}),
]


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.walmart.com/search?q=lantern", PageKind.SEARCH),
        ("https://www.walmart.com/global/seller/101102103/cp/shopall", PageKind.SELLER),
    ],
)
def test_searches_and_shops_are_read_from_their_state(url: str, kind: PageKind) -> None:
    body = next_page({"searchResult": {"itemStacks": [{"items": SEARCHED}]}})
    assert cards_of(body, url) == [
        ("700800901", "Lantern 700800901", "12.5"),
        ("700800902", "Lantern 700800902", "9.99"),
    ]
    assert kind_of(body, url) is kind


def test_searches_before_2021_are_read_from_theirs() -> None:
    entries = [
        {"usItemId": "700800901", "title": "Lantern <mark>One</mark>", "imageUrl": "https://i5.x/1.jpg",
         "primaryOffer": {"offerPrice": 12.5, "currencyCode": "USD"}},
        {"usItemId": "700800902", "title": "Lantern Two", "primaryOffer": {"offerPrice": 9.99}},
    ]  # fmt: skip
    state = {"searchContent": {"preso": {"items": entries}}}
    body = (
        "<html lang=en><head><title>lantern - Walmart.com</title></head><body>"
        f'<script id="searchContent" type="application/json">{json.dumps(state)}</script></body>'
    )
    cards = cards_of(body, "https://www.walmart.com/search/?query=lantern")
    assert [(number, price) for number, _, price in cards] == [
        ("700800901", "12.5"),
        ("700800902", "9.99"),
    ]


def test_the_wall_is_a_challenge() -> None:
    wall = (
        "<html lang=en><head><title>Robot or human?</title></head><body><div>Activate and hold the "
        "button to confirm that you&rsquo;re human. Thank You!</div><div id='px-captcha'></div>"
        "</body></html>"
    )
    assert kind_of(wall, URL) is PageKind.CHALLENGE
    assert kind_of(wall, URL, 412) is PageKind.CHALLENGE
