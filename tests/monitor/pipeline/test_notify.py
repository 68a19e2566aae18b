"""Who is written to, when, how often, and what nobody is told: on a real database."""

from dataclasses import dataclass, field, replace
from datetime import time, timedelta

import pytest

from alerts.channels.webhook import WebhookWriter
from monitor.domain.alert import Alert, Letter
from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.errors import DeliveryFailed
from monitor.domain.review import Review
from monitor.domain.rhythm import QuietHours, Silence
from monitor.domain.seller import Seller
from monitor.domain.verdict import Grade
from monitor.domain.watch import Delivery, Recipient
from monitor.pipeline.notify import send_due, write_due
from monitor.pipeline.review import acknowledge, review
from monitor.ports.store import CaseQuery
from tests.contracts.store.made import news, open_case, sighting, verdict
from tests.monitor.pipeline.small_house import House, PlainWriter

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
OFFICER = Recipient(email="officer@bureau.example")
HEAD = Recipient(email="head@bureau.example", assets=())


def open_cases(house: House, *listing_ids: str, seller: str = "bob") -> None:
    for listing_id in listing_ids:
        house.see("ACME bag", listing_id, Seller(id=seller))
    house.match()
    while house.preserve():
        pass


def told(house: House) -> list[tuple[str, str]]:
    """Write and send what is due now; gives receiver and case numbers of what was sent."""
    before = len(house.letterbox.taken)
    house.write()
    while house.send():
        pass
    return [(alert.to, alert.subject) for alert in house.letterbox.taken[before:]]


def decide(house: House, number: str, decision: CaseState) -> None:
    judgement = Review(case_number=number, decision=decision, by="Li", at=house.clock.now())
    review(house.store, judgement)


def events(house: House, kind: CaseEventKind) -> list[str]:
    with house.store.transaction() as tx:
        files = [tx.cases.file(case.id) for case in tx.cases.list(CaseQuery())]
    return [event.note for file in files for event in file.events if event.kind is kind]


def test_cases_of_one_seller_come_in_one_letter_after_a_wait(house: House) -> None:
    house.recipients = (replace(OFFICER, delivery=Delivery.GROUPED),)
    open_cases(house, "1", "2")
    open_cases(house, "3", seller="eve")
    assert told(house) == []
    house.clock.pass_by(2 * MINUTE)
    assert told(house) == [
        ("officer@bureau.example", "RW-000001,RW-000002"),
        ("officer@bureau.example", "RW-000003"),
    ]
    open_cases(house, "4")
    house.clock.pass_by(58 * MINUTE)
    assert told(house) == []
    house.clock.pass_by(2 * MINUTE)
    assert told(house) == [("officer@bureau.example", "RW-000004")]


def test_news_that_cannot_be_spread_stop_no_round_and_are_tried_again(house: House) -> None:
    nowhere = replace(HEAD, assets=("*",), delivery=Delivery.DAILY, timezone="Nowhere/At_all")
    house.recipients = (OFFICER, nowhere)
    open_cases(house, "1")
    assert told(house) == []
    house.recipients = (OFFICER,)
    house.clock.pass_by(DAY)
    assert told(house) == [("officer@bureau.example", "RW-000001")]


def test_the_end_of_a_pass_waits_for_no_group(house: House) -> None:
    house.recipients = (replace(OFFICER, delivery=Delivery.GROUPED),)
    open_cases(house, "1")
    assert house.write() == 0
    assert write_due(house.store, house.post(), house.lease(), house.clock, closing=True) == 1


def test_a_recipient_hears_of_his_own_sources_alone(house: House) -> None:
    house.recipients = (replace(OFFICER, sources=("market-*",)), replace(HEAD, assets=("ac*",)))
    open_cases(house, "1")
    assert told(house) == [("head@bureau.example", "RW-000001")]


def test_at_night_only_what_is_critical_is_told_and_the_rest_in_the_morning(house: House) -> None:
    night = QuietHours(start=time(11), end=time(13))
    house.recipients = (
        replace(OFFICER, quiet_hours=night),
        replace(OFFICER, email="awake@bureau.example", quiet_hours=night, critical_score=0.9),
    )
    open_cases(house, "1", "2")
    assert {to for to, _ in told(house)} == {"awake@bureau.example"}
    house.clock.pass_by(timedelta(hours=1))
    assert told(house) == [("officer@bureau.example", "RW-000001,RW-000002")]


def test_with_a_critical_score_of_1_even_a_certain_case_waits_for_the_morning(house: House) -> None:
    night = QuietHours(start=time(11), end=time(13))
    house.recipients = (
        replace(OFFICER, quiet_hours=night, critical_score=1.0),
        replace(OFFICER, email="awake@bureau.example", quiet_hours=night, critical_score=0.99),
    )
    with house.store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        filed = tx.cases.judge(row, "acme", [verdict(score=1.0)], house.clock.now())
        assert filed is not None
        news(tx, filed[0])
    assert [to for to, _ in told(house)] == ["awake@bureau.example"]
    house.clock.pass_by(timedelta(hours=1))
    assert [to for to, _ in told(house)] == [OFFICER.email]


def test_a_case_is_told_again_until_somebody_answers(house: House) -> None:
    house.recipients = (replace(OFFICER, repeat_s=DAY.total_seconds()),)
    open_cases(house, "1", "2")
    assert len(told(house)) == 2
    house.clock.pass_by(DAY - MINUTE)
    assert told(house) == []
    house.clock.pass_by(MINUTE)
    assert told(house) == [("officer@bureau.example", "RW-000001,RW-000002")]
    acknowledge(house.store, "RW-000001", "Li", house.clock.now())
    house.clock.pass_by(DAY)
    assert told(house) == [("officer@bureau.example", "RW-000002")]
    decide(house, "RW-000002", CaseState.CONFIRMED)
    house.clock.pass_by(DAY)
    assert told(house) == []


def test_a_reminder_that_was_answered_while_it_waited_is_held_back_with_the_reason(
    house: House,
) -> None:
    night = QuietHours(start=time(11), end=time(13))
    house.clock.pass_by(timedelta(hours=1))
    patience_s = (DAY - timedelta(minutes=30)).total_seconds()
    house.recipients = (replace(OFFICER, repeat_s=patience_s, quiet_hours=night),)
    open_cases(house, "1")
    assert len(told(house)) == 1
    house.clock.pass_by(timedelta(seconds=patience_s))
    assert told(house) == []  # it waits for the end of the quiet hours
    acknowledge(house.store, "RW-000001", "Li", house.clock.now())
    house.clock.pass_by(timedelta(hours=1))
    assert told(house) == []
    assert events(house, CaseEventKind.HELD_BACK) == [
        f"letter to {OFFICER.email}: somebody has answered"
    ]


def test_a_case_that_was_told_at_two_grades_is_told_again_once_a_day(house: House) -> None:
    reader = replace(OFFICER, from_grade=Grade.REVIEW, repeat_s=DAY.total_seconds())
    house.recipients = (reader,)
    for grade in (Grade.REVIEW, Grade.ALERT):
        with house.store.transaction() as tx:
            news(tx, open_case(tx, grade=grade))
        assert len(told(house)) == 1
        house.clock.pass_by(MINUTE)
    for _ in range(2):
        house.clock.pass_by(DAY - 2 * MINUTE)
        assert told(house) == []  # the alert reminds from now on
        house.clock.pass_by(2 * MINUTE)
        assert told(house) == [(OFFICER.email, "RW-000001")]


def test_a_case_that_nobody_answers_goes_to_the_next_contact_once(house: House) -> None:
    house.recipients = (replace(OFFICER, escalate_to=HEAD.email), HEAD)
    open_cases(house, "1", "2")
    assert {to for to, _ in told(house)} == {OFFICER.email}
    acknowledge(house.store, "RW-000002", "Li", house.clock.now())
    house.clock.pass_by(2 * DAY)
    assert told(house) == [(HEAD.email, "RW-000001")]
    house.clock.pass_by(5 * DAY)
    assert told(house) == []


def test_a_contact_who_heard_of_the_case_already_is_told_nothing_twice(house: House) -> None:
    house.recipients = (replace(OFFICER, escalate_to=HEAD.email), replace(HEAD, assets=("*",)))
    open_cases(house, "1")
    assert len(told(house)) == 2
    house.clock.pass_by(2 * DAY)
    assert told(house) == []


@pytest.mark.parametrize("decision", [CaseState.DISMISSED, CaseState.LICENSED])
def test_what_was_closed_before_its_letter_is_told_to_nobody(
    house: House, decision: CaseState
) -> None:
    daily = replace(OFFICER, email="daily@bureau.example", delivery=Delivery.DAILY)
    house.recipients = (OFFICER, daily)
    open_cases(house, "1", "2")
    told(house)
    decide(house, "RW-000001", decision)
    house.clock.pass_by(DAY)
    assert told(house) == [(daily.email, "RW-000002")]
    assert events(house, CaseEventKind.HELD_BACK) == [
        f"letter to {daily.email}: the case is {decision.value}"
    ]


def test_news_of_a_closed_case_are_held_back_with_the_reason(house: House) -> None:
    open_cases(house, "1")
    decide(house, "RW-000001", CaseState.LICENSED)
    assert told(house) == []
    assert events(house, CaseEventKind.HELD_BACK) == [
        "letter to officer@bureau.example: the case is licensed"
    ]


def test_a_case_that_is_open_already_is_not_told_twice(house: House) -> None:
    open_cases(house, "1")
    told(house)
    with house.store.transaction() as tx:
        again = tx.cases.add_event(1, CaseEventKind.SEALED, house.clock.now(), by="rightswatch")
        tx.outbox.announce(1, again.id, house.clock.now())
    assert told(house) == []
    (note,) = events(house, CaseEventKind.HELD_BACK)
    assert "the case is open already" in note


def test_what_a_silence_held_is_told_after_its_end_unless_it_was_answered(house: House) -> None:
    now = house.clock.now()
    silence = Silence(
        id=0,
        asset="acme",
        seller="bob",
        market="shop.example",
        because="a raid is under way",
        by="Li",
        made_at=now,
        until=now + DAY,
    )
    with house.store.transaction() as tx:
        tx.silences.add(silence)
    open_cases(house, "1", "2")
    open_cases(house, "3", seller="eve")
    assert told(house) == [(OFFICER.email, "RW-000003")]
    decide(house, "RW-000001", CaseState.DISMISSED)
    house.clock.pass_by(DAY)
    assert told(house) == [(OFFICER.email, "RW-000002")]


def test_a_silence_that_is_lifted_lets_letters_go_at_once(house: House) -> None:
    now = house.clock.now()
    silence = Silence(
        id=0,
        asset="*",
        seller=None,
        market=None,
        because="test",
        by="Li",
        made_at=now,
        until=now + DAY,
    )
    with house.store.transaction() as tx:
        number = tx.silences.add(silence)
    open_cases(house, "1")
    assert told(house) == []
    with house.store.transaction() as tx:
        assert tx.silences.lift(number, now)
        tx.hearings.look_again(now)
    assert told(house) == [(OFFICER.email, "RW-000001")]


def test_whoever_is_no_recipient_any_more_is_told_nothing(house: House) -> None:
    house.recipients = (replace(OFFICER, delivery=Delivery.DAILY),)
    open_cases(house, "1")
    assert told(house) == []
    house.recipients = (HEAD,)
    house.clock.pass_by(DAY)
    assert told(house) == []
    with house.store.transaction() as tx:
        assert tx.hearings.waiting(9) == []
    assert events(house, CaseEventKind.HELD_BACK) == [
        f"letter to {OFFICER.email}: {OFFICER.email} is no recipient any more"
    ]


@dataclass
class RefusesOne:
    """A channel that one receiver's letters do not get through."""

    name: str = "post"
    taken: list[str] = field(default_factory=list)

    def send(self, alert: Alert) -> None:
        if alert.to == OFFICER.email:
            raise DeliveryFailed(self.name, "the box is full")
        self.taken.append(alert.to)


@dataclass
class Stumbles:
    """A writer whom one case brings down."""

    writer: PlainWriter
    channel: str = "post"

    def write(self, letter: Letter) -> Alert:
        if any(story.file.case.number == "RW-000001" for story in letter.stories):
            message = "a hostile title"
            raise ValueError(message)
        return self.writer.write(letter)


def test_an_address_that_fails_holds_nobody_else_up(house: House) -> None:
    house.recipients = (OFFICER, replace(HEAD, assets=("*",)))
    open_cases(house, *"123456789")
    house.write()
    channel, tried = RefusesOne(), 0
    while found := send_due(house.store, channel, house.lease(), house.clock):
        tried += found
    assert len(channel.taken) == 9
    assert tried == 10  # one try cost one wait; his other eight letters wait with it


def test_a_letter_that_cannot_be_written_holds_no_other_up(house: House) -> None:
    open_cases(house, "1", "2")
    post = replace(house.post(), writers={"email": Stumbles(PlainWriter())})
    assert write_due(house.store, post, house.lease(), house.clock) == 1
    assert told(house) == [(OFFICER.email, "RW-000002")]
    house.clock.pass_by(MINUTE)
    assert told(house) == [(OFFICER.email, "RW-000001")]


def test_one_case_that_cannot_be_written_waits_alone(house: House) -> None:
    house.recipients = (replace(OFFICER, delivery=Delivery.DAILY, most_an_hour=1),)
    open_cases(house, *"12345")
    house.write()
    house.clock.pass_by(DAY)
    post = replace(house.post(), writers={"email": Stumbles(PlainWriter())})
    assert write_due(house.store, post, house.lease(), house.clock) == 2
    assert told(house) == [
        (OFFICER.email, "RW-000002"),
        (OFFICER.email, "RW-000003,RW-000004,RW-000005"),
    ]
    with house.store.transaction() as tx:
        (waiting,) = tx.hearings.waiting(9)
    assert (waiting.new.case_id, waiting.due) == (1, house.clock.now() + MINUTE)


def test_a_recipient_with_two_channels_has_a_row_in_each(house: House) -> None:
    house.recipients = (replace(OFFICER, channels=("email", "siem")),)
    open_cases(house, "1")
    writers = {"email": PlainWriter(), "siem": WebhookWriter(channel="siem")}
    post = replace(house.post(), writers=writers)
    assert write_due(house.store, post, house.lease(), house.clock) == 1
    with house.store.transaction() as tx:
        lines = {(line.channel, line.to): line.key for line in tx.outbox.lines()}
    assert set(lines) == {("post", OFFICER.email), ("siem", "siem")}
    assert lines["siem", "siem"] == f"{lines['post', OFFICER.email]}:siem"
    refusing = RefusesOne(name="post")
    assert send_due(house.store, refusing, house.lease(), house.clock) == 1
    siem = RefusesOne(name="siem")
    assert send_due(house.store, siem, house.lease(), house.clock) == 1
    assert (refusing.taken, siem.taken) == ([], ["siem"])
