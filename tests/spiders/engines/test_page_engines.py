"""Engines whose shops are read by pages: what their home pages lead to, what their JSON adds."""

from dataclasses import replace
from decimal import Decimal

import pytest

from monitor.domain.listing import Price
from monitor.domain.page import PageKind
from monitor.domain.target import Target
from spiders.engines import choice, feed
from spiders.engines.magento import engine as magento
from spiders.extract import read_page
from spiders.sites.generic.named import NAMED_SHOPS
from spiders.sites.generic.spider import GenericSpider
from tests.spiders.engines import shops

BASE = "https://shop.example"


def targets(name: str, body: str) -> list[Target]:
    home = shops.page(f"{BASE}/", body)
    return list(choice.engine_named(name).targets(home, shops.home_target(f"{BASE}/")))


# -- Magento ---------------------------------------------------------------------------------------


def magento_feed() -> Target:
    (found,) = targets("magento", shops.magento_home())
    return found


def test_magento_is_asked_for_its_list_by_a_plain_get() -> None:
    url = magento_feed().url.partition("#")[0]
    assert url.startswith(f"{BASE}/graphql?query=query%7Bproducts%28filter")
    assert "pageSize%3A100%2CcurrentPage%3A1" in url


def test_an_entry_of_magentos_list_becomes_an_offer_with_its_range() -> None:
    target = magento_feed()
    page = shops.answer(target.url, shops.magento_answer(range(2), 1, 3))
    reading = magento.read(page, target)
    offer = reading.offers[1]
    assert offer.title == "Montre Cormoran 1"
    assert offer.url == f"{BASE}/montre-cormoran-1.html"
    assert offer.price == Price(amount=Decimal("249.5"), high=Decimal(299), currency="EUR")
    assert offer.description == "Étanche à 200 m."
    assert len(offer.images) == 2
    assert reading.next_url is not None
    assert "currentPage%3A2" in reading.next_url
    assert feed.told_of(reading.next_url) == feed.told_of(target.url)


def test_magentos_last_page_is_the_last_whatever_page_it_claims_to_be() -> None:
    target = replace(magento_feed(), url=magento_feed().url.replace("Page%3A1", "Page%3A3"))
    page = shops.answer(target.url, shops.magento_answer(range(2), 1, 3))
    assert magento.read(page, target).next_url is None


@pytest.mark.parametrize(
    "answer",
    [
        {"errors": [{"message": "'search' or 'filter' is required"}], "data": {"products": None}},
        {"data": None},
        [],
        "no",
    ],
)
def test_a_magento_that_answers_no_get_has_no_feed(answer: object) -> None:
    target = magento_feed()
    assert magento.read(shops.answer(target.url, answer), target).kind is PageKind.ERROR


def test_magentos_feed_and_page_give_one_identity() -> None:
    target = magento_feed()
    page = shops.answer(target.url, shops.magento_answer(range(8), 1, 1))
    by_feed = magento.read(page, target).offers[7]
    body = shops.magento_offer_page(7).encode()
    by_page = read_page(body, by_feed.url, shops.HTML.items(), status=200).offer
    assert by_page is not None
    assert by_page.listing == by_feed.listing


@pytest.mark.parametrize("shown", ["À partir de 249,50 €", "Choisissez une taille"])
def test_the_prices_of_what_can_be_chosen_complete_magentos_page(shown: str) -> None:
    page = shops.page(f"{BASE}/montre-cormoran-7.html", shops.magento_offer_page(7, shown))
    reading = GenericSpider().read(page, replace(magento_feed(), url=page.url))
    assert reading.offer is not None
    assert reading.offer.price == Price(amount=Decimal("249.5"), high=Decimal(299), currency="EUR")


def test_a_price_that_stands_on_the_page_is_not_replaced() -> None:
    body = shops.magento_offer_page(7, "Prix : 310,00 €")
    page = shops.page(f"{BASE}/montre-cormoran-7.html", body)
    reading = GenericSpider().read(page, replace(magento_feed(), url=page.url))
    assert reading.offer is not None
    assert reading.offer.price is not None
    assert (reading.offer.price.amount, reading.offer.price.high) == (Decimal("310.00"), None)


@pytest.mark.parametrize(
    "odd", ['"optionPrices":', '"optionPrices": [1]', '"optionPrices": {"1": 2}']
)
def test_broken_json_on_magentos_page_changes_nothing(odd: str) -> None:
    body = shops.magento_offer_page(7, "Prix : 310,00 €").replace('"optionPrices"', odd + " ,")
    page = shops.page(f"{BASE}/montre-cormoran-7.html", body)
    plain = read_page(page.body, page.url, page.headers, status=200)
    assert choice.refined(plain, page) == plain


# -- PrestaShop ------------------------------------------------------------------------------------


def test_prestashop_leads_to_its_own_map() -> None:
    (found,) = targets("prestashop", shops.prestashop_home())
    assert found.url == f"{BASE}/index.php?controller=sitemap"
    assert feed.told_of(found.url) is None


def test_what_prestashop_states_fills_what_its_page_leaves_open() -> None:
    page = shops.page(f"{BASE}/tazze/{12}-tazza.html", shops.prestashop_offer_page(12))
    plain = read_page(page.body, page.url, page.headers, status=200)
    offer = choice.refined(plain, page).offer
    assert plain.offer is not None
    assert offer is not None
    assert plain.offer.price == Price(amount=Decimal("18.9"))
    assert offer.price == Price(amount=Decimal("18.9"), currency="EUR")
    assert offer.category == "Tazze"
    assert offer.description == "Grès smaltato."
    assert offer.title == plain.offer.title
    assert (offer.provenance or {})["price"] == "prestashop"
    assert not offer.is_told_by_feed


@pytest.mark.parametrize("written", ["{&quot;name&quot;: ", "[]", "", "null"])
def test_broken_json_on_prestashops_page_changes_nothing(written: str) -> None:
    body = shops.prestashop_offer_page(12)
    start = body.index('data-product="') + len('data-product="')
    body = body[:start] + written + body[body.index('"', start) :]
    page = shops.page(f"{BASE}/tazze/12-tazza.html", body)
    plain = read_page(page.body, page.url, page.headers, status=200)
    assert choice.refined(plain, page) == plain


# -- OpenCart, django-oscar, names -----------------------------------------------------------------


def test_opencart_leads_to_its_map_and_its_makers() -> None:
    assert [found.url for found in targets("opencart", shops.opencart_home())] == [
        f"{BASE}/index.php?route=information/sitemap",
        f"{BASE}/index.php?route=product/manufacturer",
    ]


def test_oscar_leads_to_its_catalogue_wherever_it_is_mounted() -> None:
    body = shops.oscar_home(["/shop/catalogue/category/sea_2/"])
    assert [found.url for found in targets("oscar", body)] == [f"{BASE}/shop/catalogue/"]


@pytest.mark.parametrize("name", ["prestashop", "opencart", "oscar"])
def test_an_engine_without_a_feed_reads_none(name: str) -> None:
    page = shops.page(f"{BASE}/x", "<p>A page</p>")
    reading = choice.engine_named(name).read(page, shops.home_target(page.url))
    assert (reading.kind, reading.offers) == (PageKind.ERROR, ())


def test_there_is_a_spider_for_the_name_of_every_engine_and_none_claims_an_address() -> None:
    assert [spider.name for spider in NAMED_SHOPS] == list(choice.ENGINES)
    assert [spider.engine for spider in NAMED_SHOPS] == list(choice.ENGINES)
    assert not any(spider.claims("https://shop.example/") for spider in NAMED_SHOPS)


def test_halves_of_letters_in_prestashops_json_are_not_passed_on() -> None:
    body = shops.prestashop_offer_page(12).replace("Tazze&quot;", "Ta\\ud800zze&quot;")
    page = shops.page(f"{BASE}/tazze/12-tazza.html", body)
    offer = GenericSpider().read(page, shops.home_target(page.url)).offer
    assert offer is not None
    assert (offer.category or "").encode("utf-8").startswith(b"Ta")
