"""Walmart: the state of its pages since 2021, and the one of 2017-2021 before it.

Layer: spiders.sites, pure. `__NEXT_DATA__`, `__WML_REDUX_INITIAL_STATE__` and the `item` script
are public in other people's readers; no live page was asked for.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.counts import variants_in
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of
from spiders.extract.state import object_after
from spiders.extract.vocabulary import condition_of
from spiders.sites.state import (
    amount,
    at,
    is_told_gone,
    number_id,
    plain,
    rows,
    script_object,
    set_price,
    table,
    texts,
    without_price,
    word,
)

_STORE: Final = re.compile(r"/seller/(\d{2,14})")
_ENDS: Final = {"ca": "CAD", "mx": "MXN", "com": "USD"}
_AVAILABLE: Final = frozenset(("IN_STOCK", "AVAILABLE", "LIMITED_STOCK"))
_AS_NEW: Final = re.compile(r"(?i)\b(?:refurbished|restored|renewed)\b")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    held = table(_initial(document), "data")
    shown = table(held, "product")
    if shown:
        return _read_present(document, shown, table(held, "idml"))
    redux = _redux(document)
    if redux:
        return _read_redux(document, redux)
    fields = Fields("walmart")
    return without_price(fields) if is_told_gone(document) else fields


def _initial(document: Document) -> dict[str, Any]:
    return table(script_object(document, "__NEXT_DATA__"), "props", "pageProps", "initialData")


def _currency(document: Document) -> str | None:
    host = document.url.partition("://")[2].partition("/")[0].partition(":")[0]
    return _ENDS.get(host.rsplit(".", 1)[-1])


# -- since 2021 ----------------------------------------------------------------------------


def _read_present(document: Document, shown: dict[str, Any], idml: dict[str, Any]) -> Fields:
    fields = Fields("walmart", title=word(shown, "name", limit=500))
    fields.brand = word(shown, "brand")
    fields.seller = _seller(shown)
    fields.images = [
        url for row in rows(shown, "imageInfo", "allImages") for url in texts(row, "url")
    ]
    fields.images = fields.images or texts(shown, "imageInfo", "thumbnailUrl")
    steps = [word(step, "name") for step in rows(shown, "category", "path")]
    fields.category = " > ".join(filter(None, steps)) or None
    fields.description = plain(at(idml, "longDescription")) or plain(at(shown, "shortDescription"))
    fields.condition = _condition(shown, idml)
    fields.variants = variants_in({"options": shown.get("variantCriteria")}, fields.title)
    price = table(shown, "priceInfo")
    status = word(shown, "availabilityStatus")
    if status is not None and status not in _AVAILABLE:
        return without_price(fields)
    code = word(price, "currentPrice", "currencyUnit", limit=5) or _currency(document)
    if amount(price, "currentPrice", "price") is not None:
        set_price(fields, [amount(price, "currentPrice", "price")], code)
    else:
        ends = [amount(price, "priceRange", name) for name in ("minPrice", "maxPrice")]
        set_price(fields, ends, code)
    return fields


def _seller(shown: dict[str, Any]) -> Seller | None:
    """The shown name; the number that stands in the address of his shop, else his key."""
    store = _STORE.search(word(shown, "sellerStoreFrontURL", limit=500) or "")
    known = number_id(shown, "catalogSellerId") or (store.group(1) if store else None)
    name = word(shown, "sellerDisplayName") or word(shown, "sellerName")
    return seller_of(name, known or number_id(shown, "sellerId"))


def _condition(shown: dict[str, Any], idml: dict[str, Any]) -> str | None:
    """As the specifications say it, or the kind of condition that the offer has."""
    for row in rows(idml, "specifications"):
        if (word(row, "name") or "").casefold() == "condition":
            return condition_of(word(row, "value") or "")
    kind = word(shown, "conditionType") or word(shown, "condition", "text") or ""
    return "refurbished" if _AS_NEW.search(kind) else condition_of(kind)


# -- 2017-2021 -----------------------------------------------------------------------------


def _redux(document: Document) -> dict[str, Any]:
    state = object_after(document, "__WML_REDUX_INITIAL_STATE__")
    if not table(state, "product"):
        state = table(script_object(document, "item"), "item")
    return table(state) if table(state, "product") else {}


def _read_redux(document: Document, state: dict[str, Any]) -> Fields:
    """The selected product; its offers, pictures and sellers stand in tables of their own."""
    held = table(state, "product")
    chosen = _chosen(state, held)
    product = table(held, "products", chosen)
    attributes = table(product, "productAttributes")
    fields = Fields("walmart", title=word(attributes, "productName", limit=500))
    fields.brand = word(attributes, "brand")
    path = word(attributes, "productCategory", "categoryPath", limit=500) or ""
    steps = [step.strip() for step in path.split("/") if step.strip() not in {"", "Home Page"}]
    fields.category = " > ".join(steps) or None
    fields.description = plain(at(attributes, "detailedDescription"))
    pictures = [table(held, "images", id_) for id_ in texts(product, "images")]
    fields.images = [url for url in map(_largest, pictures) if url]
    offers = list(_offers(state, held, chosen, product))
    if offers:
        fields.seller = _redux_seller(held, offers[0])
    return _with_price(document, fields, offers, product)


def _chosen(state: dict[str, Any], held: dict[str, Any]) -> str:
    number = word(state, "productBasicInfo", "selectedProductId") or word(state, "productId")
    number = number or word(held, "selected", "product") or word(held, "primaryProduct")
    products = table(held, "products")
    return number if number in products else next(iter(products), "")


def _offers(
    state: dict[str, Any], held: dict[str, Any], chosen: str, product: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    """Fetched offers of the product, the one that is offered first first."""
    order = [id_ for row in rows(state, "offersOrder", chosen) if (id_ := word(row, "id"))]
    for id_ in dict.fromkeys([*order, *texts(product, "offers")]):
        offer = table(held, "offers", id_)
        if offer and offer.get("status") != "NOT_FETCHED":
            yield offer


def _with_price(
    document: Document,
    fields: Fields,
    offers: list[dict[str, Any]],
    product: dict[str, Any],
) -> Fields:
    if not offers:
        return without_price(fields) if product.get("status") == "RETIRED" else fields
    status = word(offers[0], "productAvailability", "availabilityStatus")
    if status is not None and status not in _AVAILABLE:
        return without_price(fields)
    current = table(offers[0], "pricesInfo", "priceMap", "CURRENT")
    code = word(current, "currencyUnit", limit=5) or _currency(document)
    set_price(fields, [amount(current, "price")], code)
    return fields


def _redux_seller(held: dict[str, Any], offer: dict[str, Any]) -> Seller | None:
    id_ = number_id(offer, "sellerId")
    seller = table(held, "sellers", id_ or "")
    known = number_id(seller, "catalogSellerId") or id_
    return seller_of(word(seller, "sellerDisplayName") or word(seller, "sellerName"), known)


def _largest(picture: dict[str, Any]) -> str | None:
    sizes = table(picture, "assetSizeUrls")
    for name in ("IMAGE_SIZE_2000", "IMAGE_SIZE_450", "main", "DEFAULT"):
        found = word(sizes, name, limit=900)
        if found:
            return found
    return next((url for value in sizes.values() for url in texts(value)), None)


# -- lists ---------------------------------------------------------------------------------


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: searches and shops of either time."""
    stacks = rows(_initial(document), "searchResult", "itemStacks")
    entries = [row for stack in stacks for row in rows(stack, "items")]
    if not entries:
        state = object_after(document, "__WML_REDUX_INITIAL_STATE__")
        state = state or script_object(document, "searchContent")
        entries = rows(state, "preso", "items") or rows(state, "searchContent", "preso", "items")
    currency = _currency(document)
    return [card for row in entries if (card := _card(row, currency)) is not None]


def _card(row: dict[str, Any], currency: str | None) -> StateCard | None:
    number = number_id(row, "usItemId")
    if number is None:
        return None
    image = word(row, "imageInfo", "thumbnailUrl", limit=900) or word(row, "imageUrl", limit=900)
    return StateCard(
        url=f"/ip/{number}",
        title=word(row, "name", limit=500) or word(row, "title", limit=500),
        amount=_card_price(row),
        currency=word(row, "primaryOffer", "currencyCode", limit=5) or currency,
        image=image or word(row, "image", limit=900),
    )


def _card_price(row: dict[str, Any]) -> Any:  # noqa: ANN401 - a Decimal or None
    price = table(row, "priceInfo")
    for path in (("currentPrice", "price"), ("linePrice",), ("itemPrice",), ("minPrice",)):
        found = amount(price, *path)
        if found is not None:
            return found
    return amount(row, "price") or amount(row, "primaryOffer", "offerPrice")
