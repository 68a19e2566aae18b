"""Deadlines: of which periods people are to be reminded now.

A period is told of some days before its last one, and once more when that has passed and nobody has
recorded what came of it. Where a last day was moved on because it is a day off, the days before
count from the one before the move: not everybody has to agree that it moves.

Layer: alerts. Flow: Notice -> its clocks -> Deadlines -> pipeline/reminding.py.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from alerts.notices.clocks import Clock, ClockKind, clocks, day_in, zone_of
from alerts.notices.telling import CHINESE, ENGLISH, clock_told
from monitor.domain.deadline import Deadline
from monitor.domain.notice_life import Notice

DAYS_BEFORE: Final[Mapping[ClockKind, int]] = {
    ClockKind.CN_15_DAYS: 5,
    ClockKind.CN_20_WORKING_DAYS: 5,
    ClockKind.US_10_BUSINESS_DAYS: 5,
    ClockKind.EU_COMPLAINT: 14,
}
"""Days before the last one from which a period is told: time for a complaint that lies prepared. Of
a period that is the platform's to keep, only its end is."""

DAYS_AFTER: Final = 14
"""What has passed for longer is news to nobody."""


def deadlines(notice: Notice, now: datetime) -> tuple[Deadline, ...]:
    """Of which periods of a notice people are to be reminded now."""
    near = (_deadline(notice, clock, now) for clock in clocks(notice))
    return tuple(one for one in near if one is not None)


def _deadline(notice: Notice, clock: Clock, now: datetime) -> Deadline | None:
    """The deadline that a period is now; None while there is nothing to say of it."""
    today, due = day_in(notice.form, now), clock.due
    if due is None or not clock.runs or (today - due).days > DAYS_AFTER:
        return None
    end = _midnight(notice, due + timedelta(days=1))
    since, is_over = end, due < today
    if not is_over:
        days = DAYS_BEFORE.get(clock.kind)
        if days is None:
            return None
        since = _midnight(notice, (clock.moved_from or due) - timedelta(days=days))
    if since > now:
        return None
    told = {words.tag: clock_told(clock, words, today) for words in (ENGLISH, CHINESE)}
    return Deadline(
        notice=notice,
        period=clock.kind.value,
        due=due,
        since=since,
        until=None if is_over else end,
        told=told,
    )


def _midnight(notice: Notice, day: date) -> datetime:
    """When a day begins where the law of the notice's form applies."""
    return datetime.combine(day, time(), zone_of(notice.form)).astimezone(UTC)
