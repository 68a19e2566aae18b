"""What a page is, by several signals."""

import pytest

from monitor.domain.page import PageKind
from spiders.extract import classify_page, read_page

URL = "https://shop.example.com/p/1"
TEXT = "<p>" + "Words about rucksacks and how they are sewn. " * 60 + "</p>"


def html(title: str, body: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (html("Just a moment...", "<script src=/cdn-cgi/challenge-platform/x.js></script>"), None),
        (html("Robot or human?", "<p>Activate and hold the button. Press & hold.</p>"), None),
        (html("Access Denied", "<h1>Access Denied</h1>You don't have permission to access"), 403),
        (
            html(
                "shop",
                "<p>Please enable JS and disable any ad blocker</p><script src=https://ct.captcha-delivery.com/c.js></script>",
            ),
            403,
        ),
        (
            html(
                "", "<p>请按住滑块，拖动到最右边</p><script src=//g.example/nocaptcha.js></script>"
            ),
            None,
        ),
        (
            html(
                "Robot Check",
                "<form action=/errors/validateCaptcha>Enter the characters you see below</form>",
            ),
            503,
        ),
    ],
)
def test_walls_are_challenges(body: bytes, status: int | None) -> None:
    assert classify_page(body, URL, status) is PageKind.CHALLENGE


def test_a_captcha_script_alone_is_no_challenge() -> None:
    body = "<h1>Blue Rucksack</h1><p class=price>$59.90</p><button>Add to cart</button>"
    body += "<script src=https://www.google.com/recaptcha/api.js></script>"
    assert classify_page(html("Blue Rucksack", body), URL) is PageKind.LISTING


def test_ten_chinese_characters_are_a_page() -> None:
    body = html(
        "蓝色帆布双肩背包", "<h1>蓝色帆布双肩背包</h1><p>价格：￥199.00</p><a>加入购物车</a>"
    )
    assert classify_page(body, URL) is PageKind.LISTING


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (html("404 Not Found", "<h1>Not Found</h1>"), 404),
        (html("Page not found", "<h1>Page not found</h1><p>Sorry.</p>"), None),
        (html("Blue Rucksack", TEXT), 500),
        (html("出错啦", "<p>很抱歉，您查看的宝贝不存在</p>"), None),
    ],
)
def test_errors_are_told_by_status_or_words(body: bytes, status: int | None) -> None:
    assert classify_page(body, URL, status) is PageKind.ERROR


def test_a_login_asks_for_a_password_and_little_else() -> None:
    body = html("Sign in", "<form><input name=user><input type=password></form>")
    assert classify_page(body, "https://shop.example.com/login?next=/p/1") is PageKind.LOGIN


def test_an_empty_root_with_scripts_is_a_shell() -> None:
    body = html("Shop", "<div id=root></div><script src=/main.js></script>")
    assert classify_page(body, URL) is PageKind.SHELL


def test_an_article_is_something_else() -> None:
    assert classify_page(html("How rucksacks are sewn", TEXT), URL) is PageKind.OTHER


def test_a_sellers_page_on_a_marketplace_is_told_by_its_address() -> None:
    cards = "".join(
        f"<li><a href=/itm/{381228738700 + n}><img src=/{n}.jpg>Blue Rucksack {n}</a>"
        f"<b>$9.{n}0</b></li>"
        for n in range(1, 9)
    )
    body = html("Ada's shop", f"<h1>Ada</h1><ul>{cards}</ul>")
    reading = read_page(body, "https://www.ebay.com/str/ada")
    assert reading.kind is PageKind.SELLER
    assert len(reading.cards) == 8
    assert reading.cards[0].listing_id == "381228738701"


PROSE = (
    "<p>" + "A good skillet costs about $40 and lasts for life if you oil it well. " * 12 + "</p>"
)
TALKS = {
    "https://www.kitchen.example.com/how-to-season-cast-iron": (
        "How to season cast iron",
        f"<img src=/i.jpg alt='How to season cast iron' width=800>{PROSE}",
    ),
    "https://forum.example.com/t/a-fair-price-for-a-used-lathe/5512": (
        "A fair price for a used lathe",
        "<p>I saw one for $900.</p><p>Price: depends. I paid $650.</p>",
    ),
    "https://www.shop.example.com/pages/shipping": (
        "Shipping and returns",
        f"<p>Standard: $5.95. Express: $14.95. Orders over $75 ship free.</p>{TEXT}",
    ),
}


@pytest.mark.parametrize("url", TALKS)
def test_pages_that_only_talk_of_money_are_no_offers(url: str) -> None:
    title, body = TALKS[url]
    page = html(title, f"<h1>{title}</h1>{body}")
    assert classify_page(page, url) is PageKind.OTHER


def test_an_offer_that_only_the_state_holds_is_no_shell() -> None:
    state = '{"product":{"name":"Blue canvas rucksack","price":59.9,"currency":"USD"}}'
    page = html("Blue canvas rucksack", f"<div id=root></div><script>x={state}</script>")
    reading = read_page(page, "https://shop.example.com/p/9")
    assert reading.kind is PageKind.LISTING
    assert reading.offer is not None
    assert reading.offer.price is not None


def test_an_offer_without_a_price_is_known_by_its_address_and_labels() -> None:
    body = "<h1>Goblin Archer</h1><p>Price: $</p><p>7 in stock</p><button>Add to cart</button>"
    reading = read_page(html("Goblin Archer", body), "https://cards.example.com/card?product=72")
    assert reading.kind is PageKind.LISTING
    assert reading.offer is not None
    assert reading.offer.price is None
