"""Captures: ordered once, made by one, tried again until they stand."""

from monitor.domain.capture import CaptureState
from monitor.ports.store import Store
from tests.contracts.store.made import NOON, after, bundle, lease, open_case


def test_a_capture_is_ordered_and_made_once(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for second in range(3):
            tx.captures.order("c1", case.id, case.sighting_id, after(second))
        assert tx.captures.pending() == 1
        assert tx.captures.next_due() == NOON
        (due,) = tx.captures.claim(lease(), 9)
        assert (due.id, due.case_id, due.sighting_id, due.attempts) == (
            "c1",
            case.id,
            case.sighting_id,
            1,
        )
        assert tx.captures.claim(lease("two"), 9) == []
        entry = tx.log.append(bundle("c1"), after(2))
        assert tx.captures.sealed(bundle("c1"), entry.index, "one")
        assert not tx.captures.sealed(bundle("c1"), entry.index, "one")
        tx.captures.order("c1", case.id, case.sighting_id, after(9))
        assert tx.captures.pending() == 0
        assert tx.captures.next_due() is None
        assert tx.captures.of_case(case.id) == [(bundle("c1"), entry)]


def test_a_failed_capture_is_tried_again_when_it_says(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c1", case.id, case.sighting_id, NOON)
        tx.captures.claim(lease(), 9)
        assert not tx.captures.failed("c1", "no browser", after(60), "two")
        assert tx.captures.failed("c1", "no browser", after(60), "one")
        assert tx.captures.next_due() == after(60)
        assert tx.captures.pending() == 1
        assert tx.captures.claim(lease("two", at=59), 9) == []
        (again,) = tx.captures.claim(lease("two", at=60), 9)
        assert again.attempts == 2


def test_a_capture_that_was_given_up_is_due_no_more(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c1", case.id, case.sighting_id, NOON)
        tx.captures.claim(lease(), 9)
        assert not tx.captures.gave_up("c1", "no browser", "two")
        assert tx.captures.gave_up("c1", "no browser", "one")
        assert tx.captures.pending() == 0
        assert tx.captures.of_case(case.id) == []


def test_an_expired_capture_is_taken_over_and_the_late_one_is_told(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c1", case.id, case.sighting_id, NOON)
        tx.captures.claim(lease("slow"), 9)
        assert tx.captures.next_due() == after(20)  # when the claim ends
        assert tx.captures.claim(lease("heir", at=19), 9) == []
        assert len(tx.captures.claim(lease("heir", at=20), 9)) == 1
        entry = tx.log.append(bundle("c1"), after(21))
        assert not tx.captures.sealed(bundle("c1"), entry.index, "slow")
        assert not tx.captures.failed("c1", "too late", after(60), "slow")
        assert tx.captures.of_case(case.id) == []
        assert tx.captures.sealed(bundle("c1"), entry.index, "heir")


def test_captures_are_claimed_oldest_first_and_shown_newest_first(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for second, name in enumerate(["c3", "c1", "c2"]):
            tx.captures.order(name, case.id, case.sighting_id, after(second))
        claimed = tx.captures.claim(lease(at=9), 2)
        assert [due.id for due in claimed] == ["c3", "c1"]
        for due, missing in zip(claimed, ((), ("no screenshot",)), strict=True):
            sealed = bundle(due.id, *missing)
            entry = tx.log.append(sealed, after(10))
            assert tx.captures.sealed(sealed, entry.index, "one")
        states = [kept.state for kept, _ in tx.captures.of_case(case.id)]
        assert states == [CaptureState.PARTIAL, CaptureState.SEALED]
        assert [kept.capture_id for kept, _ in tx.captures.of_case(case.id)] == ["c1", "c3"]
        assert tx.captures.pending() == 1


def test_a_renewed_capture_is_not_taken_over(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c1", case.id, case.sighting_id, NOON)
        tx.captures.claim(lease(), 9)
        assert tx.leases.renew(lease(at=15)) == 1
        assert tx.captures.claim(lease("two", at=30), 9) == []
