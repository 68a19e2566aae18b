"""An admission that outlives the batch it was asked for, handed from one child to the next.

It goes through the two processes' pipes and the parent's memory, nowhere else: not into the order,
a visit, a log or a file. It opens for hours what the keys open for years, so a child that is
handed one does not even read the keys.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.watch import Source
from monitor.ports.asker import Admission

SHARE: Final = 0.9
"""Part of its lifetime that an admission is used: clocks and answers take their time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """An admission until a moment, for the source as it was configured then. Never in a repr."""

    admission: Admission = field(repr=False)
    until: datetime | None
    source_sha256: str

    def lets_in(self, source: Source, now: datetime) -> bool:
        """Whether it may be used for a source at a moment."""
        in_time = self.until is None or now < self.until
        return in_time and self.source_sha256 == _digest(source)


@dataclass(frozen=True, slots=True)
class Keepsake:
    """What an earlier child of the same source left, and where this one leaves its own.

    kept: b"" = nothing. keep: hands bytes to the parent, which keeps them in memory.
    """

    kept: bytes = field(default=b"", repr=False)
    keep: Callable[[bytes], None] = field(default=lambda _: None, repr=False)

    def ticket(self) -> Ticket | None:
        """The ticket that was left."""
        return from_plain(Ticket, json.loads(self.kept)) if self.kept else None

    def leave(self, ticket: Ticket) -> None:
        """Leave a ticket that ends by itself; what lasts as long as the keys is told by them."""
        if ticket.until is not None:
            self.keep(canonical_json(ticket))


def ticket_of(admission: Admission, source: Source, asked_at: datetime) -> Ticket:
    """A ticket for an admission just given. asked_at: before it was asked for."""
    lasts_s = admission.lasts_s
    until = None if lasts_s is None else asked_at + timedelta(seconds=SHARE * lasts_s)
    return Ticket(admission=admission, until=until, source_sha256=_digest(source))


def _digest(source: Source) -> str:
    """Of what an admission depends on: where it is valid, and which keys it was given for."""
    told = (source.url, source.site, source.credentials)
    return hashlib.sha256(canonical_json(told)).hexdigest()
