"""Claims on work: one owner's, until a moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A claim on work: whose, and until when (aware UTC). After that anybody may take it over."""

    owner: str
    now: datetime
    until: datetime


class LeaseRows(Protocol):
    """All claims of all kinds: batches with their host, sightings, captures, news, alerts."""

    def holds_host(self, host: str, owner: str) -> bool:
        """Whether that owner's claim on a host stands.

        If so, nobody takes it over before this transaction has ended.
        """
        ...

    def renew(self, lease: Lease) -> int:
        """Move the end of every claim that `lease.owner` holds to `lease.until`. Gives how many."""
        ...
