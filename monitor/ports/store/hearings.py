"""Hearings: who is to hear of what, until it is told; and silences, which put that off."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.alert import Occasion
from monitor.domain.rhythm import Group, Silence
from monitor.domain.verdict import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHearing:
    """One event of a case that one recipient is to hear of.

    turn: 0 the first time, then the number of the reminder. grade: of the case when it happened.
    critical: passes quiet hours. silent: for escalations, who did not answer. held_back: why it is
    not told after all; None = it waits.
    """

    recipient: str
    event_id: int
    case_id: int
    group: Group
    grade: Grade
    since: datetime
    occasion: Occasion = Occasion.NEWS
    turn: int = 0
    critical: bool = False
    silent: str | None = None
    held_back: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A hearing as it stands. due: when it is looked at next; None = told or held back."""

    id: int
    new: NewHearing
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One letter that told of a group. key: of the letter, which may tell of others too."""

    key: str
    group: Group
    at: datetime


class HearingRows(Protocol):
    """Who is to hear of what."""

    def add(self, new: NewHearing, due: datetime) -> bool:
        """Note that a recipient is to hear of an event; False when it stands there already.

        The key is recipient, event and turn. One that is held back is never due.
        """
        ...

    def add_all(self, each: Sequence[tuple[NewHearing, datetime]]) -> AbstractSet[str]:
        """The same for many recipients of one event at once; gives those it is new to."""
        ...

    def heard(self, case_id: int, after_event: int) -> Mapping[str, Grade]:
        """Recipient -> the highest grade at which events of a case after a given one are heard."""
        ...

    def recipients(self, now: datetime) -> Sequence[str]:
        """Who has a hearing that is due."""
        ...

    def due(self, recipient: str, now: datetime) -> Sequence[Hearing]:
        """What is due to a recipient, oldest first."""
        ...

    def along(self, recipient: str, groups: Collection[Group], now: datetime) -> Sequence[Hearing]:
        """What else waits of these groups, not due yet; oldest first."""
        ...

    def waiting(self, limit: int) -> Sequence[Hearing]:
        """What is neither told nor held back, soonest first."""
        ...

    def put_off(self, hearing_ids: Sequence[int], due: datetime) -> None:
        """Look at these again at `due`, unless they were told meanwhile."""
        ...

    def look_again(self, now: datetime) -> None:
        """Make everything that waits due: rhythm or silences have changed."""
        ...

    def told(
        self,
        hearing_ids: Sequence[int],
        alert_key: str,
        now: datetime,
        *,
        repeat_at: datetime | None = None,
        escalate_at: datetime | None = None,
    ) -> bool:
        """These are in the letter of that key; False when another has told one of them.

        After False nothing of the transaction may stand. repeat_at, escalate_at: when to look
        whether somebody has answered.
        """
        ...

    def hold_back(self, hearing_ids: Sequence[int], because: str) -> None:
        """These are not told after all."""
        ...

    def tellings(self, recipient: str, since: datetime) -> Sequence[Telling]:
        """What a recipient was told after a moment, once a letter and group; oldest first."""
        ...

    def to_repeat(self, now: datetime, limit: int) -> Sequence[Hearing]:
        """Told ones that are due to be told again, oldest first."""
        ...

    def to_escalate(self, now: datetime, limit: int) -> Sequence[Hearing]:
        """Told ones that are due to go to the next contact, oldest first."""
        ...

    def repeated(self, hearing_id: int) -> None:
        """It was looked at for a repetition."""
        ...

    def escalated(self, hearing_id: int) -> None:
        """It was looked at for an escalation."""
        ...


class SilenceRows(Protocol):
    """Silences; none is ever deleted."""

    def add(self, silence: Silence) -> int:
        """Keep a silence (its id is ignored); gives its number."""
        ...

    def standing(self, now: datetime) -> Sequence[Silence]:
        """Those that have not ended, in the order in which they were made."""
        ...

    def all(self, limit: int = 100) -> Sequence[Silence]:
        """Newest first."""
        ...

    def lift(self, silence_id: int, now: datetime) -> bool:
        """End one now; False when there is none of that number or it has ended."""
        ...
