"""Where the generic spider goes."""

from datetime import UTC, datetime

import pytest

from monitor.domain.listing import ListingCard, PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from monitor.ports.spider import KnowsSellers
from spiders.sites.generic.links import MOST_LINKS, MOST_VARIANTS
from spiders.sites.generic.spider import GenericSpider

SHOP = "https://shop.example"
SPIDER = GenericSpider()
NOTHING = PageReading(kind=PageKind.SEARCH)


def _page(body: str | bytes, path: str = "/category/bags", kind: str = "text/html") -> Page:
    return Page(
        url=f"{SHOP}{path}",
        requested_url=f"{SHOP}{path}",
        status=200,
        headers=(("content-type", kind),),
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


def _target(kind: TargetKind = TargetKind.CATEGORY, depth: int = 1) -> Target:
    return Target(source_id="s", url=f"{SHOP}/category/bags", kind=kind, depth=depth)


def _found(
    body: str, kind: TargetKind = TargetKind.CATEGORY, reading: PageReading = NOTHING
) -> list[tuple[str, str]]:
    found = SPIDER.follow(reading, _page(body), _target(kind))
    return [(target.kind.value, target.url.removeprefix(SHOP)) for target in found]


def test_seeds_are_home_sitemap_and_a_search_a_query() -> None:
    source = Source(id="s", url=f"{SHOP}/en/")
    seeds = list(SPIDER.seeds(source, ["ACME", "艾克米"]))
    assert [seed.kind.value for seed in seeds] == ["home", "sitemap", "search", "search"]
    assert seeds[0].url == f"{SHOP}/en/"
    assert seeds[1].url == f"{SHOP}/sitemap.xml"
    assert len({seed.url for seed in seeds}) == 4


def test_cards_become_offers_and_the_next_page_keeps_its_depth() -> None:
    reading = PageReading(
        kind=PageKind.SEARCH,
        cards=(
            ListingCard(url=f"{SHOP}/x/1?utm_source=a"),
            ListingCard(url="https://ads.example/1"),
        ),
        next_url=f"{SHOP}/category/bags?page=2",
    )
    found = list(SPIDER.follow(reading, _page("<p>x"), _target(depth=2)))
    assert [(t.kind, t.url, t.depth) for t in found] == [
        (TargetKind.LISTING, f"{SHOP}/x/1", 3),
        (TargetKind.CATEGORY, f"{SHOP}/category/bags?page=2", 2),
    ]


def test_menus_lead_to_categories_and_text_links_do_not() -> None:
    body = "<nav><a href=/bags>Bags</a><a href=/>Home</a></nav><p><a href=/story>Story</a></p>"
    assert _found(body) == [("category", "/bags")]


def test_addresses_tell_offers_and_sellers_where_markup_does_not() -> None:
    body = "<a href=/product/1>a</a><a href=/seller/acme>b</a><a href='/product/1#x'>c</a>"
    assert _found(body) == [("listing", "/product/1"), ("seller", "/seller/acme")]


def test_foreign_hosts_odd_schemes_and_nofollow_links_are_left() -> None:
    body = (
        "<nav><a href=https://other.example/category/a>a</a><a href=//evil.example/c/b>b</a>"
        "<a href=mailto:x@y.example>c</a><a href='javascript:go()'>d</a>"
        "<a rel=nofollow href=/category/nf>e</a><a href='http://[::1'>f</a><a>g</a></nav>"
    )
    assert _found(body) == []


def test_another_host_of_the_same_site_is_followed() -> None:
    body = "<a href=https://item.shop.example/product/1>a</a>"
    assert _found(body) == [("listing", "https://item.shop.example/product/1")]


def test_the_same_shop_in_another_language_is_left_to_its_own_source() -> None:
    body = "<nav><a href=https://de.shop.example/category/a>a</a>"
    body += "<a href=https://www.shop.example/category/b>b</a></nav>"
    assert _found(body) == [("category", "https://www.shop.example/category/b")]


def test_an_offer_names_few_sellers() -> None:
    body = "".join(f"<a href=/seller/{n}>x</a>" for n in range(50))
    assert len(_found(body, TargetKind.LISTING, PageReading(kind=PageKind.LISTING))) == 5


def test_a_base_element_is_respected() -> None:
    body = "<head><base href='/de/'></head><a href='product/1'>a</a>"
    assert _found(body) == [("listing", "/de/product/1")]


def test_an_offer_page_leads_to_its_seller_only() -> None:
    body = "<nav><a href=/category/a>a</a></nav><a href=/seller/acme>b</a><a href=/product/2>c</a>"
    reading = PageReading(kind=PageKind.LISTING)
    assert _found(body, TargetKind.LISTING, reading) == [("seller", "/seller/acme")]


def test_error_and_login_pages_lead_nowhere() -> None:
    body = "<nav><a href=/category/a>a</a></nav>"
    for kind in (PageKind.ERROR, PageKind.LOGIN):
        assert _found(body, reading=PageReading(kind=kind)) == []


def test_link_farms_and_facets_are_capped() -> None:
    farm = "".join(f"<a href=/category/{n}>x</a>" for n in range(5000))
    assert len(_found(farm)) <= MOST_LINKS
    facets = "".join(f"<a href='/category/a?k{n}=1'>x</a>" for n in range(500))
    assert len(_found(facets)) <= MOST_VARIANTS


def test_a_sitemap_leads_to_this_sites_offers_categories_and_sitemaps() -> None:
    body = (
        "<urlset><url><loc>https://shop.example/product/1</loc></url>"
        "<url><loc>https://shop.example/red-bag</loc></url>"
        "<url><loc>https://shop.example/category/bags</loc></url>"
        "<url><loc>https://shop.example/cart</loc></url>"
        "<url><loc>http://example.com/product/1</loc></url>"
        "<sitemap><loc>https://shop.example/2.xml</loc></sitemap>"
        "<sitemap><loc>http://example.com/3.xml</loc></sitemap></urlset>"
    )
    page = _page(body, "/sitemap.xml", "application/xml")
    target = _target(TargetKind.SITEMAP, depth=0)
    reading = SPIDER.read(page, target)
    assert reading.kind is PageKind.OTHER
    found = [(t.kind.value, t.url.removeprefix(SHOP)) for t in SPIDER.follow(reading, page, target)]
    assert found == [
        ("sitemap", "/2.xml"),
        ("listing", "/product/1"),
        ("listing", "/red-bag"),
        ("category", "/category/bags"),
    ]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("/product/1", "/product/1"),
        ("https://www.shop.example/product/1", "https://www.shop.example/product/1"),
        ("https://shop.example/product/1?utm_source=sitemap", "/product/1"),
        ("https://[", None),
        ("https://shop.example.evil.example/product/1", None),
        ("https://shop.example@evil.example/product/1", None),
        ("javascript:alert(1)", None),
        ("ftp://shop.example/product/1", None),
    ],
)
def test_a_sitemaps_addresses_are_made_whole_and_foreign_or_broken_ones_are_left(
    written: str, url: str | None
) -> None:
    body = f"<urlset><url><loc>{written}</loc></url><url><loc>/p/2</loc></url></urlset>"
    page = _page(body, "/sitemap.xml", "application/xml")
    found = SPIDER.follow(NOTHING, page, _target(TargetKind.SITEMAP, depth=0))
    urls = [target.url.removeprefix(SHOP) for target in found]
    assert urls == [*([url] if url else []), "/p/2"]


def test_a_planned_search_becomes_the_shops_own() -> None:
    seed = list(SPIDER.seeds(Source(id="s", url=f"{SHOP}/"), ["ACME"]))[-1]
    page = _page("<form action=/find><input type=search name=q></form>", "/")
    (found,) = SPIDER.follow(NOTHING, page, seed)
    assert (found.kind, found.url) == (TargetKind.SEARCH, f"{SHOP}/find?q=ACME")
    elsewhere = _page("<form action=https://other.example/s><input name=q></form>", "/")
    assert list(SPIDER.follow(NOTHING, elsewhere, seed)) == []


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/octet-stream"])
def test_what_is_no_text_is_not_read(kind: str) -> None:
    page = _page(b"\x89PNG", kind=kind)
    reading = SPIDER.read(page, _target(TargetKind.LISTING))
    assert reading.kind is PageKind.OTHER
    assert list(SPIDER.follow(reading, page, _target())) == []


@pytest.mark.parametrize("body", [b"", b"\x00", b"\xff\xfe<", b"<a href=" * 9999, b"<nav>" * 20000])
def test_broken_pages_are_followed_without_error(body: bytes) -> None:
    page = _page(body)
    assert list(SPIDER.follow(SPIDER.read(page, _target()), page, _target())) == []


_OFFER = """<script type="application/ld+json">{"@type": "Product", "name": "Red bag",
"offers": {"price": "9.90", "priceCurrency": "EUR", "seller": {"name": "Bob's Bags"}}}</script>
<h1>Red bag</h1><p>9.90 EUR</p>"""


@pytest.mark.parametrize(
    ("links", "shop"),
    [
        ("<a href=/seller/7>Bob</a>", "/seller/7"),
        (
            "<a href=/seller/eve>x</a><a href='/seller/bobs-bags?tab=all'>y</a>",
            "/seller/bobs-bags?tab=all",
        ),
        ("<a href=/seller/eve>x</a><a href=/seller/mallory>y</a>", None),
        ("<a href=https://elsewhere.example/seller/bobs-bags>x</a>", None),
        ("", None),
    ],
)
def test_a_sellers_whole_shop_is_the_page_his_offer_links_to(links: str, shop: str | None) -> None:
    source = Source(id="s", url=f"{SHOP}/")
    offer = SPIDER.read(_page(_OFFER + links, "/product/1"), _target(TargetKind.LISTING)).offer
    assert offer is not None
    assert offer.seller == Seller(name="Bob's Bags")
    found = SPIDER.seller_target(source, offer.seller)
    expected = Target(source_id="s", url=f"{SHOP}{shop}", kind=TargetKind.SELLER)
    assert found == (expected if shop else None)


def test_a_shop_that_lies_elsewhere_is_visited_by_nobody() -> None:
    seller = Seller(name="Bob", url="https://elsewhere.example/seller/bob")
    assert SPIDER.seller_target(Source(id="s", url=SHOP), seller) is None
    assert isinstance(SPIDER, KnowsSellers)
