"""Notice and its life: what happened to one notice, from its writing to its end. Append-only.

prepared -> released -> sent -> answered | countered -> outcome

Layer: domain, standard library only.
Flow: `rightswatch notices` -> pipeline/notice_life.py -> rows, the case's history, the log.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from monitor.domain.attachment import Attachment
from monitor.domain.case import CaseEventKind
from monitor.domain.notice import NoticeForm


class NoticeEventKind(StrEnum):
    """What can happen to a notice. RELEASED: a named person lets it go; the program sends none."""

    PREPARED = "prepared"
    RELEASED = "released"
    SENT = "sent"
    ANSWERED = "answered"
    COUNTERED = "countered"
    OUTCOME = "outcome"


class Answer(StrEnum):
    """What the platform did. NONE: it has let its time pass, and said nothing."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    NONE = "none"


class Outcome(StrEnum):
    """How it went on. RESTORED: the offer stands again. WITHDRAWN: its sender took it back.

    COMPLAINT and LAWSUIT: filed, and the platform told of it, which is what ends its clocks.
    """

    RESTORED = "restored"
    COMPLAINT = "complaint"
    LAWSUIT = "lawsuit"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEvent:
    """One step of a notice's life.

    day: when it happened, in the time zone of the law that the form names. by: who did it; of what
    came from outside, who wrote it down. role: of whoever released it. origin: who countered it.
    platform_day: when a counter-notice reached the platform, where that is known. way, reference:
    how it was sent, and the number that the platform gave it. note: the reason, the text or the
    remark. files: what was written, sent or received.
    """

    kind: NoticeEventKind
    day: date
    at: datetime
    by: str
    role: str = ""
    answer: Answer | None = None
    outcome: Outcome | None = None
    origin: str = ""
    platform_day: date | None = None
    way: str = ""
    reference: str = ""
    note: str = ""
    files: tuple[Attachment, ...] = ()

    @property
    def word(self) -> str:
        """The one word that tells it: an answer or an outcome by its name."""
        return str(self.answer or self.outcome or self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice about one case, form and right. entries: numbers in the evidence log, by event."""

    number: str
    case_id: int
    form: NoticeForm
    asset_id: str
    events: tuple[NoticeEvent, ...]
    entries: tuple[int | None, ...] = ()

    @property
    def last(self) -> NoticeEvent:
        """What happened last."""
        return self.events[-1]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was taken back: nothing more happens to it."""
        return self.last.outcome is Outcome.WITHDRAWN

    @property
    def is_draft(self) -> bool:
        """Whether nobody has released it."""
        return self.last.kind is NoticeEventKind.PREPARED

    @property
    def is_under_way(self) -> bool:
        """Whether it was released, and neither answered nor ended."""
        waits = {NoticeEventKind.RELEASED, NoticeEventKind.SENT, NoticeEventKind.COUNTERED}
        return self.last.kind in waits

    @property
    def answer(self) -> Answer | None:
        """The platform's last answer."""
        return next((event.answer for event in reversed(self.events) if event.answer), None)

    @property
    def was_restored(self) -> bool:
        """Whether the offer came back by a counter-notice or the platform's second thought."""
        return any(event.outcome is Outcome.RESTORED for event in self.events)

    @property
    def since(self) -> datetime:
        """When it was sent; until then, when it was first written."""
        sent = [event.at for event in self.events if event.kind is NoticeEventKind.SENT]
        return sent[0] if sent else self.events[0].at


NOTE_LETTERS: Final = 200
"""Of a note so much stands in the case's history; the notice has all of it."""

HISTORY: Final[Mapping[NoticeEventKind, CaseEventKind]] = {
    NoticeEventKind.PREPARED: CaseEventKind.NOTICE_PREPARED,
    NoticeEventKind.RELEASED: CaseEventKind.NOTICE_RELEASED,
    NoticeEventKind.SENT: CaseEventKind.NOTICE_SENT,
    NoticeEventKind.ANSWERED: CaseEventKind.NOTICE_ANSWERED,
    NoticeEventKind.COUNTERED: CaseEventKind.NOTICE_COUNTERED,
    NoticeEventKind.OUTCOME: CaseEventKind.NOTICE_OUTCOME,
}
"""How the history of the case calls it."""

_LEAVING: Final = frozenset({NoticeEventKind.RELEASED, NoticeEventKind.SENT})
"""Nothing is dated before these; what comes back may be written down in any order."""
_UNDER_WAY: Final = frozenset({
    NoticeEventKind.SENT,
    NoticeEventKind.ANSWERED,
    NoticeEventKind.COUNTERED,
    NoticeEventKind.OUTCOME,
})
_AFTER: Final[Mapping[NoticeEventKind, tuple[frozenset[NoticeEventKind], str]]] = {
    NoticeEventKind.PREPARED: (frozenset({NoticeEventKind.PREPARED}), "it is released already"),
    NoticeEventKind.RELEASED: (frozenset({NoticeEventKind.PREPARED}), "it is released already"),
    NoticeEventKind.SENT: (
        frozenset({NoticeEventKind.RELEASED}),
        "only what a named person released is sent, and once: `rightswatch notices release`",
    ),
    NoticeEventKind.ANSWERED: (
        _UNDER_WAY,
        "only what was sent is answered: `rightswatch notices sent`",
    ),
    NoticeEventKind.COUNTERED: (
        _UNDER_WAY,
        "only what was sent is countered: `rightswatch notices sent`",
    ),
}


def why_not(notice: Notice, event: NoticeEvent) -> str | None:
    """Why this cannot happen to the notice now; None when it can."""
    if notice.is_withdrawn:
        return "it was withdrawn: prepare a new one"
    left = [one for one in notice.events if one.kind in _LEAVING]
    if left and event.day < left[-1].day:
        return f"{event.day} is before it was {left[-1].word}, on {left[-1].day}"
    if event.kind is NoticeEventKind.OUTCOME:
        was_sent = notice.last.kind in _UNDER_WAY
        may = was_sent or event.outcome is Outcome.WITHDRAWN
        return None if may else "it was not sent: it can only be withdrawn"
    after, otherwise = _AFTER[event.kind]
    return None if notice.last.kind in after else otherwise


def line_of(notice: Notice, event: NoticeEvent) -> str:
    """What the case's history says of it beside the kind of event."""
    told = [notice.number, f"{notice.form.value}, {notice.asset_id}"]
    if event.answer or event.outcome:
        told.append(event.word)
    told += [part for part in (event.role, event.origin, event.way, event.reference) if part]
    if event.note:
        told.append(event.note[:NOTE_LETTERS])
    return "; ".join(told)
