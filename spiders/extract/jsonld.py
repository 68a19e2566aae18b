"""JSON-LD: the products of a page's schema.org blocks, and what they say.

Layer: spiders.extract, pure.
Source: schema.org Product, Offer, AggregateOffer, ProductGroup, ItemList; JSON-LD 1.1 @graph.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

import chompjs

from spiders.extract.counts import choices, count_of
from spiders.extract.document import Document
from spiders.extract.fields import MAX_DESCRIPTION, Fields, seller_of, tidy
from spiders.extract.money import find_money, read_amount
from spiders.extract.vocabulary import CONDITIONS

MAX_BLOCK: Final = 2_000_000
"""Letters of one block that are read."""
_MAX_NODES: Final = 20_000
_MOST: Final = 1e12
_PRODUCT: Final = frozenset((
    "product",
    "productgroup",
    "individualproduct",
    "productmodel",
    "book",
    "vehicle",
    "car",
))
_ELSEWHERE: Final = frozenset((
    "isrelatedto",
    "issimilarto",
    "isaccessoryorsparepartfor",
    "isconsumablefor",
    "review",
))
NONE_LEFT: Final = frozenset(("outofstock", "soldout", "discontinued"))
_SIDES: Final = ("color", "size", "material", "pattern")
_COMMENT: Final = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)


@dataclass(slots=True)
class Graph:
    """What the blocks of one page hold. types: every @type seen, lower case, with counts."""

    products: list[dict[str, Any]] = field(default_factory=list)
    listed: list[dict[str, Any]] = field(default_factory=list)
    crumbs: list[str] = field(default_factory=list)
    types: dict[str, int] = field(default_factory=dict)


def read_graph(document: Document) -> Graph:
    """Read all blocks. Broken ones are repaired where a comma or a comment is at fault."""
    graph = Graph()
    for attrs, text in document.scripts:
        if "ld+json" in (attrs.get("type") or "").lower():
            _collect(_load(text), graph)
    return graph


def _load(text: str) -> object:
    text = _COMMENT.sub("", text[:MAX_BLOCK]).strip().rstrip(";")
    if not text:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        pass
    try:
        return chompjs.parse_js_object(text)
    except (ValueError, RecursionError):
        return None


def types_of(node: dict[str, Any]) -> list[str]:
    """Lower-case local names of @type."""
    kinds = node.get("@type") or ()
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].lower() for kind in kinds if isinstance(kind, str)]


def _collect(top: object, graph: Graph) -> None:
    """Walk breadth first; products below lists are listed, products below products are variants."""
    queue: list[tuple[object, bool]] = [(top, False)]
    for at, (node, in_list) in enumerate(queue):
        if at > _MAX_NODES:
            break
        if isinstance(node, list):
            queue.extend((entry, in_list) for entry in node[:1000])
        elif isinstance(node, dict):
            queue.extend(_visit(node, graph, in_list=in_list))


def _visit(node: dict[str, Any], graph: Graph, *, in_list: bool) -> Iterator[tuple[object, bool]]:
    kinds = types_of(node)
    for kind in kinds:
        graph.types[kind] = graph.types.get(kind, 0) + 1
    if _PRODUCT.intersection(kinds):
        (graph.listed if in_list else graph.products).append(node)
        return
    if "breadcrumblist" in kinds:
        graph.crumbs = graph.crumbs or _crumbs(node)
        return
    listing = in_list or "itemlist" in kinds or "offercatalog" in kinds
    for key, value in node.items():
        if isinstance(value, dict | list) and key.lower() not in _ELSEWHERE:
            yield value, listing


def _crumbs(node: dict[str, Any]) -> list[str]:
    steps = node.get("itemListElement")
    names = []
    for step in steps if isinstance(steps, list) else []:
        if isinstance(step, dict):
            inner = step.get("item")
            name = step.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
            text = tidy(name)
            if text:
                names.append(text)
    return names


def read_product(node: dict[str, Any], graph: Graph) -> Fields:
    """What one Product node claims."""
    fields = Fields("json-ld", title=tidy(node.get("name")))
    fields.brand = _name(node.get("brand")) or _name(node.get("manufacturer"))
    fields.description = tidy(node.get("description"), MAX_DESCRIPTION)
    fields.images = list(_images(node.get("image")))
    fields.category = _category(node.get("category"), graph)
    fields.condition = _condition(node.get("itemCondition"))
    offers = list(_offers(node))
    _read_offers(offers, fields)
    fields.variants = _variants(node, offers, fields.title)
    fields.quantity = _quantity(node, offers)
    return fields


def _variants(
    node: dict[str, Any], offers: list[dict[str, Any]], title: str | None
) -> tuple[str, ...]:
    """Names of variants without the title, else their colour and size, else names of offers."""
    kin = list(_objects(node.get("hasVariant") or node.get("model")))
    sides = (" / ".join(filter(None, (_name(one.get(side)) for side in _SIDES))) for one in kin)
    names = choices((one.get("name") for one in kin), title)
    return names or choices(sides) or choices((one.get("name") for one in offers), title)


def _quantity(node: dict[str, Any], offers: list[dict[str, Any]]) -> int | None:
    """Units in stock: the product's own, else the sum where every offer tells its level.

    An offer that is out of stock, sold out or discontinued has none.
    """
    own = _level(node.get("inventoryLevel"))
    told = [0 if _none_left(one) else _level(one.get("inventoryLevel")) for one in offers]
    counts = [count for count in told if count is not None]
    return own if own is not None else sum(counts) if counts and len(counts) == len(told) else None


def _none_left(offer: dict[str, Any]) -> bool:
    """Whether its availability (schema.org ItemAvailability, as an address or a word) says so."""
    return str(offer.get("availability")).rpartition("/")[2].lower() in NONE_LEFT


def _level(value: object) -> int | None:
    return count_of(value.get("value") if isinstance(value, dict) else value)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return tidy(value, 120)


def _listed(value: object) -> list[Any]:
    """Where schema.org allows one or several: always several."""
    return value if isinstance(value, list) else [value]


def _objects(value: object) -> Iterator[dict[str, Any]]:
    """The same, objects alone."""
    return (entry for entry in _listed(value) if isinstance(entry, dict))


def _images(value: object) -> Iterator[str]:
    for entry in _listed(value):
        url = entry
        if isinstance(entry, dict):
            url = (
                entry.get("contentUrl")
                or entry.get("contentURL")
                or entry.get("url")
                or entry.get("image")
            )
        if isinstance(url, str) and url.strip():
            yield url.strip()


def _category(value: object, graph: Graph) -> str | None:
    named = _name(value)
    if named is None and len(graph.crumbs) > 1:
        return " > ".join(graph.crumbs)
    return named


def _condition(value: object) -> str | None:
    text = tidy(value, 100) if isinstance(value, str) else _name(value)
    return CONDITIONS.get((text or "").rsplit("/", 1)[-1].lower().replace("condition", ""))


def _offers(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The node's own offers and those of its variants, one level down where they are inside."""
    for source in (node.get("offers"), node.get("hasVariant") or node.get("model")):
        for entry in _objects(source):
            inner = entry.get("offers")
            priced = "price" in entry or "lowPrice" in entry
            if isinstance(inner, dict | list) and not priced:
                yield from _objects(inner)
            else:
                yield entry


def _read_offers(offers: list[dict[str, Any]], fields: Fields) -> None:
    amounts: list[Decimal] = []
    for offer in offers[:200]:
        low, high, code = _price_of(offer)
        fields.currency = fields.currency or code
        amounts += [amount for amount in (low, high) if amount is not None and amount > 0]
        seller = offer.get("seller") or offer.get("offeredBy")
        fields.seller = fields.seller or seller_of(_name(seller))
        fields.condition = fields.condition or _condition(offer.get("itemCondition"))
        fields.ships_to = fields.ships_to or _ships_to(offer.get("shippingDetails"))
    if amounts:
        fields.amount = min(amounts)
        fields.high = max(amounts) if max(amounts) > min(amounts) else None


def _price_of(offer: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, str | None]:
    terms = offer.get("priceSpecification")
    for source in (offer, *_objects(terms)):
        if "ListPrice" in str(source.get("priceType")):
            continue
        code = tidy(source.get("priceCurrency"), 10) or tidy(offer.get("priceCurrency"), 10)
        low = amount_of(source.get("price")) or amount_of(source.get("lowPrice"))
        high = amount_of(source.get("highPrice"))
        if low is not None:
            return low, high, code or _sign_of(source.get("price"))
    return None, None, tidy(offer.get("priceCurrency"), 10)


def _sign_of(value: object) -> str | None:
    money = next(find_money(value), None) if isinstance(value, str) else None
    return money.sign if money else None


def amount_of(value: object) -> Decimal | None:
    """A price of structured data: a number, or a string that holds one."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        if not abs(value) < _MOST:  # nor NaN, which JSON of scripts may hold
            return None
        return read_amount(f"{value:f}".rstrip("0").rstrip(".") if value else "0")
    if not isinstance(value, str):
        return None
    text = value.strip()[:60]
    if re.fullmatch(r"\d{1,12}\.\d{1,6}", text):  # the format's own decimal point, never grouping
        return Decimal(text)
    money = next(find_money(text, bare=True), None)
    return money.amount if money else None


def _ships_to(value: object) -> tuple[str, ...]:
    """Countries of the shipping details, as codes of two capitals."""
    names = (
        _name(country)
        for details in _objects(value)
        for region in _objects(details.get("shippingDestination"))
        for country in _listed(region.get("addressCountry"))
    )
    codes = (name.upper() for name in names if name and re.fullmatch(r"[A-Za-z]{2}", name))
    return tuple(dict.fromkeys(codes))
