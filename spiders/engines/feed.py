"""What feeds of all engines share: their addresses, safe reading, and how they become Offers. Pure.

A feed target carries what its page cannot tell (engine, home page, currency, language) in the
fragment of its URL, which no server ever sees. So any later batch can read it, without the home
page at hand.
"""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin

from lxml import etree, html

from monitor.domain.listing import FEED, Listing, Offer, OfferedImage, PageReading, Price
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind
from spiders.engines.marks import FEED as MARK
from spiders.engines.marks import PLAIN
from spiders.extract import read_page
from spiders.extract.currency import iso_code
from spiders.extract.fields import MAX_DESCRIPTION, MAX_IMAGES, Fields, tidy
from spiders.extract.identity import listing_identity
from spiders.extract.images import canonical
from spiders.extract.labels import is_no_brand
from spiders.hosts import same_site

MOST_OFFERS: Final = 1000
"""Offers taken of one feed page; the largest that an engine gives on one page is 250."""
_AMOUNT: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_LANGUAGE: Final = re.compile(
    rb"<html\b[^>]{0,500}?\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?)\b"
)
_NO_LETTERS: Final = re.compile(rb"\\u(?:[dD][89a-fA-F]|00[01])")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WALLS: Final = frozenset({PageKind.CHALLENGE, PageKind.LOGIN})
_SILENT: Final = ("script", "style", "noscript", "template")
_INLINE: Final = ("a", "b", "em", "i", "small", "span", "strong", "sub", "sup", "u")


# -- addresses -----------------------------------------------------------------------------------


def feed_target(home: Target, page: Page, url: str, engine: str, **told: str | None) -> Target:
    """A feed of the shop behind a home page. told: what its pages will not say themselves."""
    language = _LANGUAGE.search(page.body[:20_000])
    known = {
        MARK: engine,
        "home": page.url,
        "language": language[1].decode() if language else None,
        **told,
    }
    fragment = urlencode({key: value for key, value in known.items() if value})
    return Target(
        source_id=home.source_id,
        url=f"{url}#{fragment}",
        kind=TargetKind.CATEGORY,
        depth=home.depth + 1,
    )


def told_of(url: str) -> Mapping[str, str] | None:
    """What the address of a feed tells; None for any other address."""
    fragment = urldefrag(url).fragment
    return dict(parse_qsl(fragment)) if fragment.startswith(f"{MARK}=") else None


def further(target: Target, url: str, **told: str) -> str:
    """Another page of the same feed. told: what is known of it since this page."""
    return f"{url}#{urlencode({**(told_of(target.url) or {}), **told})}"


def plain_way(target: Target) -> Target | None:
    """Where a shop is visited page by page, when its feed cannot be read; None for no feed."""
    told = told_of(target.url)
    if told is None or not told.get("home"):
        return None
    return Target(
        source_id=target.source_id,
        url=f"{urldefrag(told['home']).url}#{PLAIN}",
        kind=TargetKind.CATEGORY,
        depth=max(target.depth - 1, 0),
    )


# -- reading -------------------------------------------------------------------------------------


def json_of(page: Page) -> Any:  # noqa: ANN401 - any JSON value
    """The answer as JSON, its fractions as Decimal; None when it is none or tells of trouble."""
    if page.status >= 400:
        return None
    try:
        value = json.loads(page.body, parse_float=Decimal, parse_constant=lambda _: None)
        return mended(value) if _NO_LETTERS.search(page.body) else value
    except (ValueError, RecursionError):
        return None


def mended(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """The value without halves of letters and control letters, which nobody can write down."""
    if isinstance(value, str):
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return _CONTROLS.sub(" ", whole)
    if isinstance(value, list):
        return [mended(entry) for entry in value]
    if isinstance(value, dict):
        return {mended(name): mended(entry) for name, entry in value.items()}
    return value


def feed_reading(page: Page, told: Iterable[Offer], next_url: str | None) -> PageReading:
    """A feed page that was read; offers of other sites are left out, each offer once."""
    offers: dict[Listing, Offer] = {}
    for offer in told:
        if len(offers) < MOST_OFFERS and same_site(offer.url, page.url):
            offers.setdefault(offer.listing, offer)
    return PageReading(kind=PageKind.SEARCH, offers=tuple(offers.values()), next_url=next_url)


def no_feed(page: Page) -> PageReading:
    """Something else in place of the feed: a wall is told as a wall, the rest as an error."""
    kind = read_page(page.body, page.url, page.headers, status=page.status).kind
    kind = kind if kind in _WALLS else PageKind.ERROR
    return PageReading(kind=kind, signals=("no feed in place of a feed",))


def offer_of(url: str, fields: Fields, language: str | None = None) -> Offer | None:
    """An offer as a feed tells it, under the identity its own page has; None without a title."""
    identity = listing_identity(url)
    if identity is None or not fields.title:
        return None
    images = dict.fromkeys(canonical(image) for image in fields.images)
    brand = None if fields.brand and is_no_brand(fields.brand) else fields.brand
    claimed = {
        "title": fields.title,
        "price": fields.amount,
        "images": images,
        "brand": brand,
        "description": fields.description,
        "category": fields.category,
        "variants": fields.variants,
    }
    return Offer(
        listing=Listing(market=identity[0], listing_id=identity[1]),
        url=url,
        title=fields.title,
        price=price_of(fields),
        images=tuple(OfferedImage(url=image) for image in list(images)[:MAX_IMAGES]),
        brand=brand,
        seller=fields.seller,
        description=fields.description,
        category=fields.category,
        condition=fields.condition,
        variants=fields.variants,
        language=language,
        provenance={name: FEED for name, claim in claimed.items() if claim},
    )


def price_of(fields: Fields) -> Price | None:
    """The claimed price; the currency is None unless it is an ISO code."""
    if fields.amount is None:
        return None
    high = fields.high if fields.high is not None and fields.high > fields.amount else None
    return Price(amount=fields.amount, high=high, currency=iso_code(fields.currency))


def amount_of(written: object) -> Decimal | None:
    """A price as feeds write it ("19.90", 19.9, 19); None for nothing, zero or nonsense."""
    if isinstance(written, bool) or not isinstance(written, str | int | Decimal):
        return None
    text = format(written, "f") if isinstance(written, Decimal) else str(written)[:40].strip()
    if not _AMOUNT.fullmatch(text):
        return None
    amount = Decimal(text)
    return amount if amount > 0 else None


def text_of(markup: object) -> str | None:
    """The words of a description written in HTML, on one line."""
    if not isinstance(markup, str) or not markup.strip():
        return None
    markup = markup[: MAX_DESCRIPTION * 8]
    if "<" not in markup:
        return tidy(markup, MAX_DESCRIPTION)
    try:
        tree = html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    etree.strip_elements(tree, *_SILENT, etree.Comment, with_tail=False)
    etree.strip_tags(tree, *_INLINE)
    return tidy(" ".join(tree.itertext()), MAX_DESCRIPTION)


def joined(base: str, url: object) -> str | None:
    """An absolute http address, None for what is none."""
    if not isinstance(url, str) or not url.strip():
        return None
    try:
        whole = urljoin(base, url.strip())
    except ValueError:
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def all_joined(base: str, urls: Iterable[object]) -> list[str]:
    """Absolute addresses of those that are any."""
    return [whole for url in urls if (whole := joined(base, url))]


def entries(value: object) -> list[dict[str, Any]]:
    """The objects of a list; whatever else stands there is left out."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def named(value: object) -> dict[str, Any]:
    """An object, empty for anything else."""
    return value if isinstance(value, dict) else {}
