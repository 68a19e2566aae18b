"""Every visit, and what was and was not seen of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.target import Visit, VisitOutcome
from monitor.ports.store.targets import Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """What was and was not seen of one source since a moment.

    outcomes: VisitOutcome value -> visits. listings: known at all; sightings: rows since then;
    signals: verdicts of grade review or higher since then; cases: opened since then. homes_read:
    home pages read since then, each once; for a source that spans many sites, how many of them.
    remarks: what questions that are no page (of names, say) brought, the latest of each. rests:
    hosts of it that are left alone now.
    """

    source_id: str
    since: datetime
    targets: int
    due: int
    outcomes: Mapping[str, int]
    listings: int
    sightings: int
    signals: int
    cases: int
    last_read_at: datetime | None
    homes_read: int = 0
    remarks: tuple[str, ...] = ()
    rests: tuple[Rest, ...] = ()

    @property
    def fetched(self) -> int:
        """Visits that read a page."""
        return self._visits(VisitOutcome.READ)

    @property
    def refused(self) -> int:
        """Visits that robots.txt or our own policy forbade."""
        return self._visits(VisitOutcome.ROBOTS, VisitOutcome.POLICY)

    @property
    def blocked(self) -> int:
        """Visits that ended at a wall, or before a busy host."""
        return self._visits(VisitOutcome.CHALLENGE, VisitOutcome.LOGIN, VisitOutcome.BUSY)

    @property
    def failed(self) -> int:
        """Visits that found nothing, or nobody."""
        return self._visits(VisitOutcome.FAILED, VisitOutcome.GONE)

    def _visits(self, *outcomes: VisitOutcome) -> int:
        return sum(self.outcomes.get(outcome.value, 0) for outcome in outcomes)


class VisitRows(Protocol):
    """Every visit, for coverage."""

    def record(self, visit: Visit) -> None:
        """Append one visit."""
        ...

    def coverage(
        self, sources: Sequence[str], since: datetime, now: datetime
    ) -> Sequence[SourceCoverage]:
        """One row per source, in the order given.

        Visits that were summed up count from the first instant of their day (UTC).
        """
        ...

    def sum_up(self, before: datetime, limit: int) -> int:
        """Put daily sums in the place of the oldest visits that ended before a day's first instant.

        The last home page read of each address, and the last remark of each question, stay whole:
        with the sums, coverage tells the same as before. Gives how many were looked at, `limit` at
        the most; 0 = there are none left.
        """
        ...
