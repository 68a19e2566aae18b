"""Addresses and pages from files: whatever they hold, one of them never ends the import of others.

Layer: spiders.imports, no network.
"""

from urllib.parse import urlsplit

import structlog

from monitor.domain.errors import ImportRefused
from monitor.domain.listing import PageReading
from spiders.extract import read_page
from spiders.imports.bounds import LARGEST_TEXT

log = structlog.get_logger(__name__)

LONGEST_ADDRESS = 4_000


def web_address(written: str) -> str | None:
    """A whole http address; None when it is none."""
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        return None
    fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in written
    return written if fits and len(written) <= LONGEST_ADDRESS else None


def reading_of(
    text: bytes, url: str, headers: tuple[tuple[str, str], ...] = (), status: int | None = None
) -> PageReading:
    """What a page says.

    Raises:
        ImportRefused: it is larger than any page, or reading it failed.
    """
    if len(text) > LARGEST_TEXT:
        problem = f"has {len(text):,} bytes of text"
        raise ImportRefused(problem, f"A page has at most {LARGEST_TEXT:,}: save it anew.")
    try:
        return read_page(text, url, headers, status=status)
    except Exception as error:
        log.exception("page.unreadable", url=url)
        problem = f"could not be read ({type(error).__name__})"
        raise ImportRefused(problem, "Save it anew; if that fails too, report it.") from error
