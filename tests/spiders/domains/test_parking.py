"""Parked pages are told from shops, in the words they use and by who serves them."""

from datetime import UTC, datetime

import pytest

from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind
from spiders.domains.parking import why_parked
from spiders.domains.spider import LookalikeSpider

SHOP = "<h1>Vellorine outlet</h1><p>Bags of waxed canvas</p><button>Add to cart</button>"


@pytest.mark.parametrize(
    "page",
    [
        "<h1>velorine.com</h1><p>This domain is for sale!</p>",
        "<p>Buy this domain for 2,000 dollars</p><a href='/bags'>Bags</a>",
        "<title>velorine.com</title><p>This domain is parked free, courtesy of a registrar",
        "<html><script src='https://img.sedoparking.com/x.js'></script><p>Related links</p>",
        "<p>该域名正在出售</p>",
        "<p>Diese Domain steht zum Verkauf",
    ],
)
def test_a_page_that_sells_its_own_name_is_parked(page: str) -> None:
    assert why_parked(page.encode())


@pytest.mark.parametrize(
    "page",
    [
        SHOP,
        SHOP + "<script src='//www.bodis.com/x.js'></script>",
        "<p>Our shop closed; the brand is for sale</p>",
        f"<p>{'All about bags. ' * 400}This domain is for sale</p>",
        "",
        "\x00\xff<<<<",
    ],
)
def test_a_shop_or_anything_else_is_not(page: str) -> None:
    assert why_parked(page.encode("latin-1", "replace")) is None


def test_links_of_a_parked_page_are_not_followed() -> None:
    body = b"<p>This domain is for sale</p><nav><a href='/category/bags'>Bags</a></nav>"
    page = Page(
        url="http://velorine.com/",
        requested_url="http://velorine.com/",
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
    )
    target = Target(source_id="alike", url=page.url, kind=TargetKind.HOME, depth=1)
    spider = LookalikeSpider()
    reading = spider.read(page, target)
    assert reading.kind is PageKind.OTHER
    assert list(spider.follow(reading, page, target)) == []
