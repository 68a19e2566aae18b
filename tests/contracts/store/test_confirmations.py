"""What people confirmed, and took back, as whoever asks again and again reads it."""

import threading

from monitor.domain.case import CaseState
from monitor.domain.review import Review
from monitor.ports.store import Transaction
from monitor.store.database import SqlStore
from tests.contracts.store.made import after, open_case, sighting, verdict


def decide(tx: Transaction, number: str, decision: CaseState, at: float) -> None:
    judgement = Review(case_number=number, decision=decision, by="li", at=after(at), note="seen")
    tx.cases.review(judgement)


def test_confirmations_and_what_takes_them_back_are_told_in_their_order(store: SqlStore) -> None:
    with store.transaction() as tx:
        one, two = open_case(tx, "1"), open_case(tx, "2")
        decide(tx, one.number, CaseState.DISMISSED, 1)
        decide(tx, one.number, CaseState.CONFIRMED, 2)
        decide(tx, two.number, CaseState.CONFIRMED, 3)
        decide(tx, one.number, CaseState.OPEN, 4)
        decide(tx, one.number, CaseState.LICENSED, 5)
    with store.reading() as tx:
        told = tx.confirmations.after(0, 10)
        assert [(t.case_id, t.stands, t.at, t.by, t.note) for t in told] == [
            (one.id, True, after(2), "li", "seen"),
            (two.id, True, after(3), "li", "seen"),
            (one.id, False, after(4), "li", "seen"),
        ]
        assert tx.confirmations.after(told[0].id, 1) == [told[1]]
        assert tx.confirmations.after(told[-1].id, 10) == []


def test_whoever_sees_one_holders_cases_is_told_of_no_others(store: SqlStore) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        for holder in ("acme", "zorvex"):
            filed = tx.cases.judge(row, holder, [verdict()], after(0))
            assert filed is not None
            decide(tx, filed[0].number, CaseState.CONFIRMED, 1)
            case_id = filed[0].id
    with store.reading() as tx:
        assert len(tx.confirmations.after(0, 10)) == 2
        assert [t.case_id for t in tx.confirmations.after(0, 10, ("zorvex",))] == [case_id]
        assert tx.confirmations.after(0, 10, ()) == []


def test_none_is_missed_where_two_decide_at_the_same_time(store: SqlStore) -> None:
    """The first to begin is the last to commit; its number is the smaller one."""
    with store.transaction() as tx:
        slow, quick = open_case(tx, "1"), open_case(tx, "2")
    begun, done = threading.Event(), threading.Event()

    def decide_slowly() -> None:
        with store.transaction() as tx:
            decide(tx, slow.number, CaseState.CONFIRMED, 1)
            begun.set()
            done.wait(60)

    def decide_quickly() -> None:
        with store.transaction() as tx:  # waits for the other one on SQLite
            decide(tx, quick.number, CaseState.CONFIRMED, 2)

    read: list[int] = []

    def follow() -> None:
        last = 0
        while len(read) < 2:
            with store.reading() as tx:
                for told in tx.confirmations.after(last, 1):
                    last = told.id
                    read.append(told.case_id)

    tasks = (decide_slowly, decide_quickly, follow)
    threads = [threading.Thread(target=task, daemon=True) for task in tasks]
    threads[0].start()
    assert begun.wait(60)
    threads[1].start()
    threads[1].join(0.3)
    threads[2].start()
    threads[2].join(0.3)
    done.set()
    for thread in threads:
        thread.join(60)
    assert sorted(read) == [slow.id, quick.id]
