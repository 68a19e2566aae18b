"""A price that stands without any sign of money, in a block that its author calls the price.

Layer: spiders.extract, pure. Used by `offers`, where neither data nor any signed amount tells one.
"""

import re
from decimal import Decimal
from typing import Final

from spiders.extract.document import Document, clean
from spiders.extract.money import read_amount
from spiders.extract.prices import name_roles
from spiders.extract.zones import Zones

_REACH_NODES: Final = 600
_BEFORE_NODES: Final = 40
"""A small ad may show its price above its words."""
_LONGEST: Final = 24
_AMOUNT: Final = re.compile(
    r"\d{1,3}(?:[.,' \u00a0]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
)
_SPLIT: Final = re.compile(
    r"(\d{1,3}(?:[.,' \u00a0]\d{3})*|\d{1,9})[\s\x01\x02.,]*[\x01\x02][\s\x01\x02]*(\d{2})\Z"
)
"""Whole and cents in boxes of their own."""
_ASKED: Final = re.compile(r"price|prijs|preis|prix|precio|pre[cç]o|prezzo|\bcena|цен|kaina|hinta")
_NOT_ASKED: Final = re.compile(
    r"rating|review|stars?\b|score|count|stock|qty|quantity|point|range|filter|slider|min\b|max\b|"
    r"percent|discount|perc|badge|index|match|alert|drop|guide|list-?item|card|tile|history|"
    r"weight|size|year|label|title|table"
)


def bare_price(document: Document, zones: Zones, title_node: int) -> tuple[Decimal, int] | None:
    """The one amount that blocks called price show near the title, and where; None if they differ.

    Cents may stand in small print of their own: 27<sup>95</sup>.
    """
    if title_node <= 0:
        return None
    found: dict[Decimal, int] = {}
    done = 0
    last = min(len(document.tags), title_node + _REACH_NODES)
    for node in range(max(1, title_node - _BEFORE_NODES), last):
        if node < done or not _is_asked(document.name(node)):
            continue
        length = document.text_to[node] - document.text_from[node]
        if not 0 < length <= _LONGEST or document.is_hidden(node) or zones.is_foreign(node):
            continue
        if _is_old(document, node) or zones.neighbour_link(node, pictures_only=False):
            continue
        amount = _amount(document.raw(node))
        if amount:
            found.setdefault(amount, document.text_from[node])
            done = document.ends[node]
    return next(iter(found.items())) if len(found) == 1 else None


def _is_asked(name: str) -> bool:
    if not _ASKED.search(name) or _NOT_ASKED.search(name):
        return False
    roles = name_roles(name)
    return not (roles.old or roles.unit or roles.maybe_old)


def _is_old(document: Document, node: int) -> bool:
    around = [node, *(one for _, one in zip(range(3), document.ancestors(node), strict=False))]
    return any(
        document.tags[one] in {"del", "s", "strike"} or name_roles(document.name(one)).old
        for one in around
    )


def _amount(raw: str) -> Decimal | None:
    text = raw.strip(" \n\t\x01\x02\u00a0")
    split = _SPLIT.match(text)
    if split:
        return read_amount(f"{re.sub(r'[^0-9]', '', split.group(1))}.{split.group(2)}")
    plain = clean(text).strip(" ,-–—.")
    amount = read_amount(plain) if _AMOUNT.fullmatch(plain) else None
    return amount if amount and amount > 0 else None
