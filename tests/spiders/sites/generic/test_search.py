"""Finding the search of an unknown shop."""

import pytest

from spiders.sites.generic.search import planned, planned_query, search_url

HOME = "https://shop.example/"


def _found(body: str, query: str = "ACME bag", encoding: str = "utf-8") -> str | None:
    return search_url(body.encode(encoding), HOME, query, encoding)


@pytest.mark.parametrize("query", ["ACME", "艾克米 包", "a&b=c", "50% + x#y", "naïve/…", " "])
def test_a_planned_search_keeps_its_query(query: str) -> None:
    assert planned_query(planned(HOME, query)) == query


@pytest.mark.parametrize("url", [HOME, f"{HOME}#top", f"{HOME}?q=x", f"{HOME}#rightswatch"])
def test_other_addresses_are_no_planned_search(url: str) -> None:
    assert planned_query(url) is None


@pytest.mark.parametrize(
    ("form", "url"),
    [
        ("<form action=/find><input name=q></form>", "find?q=ACME+bag"),
        (
            "<form action='search.php'><input type=search name=keyword></form>",
            "search.php?keyword=ACME+bag",
        ),
        ("<form role=search><input type=text name=zoek></form>", "?zoek=ACME+bag"),
        (
            (
                "<form action=/s><input type=hidden name=lang value=de><input name=k>"
                "<select name=in><option value=1>a<option value=2 selected>b</select></form>"
            ),
            "s?lang=de&in=2&k=ACME+bag",
        ),
        (
            "<form action=/s><input type=hidden name=csrf_token value=x><input name=q></form>",
            "s?q=ACME+bag",
        ),
        ("<form action='/s?old=1'><input name=q></form>", "s?q=ACME+bag"),
        (
            (
                "<form action=/newsletter><input type=email name=q></form>"
                "<form action=/login><input name=search><input type=password name=p></form>"
                "<form action=/real-search><input name=s></form>"
            ),
            "real-search?s=ACME+bag",
        ),
    ],
)
def test_the_search_form_is_filled_in(form: str, url: str) -> None:
    assert _found(f"<html><body>{form}</body></html>") == HOME + url


@pytest.mark.parametrize(
    "form",
    [
        "<form method=post action=/search><input name=q></form>",
        "<form action=/newsletter><input type=email name=email></form>",
        "<form action=/filter><input name=colour></form>",
        "<form action=/search><input type=submit></form>",
        "",
    ],
)
def test_a_page_without_a_search_gives_none(form: str) -> None:
    assert _found(f"<html><body>{form}<p>x</p></body></html>") is None


def test_a_chinese_form_is_filled_in_the_pages_own_encoding() -> None:
    form = "<form action=/s><input name=q></form>"
    assert _found(form, "中", "gbk") == f"{HOME}s?q=%D6%D0"
    declared = "<form action=/s accept-charset=gbk><input name=q></form>"
    assert _found(declared, "中") == f"{HOME}s?q=%D6%D0"
    unknown = "<form action=/s accept-charset=klingon><input name=q></form>"
    assert _found(unknown, "中") == f"{HOME}s?q=%E4%B8%AD"


def test_a_shop_that_states_its_search_is_believed() -> None:
    stated = (
        '<script type="application/ld+json">{"@type":"WebSite","potentialAction":'
        '{"@type":"SearchAction","target":"https://shop.example/find?x={search_term_string}"}}'
        "</script><p>x</p>"
    )
    assert _found(stated) == f"{HOME}find?x=ACME+bag"


@pytest.mark.parametrize(
    ("trace", "url"),
    [
        ("<script src='//cdn.shopify.com/a.js'></script>", "search?type=product&q=ACME+bag"),
        ("<body class='woocommerce'>", "?post_type=product&s=ACME+bag"),
        (
            "<a href='/index.php?route=product/category'>x</a>",
            "index.php?route=product/search&search=ACME+bag",
        ),
    ],
)
def test_known_software_is_searched_as_it_is_used_to(trace: str, url: str) -> None:
    assert _found(f"<html>{trace}<p>x</p></html>") == HOME + url


@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<", b"<form" * 5000, b"<!--" * 999])
def test_broken_pages_give_no_search_and_no_error(body: bytes) -> None:
    assert search_url(body, HOME, "x") is None
