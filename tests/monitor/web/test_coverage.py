"""Coverage and health: what was not seen is told, by source; nobody learns of rights not theirs."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.domain.person import Person
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.ports.store import Lease, Transaction
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.contracts.store.made import alert
from tests.monitor.web.conftest import HOLDER, OFFICER, OPERATOR, READER, Browser, HandClock
from tests.monitor.web.made import opened


def visited(store: SqlStore, clock: HandClock, outcome: VisitOutcome, because: str = "x") -> None:
    target = Target(source_id="shop", url="https://shop.example/", kind=TargetKind.HOME)
    now = clock.now()
    visit = Visit(
        target_id=None, target=target, outcome=outcome, started_at=now, ended_at=now,
        because=because, retry_after_s=3600.0 if outcome is VisitOutcome.CHALLENGE else None,
    )  # fmt: skip
    with store.transaction() as tx:
        tx.visits.record(visit)


def given_up(tx: Transaction, now: datetime, because: str) -> None:
    tx.outbox.queue(replace(alert(), to="gone@bureau.example"), now)
    claim = Lease(owner="one", now=now, until=now + timedelta(minutes=1))
    (letter,) = tx.outbox.claim(claim, "email", 1)
    assert tx.outbox.dead(letter.id, because, "one")


def test_an_operator_sees_what_was_not_seen(desk: Desk, store: SqlStore, clock: HandClock) -> None:
    for outcome in (VisitOutcome.READ, VisitOutcome.ROBOTS, VisitOutcome.CHALLENGE):
        visited(store, clock, outcome)
    opened(desk)
    operator = Browser(desk).sign_in(OPERATOR)
    text = operator.get("/coverage").text
    for told in (
        "refused by robots.txt 1", "wall: a challenge 1", "it never ran here", "GB free",
        "0 of 1 found", "never seen", "None.", "2026-05-04 09:30",
    ):  # fmt: skip
        assert told in text, told
    assert "ACME shoe" not in text
    clock.turn(days=3)
    operator = Browser(desk).sign_in(OPERATOR)
    assert "wall: a challenge" not in operator.get("/coverage?days=1").text
    assert "wall: a challenge 1" in operator.get("/coverage?days=30").text
    assert operator.get("/coverage?days=999").text.count("aria-current") == 2


def test_a_daemon_that_beats_and_letters_given_up_are_told(
    officer: Browser, store: SqlStore, clock: HandClock
) -> None:
    with store.transaction() as tx:
        tx.beats.beat("supervisor", clock.now())
        given_up(tx, clock.now(), "550 <no> such user")
    text = officer.get("/coverage").text
    assert "last sign of life 0 s ago" in text
    assert "gone@bureau.example" in text
    assert "550 &lt;no&gt; such user" in text
    officer.post("/language", language="zh")
    text = officer.get("/coverage").text
    for told in ("守护进程", "已放弃的邮件", "从未见到", "7 天"):
        assert told in text


@pytest.mark.parametrize(("person", "opens"), [(HOLDER, False), (READER, True), (OFFICER, True)])
def test_rights_holders_do_not_oversee(desk: Desk, person: Person, *, opens: bool) -> None:
    browser = Browser(desk).sign_in(person)
    assert (browser.get("/coverage").status_code == 200) is opens


def test_who_sees_one_holder_learns_nothing_of_others(desk: Desk, store: SqlStore) -> None:
    narrow = replace(READER, email="one@zorvex.example", holders=("zorvex",))
    desk.people[narrow.email] = narrow  # type: ignore[index]
    with store.transaction() as tx:
        given_up(tx, desk.clock.now(), "no such user")
    text = Browser(desk).sign_in(narrow).get("/coverage").text
    for kept in ("planted", "gone@bureau.example", "Signals"):
        assert kept not in text, kept
