"""Supplied, and what else comes of reading a file of offers that somebody handed over.

Layer: domain, standard library only.
Flow: an import reads a file -> Sightings that carry a Supplied, Refusals, Remarks, PassedOver.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.domain.page import PageKind


class Original(StrEnum):
    """What the kept bytes of a supplied sighting are."""

    FILE = "file"
    RECORD = "record"
    ROW = "row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """Where an imported Sighting comes from: somebody handed it over; this program did not see it.

    by: who, in the operator's words. file: name of the file, file_sha256: hex digest of all its
    bytes, place: which part of it ("line 7", "record <urn:uuid:...>", "" = all). imported_at: aware
    UTC, when the file first came in. stated_at: when the file says it was captured; None where it
    does not say. original_sha256: of the bytes as they were supplied, a blob; original: what they
    are (the whole file; one WARC record; header and row of a table too large to keep with every
    case, as UTF-8, and then `row` has them). visit: the operator asked that evidence be captured by
    a visit as well.
    """

    by: str
    file: str
    file_sha256: str
    place: str
    imported_at: datetime
    original: Original
    original_sha256: str
    stated_at: datetime | None = None
    row: str | None = None
    visit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One part of a file that was not taken in. place: "offers.csv:7"; remedy: what to do."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """`place: problem`, then what to do on its own line."""
        return f"{self.place}: {self.problem}\n    {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to know of a part that was taken in all the same."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A page inside an archive that is no offer."""

    kind: PageKind
