"""What spiders of marketplaces share: numbering of pages, canonical addresses, short lists."""

from datetime import UTC, datetime

import pytest

from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.sites.ebay.spider import EbaySpider
from spiders.sites.marketplace import Paging

SPIDER = EbaySpider()
SEARCH = "https://www.ebay.de/sch/i.html?_nkw=%E5%A3%B6"


def page(body: str, url: str = SEARCH, status: int = 200) -> Page:
    return Page(
        url=url,
        requested_url=url,
        status=status,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=body.encode(),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def followed(body: str, kind: TargetKind = TargetKind.SEARCH) -> list[str]:
    target = Target(source_id="s", url=SEARCH, kind=kind)
    answer = page(body)
    return [t.url for t in SPIDER.follow(SPIDER.read(answer, target), answer, target)]


@pytest.mark.parametrize(
    ("paging", "url", "after"),
    [
        (Paging(), "https://m.example/s?q=a", "https://m.example/s?q=a&page=2"),
        (Paging(), "https://m.example/s?q=a&page=x#top", "https://m.example/s?q=a&page=2"),
        (Paging(), "https://m.example/s?page=19&q=%C3%A9", "https://m.example/s?page=20&q=%C3%A9"),
        (Paging(), "https://m.example/s?page=20&q=a", None),
        (Paging(parameter="s", first=0, step=44), "https://m.example/s", "https://m.example/s?s=44"),
        (Paging(parameter="n", step=2, deepest=3), "https://m.example/s?n=3", "https://m.example/s?n=5"),
        (Paging(parameter="n", step=2, deepest=3), "https://m.example/s?n=5", None),
    ],
)  # fmt: skip
def test_pages_are_numbered_as_the_marketplace_does_until_its_deepest(
    paging: Paging, url: str, after: str | None
) -> None:
    assert paging.after(url) == after


def test_a_result_page_of_one_offer_is_read_as_a_list() -> None:
    urls = followed("<title>1 result</title><a href='/itm/slug/225000000001?hash=x&amp;y=1'>A</a>")
    assert urls == ["https://www.ebay.de/itm/225000000001", f"{SEARCH}&_pgn=2"]


def test_a_result_page_without_offers_leads_nowhere() -> None:
    assert followed("<title>0 results</title><p>No exact matches found for this search.</p>") == []


def test_a_wall_in_place_of_results_leads_nowhere() -> None:
    target = Target(source_id="s", url=SEARCH, kind=TargetKind.SEARCH)
    wall = page(
        "<title>Pardon Our Interruption...</title><h1>Pardon Our Interruption...</h1>"
        "<p>you might be a bot</p><a href='/itm/225000000001'>x</a>",
        status=403,
    )
    reading = SPIDER.read(wall, target)
    assert reading.kind is PageKind.CHALLENGE
    assert list(SPIDER.follow(reading, wall, target)) == []


def test_an_offers_page_pulls_in_nothing_else() -> None:
    body = "<title>x</title><a href='/itm/225000000009'>similar</a>"
    assert followed(body, TargetKind.LISTING) == []


def test_a_source_that_names_a_list_is_read_from_there_too() -> None:
    source = Source(id="s", url="https://www.ebay.com/b/Kettles/1")
    kinds = [(t.kind, t.url) for t in SPIDER.seeds(source, ["acme"])]
    assert kinds[0] == (TargetKind.CATEGORY, "https://www.ebay.com/b/Kettles/1")
    assert kinds[1][0] is TargetKind.SEARCH


def test_a_seller_of_whom_nothing_is_known_has_no_shop() -> None:
    source = Source(id="s", url="https://www.ebay.com/")
    assert SPIDER.seller_target(source, Seller()) is None


@pytest.mark.parametrize(
    ("url", "claimed"),
    [
        ("https://www.ebay.com/", True),
        ("http://ebay.co.uk", True),
        ("https://www.ebay.com:8443/x", True),
        ("https://notebay.com/", False),
        ("https://ebay.com.evil.example/", False),
    ],
)
def test_only_the_marketplaces_own_hosts_are_claimed(url: str, *, claimed: bool) -> None:
    assert SPIDER.claims(url) is claimed
