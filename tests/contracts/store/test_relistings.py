"""Relistings: goods of closed cases are found by a trace, tied once, and parted by a person."""

from dataclasses import replace

from monitor.domain.case import Case, CaseState, LiveState
from monitor.domain.listing import Listing
from monitor.domain.relisting import GoodsEdge, Refusal, Relisting, Sameness, Shared
from monitor.domain.review import Review
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import NOON, after, lease, open_case, sighting

AGAIN = Listing(market="shop.example", listing_id="again")
EDGE = GoodsEdge(shared=Shared.PICTURE, points=6.5, because="the same photograph", sellers=2)
SAME = Sameness(score=0.62, is_same=True, method="relisting.points/2", edges=(EDGE,))


def closed(tx: Transaction, listing_id: str = "1", *, traces: tuple[int, ...] = (7, -8)) -> Case:
    """A confirmed case with traces."""
    case = open_case(tx, listing_id)
    review = Review(case_number=case.number, decision=CaseState.CONFIRMED, by="Li", at=NOON)
    tx.relistings.note(case.id, traces)
    return tx.cases.review(review)


def relisting(tx: Transaction, case: Case) -> Relisting:
    row, _ = tx.sightings.record(sighting("again", at=60))
    return Relisting(
        case_id=case.id,
        case_number=case.number,
        listing=AGAIN,
        url="https://shop.example/again",
        sighting_id=row,
        at=after(60),
        sameness=SAME,
        reopened=True,
    )


def test_closed_cases_that_share_most_traces_come_first_and_open_ones_not_at_all(
    store: Store,
) -> None:
    with store.transaction() as tx:
        one, two = closed(tx, "1"), closed(tx, "2", traces=(7, -8, 9))
        closed(tx, "3", traces=(10,))
        opened = open_case(tx, "4")
        tx.relistings.note(opened.id, [7, -8, 9])
        tx.relistings.note(one.id, [7])
        found = tx.relistings.candidates(AGAIN, (7, -8, 9), 5)
        assert [case.id for case in found] == [two.id, one.id]
        assert len(tx.relistings.candidates(AGAIN, (7, -8, 9), 1)) == 1
        assert tx.relistings.candidates(AGAIN, (), 5) == []
        own = Listing(market="shop.example", listing_id="2")
        assert [case.id for case in tx.relistings.candidates(own, (7,), 5)] == [one.id]
        tx.cases.looked(
            opened.id, LiveState.REMOVED, agreeing_looks=3, recheck_due=None, at=after(1)
        )
        assert opened.id in {case.id for case in tx.relistings.candidates(AGAIN, (9,), 5)}


def test_a_listing_is_tied_once_and_parted_for_good(store: Store) -> None:
    with store.transaction() as tx:
        case = closed(tx)
        made = relisting(tx, case)
        assert tx.relistings.tie(made)
        assert not tx.relistings.tie(replace(made, at=after(90)))
        assert list(tx.relistings.of_case(case.id)) == [made]
        assert tx.relistings.of_listing(AGAIN, case.holder_id) == made
        assert tx.relistings.of_listing(AGAIN, "another") is None
        assert tx.relistings.candidates(AGAIN, (7,), 5) == []
        assert list(tx.relistings.standing(after(60))) == [made]
        assert list(tx.relistings.standing(after(61))) == []
        refusal = Refusal(by="Li", at=after(120), note="another bag")
        assert tx.relistings.refuse(case.id, AGAIN, refusal) == replace(made, refused=refusal)
        assert tx.relistings.refuse(case.id, AGAIN, refusal) is None
        assert tx.relistings.of_listing(AGAIN, case.holder_id) is None
        assert list(tx.relistings.standing(NOON)) == []
        assert not tx.relistings.tie(made)
        assert tx.relistings.candidates(AGAIN, (7,), 5) == []


def test_a_listing_knows_when_it_was_first_and_last_seen_by_any_source(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting("1", at=5))
        tx.sightings.record(sighting("1", title="other", at=9))
        tx.sightings.record(sighting("1", at=20, source="mall"))
        listing = Listing(market="shop.example", listing_id="1")
        assert tx.sightings.span(listing) == (after(5), after(20))
        newest = tx.sightings.newest(listing)
        assert newest is not None
        assert newest.source_id == "mall"
        assert tx.sightings.span(AGAIN) is None
        assert tx.sightings.newest(AGAIN) is None


def test_what_a_seller_put_up_after_a_moment_is_due_for_matching_again(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting("1", at=0))
        tx.sightings.record(sighting("old", at=5))
        tx.sightings.record(sighting("old", title="changed", at=30))
        fresh, _ = tx.sightings.record(sighting("new", at=20))
    with store.transaction() as tx:
        for stored in tx.sightings.claim_for_matching(lease(), 10):
            tx.sightings.matched(stored.id, "one")
        assert tx.sightings.rematch_of_seller(row, after(10), after(60)) == 1
        (again,) = tx.sightings.claim_for_matching(lease(at=70), 10)
        assert (again.id, again.due_at) == (fresh, after(60))
