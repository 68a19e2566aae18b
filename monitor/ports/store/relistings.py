"""Traces by which the goods of a case are found again, and offers that are tied to one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.case import Case
from monitor.domain.listing import Listing
from monitor.domain.relisting import Refusal, Relisting


class RelistingRows(Protocol):
    """What a case's goods are found again by, and where they were."""

    def note(self, case_id: int, traces: Sequence[int]) -> None:
        """Keep by what the goods of a case are found again; the same again changes nothing."""
        ...

    def candidates(self, listing: Listing, traces: Sequence[int], limit: int) -> Sequence[Case]:
        """Cases over other listings that share a trace, most shared traces first.

        Confirmed ones, and open ones whose offer was removed; none that this listing is tied to,
        or that a person said it is not.
        """
        ...

    def tie(self, relisting: Relisting) -> bool:
        """Keep a relisting; False when that listing is tied to the case already."""
        ...

    def of_case(self, case_id: int) -> Sequence[Relisting]:
        """Offers that are tied to a case or were, oldest first."""
        ...

    def of_listing(self, listing: Listing, holder_id: str) -> Relisting | None:
        """What ties a listing to an earlier case of a holder; None where nothing stands."""
        ...

    def refuse(self, case_id: int, listing: Listing, refusal: Refusal) -> Relisting | None:
        """Say that they are not the same; None when nothing that stands ties them."""
        ...

    def standing(self, since: datetime) -> Sequence[Relisting]:
        """Every relisting since a moment that nobody has refused, oldest first."""
        ...
