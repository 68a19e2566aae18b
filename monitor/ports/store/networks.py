"""Which sellers share which traits, and what people said of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.network import LinkCut, LinkEdge, SellerRef, Trait


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerStanding:
    """A seller of cases. row: its number; open, confirmed, cleared: cases by what was decided.

    cleared: dismissed or licensed. newest: when the last of the cases was opened; None = no case.
    """

    row: int
    seller: SellerRef
    name: str | None
    open: int
    confirmed: int
    cleared: int
    newest: datetime | None


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

    def standings(
        self, holders: Sequence[str] | None, limit: int, named: str = ""
    ) -> Sequence[SellerStanding]:
        """Sellers of cases, the most open and confirmed ones first.

        holders: only cases of theirs count; None = all. named: only whose name, market or key on
        it holds these letters, large or small where they are Latin.
        """
        ...

    def standings_after(
        self, row: int, holders: Sequence[str] | None, limit: int
    ) -> Sequence[SellerStanding]:
        """Sellers of cases by their number, those behind one; 0 = from the first."""
        ...

    def standing(self, row: int, holders: Sequence[str] | None) -> SellerStanding | None:
        """One of them; None when no such case is of that seller.

        Where all holders count, a seller that was ever seen is told, without cases too.
        """
        ...

    def known_of(
        self, sellers: Collection[SellerRef], holders: Sequence[str] | None
    ) -> Sequence[SellerStanding]:
        """Those of some sellers that `standing` tells."""
        ...
