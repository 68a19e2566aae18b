"""The product inside a page's state: the object whose title agrees with the page's, and its kin.

Layer: spiders.extract, pure.
Flow: `scripts` gives objects -> those that speak of this title -> their prices, brand and seller.

Where the page itself lacks a field, any object whose title agrees with the page's is asked for it,
then the two objects that hold it. What lies inside another product is never read: a state holds
the neighbours' prices too. Site adapters ask for an object by its mark.
"""

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import unquote

from monitor.domain.seller import Seller
from spiders.extract import counts, keys
from spiders.extract.document import Document
from spiders.extract.fields import Fields, seller_of, tidy
from spiders.extract.scripts import (
    attribute_texts,
    object_after,
    objects,
    parse_at,
    parse_text,
    telling_scripts,
)
from spiders.extract.state_price import Node, Pairs, take_money, take_price
from spiders.extract.titles import share, tokens
from spiders.extract.vocabulary import condition_of

__all__ = ["names_brand", "names_seller", "object_after", "parse_at", "read_state", "told_apart"]

_MAX_VISITS: Final = 60_000
_MAX_PAIRS: Final = 600
_MAX_CHAINS: Final = 30
_OFFERS: Final = re.compile(r"(?i)offer|sku|variant|seller|merchant|price|image|photo|album|media")
_URL: Final = re.compile(r"(?:https?:)?//[^\s<{$]+$")
_URLS: Final = (
    *("url", "src", "large", "full", "hiRes", "contentUrl", "imageURL", "imageUrl", "uri"),
    *("base_url", "baseUrl", "link"),
)
_SIZES: Final = frozenset(("original", "large", "big", "full", "zoom", "main", "medium"))
"""Keys of an object that holds one picture in several sizes."""


_BRAND_MARKS: Final = {
    "brand": ('"brand', "'brand'", "brand:", '\\"brand', "&q;brand"),
    "vendor": ('"vendor"', '\\"vendor'),
    "anufacturer": ('"manufacturer',),
    "arke": ('"marke',),
    "ersteller": ('"hersteller',),
}
_SELLER_MARKS: Final = {
    "eller": ('"seller', "sellerName", '\\"seller'),
    "erchant": ('"merchant',),
    "tore": ('"storeName', '"store_name'),
}
"""A short part of the keys, sought first, and the keys themselves."""


def names_brand(document: Document) -> bool:
    """Tell whether a script has a key that names a brand; asked before any script is read."""
    return _names(document, _BRAND_MARKS)


def names_seller(document: Document) -> bool:
    """Tell whether a script has a key that names who sells; asked before any script is read."""
    return _names(document, _SELLER_MARKS)


def _names(document: Document, marks: dict[str, tuple[str, ...]]) -> bool:
    scripts = (
        text
        for attrs, text in document.scripts
        if text and "ld+json" not in (attrs.get("type") or "")
    )
    return any(
        part in text and any(key in text for key in keys_of)
        for text in itertools.chain(scripts, attribute_texts(document))
        for part, keys_of in marks.items()
    )


def read_state(document: Document, title: str) -> Fields:
    """What the scripts say of the offer of this title; empty when no object speaks of it."""
    fields = Fields("state")
    wanted = tokens(title)
    if len(wanted) < 1:
        return fields
    for top in objects(document, functools.partial(_may_say, wanted)):
        for chain in _speaking_of(top, wanted):
            _take(chain, fields, wanted)
            if fields.amount is not None and fields.seller and fields.brand:
                return fields
    return fields


def _may_say(wanted: set[str], text: str) -> bool:
    """Tell whether a text holds enough of a title's words for an object in it to agree.

    Only words in ASCII are sought: the others may be written as escapes.
    """
    folded = text.casefold()
    missing = sum(word.isascii() and word not in folded for word in wanted)
    return missing <= len(wanted) * 0.4


# -- which objects speak of the offer ------------------------------------------------------------


def _speaking_of(top: object, wanted: set[str]) -> Iterator[list[Node]]:
    """Objects whose title agrees, each with the objects that hold it, innermost first."""
    queue: list[tuple[object, tuple[Node, ...]]] = [(top, ())]
    told = 0
    for at, (node, above) in enumerate(queue):
        if at > _MAX_VISITS or told > _MAX_CHAINS:
            return
        if isinstance(node, dict) and _agrees(node, wanted):
            told += 1
            yield [node, *above[::-1][:2]]
        holders = (*above, node) if isinstance(node, dict) else above
        queue.extend((inner, holders) for inner in _inside(node))


def _inside(node: object) -> list[object]:
    """What a list or an object holds that may speak of the same offer."""
    if isinstance(node, list):
        return [entry for entry in node[:300] if isinstance(entry, dict | list)]
    if isinstance(node, dict):
        return [
            inner
            for key, value in node.items()
            if not keys.is_elsewhere(str(key)) and (inner := _opened(value)) is not None
        ]
    return []


def _opened(value: object) -> object:
    """A value that may hold more: an object, a list, or a string of JSON."""
    if isinstance(value, dict | list):
        return value
    if isinstance(value, str) and len(value) > 60 and value[:1] in {"{", "["}:
        return parse_text(value)
    return None


def _titles(node: Node) -> Iterator[str]:
    for key, value in node.items():
        name = str(key)
        if isinstance(value, str):
            told = keys.is_title(name) or (name == "description" and len(value) < 200)
            yield from _long_enough(value if told else None)
        elif isinstance(value, dict) and len(value) < 12 and keys.is_title(name):
            yield from _long_enough(keys.name_in(value))
        elif name == "variants" and isinstance(value, list):
            yield from _long_enough(_title_of_variants(value))


def _long_enough(title: str | None) -> tuple[str, ...]:
    return (title,) if title and 3 < len(title) < 600 else ()


def _title_of_variants(variants: list[Any]) -> str | None:
    """What an offer is called, where its variants repeat it before their own names."""
    first = variants[0] if variants else None
    if not isinstance(first, dict) or not isinstance(first.get("name"), str):
        return None
    own = first.get("public_title")
    return first["name"].removesuffix(own).rstrip(" -") if isinstance(own, str) else None


def _agrees(node: Node, wanted: set[str]) -> bool:
    """Tell whether one of the titles of an object is that of the page."""
    for value in _titles(node):
        own = tokens(value)
        if share(own, wanted) >= 0.8 and share(wanted, own) >= 0.6:
            return True
    return False


def _is_another(node: Node, wanted: set[str]) -> bool:
    """Tell whether an object is a product of another title: it has a title and a price."""
    titles = list(_titles(node))
    if not titles or not any(keys.price_rank(str(key)) for key in node):
        return False
    return all(share(tokens(title), wanted) < 0.8 for title in titles)


# -- what they say ---------------------------------------------------------------------------------


def _take(chain: list[Node], fields: Fields, wanted: set[str]) -> None:
    """Fill what is still open; the object itself speaks before those that hold it."""
    for level, node in enumerate(chain):
        if level and _holds_many(node):
            return
        pairs = list(_pairs(node, wanted, depth=4 if level == 0 else 3))
        take_money(node, pairs, fields)
        branded = _brand(pairs)
        fields.brand = fields.brand or branded or _vendor(pairs)
        if fields.seller is None or fields.seller.name is None:
            told = _seller(pairs, near=level == 0, branded=bool(branded))
            fields.seller = _joined(fields.seller, told)
        fields.images = fields.images or _images(pairs)
        if level == 0:
            _take_counts(node, fields)
        fields.condition = fields.condition or _condition(pairs)


def _joined(numbered: Seller | None, told: Seller | None) -> Seller | None:
    """Who sells, where the object gives the number and one around it the name."""
    if numbered is None or told is None or told.name is None:
        return numbered or told
    return replace(told, id=numbered.id or told.id)


def _take_counts(node: Node, fields: Fields) -> None:
    """What the object itself lists and counts; those that hold it may count others."""
    title = next(_titles(node), None)
    fields.variants = fields.variants or counts.variants_in(node, title)
    fields.quantity = counts.quantity_in(node) if fields.quantity is None else fields.quantity
    fields.sold = counts.sold_in(node) if fields.sold is None else fields.sold


def _holds_many(node: Node) -> bool:
    """Tell whether an object is a store of many things by number, as the cache of a client is."""
    return len(node) >= 3 and sum("__typename" in v for v in node.values() if _is_node(v)) >= 3


def _is_node(value: object) -> bool:
    return isinstance(value, dict)


def _pairs(node: Node, wanted: set[str], depth: int) -> Iterator[tuple[str, Any]]:
    queue: list[tuple[Node, int]] = [(node, depth)]
    for at, (one, left) in enumerate(queue):
        if at > _MAX_PAIRS:
            return
        for key, value in one.items():
            name = str(key)
            yield name, value
            if left <= 0 or keys.is_elsewhere(name):
                continue
            queue.extend(
                (inner, left - 1)
                for inner in _deeper(name, value)
                if not _is_another(inner, wanted)
            )


def _deeper(key: str, value: object) -> Iterator[Node]:
    """Objects below one key: of a list only the first, and only where the key says offers."""
    opened = _opened(value)
    if isinstance(opened, list) and _OFFERS.search(key):
        opened = next((entry for entry in opened[:3] if isinstance(entry, dict)), None)
    if isinstance(opened, dict):
        yield opened


def _brand(pairs: Pairs) -> str | None:
    names = (tidy(keys.name_in(value), 120) for key, value in pairs if keys.is_brand(key))
    return next((name for name in names if name and not name.isdigit() and len(name) <= 60), None)


def _vendor(pairs: Pairs) -> str | None:
    """Shops' word for the brand, where nothing else names one."""
    names = (keys.name_in(value) for key, value in pairs if _is_vendor(key))
    return tidy(next(filter(None, names), None), 60)


def _is_vendor(key: str) -> bool:
    return keys.words(key)[:1] == ("vendor",) and keys.seller_rank(key) > 0


def _condition(pairs: Pairs) -> str | None:
    for key, value in pairs:
        if keys.words(key)[-1:] == ("condition",) and isinstance(value, str | dict):
            found = condition_of(keys.name_in(value))
            if found:
                return found
    return None


def _seller(pairs: Pairs, *, near: bool, branded: bool) -> Seller | None:
    """Who sells: the surest key wins. near: keys as weak as "user" count too.

    branded: another key names the brand, so that "vendor" is who sells.
    """
    best, best_rank = None, 0 if near else 1
    for key, value in pairs:
        rank = keys.seller_rank(key)
        if rank > best_rank and (branded or not _is_vendor(key)):
            name = _seller_name(value)
            best, best_rank = (name, rank) if name else (best, best_rank)
    if best and re.search(r"%[0-9A-F]{2}%", best):
        best = tidy(unquote(best), 120)
    return seller_of(best, _seller_id(pairs))


def _seller_name(value: object) -> str | None:
    name = tidy(keys.name_in(value), 120)
    return name if name and not name.isdigit() and not _URL.match(name) else None


def _seller_id(pairs: Pairs) -> str | None:
    """The number of who sells under the surest key; of several the first."""
    ranked = [(keys.seller_id_rank(key), value) for key, value in pairs]
    ranked = sorted((one for one in ranked if one[0]), key=lambda one: -one[0])
    told = (tidy(value, 40) for _, value in ranked)
    return next((id_ for id_ in told if id_ and id_ != "0"), None)


def _images(pairs: Pairs) -> list[str]:
    return [url for key, value in pairs if keys.is_image(key) for url in _urls(value)][:20]


def _urls(value: object, depth: int = 0) -> list[str]:
    """Addresses of pictures in a value, in order."""
    if isinstance(value, str):
        return [value] if _URL.match(value) and len(value) < 2000 else []
    if depth > 4:
        return []
    if isinstance(value, list):
        return [url for entry in value[:20] for url in _urls(entry, depth + 1)]
    return _urls_of_node(value, depth) if isinstance(value, dict) else []


def _urls_of_node(node: Node, depth: int) -> list[str]:
    """An object's own address, else those of the pictures and lists in it."""
    named = [node[key] for key in _URLS if isinstance(node.get(key), str)]
    inner = [
        value
        for key, value in node.items()
        if keys.is_image(str(key)) or key in _SIZES or isinstance(value, list)
    ]
    return _urls(named, depth + 1)[:1] or _urls(inner, depth + 1)


# -- boxes of their own ----------------------------------------------------------------------------

_LONE_SELLER: Final = re.compile(
    r"(?:[sS]eller|[sS]hop|[sS]tore|[mM]erchant)_?(?:display|Display)?_?[nN](?:ame|ick|ick[nN]ame)"
    r"\\?[\"']\s*:\s*\\?[\"']((?:\\u[0-9a-fA-F]{4}|[^\"'\\<>{}]){2,80})\\?[\"']"
)
_LONE_BRAND: Final = re.compile(
    r"\"[bB]rand(?:_?[nN]ame)?\\?\"\s*:\s*\\?\"((?:\\u[0-9a-fA-F]{4}|[^\"\\<>{}]){2,60})\\?\""
)


def told_apart(document: Document) -> Fields:
    """What stands in boxes of their own, on the page of a marketplace's offer.

    Some markets give every box of a page its own state, so that none holds title, price and seller
    together. A seller's name is taken where all boxes name the same one; a price only from a box
    whose own name says that it is the price.
    """
    fields = Fields("state")
    texts = [text for _, text in telling_scripts(document)]
    texts += list(attribute_texts(document))
    fields.seller = seller_of(_only(_LONE_SELLER, texts))
    fields.brand = _only(_LONE_BRAND, texts)
    for box in _boxes_of(document, "price"):
        take_price(box, [(str(key), value) for key, value in box.items()], fields)
        if fields.amount is not None:
            break
    for box in _boxes_of(document, "gallery"):
        fields.images = fields.images or _images([(str(key), box[key]) for key in box])
    return fields


def _boxes_of(document: Document, name: str) -> Iterator[Node]:
    """Objects in the attributes of elements that are called so and have an id."""
    for node, attrs in enumerate(document.attrs):
        if not attrs or "id" not in attrs or name not in document.name(node):
            continue
        written = next((value for value in attrs.values() if value[:1] == "{"), None)
        found = parse_at(written, 0) if written else None
        if isinstance(found, dict):
            yield found


def _only(pattern: re.Pattern[str], texts: list[str]) -> str | None:
    """The one name that all texts agree on."""
    names = [match.group(1) for text in texts for match in pattern.finditer(text)]
    said = {name.casefold(): name for name in names[:200]}
    return tidy(_unescaped(*said.values()), 120) if len(said) == 1 else None


def _unescaped(written: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match.group(1), 16)), written)
