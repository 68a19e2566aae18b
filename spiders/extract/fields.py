"""What one layer of the cascade claims about an offer, before layers check each other.

Layer: spiders.extract, pure.
"""

import html
import re
from dataclasses import dataclass, field
from decimal import Decimal

from monitor.domain.seller import Seller
from spiders.extract.document import clean

_MARK = re.compile(r"\d[.,]\d")
_ONLY_MARKS = re.compile(r"[\d.,\s%/*★-]+")
MAX_IMAGES = 30
"""Pictures kept of one offer."""
MAX_TITLE = 500
"""Letters of a title that are kept; longer ones are cut at a blank."""
MAX_DESCRIPTION = 5_000
"""Letters of a description that are kept."""


@dataclass(slots=True)
class Fields:
    """One layer's claims; None = the layer says nothing.

    currency: as written (a code or a sign). images: URLs as written, likeliest first. complete:
    this layer knows where the price stands, so that its silence means there is none.
    shop_as_brand: the site calls the shop the brand, so that its name is no brand.
    """

    layer: str
    title: str | None = None
    amount: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    images: list[str] = field(default_factory=list)
    brand: str | None = None
    seller: Seller | None = None
    description: str | None = None
    category: str | None = None
    condition: str | None = None
    ships_to: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    quantity: int | None = None
    sold: int | None = None
    complete: bool = False
    shop_as_brand: bool = False


@dataclass(slots=True)
class StateCard:
    """One entry of a list as a page's state tells it. url, image: as written."""

    url: str
    title: str | None = None
    amount: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    image: str | None = None


def tidy(text: object, limit: int = MAX_TITLE) -> str | None:
    """A text of structured data on one line, entities resolved (twice, as pages double them)."""
    if not isinstance(text, str | int | float) or isinstance(text, bool):
        return None
    plain = str(text)[: limit * 4]
    for _ in range(2):
        if "&" not in plain:
            break
        plain = html.unescape(plain)
    plain = clean(plain)
    if len(plain) > limit:
        plain = plain[:limit].rsplit(" ", 1)[0]
    return plain or None


def is_ratings(name: str) -> bool:
    """Tell whether a text is a row of marks ("9.77 service 9.74"), which is nobody's name."""
    return len(_MARK.findall(name)) >= 2 or _ONLY_MARKS.fullmatch(name) is not None


def seller_of(name: str | None, id_: str | None = None) -> Seller | None:
    """A seller when there is anything to know one by."""
    name = None if name and is_ratings(name) else name
    return Seller(id=id_ or None, name=name or None) if name or id_ else None
