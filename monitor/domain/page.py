"""Page and PageKind: bytes that a server sent, and what they turned out to be.

Layer: domain, standard library only.
Flow: fetch writes Pages -> extract reads them -> evidence keeps the one behind a case.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageKind(StrEnum):
    """What a page is. Only LISTING can be evidence of an offer."""

    LISTING = "listing"
    SEARCH = "search"
    SELLER = "seller"
    CHALLENGE = "challenge"
    LOGIN = "login"
    ERROR = "error"
    SHELL = "shell"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One answer, as bytes.

    url: after redirects; requested_url: as asked for. headers: lower-case names, in order.
    body: content-decoded bytes. fetched_at: aware UTC, when the last byte arrived.
    rendered: True when `body` is the DOM of a browser, not what the server sent.
    """

    url: str
    requested_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    rendered: bool = False

    def header(self, name: str) -> str | None:
        """First value of a header, by lower-case name."""
        return next((value for key, value in self.headers if key == name), None)

    def kept_under(self, body_sha256: str) -> "PageRef":
        """The same answer, its body in the blob store."""
        return PageRef(
            url=self.url,
            requested_url=self.requested_url,
            status=self.status,
            headers=self.headers,
            body_sha256=body_sha256,
            fetched_at=self.fetched_at,
            rendered=self.rendered,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A `Page` whose body lies in the blob store under its SHA-256 (hex).

    status: 0 for a page from a file that states none.
    """

    url: str
    requested_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body_sha256: str
    fetched_at: datetime
    rendered: bool = False
