"""What the readings of single marketplaces share: ways through a state that may have any shape.

Layer: spiders.sites, pure. Nothing here raises, whatever a page holds.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from spiders.extract.document import Document
from spiders.extract.fields import MAX_DESCRIPTION, Fields, tidy
from spiders.extract.jsonld import amount_of, read_graph, read_product
from spiders.extract.money import Money, find_money
from spiders.extract.state import parse_at

_GONE: Final = frozenset(("outofstock", "soldout", "discontinued"))
_AVAILABILITY: Final = re.compile(
    r'"availability"\s*:\s*"(?:https?:\\?/\\?/schema\.org\\?/)?(\w+)"'
)
_MARKUP: Final = re.compile(r"<[^>]{0,2000}>")
_CROSSED: Final = frozenset(("s", "del", "strike"))


def at(node: object, *path: str | int) -> Any:  # noqa: ANN401 - any JSON value
    """What stands at a path of keys and places; None where the path breaks off."""
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and -len(node) <= step < len(node):
            node = node[step]
        else:
            return None
    return node


def table(node: object, *path: str | int) -> dict[str, Any]:
    """The object at a path, empty where there is none."""
    found = at(node, *path)
    return found if isinstance(found, dict) else {}


def rows(node: object, *path: str | int) -> list[dict[str, Any]]:
    """The objects of the list at a path."""
    found = at(node, *path)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def texts(node: object, *path: str | int) -> list[str]:
    """The strings of the list at a path, or the one string there."""
    found = at(node, *path)
    found = [found] if isinstance(found, str) else found
    return [text for text in found if isinstance(text, str)] if isinstance(found, list) else []


def word(node: object, *path: str | int, limit: int = 120) -> str | None:
    """The text or number at a path on one line."""
    return tidy(at(node, *path), limit)


def number_id(node: object, *path: str | int) -> str | None:
    """An id at a path; marketplaces write 0 for none."""
    found = word(node, *path, limit=64)
    return None if found in {"0", "-1"} else found


def amount(node: object, *path: str | int) -> Decimal | None:
    """The price at a path, above 0."""
    found = amount_of(at(node, *path))
    return found if found is not None and found > 0 else None


def set_price(fields: Fields, amounts: Iterable[Decimal | None], currency: str | None) -> None:
    """The lowest as the price, the highest as its upper end; nothing where none is known."""
    known = [one for one in amounts if one is not None and one > 0]
    if known:
        fields.amount = min(known)
        fields.high = max(known) if max(known) > min(known) else None
        fields.currency = currency


def without_price(fields: Fields) -> Fields:
    """The same claims of an offer that cannot be bought: what still stands there is no price."""
    fields.amount = fields.high = fields.currency = None
    fields.complete = True
    return fields


def plain(markup: object, limit: int = MAX_DESCRIPTION) -> str | None:
    """A description without its tags."""
    if not isinstance(markup, str):
        return None
    return tidy(_MARKUP.sub(" ", markup[: limit * 4]), limit)


def address_parts(url: str | None) -> SplitResult:
    """A URL taken apart; empty parts where it is none."""
    try:
        return urlsplit(url or "")
    except ValueError:
        return urlsplit("")


def script_object(document: Document, id_: str) -> Any:  # noqa: ANN401 - any JSON value
    """The JSON inside the script with an id."""
    for attrs, text in document.scripts:
        if attrs.get("id") == id_:
            return parse_at(text, len(text) - len(text.lstrip()))
    return None


def told_offer(document: Document) -> Fields:
    """What the page's own JSON-LD says of its offer; empty without one."""
    graph = read_graph(document)
    return read_product(graph.products[0], graph) if graph.products else Fields("json-ld")


def is_told_gone(document: Document) -> bool:
    """Tell whether each availability in the JSON-LD says that nothing can be bought."""
    words = [
        found.lower()
        for attrs, text in document.scripts
        if "ld+json" in (attrs.get("type") or "")
        for found in _AVAILABILITY.findall(text[:200_000])
    ]
    return bool(words) and _GONE.issuperset(words)


def first_text(document: Document, nodes: Iterable[int], limit: int = 500) -> str | None:
    """The text of the first of these nodes that has any."""
    return next(filter(None, (tidy(document.text(node), limit) for node in nodes)), None)


def classed(document: Document, *names: str) -> Iterator[int]:
    """Nodes of each class, in the order of the names."""
    for name in names:
        yield from document.with_class(name)[:8]


def marked(document: Document, *names: str) -> dict[str, list[int]]:
    """The nodes with each of these attributes, in one pass over the page."""
    wanted = frozenset(names)
    found: dict[str, list[int]] = {name: [] for name in names}
    for node, attrs in enumerate(document.attrs):
        for name in wanted.intersection(attrs) if attrs else ():
            found[name].append(node)
    return found


def meta(document: Document, *names: str) -> str | None:
    """The content of the first meta element by one of these names, property or itemprop."""
    known: dict[str, str] = {}
    for node in document.nodes("meta"):
        attrs = document.attrs[node]
        name = attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or ""
        known.setdefault(name, attrs.get("content") or "")
    return next((known[name].strip() for name in names if known.get(name, "").strip()), None)


def link_paths(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Links whose address has the pattern, each with what its first group holds."""
    for node in document.nodes("a"):
        found = pattern.search(document.attrs[node].get("href") or "")
        if found:
            yield node, found.group(1)


def current_money(document: Document, node: int, *old: str, bare: bool = False) -> Money | None:
    """The first amount below a node that stands neither crossed out nor in a block of class `old`.

    bare: a number without a sign of money is an amount too.
    """
    begin = document.text_from[node]
    for money in find_money(document.raw(node), bare=bare):
        if money.amount > 0 and not _is_old(document, document.owner(begin + money.start), old):
            return money
    return None


def _is_old(document: Document, node: int, old: tuple[str, ...]) -> bool:
    for above in (node, *document.ancestors(node)):
        names = (document.attrs[above].get("class") or "").split()
        if document.tags[above] in _CROSSED or any(name in names for name in old):
            return True
    return False


def set_money(fields: Fields, money: Money | None) -> None:
    """An amount as it stands on the visible page."""
    if money is not None:
        fields.amount, fields.high, fields.currency = money.amount, money.high, money.sign
