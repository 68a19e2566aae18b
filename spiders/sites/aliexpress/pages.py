"""AliExpress: the state `window.runParams` in its modules of 2019-2022 and its later flat form.

Layer: spiders.sites, pure. The old state was seen on a saved page of 2020. Pages since 2024 are
rendered by the client: they carry a title and one picture, and every price on them belongs to
recommendations, so without state there is no price.
"""

import re
from typing import Any, Final

from spiders.extract.counts import count_of, variants_in
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.state import object_after

_POLLUTED: Final = re.compile(
    r"^\s*(?:[^\w\s]{1,3}|[A-Z]{2,3}\s?[^\w\s]?)?\s*[\d.,]+\s*(?:[^\w\s|]{1,3}|[A-Z]{3})?\s*(?:\d+%\s*\w+)?\s*\|\s*"
)
_MARKET: Final = re.compile(r"(?i)\s*[-|]\s*(?:buy .{0,40})?aliexpress(?:\s*\d*|\.com.*)?\s*$")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("aliexpress", complete=True)
    state = object_after(document, "runParams") or {}
    inner = state.get("data") if isinstance(state, dict) else None
    modules: dict[str, Any] = inner if isinstance(inner, dict) else {}
    if modules:
        _read_modules(modules, fields)
    if fields.title is None:
        fields.title = _social_title(document)
    return fields


def _read_modules(modules: dict[str, Any], fields: Fields) -> None:
    title = _module(modules, "titleModule", "productInfoComponent")
    fields.title = tidy(title.get("subject"))
    price = _module(modules, "priceModule", "priceComponent")
    price = _module(price, "discountPrice") or price
    for low, high in (("minActivityAmount", "maxActivityAmount"), ("minAmount", "maxAmount")):
        amount = amount_of(_module(price, low).get("value"))
        if amount:
            fields.amount = amount
            upper = amount_of(_module(price, high).get("value"))
            fields.high = upper if upper and upper > amount else None
            fields.currency = tidy(_module(price, low).get("currency"), 5)
            break
    images = _module(modules, "imageModule", "imageComponent").get("imagePathList")
    fields.images = (
        [url for url in images if isinstance(url, str)] if isinstance(images, list) else []
    )
    store = _module(modules, "storeModule", "sellerComponent")
    number = store.get("storeNum")
    fields.seller = seller_of(tidy(store.get("storeName"), 120), str(number) if number else None)
    fields.brand = _brand(modules)
    stock = _module(modules, "quantityModule", "inventoryComponent")
    fields.quantity = count_of(stock.get("totalAvailQuantity"))
    traded = _module(modules, "tradeComponent") or title
    sold = count_of(traded.get("tradeCount"))
    fields.sold = count_of(traded.get("formatTradeCount")) if sold is None else sold
    sku = _module(modules, "skuModule", "skuComponent")
    fields.variants = variants_in(sku, fields.title)


def _module(holder: dict[str, Any], *names: str) -> dict[str, Any]:
    for name in names:
        found = holder.get(name)
        if isinstance(found, dict):
            return found
    return {}


def _brand(modules: dict[str, Any]) -> str | None:
    specs = _module(modules, "specsModule", "productPropComponent").get("props")
    for spec in specs if isinstance(specs, list) else []:
        if isinstance(spec, dict) and (
            spec.get("attrNameId") == 2 or spec.get("attrName") in {"Brand Name", "品牌"}
        ):
            return tidy(spec.get("attrValue"), 80)
    return None


def _social_title(document: Document) -> str | None:
    for node in document.nodes("meta"):
        if document.attr(node, "property") == "og:title":
            text = _POLLUTED.sub("", tidy(document.attr(node, "content")) or "")
            return _MARKET.sub("", text) or None
    return None


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages."""
    state = object_after(document, "_init_data_") or object_after(document, "runParams")
    found = _find_list(state, 0)
    return [card for card in map(_card, found) if card is not None]


def _find_list(node: object, depth: int) -> list[Any]:
    if not isinstance(node, dict) or depth > 8:
        return []
    for name in ("content", "items"):
        entries = node.get(name)
        if (
            isinstance(entries, list)
            and entries
            and isinstance(entries[0], dict)
            and "productId" in entries[0]
        ):
            return entries
    for value in node.values():
        found = _find_list(value, depth + 1)
        if found:
            return found
    return []


def _card(entry: object) -> StateCard | None:
    if not isinstance(entry, dict) or not entry.get("productId"):
        return None
    prices = _module(entry, "prices")
    price = _module(prices, "salePrice") or _module(prices, "originalPrice")
    title = entry.get("title")
    return StateCard(
        url=f"https://www.aliexpress.com/item/{entry['productId']}.html",
        title=tidy(title.get("displayTitle") if isinstance(title, dict) else title),
        amount=amount_of(price.get("minPrice")),
        currency=tidy(price.get("currencyCode"), 5),
        image=tidy(_module(entry, "image").get("imgUrl"), 500),
    )
