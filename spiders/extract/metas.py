"""Meta elements: OpenGraph, product tags, Twitter cards and plain names.

Layer: spiders.extract, pure.
Source: ogp.me; the product tags of the former Facebook catalogue; Twitter card labels.
"""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from spiders.extract.document import Document
from spiders.extract.fields import MAX_DESCRIPTION, Fields, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.vocabulary import CONDITIONS

_AMOUNTS: Final = (
    "product:sale_price:amount",
    "product:price:amount",
    "og:price:amount",
    "og:price:standard_amount",
    "product:price",
    "og:price",
    "twitter:data1",
)
_CURRENCIES: Final = (
    "product:sale_price:currency",
    "product:price:currency",
    "og:price:currency",
    "og:currency",
)


def read_metas(document: Document) -> dict[str, list[str]]:
    """Name, property or itemprop-less http-equiv of each meta, lower case -> contents, in order."""
    metas: dict[str, list[str]] = {}
    for node in document.nodes("meta"):
        attrs = document.attrs[node]
        name = attrs.get("property") or attrs.get("name") or attrs.get("http-equiv")
        content = attrs.get("content") or attrs.get("value")
        if name and content and content.strip():
            metas.setdefault(name.strip().lower(), []).append(content.strip())
    return metas


def first(metas: dict[str, list[str]], *names: str) -> str | None:
    """First content among names, in the order of the names."""
    for name in names:
        if name in metas:
            return metas[name][0]
    return None


def canonical_url(document: Document) -> str | None:
    """Where the canonical link says the page lives; None without one."""
    for node in document.nodes("link"):
        if document.attr(node, "rel").lower() == "canonical":
            url = document.join(document.attr(node, "href"))
            if url:
                return url
    return None


def own_url(document: Document) -> str | None:
    """Where a page says it lives: canonical link, else og:url; None when it does not say."""
    return canonical_url(document) or document.join(first(read_metas(document), "og:url"))


def read_fields(metas: dict[str, list[str]]) -> Fields:
    """What the meta elements claim of an offer; the title still carries the site's ornaments."""
    fields = Fields("opengraph")
    fields.title = tidy(first(metas, "og:title", "twitter:title"))
    fields.description = tidy(
        first(metas, "og:description", "twitter:description", "description"), MAX_DESCRIPTION
    )
    for name in (
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
    ):
        fields.images += metas.get(name, [])
    fields.brand = tidy(first(metas, "product:brand", "og:brand", "brand"), 120)
    condition = first(metas, "product:condition", "og:condition") or ""
    fields.condition = CONDITIONS.get(condition.strip().lower())
    fields.category = tidy(first(metas, "product:category", "og:category"))
    fields.seller = seller_of(_seller(metas))
    fields.currency = tidy(first(metas, *_CURRENCIES), 12)
    for name in _AMOUNTS:
        written = first(metas, name)
        if written and _is_money(name, written):
            amount = amount_of(written)
            if amount:
                fields.amount = amount
                money = next(find_money(written), None)
                fields.currency = fields.currency or (money.sign if money else None)
                break
    return fields


_SELLS: Final = re.compile(
    r"^[a-z0-9_-]+[:.](?:[a-z]+[:._])?(?:seller|shop|store|merchant|vendor|retailer)(?:[_:]?(?:name|title))?$"
)
_OWN: Final = ("product:retailer_title", "product:seller", "og:seller", "seller", "seller_name")


def _seller(metas: dict[str, list[str]]) -> str | None:
    """Who sells, by a site's own meta name ("market:shop"); of an address the last part."""
    written = first(metas, *_OWN) or next(
        (contents[0] for name, contents in metas.items() if _SELLS.match(name)), None
    )
    if written and written.startswith(("http://", "https://", "/")):
        path = unquote(urlsplit(written).path).strip("/")
        written = path.rsplit("/", 1)[-1] if path else None
    name = tidy(written, 120)
    return name if name and not name.isdigit() else None


def _is_money(name: str, written: str) -> bool:
    """Twitter's free label slots hold anything; only text with a sign of money counts."""
    return not name.startswith("twitter:") or next(find_money(written), None) is not None
