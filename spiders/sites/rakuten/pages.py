"""Rakuten Ichiba: the shops' tables of 2008-2020 (EUC-JP) and the page's state since 2019.

Layer: spiders.sites, pure. Marks and keys are public in other people's readers; no live page was
asked for. A search page's JSON-LD is a carousel of other goods and is not read.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.jsonld import amount_of, read_graph
from spiders.extract.money import find_money
from spiders.extract.state import object_after
from spiders.sites.state import (
    address_parts,
    amount,
    at,
    classed,
    current_money,
    first_text,
    meta,
    number_id,
    plain,
    rows,
    script_object,
    set_money,
    set_price,
    table,
    without_price,
    word,
)

_CURRENCY: Final = "JPY"
_TITLE: Final = re.compile(r"^【楽天市場】\s*(.+?)\s*[:：]\s*([^:：]{1,60})$")
_USED: Final = re.compile(r"^[\s【\[]*(?:【中古】|\[?中古\]?[】\s])")
_GONE: Final = re.compile(
    r"売り?切れ|在庫切れ|販売終了|完売|現在ご購入いただけません|在庫がございません"
)
_BUY: Final = re.compile(r"かごに|カートに|購入手続き|予約する|注文する")
_NO_STOCK: Final = frozenset(("out_of_stock", "outofstock", "sold_out", "soldout"))
_CABINET: Final = "https://image.rakuten.co.jp/"
_GOLD: Final = "https://www.rakuten.ne.jp/gold/"
_FILE: Final = re.compile(r"(?i)\.(?:jpe?g|png|gif|webp)(?:$|\?)")
_NAMELESS: Final = frozenset(("-", "ノーブランド", "ノーブランド品", "なし"))
_TITLES: Final = ("item_name", "sa_item_name", "normal_reserve_item_name")
_OLD: Final = ("double_price", "price3", "proper_price")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    state = script_object(document, "item-page-app-data")
    for name in ("newApi", "api"):
        shown = table(state, name, "itemInfoSku") or table(state, name, "data", "itemInfoSku")
        if shown:
            return _read_state(document, table(state, name), shown)
    return _read_tables(document)


# -- since 2019 ----------------------------------------------------------------------------


def _read_state(document: Document, holder: dict[str, Any], shown: dict[str, Any]) -> Fields:
    fields = Fields("rakuten", title=plain(at(shown, "title"), 500))
    fields.condition = _condition(fields.title)
    shop = table(holder, "shop") or table(holder, "data", "shop") or table(shown, "shop")
    name = word(shop, "shopName") or _names_in(document)[1]
    code = word(shop, "shopUrl") or _shop_code(document.url)
    fields.seller = seller_of(name, number_id(shown, "shopId") or code)
    fields.images = list(_pictures(shown, code or ""))
    fields.brand = next(filter(None, map(_brand, rows(shown, "sku"))), None)
    fields.description = plain(at(shown, "newProductDescription")) or plain(
        at(shown, "pcFields", "productDescription")
    )
    crumbs = read_graph(document).crumbs
    fields.category = " > ".join(crumbs) or None
    buying = table(shown, "purchaseInfo", "purchaseBySellType")
    condition = word(buying, "purchaseCondition") or word(
        shown, "purchaseInfo", "purchaseCondition"
    )
    if condition is not None and condition != "enabled":
        return without_price(fields)
    set_price(fields, _prices(shown, buying), _CURRENCY)
    return fields


def _prices(shown: dict[str, Any], buying: dict[str, Any]) -> Iterator[Any]:
    for kind in ("normalPurchase", "preOrder", "subscription"):
        price = table(buying, kind, "price")
        if price:
            yield amount(price, "minPrice")
            yield amount(price, "maxPrice")
            return
    for variant in rows(shown, "sku"):
        yield amount(variant, "taxIncludedPrice")


def _pictures(shown: dict[str, Any], code: str) -> Iterator[str]:
    """Whole addresses, or places in the shop's cabinet of pictures or in its own web space."""
    for row in rows(shown, "media", "images") or rows(shown, "pcFields", "images"):
        place = word(row, "location", limit=900) or ""
        if place.startswith(("http", "//")):
            yield place
        elif place and code and row.get("type") == "GOLD":
            yield f"{_GOLD}{code}{place}"
        elif place and code:
            yield f"{_CABINET}{code}/cabinet{place.removeprefix('/cabinet')}"


def _brand(variant: dict[str, Any]) -> str | None:
    for row in rows(variant, "attributes"):
        if word(row, "title") in {"ブランド名", "ブランド"}:
            name = word(row, "value") or word(row, "values", 0)
            return None if name in _NAMELESS else name
    return None


# -- 2008-2020 -----------------------------------------------------------------------------


def _read_tables(document: Document) -> Fields:
    named, shop = _names_in(document)
    fields = Fields("rakuten")
    fields.title = first_text(document, classed(document, *_TITLES)) or named
    fields.condition = _condition(fields.title)
    fields.seller = _table_seller(document, shop)
    fields.images = list(_table_images(document))
    if _is_sold_out(document):
        return without_price(fields)
    for node in classed(document, "price2", "sa_price", "normal_price"):
        told = amount_of(document.attr(node, "content"))
        if told:
            fields.amount, fields.currency = told, _CURRENCY
        else:
            set_money(fields, current_money(document, node, *_OLD, bare=True))
        if fields.amount is not None:
            fields.currency = _CURRENCY
            return fields
    told = amount_of(meta(document, "price")) or amount_of(_hidden(document, "ratPrice"))
    set_price(fields, [told], _CURRENCY)
    return fields


def _table_seller(document: Document, shop: str | None) -> Seller | None:
    number = _hidden(document, "ratItemId").partition("/")[0]
    code = _hidden(document, "ratShopUrl") or _shop_code(document.url)
    for entry in document.nodes("input"):
        if document.attr(entry, "name") == "shopname":
            shop = tidy(document.attr(entry, "value"), 80) or shop
    return seller_of(shop, number if number.isdigit() else code)


def _hidden(document: Document, id_: str) -> str:
    """What a hidden field of the order form holds."""
    node = document.by_id(id_)
    return "" if node is None else document.attr(node, "value").strip()


def _table_images(document: Document) -> Iterator[str]:
    """What the main picture's link opens: its largest form."""
    for node in document.nodes("a"):
        href = document.attr(node, "href")
        if "rakutenLimitedId_ImageMain" in document.attr(node, "class") and _FILE.search(href):
            yield href
    told = meta(document, "image")
    if told:
        yield told


def _is_sold_out(document: Document) -> bool:
    """Tables of variants explain their signs ("×: sold out"), so that words alone say nothing."""
    told = (meta(document, "availability") or "").lower()
    if told in _NO_STOCK or next(classed(document, "soldout_msg"), None) is not None:
        return True
    cart = document.by_id("rakutenLimitedId_cart")
    if cart is None:
        return False
    controls = [
        document.attr(node, "value") + document.attr(node, "alt")
        for tag in ("input", "img")
        for node in document.nodes(tag)
        if document.within(node, cart)
    ]
    said = " ".join([document.text(cart, 4000), *controls])
    return _GONE.search(said) is not None and _BUY.search(said) is None


# -- both ----------------------------------------------------------------------------------


def _names_in(document: Document) -> tuple[str | None, str | None]:
    """Name and shop, as the title element puts them."""
    found = _TITLE.match(document.title)
    if found is None or found.group(1) == "エラー":
        return None, None
    return tidy(found.group(1)), tidy(found.group(2), 80)


def _shop_code(url: str) -> str | None:
    parts = address_parts(url)
    if (parts.hostname or "") != "item.rakuten.co.jp":
        return None
    return parts.path.strip("/").split("/")[0] or None


def _condition(title: str | None) -> str | None:
    """Used goods must say so at the head of their name."""
    return "used" if title and _USED.match(title) else None


# -- lists ---------------------------------------------------------------------------------


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the state of the search; older ones are visible."""
    state = object_after(document, "__INITIAL_STATE__") or {}
    held = table(state, "state", "data", "ichibaSearch") or table(state, "data", "ichibaSearch")
    held = held or table(state, "ichibaSearch")
    cards = []
    for row in rows(held, "items"):
        url = word(row, "originalItemUrl", limit=2000) or word(row, "url", limit=2000)
        if not url:
            continue
        pictures = at(row, "images")
        image = word(pictures, 0, "url", limit=900) or word(pictures, 0, limit=900)
        span = next(find_money(word(row, "skuInfo", "priceRange") or "", bare=True), None)
        price = amount(row, "price")
        high = span.high if span is not None and span.amount == price else None
        name = plain(at(row, "name"), 500)
        cards.append(StateCard(url, name, price, high, _CURRENCY, image))
    return cards
