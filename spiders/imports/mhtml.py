"""MHTML: one page with its pictures as one mail-like file, as Chromium's "single file" saves it.

The parts are split by our own code: the standard library's mail parser needs 16 s for 25 MB of
small parts, and more for one long header; only short headers are given to it.

Layer: spiders.imports, no network.
Source: RFC 2557, RFC 2046 section 5.1; the headers Snapshot-Content-Location and Date of Chromium.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from typing import Final

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Sighting
from spiders.imports.bounds import LARGEST_PAGE, whole
from spiders.imports.pictures import Shelf
from spiders.imports.reading import web_address
from spiders.imports.saved_page import SavedPage, to_sighting
from spiders.imports.terms import Supply

MOST_PARTS: Final = 5_000
LONGEST_HEAD: Final = 16 * 1024
PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
SAVE_ANEW: Final = "Save the page anew; Chromium's 'web page, single file' is read."


@dataclass(frozen=True, slots=True)
class _MimePart:
    """Headers of one part, and its body as it is written."""

    head: Message
    written: bytes

    @property
    def kind(self) -> str:
        """Content-Type without parameters, which cost more to read than they are worth."""
        return str(self.head.get("Content-Type") or "").partition(";")[0].strip().lower()

    def body(self) -> bytes | None:
        """The body decoded; None when it cannot be."""
        encoding = str(self.head.get("Content-Transfer-Encoding") or "").strip().lower()
        try:
            if encoding == "base64":
                return base64.b64decode(self.written)
            if encoding == "quoted-printable":
                return binascii.a2b_qp(self.written)
        except (binascii.Error, ValueError):
            return None
        return self.written


def read_mhtml(supply: Supply, url: str | None = None) -> Sighting:
    """The offer of one MHTML file. url: where somebody says it was saved from.

    Raises:
        ImportRefused: there is none in it, or it cannot be read.
    """
    content = whole(supply.path, LARGEST_PAGE * 2)
    return to_sighting(_saved(content), content, supply, url)


def _saved(content: bytes) -> SavedPage:
    """The page of a message, its pictures on the shelf.

    Raises:
        ImportRefused: it is no such message, or no part of it is a page.
    """
    whole_message = _part_of(content)
    boundary = whole_message.head.get_boundary() if whole_message else None
    if whole_message is None or not boundary or len(boundary) > 200:
        problem = "is no readable MHTML: its header does not say where its parts end"
        raise ImportRefused(problem, SAVE_ANEW)
    head, shelf, root = whole_message.head, Shelf(), None
    url = _address(head.get("Snapshot-Content-Location") or head.get("Content-Location"))
    for part in _parts(whole_message.written, boundary.encode("utf-8", "replace")):
        location = _address(part.head.get("Content-Location"))
        if root is None and part.kind in PAGES:
            root, url = part, url or location
        elif location and part.kind.startswith("image/"):
            shelf.put(location, part.body)
    body = root.body() if root else None
    if root is None or not body:
        problem = "holds no page"
        raise ImportRefused(problem, SAVE_ANEW)
    text = _marked(body, root.head)
    return SavedPage(body=body, text=text, url=url, stated_at=_date(head), shelf=shelf)


def _parts(rest: bytes, boundary: bytes) -> Iterator[_MimePart]:
    """The parts between the boundaries, at most MOST_PARTS."""
    line = b"\n--" + boundary
    at = 0 if rest.startswith(line[1:]) else rest.find(line)
    for _ in range(MOST_PARTS):
        begin = rest.find(b"\n", at + 1) + 1
        end = rest.find(line, begin - 1) if begin else -1
        if at < 0 or not begin:
            return
        part = _part_of(rest[begin : end if end >= 0 else len(rest)])
        if part is not None:
            yield part
        if end < 0 or rest.startswith(line + b"--", end):
            return
        at = end


def _part_of(content: bytes) -> _MimePart | None:
    """Headers and body; None when there is no end to the headers."""
    start = content[:LONGEST_HEAD]
    ends = [(place, len(gap)) for gap in (b"\r\n\r\n", b"\n\n") if (place := start.find(gap)) >= 0]
    if not ends:
        return None
    place, gap_bytes = min(ends)
    try:
        head = BytesHeaderParser().parsebytes(content[:place])
    except (ValueError, LookupError, AttributeError, TypeError):
        return None
    return _MimePart(head, content[place + gap_bytes :].removesuffix(b"\r"))


def _marked(body: bytes, head: Message) -> bytes:
    """The page with the encoding that its part names, where it names one itself nowhere."""
    try:
        charset = head.get_content_charset()
    except (ValueError, LookupError, TypeError):
        charset = None
    if not charset or b"charset" in body[:2048].lower():
        return body
    return b'<meta charset="' + charset.encode("ascii", "replace")[:40] + b'">' + body


def _address(written: object) -> str | None:
    url = "".join(str(written).split()) if written else ""
    return web_address(url)


def _date(head: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(head.get("Date") or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
