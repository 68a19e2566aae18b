"""An amount without a sign of money is the price only in a block that is called so, and alone."""

from decimal import Decimal

import pytest

from spiders.extract import read_page


def price_of(block: str, more: str = "") -> Decimal | None:
    body = (
        "<html lang=nl-NL><head><title>Theepot Wolk</title></head><body><h1>Theepot Wolk</h1>"
        f"<img src=/wolk.jpg alt='Theepot Wolk'>{block}<button>In winkelwagen</button>{more}"
        "</body></html>"
    )
    offer = read_page(body.encode(), "https://winkel.example.nl/p/theepot-wolk").offer
    assert offer is not None
    if offer.price is not None:
        assert offer.price.currency == "EUR"
    return offer.price.amount if offer.price else None


@pytest.mark.parametrize(
    ("block", "amount"),
    [
        ("<span class=promo-price>27<sup>95</sup></span>", "27.95"),
        ("<div data-test=price>1.299,-</div>", "1299"),
        ("<div data-testid=product-price>1 299,95</div>", "1299.95"),
        ("<p class=prijs>12,50</p><p class=old-price>15,00</p>", "12.50"),
        ("<b class=price-now>12,50</b><del><b class=price>15,00</b></del>", "12.50"),
    ],
)
def test_an_amount_alone_in_a_block_called_price_is_the_price(block: str, amount: str) -> None:
    assert price_of(block) == Decimal(amount)


@pytest.mark.parametrize(
    "block",
    [
        "<span class=price-rating>4.5</span>",
        "<span class=price-review-count>128</span>",
        "<span class=price-range-min>10</span>",
        "<div class=quantity>3</div>",
        "<div class=price>12,50</div><div class=price>19,95</div>",  # which of them?
        "<div class=price style='display:none'>12,50</div>",
        "<div class=price>vanaf 3 stuks</div>",
        "<div class=price-monthly>12,50</div>",
        "<footer><div class=price>12,50</div></footer>",
        "<a href=/p/other><img src=/o.jpg alt=other><div class=price>12,50</div></a>",
    ],
)
def test_other_numbers_are_no_price(block: str) -> None:
    assert price_of(block) is None


def test_a_name_of_a_brand_that_calls_itself_the_name_is_not_the_title() -> None:
    body = (
        "<html><head><title>Wool coat Drizzle, M | Wardrobe</title></head><body>"
        "<h1>Wool coat Drizzle, M</h1><p>$18.00</p><p>Brand <a href=/b/1><span itemprop=name>"
        "Drizzle & Daughters</span></a></p><button>Buy now</button></body></html>"
    )
    offer = read_page(body.encode(), "https://wardrobe.example.com/items/55-wool-coat").offer
    assert offer is not None
    assert offer.title == "Wool coat Drizzle, M"


def test_an_object_of_a_script_that_names_a_variable_says_what_the_variable_holds() -> None:
    body = (
        "<html><head><title>Heron lamp</title></head><body><h1>Heron lamp</h1>"
        "<img src=/heron.jpg alt='Heron lamp'><button>Add to cart</button><script>"
        "var productName = 'Heron lamp'; window._tags = {'id': 'H1', 'name': productName,"
        " 'link': document.location, 'price': '55.99', 'currency': 'USD'};</script></body></html>"
    )
    offer = read_page(body.encode(), "https://lamps.example.com/p/heron-lamp").offer
    assert offer is not None
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("55.99"), "USD")
