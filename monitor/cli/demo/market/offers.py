"""What the market sells, who sells it, and what a watch should say to each offer.

Flow: catalogue reads these from its tables -> shelf keeps them -> pages and pictures show them.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Expected(StrEnum):
    """What the watch should do.

    ALERT: write to somebody, exactly once. SILENT: write to nobody at grade alert. EITHER: people
    would disagree, so no test may depend on it.
    """

    ALERT = "alert"
    SILENT = "silent"
    EITHER = "either"


class Markup(StrEnum):
    """How a page says what it offers."""

    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    OPEN_GRAPH = "open-graph"
    NONE = "none"
    SCRIPT = "script"
    WALL = "wall"

    @property
    def needs_browser(self) -> bool:
        """True when the server sends an empty shell."""
        return self is Markup.SCRIPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The planted truth of one offer.

    kind: which sort of case it is ("verbatim", "homoglyph", "authorised"...). holder_id: whose
    right is concerned; None when nobody's.
    """

    expected: Expected
    kind: str
    because: str
    holder_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketSeller:
    """A shop on the market. authorised_by: holder ids whose goods it may sell."""

    id: str
    name: str
    language: str
    town: str
    authorised_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A shelf of one language."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketOffer:
    """One offer. picture: a line of `pictures.draw`. hidden: lies where robots.txt forbids to go.

    price: in whole units of `currency` (ISO 4217); old_price: struck through beside it.
    """

    id: str
    category: Category
    seller: MarketSeller
    title: str
    description: str
    price: Decimal
    currency: str
    picture: str
    markup: Markup
    truth: Truth
    old_price: Decimal | None = None
    brand: str | None = None
    condition: str | None = None
    hidden: bool = False

    @property
    def language(self) -> str:
        """BCP 47 tag of the page."""
        return self.category.language

    @property
    def path(self) -> str:
        """Where the page lies."""
        return f"/private/offer/{self.id}" if self.hidden else f"/offer/{self.id}"

    @property
    def picture_path(self) -> str:
        """Where its picture lies."""
        suffix = {"jpeg": "jpg"}.get(self.picture_format, self.picture_format)
        return f"/pictures/{self.id}.{suffix}"

    @property
    def picture_format(self) -> str:
        """`jpeg`, `png` or `webp`, the last word of the picture line."""
        return self.picture.rsplit(" ", 1)[-1]
