"""Admissions that outlive their batch: for whom, until when, and never shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.domain.watch import Source
from monitor.ports.asker import Admission
from spiders.fetch.ask.ticket import SHARE, Keepsake, ticket_of

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
API = Source(id="api", url="https://api.ebay.com/", site="ebay-api")
TOKEN = "v^1.1#i^1#not-for-anybodys-eyes"  # noqa: S105 - nobody's
ADMISSION = Admission(headers={"Authorization": f"Bearer {TOKEN}"}, lasts_s=7200.0)


def test_a_ticket_lets_in_for_most_of_its_time() -> None:
    ticket = ticket_of(ADMISSION, API, NOON)
    end = NOON + timedelta(seconds=SHARE * 7200.0)
    assert ticket.lets_in(API, NOON)
    assert ticket.lets_in(API, end - timedelta(seconds=1))
    assert not ticket.lets_in(API, end)


def test_a_ticket_is_for_the_source_as_it_was_configured() -> None:
    ticket = ticket_of(ADMISSION, API, NOON)
    assert ticket.lets_in(replace(API, min_delay_s=9.0), NOON)
    assert not ticket.lets_in(replace(API, url="https://api.sandbox.ebay.com/"), NOON)


def test_what_is_left_comes_back_the_same() -> None:
    left: list[bytes] = []
    ticket = ticket_of(ADMISSION, API, NOON)
    Keepsake(b"", left.append).leave(ticket)
    assert Keepsake(left[0]).ticket() == ticket
    assert Keepsake().ticket() is None


def test_what_lasts_as_long_as_the_keys_is_not_left() -> None:
    left: list[bytes] = []
    lasting = ticket_of(Admission(query={"applicationId": "secret"}), API, NOON)
    Keepsake(b"", left.append).leave(lasting)
    assert lasting.lets_in(API, NOON + timedelta(days=1000))
    assert left == []


def test_nothing_shows_a_token_by_accident() -> None:
    left: list[bytes] = []
    ticket = ticket_of(ADMISSION, API, NOON)
    Keepsake(b"", left.append).leave(ticket)
    assert TOKEN.encode() in left[0]
    assert TOKEN not in repr(ticket) + repr(Keepsake(left[0]))
