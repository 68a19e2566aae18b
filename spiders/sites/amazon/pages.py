"""Amazon: what an offer's page says, by the ids its buying box has had since 2015.

Layer: spiders.sites, pure. Seen on saved pages of com, co.uk, es and com.br, 2015 to 2024.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import MAX_DESCRIPTION, Fields, StateCard, seller_of, tidy
from spiders.extract.identity import marketplace_listing
from spiders.extract.images import sources
from spiders.extract.money import Money, find_money

_TITLES: Final = ("productTitle", "ebooksProductTitle", "title")
_PRICES: Final = (
    "priceblock_dealprice",
    "priceblock_saleprice",
    "priceblock_ourprice",
    "corePrice_feature_div",
    "corePriceDisplay_desktop_feature_div",
    "corePrice_desktop",
    "apex_desktop",
    "price_inside_buybox",
    "newBuyBoxPrice",
    "kindle-price",
    "buyNewSection",
    "usedBuySection",
    "usedPrice",
    "price",
)
_PICTURES: Final = ("landingImage", "imgBlkFront", "ebooksImgBlkFront", "main-image", "prodImage")
_UNAVAILABLE: Final = ("outOfStock", "unqualifiedBuyBox")
_STRUCK: Final = ("a-text-price", "a-text-strike", "pricePerUnit", "basisPrice")
_HIRES: Final = re.compile(r"""["']hiRes["']\s*:\s*["'](https:[^"']+)""")
_LARGE: Final = re.compile(r"""["']large["']\s*:\s*["'](https:[^"']+)""")
_LANGUAGE: Final = re.compile(r"(?i)\s*\((?:em|en|in|auf|in het) \w+\)\s*$")
_STORE: Final = re.compile(
    r"(?i)^(?:visit the (.+?) store|brand:\s*(.+)|marca:\s*(.+)|marke:\s*(.+)|marque\s*:\s*(.+)"
    r"|visita(?: la store di|r la tienda de) (.+)|visite a loja (?:da |do |de )?(.+)|"
    r"visitar a loja (?:da |do |de )?(.+)|besuche den (.+?)-store"
    r"|visiter la boutique (.+)|bezoek de (.+?)-store|besök (.+?)-butiken|(.+?)のストアを表示|"
    r"ブランド:\s*(.+)|品牌[:：]\s*(.+)|访问(.+?)店铺)$"
)
_SOLD: Final = re.compile(
    r"(?i)(?:sold by|vendu par|verkauf(?:t)? durch|vendido por|venduto da|verkocht door|"
    r"sprzedawane przez)\s+(.{2,60}?)(?:\s+(?:and|et|und|y|e|en|in|i)\s+|\.\s|\.$|$)"
)
_AMAZON: Final = re.compile(
    r"(?i)(?:vendido|vendu|verkauf\w*|venduto|sold)\b.{0,40}?\b(amazon(?:\.[a-z.]{2,6})?)"
)


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("amazon", complete=True)
    fields.title = next(filter(None, (_text(document, name) for name in _TITLES)), None)
    offered = not any(document.by_id(name) is not None for name in _UNAVAILABLE)
    money = next(_prices(document), None) if offered else None
    if offered and money is None:
        fields.amount = _bundled(document)
    if money:
        fields.amount, fields.high, fields.currency = money.amount, money.high, money.sign
    fields.images = list(dict.fromkeys(_pictures(document)))
    fields.brand = _brand(document)
    fields.seller = _seller(document)
    fields.description = _text(document, "feature-bullets") or _text(document, "productDescription")
    fields.category = _crumbs(document)
    if money and document.by_id("usedBuySection") and not document.by_id("buyNewSection"):
        fields.condition = "used"
    return fields


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: Amazon's lists are visible."""
    del document
    return []


def _text(document: Document, name: str) -> str | None:
    node = document.by_id(name)
    return tidy(document.text(node), MAX_DESCRIPTION) if node is not None else None


def _prices(document: Document) -> Iterator[Money]:
    """Amounts of the buying box, the most certain place first; struck and unit prices left out."""
    for name in _PRICES:
        node = document.by_id(name)
        if node is None:
            continue
        for start, end in _current(document, node):
            money = next(find_money(document.stream[start:end]), None)
            if money is not None and money.amount > 0:
                yield money


def _current(document: Document, node: int) -> Iterator[tuple[int, int]]:
    """Extents of current prices below a node: whole-and-fraction blocks, else all of it."""
    blocks = [
        inner
        for inner in document.with_class("a-price")
        if document.within(inner, node) and not _is_struck(document, inner, node)
    ]
    for block in blocks:
        yield document.text_from[block], document.text_to[block]
    if not any(document.within(inner, node) for inner in document.with_class("a-price")):
        yield document.text_from[node], document.text_to[node]


def _is_struck(document: Document, node: int, top: int) -> bool:
    while node >= top:
        if any(mark in document.attr(node, "class") for mark in _STRUCK):
            return True
        if document.attr(node, "data-a-strike") == "true":
            return True
        node = document.parents[node]
    return False


def _bundled(document: Document) -> Decimal | None:
    """The own price in the facts of the bundle, where the buying box comes later by script."""
    told = marketplace_listing(document.url)
    if told is None:
        return None
    for attrs in document.attrs:
        facts = attrs.get("data-p13n-asin-metadata") if attrs else None
        if facts and f'"{told[1]}"' in facts:
            price = re.search(r'"price"\s*:\s*([\d.]+)', facts)
            return Decimal(price.group(1)) if price else None
    return None


def _pictures(document: Document) -> Iterator[str]:
    for name in _PICTURES:
        node = document.by_id(name)
        if node is not None:
            yield from sources(document, node)[:2]
    for _, text in document.scripts:
        at = text.find("colorImages")
        if at >= 0:
            part = text[at : at + 40_000]
            yield from _HIRES.findall(part)[:20] or _LARGE.findall(part)[:20]
            return


def _brand(document: Document) -> str | None:
    for row in document.with_class("po-brand"):
        cells = document.text(row).split(" ", 1)
        values = [n for n in document.with_class("po-break-word") if document.within(n, row)]
        if values:
            return tidy(_LANGUAGE.sub("", document.text(values[0])), 120)
        if len(cells) == 2:
            return tidy(cells[1], 120)
    node = document.by_id("bylineInfo")
    if node is not None:
        told = _STORE.match(document.text(node))
        if told:
            return tidy(_LANGUAGE.sub("", next(filter(None, told.groups()))), 120)
        if document.tags[node] == "a":
            return tidy(document.text(node), 80)
    return _text(document, "brand")


def _seller(document: Document) -> Seller | None:
    node = document.by_id("sellerProfileTriggerId")
    if node is not None:
        told = re.search(r"[?&;]seller=(\w+)", document.attr(node, "href"))
        return seller_of(tidy(document.text(node), 120), told.group(1) if told else None)
    for name in (
        "merchant-info",
        "tabular-buybox",
        "merchantInfoFeature_feature_div",
        "soldByThirdParty",
    ):
        text = _text(document, name)
        if text:
            told = _AMAZON.search(text) or _SOLD.search(text)
            if told:
                return seller_of(tidy(told.group(1).rstrip("."), 120))
    return None


def _crumbs(document: Document) -> str | None:
    node = document.by_id("wayfinding-breadcrumbs_feature_div")
    if node is None:
        return None
    steps = [document.text(link) for link in document.nodes("a") if document.within(link, node)]
    return " > ".join(step for step in steps if step) or None
