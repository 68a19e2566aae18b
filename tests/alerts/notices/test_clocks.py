"""Statutory periods, against days counted by hand on printed calendars."""

from datetime import UTC, date, datetime

import pytest

from alerts.notices.clocks import ClockKind, clocks, day_in
from alerts.notices.workdays import CHINA, UNITED_STATES, WEEKENDS
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Answer, Notice, NoticeEvent, NoticeEventKind, Outcome

AT = datetime(2026, 9, 1, 4, tzinfo=UTC)


def event(kind: NoticeEventKind, day: str, **more: object) -> NoticeEvent:
    on = date.fromisoformat(day)
    return NoticeEvent(kind=kind, day=on, at=AT, by="Li Wei", **more)  # type: ignore[arg-type]


def notice(form: NoticeForm, *events: NoticeEvent) -> Notice:
    return Notice(number="NT-000001", case_id=1, form=form, asset_id="north", events=events)


def countered(form: NoticeForm, day: str, *later: NoticeEvent, platform: str = "") -> Notice:
    on = date.fromisoformat(platform) if platform else None
    came = event(NoticeEventKind.COUNTERED, day, platform_day=on)
    return notice(form, event(NoticeEventKind.SENT, "2025-01-02"), came, *later)


def due(of: Notice, kind: ClockKind) -> date | None:
    return next(clock for clock in clocks(of) if clock.kind is kind).due


@pytest.mark.parametrize(
    ("received", "last", "moved_from"),
    [
        ("2026-03-02", "2026-03-17", None),
        ("2026-03-06", "2026-03-23", "2026-03-21"),  # a Saturday: on to Monday
        ("2026-09-16", "2026-10-08", "2026-10-01"),  # National Day, seven days off
        ("2026-04-24", "2026-05-09", None),  # a Saturday that is worked
        ("2025-01-15", "2025-02-05", "2025-01-30"),  # the Spring Festival
    ],
)
def test_the_15_days_of_article_43_leave_out_the_first_and_end_on_no_holiday(
    received: str, last: str, moved_from: str | None
) -> None:
    of = countered(NoticeForm.CN_ECOMMERCE, received)
    clock = next(one for one in clocks(of) if one.kind is ClockKind.CN_15_DAYS)
    assert clock.due == date.fromisoformat(last)
    assert clock.moved_from == (date.fromisoformat(moved_from) if moved_from else None)
    assert clock.unknown == ()


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-03-02", "2026-03-30"),  # four plain weeks
        ("2026-02-02", "2026-03-06"),  # Spring Festival: 14 and 28 February are worked
        ("2026-09-16", "2026-10-20"),  # Mid-Autumn and National Day; 20 Sep., 10 Oct. are worked
        ("2025-09-19", "2025-10-23"),  # 28 September and 11 October are worked
    ],
)
def test_twenty_working_days_follow_the_calendar_that_china_announced(
    received: str, last: str
) -> None:
    of = countered(NoticeForm.ALIBABA, received)
    assert due(of, ClockKind.CN_20_WORKING_DAYS) == date.fromisoformat(last)


def test_of_a_year_without_a_known_calendar_only_weekends_count_and_it_is_said() -> None:
    of = countered(NoticeForm.CN_ECOMMERCE, "2026-12-21")
    clock = next(one for one in clocks(of) if one.kind is ClockKind.CN_20_WORKING_DAYS)
    assert clock.due == date(2027, 1, 18)  # 1 January is taken for a working day
    assert clock.unknown == (2027,)


def test_business_days_pass_over_holidays_run_from_the_platforms_receipt_and_end_on_the_9th() -> (
    None
):
    known = countered(NoticeForm.DMCA, "2026-11-20", platform="2026-11-16")
    assert due(known, ClockKind.US_10_BUSINESS_DAYS) == date(2026, 11, 30)  # Thanksgiving
    assert due(known, ClockKind.US_14_BUSINESS_DAYS) == date(2026, 12, 7)
    assumed = clocks(countered(NoticeForm.DMCA, "2026-11-20"))[1]
    assert (assumed.since, assumed.assumed) == (date(2026, 11, 20), True)


def test_a_refusal_under_the_dsa_can_be_complained_of_for_six_months() -> None:
    refused = event(NoticeEventKind.ANSWERED, "2026-08-31", answer=Answer.REFUSED)
    of = notice(NoticeForm.DSA, event(NoticeEventKind.SENT, "2026-08-01"), refused)
    clock = clocks(of)[-1]
    assert (clock.kind, clock.moved_from) == (ClockKind.EU_COMPLAINT, date(2027, 2, 28))
    assert clock.due == date(2027, 3, 1)
    assert clock.unknown == (2026, 2027)
    taken = event(NoticeEventKind.ANSWERED, "2026-08-31", answer=Answer.ACCEPTED)
    accepted = notice(NoticeForm.DSA, event(NoticeEventKind.SENT, "2026-08-01"), taken)
    assert [clock.kind for clock in clocks(accepted)] == [ClockKind.EU_ACT]


def test_a_lawsuit_ends_the_periods_and_silence_of_the_platform_does_not() -> None:
    sued = event(NoticeEventKind.OUTCOME, "2026-03-05", outcome=Outcome.LAWSUIT)
    of = countered(NoticeForm.CN_ECOMMERCE, "2026-03-02", sued)
    assert [clock.ended_by for clock in clocks(of)] == ["lawsuit"] * 3
    assert not any(clock.runs for clock in clocks(of))
    silent = event(NoticeEventKind.ANSWERED, "2026-03-05", answer=Answer.NONE)
    act = clocks(notice(NoticeForm.DSA, event(NoticeEventKind.SENT, "2026-03-02"), silent))[0]
    assert (act.due, act.ended_by) == (None, "")


def test_days_left_are_counted_to_the_last_day() -> None:
    clock = clocks(countered(NoticeForm.CN_ECOMMERCE, "2026-03-02"))[1]
    assert clock.left(date(2026, 3, 17)) == 0
    assert clock.left(date(2026, 3, 18)) == -1


@pytest.mark.parametrize("form", [NoticeForm.CSV, NoticeForm.VERO, NoticeForm.TEMU])
def test_a_form_that_names_no_law_sets_off_no_clock(form: NoticeForm) -> None:
    assert clocks(countered(form, "2026-03-02")) == ()


def test_a_day_is_that_of_the_laws_own_time_zone() -> None:
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)
    assert day_in(NoticeForm.ALIBABA, evening) == date(2026, 3, 3)
    assert day_in(NoticeForm.DMCA, evening) == date(2026, 3, 2)


def test_calendars_know_what_they_know() -> None:
    assert not CHINA.is_worked(date(2026, 2, 16))
    assert CHINA.is_worked(date(2026, 2, 28))
    assert CHINA.unknown(date(2024, 12, 31), date(2027, 1, 1)) == (2024, 2027)
    assert not UNITED_STATES.is_worked(date(2026, 7, 3))  # Independence Day is a Saturday
    assert not UNITED_STATES.is_worked(date(2027, 12, 31))  # New Year 2028 is a Saturday
    assert not UNITED_STATES.is_worked(date(2026, 5, 25))  # Memorial Day
    assert not WEEKENDS.is_worked(date(2026, 8, 1))


def test_china_works_as_many_days_a_year_as_the_law_leaves() -> None:
    days = [
        date.fromordinal(n)
        for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    ]
    assert sum(CHINA.is_worked(day) for day in days) == 365 - 104 - 13
