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
