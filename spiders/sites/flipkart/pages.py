"""Flipkart: the page's state of 2019-2026, else the visible marks of its layouts since 2018.

Layer: spiders.sites, pure. `__INITIAL_STATE__` and the generated class names are public in other
people's readers; no live page was asked for. Class names change every year or two, the state's
names did not.
"""

from collections.abc import Iterator
from typing import Any, Final

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of
from spiders.extract.state import object_after
from spiders.sites.state import (
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
    without_price,
    word,
)

_CURRENCY: Final = "INR"
_TITLES: Final = ("LMizgS", "VU-ZEz", "B_NuCI", "_35KyD6")
_PRICES: Final = ("bnqy13", "CxhGGd", "_16Jk6d", "_3qQ9m1")
_OLD: Final = ("kRYCnD", "yRaY8j", "_3I9_wc", "_3auQ3N")
_GONE: Final = ("Z8JjpR", "_16FRp0")
_GONE_WORDS: Final = ("sold out", "currently unavailable", "coming soon", "out of stock")
_SLOTS: Final = 60


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    state = table(object_after(document, "__INITIAL_STATE__"), "pageDataV4", "page")
    context = table(state, "pageData", "pageContext")
    fields = Fields("flipkart")
    fields.title = _title(context) or first_text(document, classed(document, *_TITLES))
    fields.brand = word(context, "brand") or word(context, "trackingDataV2", "brand")
    fields.seller = seller_of(_seller_name(document, context), _seller_id(context))
    fields.images = list(_images(state)) or _sized(texts(context, "imageUrl"))
    analytics = table(context, "analyticsData")
    steps = [word(analytics, name) for name in ("superCategory", "category", "subCategory")]
    fields.category = " > ".join(dict.fromkeys(filter(None, steps))) or None
    fields.description = plain(at(context, "seo", "description"))
    if _is_gone(document, context) or is_told_gone(document):
        return without_price(fields)
    pricing = table(context, "pricing")
    if not pricing:
        pricing = table(context, "fdpEventTracking", "events", "psi", "ppd")
    set_price(fields, _own_prices(pricing), _CURRENCY)
    for node in classed(document, *_PRICES) if fields.amount is None else ():
        set_money(fields, current_money(document, node, *_OLD))
        if fields.amount is not None:
            break
    return fields


def _title(context: dict[str, Any]) -> str | None:
    """The full name; a subtitle tells the variant, and the name holds it too on most pages."""
    titles = table(context, "titles")
    title = word(titles, "title", limit=500) or word(titles, "newTitle", limit=500)
    subtitle = word(titles, "subtitle", limit=200)
    if title and subtitle and subtitle.casefold() not in title.casefold():
        return f"{title} ({subtitle})"
    return title


def _own_prices(pricing: dict[str, Any]) -> Iterator[Any]:
    """The one price to pay; MRP is what the packet says."""
    final = table(pricing, "finalPrice")
    found = amount(final, "decimalValue") or amount(final, "value") or amount(pricing, "finalPrice")
    found = found or amount(pricing, "fsp")
    for row in rows(pricing, "prices"):
        if word(row, "priceType") in {"FSP", "SPECIAL_PRICE"} and not row.get("strikeOff"):
            found = found or amount(row, "value")
    yield found


def _is_gone(document: Document, context: dict[str, Any]) -> bool:
    events = table(context, "fdpEventTracking", "events", "psi")
    status = (word(events, "pls", "availabilityStatus") or "").lower().replace("_", " ")
    available = at(events, "pls", "isAvailable")
    if available is False or at(events, "nb", "isNonBuyable") is True or status in _GONE_WORDS:
        return True
    said = [document.text(node, 120).lower() for node in classed(document, *_GONE)]
    return any(gone in text for text in said for gone in _GONE_WORDS)


def _seller_name(document: Document, context: dict[str, Any]) -> str | None:
    """Sellers are shown by name; their rating stands in the same block."""
    name = word(context, "trackingDataV2", "sellerName")
    block = document.by_id("sellerName")
    if name or block is None:
        return name
    inner = [node for node, above in enumerate(document.parents) if above == block]
    return first_text(document, (*inner[:1], block), 80)


def _seller_id(context: dict[str, Any]) -> str | None:
    return number_id(context, "fdpEventTracking", "events", "psi", "pls", "sellerId")


def _slots(state: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What the widgets of a page show, in their order."""
    held = at(state, "data")
    lists = held.values() if isinstance(held, dict) else ()
    widgets = [slot for entries in lists if isinstance(entries, list) for slot in entries[:_SLOTS]]
    return (table(slot, "widget", "data") for slot in widgets)


def _images(state: dict[str, Any]) -> Iterator[str]:
    for widget in _slots(state):
        for part in rows(widget, "multimediaComponents"):
            picture = table(part, "value")
            if picture.get("contentType", "IMAGE") == "IMAGE":
                yield from _sized(texts(picture, "url"))


def _sized(urls: list[str]) -> list[str]:
    """Addresses are templates: width, height and quality are filled in."""
    return [
        url.replace("{@width}", "832").replace("{@height}", "832").replace("{@quality}", "90")
        for url in urls
    ]


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: lists are drawn from the state; the visible names change yearly."""
    state = table(object_after(document, "__INITIAL_STATE__"), "pageDataV4", "page")
    cards: dict[str, StateCard] = {}
    for widget in _slots(state):
        entries = [table(row, "productInfo") for row in rows(widget, "products")]
        for entry in (*entries, table(widget, "productInfo")):
            card = _card(entry)
            if card is not None:
                cards.setdefault(card.url, card)
    return list(cards.values())


def _card(entry: dict[str, Any]) -> StateCard | None:
    value = table(entry, "value")
    url = word(entry, "action", "url", limit=2000) or word(value, "productUrl", limit=2000)
    url = url or word(value, "baseUrl", limit=2000)
    if not url or not value:
        return None
    pictures = [url for row in rows(value, "media", "images") for url in texts(row, "url")]
    image = next(iter(_sized(pictures)), None)
    price = next(_own_prices(table(value, "pricing")), None)
    return StateCard(url, _title(value), price, None, _CURRENCY, image)
