"""What a mail server reports of a letter is read, believed only with our signature, never fatal."""

import random

import pytest

from alerts.email.bounces import read_bounce
from alerts.email.codes import ReturnPath
from tests.alerts.email.naughty import NAUGHTY
from tests.alerts.email.reports import report

KEYS = (b"k" * 32,)
PATH = ReturnPath("bounces@bureau.example", "bureau.example", KEYS)
LETTER = f"<{'ab' * 16}@bureau.example>"
TO = PATH.address(LETTER)


def test_a_receiver_who_does_not_exist_ends_all_mail_there() -> None:
    found = read_bounce(report(TO), PATH)
    assert found is not None
    assert (found.message_id, found.status, found.hopeless) == (LETTER, "5.1.1", True)
    assert found.because == "550 5.1.1 no such user here"


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.4.4", "5.3.4", "5.0.0", "4.2.2", "what"])
def test_any_other_failure_is_of_this_letter_alone(status: str) -> None:
    found = read_bounce(report(TO, status), PATH)
    assert found is not None
    assert not found.hopeless


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", ""])
def test_what_may_still_arrive_is_no_bounce(action: str) -> None:
    assert read_bounce(report(TO, action=action), PATH) is None


def test_the_envelope_receiver_counts_where_the_server_tells_it() -> None:
    assert read_bounce(report("bounces@bureau.example"), PATH, [TO]) is not None


@pytest.mark.parametrize(
    "to",
    [
        "bounces@bureau.example",
        "alerts@bureau.example",
        TO.replace("+abab", "+abac"),
        TO.replace("@bureau", "@other"),
        ReturnPath("bounces@bureau.example", "bureau.example", (b"x" * 32,)).address(LETTER),
    ],
)
def test_a_report_to_an_address_that_we_did_not_write_changes_nothing(to: str) -> None:
    assert read_bounce(report(to), PATH) is None


def test_an_answer_of_somebody_who_is_away_is_no_bounce() -> None:
    mail = (
        f"To: {TO}\r\nSubject: Out of office\r\nAuto-Submitted: auto-replied\r\n\r\nBack on Monday"
    )
    assert read_bounce(mail.encode(), PATH) is None


def test_a_key_that_was_replaced_is_believed_still() -> None:
    newer = ReturnPath("bounces@bureau.example", "bureau.example", (b"n" * 32, *KEYS))
    assert newer.address(LETTER) != TO
    assert read_bounce(report(TO), newer) is not None


def test_the_address_of_a_letter_fits_a_local_part() -> None:
    assert len(TO.rpartition("@")[0]) <= 64
    assert PATH.address("<test-1@rightswatch.invalid>") == "bounces@bureau.example"


def test_no_broken_report_is_fatal() -> None:
    chance = random.Random(20)  # noqa: S311 - mistakes, no secret
    whole = report(TO)
    for number in range(1000):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            place = chance.randrange(len(broken))
            kind = chance.randrange(4)
            if kind == 0:
                broken[place] = chance.randrange(256)
            elif kind == 1:
                del broken[place : place + chance.randrange(1, 60)]
            elif kind == 2:
                broken[place:place] = chance.choice(NAUGHTY).encode("utf-8", "surrogatepass")
            else:
                broken[place:place] = broken[chance.randrange(len(broken)) :][:200]
        found = read_bounce(bytes(broken), PATH)
        assert found is None or (found.message_id == LETTER and found.because), number


DEEP = 20_000
LEVELS = b"".join(
    b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(DEEP)
)


@pytest.mark.parametrize("nested", [LEVELS, b"Content-Type: message/rfc822\n\n" * DEEP])
def test_parts_within_parts_without_end_are_no_bounce(nested: bytes) -> None:
    assert read_bounce(f"To: {TO}\n".encode() + nested, PATH) is None


@pytest.mark.parametrize(
    "strange",
    [b"", b"\x00" * 5000, b"\xff\xfe", report(TO).replace(b"boundary", b"bounda"), b":\r\n" * 9999],
)
def test_what_is_no_mail_is_no_bounce(strange: bytes) -> None:
    assert read_bounce(strange, PATH) is None
