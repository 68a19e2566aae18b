"""Case: what one officer handles: one holder's assets against one listing, across all passes.

Layer: domain, standard library only.
Flow: decide opens it -> preserve and notify follow -> a Review closes it -> recheck watches it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.domain.listing import Listing, Sighting
from monitor.domain.severity import NOT_WEIGHED, Severity
from monitor.domain.verdict import Grade, Verdict


class CaseState(StrEnum):
    """What people have decided."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    LICENSED = "licensed"


class LiveState(StrEnum):
    """What the last looks at the offer showed.

    SOLD_OUT: the page stands, and says that none are there. LOGIN, WITHHELD (HTTP 451: not shown
    here, for reasons of law), BLOCKED and ERROR say nothing of the offer. UNSEEN: an import told
    of it, and this program never looked.
    """

    LIVE = "live"
    CHANGED = "changed"
    REMOVED = "removed"
    SOLD_OUT = "sold_out"
    LOGIN = "login"
    WITHHELD = "withheld"
    BLOCKED = "blocked"
    ERROR = "error"
    UNSEEN = "unseen"


class CaseEventKind(StrEnum):
    """What can happen to a case; append-only. HELD until RELEASED: its evidence may not go.

    RELISTED: an offer was tied to it; REOPENED: for the first one since it was closed.
    """

    OPENED = "opened"
    RAISED = "raised"
    SEALED = "sealed"
    CAPTURE_FAILED = "capture_failed"
    ALERTED = "alerted"
    HELD_BACK = "held_back"
    ACKNOWLEDGED = "acknowledged"
    REVIEWED = "reviewed"
    LIVE_STATE = "live_state"
    RELISTED = "relisted"
    REOPENED = "reopened"
    RELISTING_REFUSED = "relisting_refused"
    SHOP_PLANNED = "shop_planned"
    NOTICE_PREPARED = "notice_prepared"
    NOTICE_RELEASED = "notice_released"
    NOTICE_SENT = "notice_sent"
    NOTICE_ANSWERED = "notice_answered"
    NOTICE_COUNTERED = "notice_countered"
    NOTICE_OUTCOME = "notice_outcome"
    TEST_PURCHASE = "test_purchase"
    EXPORTED = "exported"
    HELD = "held"
    RELEASED = "released"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One holder's assets against one listing.

    number: for people ("RW-000123"), stable across passes. agreeing_looks: looks in a row that
    found the offer gone while the control page answered. severity: how much harm the offer may do.
    """

    id: int
    number: str
    holder_id: str
    source_id: str
    listing: Listing
    grade: Grade
    state: CaseState
    live: LiveState
    opened_at: datetime
    sighting_id: int
    agreeing_looks: int = 0
    recheck_due: datetime | None = None
    severity: Severity = NOT_WEIGHED


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent:
    """One line of a case's history. by: a person's name or "rightswatch"."""

    id: int
    case_id: int
    kind: CaseEventKind
    at: datetime
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with everything an officer reads: the offer, the verdicts, the history."""

    case: Case
    sighting: Sighting
    verdicts: tuple[Verdict, ...]
    events: tuple[CaseEvent, ...] = ()

    @property
    def best(self) -> Verdict | None:
        """The verdict of the highest score; None where there is none."""
        return max(self.verdicts, key=lambda verdict: verdict.score, default=None)

    @property
    def urgency(self) -> tuple[bool, int, float, str]:
        """Alerts before the rest; among them what may do more harm, then what is surer."""
        case, score = self.case, self.best.score if self.best else 0.0
        return (case.grade is not Grade.ALERT, -case.severity.points, -score, case.number)
