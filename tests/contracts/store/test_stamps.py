"""Time stamps as work: asked for once a checkpoint and authority, and never dropped."""

from datetime import timedelta

import pytest

from monitor.domain.checkpoint import SignedCheckpoint
from monitor.ports.notary import Stamp
from monitor.ports.store import CaptureRows, Store, Transaction
from tests.contracts.store.made import NOON, after, bundle, lease, open_case

TWO = ["first", "second"]


def grow(tx: Transaction, size: int) -> None:
    """The log at this size, signed."""
    while tx.log.root()[0] < size:
        tx.log.append({"n": tx.log.root()[0]}, NOON)
    tx.log.keep_checkpoint(SignedCheckpoint(size=size, note=f"note {size}", at=NOON))


def stamp_all(tx: Transaction, at: float = 0.0, names: list[str] | None = None) -> list[str]:
    """Stamp all that is due; gives by whom."""
    due = tx.stamps.claim(lease("w", at), names or TWO, 9)
    for one in due:
        token = f"{one.authority} {one.checkpoint.size}".encode()
        assert tx.stamps.stamped(one.id, Stamp(at=after(at), token=token), "w", after(at))
    return [one.authority for one in due]


def test_a_checkpoint_is_asked_for_once_at_every_authority(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.stamps.ask(TWO, NOON, NOON) == 0
        grow(tx, 3)
        assert tx.stamps.ask(TWO, NOON, NOON) == 2
        assert tx.stamps.ask(TWO, NOON, NOON) == 0
        assert tx.stamps.waiting(TWO, NOON) == 2
        assert sorted(stamp_all(tx)) == TWO
        assert tx.stamps.waiting(TWO, NOON) == 0
        assert tx.stamps.ask(TWO, after(99), None) == 0
        assert [mark.authority for mark in tx.stamps.over(3)] == TWO
        assert [mark.note for mark in tx.stamps.over(3)] == ["note 3"] * 2


def test_an_authority_is_asked_again_for_a_larger_log_and_not_too_soon(store: Store) -> None:
    with store.transaction() as tx:
        grow(tx, 1)
        tx.stamps.ask(TWO, NOON, NOON)
        stamp_all(tx)
        grow(tx, 2)
        assert tx.stamps.ask(TWO, after(10), after(-20)) == 0
        assert tx.stamps.ask(TWO, after(40), after(10)) == 2


def test_an_authority_that_fails_keeps_its_debt_and_others_go_on(store: Store) -> None:
    with store.transaction() as tx:
        grow(tx, 1)
        tx.stamps.ask(TWO, NOON, NOON)
        for one in tx.stamps.claim(lease("w"), TWO, 9):
            if one.authority == "first":
                assert tx.stamps.failed(one.id, "HTTP 503", after(60), "w")
            else:
                tx.stamps.stamped(one.id, Stamp(at=NOON, token=b"t"), "w", NOON)
        grow(tx, 5)
        assert tx.stamps.ask(TWO, after(40), after(10)) == 1
        assert stamp_all(tx, 41) == ["second"]
        first, second = tx.stamps.lines()
        assert (first.authority, first.attempts, first.because) == ("first", 1, "HTTP 503")
        assert (first.waiting_since, first.size) == (NOON, None)
        assert (second.waiting_since, second.size) == (None, 5)
        assert stamp_all(tx, 61) == ["first"]
        assert tx.stamps.ask(TWO, after(99), None) == 1  # the larger one that it had missed


def test_a_stamp_is_held_by_one_and_free_when_the_claim_has_run_out(store: Store) -> None:
    with store.transaction() as tx:
        grow(tx, 1)
        tx.stamps.ask(["first"], NOON, NOON)
        (due,) = tx.stamps.claim(lease("dead", lasts=20), ["first"], 1)
        assert tx.stamps.claim(lease("other", at=10), ["first"], 1) == []
        assert tx.stamps.claim(lease("stranger", at=30), ["second"], 1) == []
        (again,) = tx.stamps.claim(lease("other", at=30), ["first"], 1)
        assert (again.id, again.attempts) == (due.id, 2)
        assert not tx.stamps.stamped(due.id, Stamp(at=NOON, token=b"late"), "dead", NOON)
        assert not tx.stamps.failed(due.id, "late", NOON, "dead")
        assert tx.leases.renew(lease("other", at=40)) == 1
        assert tx.stamps.stamped(again.id, Stamp(at=NOON, token=b"t"), "other", NOON)


def test_the_newest_token_and_the_first_that_covers_an_entry_are_found(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.stamps.newest() is None
        for size, at in ((2, 10.0), (5, 20.0)):
            grow(tx, size)
            tx.stamps.ask(TWO, after(at), after(at))
            stamp_all(tx, at)
        assert [tx.stamps.covering(index) for index in (0, 1, 2, 4, 5)] == [2, 2, 5, 5, None]
        newest = tx.stamps.newest()
        assert newest is not None
        assert (newest.note, newest.at) == ("note 5", after(20))


def test_seals_are_due_when_sealed_and_again_when_a_first_token_covers_them(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for n in range(3):
            tx.captures.order(f"c{n}", case.id, case.sighting_id, NOON)
        for due in tx.captures.claim(lease("p"), 3):
            entry = tx.log.append(bundle(due.id), NOON)
            assert tx.captures.sealed(bundle(due.id), entry.index, "p")
        assert names(tx.captures) == ["c0", "c1", "c2"]
        write(tx.captures, None)
        assert names(tx.captures) == []
        grow(tx, 3)
        tx.stamps.ask(["first"], NOON, NOON)
        assert stamp_all(tx, 5) == ["first"]
        assert names(tx.captures) == ["c0", "c1", "c2"]
        write(tx.captures, 3)
        grow(tx, 4)
        tx.stamps.ask(TWO, after(50), after(40))
        stamp_all(tx, 55)
        assert names(tx.captures) == []  # a later token adds nothing to what is proven earlier


def test_a_need_for_seals_that_came_meanwhile_is_not_lost(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        tx.captures.order("c0", case.id, case.sighting_id, NOON)
        (due,) = tx.captures.claim(lease("p"), 1)
        entry = tx.log.append(bundle(due.id), NOON)
        tx.captures.sealed(bundle(due.id), entry.index, "p")
        ((_, _, since),) = tx.captures.seals_due(1)
        grow(tx, 1)
        tx.stamps.ask(["first"], NOON, NOON)
        stamp_all(tx, 5)
        assert not tx.captures.sealed_until("c0", since, None)
        assert names(tx.captures) == ["c0"]


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_stamps_are_leased_than_asked_for(store: Store, limit: int) -> None:
    with store.transaction() as tx:
        grow(tx, 1)
        tx.stamps.ask(["a", "b", "c"], NOON, NOON - timedelta(days=1))
        assert len(tx.stamps.claim(lease("w"), ["a", "b", "c"], limit)) == limit


def names(captures: CaptureRows) -> list[str]:
    return [sealed.capture_id for sealed, _, _ in captures.seals_due(9)]


def write(captures: CaptureRows, size: int | None) -> None:
    for sealed, _, since in captures.seals_due(9):
        assert captures.sealed_until(sealed.capture_id, since, size)
