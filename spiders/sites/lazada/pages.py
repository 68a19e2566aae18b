"""Lazada: the state of its modules, the tracking data beside it, and the rendered price.

Layer: spiders.sites, pure. `__moduleData__` (2018-2026), the same object as the argument of
`app.run(...)` before, `pdpTrackingData`, and `pageData` of lists: their shapes are public in other
people's readers; no live page was asked for. Since 2024 the price often stands in the tracking
data alone.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.counts import count_of
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of
from spiders.extract.money import find_money
from spiders.extract.state import object_after, parse_at
from spiders.sites.state import (
    address_parts,
    amount,
    at,
    classed,
    current_money,
    first_text,
    is_told_gone,
    number_id,
    plain,
    rows,
    set_money,
    set_price,
    table,
    texts,
    told_offer,
    without_price,
    word,
)

_CURRENCIES: Final = {"sg": "SGD", "my": "MYR", "id": "IDR", "th": "THB", "ph": "PHP", "vn": "VND"}
_TRACKED: Final = re.compile(r"pdpTrackingData\s*=\s*(?=[\"'{])")
_SLUG: Final = re.compile(r"^/(?:shop/)?([\w.-]{2,80})/?$")
_STATES: Final = ("__moduleData__", "app.run(")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    state = next(filter(None, (object_after(document, mark) for mark in _STATES)), None)
    fields_of = table(state, "data", "root", "fields") or table(state, "root", "fields")
    tracked = _tracking(document)
    fields = Fields("lazada")
    shown = first_text(document, classed(document, "pdp-mod-product-badge-title"))
    fields.title = word(fields_of, "product", "title", limit=500) or shown
    fields.title = fields.title or word(tracked, "pdt_name", limit=500)
    fields.brand = _brand(fields_of, tracked)
    fields.seller = _seller(fields_of, tracked)
    fields.images = list(_images(fields_of)) or texts(tracked, "pdt_photo")
    steps = [word(step, "title") for step in rows(fields_of, "Breadcrumb")]
    steps = steps or list(texts(tracked, "pdt_category"))
    fields.category = " > ".join(filter(None, steps)) or None
    fields.description = plain(at(fields_of, "product", "desc")) or plain(
        at(fields_of, "product", "highlights")
    )
    sku = _chosen(fields_of)
    fields.quantity = count_of(sku.get("stock"))
    if word(sku, "stock") == "0" or is_told_gone(document):
        return without_price(fields)
    _read_price(document, sku, (table(fields_of, "tracking"), tracked), fields)
    return fields


def _tracking(document: Document) -> dict[str, Any]:
    """`pdpTrackingData`: an object, or the text of one."""
    for _, text in document.scripts:
        found = _TRACKED.search(text)
        value = parse_at(text, found.end()) if found else None
        value = parse_at(value, 0) if isinstance(value, str) else value
        if isinstance(value, dict):
            return value
    return {}


def _chosen(fields_of: dict[str, Any]) -> dict[str, Any]:
    """The variant the page was opened on; "0" stands for it."""
    infos = table(fields_of, "skuInfos")
    number = word(fields_of, "primaryKey", "skuId") or ""
    return table(infos, "0") or table(infos, number) or next(iter(_tables(infos)), {})


def _tables(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (value for value in holder.values() if isinstance(value, dict))


def _read_price(
    document: Document,
    sku: dict[str, Any],
    tracked: tuple[dict[str, Any], ...],
    fields: Fields,
) -> None:
    """The variant's sale price; else as rendered; else as tracked, which may be before a sale."""
    code = word(tracked[-1], "core", "currencyCode", limit=5) or _host_currency(document.url)
    set_price(fields, _sale_prices(sku), code)
    if fields.amount is not None:
        return
    for node in classed(
        document, "pdp-price_type_normal", "pdp-v2-product-price-content-salePrice"
    ):
        set_money(fields, current_money(document, node, "pdp-price_type_deleted", bare=True))
        if fields.amount is not None:
            fields.currency = fields.currency or code
            return
    for source in tracked:
        money = next(find_money(word(source, "pdt_price") or "", bare=True), None)
        if money is not None and money.amount > 0:
            fields.amount, fields.currency = money.amount, money.sign or code
            return
    told = told_offer(document)
    fields.amount, fields.high, fields.currency = told.amount, told.high, told.currency


def _sale_prices(sku: dict[str, Any]) -> Iterator[Decimal | None]:
    price = table(sku, "price")
    for name in ("salePrice", "originalPrice"):
        found = amount(price, name, "value") or amount(price, name, "text") or amount(price, name)
        if found is not None:
            yield found
            return


def _host_currency(url: str) -> str | None:
    return _CURRENCIES.get((address_parts(url).hostname or "").rsplit(".", 1)[-1])


def _brand(fields_of: dict[str, Any], tracked: dict[str, Any]) -> str | None:
    name = word(fields_of, "product", "brand", "name") or word(fields_of, "product", "brandName")
    return name or word(fields_of, "tracking", "brand_name") or word(tracked, "brand_name")


def _seller(fields_of: dict[str, Any], tracked: dict[str, Any]) -> Seller | None:
    """By the name in the address of the shop, which leads to all it offers; else by number."""
    seller = table(fields_of, "seller") or table(fields_of, "sellerInfo")
    name = word(seller, "name") or word(fields_of, "tracking", "seller_name")
    slug = _SLUG.match(address_parts(word(seller, "url", limit=500)).path)
    number = number_id(seller, "sellerId") or number_id(seller, "shopId")
    number = number or number_id(tracked, "supplier_id")
    return seller_of(name or word(tracked, "seller_name"), slug.group(1) if slug else number)


def _images(fields_of: dict[str, Any]) -> Iterator[str]:
    galleries = table(fields_of, "skuGalleries")
    number = word(fields_of, "primaryKey", "skuId") or ""
    for key in ("0", number, *galleries):
        pictures = [row for row in rows(galleries, key) if row.get("type", "img") == "img"]
        found = [url for row in pictures for url in texts(row, "src")]
        if found:
            yield from found
            return


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the list's own state."""
    state = object_after(document, "window.pageData") or {}
    currency = _host_currency(document.url)
    cards = []
    for row in rows(state, "mods", "listItems"):
        number = number_id(row, "itemId") or number_id(row, "nid")
        url = word(row, "itemUrl", limit=2000) or word(row, "productUrl", limit=2000)
        if number:
            url = f"/products/pdp-i{number}.html"
        if url:
            price = amount(row, "price") or amount(row, "priceShow")
            name = word(row, "name", limit=500)
            cards.append(StateCard(url, name, price, None, currency, word(row, "image", limit=900)))
    return cards
