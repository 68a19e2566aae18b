"""What a rendered page does not load."""

import pytest

from spiders.fetch.browser.offerless import holds_no_offer


@pytest.mark.parametrize("kind", ["image", "font", "media", "ping", "texttrack", "manifest"])
def test_kinds_without_text_are_left_out(kind: str) -> None:
    assert holds_no_offer(kind, "https://shop.example/x")


@pytest.mark.parametrize("kind", ["document", "script", "xhr", "fetch", "stylesheet"])
def test_what_may_bring_the_offer_is_loaded(kind: str) -> None:
    assert not holds_no_offer(kind, "https://cdn.shop.example/app.js")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google-analytics.com/collect",
        "https://doubleclick.net/x",
        "https://hm.baidu.com/hm.js",
        "https://O123.ingest.SENTRY.io/api",
    ],
)
def test_hosts_that_count_visitors_are_not_asked(url: str) -> None:
    assert holds_no_offer("script", url)
    assert not holds_no_offer("document", url)


@pytest.mark.parametrize(
    "url", ["https://notdoubleclick.net/x", "https://www.baidu.com/", "about:blank", "data:,x"]
)
def test_names_that_only_look_like_theirs_are_asked(url: str) -> None:
    assert not holds_no_offer("script", url)
