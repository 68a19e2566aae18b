"""Silences, what waits, and acknowledging, as a person types them."""

import pytest

from tests.monitor.cli.conftest import House, fill

DAILY = "{email: officer@bureau.example, assets: ['*'], from_grade: review, delivery: daily}"


@pytest.fixture
def quiet_house(empty_house: House) -> House:
    """Two cases that wait for tomorrow's daily mail."""
    text = empty_house.config.read_text("utf-8")
    head, _, _ = text.partition("recipients:")
    empty_house.config.write_text(f"{head}recipients:\n  - {DAILY}\n", "utf-8")
    fill(empty_house, ("ZORVEX bag", "ZORVEX hat"), letters=0)
    return empty_house


def test_what_waits_is_listed_with_its_moment(quiet_house: House) -> None:
    told = quiet_house.call("alerts", "waiting")
    assert (told.exit_code, told.stdout.count("officer@bureau.example  news  zorvex-word")) == (
        0,
        2,
    )
    first, second = quiet_house.asked("alerts", "waiting")
    assert first["due"] == second["due"]
    assert first["due"].endswith("T08:00:00+00:00")


def test_a_silence_is_kept_with_its_reason_and_ends_when_it_is_lifted(house: House) -> None:
    words = ("--like", house.number, "--because", "a raid is under way", "--by", "Li Wei")
    made = house.call("alerts", "silence", "--until", "2099-12-31", *words)
    assert made.stderr == "silence 1 stands until 2099-12-31 00:00 UTC; `alerts lift 1` ends it\n"
    (silence,) = house.asked("alerts", "silences")
    assert (silence["asset"], silence["by"]) == ("zorvex-word", "Li Wei")
    assert "a raid is under way" in house.call("alerts", "silences").stdout
    assert house.call("alerts", "lift", "1").stderr == "silence 1 has ended\n"
    refused = house.call("alerts", "lift", "1")
    assert (refused.exit_code, "no silence 1 stands" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--until", "2099-12-31"), "say of what"),
        (("--until", "2020-01-01", "--asset", "*"), "has passed"),
        (("--until", "tomorrow", "--asset", "*"), "tomorrow"),
    ],
)
def test_a_silence_without_an_object_or_a_future_is_refused(
    house: House, words: tuple[str, ...], said: str
) -> None:
    refused = house.call("alerts", "silence", *words, "--because", "test")
    assert (refused.exit_code, said in refused.stderr) == (2, True)


def test_an_acknowledged_case_says_so_in_its_history(house: House) -> None:
    told = house.call("cases", "acknowledge", house.number, "--by", "Li Wei", "--note", "calling")
    assert told.stderr == f"{house.number} is acknowledged; it stays open\n"
    page = house.call("cases", "show", house.number).stdout
    assert "acknowledged by Li Wei calling" in page
