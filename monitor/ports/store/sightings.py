"""Listings, their sellers and sightings, and which of them wait for matching."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.listing import Listing, Offer, Sighting
from monitor.ports.store.leases import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSighting:
    """A sighting and its row. due_at: when it was seen, or made due again, whichever is later."""

    id: int
    sighting: Sighting
    due_at: datetime


class SightingRows(Protocol):
    """Listings, sellers and their sightings."""

    def record(self, sighting: Sighting) -> tuple[int, bool]:
        """Keep a sighting; gives its row and whether the content is new.

        Unchanged content moves `last_seen_at` of the latest sighting and adds no row. New content
        is due for matching.
        """
        ...

    def claim_for_matching(self, lease: Lease, limit: int) -> Sequence[StoredSighting]:
        """Lease sightings that are due for matching, oldest first."""
        ...

    def matched(self, sighting_id: int, owner: str) -> bool:
        """Matching is done; False when the lease was lost (then nothing is changed)."""
        ...

    def rematch(self, source_id: str, now: datetime) -> int:
        """Make the latest sighting of each listing of a source due for matching. Gives how many."""
        ...

    def unmatched(self) -> int:
        """Sightings that are due for matching or leased for it."""
        ...

    def get(self, sighting_id: int) -> Sighting:
        """One sighting by row."""
        ...

    def latest(self, source_id: str, listing: Listing) -> Sighting | None:
        """The latest sighting that a source has of a listing."""
        ...

    def met_last(self, limit: int) -> Sequence[Offer]:
        """Offers as they were last seen, those seen anew first; each listing once."""
        ...

    def newest(self, listing: Listing) -> Sighting | None:
        """The latest sighting of a listing by any source."""
        ...

    def span(
        self, listing: Listing, source_id: str | None = None
    ) -> tuple[datetime, datetime] | None:
        """When a listing was first and last seen, by one source or any; None where it never was."""
        ...

    def rematch_of_seller(self, sighting_id: int, since: datetime, now: datetime) -> int:
        """Make due again what was first seen after a moment of the same seller; gives how many."""
        ...

    def url_of(self, listing: Listing) -> str | None:
        """Where the listing was last seen."""
        ...
