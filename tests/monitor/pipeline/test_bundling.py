"""Which waiting cases go into one letter, and when: no database, no clock but the one handed in."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from monitor.domain.alert import Occasion
from monitor.domain.rhythm import Group, QuietHours, Silence
from monitor.domain.verdict import Grade
from monitor.domain.watch import Delivery, Recipient
from monitor.pipeline.bundling import (
    CASES_A_LETTER,
    HOUR,
    first_look,
    groups_told,
    plan_letters,
)
from monitor.ports.store import Hearing, NewHearing, Telling

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOB = Group(asset_id="acme", seller="bob", market="shop.example")
EVE = replace(BOB, seller="eve")
OFFICER = Recipient(email="officer@bureau.example")
GROUPED = replace(OFFICER, delivery=Delivery.GROUPED)


def hearing(number: int, since: datetime = NOON, group: Group = BOB, **more: Any) -> Hearing:  # noqa: ANN401 - fields of NewHearing
    new = NewHearing(
        recipient=OFFICER.email,
        event_id=number,
        case_id=number,
        group=group,
        grade=Grade.ALERT,
        since=since,
    )
    return Hearing(id=number, new=replace(new, **more), due=since)


def letters(
    recipient: Recipient, due: list[Hearing], now: datetime, *past: Telling
) -> list[list[int]]:
    plan = plan_letters(recipient, due, past, (), now)
    return [[one.id for one in bundle] for bundle in plan.letters]


def silence(until: datetime, **more: Any) -> Silence:  # noqa: ANN401 - fields of Silence
    base = Silence(
        id=1,
        asset="*",
        seller=None,
        market=None,
        because="a raid is under way",
        by="Li",
        made_at=NOON,
        until=until,
    )
    return replace(base, **more)


def test_at_once_each_case_is_a_letter() -> None:
    assert letters(OFFICER, [hearing(1), hearing(2)], NOON) == [[1], [2]]


def test_a_group_waits_for_the_others_of_its_right_seller_and_market() -> None:
    due = [hearing(1), hearing(2, NOON + MINUTE), hearing(3, group=EVE)]
    plan = plan_letters(GROUPED, due, (), (), NOON + MINUTE)
    assert (plan.letters, {at for _, at in plan.later}) == ((), {NOON + 2 * MINUTE})
    assert letters(GROUPED, due, NOON + 2 * MINUTE) == [[1, 2], [3]]


def test_a_group_that_was_told_waits_for_its_interval() -> None:
    past = Telling(key="k", group=BOB, at=NOON - 30 * MINUTE)
    plan = plan_letters(GROUPED, [hearing(1)], [past], (), NOON + 3 * MINUTE)
    assert [at for _, at in plan.later] == [NOON + 30 * MINUTE]
    assert letters(GROUPED, [hearing(1)], NOON + 30 * MINUTE, past) == [[1]]


def test_the_last_letters_of_a_pass_do_not_wait_for_their_group_but_for_its_interval() -> None:
    past = Telling(key="k", group=EVE, at=NOON - MINUTE)
    due = [hearing(1), hearing(2, group=EVE)]
    plan = plan_letters(GROUPED, due, [past], (), NOON, closing=True)
    assert [[one.id for one in bundle] for bundle in plan.letters] == [[1]]
    assert [(one.id, at) for one, at in plan.later] == [(2, NOON + 59 * MINUTE)]


def test_a_daily_reader_gets_everything_in_one_letter_at_the_wall_time() -> None:
    daily = replace(OFFICER, delivery=Delivery.DAILY, timezone="Asia/Shanghai")
    due = [hearing(1), hearing(2, group=EVE)]
    assert first_look(daily, due[0].new, ()) == NOON + 12 * HOUR
    assert letters(daily, due, NOON + 12 * HOUR) == [[1, 2]]


def test_what_a_silence_held_comes_with_the_first_daily_letter_after_it() -> None:
    daily = replace(OFFICER, delivery=Delivery.DAILY, digest_at=time(8))
    morning = NOON + 20 * HOUR
    for end, told_at in (
        (NOON + HOUR, morning),
        (morning, morning),
        (morning + MINUTE, morning + 24 * HOUR),
    ):
        assert first_look(daily, hearing(1).new, [silence(end)]) == told_at


def test_what_quiet_hours_held_is_one_letter_after_them_and_critical_cases_pass() -> None:
    sleeper = replace(OFFICER, quiet_hours=QuietHours(start=time(11), end=time(14)))
    due = [hearing(1), hearing(2, critical=True), hearing(3)]
    plan = plan_letters(sleeper, due, (), (), NOON)
    assert [[one.id for one in bundle] for bundle in plan.letters] == [[2]]
    assert [(one.id, at) for one, at in plan.later] == [(1, NOON + 2 * HOUR), (3, NOON + 2 * HOUR)]
    assert letters(sleeper, [due[0], due[2]], NOON + 2 * HOUR) == [[1, 3]]


def test_a_silence_puts_off_until_its_end_and_then_until_it_is_loud() -> None:
    end = NOON + HOUR
    plan = plan_letters(OFFICER, [hearing(1, critical=True)], (), [silence(end)], NOON)
    assert [at for _, at in plan.later] == [end]
    sleeper = replace(OFFICER, quiet_hours=QuietHours(start=time(13), end=time(15)))
    assert first_look(sleeper, hearing(1).new, [silence(end)]) == NOON + 3 * HOUR
    other = silence(end, seller="eve")
    assert first_look(OFFICER, hearing(1).new, [other]) == NOON


def test_more_letters_than_an_hour_may_have_go_together_and_none_is_left_out() -> None:
    bounded = replace(OFFICER, most_an_hour=3)
    due = [hearing(n, NOON + timedelta(seconds=n)) for n in range(1, 11)]
    now = NOON + MINUTE
    assert letters(bounded, due, now) == [[1], [2], [3, 4, 5, 6, 7, 8, 9, 10]]


def test_a_flood_is_told_within_its_hour_as_long_as_the_letters_hold_it() -> None:
    bounded = replace(OFFICER, most_an_hour=5)
    for cases, sizes in ((600, [1, 1, 200, 200, 198]), (1200, [200] * 5)):
        flood = [hearing(n, NOON + timedelta(seconds=n)) for n in range(cases)]
        plan = plan_letters(bounded, flood, (), (), NOON + HOUR)
        assert [len(bundle) for bundle in plan.letters] == sizes
        told = [one.id for bundle in plan.letters for one in bundle]
        assert told == list(range(sum(sizes)))  # the oldest first, the others wait


def test_only_a_grouped_letter_takes_along_what_waits_of_its_groups() -> None:
    due = [hearing(1), hearing(2, group=EVE)]
    told = [Telling(key="k", group=EVE, at=NOON - MINUTE)]
    assert groups_told(GROUPED, due, told, (), NOON + 2 * MINUTE) == {BOB}
    assert groups_told(GROUPED, due, told, (), NOON + MINUTE) == set()
    assert groups_told(OFFICER, due, told, (), NOON + HOUR) == set()


def test_a_full_hour_lets_letters_wait_until_it_has_room() -> None:
    bounded = replace(OFFICER, most_an_hour=2)
    past = [Telling(key=f"k{n}", group=EVE, at=NOON - n * MINUTE) for n in (50, 10)]
    plan = plan_letters(bounded, [hearing(1), hearing(2)], past, (), NOON)
    assert plan.letters == ()
    assert {at for _, at in plan.later} == {NOON + 10 * MINUTE}
    assert letters(bounded, [hearing(1), hearing(2)], NOON + 10 * MINUTE, *past) == [[1, 2]]


def test_one_letter_of_many_groups_counts_as_one() -> None:
    bounded = replace(OFFICER, most_an_hour=2)
    past = [Telling(key="same", group=group, at=NOON - MINUTE) for group in (BOB, EVE)]
    assert letters(bounded, [hearing(1)], NOON, *past) == [[1]]


def test_critical_cases_go_first_when_there_is_room_for_few() -> None:
    bounded = replace(OFFICER, most_an_hour=2)
    due = [hearing(1), hearing(2), hearing(3, critical=True)]
    assert letters(bounded, due, NOON) == [[3], [1, 2]]


def test_reminders_and_escalations_are_letters_of_their_own() -> None:
    due = [
        hearing(1, occasion=Occasion.REMINDER),
        hearing(2, occasion=Occasion.ESCALATION),
        hearing(3),
        hearing(4, occasion=Occasion.REMINDER, group=EVE),
    ]
    assert letters(GROUPED, due, NOON + HOUR) == [[1, 4], [2], [3]]


def test_a_letter_tells_a_bounded_number_of_cases_and_the_rest_is_another() -> None:
    daily = replace(OFFICER, delivery=Delivery.DAILY)
    due = [hearing(n) for n in range(2 * CASES_A_LETTER + 1)]
    sizes = [len(bundle) for bundle in letters(daily, due, NOON + 24 * HOUR)]
    assert sizes == [CASES_A_LETTER, CASES_A_LETTER, 1]


def test_every_hearing_is_told_or_waits_whatever_the_bound() -> None:
    due = [hearing(n, critical=n % 7 == 0) for n in range(450)]
    for most in (1, 2, 30):
        plan = plan_letters(replace(OFFICER, most_an_hour=most), due, (), (), NOON)
        told = [one.id for bundle in plan.letters for one in bundle]
        assert len(plan.letters) <= most
        assert sorted([*told, *(one.id for one, _ in plan.later)]) == list(range(450))
