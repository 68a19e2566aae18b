"""Etsy: the meta elements of 2012-2018, the buy box since 2019, the JSON-LD of either time.

Layer: spiders.sites, pure. The marks are public in other people's readers of these pages; no live
page was asked for. JSON-LD states the price in the shop's currency, the visible page in the
visitor's: what the visitor sees wins.
"""

import re
from collections.abc import Iterator
from typing import Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.identity import marketplace_listing
from spiders.extract.images import sources
from spiders.extract.jsonld import amount_of, read_graph, read_product
from spiders.sites.state import (
    classed,
    current_money,
    first_text,
    is_told_gone,
    link_paths,
    marked,
    meta,
    set_money,
    told_offer,
    without_price,
)

_SHOP: Final = re.compile(r"/shop/([A-Za-z0-9]{2,40})(?:[/?#]|$)")
_GONE: Final = re.compile(
    r"(?i)\b(?:item|listing|shop)\b.{0,20} (?:is|has|was) (?:currently |now |been |also )*"
    r"(?:unavailable|sold|(?:no longer|not) available)\b|"
    r"artikel \w{3} (?:leider )?(?:nicht|ausverkauft)|"
    r"article (?:est|n'est plus) (?:indisponible|épuisé|disponible)|"
    r"artículo (?:no está disponible|está agotado)"
)
_MARKS: Final = (
    "data-buy-box-region",
    "data-selector",
    "data-region",
    "data-full-image-href",
    "data-src-zoom-image",
)
_SHOP_REGIONS: Final = frozenset(("shop", "shop-name", "shop-name-and-title"))
_Marks = dict[str, list[int]]
_OLD: Final = ("wt-text-strikethrough", "strikethrough", "original-price", "was-price")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    told, marks = told_offer(document), marked(document, *_MARKS)
    fields = Fields("etsy", title=_title(document), seller=_seller(document, marks, told.brand))
    fields.shop_as_brand = True
    fields.images = told.images or _images(document, marks)
    if told.category:
        fields.category = " > ".join(step.strip() for step in told.category.split("<"))
    if is_told_gone(document) or _says_gone(document):
        return without_price(fields)
    _read_price(document, marks, fields)
    if fields.amount is None:
        fields.amount, fields.high, fields.currency = told.amount, told.high, told.currency
    elif fields.amount == told.amount:
        fields.high, fields.currency = told.high, told.currency or fields.currency
    return fields


def _title(document: Document) -> str | None:
    nodes = [
        node
        for node in document.nodes("h1")
        if {"data-listing-id", "data-buy-box-listing-title"} & document.attrs[node].keys()
    ]
    return first_text(document, nodes)


def _read_price(document: Document, marks: _Marks, fields: Fields) -> None:
    for node in _price_blocks(document, marks):
        money = current_money(document, node, *_OLD)
        if money is not None:
            set_money(fields, money)
            return
    amount = amount_of(meta(document, "etsymarketplace:price_value", "etsymarketplace:price"))
    if amount:
        fields.amount = amount
        fields.currency = meta(
            document, "etsymarketplace:currency_code", "etsymarketplace:currency_symbol"
        )


def _price_blocks(document: Document, marks: _Marks) -> Iterator[int]:
    for name, value in (("data-buy-box-region", "price"), ("data-selector", "price-only")):
        yield from (node for node in marks[name] if document.attr(node, name) == value)
    yield from classed(document, "override-listing-price")
    listed = document.by_id("listing-price")
    yield from [] if listed is None else [listed]


def _seller(document: Document, marks: _Marks, brand: str | None) -> Seller | None:
    """The shop's name is its id; JSON-LD calls it the brand, which settles which link is meant."""
    for node in document.nodes("a"):
        attrs = document.attrs[node]
        named = attrs.get("data-to_user_display_name") or attrs.get("data-to_username")
        if named:
            return seller_of(tidy(named, 80), _linked_shop(document, marks, None))
    shop = _linked_shop(document, marks, brand)
    return seller_of(shop, shop)


def _linked_shop(document: Document, marks: _Marks, brand: str | None) -> str | None:
    shops = list(link_paths(document, _SHOP))
    for _, shop in shops:
        if brand and shop.casefold() == brand.casefold():
            return shop
    regions = [
        node
        for name in ("data-region", "data-buy-box-region")
        for node in marks[name]
        if document.attr(node, name) in _SHOP_REGIONS
    ]
    for node, shop in shops:
        if any(document.within(node, region) for region in regions):
            return shop
    return next((shop for node, shop in shops if _leads_home(document, node)), None)


def _leads_home(document: Document, node: int) -> bool:
    """Tell whether a link speaks of this offer's shop and not of one that is recommended."""
    label, href = document.attr(node, "aria-label").lower(), document.attr(node, "href")
    return "store owner" in label or "shop-header" in href or "shop_home_header" in href


def _images(document: Document, marks: _Marks) -> list[str]:
    """The picture's largest form beside each place of the carousel, by the names of its times."""
    for name in ("data-full-image-href", "data-src-zoom-image"):
        found = [document.attr(node, name) for node in marks[name]]
        if any(found):
            return [url for url in found if url]
    carousel = document.by_id("image-carousel")
    if carousel is None:
        return []
    pictures = [node for node in document.nodes("img") if document.within(node, carousel)]
    return [url for node in pictures for url in sources(document, node)[:1]]


def _says_gone(document: Document) -> bool:
    """Tell whether a heading says so; descriptions speak of availability too."""
    tops = [node for tag in ("h1", "h2", "h3") for node in document.nodes(tag)[:6]]
    tops += list(classed(document, "wt-alert"))
    return any(_GONE.search(document.text(node, 200)) for node in tops)


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: a list's JSON-LD, where it holds all that the page links to."""
    graph = read_graph(document)
    cards = []
    for node in graph.listed:
        url = tidy(node.get("url"), 2000)
        if url and marketplace_listing(url):
            told = read_product(node, graph)
            image = next(iter(told.images), None)
            cards.append(StateCard(url, told.title, told.amount, told.high, told.currency, image))
    linked = {
        known
        for link in document.nodes("a")
        if (known := marketplace_listing(document.join(document.attr(link, "href")) or ""))
    }
    return cards if len(cards) >= len(linked) else []
