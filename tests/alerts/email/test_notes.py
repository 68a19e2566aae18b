"""Mails that tell of no case: the operator's, and the question to an address."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.email.codes import confirmation_code
from alerts.email.notes import MOST_LINES, MailNotes
from alerts.email.words.notes import CHINESE, ENGLISH
from alerts.notices.deadlines import deadlines
from monitor.domain.alert import OPERATORS, Alert, Complaint, Loss, Stop, Trouble
from monitor.domain.deadline import Reminder
from monitor.domain.notice import NoticeForm
from monitor.domain.verdict import Grade
from monitor.domain.watch import Canary, CanaryNews, Recipient
from monitor.web.links import BECAUSE
from tests.alerts.email.naughty import NAUGHTY
from tests.alerts.email.reading import read
from tests.alerts.email.stories import case
from tests.alerts.notices.test_clocks import countered

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEYS = (b"k" * 32,)
NOTES = MailNotes("Rightswatch <alerts@bureau.example>", lambda: KEYS)


def text_of(alert: Alert) -> str:
    return read(alert.content).text


def trouble(to: str = "li@bureau.example", because: str = "550 no such user") -> Trouble:
    return Trouble(
        key=f"k-{to}",
        channel="email",
        to=to,
        subject="[RW-000001] Alert",
        attempts=6,
        because=because,
        given_up=False,
    )


def complaint(*troubles: Trouble, stops: tuple[Stop, ...] = ()) -> Complaint:
    return Complaint(
        key=f"{OPERATORS}1", to="ops@b.example", written_at=NOON, troubles=troubles, stops=stops
    )


def test_the_operator_reads_what_fails_why_and_what_to_do_in_both_languages() -> None:
    stop = Stop(address="wu@bureau.example", because="came back with 5.1.1", since=NOON)
    alert = NOTES.complaint(complaint(trouble(), stops=(stop,)))
    text = text_of(alert)
    assert alert.to == "ops@b.example"
    assert text.count("li@bureau.example") == text.count("wu@bureau.example") == 2
    assert text.count("rightswatch alerts retry") == 2
    assert "仍在重试" in text


def test_why_an_address_was_stopped_is_told_in_both_languages() -> None:
    told = "came back with 5.1.1: 550 no such user; gone"
    stops = tuple(Stop(address="li@b.example", because=one, since=NOON) for one in (told, BECAUSE))
    english, chinese = text_of(NOTES.complaint(complaint(stops=stops))).split("-" * 60)
    assert told in english
    assert BECAUSE in english
    assert "被退回（5.1.1）：550 no such user; gone" in chinese
    assert "收件人要求不再接收邮件" in chinese
    assert BECAUSE not in chinese


def test_a_flood_of_trouble_is_counted() -> None:
    many = [trouble(f"{number}@b.example") for number in range(MOST_LINES + 7)]
    text = text_of(NOTES.complaint(complaint(*many)))
    assert "and 7 more" in text
    assert "另有 7 项" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_reminder_tells_what_ends_what_has_ended_and_what_to_record(language: str) -> None:
    came = countered(NoticeForm.CN_ECOMMERCE, "2026-11-06")
    near = [(one, case()) for one in deadlines(came, NOON + timedelta(days=6))]
    reminder = Reminder(
        key="reminder:1",
        to=Recipient(email="li@bureau.example", language=language),
        written_at=NOON,
        deadlines=(*near * (MOST_LINES + 2), *near[:1]),
    )
    alert = NOTES.reminder(reminder)
    text = text_of(alert)
    assert near[0][0].is_over
    assert not near[1][0].is_over
    assert near[0][0].told[language] in text
    assert near[1][0].told[language] in text
    assert text.count("rightswatch notices outcome") == 1
    assert ("and 3 more" if language == "en" else "另有 3 项") in text
    assert str(near[1][0].due) in alert.subject
    assert alert.content.isascii()


def test_each_canary_that_is_lost_is_told_with_where_when_and_how_loudly() -> None:
    canary = Canary(asset_id="acme-logo", url="https://shop.example/7", grade=Grade.ALERT)
    news = CanaryNews(
        source_id="shop", canary=canary, seen_at=None, grade=None, is_seen=False, is_found=False
    )
    since = replace(news, seen_at=NOON, grade=Grade.ALERT)
    unmatched = replace(since, is_seen=True, grade=Grade.REVIEW)
    loss = Loss(
        key=f"{OPERATORS}2",
        to="ops@b.example",
        written_at=NOON,
        canaries=(news, since, unmatched) * MOST_LINES,
    )
    english, chinese = text_of(NOTES.loss(loss)).split("-" * 60)
    for told in ("was never seen", "last seen 2026-11-23 12:00 UTC", "as For review in place of"):
        assert told in english
    for told in ("从未出现", "最后一次出现于 2026-11-23 12:00 UTC", "比对结果为待核查，应为预警"):
        assert told in chinese
    assert f"and {2 * MOST_LINES} more" in english


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_address_is_asked_in_its_language_with_its_code(language: str) -> None:
    recipient = Recipient(email="li@bureau.example", language=language)
    first, again = NOTES.question(recipient, NOON), NOTES.question(recipient, NOON)
    assert first == again
    assert confirmation_code(KEYS, recipient.email) in text_of(first)
    assert ("您好" in text_of(first)) is (language == "zh")


def test_hostile_answers_of_servers_leave_7_bit_lines_of_998() -> None:
    for naughty in NAUGHTY[::7]:
        alert = NOTES.complaint(complaint(trouble(because=naughty * 9)))
        assert alert.content.isascii()
        assert max(map(len, alert.content.split(b"\r\n"))) <= 998


def test_both_languages_say_everything() -> None:
    for one in fields(ENGLISH):
        assert getattr(ENGLISH, one.name)
        assert getattr(CHINESE, one.name) != getattr(ENGLISH, one.name)
