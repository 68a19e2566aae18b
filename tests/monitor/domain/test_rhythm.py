"""When a person is written to, by the clock on the wall, on days whose clocks jump too."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from monitor.domain.rhythm import (
    Group,
    QuietHours,
    Silence,
    loud_again,
    next_daily,
    wall_moment,
)

BERLIN = ZoneInfo("Europe/Berlin")
SHANGHAI = ZoneInfo("Asia/Shanghai")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")  # its clocks jump by half an hour
NIGHT = QuietHours(start=time(22), end=time(7))
START = datetime(2020, 1, 1, tzinfo=UTC)
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ZONES = st.sampled_from([BERLIN, SHANGHAI, LORD_HOWE, ZoneInfo("America/New_York")])
MOMENTS = st.integers(0, 15 * 366 * 1440).map(lambda n: START + timedelta(minutes=n))
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda n: time(n // 60, n % 60))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-23T07:00", "2026-11-23T07:30"),  # 08:30 there
        ("2026-11-23T07:30", "2026-11-24T07:30"),
        ("2026-03-28T12:00", "2026-03-29T06:30"),  # clocks went forward in between
        ("2026-10-24T12:00", "2026-10-25T07:30"),  # and back
    ],
)
def test_a_daily_mail_comes_at_the_same_wall_time_before_and_after_a_jump(
    after: str, expected: str
) -> None:
    assert next_daily(utc(after), time(8, 30), BERLIN) == utc(expected)


def test_a_time_that_a_day_skips_comes_as_far_behind_the_gap_as_it_lies_in_it() -> None:
    assert wall_moment(date(2026, 3, 29), time(2, 30), BERLIN) == utc("2026-03-29T01:30")
    assert next_daily(utc("2026-03-29T00:00"), time(2, 30), BERLIN) == utc("2026-03-29T01:30")


def test_a_time_that_a_day_has_twice_comes_the_first_time_only() -> None:
    first = next_daily(utc("2026-10-24T20:00"), time(2, 30), BERLIN)
    assert first == utc("2026-10-25T00:30")
    assert next_daily(first, time(2, 30), BERLIN) == utc("2026-10-26T01:30")


@pytest.mark.parametrize(
    ("moment", "again"),
    [
        ("2026-11-23T20:59", "2026-11-23T20:59"),
        ("2026-11-23T21:00", "2026-11-24T06:00"),
        ("2026-11-24T05:59", "2026-11-24T06:00"),
        ("2026-11-24T06:00", "2026-11-24T06:00"),
        ("2026-03-28T23:00", "2026-03-29T05:00"),  # the night that is an hour shorter
        ("2026-10-24T22:00", "2026-10-25T06:00"),  # and the one that is an hour longer
    ],
)
def test_quiet_hours_over_midnight_end_at_the_wall_time(moment: str, again: str) -> None:
    assert loud_again(utc(moment), NIGHT, BERLIN) == utc(again)


def test_quiet_hours_within_a_day_end_on_that_day() -> None:
    noon = QuietHours(start=time(12), end=time(14))
    assert loud_again(utc("2026-11-23T04:30"), noon, SHANGHAI) == utc("2026-11-23T06:00")
    assert loud_again(utc("2026-11-23T06:00"), noon, SHANGHAI) == utc("2026-11-23T06:00")
    assert noon.covers(time(12))
    assert not noon.covers(time(14))
    assert NIGHT.covers(time(3))
    assert not NIGHT.covers(time(7))


@BUSY
@given(moment=MOMENTS, at=MINUTES, zone=ZONES)
def test_a_daily_moment_is_later_and_less_than_two_days_away(
    moment: datetime, at: time, zone: ZoneInfo
) -> None:
    found = next_daily(moment, at, zone)
    assert moment < found <= moment + timedelta(hours=26)


@BUSY
@given(moment=MOMENTS, start=MINUTES, end=MINUTES, zone=ZONES)
def test_after_quiet_hours_it_is_loud(
    moment: datetime, start: time, end: time, zone: ZoneInfo
) -> None:
    assume(start != end)
    quiet = QuietHours(start=start, end=end)
    again = loud_again(moment, quiet, zone)
    assert moment <= again <= moment + timedelta(hours=26)
    assert loud_again(again, quiet, zone) == again


def test_a_silence_covers_what_its_patterns_name_until_it_ends_or_is_lifted() -> None:
    now = utc("2026-11-23T12:00")
    silence = Silence(
        id=1,
        asset="acme-*",
        seller="s-7",
        market=None,
        because="a raid is under way",
        by="Li",
        made_at=now,
        until=now + timedelta(days=1),
    )
    own = Group(asset_id="acme-word", seller="s-7", market="shop.example")
    assert silence.covers(own)
    assert not silence.covers(Group(asset_id="acme-word", seller="s-8", market="shop.example"))
    assert not silence.covers(Group(asset_id="zorvex", seller="s-7", market="shop.example"))
    assert silence.end == now + timedelta(days=1)
