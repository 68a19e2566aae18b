"""The outbox: every event told once, every message sent once, whatever dies in between."""

import threading
from dataclasses import replace

import pytest

from monitor.domain.alert import OPERATORS, DeliveryState
from monitor.ports.store import Store
from tests.contracts.store.made import NOON, after, alert, hearing, lease, news, open_case


def test_an_event_is_announced_and_told_once(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        event = news(tx, case)
        tx.outbox.announce(case.id, event.id, after(5))
        assert tx.outbox.claim_news(lease(), 9) == [(case.id, event.id)]
        assert tx.outbox.claim_news(lease("two"), 9) == []
        assert not tx.outbox.told(event.id, "two")
        assert tx.outbox.told(event.id, "one")
        assert not tx.outbox.told(event.id, "one")
        tx.outbox.announce(case.id, event.id, after(5))
        assert tx.outbox.claim_news(lease(at=60), 9) == []


def test_news_are_taken_oldest_first_and_taken_over(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        events = [news(tx, case) for _ in range(3)]
        assert [e for _, e in tx.outbox.claim_news(lease("dead"), 2)] == [
            events[0].id,
            events[1].id,
        ]
        assert [e for _, e in tx.outbox.claim_news(lease("heir", at=19), 9)] == [events[2].id]
        assert [e for _, e in tx.outbox.claim_news(lease("heir", at=20), 9)] == [
            events[0].id,
            events[1].id,
        ]
        assert not tx.outbox.told(events[0].id, "dead")
        assert tx.outbox.waiting(after(20)) == 3


def test_a_message_is_queued_once_by_its_key(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.outbox.queue(alert(), NOON)
        assert not tx.outbox.queue(alert(), after(1))
        other = replace(alert("k2"), to="wu@bureau.example")
        assert tx.outbox.queue(other, after(1))
        queued = tx.outbox.claim(lease(at=9), "email", 9)
        assert [(q.alert, q.attempts, q.queued_at) for q in queued] == [
            (alert(), 1, NOON),
            (other, 1, after(1)),
        ]


def test_a_receiver_who_fails_holds_nobody_else_up_and_none_of_his_letters_another(
    store: Store,
) -> None:
    with store.transaction() as tx:
        for key in ("k1", "k2", "k3"):
            tx.outbox.queue(alert(key), NOON)
        tx.outbox.queue(replace(alert("w1"), to="wu@bureau.example"), after(1))
        tx.outbox.queue(replace(alert("h1"), channel="hook"), NOON)
        first, other = tx.outbox.claim(lease(at=9), "email", 9)
        assert [q.alert.key for q in (first, other)] == ["k1", "w1"]
        assert tx.outbox.retry(first.id, "the box is full", after(60), "one")
        assert tx.outbox.sent(other.id, "one", after(9))
        assert tx.outbox.claim(lease(at=59), "email", 9) == []
        (second,) = tx.outbox.claim(lease(at=60), "email", 9)
        assert second.alert.key == "k2"
        assert tx.outbox.sent(second.id, "one", after(60))
        (third,) = tx.outbox.claim(lease(at=61), "email", 9)
        assert third.alert.key == "k3"
        assert [q.alert.key for q in tx.outbox.claim(lease(at=9), "hook", 9)] == ["h1"]


def test_a_message_is_sent_by_whoever_holds_it(store: Store) -> None:
    with store.transaction() as tx:
        tx.outbox.queue(alert(), NOON)
        (queued,) = tx.outbox.claim(lease("slow"), "email", 9)
        assert tx.outbox.claim(lease("heir", at=19), "email", 9) == []
        (again,) = tx.outbox.claim(lease("heir", at=20), "email", 9)
        assert (again.id, again.attempts) == (queued.id, 2)
        assert not tx.outbox.sent(queued.id, "slow", after(21))
        assert not tx.outbox.retry(queued.id, "late", after(60), "slow")
        assert not tx.outbox.dead(queued.id, "late", "slow")
        assert tx.outbox.sent(queued.id, "heir", after(22))
        assert not tx.outbox.sent(queued.id, "heir", after(23))
        assert not tx.outbox.queue(alert(), after(24))
        (line,) = tx.outbox.lines()
        assert (line.state, line.sent_at, line.next_try, line.error) == (
            DeliveryState.SENT,
            after(22),
            None,
            None,
        )


def test_a_message_that_was_not_taken_waits(store: Store) -> None:
    with store.transaction() as tx:
        tx.outbox.queue(alert(), NOON)
        (queued,) = tx.outbox.claim(lease(), "email", 9)
        assert tx.outbox.retry(queued.id, "greylisted", after(60), "one")
        assert tx.outbox.waiting(after(59)) == 0
        assert tx.outbox.waiting(after(60)) == 1
        assert tx.outbox.claim(lease(at=59), "email", 9) == []
        (line,) = tx.outbox.lines(DeliveryState.DUE)
        assert (line.error, line.next_try, line.attempts) == ("greylisted", after(60), 1)
        (again,) = tx.outbox.claim(lease(at=60), "email", 9)
        assert again.attempts == 2
        assert tx.outbox.dead(again.id, "no such address", "one")
        assert tx.outbox.claim(lease(at=999), "email", 9) == []
        (line,) = tx.outbox.lines(DeliveryState.DEAD)
        assert (line.error, line.next_try, line.sent_at) == ("no such address", None, None)


def test_lines_are_shown_newest_first_without_their_content(store: Store) -> None:
    with store.transaction() as tx:
        for key in ("k1", "k2", "k3"):
            tx.outbox.queue(alert(key), NOON)
        lines = tx.outbox.lines(limit=2)
        assert [line.key for line in lines] == ["k3", "k2"]
        assert lines[0].to == "officer@bureau.example"
        assert lines[0].message_id == "<k3@rightswatch>"
        assert tx.outbox.lines(DeliveryState.SENT) == []


def test_what_is_due_now_or_leased_waits(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.outbox.waiting(NOON) == 0
        case = open_case(tx)
        event = news(tx, case)
        tx.outbox.queue(alert(), after(5))
        assert tx.outbox.waiting(NOON) == 1
        tx.outbox.claim_news(lease(), 9)
        assert tx.outbox.waiting(after(5)) == 2
        tx.outbox.told(event.id, "one")
        assert tx.outbox.waiting(after(5)) == 1
        tx.hearings.add(hearing(event), after(5))
        assert (tx.outbox.waiting(after(4)), tx.outbox.waiting(after(5))) == (0, 2)


def test_a_lease_covers_everything_its_owner_holds(store: Store) -> None:
    with store.transaction() as tx:
        news(tx, open_case(tx))
        tx.outbox.queue(alert(), NOON)
        tx.outbox.claim_news(lease(), 9)
        tx.outbox.claim(lease(), "email", 9)
        tx.sightings.claim_for_matching(lease(), 9)
        assert tx.leases.renew(lease(at=15)) == 3
        assert tx.leases.renew(lease("two", at=15)) == 0
        heir = lease("two", at=34)
        assert not tx.outbox.claim(heir, "email", 9)
        assert not tx.outbox.claim_news(heir, 9)
        assert not tx.sightings.claim_for_matching(heir, 9)


@pytest.mark.parametrize("name", ["supervisor", "监督"])
def test_the_last_sign_of_life_stands(store: Store, name: str) -> None:
    with store.transaction() as tx:
        assert tx.beats.last(name) is None
        tx.beats.beat(name, NOON, "starting")
        tx.beats.beat(name, after(5))
        tx.beats.beat("other", after(9), "note")
        assert tx.beats.last(name) == (after(5), "")


def test_the_operator_hears_of_all_trouble_when_the_first_is_due(store: Store) -> None:
    with store.transaction() as tx:
        for key in ("k1", "k2", "k3"):
            tx.outbox.queue(replace(alert(key), to=f"{key}@bureau.example"), NOON)
        k1, k2, _ = tx.outbox.claim(lease(), "email", 9)
        tx.outbox.retry(k1.id, "451 later", after(30), "one", tell_at=after(600))
        tx.outbox.dead(k2.id, "550 no such user", "one", tell_at=after(700))
        assert tx.outbox.troubles(after(599)) == ()
        first, second = tx.outbox.troubles(after(600))
        assert (first.key, first.attempts, first.given_up) == ("k1", 1, False)
        assert (second.because, second.given_up) == ("550 no such user", True)
        tx.outbox.troubles_told(["k1", "k2"])
        assert tx.outbox.troubles(after(9999)) == ()


def test_of_two_processes_that_ask_after_trouble_one_tells_it(store: Store) -> None:
    with store.transaction() as tx:
        tx.outbox.queue(alert(), NOON)
        tx.addresses.stop("li@b.example", "no such user", NOON, after(1))
        (queued,) = tx.outbox.claim(lease(), "email", 9)
        tx.outbox.dead(queued.id, "no such user", "one", tell_at=after(1))
    heard: list[object] = []

    def ask() -> None:
        with store.transaction() as tx:
            heard.extend([*tx.outbox.troubles(after(9)), *tx.addresses.untold(after(9))])

    other = threading.Thread(target=ask)
    with store.transaction() as tx:
        told = [one.key for one in tx.outbox.troubles(after(9))]
        stopped = [one.address for one in tx.addresses.untold(after(9))]
        other.start()
        other.join(timeout=0.3)  # it waits for the end of this transaction
        tx.outbox.troubles_told(told)
        tx.addresses.told(stopped)
    other.join(timeout=60)
    assert (told, stopped, heard) == (["k1"], ["li@b.example"], [])


def test_keys_that_stand_in_the_outbox_are_known_sent_or_not(store: Store) -> None:
    with store.transaction() as tx:
        tx.outbox.queue(alert(), NOON)
        assert tx.outbox.standing(["k1", "k2"]) == {"k1"}
        assert tx.outbox.standing([]) == frozenset()


def test_what_came_back_is_given_up_once_though_it_was_sent(store: Store) -> None:
    with store.transaction() as tx:
        own = replace(alert(f"{OPERATORS}1"), to="ops@bureau.example")
        for sent in (alert(), own):
            tx.outbox.queue(sent, NOON)
        assert tx.outbox.came_back(alert().message_id, "5.1.1", after(9)) is None
        for queued in tx.outbox.claim(lease(), "email", 9):
            tx.outbox.sent(queued.id, "one", after(1))
        assert tx.outbox.came_back("<unknown@house>", "5.1.1", after(9)) is None
        assert tx.outbox.came_back(alert().message_id, "5.1.1", after(9)) == alert().to
        assert tx.outbox.came_back(alert().message_id, "5.1.1", after(9)) is None
        assert tx.outbox.came_back(own.message_id, "5.1.1", after(9)) == own.to
        (trouble,) = tx.outbox.troubles(after(9))  # none of the operator's own
        assert (trouble.key, trouble.given_up) == ("k1", True)


def test_what_was_given_up_is_sent_again_or_let_go_as_a_person_says(store: Store) -> None:
    with store.transaction() as tx:
        for key, to in (("k1", "li@b.example"), ("k2", "li@b.example"), ("k3", "wu@b.example")):
            tx.outbox.queue(replace(alert(key), to=to), NOON)
        for at in (0, 1):
            for queued in tx.outbox.claim(lease(at=at), "email", 9):
                tx.outbox.dead(queued.id, "no such user", "one", tell_at=after(60))
        assert tx.outbox.given_up() == {"li@b.example": 2, "wu@b.example": 1}
        assert tx.outbox.drop("wu@b.example") == 1
        assert tx.outbox.send_again("li@b.example", after(90)) == 2
        assert tx.outbox.send_again("wu@b.example", after(90)) == 0
        assert tx.outbox.given_up() == {}
        assert tx.outbox.troubles(after(999)) == ()
        (again,) = tx.outbox.claim(lease(at=90), "email", 9)
        assert (again.attempts, again.queued_at) == (1, after(90))
        assert [line.key for line in tx.outbox.lines(DeliveryState.DROPPED)] == ["k3"]
