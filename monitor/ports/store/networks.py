"""Which sellers share which traits, and what people said of it."""

from collections.abc import Sequence
from typing import Protocol

from monitor.domain.network import LinkCut, LinkEdge, SellerRef, Trait


class NetworkRows(Protocol):
    """Traits of sellers and cut links."""

    def note(self, sighting_id: int, traits: Sequence[Trait]) -> int:
        """Keep what a sighting shows of its seller; gives how many traits are new of it.

        A sighting without a seller keeps nothing; the same traits again change nothing.
        """
        ...

    def edges(self, seller: SellerRef, most_sellers: int) -> Sequence[LinkEdge]:
        """To all who share a trait that at most `most_sellers` have; pairs that are cut left out.

        Ordered by the other seller, then by kind and what is shown.
        """
        ...

    def having(self, trait: Trait, most_sellers: int) -> Sequence[SellerRef]:
        """Who has a trait; `most_sellers` and one at the most."""
        ...

    def cut(self, cut: LinkCut, *, linked: bool = False) -> None:
        """Append a person's word on a pair; the last one counts. linked: takes a cut back."""
        ...

    def cuts(self) -> Sequence[LinkCut]:
        """Pairs that are cut now, oldest first."""
        ...

    def accused(self, limit: int) -> Sequence[SellerRef]:
        """Sellers of open and confirmed cases, those of the newest cases first."""
        ...

    def is_known(self, seller: SellerRef) -> bool:
        """Whether an offer of this seller was seen."""
        ...
