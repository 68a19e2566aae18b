"""Closing: how a case came to rest before its goods were offered again.

Layer: domain, standard library only.
Flow: the history of a case -> here -> mails that tell of a relisting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.case import CaseEvent, CaseEventKind, CaseState, LiveState
from monitor.domain.reason import Reason, told_reason
from monitor.domain.review import DECIDED_WITH


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided. decided_with: number of the case whose decision this was; "" = own."""

    state: CaseState
    at: datetime
    reason: Reason | None
    note: str
    decided_with: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The last decision that stands, and the last look if it found the offer gone or sold out.

    looked_at: when a look first showed `gone`.
    """

    decision: Decision | None = None
    gone: LiveState | None = None
    looked_at: datetime | None = None


def closing_of(events: Sequence[CaseEvent], until: datetime) -> Closing:
    """How a case stood at a moment, by its history (oldest first).

    Looks that say nothing of the offer, such as at a wall for robots, leave what was known.
    """
    past = [event for event in events if event.at <= until]
    decisions = [_decision(event) for event in past if event.kind is CaseEventKind.REVIEWED]
    decision = decisions[-1] if decisions else None
    if decision and decision.state is CaseState.OPEN:
        decision = None
    telling = {LiveState.LIVE, LiveState.CHANGED, LiveState.REMOVED, LiveState.SOLD_OUT}
    looks = [(_shown(event), event.at) for event in past if event.kind is CaseEventKind.LIVE_STATE]
    told = [look for look in looks if look[0] in telling]
    if not told or told[-1][0] not in {LiveState.REMOVED, LiveState.SOLD_OUT}:
        return Closing(decision=decision)
    gone, at = told[-1]
    return Closing(decision=decision, gone=gone, looked_at=at)


def _decision(event: CaseEvent) -> Decision:
    """A review as its line of history has it: state, another case's number, reason, note."""
    state, _, note = event.note.partition(": ")
    decided_with = ""
    if note.startswith(f"{DECIDED_WITH} "):
        named, _, note = note.partition(": ")
        decided_with = named.removeprefix(f"{DECIDED_WITH} ")
    reason, note = told_reason(note)
    return Decision(
        state=CaseState(state), at=event.at, reason=reason, note=note, decided_with=decided_with
    )


def _shown(event: CaseEvent) -> LiveState:
    return LiveState(event.note.rpartition(" -> ")[2])
