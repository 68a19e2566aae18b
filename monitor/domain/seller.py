"""Seller: who offers a Listing on one market.

Layer: domain, standard library only.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who offers, as the page shows it. id: the market's own key where the page gives one."""

    id: str | None = None
    name: str | None = None

    @property
    def key(self) -> str | None:
        """The market's key, else the shown name folded; None when the page shows neither."""
        return self.id or (self.name.strip().casefold() if self.name else None)
