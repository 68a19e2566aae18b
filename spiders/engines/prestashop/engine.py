"""PrestaShop: traces, its own map of the shop, what the page of an offer states in JSON. Pure."""

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urljoin

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target, TargetKind
from spiders.engines import feed
from spiders.engines.refining import Stated, completed
from spiders.engines.traces import HeaderTrace, Trace, classed, generated_by, linked, weigh
from spiders.extract.fields import Fields, tidy

NAME: Final = "prestashop"
_TRACES: Final[tuple[Trace, ...]] = (
    (0.45, re.compile(rb"var prestashop\s*=\s*\{")),
    (0.4, generated_by(rb"PrestaShop[\"']")),
    (0.3, linked(rb"/modules/(?:ps_|block)\w+/")),
    (0.3, linked(rb"/themes/[\w-]{1,60}/(?:assets|css|js)/")),
    (0.2, re.compile(rb"controller=(?:cart|authentication|search|order)\b|id_product=\d")),
    (0.2, classed(rb"js-product-miniature")),
    (0.2, re.compile(rb"\b(?:baseDir|static_token|id_lang)\s*=")),
)
_HEADERS: Final[tuple[HeaderTrace, ...]] = (
    (0.4, "powered-by", "prestashop"),
    (0.3, "set-cookie", "prestashop-"),
)
_STATED: Final = re.compile(rb"""id=["']product-details["'][^>]{0,200}?data-product=(["'])""")
_CURRENCY: Final = re.compile(rb'"iso_code"\s*:\s*"([A-Z]{3})"')
LARGEST: Final = 500_000
"""Bytes of the JSON attribute that are read."""


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES, _HEADERS)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The shop's own map, which names every category; the pages behind it are HTML."""
    url = urljoin(page.url, "/index.php?controller=sitemap")
    yield Target(source_id=home.source_id, url=url, kind=TargetKind.CATEGORY, depth=home.depth + 1)


def read(page: Page, target: Target) -> PageReading:  # noqa: ARG001 - it has no feed
    """See choice.Engine."""
    return feed.no_feed(page)


def refine(reading: PageReading, page: Page) -> PageReading:
    """What `data-product` of the page states."""
    stated = _stated(page.body)
    if not stated:
        return reading
    cover = feed.named(feed.named(stated.get("cover")).get("large")).get("url")
    others = [feed.named(one.get("large")).get("url") for one in feed.entries(stated.get("images"))]
    currency = _CURRENCY.search(page.body)
    written = feed.text_of(stated.get("description"))
    fields = Fields(
        layer=NAME,
        title=tidy(stated.get("name")),
        amount=feed.amount_of(stated.get("price_amount")),
        currency=currency[1].decode() if currency else None,
        images=feed.all_joined(page.url, (cover, *others)),
        brand=tidy(stated.get("manufacturer_name"), 200),
        description=written or feed.text_of(stated.get("description_short")),
        category=tidy(stated.get("category_name"), 200),
    )
    return completed(reading, Stated(fields))


def _stated(body: bytes) -> dict[str, Any]:
    found = _STATED.search(body)
    if found is None:
        return {}
    end = body.find(found[1], found.end(), found.end() + LARGEST)
    text = html.unescape(body[found.end() : max(end, found.end())].decode("utf-8", "replace"))
    try:
        return feed.named(feed.mended(json.loads(text, parse_float=Decimal)))
    except (ValueError, RecursionError):
        return {}
