"""What rests is said with its host, its end and its reason, safely."""

from datetime import UTC, datetime, timedelta

from monitor.cli.rests import MOST_TOLD, rest_lines
from monitor.ports.store import Rest

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)


def rest(host: str = "shop.example", minutes: float = 65.0, because: str | None = "wall") -> Rest:
    return Rest(host=host, until=NOON + timedelta(minutes=minutes), because=because)


def test_a_rest_is_told_with_host_hour_and_reason() -> None:
    (line,) = rest_lines("shop", [rest(because="the site asks for a login")], NOON)
    assert line == "shop: shop.example rests until 13:05 UTC because the site asks for a login"


def test_a_rest_that_ends_another_day_names_it() -> None:
    (line,) = rest_lines("shop", [rest(minutes=24 * 60)], NOON)
    assert "until 2026-05-02 12:00 UTC" in line


def test_the_hour_is_utc_wherever_the_times_come_from() -> None:
    east = NOON.astimezone(tz=None)
    (line,) = rest_lines("shop", [rest()], east)
    assert "until 13:05 UTC" in line


def test_a_rest_without_a_reason_says_that_somebody_asked() -> None:
    (line,) = rest_lines("shop", [rest(because=None)], NOON)
    assert line.endswith("because an earlier visit asked for it")


def test_what_a_site_wrote_moves_no_terminal() -> None:
    (line,) = rest_lines("shop", [rest(because="wall\x1b[2J\nshop: all is well\u202e")], NOON)
    assert line.endswith("because wall [2J shop: all is well")


def test_of_many_hosts_some_are_named_and_the_others_counted() -> None:
    rests = [rest(host=f"{number}.example") for number in range(MOST_TOLD + 7)]
    lines = rest_lines("names", rests, NOON)
    assert len(lines) == MOST_TOLD + 1
    assert lines[-1] == "names: 7 more hosts rest; --json lists all"
