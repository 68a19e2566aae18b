"""Cases with their verdicts, events and reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.case import Case, CaseEvent, CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.review import Decided, Pasts, Review
from monitor.domain.severity import NOT_WEIGHED, Severity
from monitor.domain.verdict import Grade, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Which cases to list; None = any. Newest first, or the gravest harm of the loudest grade."""

    states: Sequence[CaseState] | None = None
    grade: Grade | None = None
    source_id: str | None = None
    holder_id: str | None = None
    limit: int = 100
    gravest_first: bool = False


class CaseRows(Protocol):
    """Cases, their verdicts, events and reviews."""

    def judge(
        self,
        sighting_id: int,
        holder_id: str,
        verdicts: Sequence[Verdict],
        now: datetime,
        severity: Severity = NOT_WEIGHED,
    ) -> tuple[Case, CaseEventKind | None] | None:
        """File one holder's verdicts over one sighting (unique per sighting, asset, version).

        severity: of that sighting; a case has that of its current one.

        The best grade decides: NONE for a listing without a case files nothing and gives None.
        Otherwise the case of (holder, listing) is opened (OPENED), its grade raised (RAISED) or
        only its current sighting moved on (None). Events are appended in the same transaction. A
        case that a person has closed is neither reopened nor raised.
        """
        ...

    def get(self, number: str) -> Case:
        """By number, as people write it ("RW-000123", "rw-123").

        Raises:
            UnknownCase: there is no case of that number.
        """
        ...

    def file(self, case_id: int, sighting_id: int | None = None) -> CaseFile:
        """The case with one sighting (None = its current one), its verdicts, and all events."""
        ...

    def list(self, query: CaseQuery) -> Sequence[Case]:
        """By query, in its order."""
        ...

    def review(self, review: Review) -> Case:
        """Append a judgement, set the state, append the event.

        Raises:
            UnknownCase: there is no such case.
        """
        ...

    def add_event(
        self, case_id: int, kind: CaseEventKind, at: datetime, *, by: str, note: str = ""
    ) -> CaseEvent:
        """Append one line of history."""
        ...

    def add_events(
        self, case_ids: Sequence[int], kind: CaseEventKind, at: datetime, *, by: str, note: str
    ) -> None:
        """Append the same line to the history of each of these cases."""
        ...

    def set_state(self, case_id: int, state: CaseState) -> None:
        """Give a case a state that no judgement brought; its history says why."""
        ...

    def states(self, case_ids: Sequence[int]) -> Mapping[int, CaseState]:
        """What people have decided of each."""
        ...

    def awaits_answer(self, case_id: int, since_event: int) -> bool:
        """Whether the case is open and nobody has acknowledged it since an event of it."""
        ...

    def beside(self, case_id: int) -> Sequence[Case]:
        """Other cases of its holder whose offers are of the same seller, oldest first."""
        ...

    def happened(self, kind: CaseEventKind, since: datetime) -> Sequence[CaseEvent]:
        """Events of one kind, of all cases, oldest first."""
        ...

    def due_for_recheck(self, now: datetime, limit: int) -> Sequence[Case]:
        """Open and confirmed cases whose look is due, oldest first."""
        ...

    def of_listing_url(self, source_id: str, url: str) -> Sequence[Case]:
        """Open and confirmed cases of the listing behind a URL.

        The URL is that of the current sighting's offer, or the one its page was asked for by.
        """
        ...

    def looked(
        self,
        case_id: int,
        live: LiveState,
        *,
        agreeing_looks: int,
        recheck_due: datetime | None,
        at: datetime,
    ) -> None:
        """Set what the last look showed; a changed `live` appends a LIVE_STATE event."""
        ...

    def counts(self) -> Mapping[str, int]:
        """CaseState value -> cases."""
        ...

    def decided(self) -> Sequence[Decided]:
        """Cases that stand decided, with the best verdict there was by then; oldest first."""
        ...

    def pasts(self) -> Pasts:
        """Decided cases by the seller of their current sighting, oldest first."""
        ...
