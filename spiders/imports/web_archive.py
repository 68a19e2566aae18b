"""Offers and their pictures in a WARC, packed or plain, alone or inside a WACZ.

An archive is read twice: once for the pages, and once more for the pictures of the offers found,
wherever they stand. What waits between the two lies on disk; memory stays flat.

Layer: spiders.imports, no network.
"""

import json
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import IO, Final

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Sighting
from monitor.domain.page import PageRef
from monitor.domain.supply import Original, PassedOver, Refusal
from spiders.imports.bounds import LARGEST_PICTURE, Opener
from spiders.imports.pictures import address_key, looks_like_picture, wanted
from spiders.imports.reading import reading_of, web_address
from spiders.imports.terms import Supply
from spiders.imports.warc import Answer, Record, answer_of, digest_fault, records

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
ANSWERS: Final = frozenset({"response", "resource"})
LARGEST_HTTP_HEAD: Final = 64 * 1024
IN_MEMORY: Final = 8 * 1024 * 1024
"""Bytes of sightings that wait for their pictures in memory; more go to a temporary file."""

Outcome = Sighting | Refusal | PassedOver


def read_warc(supply: Supply) -> Iterator[Outcome]:
    """Offers of one WARC file.

    Raises:
        ImportRefused: the file is damaged from some place on; what came before stands.
    """
    yield from read_archive(supply.name, lambda: supply.path.open("rb"), supply)


def read_archive(name: str, opener: Opener, supply: Supply) -> Iterator[Outcome]:
    """Offers of one archive. name: as it is to be told in places.

    Raises:
        ImportRefused: the archive is damaged from some place on; what came before stands.
    """
    fault: ImportRefused | None = None
    sought: set[str] = set()
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as waiting:
        try:
            for outcome in _pages(name, opener, supply):
                if isinstance(outcome, Sighting):
                    sought |= wanted([outcome.offer], supply.terms.images_per_offer)
                    waiting.write(canonical_json(outcome) + b"\n")
                else:
                    yield outcome
        except ImportRefused as error:
            fault = error
        pictures = _pictures(opener, sought, supply) if sought else {}
        waiting.seek(0)
        yield from _complete(waiting, pictures)
    if fault is not None:
        raise fault


def _pages(name: str, opener: Opener, supply: Supply) -> Iterator[Outcome]:
    with closing(opener()) as stream:
        for record in records(stream, ANSWERS):
            if web_address(record.url) is None:
                continue
            place = f"{name}: record {record.name}"
            try:
                answer = answer_of(record) if _may_be_page(record) else None
                if answer is None or answer.content_type not in PAGES or not answer.body:
                    continue
                yield _outcome(record, answer, place, supply)
            except ValueError as error:
                remedy = "Save the page anew, or import it as HTML."
                yield Refusal(place=place, problem=str(error), remedy=remedy)
            except ImportRefused as error:
                yield Refusal(place=place, problem=error.problem, remedy=error.remedy)


def _may_be_page(record: Record) -> bool:
    """Whether its beginning speaks of a page: most records of an archive do not."""
    if record.kind == "resource":
        return "html" in record.headers.get("content-type", "").lower()
    head = (record.block or b"")[:LARGEST_HTTP_HEAD].partition(b"\r\n\r\n")[0].lower()
    return b"content-type:" in head and b"html" in head


def _outcome(record: Record, answer: Answer, place: str, supply: Supply) -> Outcome:
    """The offer on one page, or what the page is instead.

    Raises:
        ImportRefused: the offer belongs to no source, or the page cannot be read.
        ValueError: the record's own digest does not fit.
    """
    reading = reading_of(answer.body, record.url, answer.headers, answer.status or None)
    if reading.offer is None:
        return PassedOver(kind=reading.kind)
    fault = digest_fault(record)
    if fault:
        message = f"{fault}: the file was damaged or changed"
        raise ValueError(message)
    page = PageRef(
        url=record.url,
        requested_url=record.url,
        status=answer.status,
        headers=answer.headers,
        body_sha256=supply.terms.blobs.put(answer.body),
        fetched_at=supply.moment(record.at),
        rendered=record.kind == "resource",
    )
    inside = place.partition(": ")[2] if place.startswith(f"{supply.name}: ") else place
    part = supply.part(inside, record.raw, Original.RECORD)
    return supply.sighting(reading.offer, page, part, record.at)


def _pictures(opener: Opener, sought: set[str], supply: Supply) -> dict[str, str]:
    """Key of a picture's address -> its SHA-256 in the blob store, as far as they are there."""
    found: dict[str, str] = {}
    try:
        with closing(opener()) as stream:
            for record in records(stream, ANSWERS):
                key = address_key(record.url)
                if key in sought and key not in found:
                    picture = _picture(record)
                    if picture is not None:
                        found[key] = supply.terms.blobs.put(picture)
                if len(found) == len(sought):
                    break
    except ImportRefused:
        pass  # told by the first reading already
    return found


def _picture(record: Record) -> bytes | None:
    try:
        body = answer_of(record).body
    except ValueError:
        return None
    fits = len(body) <= LARGEST_PICTURE and looks_like_picture(body) and not digest_fault(record)
    return body if fits else None


def _complete(waiting: IO[bytes], pictures: dict[str, str]) -> Iterator[Sighting]:
    """The sightings that waited, with their pictures."""
    for line in waiting:
        sighting = from_plain(Sighting, json.loads(line.decode("utf-8", "surrogatepass")))
        images = tuple(
            replace(image, sha256=pictures.get(address_key(image.url), image.sha256))
            for image in sighting.offer.images
        )
        yield replace(sighting, offer=replace(sighting.offer, images=images))
