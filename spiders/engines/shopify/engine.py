"""Shopify: traces, the products.json feed, its reading. See README.md. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qs, quote, urljoin, urlsplit

from monitor.domain.listing import Offer, PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target
from spiders.engines import feed
from spiders.engines.traces import HeaderTrace, Trace, linked, weigh
from spiders.extract.counts import choices
from spiders.extract.currency import iso_code
from spiders.extract.fields import Fields, tidy

NAME: Final = "shopify"
MOST: Final = 250
"""Offers on one feed page; the software gives no more."""
DEEPEST: Final = 100
"""Pages: the software refuses what lies behind its first 25,000 offers."""
_CAPS: Final = frozenset({10, 20, 24, 25, 30, 48, 50, 100, 200, MOST})
"""A first page of exactly so many may be a full one, where a shop gives fewer than asked for."""

_TRACES: Final[tuple[Trace, ...]] = (
    (0.4, re.compile(rb"\bShopify\.(?:theme|shop|currency|routes|country)\b[^=;<]{0,20}=[^=]")),
    (0.3, linked(rb"/cdn/shop/")),
    (
        0.3,
        re.compile(
            rb"""<(?:script|link)[^>]{0,80}?(?:src|href)=["'][^"'\s]{0,8}cdn\.shopify\.com/"""
        ),
    ),
    (0.3, re.compile(rb"""id=["']shopify-(?:digital-wallet|features|section-)""")),
    (0.2, re.compile(rb"ShopifyAnalytics\b|shopify-checkout-api-token|monorail-edge\.shopifysvc")),
    (0.2, linked(rb"/collections/[\w%-]{1,80}")),
)
_HEADERS: Final[tuple[HeaderTrace, ...]] = (
    (0.4, "x-shopid", ""),
    (0.4, "x-shopify-stage", ""),
    (0.4, "powered-by", "shopify"),
)
_ACTIVE: Final = re.compile(
    rb"Shopify\.currency\s*=\s*\{\s*\"active\"\s*:\s*\"(\w{3})\"\s*,\s*\"rate\"\s*:\s*\"?([\d.]{1,20})"
)
_META: Final = re.compile(rb"(?:og|product):price:currency[\"']\s+content=[\"'](\w{3})[\"']")
_ROOT: Final = re.compile(rb"Shopify\.routes\.root\s*=\s*\"(/[\w/-]{0,40})\"")
_COLLECTION: Final = re.compile(r"^(.*/collections/[^/]+)/?$")
_HANDLE: Final = re.compile(r"[^\s/?#\\]{1,255}")
_LOCKED: Final = re.compile(r"/password/?$")


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES, _HEADERS)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The whole shop's feed, or the one collection's that the source names; none when locked."""
    parts = urlsplit(page.url)
    if _LOCKED.search(parts.path):
        return
    collection = _COLLECTION.match(parts.path)
    root = _ROOT.search(page.body)
    place = f"{collection[1]}/" if collection else (root[1].decode() if root else "/")
    url = urljoin(page.url, f"{place}products.json?limit={MOST}&page=1")
    yield feed.feed_target(
        home, page, url, NAME, root=root[1].decode() if root else None, currency=_currency(page)
    )


def read(page: Page, target: Target) -> PageReading:
    """See choice.Engine."""
    told = feed.told_of(target.url) or {}
    answer = feed.named(feed.json_of(page))
    if not isinstance(answer.get("products"), list):
        return feed.no_feed(page)
    stated = feed.entries(answer["products"])
    root = urljoin(page.url, told.get("root", "/"))
    offers = (_offer(entry, root, told.get("currency"), told.get("language")) for entry in stated)
    return feed.feed_reading(
        page, (offer for offer in offers if offer), _next(target, len(answer["products"]))
    )


def refine(reading: PageReading, page: Page) -> PageReading:  # noqa: ARG001 - themes write schema.org
    """See choice.Engine."""
    return reading


def _currency(page: Page) -> str | None:
    """The currency of the feed, where the home page settles it.

    The feed speaks the shop's own currency; the page names the visitor's, with the rate between
    the two. Only at a rate of 1 are they the same.
    """
    active = _ACTIVE.search(page.body)
    if active is not None:
        same = feed.amount_of(active[2].decode()) == Decimal(1)
        return iso_code(active[1].decode("ascii", "ignore")) if same else None
    meta = _META.search(page.body)
    return iso_code(meta[1].decode("ascii", "ignore")) if meta else None


def _next(target: Target, count: int) -> str | None:
    """The next page, while pages are as full as the first one was."""
    parts = urlsplit(target.url)
    number = parse_qs(parts.query).get("page", ["1"])[0]
    page = int(number) if re.fullmatch(r"\d{1,4}", number) else 1
    told = feed.told_of(target.url) or {}
    full = count in _CAPS if page == 1 else str(count) == told.get("full", str(MOST))
    if not full or page >= DEEPEST:
        return None
    url = parts._replace(query=f"limit={MOST}&page={page + 1}", fragment="").geturl()
    return feed.further(target, url, full=str(count))


def _offer(
    entry: dict[str, Any], root: str, currency: str | None, language: str | None
) -> Offer | None:
    handle = entry.get("handle")
    if not isinstance(handle, str) or not _HANDLE.fullmatch(handle):
        return None
    low, high = _prices(feed.entries(entry.get("variants")))
    fields = Fields(
        layer="feed",
        title=tidy(entry.get("title")),
        amount=low,
        high=high,
        currency=currency,
        images=feed.all_joined(root, [one.get("src") for one in feed.entries(entry.get("images"))]),
        brand=tidy(entry.get("vendor"), 200),
        description=feed.text_of(entry.get("body_html")),
        category=tidy(entry.get("product_type"), 200),
        variants=choices(one.get("title") for one in feed.entries(entry.get("variants"))),
    )
    return feed.offer_of(urljoin(root, f"products/{quote(handle, safe='%')}"), fields, language)


def _prices(variants: list[dict[str, Any]]) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest price of the variants on sale; of all when none is."""
    on_sale = [variant for variant in variants if variant.get("available") is True] or variants
    amounts = [amount for one in on_sale if (amount := feed.amount_of(one.get("price")))]
    return (min(amounts), max(amounts)) if amounts else (None, None)
