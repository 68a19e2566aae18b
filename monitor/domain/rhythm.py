"""Rhythm: when a person is written to, by the clock on that person's wall.

Layer: domain, standard library only.
Flow: a Recipient's settings -> here -> notify. Pure: moments are handed in, aware UTC comes out.

Clocks that jump: a wall time that a day skips counts as far behind the gap as it lies in it, one
that a day has twice counts the first time (RFC 5545, section 3.3.5).
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fnmatch import fnmatchcase
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """Wall times between which nobody is written to; an end before the start is the next day's."""

    start: time
    end: time

    def covers(self, at: time) -> bool:
        """Whether a wall time lies between them; the end itself is loud again."""
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What is told together: one right, one seller, one market. seller: "" where none is shown."""

    asset_id: str
    seller: str
    market: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A time in which nothing is told of certain groups; what came meanwhile is told after it.

    asset: shell pattern over asset ids. seller, market: None = any. because, by: who wanted it and
    why. lifted_at: when somebody ended it before its time.
    """

    id: int
    asset: str
    seller: str | None
    market: str | None
    because: str
    by: str
    made_at: datetime
    until: datetime
    lifted_at: datetime | None = None

    @property
    def end(self) -> datetime:
        """When it ends, or ended."""
        return self.until if self.lifted_at is None else min(self.until, self.lifted_at)

    def covers(self, group: Group) -> bool:
        """Whether it speaks of a group."""
        return (
            fnmatchcase(group.asset_id, self.asset)
            and self.seller in {None, group.seller}
            and self.market in {None, group.market}
        )


def wall_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant at which clocks of a zone show a time of a day."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def next_daily(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first instant after a moment at which clocks show a time of day."""
    today = after.astimezone(zone).date()
    days = (today + n * _DAY for n in (-1, 0, 1))
    return next((m for m in (wall_moment(day, at, zone) for day in days) if m > after),
                wall_moment(today + 2 * _DAY, at, zone))  # fmt: skip


def loud_again(moment: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    """When one may write again: the moment itself outside of the quiet hours, else their end."""
    today = moment.astimezone(zone).date()
    for day in (today - _DAY, today):
        end_day = day if quiet.start < quiet.end else day + _DAY
        end = wall_moment(end_day, quiet.end, zone)
        if wall_moment(day, quiet.start, zone) <= moment < end:
            return end
    return moment
