"""People at the desk: links to sign in by, sessions, and who looked at what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.person import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedView:
    """Cases that a person asks for by a name. filters: as they stand in an address, without "?"."""

    name: str
    filters: str


class DeskRows(Protocol):
    """Sign-in links and sessions by the SHA-256 of their secret, and looks."""

    def offer_link(self, secret_sha256: bytes, email: str, now: datetime, until: datetime) -> None:
        """Let whoever brings the secret sign in once, before `until`."""
        ...

    def links_since(self, email: str, since: datetime) -> int:
        """Links that were offered to an address since a moment and that nobody has used."""
        ...

    def link(self, secret_sha256: bytes, now: datetime) -> str | None:
        """Whom a link signs in that is neither used nor too old."""
        ...

    def use_link(self, secret_sha256: bytes, now: datetime) -> str | None:
        """The same, and the link is used up; only one caller gets the address."""
        ...

    def begin_session(self, id_sha256: bytes, email: str, now: datetime, until: datetime) -> None:
        """Somebody has signed in."""
        ...

    def session(
        self, id_sha256: bytes, now: datetime, idle_since: datetime
    ) -> tuple[str, datetime] | None:
        """Whose session that is, and when it was last noted to be in use.

        None when it has ended or was not used since `idle_since`.
        """
        ...

    def used_session(self, id_sha256: bytes, now: datetime) -> None:
        """Note that a session is in use."""
        ...

    def end_session(self, id_sha256: bytes, now: datetime) -> None:
        """Somebody has signed out."""
        ...

    def last_visit(self, email: str) -> tuple[datetime, datetime | None] | None:
        """When somebody was last noted to be here, and the end of the visit before that one."""
        ...

    def note_visit(self, email: str, now: datetime, pause: datetime) -> datetime | None:
        """End of the visit before this one; None when this is the first.

        pause: a visit that was last noted before this is over, and another one begins.
        """
        ...

    def views(self, email: str) -> Sequence[NamedView]:
        """What a person gave a name, the first first."""
        ...

    def keep_view(self, email: str, view: NamedView, now: datetime) -> None:
        """Keep a view of a person; one of that name is replaced in its place."""
        ...

    def drop_view(self, email: str, name: str) -> bool:
        """Forget a view; whether there was one of that name."""
        ...

    def note(self, look: Look) -> None:
        """Write down who looked at what."""
        ...

    def looks(self, limit: int, before: int | None = None) -> Sequence[tuple[int, Look]]:
        """Newest first with their numbers; before: only those with a smaller number."""
        ...
