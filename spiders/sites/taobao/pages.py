"""Taobao and Tmall: two fronts over one space of ids.

Layer: spiders.sites, pure. Seen on saved pages of 2016 to 2020: Taobao offer and search, Tmall
offer. Pages after the login wall were not seen.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import unquote

from monitor.domain.seller import Seller
from spiders.extract.counts import count_of, quantity_in, variants_in
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.images import sources
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.state import object_after

_NICK: Final = re.compile(r"sellerNick\s*:\s*['\"]([^'\"]{1,60})")
_SELLER_ID: Final = re.compile(r"sellerId\s*:\s*['\"]?(\d{4,20})")
_DEFAULT_PRICE: Final = re.compile(
    r"[\"']?defaultItemPrice[\"']?\s*:\s*[\"']?([\d.]+)(?:\s*-\s*([\d.]+))?"
)
_PRICE_IDS: Final = ("J_PromoPriceNum", "J_StrPrice", "J_StrPriceModBox")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("taobao", currency="CNY")
    setup = object_after(document, "TShop.Setup(")
    if isinstance(setup, dict):
        _read_setup(setup, fields)
    fields.title = fields.title or _title(document)
    if fields.amount is None:
        _read_price(document, fields)
    fields.images = _images(document)
    fields.seller = _seller(document) or fields.seller
    return fields


def _read_setup(setup: dict[str, Any], fields: Fields) -> None:
    about = setup.get("itemDO")
    about = about if isinstance(about, dict) else {}
    fields.title = tidy(about.get("title"))
    fields.brand = tidy(about.get("brand"), 80)
    nick = tidy(about.get("sellerNickName"), 200)
    fields.seller = seller_of(unquote(nick) if nick else None, tidy(about.get("userId"), 30))
    skus = setup.get("valItemInfo")
    skus = skus if isinstance(skus, dict) else {}
    fields.variants = variants_in(skus, fields.title)
    fields.quantity = quantity_in({"skus": skus.get("skuMap")})
    if fields.quantity is None:  # what is in stock; the form's own number stands elsewhere
        fields.quantity = count_of(about.get("quantity"))
    amounts = sorted(_sku_prices(setup))
    if amounts:
        fields.amount = amounts[0]
        fields.high = amounts[-1] if amounts[-1] > amounts[0] else None
        return
    detail = setup.get("detail")
    written = detail.get("defaultItemPrice") if isinstance(detail, dict) else None
    money = next(find_money(str(written or ""), bare=True), None)
    fields.amount = money.amount if money else amount_of(about.get("reservePrice"))
    fields.high = money.high if money else None


def _sku_prices(setup: dict[str, Any]) -> Iterator[Decimal]:
    about = setup.get("valItemInfo")
    skus = about.get("skuMap") if isinstance(about, dict) else None
    for sku in skus.values() if isinstance(skus, dict) else ():
        amount = amount_of(sku.get("price")) if isinstance(sku, dict) else None
        if amount:
            yield amount


def _title(document: Document) -> str | None:
    for node in document.with_class("tb-main-title")[:1]:
        return tidy(document.attr(node, "data-title") or document.text(node))
    return None


def _read_price(document: Document, fields: Fields) -> None:
    for name in _PRICE_IDS:
        node = document.by_id(name)
        money = next(find_money(document.raw(node), bare=True), None) if node is not None else None
        if money and money.amount > 0:
            fields.amount, fields.high = money.amount, money.high
            return
    for _, text in document.scripts:
        told = _DEFAULT_PRICE.search(text)
        if told:
            fields.amount = amount_of(told.group(1))
            fields.high = amount_of(told.group(2))
            return


def _images(document: Document) -> list[str]:
    node = document.by_id("J_ImgBooth")
    found = sources(document, node) if node is not None else []
    thumbs = document.by_id("J_UlThumb")
    for image in document.nodes("img"):
        if thumbs is not None and document.within(image, thumbs):
            found += sources(document, image)[:1]
    return found


def _seller(document: Document) -> Seller | None:
    for node in document.with_class("slogo-shopname")[:1]:
        name = tidy(document.text(node), 80)
        if name:
            return seller_of(name)
    for _, text in document.scripts:
        nick = _NICK.search(text)
        if nick:
            id_ = _SELLER_ID.search(text)
            name = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), nick.group(1))
            return seller_of(tidy(unquote(name), 80), id_.group(1) if id_ else None)
    return None


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the search state of Taobao."""
    state = object_after(document, "g_page_config")
    for name in ("mods", "itemlist", "data", "auctions"):
        state = state.get(name) if isinstance(state, dict) else None
    return [card for card in map(_card, state if isinstance(state, list) else []) if card]


def _card(entry: object) -> StateCard | None:
    if not isinstance(entry, dict) or not entry.get("nid"):
        return None
    return StateCard(
        url=f"https://item.taobao.com/item.htm?id={entry['nid']}",
        title=tidy(entry.get("raw_title")),
        amount=amount_of(entry.get("view_price")),
        currency="CNY",
        image=tidy(entry.get("pic_url"), 500),
    )
