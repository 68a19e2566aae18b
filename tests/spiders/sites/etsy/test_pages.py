"""Etsy's pages: layouts of 2014, 2021 and 2025, lists, a shop, what is gone, its wall."""

import json

import pytest

from monitor.domain.page import PageKind
from monitor.domain.seller import Seller
from tests.spiders.sites.reads import cards_of, kind_of, money_of, offer_of

URL = "https://www.etsy.com/listing/987650001/spoon-of-plum-wood"
SHOP = "https://www.etsy.com/shop/PlumAndLathe"

OF_2014 = """<html lang=en><head><title>Spoon of plum wood by plumlathe on Etsy</title>
<meta property="og:title" content="Spoon of plum wood">
<meta property="etsymarketplace:price_value" content="18.50">
<meta property="etsymarketplace:currency_code" content="GBP"></head><body>
<ul id="image-carousel"><li data-full-image-href="https://img0.etsystatic.com/000/0/5550001/il_fullxfull.11.jpg">
<img src="https://img0.etsystatic.com/000/0/5550001/il_75x75.11.jpg"></li></ul>
<h1 data-listing-id="987650001">Spoon of plum wood</h1>
<a href="#" aria-label="Contact the shop" data-to_user_display_name="Plum and Lathe">Ask</a>
<div data-region="shop-name"><a href="/shop/PlumAndLathe?ref=l2-shopheader-name">PlumAndLathe</a>
</div><p>Overview: handmade. Ships worldwide from United Kingdom.</p>
<h2>You may also like</h2><a href="/listing/987650009/ladle">Ladle <span>£40.00</span></a>
</body></html>"""


def buy_box(shown: str, *, available: str = "InStock", top: str = "", **offers: object) -> str:
    told = {
        "@type": "Product",
        "name": "Spoon of plum wood, hand carved",
        "sku": "987650001",
        "category": "Home & Living < Kitchen & Dining < Spoons",
        "image": [
            {
                "@type": "ImageObject",
                "contentURL": "https://i.etsystatic.com/1/r/il/a/9/il_fullxfull.9_x.jpg",
            }
        ],
        "brand": {"@type": "Brand", "name": "PlumAndLathe"},
        "offers": {"@type": "Offer", "availability": f"https://schema.org/{available}", **offers},
    }
    return f"""<html lang="en-US"><head><title>Spoon of plum wood, hand carved - Etsy</title>
<script type="application/ld+json">{json.dumps(told)}</script></head><body>
<div data-buy-box-region="price">{shown}</div>{top}
<h1 data-buy-box-listing-title>Spoon of plum wood, hand carved</h1>
<p><a href="https://www.etsy.com/shop/PlumAndLathe?ref=shop-header-name&listing_id=987650001"
 aria-label="View more products from store owner PlumAndLathe">PlumAndLathe</a></p>
<button>Add to cart</button>
<div><h2>More from other shops</h2><a href="/shop/Elsewhere?ref=x">Elsewhere</a>
<a href="/listing/987650009/ladle">Ladle<span class="currency-symbol">$</span>
<span class="currency-value">40.00</span></a></div></body></html>"""


ON_SALE = """<p class="wt-text-title-larger"><span class="wt-screen-reader-only">Price:</span>
 $14.00</p><p class="wt-text-strikethrough">Original Price: $28.00</p><p>50% off</p>"""
IN_PESOS = """<p data-selector="price-only"><span class="wt-screen-reader-only">Price:</span>
 MX$250.00+</p>"""


def test_a_page_of_2014_gives_its_price_from_its_own_meta_elements() -> None:
    offer = offer_of(OF_2014, URL)
    assert (offer.title, money_of(offer)) == ("Spoon of plum wood", ("18.5", None, "GBP"))
    assert offer.seller == Seller(id="PlumAndLathe", name="Plum and Lathe")
    assert offer.images[0].url.endswith("il_fullxfull.11.jpg")


def test_the_price_on_sale_wins_over_the_one_crossed_out() -> None:
    page = buy_box(ON_SALE, lowPrice="14.00", highPrice="22.00", priceCurrency="USD")
    offer = offer_of(page, URL)
    assert money_of(offer) == ("14", "22", "USD")
    assert offer.seller == Seller(id="PlumAndLathe", name="PlumAndLathe")
    assert offer.brand is None, "the shop's own name"
    assert offer.category == "Home & Living > Kitchen & Dining > Spoons"
    assert offer.images[0].url == "https://i.etsystatic.com/1/r/il/a/9/il_fullxfull.9_x.jpg"


def test_what_the_visitor_sees_wins_over_the_shops_own_currency() -> None:
    page = buy_box(IN_PESOS, lowPrice="14.00", highPrice="22.00", priceCurrency="USD")
    assert money_of(offer_of(page, URL)) == ("250", None, "MXN")


def test_without_a_visible_price_the_structured_one_stands() -> None:
    page = buy_box("", price="14.00", priceCurrency="EUR")
    assert money_of(offer_of(page, URL)) == ("14", None, "EUR")


@pytest.mark.parametrize(
    ("available", "top"),
    [("SoldOut", ""), ("InStock", "<h2>Sorry, this item is unavailable.</h2>")],
)
def test_an_offer_that_is_gone_has_no_price_whatever_is_recommended(
    available: str, top: str
) -> None:
    page = buy_box("", available=available, top=top, price="14.00", priceCurrency="USD")
    offer = offer_of(page, URL)
    assert offer.price is None
    assert offer.seller is not None


def entry(number: int, price: str) -> str:
    return (
        f'<li><a class="listing-link" href="https://www.etsy.com/listing/{number}/a-bowl?ls=s">'
        f'<img src="https://i.etsystatic.com/1/r/il/b/{number}/il_300x300.{number}_q.jpg">'
        f"<h3>Bowl of pear wood no. {number}</h3><span class='currency-symbol'>$</span>"
        f"<span class='currency-value'>{price}</span></a><p>From shop PlumAndLathe</p></li>"
    )


def told_list(numbers: list[int]) -> str:
    entries = [
        {
            "@type": "Product",
            "url": f"https://www.etsy.com/listing/{number}/a-bowl",
            "name": f"Bowl of pear wood no. {number}",
            "image": f"https://i.etsystatic.com/1/r/il/b/{number}/il_fullxfull.{number}_q.jpg",
            "offers": {"@type": "Offer", "price": "30.00", "priceCurrency": "USD"},
        }
        for number in numbers
    ]
    listed = {"@type": "ItemList", "numberOfItems": len(entries), "itemListElement": entries}
    return f'<script type="application/ld+json">{json.dumps(listed)}</script>'


NUMBERS = [987650011, 987650012, 987650013, 987650014]


@pytest.mark.parametrize("told", [2, 4])
def test_a_search_gives_every_offer_whether_its_json_ld_lists_all_or_some(told: int) -> None:
    body = (
        f"<html lang=en><head><title>Pear wood bowl - Etsy</title>{told_list(NUMBERS[:told])}"
        f"</head><body><div data-search-results-lg><ol>"
        f"{''.join(entry(n, '30.00') for n in NUMBERS)}"
        "</ol></div></body></html>"
    )
    cards = cards_of(body, "https://www.etsy.com/search?q=pear+wood+bowl")
    assert [(number, price) for number, _, price in cards] == [(str(n), "30") for n in NUMBERS]


def test_a_shop_is_read_as_a_seller_s_page() -> None:
    body = (
        f"<html lang=en><head><title>PlumAndLathe - Etsy</title>{told_list(NUMBERS)}</head><body>"
        f"<h1>PlumAndLathe</h1><ul>{''.join(entry(n, '30.00') for n in NUMBERS)}</ul></body></html>"
    )
    assert len(cards_of(body, SHOP)) == 4
    assert kind_of(body, SHOP) is PageKind.SELLER


def test_the_wall_is_a_challenge() -> None:
    wall = (
        "<html lang=en><head><title>etsy.com</title></head><body><p id=cmsg>Please enable JS and "
        "disable any ad blocker</p><script data-cfasync=false>var dd={'rt':'c','host':"
        "'geo.captcha-delivery.com'}</script><script src='https://ct.captcha-delivery.com/c.js'>"
        "</script></body></html>"
    )
    assert kind_of(wall, URL, 403) is PageKind.CHALLENGE
