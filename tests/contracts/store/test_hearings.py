"""Hearings and silences: who is to hear of what, once, and until when nothing is told."""

from dataclasses import replace

from monitor.domain.alert import Occasion
from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.review import Review
from monitor.domain.rhythm import Group
from monitor.domain.verdict import Grade
from monitor.ports.store import Hearing, Store, Transaction
from tests.contracts.store.made import HOUR_S, NOON, after, hearing, news, open_case, silence

LI, WU = "li@bureau.example", "wu@bureau.example"


def due(tx: Transaction, recipient: str = LI, at: float = 0.0) -> list[Hearing]:
    return list(tx.hearings.due(recipient, after(at)))


def test_a_hearing_is_noted_once_a_recipient_event_and_turn(store: Store) -> None:
    with store.transaction() as tx:
        event = news(tx, open_case(tx))
        assert tx.hearings.add(hearing(event), NOON)
        assert not tx.hearings.add(hearing(event, critical=True), NOON)
        assert tx.hearings.add(hearing(event, turn=1, occasion=Occasion.REMINDER), NOON)
        assert tx.hearings.add(hearing(event, WU), after(5))
        assert [one.new for one in due(tx)] == [
            hearing(event),
            hearing(event, turn=1, occasion=Occasion.REMINDER),
        ]
        assert tx.hearings.recipients(NOON) == [LI]
        assert tx.hearings.recipients(after(5)) == [LI, WU]


def test_what_waits_of_a_group_comes_along_when_it_is_asked_for(store: Store) -> None:
    others = [
        Group(asset_id="acme-word", seller="s-8", market="shop.example"),
        Group(asset_id="acme-word", seller="s-7", market="mall.example"),
    ]
    with store.transaction() as tx:
        case = open_case(tx)
        events = [news(tx, case) for _ in range(5)]
        tx.hearings.add(hearing(events[0]), NOON)
        tx.hearings.add(hearing(events[1], since=after(2)), after(60))
        tx.hearings.add(hearing(events[2], since=after(1)), after(60))
        for event, group in zip(events[3:], others, strict=True):
            tx.hearings.add(hearing(event, group=group), after(60))
        tx.hearings.add(hearing(events[0], WU), after(60))
        assert [one.new.event_id for one in due(tx)] == [events[0].id]
        along = tx.hearings.along(LI, {hearing(events[0]).group}, NOON)
        assert [one.new.event_id for one in along] == [events[2].id, events[1].id]
        assert tx.hearings.along(LI, set(), NOON) == []
        assert [one.due for one in tx.hearings.waiting(2)] == [NOON, after(60)]


def test_many_recipients_are_noted_at_once_and_each_of_them_once(store: Store) -> None:
    with store.transaction() as tx:
        event = news(tx, open_case(tx))
        tx.hearings.add(hearing(event, WU), NOON)
        people = [f"{n}@bureau.example" for n in range(1200)]
        each = [(hearing(event, email), NOON) for email in (*people, WU)]
        assert tx.hearings.add_all(each) == set(people)
        assert tx.hearings.add_all(each[:3]) == set()
        assert tx.hearings.add_all([]) == set()
        assert len(tx.hearings.waiting(9999)) == 1201


def test_what_is_due_comes_oldest_first_whatever_was_noted_first(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        events = [news(tx, case) for _ in range(3)]
        for event, since in zip(events, (9, 3, 3), strict=True):
            tx.hearings.add(hearing(event, since=after(since)), NOON)
        oldest_first = [events[1].id, events[2].id, events[0].id]
        assert [one.new.event_id for one in due(tx)] == oldest_first


def test_a_letter_tells_a_hearing_once_whoever_writes_it(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for event in (news(tx, case), news(tx, case)):
            tx.hearings.add(hearing(event), NOON)
        first, second = (one.id for one in due(tx))
        assert tx.hearings.told([first], "k1", after(1), repeat_at=after(9), escalate_at=after(8))
        assert not tx.hearings.told([first, second], "k2", after(2))
        assert due(tx) == []
        (telling, *others) = tx.hearings.tellings(LI, NOON)
        assert (telling.key, telling.at, telling.group.seller) == ("k1", after(1), "s-7")
        assert [one.key for one in others] == ["k2"]
        assert tx.hearings.tellings(LI, after(2)) == []
        assert tx.hearings.tellings(WU, NOON) == []


def test_a_letter_of_many_hearings_is_one_telling_a_group(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for _ in range(1200):
            event = tx.cases.add_event(case.id, CaseEventKind.SEALED, NOON, by="rightswatch")
            tx.hearings.add(hearing(event), NOON)
        ids = [one.id for one in due(tx)]
        tx.hearings.put_off(ids, after(5))
        assert (due(tx), len(due(tx, at=5))) == ([], 1200)
        assert tx.hearings.told(ids, "k1", after(6))
        assert len(tx.hearings.tellings(LI, NOON)) == 1


def test_what_was_told_is_looked_at_again_for_an_answer(store: Store) -> None:
    with store.transaction() as tx:
        event = news(tx, open_case(tx))
        tx.hearings.add(hearing(event), NOON)
        (one,) = due(tx)
        tx.hearings.told([one.id], "k1", NOON, repeat_at=after(60), escalate_at=after(90))
        assert tx.hearings.to_repeat(after(59), 9) == []
        assert [found.id for found in tx.hearings.to_repeat(after(60), 9)] == [one.id]
        assert tx.outbox.waiting(after(60)) == 2  # it, and the news itself
        tx.hearings.repeated(one.id)
        assert tx.hearings.to_repeat(after(99), 9) == []
        assert [found.id for found in tx.hearings.to_escalate(after(99), 9)] == [one.id]
        tx.hearings.escalated(one.id)
        assert tx.hearings.to_escalate(after(99), 9) == []


def test_what_is_held_back_is_never_due_and_counts_as_unheard(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        first, second = news(tx, case), news(tx, case)
        assert tx.hearings.add(hearing(first, held_back="the case is licensed"), NOON)
        assert (due(tx), tx.hearings.heard(case.id, 0)) == ([], {})
        tx.hearings.add(hearing(second, grade=Grade.REVIEW), NOON)
        tx.hearings.add(hearing(second, WU, grade=Grade.ALERT), NOON)
        tx.hearings.add(hearing(first, WU, grade=Grade.REVIEW), NOON)
        assert tx.hearings.heard(case.id, 0) == {LI: Grade.REVIEW, WU: Grade.ALERT}
        assert tx.hearings.heard(case.id, second.id) == {}
        tx.hearings.hold_back([one.id for one in due(tx)], "the case is dismissed")
        assert (due(tx), tx.hearings.heard(case.id, 0)) == ([], {WU: Grade.ALERT})


def test_everything_that_waits_can_be_looked_at_again(store: Store) -> None:
    with store.transaction() as tx:
        event = news(tx, open_case(tx))
        tx.hearings.add(hearing(event), after(60))
        tx.hearings.look_again(after(1))
        assert len(due(tx, at=1)) == 1


def test_a_case_waits_for_an_answer_until_somebody_decides_or_acknowledges(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        event = news(tx, case)
        assert tx.cases.awaits_answer(case.id, event.id)
        tx.cases.add_event(case.id, CaseEventKind.ACKNOWLEDGED, NOON, by="Li")
        assert not tx.cases.awaits_answer(case.id, event.id)
        assert tx.cases.awaits_answer(case.id, news(tx, case).id)
        yes = CaseState.CONFIRMED
        tx.cases.review(Review(case_number=case.number, decision=yes, by="Li", at=NOON))
        assert not tx.cases.awaits_answer(case.id, event.id)
        assert tx.cases.states([case.id, 999]) == {case.id: yes}


def test_a_silence_stands_until_it_ends_or_is_lifted_and_is_never_lost(store: Store) -> None:
    with store.transaction() as tx:
        first = tx.silences.add(silence())
        second = tx.silences.add(silence(seller="s-7", because="同一案件"))
        assert [one.id for one in tx.silences.standing(NOON)] == [first, second]
        assert tx.silences.standing(after(HOUR_S)) == []
        assert tx.silences.lift(first, after(9))
        assert not tx.silences.lift(first, after(10))
        assert not tx.silences.lift(second, after(HOUR_S))
        assert not tx.silences.lift(999, NOON)
        (standing,) = tx.silences.standing(after(9))
        assert standing == silence(id=second, seller="s-7", because="同一案件")
        lifted = replace(silence(), id=first, lifted_at=after(9))
        assert tx.silences.all() == [standing, lifted]
        assert lifted.end == after(9)
