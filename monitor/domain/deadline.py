"""Deadline: the last day of a period that a notice set off, while people are to be told of it.

Layer: domain, standard library only.
Flow: a notice and the law of its form -> alerts/notices/deadlines.py -> pipeline/reminding.py ->
one mail a person and day -> the outbox.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from monitor.domain.case import Case
from monitor.domain.notice_life import Notice
from monitor.domain.watch import Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day that comes soon, or has passed and nobody has recorded what came of it.

    period: the law's, in one word. due: in the time zone of the law. since: from when it may be
    told; until: when it is too late to wait with it, None once the day has passed. told: the words
    for it, by language.
    """

    notice: Notice
    period: str
    due: date
    since: datetime
    until: datetime | None
    told: Mapping[str, str]

    @property
    def is_over(self) -> bool:
        """Whether the day has passed."""
        return self.until is None

    @property
    def key(self) -> str:
        """What is told once to a person; another last day of the same period is told anew."""
        return f"{self.notice.number} {self.period} {self.due} {'over' if self.is_over else 'soon'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What one person is reminded of at one time: deadlines with their cases, the nearest first."""

    key: str
    to: Recipient
    written_at: datetime
    deadlines: tuple[tuple[Deadline, Case], ...]
