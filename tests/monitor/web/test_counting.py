"""Counts are kept as long as nothing happens, and no longer."""

import itertools

from monitor.domain.case import CaseEventKind, CaseState
from monitor.ports.store import QueueQuery, Tally
from monitor.store.database import SqlStore
from monitor.web.counting import MOST, Counts, tallies
from monitor.web.desk import Desk
from tests.monitor.web.conftest import HOLDER, Browser, HandClock
from tests.monitor.web.made import opened


def test_a_question_is_counted_once_in_each_world() -> None:
    counts, turns = Counts(), itertools.count(1)

    def ask(question: str, world: int) -> int:
        return counts.kept(question, world, lambda: next(turns))

    assert [ask("a", 1), ask("a", 1), ask("b", 1), ask("a", 2), ask("a", 2)] == [1, 1, 2, 3, 3]
    for number in range(MOST):
        ask(f"other {number}", 1)
    assert ask("a", 2) > MOST, "the longest unasked was forgotten"


def test_what_happens_is_counted_at_once(officer: Browser, desk: Desk, clock: HandClock) -> None:
    assert "0 cases" in officer.get("/cases").text
    opened(desk, "1")
    assert "1 cases" in officer.get("/cases").text
    opened(desk, "2", points=70)
    number = opened(desk, "3").number
    officer.post("/decide", case=number, decision="dismissed")
    assert "2 cases" in officer.get("/cases").text
    assert "1 cases" in officer.get("/cases?state=dismissed").text
    opened(desk, "2", points=10)  # seen again: weighed anew, and nothing else happened
    clock.turn(minutes=1)
    assert "0 cases" in officer.get("/cases?harm=high").text


def test_nobody_gets_the_counts_of_another(officer: Browser, desk: Desk, store: SqlStore) -> None:
    opened(desk, "1")
    opened(desk, "2", "ZORVEX bag", asset="zorvex-word")
    assert "2 cases" in officer.get("/cases").text
    assert "1 cases" in Browser(desk).sign_in(HOLDER).get("/cases").text
    with store.reading() as tx:
        assert tx.queue.newest_event() == 2


def test_a_book_of_cases_says_what_the_store_counts(desk: Desk, store: SqlStore) -> None:
    counts, now = Counts(), desk.clock.now()

    def both(holders: tuple[str, ...] | None = None) -> tuple[set[Tally], set[Tally]]:
        query = QueueQuery(holders=holders)
        with store.reading() as tx:
            return set(tallies(counts, tx, query, now)), set(tx.queue.tallies(query))

    assert both() == (set(), set())
    for number, points in enumerate((10, 40, 90), 1):
        opened(desk, str(number), points=points)
        told, counted = both()
        assert told == counted
        assert sum(one.count for one in told) == number
    other = opened(desk, "9", "ZORVEX bag", asset="zorvex-word")
    with store.transaction() as tx:
        tx.cases.set_state(other.id, CaseState.CONFIRMED)
        tx.cases.add_event(other.id, CaseEventKind.REVIEWED, now, by="li", note="")
    for holders in (None, ("acme",), (other.holder_id,), ()):
        told, counted = both(holders)
        assert told == counted
    assert {one.state for one in both()[0]} == {CaseState.OPEN, CaseState.CONFIRMED}


def test_a_decision_reads_the_decided_case_alone(desk: Desk, store: SqlStore) -> None:
    counts, now = Counts(), desk.clock.now()
    first, second = opened(desk, "1"), opened(desk, "2")
    with store.reading() as tx:
        before = tx.queue.newest_event()
        tallies(counts, tx, QueueQuery(), now)
    with store.transaction() as tx:
        tx.cases.set_state(second.id, CaseState.DISMISSED)
        tx.cases.add_event(second.id, CaseEventKind.REVIEWED, now, by="li", note="")
        assert [row for row, _ in tx.queue.kinds(before)] == [second.id]
        assert {row for row, _ in tx.queue.kinds()} == {first.id, second.id}
