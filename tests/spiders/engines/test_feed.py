"""What all feeds share: addresses that carry what is known, amounts, words out of HTML."""

from decimal import Decimal

import pytest

from monitor.domain.target import Target, TargetKind
from spiders.engines import feed
from spiders.sites.generic.spider import GenericSpider


def target(url: str, depth: int = 1) -> Target:
    return Target(source_id="s", url=url, kind=TargetKind.CATEGORY, depth=depth)


def test_only_addresses_of_feeds_tell_anything() -> None:
    assert feed.told_of("https://a.example/p.json#rightswatch-feed=shopify&currency=EUR") == {
        "rightswatch-feed": "shopify",
        "currency": "EUR",
    }
    assert feed.told_of("https://a.example/p.json#top") is None
    assert feed.told_of("https://a.example/p.json") is None


def test_the_plain_way_is_the_home_page_whose_lists_are_wanted() -> None:
    told = target("https://a.example/p.json#rightswatch-feed=shopify&home=https%3A//a.example/de/")
    assert feed.plain_way(told) == target("https://a.example/de/#rightswatch-plain", 0)
    assert list(GenericSpider().instead(told)) == [feed.plain_way(told)]


def test_any_other_page_has_no_other_way() -> None:
    assert list(GenericSpider().instead(target("https://a.example/bags"))) == []
    assert list(GenericSpider().instead(target("https://a.example/#rightswatch-plain"))) == []


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("19.90", "19.90"), (19, "19"), (Decimal("19.9"), "19.9"), (" 7 ", "7"),
        ("0", None), (0, None), (-3, None), ("1,50", None), ("€5", None), ("1e9", None),
        (True, None), (None, None), ([], None), ("9" * 60, None), (Decimal("1E+40"), None),
        (Decimal("NaN"), None), ("١٢", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_written_or_not_at_all(written: object, amount: str | None) -> None:
    assert feed.amount_of(written) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One</p><p>Two</p>", "One Two"),
        ("No <b>mark</b>up, it <i>says</i>", "No markup, it says"),
        ("Bags &amp; purses", "Bags & purses"),
        ("<style>p {}</style><script>var a = 1</script>Seen", "Seen"),
        ("<!-- gone -->Here", "Here"),
        ("a\0b <i>c", "ab c"),
        ("  ", None),
        (7, None),
        ("<br/>", None),
    ],
)
def test_a_description_is_its_words(markup: object, words: str | None) -> None:
    assert feed.text_of(markup) == words


@pytest.mark.parametrize(
    "hostile", ["<" * 50_000, "<div>" * 20_000 + "x", "&" * 50_000, "<!" * 9999]
)
def test_no_description_breaks_the_reading(hostile: str) -> None:
    text = feed.text_of(hostile)
    assert text is None or len(text) <= 5_000
