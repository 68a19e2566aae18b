"""Cases beside a case, and what happened to all of them."""

from dataclasses import replace

from monitor.domain.case import Case, CaseEventKind
from monitor.domain.listing import Sighting
from monitor.domain.seller import Seller
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import NOON, after, sighting, verdict


def offered_by(seller: str | None, listing_id: str) -> Sighting:
    seen = sighting(listing_id)
    known = Seller(id=seller, name=seller) if seller else None
    return replace(seen, offer=replace(seen.offer, seller=known))


def filed(tx: Transaction, seller: str | None, listing_id: str, holder: str = "acme") -> Case:
    row, _ = tx.sightings.record(offered_by(seller, listing_id))
    opened = tx.cases.judge(row, holder, [verdict()], NOON)
    assert opened is not None
    return opened[0]


def test_beside_a_case_stand_those_of_its_holder_and_seller(store: Store) -> None:
    with store.transaction() as tx:
        first, second = filed(tx, "bob", "1"), filed(tx, "bob", "2")
        filed(tx, "eve", "3")
        filed(tx, "bob", "4", holder="rival")
        assert [case.id for case in tx.cases.beside(first.id)] == [second.id]
        assert [case.id for case in tx.cases.beside(second.id)] == [first.id]


def test_offers_without_a_seller_have_nothing_beside_them(store: Store) -> None:
    with store.transaction() as tx:
        nameless = filed(tx, None, "1")
        filed(tx, None, "2")
        assert tx.cases.beside(nameless.id) == []


def test_events_of_one_kind_are_told_of_all_cases_from_a_moment_on(store: Store) -> None:
    with store.transaction() as tx:
        cases = [filed(tx, "bob", "1"), filed(tx, "eve", "2")]
        kind = CaseEventKind.NOTICE_PREPARED
        for minutes, case in enumerate(cases):
            tx.cases.add_event(case.id, kind, after(minutes), by="li", note="dsa, a")
        told = tx.cases.happened(kind, NOON)
        assert [event.case_id for event in told] == [case.id for case in cases]
        assert [event.case_id for event in tx.cases.happened(kind, after(1))] == [cases[1].id]
