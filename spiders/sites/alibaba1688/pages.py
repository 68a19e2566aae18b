"""1688: the tables of 2012-2020, the state of 2021-2023, the context of 2023-2026.

Layer: spiders.sites, pure. `iDetailConfig` and `iDetailData`, `__INIT_DATA`, `window.context` and
the states of its searches are public in other people's readers; no live page was asked for.

Prices go by quantity: the lowest step is the price, the highest its upper end. A private price
and an offer that was taken down have none.
"""

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.counts import count_of, variants_in
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.state import object_after
from spiders.sites.state import (
    address_parts,
    amount,
    at,
    classed,
    first_text,
    meta,
    number_id,
    rows,
    set_price,
    table,
    texts,
    without_price,
    word,
)

_CURRENCY: Final = "CNY"
_SHOP: Final = re.compile(r"^([a-z0-9][a-z0-9-]{2,60})\.1688\.com$")
_NOT_SHOPS: Final = frozenset((
    "www",
    "detail",
    "m",
    "s",
    "login",
    "dj",
    "work",
    "me",
    "page",
    "winport",
))
_GONE: Final = re.compile(r"已下架|已删除|商品不存在|暂时无法购买|已过期|已失效")
_LABEL: Final = re.compile(r"^(?:公司名称|公司|供应商|厂家)\s*[:：]\s*")
_MAX_DEPTH: Final = 12


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    context = table(object_after(document, "contextPath,"), "result")
    if context:
        fields = _read_context(context)
    elif state := table(object_after(document, "__INIT_DATA")):
        fields = _read_init(document, state)
    else:
        fields = _read_tables(document)
    known = fields.title is not None and fields.amount is None
    return without_price(fields) if known or _says_gone(document) else fields


# -- 2023-2026 -----------------------------------------------------------------------------


def _read_context(context: dict[str, Any]) -> Fields:
    """`result.data` holds what is drawn, `result.global` what it is drawn from."""
    drawn = table(context, "data")
    model = table(context, "global", "globalData", "model")
    offer = table(model, "offerDetail") or table(model, "offerModel")
    told = table(drawn, "Root", "fields", "dataJson")
    title = table(drawn, "productTitle", "fields")
    fields = Fields(
        "1688", title=word(title, "title", limit=500) or word(offer, "subject", limit=500)
    )
    seller = table(model, "sellerModel")
    name = word(seller, "companyName") or word(title, "shopInfo", "companyName")
    fields.seller = _seller(name, word(seller, "winportUrl", limit=300), seller)
    fields.brand = _named(rows(offer, "featureAttributes"))
    fields.images = texts(drawn, "gallery", "fields", "offerImgList") or [
        url
        for row in rows(offer, "mainImageList") or rows(offer, "imageList")
        for url in texts(row, "fullPathImageURI")
    ]
    if at(told, "tempModel", "isPricePrivate") is True or at(told, "isPricePrivate") is True:
        return fields
    trade = table(model, "tradeModel")
    price = table(drawn, "mainPrice", "fields")
    ranges = table(price, "finalPriceModel", "tradeWithoutPromotion")
    steps = [
        rows(ranges, "offerPriceRanges"),
        rows(price, "priceModel", "currentPrices"),
        rows(trade, "offerPriceModel", "currentPrices"),
        rows(told, "orderParamModel", "orderParam", "skuParam", "skuRangePrices"),
        list(_tables(table(told, "skuModel", "skuInfoMap"))),
    ]
    amounts = next(filter(None, map(_amounts, steps)), [])
    ends = [amount(trade, "minPrice"), amount(trade, "maxPrice")]
    set_price(fields, amounts or [*ends, *_span(word(trade, "priceDisplay"))], _CURRENCY)
    return fields


# -- 2021-2023 and mobile ------------------------------------------------------------------


def _read_init(document: Document, state: dict[str, Any]) -> Fields:
    held = table(state, "globalData")
    model = table(held, "tempModel")
    fields = Fields("1688", title=word(model, "offerTitle", limit=500))
    store = table(object_after(document, "__STORE_DATA__") or {})
    name = word(model, "companyName") or _found(store, "companyName", 0)
    link = word(held, "offerBaseInfo", "sellerWinportUrl", limit=300)
    fields.seller = _seller(name, link, {"memberId": model.get("sellerMemberId")})
    fields.images = [url for row in rows(held, "images") for url in texts(row, "fullPathImageURI")]
    blocks = list(_tables(table(state, "data")))
    fields.brand = _named(row for block in blocks for row in rows(block, "data", "propsList"))
    if at(held, "isPricePrivate") is True or at(model, "isPricePrivate") is True:
        return fields
    ranges = rows(held, "orderParamModel", "orderParam", "skuParam", "skuRangePrices")
    shown = [row for block in blocks for row in rows(block, "data", "priceModel", "currentPrices")]
    fields.sold = count_of(model.get("saledCount"))
    fields.quantity = count_of(at(held, "orderParamModel", "orderParam", "canBookedAmount"))
    fields.variants = variants_in(table(held, "skuModel"), fields.title)
    scale = _span(word(held, "skuModel", "skuPriceScale"))
    amounts = _amounts(ranges) or _amounts(shown) or scale
    variants = list(_tables(table(held, "skuModel", "skuInfoMap")))
    set_price(fields, amounts or _amounts(variants) or _span(word(model, "price")), _CURRENCY)
    return fields


# -- 2012-2020 -----------------------------------------------------------------------------


def _read_tables(document: Document) -> Fields:
    config = table(object_after(document, "iDetailConfig"))
    sku = table(object_after(document, "iDetailData"), "sku")
    holders = [node for node in [document.by_id("mod-detail-title")] if node is not None]
    titles = [h1 for h1 in document.nodes("h1") if any(document.within(h1, n) for n in holders)]
    fields = Fields("1688", title=first_text(document, [*titles, *classed(document, "d-title")]))
    written = first_text(document, classed(document, "company-name"), 120)
    name = _LABEL.sub("", written) if written else None
    link = word(config, "companySiteLink", limit=300)
    fields.seller = _seller(name, link, {"memberId": config.get("memberid")})
    fields.images = list(_tab_images(document))
    fields.brand = _table_brand(document)
    steps = at(sku, "priceRange") or at(sku, "priceRangeOriginal")
    amounts = [amount(step, 1) for step in steps] if isinstance(steps, list) else []
    variants = _amounts(_tables(table(sku, "skuMap")))
    single = _span(word(sku, "price"))
    variants = variants or _span(word(config, "refPrice"))
    told = [amount_of(meta(document, "og:product:price"))]
    tiers = [one for one in amounts if one]
    set_price(fields, tiers or single or variants or told, _CURRENCY)
    return fields


def _tab_images(document: Document) -> Iterator[str]:
    """`data-imgs` of the small pictures names the original of each."""
    tabs = document.by_id("dt-tab")
    for node, attrs in enumerate(document.attrs):
        written = attrs.get("data-imgs") if attrs else None
        if not written or (tabs is not None and not document.within(node, tabs)):
            continue
        try:
            told = json.loads(written[:4000])
        except (ValueError, RecursionError):
            continue
        yield from texts(told, "original")


def _table_brand(document: Document) -> str | None:
    """The cell behind the one that says 品牌."""
    for node in classed(document, "de-feature-key"):
        if document.text(node, 20).strip("： :") == "品牌":
            cell = document.ends[node]
            if cell < len(document.tags) and "de-value" in document.name(cell):
                return _brand(tidy(document.text(cell), 80))
    return None


# -- all times -----------------------------------------------------------------------------


def _tables(holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (value for value in holder.values() if isinstance(value, dict))


def _amounts(steps: Iterable[dict[str, Any]]) -> list[Decimal]:
    """Of each step or variant the price to pay."""
    found = (amount(step, "discountPrice") or amount(step, "price") for step in steps)
    return [one for one in found if one is not None]


def _span(written: str | None) -> list[Decimal]:
    """One amount, or the two ends of a range."""
    numbers = re.findall(r"\d{1,9}(?:\.\d{1,4})?", written or "")
    return [Decimal(number) for number in numbers[:2] if Decimal(number) > 0]


def _named(features: Iterable[dict[str, Any]]) -> str | None:
    for row in features:
        if row.get("name") == "品牌":
            return _brand(word(row, "value") or word(row, "values", 0))
    return None


def _brand(name: str | None) -> str | None:
    return None if name in {"无", "无品牌", "其他", "其它", "other", "OEM", "-"} else name


def _seller(name: str | None, link: str | None, holder: dict[str, Any]) -> Seller | None:
    """By the shop's own host, which leads to all it offers; else by the member's number."""
    host = address_parts(link).hostname or ""
    found = _SHOP.match(host)
    shop = found.group(1) if found and found.group(1) not in _NOT_SHOPS else None
    number = number_id(holder, "memberId") or number_id(holder, "userId")
    return seller_of(name, shop or number)


def _found(node: object, key: str, depth: int) -> str | None:
    """The first text under a key, at any depth."""
    if depth > _MAX_DEPTH or not isinstance(node, dict):
        return None
    own = word(node, key)
    inner = (_found(value, key, depth + 1) for value in _tables(node))
    return own or next(filter(None, inner), None)


def _says_gone(document: Document) -> bool:
    marks = classed(document, "mod-detail-offline", "offline-title", "no-offer", "error-title")
    tops = [*document.nodes("h1")[:3], *document.nodes("h2")[:3], *marks]
    return any(_GONE.search(document.text(node, 200)) for node in tops)


# -- lists ---------------------------------------------------------------------------------


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the two states of searches; shops' lists are visible."""
    held = table(object_after(document, "offerresultData"))
    found = rows(held, "data", "offerList") or rows(held, "offerList")
    found = found or rows(object_after(document, "offerV2Showed"), "offerList")
    return [card for row in found if (card := _card(row)) is not None]


def _card(row: dict[str, Any]) -> StateCard | None:
    number = (
        number_id(row, "offerId") or number_id(row, "id") or number_id(row, "aliTalk", "infoId")
    )
    if number is None or not number.isdigit():
        return None
    told = table(row, "information")
    title = word(told, "subject", limit=500) or word(told, "simpleSubject", limit=500)
    price = amount(row, "tradePrice", "offerPrice", "offerPrice", "price")
    price = price or amount(row, "tradePrice", "offerPrice", "price")
    return StateCard(
        url=f"https://detail.1688.com/offer/{number}.html",
        title=title or word(row, "title", limit=500),
        amount=price or amount(row, "priceInfo", "price"),
        currency=_CURRENCY,
        image=word(row, "image", "imgUrl", limit=900) or word(row, "offerPicUrl", limit=900),
    )
