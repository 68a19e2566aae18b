"""WooCommerce: the Store API's address, prices in smallest units, one identity both ways."""

from decimal import Decimal

import pytest

from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from monitor.domain.target import Target
from spiders.engines import feed
from spiders.engines.woocommerce import engine
from spiders.extract import read_page
from tests.spiders.engines import shops

BASE = "https://heron.example"
HOME = f"{BASE}/"


def the_feed(body: str | None = None) -> Target:
    home = shops.page(HOME, body or shops.woocommerce_home(BASE))
    (found,) = engine.targets(home, shops.home_target(HOME))
    return found


def told(entries: object, pages: str | None = None, target: Target | None = None) -> PageReading:
    target = target or the_feed()
    headers = {"x-wp-totalpages": pages} if pages else {}
    return engine.read(shops.answer(target.url, entries, headers), target)


def prices(**more: object) -> dict[str, object]:
    usual = {"price": "12950", "currency_code": "GBP", "currency_minor_unit": 2}
    return {"prices": {**usual, **more}}


def test_the_home_page_names_the_place_of_the_interface() -> None:
    assert the_feed().url.partition("#")[0] == (
        f"{BASE}/wp-json/wc/store/v1/products?per_page=100&page=1"
    )


def test_a_shop_without_pretty_addresses_is_asked_by_its_query() -> None:
    body = shops.woocommerce_home().replace("/wp-json/", "/?rest_route=/")
    target = the_feed(body)
    assert target.url.partition("#")[0] == (
        f"{BASE}/?rest_route=/wc/store/v1/products&per_page=100&page=1"
    )
    following = told([shops.woocommerce_entry(1, BASE)], "2", target).next_url
    assert following is not None
    assert following.partition("#")[0] == (
        f"{BASE}/?rest_route=/wc/store/v1/products&per_page=100&page=2"
    )


def test_an_interface_on_another_site_is_not_asked() -> None:
    body = shops.woocommerce_home().replace('href="/wp-json/"', 'href="https://evil.test/wp-json/"')
    assert the_feed(body).url.startswith(f"{BASE}/wp-json/")


def test_an_entry_becomes_a_whole_offer() -> None:
    (offer,) = told([shops.woocommerce_entry(2, BASE)]).offers
    assert offer.title == "Driftwood lamp – no. 2"
    assert offer.price is not None
    assert (offer.price.amount, offer.price.high) == (Decimal("129.50"), None)
    assert offer.price.currency == "GBP"
    assert (offer.brand, offer.category) == ("Heron", "Lamps")
    assert offer.description == "Oak from the tide line."
    assert offer.language == "en-GB"
    assert [image.url for image in offer.images] == [f"{BASE}/wp-content/uploads/lamp-2.png"]


@pytest.mark.parametrize("way", ["", "?attribute_pa_colour=grey", "?utm_source=x"])
def test_feed_and_page_give_one_identity_and_one_price(way: str) -> None:
    (by_feed,) = told([shops.woocommerce_entry(2, BASE)]).offers
    body = shops.woocommerce_offer_page(2).encode()
    by_page = read_page(body, by_feed.url + way, shops.HTML.items(), status=200).offer
    assert by_page is not None
    assert (by_page.listing, by_page.title) == (by_feed.listing, by_feed.title)
    assert by_page.price == by_feed.price


@pytest.mark.parametrize(
    ("told_prices", "amount", "high", "currency"),
    [
        (prices(price="500", currency_code="JPY", currency_minor_unit=0), "500", None, "JPY"),
        (prices(price="12500", currency_code="KWD", currency_minor_unit=3), "12.5", None, "KWD"),
        (
            prices(price_range={"min_amount": "900", "max_amount": "1500"}),
            "9",
            "15",
            "GBP",
        ),
        (prices(price="12950", currency_code="UAN"), "129.5", None, None),
    ],
)
def test_prices_are_read_in_the_smallest_unit_of_their_currency(
    told_prices: dict[str, object], amount: str, high: str | None, currency: str | None
) -> None:
    (offer,) = told([shops.woocommerce_entry(1, BASE, **told_prices)]).offers
    assert offer.price is not None
    assert offer.price.amount == Decimal(amount)
    assert offer.price.high == (Decimal(high) if high else None)
    assert offer.price.currency == currency


@pytest.mark.parametrize(
    "told_prices",
    [
        prices(price=""),
        prices(price="0"),
        prices(price="12.50"),
        prices(currency_minor_unit=None),
        prices(currency_minor_unit=99),
        {"prices": None},
        {"prices": []},
    ],
)
def test_a_price_that_is_not_told_in_full_is_none(told_prices: dict[str, object]) -> None:
    (offer,) = told([shops.woocommerce_entry(1, BASE, **told_prices)]).offers
    # a fraction of a penny is no price in smallest units
    assert offer.price is None or told_prices == prices(price="12.50")


def test_a_brand_of_the_shops_own_list_comes_before_an_attribute() -> None:
    entry = shops.woocommerce_entry(1, BASE, brands=[{"name": "Fulmar &amp; Co"}])
    (offer,) = told([entry]).offers
    assert offer.brand == "Fulmar & Co"


def test_an_offer_on_another_site_is_not_the_shops() -> None:
    entries = [shops.woocommerce_entry(1, "https://elsewhere.test")]
    entries.append(shops.woocommerce_entry(2, BASE))
    assert [offer.title for offer in told(entries).offers] == ["Driftwood lamp – no. 2"]


def test_the_head_of_the_answer_says_how_many_pages_there_are() -> None:
    few = [shops.woocommerce_entry(1, BASE)]
    assert told(few, "1").next_url is None
    assert told(few, "3").next_url is not None
    full = [shops.woocommerce_entry(n, BASE) for n in range(100)]
    assert told(full).next_url is not None
    assert told(few).next_url is None
    assert told([], "3").next_url is None
    assert feed.told_of(told(full).next_url or "") == feed.told_of(the_feed().url)


@pytest.mark.parametrize(
    "answer",
    [
        {"code": "rest_no_route", "message": "no route", "data": {"status": 404}},
        "maintenance",
        None,
        {"products": []},
    ],
)
def test_what_is_no_list_is_no_feed(answer: object) -> None:
    reading = told(answer)
    assert (reading.kind, reading.offers) == (PageKind.ERROR, ())


@pytest.mark.parametrize("entry", [None, 3, [], {}, {"permalink": 7}, {"permalink": "http://["}])
def test_odd_entries_are_left_out(entry: object) -> None:
    assert told([entry]).offers == ()
