"""Mercado Libre and Mercado Livre: the page's state since 2020, the visible marks since 2013.

Layer: spiders.sites, pure. `__PRELOADED_STATE__`, the rendering context of its later pages and the
class names are public in other people's readers; no live page was asked for.

Amounts are split: whole part and cents stand in elements of their own, and the whole part is
grouped with "." or "," by country.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.state import object_after
from spiders.extract.vocabulary import condition_of
from spiders.sites.state import (
    address_parts,
    amount,
    at,
    classed,
    current_money,
    first_text,
    is_told_gone,
    meta,
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

_CURRENCIES: Final = {
    "ar": "ARS", "br": "BRL", "mx": "MXN", "cl": "CLP", "co": "COP", "pe": "PEN", "uy": "UYU",
    "ec": "USD", "bo": "BOB", "py": "PYG", "cr": "CRC", "pa": "USD", "do": "DOP", "gt": "GTQ",
    "hn": "HNL", "ni": "NIO", "sv": "USD", "ve": "VES",
}  # fmt: skip
_GONE: Final = re.compile(
    r"(?i)(?:publicación|anúncio|anuncio|producto|produto)\s+(?:está\s+|foi\s+|fue\s+)?"
    r"(?:pausad|finalizad|indisponível|no (?:está )?disponible|esgotad|agotad)|"
    r"(?:sin|sem) (?:stock|estoque)\b|estoque indisponível|stock no disponible"
)
_PICTURE: Final = "https://http2.mlstatic.com/D_NQ_NP_{}-O.webp"
_OLD_PRICE: Final = frozenset((
    "andes-money-amount--previous",
    "price-tag__del",
    "ui-pdp-price__original-value",
))
_STATE_PATHS: Final = (
    ("pageState", "initialState"),
    ("appProps", "pageProps", "initialState"),
    ("initialState",),
)
_NICK: Final = re.compile(r"/(?:perfil|pagina|tienda|loja)/([^/?#]{2,80})")
_DIGITS: Final = re.compile(r"[^\d]")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    state = _initial(document)
    fields = _from_state(state, document.url) if state else Fields("mercadolibre")
    fields.title = fields.title or first_text(
        document, classed(document, "ui-pdp-title", "item-title__primary")
    )
    fields.seller = fields.seller or _visible_seller(document)
    fields.images = fields.images or _visible_images(document)
    fields.condition = fields.condition or _condition(
        first_text(document, classed(document, "ui-pdp-subtitle", "item-conditions"))
    )
    if is_told_gone(document) or _says_gone(document, state):
        return without_price(fields)
    if fields.amount is None:
        _read_visible_price(document, fields)
    return fields


def _initial(document: Document) -> dict[str, Any]:
    """The first state of the page, wherever its time put it."""
    for top in _tops(document):
        for path in _STATE_PATHS:
            found = table(top, *path)
            if found:
                return found
    return {}


def _tops(document: Document) -> Iterator[object]:
    yield object_after(document, "__PRELOADED_STATE__")
    yield script_object(document, "__PRELOADED_STATE__")
    yield object_after(document, "_n.ctx.r")
    yield script_object(document, "__NORDIC_RENDERING_CTX__")


# -- the state since 2020 ------------------------------------------------------------------


def _from_state(state: dict[str, Any], url: str) -> Fields:
    parts = table(state, "components")
    event = table(state, "track", "melidata_event", "event_data") or table(
        parts, "track", "melidata_event", "event_data"
    )
    summary = {word(row, "type"): row for row in rows(parts, "short_description")}
    header = table(parts, "header") or table(summary.get("header"))
    fields = Fields("mercadolibre", title=word(header, "title", limit=500))
    fields.title = fields.title or word(state, "share", "title", limit=500)
    fields.condition = _condition(word(header, "subtitle")) or condition_of(
        word(event, "item_condition")
    )
    fields.seller = _seller(parts, event, state)
    fields.images = list(_pictures(parts))
    fields.description = plain(at(parts, "description", "content"))
    price = table(parts, "price", "price") or table(summary.get("price"), "price")
    found = amount(price, "value") or amount(event, "price")
    code = word(price, "currency_id", limit=5) or word(event, "currency_id", limit=5)
    set_price(fields, [found], code or _host_currency(url))
    return fields


def _seller(parts: dict[str, Any], event: dict[str, Any], state: dict[str, Any]) -> Seller | None:
    """By number; the name of the official store before the user's."""
    number = number_id(event, "seller_id")
    names = [
        word(parts, "seller", "seller", "name"),
        word(parts, "seller_experiment", "seller", "name"),
        word(parts, "seller_experiment", "seller_info", "title"),
    ]
    names.extend(word(row, "title", "text") for row in rows(parts, "seller_data", "components"))
    number = number or number_id(parts, "seller_experiment", "seller", "id")
    custom = ("track", "analytics_event", "custom_dimensions", "customDimensions")
    names.append(word(state, *custom, "collectorNickname"))
    return seller_of(next(filter(None, map(_own_name, names)), None), number)


def _own_name(written: str | None) -> str | None:
    return tidy(re.sub(r"(?i)^(?:vendido por|sold by)\s*:?\s*", "", written or ""), 80)


def _pictures(parts: dict[str, Any]) -> Iterator[str]:
    gallery = table(parts, "gallery") or table(parts, "fixed", "gallery")
    template = word(gallery, "picture_config", "template_zoom", limit=300) or ""
    if "{id}" not in template:
        template = _PICTURE.replace("{}", "{id}")
    for row in rows(gallery, "pictures"):
        number = word(row, "id", limit=80)
        if number:
            title = word(row, "sanitized_title", limit=200) or ""
            yield template.replace("{id}", number).replace("{sanitizedTitle}", title)


def _host_currency(url: str) -> str | None:
    return _CURRENCIES.get((address_parts(url).hostname or "").rsplit(".", 1)[-1])


# -- the visible page ----------------------------------------------------------------------


def _read_visible_price(document: Document, fields: Fields) -> None:
    second = list(classed(document, "ui-pdp-price__second-line", "ui-pdp-price__part"))
    tags = [*second, *classed(document, "item-price")]
    for node in tags:
        found = _split_amount(document, node)
        if found is None:
            money = current_money(document, node, *_OLD_PRICE)
            found = money.amount if money else None
        if found is not None:
            set_price(fields, [found], _host_currency(document.url))
            return
    told = amount_of(meta(document, "price"))
    set_price(fields, [told], meta(document, "priceCurrency") or _host_currency(document.url))


def _split_amount(document: Document, holder: int) -> Decimal | None:
    """Whole part and cents of the first amount below a node that is not the one of before."""
    for name, cents_name in (
        ("andes-money-amount__fraction", "andes-money-amount__cents"),
        ("price-tag-fraction", "price-tag-cents"),
    ):
        for node in document.with_class(name):
            if not document.within(node, holder) or _is_old(document, node):
                continue
            whole = _DIGITS.sub("", document.text(node, 40))
            near = [
                _DIGITS.sub("", document.text(cents, 10))
                for cents in document.with_class(cents_name)
                if document.within(cents, document.parents[node])
            ]
            if whole and len(whole) < 13:
                return Decimal(f"{whole}.{near[0] if near and near[0] else '0'}")
    return None


def _is_old(document: Document, node: int) -> bool:
    return any(
        document.tags[above] in {"s", "del"}
        or _OLD_PRICE.intersection((document.attr(above, "class")).split())
        for above in (node, *document.ancestors(node))
    )


def _visible_seller(document: Document) -> Seller | None:
    marks = classed(
        document,
        "ui-pdp-seller__header__title",
        "ui-seller-data-header__title",
        "ui-pdp-seller__link-trigger",
        "official-store-info",
    )
    name = _own_name(first_text(document, marks, 80))
    if name:
        return seller_of(name)
    for node in classed(document, "reputation-view-more", "new-reputation"):
        for link in (node, *document.nodes("a")):
            found = _NICK.search(document.attr(link, "href"))
            if found and document.within(link, node):
                return seller_of(found.group(1).replace("+", " "))
    return None


def _visible_images(document: Document) -> list[str]:
    zooms = [
        document.attr(node, "data-zoom")
        for node in document.nodes("img")
        if document.attr(node, "data-zoom")
    ]
    figures = list(classed(document, "gallery-image-container"))
    links = [
        document.attr(node, "href")
        for node in (document.nodes("a") if figures else ())
        if any(document.within(node, figure) for figure in figures)
    ]
    return list(dict.fromkeys(zooms or links))


def _condition(written: str | None) -> str | None:
    """What stands first of `Nuevo | +100 vendidos`."""
    return condition_of(re.split(r"[|\-–·]", written or "")[0])


def _says_gone(document: Document, state: dict[str, Any]) -> bool:
    status = word(state, "components", "track", "melidata_event", "event_data", "item_status")
    if status in {"paused", "closed", "inactive"}:
        return True
    marks = classed(
        document, "ui-pdp-message", "andes-message__title", "layout-description-wrapper",
        "ui-vip-core__title", "item-status-notification",
    )  # fmt: skip
    return any(_GONE.search(document.text(node, 300)) for node in marks)


# -- lists ---------------------------------------------------------------------------------


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: the state of searches, of either time."""
    state = _initial(document)
    found = rows(state, "results") or rows(state, "pagination", "search_api", "results")
    currency = _host_currency(document.url)
    cards = []
    for row in found:
        for inner in rows(row, "items") or [row]:
            card = (
                _poly_card(inner, currency) if "polycard" in inner else _plain_card(inner, currency)
            )
            if card is not None:
                cards.append(card)
    return cards


def _poly_card(row: dict[str, Any], currency: str | None) -> StateCard | None:
    held = table(row, "polycard")
    url = word(held, "metadata", "url", limit=2000)
    if not url:
        return None
    parts = {word(part, "type"): part for part in rows(held, "components")}
    price = table(parts.get("price"), "price", "current_price")
    picture = word(held, "pictures", "pictures", 0, "id", limit=80)
    return StateCard(
        url=url if "//" in url else f"https://{url}",
        title=word(parts.get("title"), "title", "text", limit=500),
        amount=amount(price, "value"),
        currency=word(price, "currency", limit=5) or currency,
        image=_PICTURE.format(picture) if picture else None,
    )


def _plain_card(row: dict[str, Any], currency: str | None) -> StateCard | None:
    url = word(row, "permalink", limit=2000)
    if not url:
        return None
    return StateCard(
        url=url,
        title=word(row, "title", limit=500),
        amount=amount(row, "price", "amount") or amount(row, "price"),
        currency=word(row, "currency_id", limit=5)
        or word(row, "price", "currency_id", limit=5)
        or currency,
        image=next(iter(texts(row, "thumbnail")), None),
    )
