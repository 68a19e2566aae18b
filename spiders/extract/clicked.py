"""Blocks that a script makes into links: where they lead, and what they show.

Layer: spiders.extract, pure. Used by `cards`, on pages whose offers stand in no link.
"""

import re
from collections.abc import Mapping
from typing import Final

from spiders.extract.builder import BLOCK_EDGE, INLINE_EDGE
from spiders.extract.document import Document, clean
from spiders.extract.money import find_money

_LED_BY: Final = ("data-href", "data-url", "data-link", "data-product-url", "data-item-url")
_KEYS: Final = frozenset((*_LED_BY, "onclick"))
_LINKS: Final = frozenset(("a", "body", "img", "script"))
_GOES: Final = re.compile(
    r"(?i)(?:location(?:\.href)?\s*=|location\.assign\(|window\.open\(|navigate\w*\(|goto\w*\()"
    r"\s*[\"']([^\"']{2,500})[\"']"
)
_EDGE: Final = re.compile(f"[{INLINE_EDGE}{BLOCK_EDGE}]+")
_MOST: Final = 1_000


def clicked(document: Document) -> dict[int, str]:
    """Nodes that lead somewhere when they are clicked, and are no links: node -> address."""
    found: dict[int, str] = {}
    last = -1
    for node, attrs in enumerate(document.attrs):
        if not attrs or _KEYS.isdisjoint(attrs) or document.tags[node] in _LINKS:
            continue
        href = _led_to(attrs) if last < 0 or not document.within(node, last) else None
        if href:
            found[node], last = href, node
        if len(found) >= _MOST:
            break
    return found


def _led_to(attrs: Mapping[str, str]) -> str | None:
    led = next((attrs[key] for key in _LED_BY if attrs.get(key)), None)
    goes = _GOES.search(attrs.get("onclick") or "") if led is None else None
    return led or (goes.group(1) if goes else None)


def shown_name(document: Document, holder: int) -> str | None:
    """The longest text of a block that is no amount: what its offer is called."""
    pieces = map(clean, _EDGE.split(document.raw(holder)[:2_000]))
    said = [piece for piece in pieces if 2 <= len(piece) <= 300 and not _is_amount(piece)]
    return max(said, key=len, default=None)


def _is_amount(piece: str) -> bool:
    return piece.replace(" ", "").isdigit() or next(find_money(piece), None) is not None
