"""Offered pictures: what is known of each, and who shows the same photograph."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.listing import Listing
from monitor.domain.picture import PictureNote, SharedPicture


class PictureRows(Protocol):
    """Pictures by their digest, in families of one photograph each."""

    def note(
        self, sighting_id: int, notes: Sequence[PictureNote], at: datetime
    ) -> Mapping[str, str]:
        """Keep what a sighting's pictures are; gives SHA-256 -> family of each.

        A family is named by the first picture seen of a photograph; a picture near none founds
        one. The same again changes nothing.
        """
        ...

    def ask_trims(self, listing: Listing, now: datetime) -> None:
        """Let a listing's photographs be known by trimmed copies too, once `trimmed` has them."""
        ...

    def trims_due(self, limit: int) -> Sequence[str]:
        """SHA-256 of pictures that this was asked for, the longest waiting first."""
        ...

    def trimmed(self, sha256: str, marks: Sequence[bytes]) -> None:
        """Keep fingerprints of a picture with its edges cut off; it is due no more.

        A picture seen from now on that is near one of them is of that picture's family.
        """
        ...

    def sharing(self, listing: Listing, most_sellers: int) -> Sequence[SharedPicture]:
        """Other listings that show a photograph of this one, the rarest photograph first.

        most_sellers: shown by more, it is a stock picture that links nobody.
        """
        ...

    def families(self, digests: Sequence[str]) -> Mapping[str, str]:
        """SHA-256 -> family, of those that can be compared."""
        ...

    def problems(self, listing: Listing) -> Mapping[str, str]:
        """SHA-256 -> why it could not be compared, of the listing's pictures."""
        ...
