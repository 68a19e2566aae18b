"""MHTML: one page with its pictures as one mail-like file, as Chromium's "single file" saves it.

Layer: spiders.imports, no network.
Source: RFC 2557; the headers Snapshot-Content-Location and Date that Chromium writes.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Final

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import Sighting
from spiders.imports.bounds import LARGEST_PAGE, LARGEST_PICTURE, whole
from spiders.imports.pictures import Shelf
from spiders.imports.saved_page import SavedPage, to_sighting
from spiders.imports.terms import Part, Supply

MOST_PARTS: Final = 5_000
SAVE_ANEW: Final = "Save the page anew; Chromium's 'web page, single file' is read."


def read_mhtml(supply: Supply, url: str | None = None) -> Sighting:
    """The offer of one MHTML file. url: where somebody says it was saved from.

    Raises:
        ImportRefused: there is none in it, or it cannot be read.
    """
    content = whole(supply.path, LARGEST_PAGE * 2)
    try:
        saved = _from_message(content)
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        problem = f"is no readable MHTML: {type(error).__name__}"
        raise ImportRefused(problem, SAVE_ANEW) from error
    return to_sighting(saved, Part(place="", content=content), supply, url)


def _from_message(content: bytes) -> SavedPage:
    """The page of a message, its other parts on the shelf.

    Raises:
        ImportRefused: no part of it is a page.
    """
    head = BytesHeaderParser().parsebytes(content[:LARGEST_PICTURE])
    message = BytesParser().parsebytes(content)
    url = _address(head.get("Snapshot-Content-Location") or head.get("Content-Location"))
    shelf, root = Shelf(), None
    for part in _parts(message):
        location = _address(part.get("Content-Location"))
        if root is None and part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            root, url = part, url or location
        elif location and part.get_content_maintype() == "image":
            shelf.put(location, partial(_body, part))
    body = _body(root) if root is not None else None
    if body is None or root is None:
        problem = "holds no page"
        raise ImportRefused(problem, SAVE_ANEW)
    return SavedPage(body=_marked(body, root), url=url, stated_at=_date(head), shelf=shelf)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _body(part: Message) -> bytes | None:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else None


def _marked(body: bytes, part: Message) -> bytes:
    """The page with the encoding that its part names, where it names one itself nowhere."""
    charset = part.get_content_charset()
    if not charset or b"charset" in body[:2048].lower():
        return body
    return b'<meta charset="' + charset.encode("ascii", "replace")[:40] + b'">' + body


def _address(written: object) -> str | None:
    url = "".join(str(written).split()) if written else ""
    return url if url.startswith(("http://", "https://")) else None


def _date(head: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(str(head.get("Date") or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
