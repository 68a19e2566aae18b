"""Offers and lists that only a page's state holds, where the page itself names none.

Layer: spiders.extract, pure. Used by `cascade`, for pages whose title says nothing of goods.
Flow: the page's address -> the object of state that carries its id, handle or address -> a title,
by which `state` reads the rest. Without such an object: a list of offers, or one offer alone.

A state holds neighbours too. What the address names is the page's own; else a list counts only as
a list, and an offer only when no other stands in the state. Never what lies below recommendations.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from spiders.extract import identity, keys
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, tidy
from spiders.extract.scripts import objects, parse_at, parse_text
from spiders.extract.state_price import Node, Pairs, take_price
from spiders.extract.zones import address

_MAX_VISITS: Final = 60_000
"""Objects and lists of one page's whole state that are looked at."""
_MAX_ASKED: Final = 300
"""Objects of one page that are asked for a price, which costs a hundred looks."""
_MAX_LISTED: Final = 2_000
"""Rows of all lists of one page that are read as cards."""
_MAX_ROWS: Final = 300
_LEAST_CARDS: Final = 3
_ID_WORDS: Final = frozenset((
    *("id", "sku", "code", "handle", "slug", "alias", "asin", "permalink", "number", "num", "key"),
    *("no", "uuid", "token", "pid", "nm", "itemid", "shortcode"),
))
_URL_WORDS: Final = frozenset(("url", "link", "href", "path", "permalink", "uri", "canonical"))
_NO_PAGE: Final = frozenset((
    *("image", "img", "thumb", "thumbnail", "photo", "picture", "icon", "logo", "video", "media"),
    *("seller", "shop", "store", "brand", "category", "base", "api", "cdn", "avatar", "review"),
))
_PARTS: Final = re.compile(
    r"(?i)variant|variation|skus?$|sku_?(?:list|info|map)|option|combination|children|"
    r"review|comment|question|answer|attribute|spec|property|properties|crumb|categor|facet|filter"
)
"""Keys whose lists hold parts of an offer or words about it, each perhaps with the offer's id."""
_OF_ONE: Final = re.compile(r"(?i)offer|sku|variant|price|image|photo|picture|media|galler|seller")
"""Keys whose lists belong to one offer, so that the first entry speaks of it."""
_NOT_GOODS: Final = re.compile(
    r"(?i)banner|promo|advert|featured|membership|subscription|plan|i18n|locale|config|message|"
    r"gift_?wrap|voucher|coupon|cookie|consent|payment|ship"
)
_HEADS: Final = re.compile(r"product-?(?:heading|title|name)|(?:^|[\s_-])(?:pdp|item)-?title")
_PICTURED: Final = ("url", "src", "uri", "large", "original", "base_url")
_NUMBERED_AT: Final = {
    "shopee": "/product/{shopid}/{itemid}",
    "coupang": "/vp/products/{productid}",
    "wildberries": "/catalog/{id}/detail.aspx",
    "mercari": "/item/{id}",
    "pinduoduo": "/goods.html?goods_id={goodsid}",
    "temu": "/goods.html?goods_id={goodsid}",
}
"""Where markets show an offer that their lists name by number alone."""
_FIELD: Final = re.compile(r"\{(\w+)\}")


_Step = tuple[object, tuple[str, ...], int]
"""An object or list, the keys that lead to it, and the length of the list it stands in."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One object of a state and where it stands. rows: how many objects its list has; 0 = none."""

    node: Node
    path: tuple[str, ...]
    rows: int


def own_title(document: Document, urls: Sequence[str]) -> str | None:
    """What the object is called that one of the page's addresses names; None when there is none.

    urls: the page's own and its canonical one.
    """
    marks = frozenset().union(*map(_marks, urls))
    if not marks:
        return _headed(document)
    pages = {address(url) for url in urls if url}

    def may_tell(text: str) -> bool:
        return any(mark in text for mark in marks)

    named = (
        place
        for place in _places(document, may_tell)
        if not any(map(_PARTS.search, place.path))
        and _title(place.node)
        and _is_named(place.node, marks, pages, document)
    )
    asked = itertools.islice(named, _MAX_ASKED)
    found = next((place.node for place in asked if _has_price(place.node)), None)
    return _title(found) if found else _headed(document)


def lone_title(document: Document) -> str | None:
    """What the only offer is called that the state holds; None when it holds none or several."""
    found: dict[str, str] = {}
    asked = 0
    for place in _places(document, _anything):
        if place.rows > 1 or any(map(_PARTS.search, place.path)):
            continue
        title = _title(place.node)
        asked += title is not None
        if title and _has_price(place.node):
            found.setdefault(title.casefold(), title)
        if len(found) > 1 or asked > _MAX_ASKED:
            return None
    return next(iter(found.values()), None)


def listed(document: Document) -> list[StateCard]:
    """The longest list of priced offers with addresses that the state holds; else empty."""
    best: list[StateCard] = []
    left = _MAX_LISTED
    for rows in _lists(document):
        left -= len(rows)
        if left < 0:
            break
        cards: dict[str, StateCard] = {}
        for row in rows:
            card = _card(row, document)
            if card is not None:
                cards.setdefault(card.url, card)
        priced = sum(card.amount is not None for card in cards.values())
        if len(cards) > len(best) and priced * 2 >= len(cards):
            best = list(cards.values())
    return best if len(best) >= _LEAST_CARDS else []


# -- the ways through a state ----------------------------------------------------------------------


def _anything(_text: str) -> bool:
    return True


def _walk(document: Document, may_tell: Callable[[str], bool]) -> Iterator[_Step]:
    """Objects and lists of the state that speak of this page, outer first."""
    left = _MAX_VISITS
    for top in objects(document, may_tell):
        queue: list[_Step] = [(top, (), 0)]
        for step in queue:
            left -= 1
            if left < 0:
                return
            yield step
            if len(queue) < left:
                queue += _inside(*step)


def _inside(node: object, path: tuple[str, ...], _rows: int) -> list[_Step]:
    """What one object or list holds, but for what lies aside."""
    if isinstance(node, list):
        entries = [entry for entry in node[:_MAX_ROWS] if isinstance(entry, dict | list)]
        return [(entry, path, len(entries)) for entry in entries]
    if not isinstance(node, dict) or len(path) >= 20:
        return []
    named = ((str(key), value) for key, value in node.items())
    opened = ((key, _opened(value)) for key, value in named if not _is_aside(key))
    return [(inner, (*path, key), 0) for key, inner in opened if inner is not None]


@functools.lru_cache(maxsize=20_000)
def _is_aside(key: str) -> bool:
    return keys.is_elsewhere(key) or bool(_NOT_GOODS.search(key))


def _opened(value: object) -> object:
    if isinstance(value, dict | list):
        return value or None
    if isinstance(value, str) and len(value) > 60 and value[:1] in {"{", "["}:
        return parse_text(value)
    return None


def _places(document: Document, may_tell: Callable[[str], bool]) -> Iterator[_Place]:
    for node, path, rows in _walk(document, may_tell):
        if isinstance(node, dict):
            yield _Place(node, path, rows)


def _lists(document: Document) -> Iterator[list[Node]]:
    """Lists of objects; also where each object stands under its own number, or inside a node."""
    for node, path, _ in _walk(document, _anything):
        entries: list[Any] = []
        if isinstance(node, list):
            entries = node
        elif isinstance(node, dict) and all(str(key).isdigit() for key in node):
            entries = list(node.values())
        rows = [row for row in entries[:_MAX_ROWS] if isinstance(row, dict)]
        if len(rows) >= _LEAST_CARDS and not (path and _PARTS.search(path[-1])):
            yield [_unwrapped(row) for row in rows]


def _unwrapped(row: Node) -> Node:
    """The object itself where a list wraps each of its own in another."""
    if len(row) <= 3 and _title(row) is None:
        inner = [value for value in row.values() if isinstance(value, dict)]
        return inner[0] if len(inner) == 1 else row
    return row


# -- what an object says ---------------------------------------------------------------------------


def _marks(url: str) -> frozenset[str]:
    """What may name an offer in an address: numbers, handles, the market's id and its parts."""
    known = identity.marketplace_listing(url)
    found = set(re.split(r"[.:]", known[1])) if known else set()
    try:
        parts = urlsplit(url)
    except ValueError:
        return frozenset()
    for segment in unquote(parts.path).split("/")[-3:]:
        plain = re.sub(r"\.\w{3,5}$", "", segment)
        found.update(re.findall(r"\d{5,}", plain))
        if plain.isdigit() or ("-" in plain and len(plain) >= 8) or _mixes(plain):
            found.add(plain)
        tail = plain.rpartition("-")[2]
        found.update({tail} if _mixes(tail) or (tail.isdigit() and len(tail) > 3) else ())
    found.update(value for key, value in parse_qsl(parts.query) if _names_id(key, value))
    return frozenset(mark for mark in found if len(mark) >= 3)


def _mixes(text: str) -> bool:
    """Tell whether a text is a number with letters in it, as keys are."""
    return len(text) >= 6 and text.isalnum() and any(map(str.isdigit, text))


def _names_id(key: str, value: str) -> bool:
    words = keys.words(key)
    return bool(words) and words[-1] in _ID_WORDS | {"product", "item", "goods"} and value.isalnum()


def _is_named(node: Node, marks: frozenset[str], pages: set[str], document: Document) -> bool:
    """Tell whether an object's own id, handle or address is one of the page's."""
    for key, value in node.items():
        if isinstance(value, bool) or not isinstance(value, str | int):
            continue
        text, last = str(value), (keys.words(str(key)) or ("",))[-1]
        if last in _ID_WORDS | _URL_WORDS and (text in marks or text.rpartition("/")[2] in marks):
            return True
        if last in _URL_WORDS and 1 < len(text) < 2_000:
            url = document.join(text)
            if url is not None and address(url) in pages:
                return True
    return False


def _title(node: Node) -> str | None:
    """What an object is called; the longest of its titles, as short ones name a part."""
    said = [
        tidy(value)
        for key, value in node.items()
        if isinstance(value, str) and 3 < len(value) < 600 and keys.is_title(str(key))
    ]
    return max(filter(None, said), key=len, default=None)


def _has_price(node: Node) -> bool:
    fields = Fields("state")
    take_price(node, _near(node), fields)
    return fields.amount is not None


def _near(node: Node) -> Pairs:
    """Keys and values of an object and of what lies close inside, the outer first."""
    pairs: Pairs = []
    queue: list[tuple[Node, int]] = [(node, 3)]
    for at, (one, left) in enumerate(queue):
        if at > 60:
            break
        pairs += [(str(key), value) for key, value in one.items()]
        named = ((str(key), value) for key, value in one.items() if left > 0)
        inner = (_of_one(key, value) for key, value in named if not _is_aside(key))
        queue += [(further, left - 1) for further in inner if further is not None]
    return pairs


def _of_one(key: str, value: object) -> Node | None:
    """The object under a key; of a list that belongs to one offer the first."""
    if isinstance(value, list) and value and _OF_ONE.search(key):
        value = value[0]
    return value if isinstance(value, dict) else None


def _headed(document: Document) -> str | None:
    """The title in a box of state of its own, whose element is called the offer's heading."""
    if not document.json_values():
        return None
    for node, attrs in enumerate(document.attrs):
        if not attrs or "id" not in attrs or not _is_heading(document.name(node)):
            continue
        written = next((value for value in attrs.values() if value[:1] == "{"), None)
        found = parse_at(written, 0) if written else None
        title = _title(found) if isinstance(found, dict) else None
        if title:
            return title
    return None


def _is_heading(name: str) -> bool:
    return bool(_HEADS.search(name) or _HEADS.search(name.replace("product", "product-")))


# -- cards -----------------------------------------------------------------------------------------


def _card(row: Node, document: Document) -> StateCard | None:
    title = _title(row) or _named_inside(row)
    url = _page_of(row, document)
    if title is None or url is None:
        return None
    fields = Fields("state")
    pairs = _near(row)
    take_price(row, pairs, fields)
    images = (_picture(value) for key, value in pairs if keys.is_image(key))
    return StateCard(
        url=url,
        title=title,
        amount=fields.amount,
        high=fields.high,
        currency=fields.currency,
        image=next(filter(None, images), None),
    )


def _named_inside(row: Node) -> str | None:
    """The title one object further in, where a card parts what it shows."""
    inner = (value for key, value in row.items() if isinstance(value, dict) and keys.is_title(key))
    names = (keys.name_in(value) for value in inner)
    return next((tidy(name) for name in names if name), None)


def _page_of(row: Node, document: Document) -> str | None:
    """The address of a row's own page, on the site; by its number where the market is known."""
    here = (urlsplit(document.url).hostname or "").removeprefix("www.")
    for key, value in _near(row)[:200]:
        words = keys.words(key)
        if not isinstance(value, str) or not words or words[-1] not in _URL_WORDS:
            continue
        if _NO_PAGE.intersection(words) or not 3 < len(value) < 2_000:
            continue
        rooted = value if "/" in value or value.startswith("?") else f"/{value}"
        url = document.join(rooted)
        host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
        if host and _is_same_site(host, here) and address(url or "") != address(document.url):
            return url
    return _numbered(row, document)


def _is_same_site(host: str, here: str) -> bool:
    return host == here or host.endswith(f".{here}") or here.endswith(f".{host}")


def _numbered(row: Node, document: Document) -> str | None:
    market = identity.market_of(document.url) or ""
    way = _NUMBERED_AT.get(market.partition(".")[0])
    if way is None:
        return None
    told = {"".join(filter(str.isalnum, str(key))).lower(): value for key, value in row.items()}
    numbers = {name: told.get(name) for name in _FIELD.findall(way)}
    if not all(isinstance(number, str | int) and number for number in numbers.values()):
        return None
    return document.join(way.format(**numbers))


def _picture(value: object) -> str | None:
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = next(filter(None, map(value.get, _PICTURED)), None)
    told = isinstance(value, str) and 4 < len(value) < 2_000 and "/" in value and " " not in value
    return str(value) if told else None
