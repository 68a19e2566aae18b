"""Newegg: the state of its pages since 2019, `utag_data` of 2012-2018, and the visible marks.

Layer: spiders.sites, pure. `__initialState__`, `utag_data` and the class names are public in other
people's readers; no live page was asked for.
"""

import html
import re
from decimal import Decimal
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.images import sources
from spiders.extract.jsonld import amount_of
from spiders.extract.state import object_after
from spiders.sites.state import (
    amount,
    at,
    classed,
    current_money,
    first_text,
    is_told_gone,
    meta,
    number_id,
    rows,
    set_money,
    set_price,
    table,
    texts,
    told_offer,
    without_price,
    word,
)

_TAGGED: Final = re.compile(r"\b(\w+)\s*:\s*\[?\s*(['\"])(.*?)(?<!\\)\2")
_CURRENCIES: Final = {"USA": "USD", "CAN": "CAD"}
_SIZED: Final = re.compile(r"(?i)/(?:ProductImageCompressAll\d+|productimage/nb\d+|ProductImage)/")
_PICTURES: Final = "https://c1.neweggimages.com/ProductImage/"
_SOLD_BY: Final = re.compile(r"(?i)^(?:sold|shipped)(?: and shipped)? by:?\s*")
_NO_SHIPPING: Final = Decimal("0.01")
"""What the page writes where shipping is free."""


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    state = table(object_after(document, "__initialState__"), "ItemDetail")
    tagged = _tagged(document)
    fields = _from_state(state) if state else Fields("newegg")
    title = first_text(document, classed(document, "product-title"))
    fields.title = title or fields.title or _old_title(document, tagged)
    fields.brand = fields.brand or tagged.get("product_manufacture")
    fields.seller = fields.seller or _visible_seller(document)
    fields.images = fields.images or _images(document)
    fields.category = fields.category or _old_category(tagged)
    if _is_gone(document, state, tagged):
        return without_price(fields)
    if fields.amount is None:
        _read_visible_price(document, fields)
    if fields.amount is None and not state:
        _read_tagged_price(document, tagged, fields)
    fields.complete = bool(state)  # a price that shows in the cart alone is none
    return fields


# -- since 2019 ----------------------------------------------------------------------------


def _from_state(state: dict[str, Any]) -> Fields:
    fields = Fields("newegg", title=word(state, "Description", "Title", limit=500))
    fields.brand = word(state, "ItemManufactory", "Manufactory")
    fields.seller = seller_of(
        word(state, "Seller", "SellerName"), number_id(state, "Seller", "SellerId")
    )
    fields.description = tidy(at(state, "Description", "BulletDescription"), 5000)
    feature = table(state, "Feature")
    for name, condition in (
        ("IsRefurbished", "refurbished"),
        ("IsOpenBoxed", "open box"),
        ("IsUsed", "used"),
        ("IsNew", "new"),
    ):
        if feature.get(name) is True:
            fields.condition = condition
            break
    names = (word(state, "NewImage", "ImageName", limit=600) or "").split(",")
    fields.images = [f"{_PICTURES}{name.strip()}" for name in names if "." in name]
    if not (state.get("PriceHideMark") or state.get("NoItemPriceDataMark")):
        code = _CURRENCIES.get(word(state, "CountryCode") or "")
        set_price(fields, [amount(state, "FinalPrice")], code)
    return fields


def _is_gone(document: Document, state: dict[str, Any], tagged: dict[str, str]) -> bool:
    if state:
        return state.get("Instock") is False or state.get("IsActivated") is False
    return tagged.get("product_instock") == "0" or is_told_gone(document)


def _read_visible_price(document: Document, fields: Fields) -> None:
    """`$<strong>357</strong><sup>.87</sup>`; the price of before stands in a class of its own."""
    for node in classed(document, "price-current"):
        set_money(fields, current_money(document, node, "price-was", "price-was-data"))
        if fields.amount is not None:
            return
    told = told_offer(document)
    fields.amount, fields.high, fields.currency = told.amount, told.high, told.currency


def _visible_seller(document: Document) -> Seller | None:
    for node in classed(document, "product-seller-sold-by", "product-seller"):
        below = range(node + 1, document.ends[node])
        inner = [name for name in below if document.tags[name] in {"strong", "a"}]
        name = _SOLD_BY.sub("", first_text(document, [*inner, node], 80) or "")
        if name:
            return seller_of(name)
    return None


def _images(document: Document) -> list[str]:
    """Of the gallery, each in the folder that holds the largest form."""
    nodes = list(classed(document, "product-view-img-original", "mainSlide"))
    urls = [url for node in nodes for url in sources(document, node)[:1]]
    return [_SIZED.sub("/ProductImage/", url) for url in urls]


# -- 2012-2018 -----------------------------------------------------------------------------


def _tagged(document: Document) -> dict[str, str]:
    """`utag_data`: it calls functions, so that its strings are read one by one."""
    for _, text in document.scripts:
        at_ = text.find("utag_data")
        if at_ >= 0:
            found = _TAGGED.finditer(text, at_, at_ + 20_000)
            return {m.group(1): tidy(m.group(3), 500) or "" for m in found if m.group(3)}
    return {}


def _old_title(document: Document, tagged: dict[str, str]) -> str | None:
    node = document.by_id("grpDescrip_h")
    return (None if node is None else tidy(document.text(node))) or tagged.get("product_title")


def _old_category(tagged: dict[str, str]) -> str | None:
    steps = html.unescape(tagged.get("page_breadcrumb", "")).split(">")
    return " > ".join(s.strip() for s in steps if s.strip() not in {"", "Home"}) or None


def _read_tagged_price(document: Document, tagged: dict[str, str], fields: Fields) -> None:
    """The meta element; the tagged sale price only where no shipping may be inside it."""
    found = amount_of(meta(document, "price"))
    shipping = amount_of(tagged.get("product_default_shipping_cost")) or Decimal(0)
    if not found and shipping <= _NO_SHIPPING:
        found = amount_of(tagged.get("product_sale_price"))
    code = meta(document, "priceCurrency") or tagged.get("site_currency")
    set_price(fields, [found], code)


# -- lists ---------------------------------------------------------------------------------


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the cells of the list's state."""
    state = object_after(document, "__initialState__") or {}
    cards = []
    for row in rows(state, "Products"):
        cell = table(row, "ItemCell")
        number = number_id(cell, "Item")
        if number is None:
            continue
        names = texts(cell, "NewImage", "ImageName")
        image = _PICTURES + names[0].split(",")[0] if names and "." in names[0] else None
        name = word(cell, "Description", "Title", limit=500)
        code = _CURRENCIES.get(word(cell, "CountryCode") or "")
        price = amount(cell, "FinalPrice")
        cards.append(StateCard(f"/p/{number}", name, price, None, code, image))
    return cards
