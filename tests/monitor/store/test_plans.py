"""No step looks through a whole table: SQLite is asked how it would run each statement."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from monitor.domain.case import Case, LiveState
from monitor.domain.listing import Listing
from monitor.domain.target import Batch, TargetKind
from monitor.ports.store import CaseQuery, Transaction
from monitor.store.database import SqlStore, open_store
from tests.contracts.store.made import (
    HOUR_S,
    NOON,
    after,
    alert,
    bundle,
    hearing,
    lease,
    news,
    open_case,
    sighting,
    silence,
    target,
    visit,
)

Said = list[tuple[str, Any]]
SMALL = {"hosts", "lanes", "silences"}
IN_ORDER = {"cases", "evidence_log"}  # read along an index, and no further than the limit


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/store.db")
    yield opened
    opened.close()


def test_every_step_finds_its_rows_by_an_index(store: SqlStore) -> None:
    said: Said = []

    def listen(_c: object, _u: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401
        said.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", listen)
    with store.transaction() as tx:
        batch = _crawl(tx)
        _decide_and_review(tx)
        _preserve_and_notify(tx)
        tx.targets.release(batch, after(9))
        tx.targets.retire(["mall"])
    event.remove(store._engine, "before_cursor_execute", listen)
    with store._engine.begin() as connection:
        scans = {scan for one in said for scan in _scans(connection, *one)}
    assert not {scan for scan in scans if scan.split()[1] not in SMALL | IN_ORDER}, scans
    assert len(said) > 60


def test_asked_for_targets_are_found_without_passing_the_others(store: SqlStore) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target(str(n)) for n in range(50)], HOUR_S, NOON)
        tx.targets.ask_recheck(target("7"), after(5))
        batch = tx.targets.claim_batch(lease(at=9), ["shop"], 1)
    assert batch is not None
    assert batch.targets[0].target.recheck


def _crawl(tx: Transaction) -> Batch:
    tx.targets.plan([target("1"), target("2")], HOUR_S, NOON)
    tx.targets.ask_recheck(target("3"), NOON)
    batch = tx.targets.claim_batch(lease(), ["shop", "mall"], 10)
    assert batch is not None
    tx.sightings.record(sighting(title="old", at=-1))
    tx.sightings.record(sighting())
    tx.sightings.record(sighting())
    tx.visits.record(visit(target("1")))
    tx.targets.visited(visit(target("1"), row=batch.targets[0].id), after(9), HOUR_S)
    tx.targets.visited(visit(target("4")), after(9), HOUR_S)
    tx.targets.begin_pass(["shop"], NOON)
    tx.targets.forget("shop", TargetKind.SEARCH, due_after=NOON)
    tx.targets.hurry(target("1"), HOUR_S, NOON)
    tx.targets.due(["shop"], NOON)
    tx.targets.rhythm("shop")
    tx.targets.pause_host("shop.example", NOON)
    tx.leases.renew(lease())
    tx.visits.coverage(["shop", "mall"], NOON, NOON)
    return batch


def _decide_and_review(tx: Transaction) -> None:
    for stored in tx.sightings.claim_for_matching(lease(), 9):
        tx.sightings.matched(stored.id, "one")
    tx.sightings.rematch("shop", NOON)
    tx.sightings.unmatched()
    case = open_case(tx, "5")
    open_case(tx, "5")
    tx.cases.file(case.id)
    tx.cases.list(CaseQuery(source_id="shop"))
    tx.cases.due_for_recheck(NOON, 9)
    tx.cases.of_listing_url("shop", "https://shop.example/5")
    tx.cases.looked(case.id, LiveState.REMOVED, agreeing_looks=3, recheck_due=after(9), at=after(5))
    tx.sightings.url_of(case.listing)
    _look_for_relistings(tx, case)


def _look_for_relistings(tx: Transaction, case: Case) -> None:
    again = Listing(market="shop.example", listing_id="again")
    tx.relistings.note(case.id, [7, 8])
    tx.relistings.candidates(again, (7, 8), 8)
    tx.relistings.of_case(case.id)
    tx.relistings.of_listing(again, case.holder_id)
    tx.sightings.span(case.listing)
    tx.sightings.span(case.listing, "shop")
    tx.sightings.newest(case.listing)
    tx.sightings.rematch_of_seller(case.sighting_id, NOON, after(9))
    tx.pictures.families(["ab" * 32])
    tx.pictures.ask_trims(case.listing, NOON)
    tx.pictures.trims_due(9)
    tx.pictures.trimmed("ab" * 32, [b"1" * 32])


def _preserve_and_notify(tx: Transaction) -> None:
    case = open_case(tx, "6")
    tx.captures.order("c1", case.id, case.sighting_id, NOON)
    tx.captures.claim(lease(), 9)
    tx.captures.sealed(bundle("c1"), tx.log.append(bundle("c1"), NOON).index, "one")
    tx.captures.of_case(case.id)
    tx.captures.pending()
    tx.captures.next_due()
    event_of_case = news(tx, case)
    tx.outbox.claim_news(lease(), 9)
    tx.outbox.told(event_of_case.id, "one")
    tx.hearings.add(hearing(event_of_case), NOON)
    tx.hearings.heard(case.id, 0)
    tx.hearings.recipients(NOON)
    tx.hearings.look_again(NOON)
    tx.hearings.put_off([one.id for one in tx.hearings.due("li@bureau.example", NOON)], NOON)
    tx.hearings.along("li@bureau.example", {hearing(event_of_case).group}, NOON)
    tx.hearings.waiting(9)
    tx.hearings.told([1], "k1", NOON, repeat_at=NOON, escalate_at=NOON)
    tx.hearings.tellings("li@bureau.example", after(-9))
    for one in (*tx.hearings.to_repeat(NOON, 9), *tx.hearings.to_escalate(NOON, 9)):
        tx.hearings.repeated(one.id)
        tx.hearings.escalated(one.id)
    tx.hearings.hold_back([1], "told already")
    tx.cases.states([case.id])
    tx.cases.awaits_answer(case.id, event_of_case.id)
    tx.silences.add(silence())
    tx.silences.standing(NOON)
    tx.silences.lift(1, NOON)
    tx.outbox.queue(alert(), NOON)
    for queued in tx.outbox.claim(lease(), "email", 9):
        tx.outbox.sent(queued.id, "one", NOON)
    tx.outbox.waiting(NOON)
    tx.log.entries(1, 5)


def _scans(connection: Connection, statement: str, parameters: Any) -> list[str]:  # noqa: ANN401
    if statement.split(maxsplit=1)[0] not in {"SELECT", "UPDATE", "DELETE"}:
        return []
    one = parameters[0] if isinstance(parameters, list) else parameters
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", one)
    steps = [str(row[3]) for row in plan]
    return [f"{step} | {statement}" for step in steps if _is_whole_table(step)]


def _is_whole_table(step: str) -> bool:
    """A scan of an index that holds only waiting work is no scan of the table.

    Nor is one of what an inner query gave, whose own steps are looked at beside it.
    """
    work = ("_due", "_match_due", "_owner", "_asked", "_alive")
    is_table = step.startswith("SCAN") and not step.startswith("SCAN (")
    return is_table and not step.endswith(work)
