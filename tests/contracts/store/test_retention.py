"""Holds and deletions: what is held stays, what is undecided stays, what is buried goes once."""

from datetime import timedelta

import pytest

from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import Case, CaseEventKind, CaseState
from monitor.domain.review import Review
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import NOON, after, bundle, lease, open_case


def sealed_case(tx: Transaction, capture_id: str = "c1", listing_id: str = "1") -> Case:
    case = open_case(tx, listing_id=listing_id)
    tx.captures.order(capture_id, case.id, case.sighting_id, NOON)
    tx.captures.claim(lease(), 9)
    entry = tx.log.append(bundle(capture_id), NOON)
    assert tx.captures.sealed(bundle(capture_id), entry.index, "one")
    return case


def decide(tx: Transaction, case: Case, decision: CaseState, second: int) -> None:
    tx.cases.review(
        Review(case_number=case.number, decision=decision, by="officer", at=after(second))
    )


def expired(tx: Transaction, second: int) -> list[EvidenceBundle]:
    due = tx.retention.expired(CaseState.DISMISSED, after(second), 9)
    return [kept.bundle for kept in due]


def turn(tx: Transaction, case: Case, kind: CaseEventKind) -> None:
    tx.cases.add_event(case.id, kind, NOON, by="counsel", note="a suit")


def test_only_what_was_decided_so_and_long_ago_is_due(store: Store) -> None:
    with store.transaction() as tx:
        case = sealed_case(tx)
        assert expired(tx, 99) == []
        decide(tx, case, CaseState.CONFIRMED, 5)
        assert expired(tx, 99) == []
        decide(tx, case, CaseState.DISMISSED, 10)
        assert expired(tx, 10) == [], "not before its time"
        assert expired(tx, 11) == [bundle("c1")]
        decide(tx, case, CaseState.OPEN, 20)
        assert expired(tx, 99) == []
        decide(tx, case, CaseState.DISMISSED, 30)
        assert expired(tx, 25) == [], "the last decision counts"


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_what_is_held_is_not_due_until_it_is_released(store: Store, turns: int) -> None:
    kinds = (CaseEventKind.HELD, CaseEventKind.RELEASED, CaseEventKind.HELD)
    with store.transaction() as tx:
        case, other = sealed_case(tx), sealed_case(tx, "c2", "2")
        decide(tx, case, CaseState.DISMISSED, 1)
        decide(tx, other, CaseState.DISMISSED, 1)
        for kind in kinds[:turns]:
            turn(tx, case, kind)
        is_held = turns != 2
        assert tx.retention.is_held(case.id) is is_held
        assert not tx.retention.is_held(other.id)
        assert (bundle("c1") in expired(tx, 99)) is not is_held
        assert bundle("c2") in expired(tx, 99)


def test_a_bundle_is_buried_once_and_then_removed(store: Store) -> None:
    with store.transaction() as tx:
        case = sealed_case(tx)
        decide(tx, case, CaseState.DISMISSED, 1)
        (kept,) = tx.retention.of_case(case.id)
        assert (kept.case_number, kept.entry_index) == (case.number, 0)
        assert tx.retention.bury("c1")
        assert not tx.retention.bury("c1")
        assert tx.retention.buried() == [bundle("c1")]
        assert tx.captures.of_case(case.id) == []
        assert tx.captures.seals_due(9) == []
        assert expired(tx, 99) == []
        tx.retention.removed("c1")
        assert tx.retention.buried() == []
        assert tx.retention.of_case(case.id) == []


def test_a_capture_that_is_still_to_be_made_cannot_be_buried(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c1", case.id, case.sighting_id, NOON + timedelta(days=1))
        assert not tx.retention.bury("c1")
        assert tx.captures.pending() == 1
