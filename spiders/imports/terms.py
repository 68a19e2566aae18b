"""Terms of one import: who handed the file over, where offers belong, where bytes are kept.

Layer: spiders.imports, no network.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Offer, Sighting
from monitor.domain.page import PageRef
from monitor.domain.supply import Original, Supplied
from monitor.ports.blobs import Blobs
from spiders.imports.bounds import FileFacts, measure, plain_file

MOST_AHEAD: Final = timedelta(days=1)
"""Clocks differ; a capture stated to be later than this was not made when it says."""

SourceOf = Callable[[str], str]
"""Market -> id of the source an offer of it is attached to; raises ImportRefused."""


CameIn = Callable[[str, FileFacts], datetime]
"""Name and facts of a file -> when it first came in, noted now where it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is the same for all files of one import.

    market, url: said by the operator, where a file does not. folder: paths in a table lead below
    it; None = the table's own. encoding: of tables; None = found out. images_per_offer: most
    pictures kept of one offer. visit: see Supplied.
    """

    by: str
    blobs: Blobs
    source_of: SourceOf
    came_in: CameIn
    folder: Path | None = None
    market: str | None = None
    url: str | None = None
    encoding: str | None = None
    images_per_offer: int = 3
    visit: bool = False

    def supply(self, path: Path, name: str) -> "Supply":
        """One file to be read. name: as reports and evidence are to name it.

        Raises:
            ImportRefused: it cannot be read.
        """
        facts = measure(path)
        at = self.came_in(name, facts)
        return Supply(terms=self, path=path, name=name, facts=facts, imported_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a file, whose bytes are kept as they were supplied. All of it: see Supplied."""

    place: str
    sha256: str
    original: Original = Original.FILE
    row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """One file that is being read. facts: as it was before. imported_at: when it first came in."""

    terms: Terms
    path: Path
    name: str
    facts: FileFacts
    imported_at: datetime

    def sighting(
        self, offer: Offer, page: PageRef | None, part: Part, stated_at: datetime | None
    ) -> Sighting:
        """The sighting of an offer, with where it comes from.

        Raises:
            ImportRefused: nobody says which offer it is, or it belongs to no source.
        """
        if not offer.listing.market or not offer.listing.listing_id:
            problem = "does not say which offer it is: there is no address"
            remedy = "Give --url, or a table with the columns file and url (docs/how-to)."
            raise ImportRefused(problem, remedy)
        source_id = self.terms.source_of(offer.listing.market)
        supplied = Supplied(
            by=self.terms.by,
            file=Path(self.name).name,
            file_sha256=self.facts.sha256,
            place=part.place,
            imported_at=self.imported_at,
            stated_at=stated_at,
            original=part.original,
            original_sha256=part.sha256,
            row=part.row,
            visit=self.terms.visit,
        )
        return Sighting(
            source_id=source_id,
            offer=offer,
            seen_at=self.moment(stated_at),
            page=page,
            supplied=supplied,
        )

    def part(self, place: str, content: bytes, original: Original = Original.FILE) -> Part:
        """A part with its bytes, which are kept."""
        return Part(place=place, sha256=self.terms.blobs.put(content), original=original)

    def moment(self, stated_at: datetime | None) -> datetime:
        """When the offer stood as it is told: as stated, unless that lies in the future."""
        if stated_at is None or stated_at > self.imported_at + MOST_AHEAD:
            return self.imported_at
        return stated_at

    def check_unchanged(self) -> None:
        """Make sure that what was read is what was measured.

        Raises:
            ImportRefused: somebody wrote to the file meanwhile.
        """
        now = plain_file(self.path)
        if (now.st_size, now.st_mtime_ns) != (self.facts.size, self.facts.changed_ns):
            problem = "was changed while it was read"
            raise ImportRefused(problem, "Import it again when nobody writes to it any more.")
