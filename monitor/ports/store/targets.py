"""The frontier: what is due, whose host may be visited, what came of the visit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.target import Batch, Target, TargetKind, Visit
from monitor.ports.store.leases import Lease


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A host that is left alone. until: aware UTC. because: the visit's sentence; None: unsaid."""

    host: str
    until: datetime
    because: str | None


class TargetRows(Protocol):
    """The frontier: URLs and when they are due."""

    def plan(self, targets: Sequence[Target], every_s: float, now: datetime) -> int:
        """Seeds: insert what is new, due at once; set the rhythm of what is there. Gives new."""
        ...

    def discover(self, targets: Sequence[Target], every_s: float, now: datetime) -> int:
        """Found by the way: insert what is new, due at once; leave what is known. Gives new."""
        ...

    def ask_recheck(self, target: Target, now: datetime) -> None:
        """Make one URL due at once for an open case, known or not."""
        ...

    def hurry(self, target: Target, every_s: float, now: datetime) -> bool:
        """Make one URL due at once, known or not, for no case's sake. True when it is new."""
        ...

    def claim_batch(
        self, lease: Lease, sources: Sequence[str], limit: int, one_by_one: Sequence[str] = ()
    ) -> Batch | None:
        """Lease due targets of one source whose host nobody visits now and is not paused.

        The source with the longest overdue target comes first; recheck targets first within it.
        one_by_one: sources of which no batch is leased while any of their hosts is visited.
        """
        ...

    def begin_pass(self, sources: Sequence[str], now: datetime) -> int:
        """Make every target of these sources due now that is not due already. Gives how many."""
        ...

    def forget(self, source_id: str, kind: TargetKind, due_after: datetime) -> int:
        """Drop targets of one kind that are due only after a moment. Gives how many.

        One that somebody visits now may be dropped too: what the visit says still counts.
        """
        ...

    def put_off(self, source_id: str, urls: Sequence[str], until: datetime) -> int:
        """Not due before `until`, where known; what a case asked for stays due. Gives how many."""
        ...

    def visited(self, visit: Visit, next_due: datetime, every_s: float) -> None:
        """Record one visit (by target_id, else by source and URL): next due, rhythm, attempts.

        `attempts` grows while the outcome is BUSY or FAILED and is 0 after any other.
        """
        ...

    def release(self, batch: Batch, retry_at: datetime, free_at: datetime | None = None) -> int:
        """End the lease; targets of it that saw no visit are due at `retry_at`. Gives how many.

        free_at: when the host may be visited again; None = at once.
        """
        ...

    def pause_host(self, host: str, until: datetime, because: str | None = None) -> None:
        """Nobody visits the host before `until`; an earlier, longer pause stands."""
        ...

    def rests(self, source_id: str, now: datetime) -> Sequence[Rest]:
        """Hosts of a source that are left alone now, the longest rest first."""
        ...

    def retire(self, keep_sources: Sequence[str]) -> int:
        """Drop targets of sources that are no longer configured. Gives how many."""
        ...

    def due(self, sources: Sequence[str], now: datetime) -> int:
        """Targets that are due, leased or not, on hosts that are not paused."""
        ...

    def retries(self, sources: Sequence[str], until: datetime, most: int) -> int:
        """Targets that failed up to `most` times in a row and are due again before `until`."""
        ...

    def rhythm(self, source_id: str) -> Mapping[str, tuple[int, float]]:
        """Per TargetKind value: how many targets, and visits a day they add up to."""
        ...
