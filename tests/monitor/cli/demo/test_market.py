"""The market as a visitor meets it."""

import unicodedata
from decimal import Decimal
from urllib.parse import quote

import httpx
import pytest
from lxml import etree, html

from monitor.cli.demo.market.catalogue import CATEGORIES, offers, sellers
from monitor.cli.demo.market.offers import Markup
from monitor.cli.demo.market.server import Market


def get(market: Market, path: str, **headers: str) -> httpx.Response:
    return httpx.get(market.url + path.lstrip("/"), headers=headers, trust_env=False)


def first(markup: Markup) -> str:
    return next(offer.path for offer in offers() if offer.markup is markup)


def cards(page: str) -> list[str]:
    return [str(link) for link in html.fromstring(page).xpath('//li[@class="card"]/a[1]/@href')]


def test_every_open_offer_can_be_reached_by_turning_the_pages_of_its_category(
    market: Market,
) -> None:
    reached = set()
    for category in CATEGORIES.values():
        path: str | None = f"/c/{category.id}"
        while path:
            page = get(market, path).text
            reached.update(cards(page))
            path = next(iter(html.fromstring(page).xpath('//a[@rel="next"]/@href')), None)
    assert reached == {offer.path for offer in offers() if not offer.hidden}


@pytest.mark.parametrize("query", ["vellorine", "薇洛琳", "ORGEO watch"])
def test_a_search_finds_the_offers_whose_title_holds_the_words(market: Market, query: str) -> None:
    titles = {o.path: unicodedata.normalize("NFKC", o.title).casefold() for o in offers()}
    found = cards(get(market, f"/search?q={quote(query)}").text)
    assert found
    assert all(word in titles[path] for path in found for word in query.casefold().split())


def test_a_search_for_nothing_known_finds_nothing(market: Market) -> None:
    assert cards(get(market, "/search?q=nothing-of-the-kind").text) == []


def test_a_shop_shows_its_offers_alone(market: Market) -> None:
    for seller in list(sellers().values())[:3]:
        own = {offer.path for offer in offers() if offer.seller == seller and not offer.hidden}
        assert set(cards(get(market, f"/seller/{seller.id}").text)) == own


@pytest.mark.parametrize(
    "markup", [Markup.JSON_LD, Markup.MICRODATA, Markup.OPEN_GRAPH, Markup.NONE]
)
def test_an_offer_shows_title_price_seller_and_picture(market: Market, markup: Markup) -> None:
    offer = next(offer for offer in offers() if offer.markup is markup)
    page = html.fromstring(get(market, offer.path).text)
    assert page.xpath("string(//h1)") == offer.title
    assert f"{offer.price:,.2f}" in page.xpath('string(//*[contains(@class, "price")])')
    assert page.xpath('string((//a[@class="shop"])[1])') == offer.seller.name
    picture = get(market, page.xpath("string(//article//img/@src)"))
    assert picture.headers["content-type"].startswith("image/")


def test_an_offer_that_needs_a_browser_is_an_empty_shell(market: Market) -> None:
    page = get(market, first(Markup.SCRIPT))
    assert page.status_code == 200
    assert "KESTROVA" not in page.text
    number = first(Markup.SCRIPT).rpartition("/")[2]
    assert "KESTROVA" in get(market, f"/api/offers/{number}").json()["title"]


def test_a_wall_answers_403_with_a_challenge(market: Market) -> None:
    page = get(market, first(Markup.WALL))
    assert page.status_code == 403
    assert "Just a moment" in page.text


def test_robots_may_not_enter_the_corner_where_hidden_offers_lie(market: Market) -> None:
    assert "Disallow: /private/" in get(market, "/robots.txt").text
    hidden = [offer.path for offer in offers() if offer.hidden]
    assert len(hidden) == 2
    assert all(path.startswith("/private/") for path in hidden)
    assert all(get(market, path).status_code == 200 for path in hidden)


def test_the_sitemap_is_valid_xml_and_leaves_the_hidden_offers_out(market: Market) -> None:
    tree = etree.fromstring(get(market, "/sitemap.xml").content)
    places = [node.text for node in tree.iter("{*}loc")]
    assert len(places) > 100
    assert not any("/private/" in place for place in places)


def test_an_unchanged_page_is_not_sent_twice(market: Market) -> None:
    page = get(market, "/offer/100101")
    again = get(market, "/offer/100101", **{"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    market.change_price("100101", Decimal("41.00"))
    assert get(market, "/offer/100101", **{"If-None-Match": page.headers["etag"]}).is_success


@pytest.mark.parametrize(
    "path",
    ["/offer/1", "/offer/", "/c/none", "/c/bags?page=99", "/c/bags?page=x", "/static/../server.py"],
)
def test_what_is_not_there_answers_404(market: Market, path: str) -> None:
    assert get(market, path).status_code == 404


def test_every_request_is_remembered(market: Market) -> None:
    get(market, "/c/bags?page=1", **{"User-Agent": "a visitor"})
    request = market.requests[-1]
    assert (request.path, request.status, request.user_agent) == (
        "/c/bags?page=1",
        200,
        "a visitor",
    )


def test_a_removed_offer_is_gone_and_comes_back_under_a_new_number(market: Market) -> None:
    gone = market.remove_offer("100101")
    assert get(market, gone.path).status_code == 404
    back = market.relist("100101")
    assert back.id != gone.id
    assert gone.title in html.fromstring(get(market, back.path).text).xpath("string(//h1)")


def test_a_market_that_is_down_refuses_even_those_who_are_connected(market: Market) -> None:
    with httpx.Client(trust_env=False) as visitor:
        assert visitor.get(market.url).is_success
        market.go_down()
        with pytest.raises(httpx.TransportError):
            visitor.get(market.url)
        market.come_back()
        assert visitor.get(market.url).is_success


def test_a_port_that_is_taken_is_refused(market: Market) -> None:
    port = int(market.host.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        Market(port).start()
