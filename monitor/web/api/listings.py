"""Listings that partners push: a table of JSON Lines, taken in as `rightswatch import` does it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response

from monitor.domain.person import LookKind
from monitor.pipeline.imports import FileReport, take_in
from monitor.web.api.calls import Call, Calling
from monitor.web.api.problems import refused
from spiders.imports import FileKind, Importer

MOST_BYTES: Final = 1_048_576
MOST_LINES: Final = 1_000
MEDIA_TYPE: Final = "application/jsonl"
FILE: Final = "listings.jsonl"
"""As reports and evidence name what was sent."""
EXAMPLE: Final = (
    '{"market":"shop.example","listing_id":"4711","url":"https://shop.example/4711","title":"ACME '
    'shoe","price":"1299.00","currency":"CNY","seller":{"id":"s-7","name":"Shop"},"images":'
    '["https://shop.example/4711.jpg"],"captured_at":"2026-03-05T10:00:00+08:00"}\n'
)
BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "description": f"One object a line, at most {MOST_LINES:,} lines and {MOST_BYTES:,} bytes.",
        "content": {MEDIA_TYPE: {"schema": {}, "example": EXAMPLE}},
    }
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRefused:
    """A line that was not taken in. line: from 1; null = all of it."""

    line: int | None
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemarked:
    """Something to know of a line that was taken in."""

    line: int | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingsTaken:
    """What came of a push. new: sightings that were not there before; the same bytes bring none.

    sha256: of the bytes, as the evidence log has them. refused: lines; correct them and send them
    again, all of it or they alone.
    """

    sha256: str
    supplied_by: str
    offers: int
    new: int
    refused: int
    refusals: tuple[RowRefused, ...]
    remarks: tuple[RowRemarked, ...]


async def content_of(request: Request) -> bytes:
    """The body as it came; the gate has bounded it.

    Raises:
        HTTPException: it is of another kind.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {MEDIA_TYPE, "application/x-ndjson"}:
        detail = f"The body is of the kind {kind[:80] or 'that nobody said'}."
        raise refused(415, detail, f"Send JSON Lines as {MEDIA_TYPE}.")
    return await request.body()


def push_listings(call: Calling, content: Annotated[bytes, Depends(content_of)]) -> Response:
    """Hand in offers that were seen elsewhere; they are matched and judged as any others.

    What is sent is kept as it came and is the evidence; it says who supplied it. Lines have the
    names of the tables in docs/how-to/import-listings.md. Nothing that a line names is fetched, and
    no file of this machine is read.
    """
    if content.count(b"\n") > MOST_LINES:
        raise refused(413, f"There are more than {MOST_LINES:,} lines.", "Send them in parts.")
    by = f"{call.caller.token.name}, by a token of {call.person.email}"
    digest = hashlib.sha256(content).hexdigest()
    call.note(LookKind.LISTINGS_SUPPLIED, f"sha256:{digest}")
    report = _take_in(call, content, by)
    taken = ListingsTaken(
        sha256=digest,
        supplied_by=by,
        offers=report.offers,
        new=report.new,
        refused=report.refused,
        refusals=tuple(
            RowRefused(line=_line(one.place), problem=one.problem, remedy=one.remedy)
            for one in report.refusals
        ),
        remarks=tuple(RowRemarked(line=_line(one.place), text=one.text) for one in report.remarks),
    )
    return call.told(taken)


def _take_in(call: Call, content: bytes, by: str) -> FileReport:
    """Through a folder of its own, so that a path in a line leads to nothing else."""
    report = FileReport(file=FILE, kind=FileKind.JSONL.value)
    with TemporaryDirectory(prefix="rightswatch-") as folder:
        path = Path(folder) / FILE
        path.write_bytes(content)
        outcomes = Importer(call.desk.import_terms(by)).read(path, FILE, FileKind.JSONL)
        take_in(call.desk.store, outcomes, report)
    return report


def _line(place: str) -> int | None:
    number = place.rpartition(":")[2]
    return int(number) if number.isdecimal() else None
