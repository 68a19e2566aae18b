"""Shopify: what the home page leads to, what the feed tells, the same identity both ways."""

import json
from decimal import Decimal

import pytest

from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from monitor.domain.target import Target
from spiders.engines import feed
from spiders.engines.shopify import engine
from spiders.extract import read_page
from spiders.extract.identity import listing_identity
from spiders.sites.generic.spider import GenericSpider
from tests.spiders.engines import shops

HOME = "https://kranich.example/"
CHALLENGE = (
    "<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x.js></script>"
    "<p>Verify you are human</p></html>"
)


def the_feed(body: str | None = None, url: str = HOME) -> Target:
    (found,) = engine.targets(shops.page(url, body or shops.shopify_home()), shops.home_target(url))
    return found


def told(entries: list[object], target: Target | None = None) -> PageReading:
    target = target or the_feed()
    return engine.read(shops.answer(target.url, {"products": entries}), target)


def test_the_home_page_leads_to_the_feed_with_the_currency_it_settles() -> None:
    target = the_feed()
    assert target.url.startswith(f"{HOME}products.json?limit=250&page=1#")
    assert feed.told_of(target.url) == {
        "rightswatch-feed": "shopify",
        "home": HOME,
        "language": "de",
        "root": "/",
        "currency": "EUR",
    }


def test_a_visitors_currency_is_not_the_feeds() -> None:
    (offer,) = told([shops.shopify_entry(1)], the_feed(shops.shopify_home("USD", "1.08"))).offers
    assert offer.price is not None
    assert (offer.price.amount, offer.price.currency) == (Decimal("39.00"), None)


def test_a_shop_in_a_folder_of_its_country_is_read_there() -> None:
    target = the_feed(shops.shopify_home(root="/en-gb/"))
    assert target.url.startswith(f"{HOME}en-gb/products.json?")
    (offer,) = told([shops.shopify_entry(1)], target).offers
    assert offer.url == f"{HOME}en-gb/products/kranich-tote-1"


def test_a_source_that_names_a_collection_is_read_by_that_collections_feed() -> None:
    target = the_feed(url=f"{HOME}collections/bags")
    assert target.url.startswith(f"{HOME}collections/bags/products.json?limit=250&page=1#")
    (offer,) = told([shops.shopify_entry(1)], target).offers
    assert offer.url == f"{HOME}products/kranich-tote-1"


def test_a_locked_shop_has_no_feed() -> None:
    home = shops.page(f"{HOME}password", shops.shopify_home())
    assert list(engine.targets(home, shops.home_target(HOME))) == []


def test_an_entry_becomes_a_whole_offer() -> None:
    (offer,) = told([shops.shopify_entry(3)]).offers
    assert offer.title == "Kranich tote no. 3"
    assert offer.brand == "Kranich"
    assert offer.category == "Bags"
    assert offer.description == "Waxed canvas. Two straps"
    assert offer.language == "de"
    assert offer.price is not None
    assert (offer.price.amount, offer.price.high) == (Decimal("39.00"), Decimal("49.50"))
    assert offer.price.currency == "EUR"
    assert [image.url for image in offer.images] == [f"{HOME}cdn/shop/files/tote-3.png?v=3"]
    assert offer.is_told_by_feed


@pytest.mark.parametrize(
    "way",
    [
        "products/kranich-tote-5",
        "products/kranich-tote-5?variant=42",
        "collections/bags/products/kranich-tote-5",
        "collections/all/products/kranich-tote-5?variant=7&utm_source=x",
        "products/kranich-tote-5/",
        "products/kranich-tote-5?_pos=1&_sid=4f1e2d&_ss=r",
        "products/kranich-tote-5?pr_prod_strat=e5&pr_rec_id=9&pr_rec_pid=8&pr_ref_pid=7&pr_seq=u",
    ],
)
def test_feed_and_page_give_one_identity(way: str) -> None:
    (by_feed,) = told([shops.shopify_entry(5)]).offers
    body = shops.shopify_offer_page(5, HOME.rstrip("/"))
    by_page = read_page(body.encode(), HOME + way, shops.HTML.items(), status=200).offer
    assert by_page is not None
    assert by_page.listing == by_feed.listing
    assert by_page.price is not None
    assert by_feed.price is not None
    assert by_page.price.currency == by_feed.price.currency
    assert by_page.title == by_feed.title


def test_a_handle_of_chinese_letters_has_one_identity() -> None:
    (offer,) = told([shops.shopify_entry(1, handle="仿古提包")]).offers
    other = listing_identity(f"{HOME}collections/x/products/%e4%bb%bf%e5%8f%a4%e6%8f%90%e5%8c%85")
    assert (offer.listing.market, offer.listing.listing_id) == other


def test_prices_are_those_of_what_is_on_sale_and_of_all_when_nothing_is() -> None:
    sold_out = [{"price": "20.00", "available": False}, {"price": "30.00", "available": False}]
    (offer,) = told([shops.shopify_entry(1, variants=sold_out)]).offers
    assert offer.price is not None
    assert (offer.price.amount, offer.price.high) == (Decimal("20.00"), Decimal("30.00"))


@pytest.mark.parametrize(
    "variants", [[], [{"price": "0.00"}], [{"price": "on request"}], "x", None]
)
def test_no_price_is_an_answer(variants: object) -> None:
    (offer,) = told([shops.shopify_entry(1, variants=variants)]).offers
    assert offer.price is None


def test_a_full_page_leads_to_the_next_and_a_short_one_ends() -> None:
    target = the_feed()
    full = told([shops.shopify_entry(n) for n in range(250)], target)
    assert len(full.offers) == 250
    assert full.next_url is not None
    assert full.next_url.partition("#")[0] == f"{HOME}products.json?limit=250&page=2"
    assert feed.told_of(full.next_url) == {**(feed.told_of(target.url) or {}), "full": "250"}
    assert told([shops.shopify_entry(n) for n in range(249)], target).next_url is None
    assert told([], target).next_url is None


def test_a_shop_that_gives_fewer_than_asked_for_is_read_to_the_end() -> None:
    first = told([shops.shopify_entry(n) for n in range(30)])
    assert first.next_url is not None
    second = Target(source_id="s", url=first.next_url, kind=the_feed().kind)
    third = told([shops.shopify_entry(n) for n in range(30, 60)], second).next_url
    assert third is not None
    assert "page=3#" in third
    assert told([shops.shopify_entry(n) for n in range(60, 70)], second).next_url is None


def test_the_last_page_that_the_software_gives_is_the_last() -> None:
    target = Target(
        source_id="s", url=the_feed().url.replace("page=1", "page=100"), kind=the_feed().kind
    )
    assert told([shops.shopify_entry(n) for n in range(250)], target).next_url is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"products": [', PageKind.ERROR),
        ('{"errors": "Not Found"}', PageKind.ERROR),
        ("[" * 200_000, PageKind.ERROR),
        ("null", PageKind.ERROR),
        (CHALLENGE, PageKind.CHALLENGE),
        ("<html><title>Log in</title><form action=/login><input type=password></form></html>",
         PageKind.LOGIN),
        (shops.shopify_offer_page(1, "https://kranich.example"), PageKind.ERROR),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_as_what_it_is(body: str, kind: PageKind) -> None:
    target = the_feed()
    reading = engine.read(shops.page(target.url, body), target)
    assert (reading.kind, reading.offers, reading.offer) == (kind, (), None)


@pytest.mark.parametrize(
    "entry",
    [
        None, 7, "x", [], {}, {"title": "No handle"}, {"handle": "no-title"},
        {"title": "A", "handle": "../../evil?x"}, {"title": "A", "handle": 7},
        {"title": {"a": 1}, "handle": "x"}, {"title": "A", "handle": "a b"},
    ],
)  # fmt: skip
def test_odd_entries_are_left_out_and_the_rest_is_read(entry: object) -> None:
    reading = told([entry, shops.shopify_entry(1)])
    assert [offer.title for offer in reading.offers] == ["Kranich tote no. 1"]


def test_hostile_fields_neither_raise_nor_get_through() -> None:
    odd = shops.shopify_entry(
        1,
        vendor=["x"],
        body_html="<p>" * 20_000 + "deep",
        images=[{"src": 7}, None, {"src": "//cdn.example/a.png"}],
        variants=[{"price": "1e999"}, {"price": True}, {"price": "9" * 400}],
    )
    (offer,) = told([odd]).offers
    assert offer.brand is None
    assert offer.price is None
    assert [image.url for image in offer.images] == ["https://cdn.example/a.png"]


def test_a_list_names_each_offer_by_its_own_address_alone() -> None:
    spider = GenericSpider()
    urls = ["/collections/bags/products/kranich-tote-1", "/products/kranich-tote-1"]
    urls += ["/products/kranich-tote-1?_pos=3&_sid=77aa&_ss=r"]
    page = shops.page(f"{HOME}collections/bags", shops.shopify_home(urls=urls))
    target = Target(source_id="s", url=page.url, kind=the_feed().kind)
    found = [t.url for t in spider.follow(spider.read(page, target), page, target)]
    assert found.count(f"{HOME}products/kranich-tote-1") == 1
    assert f"{HOME}{urls[0][1:]}" not in found


def test_a_feed_is_read_whatever_type_the_server_calls_it() -> None:
    spider, target = GenericSpider(), the_feed()
    page = shops.page(
        target.url,
        json.dumps({"products": [shops.shopify_entry(1)]}),
        headers={"content-type": "application/octet-stream"},
    )
    reading = spider.read(page, target)
    assert len(reading.offers) == 1
    assert [t.url for t in spider.follow(reading, page, target)] == [reading.offers[0].url]
