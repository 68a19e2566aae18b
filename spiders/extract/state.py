"""JavaScript state: objects that scripts assign or pass, and the product inside one.

Layer: spiders.extract, pure.
Flow: site adapters ask for an object by its mark; where the page itself lacks price, brand or
seller, any object whose title agrees with the page's is searched for them.
"""

import base64
import binascii
import itertools
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import chompjs

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.titles import share, tokens

MAX_SCRIPT: Final = 3_000_000
"""Letters of one script that are read."""
_MAX_OBJECTS: Final = 24
_MAX_VISITS: Final = 60_000
_BEGINS: Final = re.compile(
    r"(?:[=(:,]|return)\s*(?=[{\[])|^\s*(?=[{\[])|JSON\.parse\(\s*(?=[\"'])"
)
_TELLING: Final = ("rice", "seller", "shop", "store", "brand", "vendor")
_TITLE: Final = (
    "title",
    "name",
    "subject",
    "productname",
    "product_name",
    "itemtitle",
    "producttitle",
    "goodsname",
    "goods_name",
    "displayname",
    "headline",
    "raw_title",
    "itemname",
)
_PRICE: Final = re.compile(
    r"(?i)^(?:(?:current|sale|sales|final|selling|offer|special|discount(?:ed)?|deal|"
    r"promo(?:tion)?|our|buy(?:now)?|now|min|low|lowest|min(?:imum)?activity|unit|item|activity|"
    r"actual|display|formatted|customer|purchase)_?)?price(?:_?(?:value|amount|info|raw|current|"
    r"final|sale|min|low|total|incl\w*))?$|^(?:minactivityamount|minamount|saleprice\w*|"
    r"priceamount|pricetotal|totalprice|price_?range)$"
)
_FIRST: Final = re.compile(
    r"(?i)sale|current|final|sell|offer|special|discounted|activity|deal|promo|now|customer"
)
_HIGH: Final = re.compile(r"(?i)^(?:max|high)(?:est)?_?(?:activity_?)?(?:price|amount)$")
_CURRENCY: Final = re.compile(
    r"(?i)^(?:price)?_?currency(?:_?(?:code|iso|id|symbol|unit))?$|^currencycode$"
)
_SELLER: Final = re.compile(
    r"(?i)^(?:seller|shop|store|merchant|vendor|supplier|company|member)_?(?:display)?_?(?:name|"
    r"nick|nickname|title|loginid|username)$|^(?:sellernick|shopname|storename|companyname|"
    r"sold_?by)$"
)
_SELLER_ID: Final = re.compile(
    r"(?i)^(?:seller|shop|store|vendor|vender|supplier|member|catalogseller)_?(?:id|num|number|"
    r"code)$"
)
_SELLER_NODES: Final = frozenset(("seller", "merchant", "shopinfo", "storeinfo", "sellerinfo"))
_BRAND: Final = re.compile(r"(?i)^brand(?:_?name)?$|^manufacturer(?:name)?$")
_IMAGES: Final = re.compile(
    r"(?i)^(?:image|images|imagepathlist|image_?urls?|mainimage|primaryimage|picurl|pic_url|"
    r"photos|pictures|gallery|imagelist|imageinfo|media)$"
)
_ELSEWHERE: Final = re.compile(
    r"(?i)recommend|related|similar|also|sponsor|history|recent|bundle|review|breadcrumb|"
    r"navigation|menu|footer|header|shipping|warrant"
)
_VALUE: Final = (
    "value",
    "amount",
    "price",
    "current",
    "sale",
    "raw",
    "min",
    "low",
    "centAmount",
    "decimalPrice",
    "formattedValue",
    "text",
    "display",
    "priceString",
)
_BASE64: Final = re.compile(r"^[A-Za-z0-9+/]{6,24}={0,2}$")

Pairs = list[tuple[str, Any]]
"""Keys and values of an object and of those inside it."""


def object_after(document: Document, mark: str) -> Any:  # noqa: ANN401 - any JSON value
    """The object that follows a mark in any script; None when there is none that can be read."""
    for _, text in document.scripts:
        at = text.find(mark)
        while at >= 0:
            brace = text.find("{", at + len(mark))
            if 0 <= brace - at - len(mark) < 60:
                found = parse_at(text, brace)
                if found:
                    return found
            at = text.find(mark, at + len(mark))
    return None


def parse_at(text: str, at: int) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON value or JavaScript object that begins at a place; None when it is neither."""
    text = text[at : at + MAX_SCRIPT]
    try:
        return json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        pass
    try:
        return chompjs.parse_js_object(text)
    except (ValueError, RecursionError):
        return None


def objects(document: Document) -> Iterator[Any]:
    """Objects of all scripts that speak of prices, sellers or brands, the largest scripts first."""
    found = itertools.chain.from_iterable(map(_objects_in, _telling_scripts(document)))
    return itertools.islice(found, _MAX_OBJECTS)


def _telling_scripts(document: Document) -> list[str]:
    telling = [
        (attrs, text)
        for attrs, text in document.scripts
        if len(text) > 80 and any(word in text for word in _TELLING)
    ]
    largest = sorted(telling, key=lambda script: -len(script[1]))[:8]
    return [text for attrs, text in largest if "ld+json" not in (attrs.get("type") or "")]


def _objects_in(script: str) -> Iterator[Any]:
    end = 0
    for match in _BEGINS.finditer(script[:MAX_SCRIPT]):
        if match.end() < end:
            continue  # inside the one before
        found, end = _object_at(script, match.end(), match.group())
        if found is not None:
            yield found


def names_brand(document: Document) -> bool:
    """Tell whether a script has a key that names a brand; asked before any script is read."""
    return any(
        key in text
        for attrs, text in document.scripts
        if "ld+json" not in (attrs.get("type") or "")
        for key in ('"brand"', '"vendor"', '"brandName"', '"manufacturer"')
    )


def _object_at(text: str, at: int, opening: str) -> tuple[Any, int]:
    decoder = json.JSONDecoder(strict=False)
    try:
        found, length = decoder.raw_decode(text[at : at + MAX_SCRIPT])
    except (ValueError, RecursionError):
        window = text[at : at + 400]
        far = text[at : at + 200_000]
        if window.startswith("{}") or not any(word in far for word in _TELLING):
            return None, at
        found, length = parse_at(text, at), 0
    if opening.startswith("JSON.parse") and isinstance(found, str):
        found = parse_at(found, 0)
    return (found, at + length) if isinstance(found, dict | list) and found else (None, at)


def read_state(document: Document, title: str) -> Fields:
    """What the scripts say of the offer of this title; empty when no object speaks of it."""
    fields = Fields("state")
    wanted = tokens(title)
    if len(wanted) < 1:
        return fields
    for found in objects(document):
        for chain in _speaking_of(found, wanted):
            _take(chain, fields)
            if fields.amount is not None and fields.seller and fields.brand:
                return fields
    return fields


def _speaking_of(top: object, wanted: set[str]) -> Iterator[list[dict[str, Any]]]:
    """Objects whose title agrees, each with the objects that hold it, innermost first."""
    queue: list[tuple[object, tuple[dict[str, Any], ...]]] = [(top, ())]
    for at, (node, above) in enumerate(queue):
        if at > _MAX_VISITS:
            return
        if isinstance(node, dict) and _agrees(node, wanted):
            yield [node, *above[::-1][:2]]
        holders = (*above, node) if isinstance(node, dict) else above
        queue.extend((inner, holders) for inner in _inside(node))


def _inside(node: object) -> list[object]:
    """What a list or an object holds that may speak of the same offer."""
    if isinstance(node, list):
        return [entry for entry in node[:300] if isinstance(entry, dict | list)]
    if isinstance(node, dict):
        return [
            value
            for key, value in node.items()
            if isinstance(value, dict | list) and not _ELSEWHERE.search(str(key))
        ]
    return []


def _agrees(node: dict[str, Any], wanted: set[str]) -> bool:
    for key, value in node.items():
        if isinstance(value, str) and 3 < len(value) < 600 and str(key).lower() in _TITLE:
            own = tokens(value)
            if share(own, wanted) >= 0.8 and share(wanted, own) >= 0.6:
                return True
    return False


def _take(chain: list[dict[str, Any]], fields: Fields) -> None:
    """Fill what is still open; the object itself speaks before those that hold it."""
    for node in chain:
        pairs = list(_pairs(node, depth=3))
        if fields.amount is None:
            _take_price(pairs, fields)
        fields.brand = fields.brand or _first_named(pairs, _BRAND) or _vendor(node)
        fields.seller = fields.seller or _seller(pairs)
        fields.images = fields.images or _images(pairs)


def _first_named(pairs: Pairs, pattern: re.Pattern[str]) -> str | None:
    names = (_named(value) for key, value in pairs if pattern.match(key))
    return next(filter(None, names), None)


def _vendor(node: dict[str, Any]) -> str | None:
    """Shopify's word for the brand."""
    return _named(node.get("vendor")) if "variants" in node or "handle" in node else None


def _seller(pairs: Pairs) -> Seller | None:
    ids = (tidy(value, 40) for key, value in pairs if _SELLER_ID.match(key))
    known = next((id_ for id_ in ids if id_ and id_ != "0"), None)
    name = _first_named(pairs, _SELLER)
    if name is None:
        nodes = (_named(value) for key, value in pairs if key.lower() in _SELLER_NODES)
        name = next(filter(None, nodes), None)
    return seller_of(name, known)


def _images(pairs: Pairs) -> list[str]:
    return [url for key, value in pairs if _IMAGES.match(key) for url in _urls(value)]


def _take_price(pairs: Pairs, fields: Fields) -> None:
    prices = [(key, _money(value)) for key, value in pairs if _PRICE.match(key)]
    prices = [(key, amount) for key, amount in prices if amount is not None and amount > 0]
    if not prices:
        return
    prices.sort(key=lambda price: not _FIRST.search(price[0]))
    fields.amount = prices[0][1]
    highs = [_money(value) for key, value in pairs if _HIGH.match(key)]
    fields.high = next(
        (high for high in highs if high and fields.amount and high > fields.amount), None
    )
    fields.currency = _first_named(pairs, _CURRENCY) or _sign_in(pairs)


def _sign_in(pairs: Pairs) -> str | None:
    """The sign of money in a price that is written out beside its number."""
    prices = [value for key, value in pairs if _PRICE.match(key)]
    for value in prices:
        for written in value.values() if isinstance(value, dict) else (value,):
            money = next(find_money(written[:40]), None) if isinstance(written, str) else None
            if money is not None:
                return money.sign
    return None


def _pairs(node: dict[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    queue: list[tuple[dict[str, Any], int]] = [(node, depth)]
    for at, (one, left) in enumerate(queue):
        if at > 400:
            return
        for key, value in one.items():
            yield str(key), value
            if isinstance(value, dict) and left > 0 and not _ELSEWHERE.search(str(key)):
                queue.append((value, left - 1))


def _money(value: object) -> Decimal | None:
    if isinstance(value, dict):
        for key in _VALUE:
            if key in value and not isinstance(value[key], dict | list):
                amount = _money(value[key])
                return amount / 100 if amount is not None and key == "centAmount" else amount
        return None
    if isinstance(value, str) and _BASE64.match(value) and not value.isdigit():
        return _hidden(value)
    return amount_of(value)


def _hidden(written: str) -> Decimal | None:
    """A price that a shop writes in base64."""
    try:
        text = base64.b64decode(written, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return amount_of(written)
    return Decimal(text) if re.fullmatch(r"\d{1,9}(?:\.\d{1,5})?", text) else amount_of(written)


def _named(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("value")
    return tidy(value, 120) if isinstance(value, str) else None


def _urls(value: object) -> list[str]:
    found: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        url = entry
        if isinstance(entry, dict):
            url = next(
                (
                    entry[key]
                    for key in ("url", "src", "large", "full", "hiRes", "contentUrl")
                    if key in entry
                ),
                None,
            )
        if isinstance(url, str) and re.match(r"(?:https?:)?//", url):
            found.append(url)
    return found[:20]
