"""WooCommerce: traces, the Store API, its reading. See README.md. Pure."""

import html
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from monitor.domain.listing import Offer, PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target
from spiders.engines import feed
from spiders.engines.traces import Trace, classed, generated_by, linked, weigh
from spiders.extract.counts import choices
from spiders.extract.fields import Fields, tidy
from spiders.hosts import same_site

NAME: Final = "woocommerce"
MOST: Final = 100
"""Offers on one page of the Store API; WordPress gives no more."""

_TRACES: Final[tuple[Trace, ...]] = (
    (0.4, linked(rb"/wp-content/plugins/woocommerce/")),
    (0.35, re.compile(rb"""<body\b[^>]{0,200}?class=["'][^"'<>]{0,1500}?\bwoocommerce""")),
    (0.35, re.compile(rb"var (?:woocommerce|wc_(?:add_to_cart|cart_fragments))_params")),
    (0.35, generated_by(rb"WooCommerce \d")),
    (0.3, classed(rb"(?:add_to_cart_button|type-product)\b")),
    (0.3, re.compile(rb"\bwcSettings\b|wc-block-grid|/wc/store/v1")),
)
_API: Final = re.compile(
    rb"""<link\b[^>]{0,120}?api\.w\.org/[^>]{0,60}?href=["']([^"'<>\s]{1,300})"""
)
_BRAND_TEXT: Final = """
brand brands marke marca marque merk marka märke varumärke бренд ブランド 品牌 브랜드
"""
_BRAND_NAMES: Final = frozenset(_BRAND_TEXT.split())
_TEN: Final = Decimal(10)


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The Store API's list of all that is on offer."""
    told = _API.search(page.body)
    named = html.unescape(told[1].decode("utf-8", "replace")) if told else None
    root = feed.joined(page.url, named)
    if root is None or not same_site(root, page.url):
        root = urljoin(page.url, "/wp-json/")
    asked = urlencode({"per_page": MOST, "page": 1})
    joint = "&" if "?" in root else "?"
    yield feed.feed_target(
        home, page, f"{root.rstrip('/')}/wc/store/v1/products{joint}{asked}", NAME
    )


def read(page: Page, target: Target) -> PageReading:
    """See choice.Engine."""
    answer = feed.json_of(page)
    if not isinstance(answer, list):
        return feed.no_feed(page)
    language = (feed.told_of(target.url) or {}).get("language")
    offers = (_offer(entry, page.url, language) for entry in feed.entries(answer))
    return feed.feed_reading(
        page, (offer for offer in offers if offer), _next(page, target, len(answer))
    )


def refine(reading: PageReading, page: Page) -> PageReading:  # noqa: ARG001 - themes write schema.org
    """See choice.Engine."""
    return reading


def _next(page: Page, target: Target, count: int) -> str | None:
    """The next page, by the number of pages the answer's head names; else while pages are full."""
    parts = urlsplit(target.url)
    pairs = dict(parse_qsl(parts.query))
    number = int(pairs["page"]) if re.fullmatch(r"\d{1,5}", pairs.get("page", "")) else 1
    named = page.header("x-wp-totalpages") or ""
    more = number < int(named) if re.fullmatch(r"\d{1,6}", named) else count >= MOST
    if not more or not count:
        return None
    asked = urlencode({**pairs, "page": number + 1}, safe="/")
    return feed.further(target, parts._replace(query=asked, fragment="").geturl())


def _offer(entry: dict[str, Any], base: str, language: str | None) -> Offer | None:
    url = feed.joined(base, entry.get("permalink"))
    if url is None:
        return None
    prices = feed.named(entry.get("prices"))
    low, high = _prices(prices)
    images = [image.get("src") for image in feed.entries(entry.get("images"))]
    categories = feed.entries(entry.get("categories"))
    written = feed.text_of(entry.get("description"))
    currency = prices.get("currency_code")
    fields = Fields(
        layer="feed",
        title=feed.text_of(entry.get("name")),
        amount=low,
        high=high,
        currency=currency if isinstance(currency, str) else None,
        images=feed.all_joined(base, images),
        brand=_brand(entry),
        description=written or feed.text_of(entry.get("short_description")),
        category=tidy(categories[0].get("name"), 200) if categories else None,
        variants=_variants(entry),
    )
    return feed.offer_of(url, fields, language)


def _prices(prices: dict[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest price; written in the currency's smallest unit."""
    decimals = prices.get("currency_minor_unit")
    if isinstance(decimals, bool) or not isinstance(decimals, int) or not 0 <= decimals <= 4:
        return None, None
    spread = feed.named(prices.get("price_range"))
    low = feed.amount_of(spread.get("min_amount")) or feed.amount_of(prices.get("price"))
    high = feed.amount_of(spread.get("max_amount"))
    if low is None:
        return None, None
    return low / _TEN**decimals, high / _TEN**decimals if high else None


def _variants(entry: dict[str, Any]) -> tuple[str, ...]:
    """What can be chosen of the attributes that tell variants apart."""
    return choices(
        term.get("name")
        for attribute in feed.entries(entry.get("attributes"))
        if attribute.get("has_variations") is True
        for term in feed.entries(attribute.get("terms"))
    )


def _brand(entry: dict[str, Any]) -> str | None:
    """The brand, where the shop keeps brands, or an attribute that is called so."""
    for brand in feed.entries(entry.get("brands")):
        return tidy(brand.get("name"), 200)
    for attribute in feed.entries(entry.get("attributes")):
        if str(attribute.get("name") or "").strip().casefold() in _BRAND_NAMES:
            for term in feed.entries(attribute.get("terms")):
                return tidy(term.get("name"), 200)
    return None
