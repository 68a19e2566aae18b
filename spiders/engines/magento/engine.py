"""Magento 2: traces, the GraphQL list, prices that stand in the page's own JSON. Pure."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit

from monitor.domain.listing import Offer, PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target
from spiders.engines import feed
from spiders.engines.refining import Stated, completed
from spiders.engines.traces import HeaderTrace, Trace, linked, weigh
from spiders.extract.fields import Fields, tidy

NAME: Final = "magento"
MOST: Final = 100
"""Offers asked for at once; the software itself sets no bound before version 2.4.7, then 300."""
_QUERY: Final = (
    'query{{products(filter:{{price:{{from:"0"}}}},pageSize:{most},currentPage:{page})'
    "{{page_info{{current_page,total_pages}}items{{name,url_key,url_suffix,"
    "description{{html}}image{{url}}media_gallery{{url}}"
    "price_range{{minimum_price{{final_price{{value,currency}}}}"
    "maximum_price{{final_price{{value,currency}}}}}}}}}}}}"
)
_PAGE: Final = re.compile(r"currentPage(?::|%3[Aa])(\d{1,5})")

_TRACES: Final[tuple[Trace, ...]] = (
    (0.4, re.compile(rb"""type=["']text/x-magento-init["']""")),
    (0.35, linked(rb"/static/(?:version\d+/)?frontend/")),
    (0.3, re.compile(rb"data-mage-init=")),
    (0.3, re.compile(rb"\bMagento_[A-Z]\w+/js|\bmage/(?:cookies|common|requirejs)")),
    (0.25, re.compile(rb"""name=["']form_key["']|BASE_URL\s*=\s*["']""")),
)
_HEADERS: Final[tuple[HeaderTrace, ...]] = (
    (0.35, "x-magento-cache-control", ""),
    (0.35, "x-magento-tags", ""),
    (0.35, "x-magento-vary", ""),
)
_OWN_ID: Final = re.compile(
    rb"""<input\b[^>]{0,200}?name=["']product["'][^>]{0,100}?value=["'](\d{1,12})["']"""
)
_CURRENCY: Final = re.compile(
    rb"""(?:price:currency["']\s+content|priceCurrency["']\s+content)=["']([A-Za-z]{3})["']"""
)
_KEY: Final = re.compile(r"[^\s?#\\]{1,255}")


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES, _HEADERS)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The list of all offers, asked for by a plain GET as a browser's cache would."""
    yield feed.feed_target(home, page, _asking(page.url, 1), NAME)


def read(page: Page, target: Target) -> PageReading:
    """See choice.Engine."""
    answer = feed.named(feed.json_of(page))
    listed = feed.named(feed.named(answer.get("data")).get("products"))
    if not isinstance(listed.get("items"), list):
        return feed.no_feed(page)
    told = feed.told_of(target.url) or {}
    offers = (
        _offer(entry, page.url, told.get("language")) for entry in feed.entries(listed["items"])
    )
    next_url = _next(target, feed.named(listed.get("page_info")), len(listed["items"]))
    return feed.feed_reading(page, (offer for offer in offers if offer), next_url)


def refine(reading: PageReading, page: Page) -> PageReading:
    """The price of a configurable offer, which the visible page may leave to a script."""
    low, high = _spread(page.body)
    if low is None:
        low = _shown(page.body)
    if low is None:
        return reading
    currency = _CURRENCY.search(page.body)
    fields = Fields(
        layer=NAME, amount=low, high=high, currency=currency[1].decode() if currency else None
    )
    return completed(reading, Stated(fields, range_counts=True))


def _asking(url: str, page: int) -> str:
    query = _QUERY.format(most=MOST, page=page)
    return urljoin(url, f"/graphql?query={quote(query, safe='')}")


def _next(target: Target, pages: dict[str, Any], count: int) -> str | None:
    """The next page: of as many as the answer names, numbered by our own count."""
    asked = _PAGE.search(urlsplit(target.url).query)
    number, total = int(asked[1]) if asked else 1, pages.get("total_pages")
    if not count or not isinstance(total, int) or number >= total:
        return None
    return feed.further(target, _asking(target.url, number + 1))


def _offer(entry: dict[str, Any], base: str, language: str | None) -> Offer | None:
    key, suffix = entry.get("url_key"), entry.get("url_suffix")
    suffix = suffix if isinstance(suffix, str) else ""
    if not isinstance(key, str) or not _KEY.fullmatch(key + suffix):
        return None
    prices = feed.named(entry.get("price_range"))
    low, currency = _final(prices.get("minimum_price"))
    high, _ = _final(prices.get("maximum_price"))
    pictures = [entry.get("image"), *feed.entries(entry.get("media_gallery"))]
    urls = [feed.named(picture).get("url") for picture in pictures]
    fields = Fields(
        layer="feed",
        title=tidy(entry.get("name")),
        amount=low,
        high=high,
        currency=currency,
        images=feed.all_joined(base, urls),
        description=feed.text_of(feed.named(entry.get("description")).get("html")),
    )
    return feed.offer_of(urljoin(base, f"/{quote(key + suffix, safe='/%')}"), fields, language)


def _final(end: object) -> tuple[Decimal | None, str | None]:
    price = feed.named(feed.named(end).get("final_price"))
    currency = price.get("currency")
    return feed.amount_of(price.get("value")), currency if isinstance(currency, str) else None


def _spread(body: bytes) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest price of what can be chosen (`optionPrices` of the JSON for swatches)."""
    at = body.find(b'"optionPrices":')
    if at < 0:
        return None, None
    text = body[at + 15 : at + 400_000].decode("utf-8", "replace").lstrip()
    try:
        options, _ = json.JSONDecoder(parse_float=Decimal).raw_decode(text)
    except (ValueError, RecursionError):
        return None, None
    finals = [feed.named(one).get("finalPrice") for one in feed.named(options).values()]
    amounts = [a for one in finals if (a := feed.amount_of(feed.named(one).get("amount")))]
    return (min(amounts), max(amounts)) if amounts else (None, None)


def _shown(body: bytes) -> Decimal | None:
    """The price in the price box of the offer that the form would put into the basket."""
    own = _OWN_ID.search(body)
    if own is None:
        return None
    box = re.search(
        rb"""id=["']product-price-%s["'][^>]{0,200}?data-price-amount=["']([\d.]{1,20})["']"""
        % own[1],
        body,
    )
    return feed.amount_of(box[1].decode()) if box else None
