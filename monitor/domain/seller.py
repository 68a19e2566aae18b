"""Seller: who offers a Listing on one market.

Layer: domain, standard library only.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """Who offers, as the page shows it. id: the market's own key where the page gives one.

    url: the list of all he offers, where the page links to it; it is no part of who he is.
    """

    id: str | None = None
    name: str | None = None
    url: str | None = field(default=None, compare=False)

    @property
    def key(self) -> str | None:
        """The market's key, else the shown name folded; None when the page shows neither."""
        return self.id or (self.name.strip().casefold() if self.name else None)
