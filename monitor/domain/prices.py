"""What goods cost: the range a holder states, and the level a market shows.

Layer: domain, standard library only.
Flow: the configuration gives PriceRanges, stored sightings give PriceLevels -> rules hold an
offer's price against both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRange:
    """What one of the holder's goods costs new. currency: ISO 4217; high None = no upper end."""

    currency: str
    low: Decimal
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLevel:
    """What offers of one kind of goods ask. offers: how many were read; median: of their prices."""

    offers: int
    median: Decimal


PriceLevels = Mapping[tuple[str, str], PriceLevel]
"""(word for the goods, currency) -> level."""
