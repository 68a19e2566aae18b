"""What an answer means."""

from datetime import UTC, datetime

import pytest

from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind, VisitOutcome
from spiders.fetch.outcomes import (
    meaning_of_reading,
    meaning_of_status,
    pause_s,
    retry_after_s,
)

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("99999999999999999999", 86400.0),
        ("-5", None),
        ("1.5", None),
        ("１２", None),
        ("Mon, 23 Nov 2026 12:02:00 GMT", 120.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 20:01:00 +0800", 60.0),
        ("Mon, 23 Nov 2026 12:00:30 -0000", 30.0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86400.0),
        ("tomorrow", None),
        ("Mon, 99 Foo 2026 12:02:00 GMT", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(said: str | None, seconds: float | None) -> None:
    assert retry_after_s(said, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (200, {"retry-after": "5"}, None),
        (503, {}, None),
        (503, {"retry-after": "5"}, 5.0),
        (503, {"retry-after": "soon"}, 60.0),
        (429, {}, 60.0),
        (429, {"retry-after": "0"}, 0.0),
    ],
)
def test_only_429_and_a_503_that_names_one_ask_for_a_pause(
    status: int, headers: dict[str, str], seconds: float | None
) -> None:
    page = Page(
        url="http://shop.example/",
        requested_url="http://shop.example/",
        status=status,
        headers=tuple(headers.items()),
        body=b"",
        fetched_at=NOW,
    )
    assert pause_s(page) == seconds


def _target(kind: TargetKind) -> Target:
    return Target(source_id="s", url="http://shop.example/", kind=kind)


def test_a_login_form_on_the_home_page_is_no_wall() -> None:
    home = meaning_of_reading(PageKind.LOGIN, 200, _target(TargetKind.HOME))
    offer = meaning_of_reading(PageKind.LOGIN, 200, _target(TargetKind.LISTING))
    assert (home[0], offer[0]) == (VisitOutcome.READ, VisitOutcome.LOGIN)


def test_an_error_page_means_gone_for_an_offer_and_failed_for_a_list() -> None:
    offer = meaning_of_reading(PageKind.ERROR, 200, _target(TargetKind.LISTING))
    category = meaning_of_reading(PageKind.ERROR, 200, _target(TargetKind.CATEGORY))
    assert (offer[0], category[0]) == (VisitOutcome.GONE, VisitOutcome.FAILED)


def test_every_status_but_success_and_walls_speaks_for_itself() -> None:
    for status in range(100, 600):
        meaning = meaning_of_status(status)
        to_read = status in {403, 412, 429, 503, 529} or 200 <= status < 300
        assert (meaning is None) is to_read
