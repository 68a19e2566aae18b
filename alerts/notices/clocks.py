"""Statutory periods that a notice sets off: how long who has, and where that is written.

China. E-Commerce Law, art. 42: the platform acts in time; art. 43: where it does not hear within 15
days of the counter-notice's reaching the holder that the holder complained or sued, it lets the
offer stand again. Civil Code, art. 1195 and 1196: the same for every network service, within a
reasonable period; Supreme People's Court, Reply Fa Shi (2020) no. 9, art. 3: delays that the holder
cannot help (notary, certification) do not count, 20 working days at the longest. Civil Code, art.
201: the first day does not count; art. 203: a last day that is a holiday moves on.
United States. 17 U.S.C. 512(c)(1)(C): the provider acts expeditiously; 512(g)(2)(C): it puts the
material back not less than 10 nor more than 14 business days after it received the counter-notice,
unless it hears of an action before: it may on the 10th, so the 9th is the last day that is safe.
The statute does not say what a business day is; here, none is a legal holiday.
European Union. Regulation (EU) 2022/2065, art. 16(6): the platform decides in a timely manner; art.
20(1) and (2): against its decision there is a complaint for six months at least, from the day on
which the sender is told of it; art. 19: not with micro and small enterprises. Regulation (EEC,
Euratom) 1182/71, art. 3(1) and (4): the day of the event does not count; a last day off moves on.

The forms of portals (`csv`, `temu`, `vero`) name no law, and nothing is guessed. Layer: alerts.
"""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from alerts.notices.workdays import CHINA, UNITED_STATES, WEEKENDS, Calendar
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Answer, Notice, NoticeEvent, NoticeEventKind


class ClockKind(StrEnum):
    """A period of one law."""

    CN_ACT = "cn_act"
    CN_15_DAYS = "cn_15_days"
    CN_20_WORKING_DAYS = "cn_20_working_days"
    US_ACT = "us_act"
    US_10_BUSINESS_DAYS = "us_10_business_days"
    US_14_BUSINESS_DAYS = "us_14_business_days"
    EU_ACT = "eu_act"
    EU_COMPLAINT = "eu_complaint"


@dataclass(frozen=True, slots=True)
class Law:
    """Whose law a form names. zone: IANA name of the time zone in which its days are counted."""

    zone: str
    calendar: Calendar


CN: Final = Law("Asia/Shanghai", CHINA)
US: Final = Law("America/New_York", UNITED_STATES)
EU: Final = Law("Europe/Brussels", WEEKENDS)
LAWS: Final[Mapping[NoticeForm, Law]] = {
    NoticeForm.CN_ECOMMERCE: CN,
    NoticeForm.ALIBABA: CN,
    NoticeForm.DMCA: US,
    NoticeForm.DSA: EU,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One period. since: does not count itself. due: the last day; None = the law fixes none.

    moved_from: the day it would end on were that no day off. unknown: years of which only weekends
    are known. assumed: True = the day on which the platform received the counter-notice is not
    known, and that of the holder stands for it. ended_by: what stopped it, else "".
    """

    kind: ClockKind
    since: date
    due: date | None = None
    moved_from: date | None = None
    unknown: tuple[int, ...] = ()
    assumed: bool = False
    ended_by: str = ""

    @property
    def runs(self) -> bool:
        """Whether a day is to be kept."""
        return self.due is not None and not self.ended_by

    def left(self, today: date) -> int | None:
        """Days until the last one; negative once it has passed, None when there is none to keep."""
        return (self.due - today).days if self.due and self.runs else None


def zone_of(form: NoticeForm) -> ZoneInfo:
    """The time zone in which the days of a form's law are counted; UTC where it names no law."""
    return ZoneInfo(LAWS[form].zone if form in LAWS else "UTC")


def day_in(form: NoticeForm, moment: datetime) -> date:
    """The day of a moment, aware, in that zone."""
    return moment.astimezone(zone_of(form)).date()


def clocks(notice: Notice) -> tuple[Clock, ...]:
    """Every period that this notice has set off, ended ones too."""
    law = LAWS.get(notice.form)
    return tuple(_READERS[law](notice)) if law else ()


def _china(notice: Notice) -> Iterator[Clock]:
    yield from _act(notice, ClockKind.CN_ACT)
    for event, ended in _countered(notice):
        plain = event.day + timedelta(days=15)
        yield _until(ClockKind.CN_15_DAYS, event.day, plain, CN, ended)
        last = CHINA.after(event.day, 20)
        yield _until(ClockKind.CN_20_WORKING_DAYS, event.day, last, CN, ended)


def _states(notice: Notice) -> Iterator[Clock]:
    yield from _act(notice, ClockKind.US_ACT)
    for event, ended in _countered(notice):
        since, assumed = event.platform_day or event.day, event.platform_day is None
        for kind, days in (
            (ClockKind.US_10_BUSINESS_DAYS, 9),  # the day before it may restore
            (ClockKind.US_14_BUSINESS_DAYS, 14),
        ):
            last = UNITED_STATES.after(since, days)
            yield _until(kind, since, last, US, ended, assumed=assumed)


def _europe(notice: Notice) -> Iterator[Clock]:
    yield from _act(notice, ClockKind.EU_ACT)
    answered = [event for event in notice.events if event.answer]
    if answered and answered[-1].answer in {Answer.REFUSED, Answer.PARTLY}:
        day, ended = answered[-1].day, _ended(notice, answered[-1])
        yield _until(ClockKind.EU_COMPLAINT, day, _months_after(day, 6), EU, ended)


_READERS: Final = {CN: _china, US: _states, EU: _europe}


def _act(notice: Notice, kind: ClockKind) -> Iterator[Clock]:
    """The platform's own duty, from the sending to its answer."""
    for event in notice.events:
        if event.kind is NoticeEventKind.SENT:
            answered = notice.answer if notice.answer is not Answer.NONE else None
            yield Clock(kind=kind, since=event.day, ended_by=str(answered or _ended(notice, event)))


def _countered(notice: Notice) -> Iterator[tuple[NoticeEvent, str]]:
    """The last counter-notice, and what ended its periods."""
    countered = [one for one in notice.events if one.kind is NoticeEventKind.COUNTERED]
    for event in countered[-1:]:
        yield event, _ended(notice, event)


def _ended(notice: Notice, event: NoticeEvent) -> str:
    """The first outcome after an event, by its word."""
    later = notice.events[notice.events.index(event) + 1 :]
    return next((one.outcome.value for one in later if one.outcome), "")


def _until(
    kind: ClockKind, since: date, last: date, law: Law, ended: str, *, assumed: bool = False
) -> Clock:
    due = law.calendar.on_or_after(last)
    return Clock(
        kind=kind,
        since=since,
        due=due,
        moved_from=last if due != last else None,
        unknown=law.calendar.unknown(since, due),
        assumed=assumed,
        ended_by=ended,
    )


def _months_after(day: date, months: int) -> date:
    """The same date so many months later, or the month's last day where it has no such date."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
