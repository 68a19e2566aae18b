"""The shop itself, before anybody watches it."""

import httpx
from lxml import html

from spiders.engines import choice
from tests.journeys.oscar.conftest import OscarShop
from tests.spiders.engines import shops


def get(shop: OscarShop, path: str) -> httpx.Response:
    return httpx.get(shop.url + path.lstrip("/"), trust_env=False, timeout=20)


def test_the_shop_is_large_enough_and_every_offer_is_distinct(oscar_shop: OscarShop) -> None:
    assert len(oscar_shop.offers) >= 200
    assert len({offer.title for offer in oscar_shop.offers}) == len(oscar_shop.offers)
    assert len(oscar_shop.planted) >= 12


def test_an_offer_shows_title_price_and_picture(oscar_shop: OscarShop) -> None:
    offer = oscar_shop.planted[0]
    page = html.fromstring(get(oscar_shop, offer.path).text)
    assert page.xpath("string(//h1)").strip() == offer.title
    assert str(offer.price) in page.xpath('string(//*[@class="price_color"])')
    picture = get(oscar_shop, page.xpath('string(//*[@id="product_gallery"]//img/@src)'))
    assert picture.headers["content-type"] == "image/jpeg"


def test_the_catalogue_is_paged(oscar_shop: OscarShop) -> None:
    page = html.fromstring(get(oscar_shop, "/catalogue/").text)
    assert len(page.xpath('//article[@class="product_pod"]')) == 20
    assert page.xpath('//li[@class="next"]/a/@href') or page.xpath('//a[contains(@href, "page=2")]')


def test_an_offer_can_be_added_changed_and_taken_down(oscar_shop: OscarShop) -> None:
    added = oscar_shop.add("Linen bag for a test", "12.00")
    oscar_shop.change_price(added.id, "13.50")
    assert "13.50" in get(oscar_shop, added.path).text
    oscar_shop.remove(added.id)
    assert get(oscar_shop, added.path).status_code == 404


def test_the_shop_has_no_robots_file_so_everything_is_allowed(oscar_shop: OscarShop) -> None:
    assert get(oscar_shop, "/robots.txt").status_code == 404


def test_the_shop_is_told_by_the_traces_of_its_real_software(oscar_shop: OscarShop) -> None:
    answer = httpx.get(oscar_shop.url, trust_env=False, timeout=20, follow_redirects=True)
    home = shops.page(str(answer.url), answer.content)
    engine = choice.engine_of(home)
    assert engine is choice.engine_named("oscar")
    (catalogue,) = engine.targets(home, shops.home_target(oscar_shop.url))
    assert get(oscar_shop, catalogue.url.removeprefix(oscar_shop.url)).status_code == 200
