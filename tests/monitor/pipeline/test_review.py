"""A person's judgement, and the seller's whole shop that a confirmation puts on the list."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.errors import UnknownCase
from monitor.domain.listing import Sighting
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.pipeline.review import Reviewed, review
from monitor.ports.store import CaseQuery
from tests.monitor.pipeline.small_house import House, number

BOB = Seller(id="bob", name="Bob's bags")


def shop_of(sighting: Sighting) -> Target | None:
    seller = sighting.offer.seller
    if seller is None:
        return None
    url = f"http://shop.example/seller/{seller.id}"
    return Target(source_id=sighting.source_id, url=url, kind=TargetKind.SELLER)


def judge(house: House, decision: CaseState, note: str = "") -> Reviewed:
    judgement = Review(
        case_number=number(house), decision=decision, by="Li", at=house.clock.now(), note=note
    )
    return review(house.store, judgement, shop_of)


def due_shops(house: House) -> list[Target]:
    with house.store.transaction() as tx:
        batch = tx.targets.claim_batch(house.lease(), ["shop"], limit=50)
        if batch is None:
            return []
        tx.targets.release(batch, house.clock.now())
    return [t.target for t in batch.targets if t.target.kind is TargetKind.SELLER]


def history(house: House) -> list[tuple[CaseEventKind, str]]:
    with house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
        events = tx.cases.file(case.id).events
    return [(event.kind, event.note) for event in events]


def test_a_confirmation_puts_the_sellers_shop_on_the_list_and_into_the_history(
    house: House,
) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    done = judge(house, CaseState.CONFIRMED, "sold in bulk")
    (shop,) = due_shops(house)
    assert (shop.url, shop.recheck) == ("http://shop.example/seller/bob", False)
    assert done.shop == shop
    assert history(house)[-2:] == [
        (CaseEventKind.REVIEWED, "confirmed: sold in bulk"),
        (CaseEventKind.SHOP_PLANNED, shop.url),
    ]


@pytest.mark.parametrize("decision", [CaseState.DISMISSED, CaseState.LICENSED, CaseState.OPEN])
def test_no_other_decision_touches_the_seller(house: House, decision: CaseState) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    assert judge(house, decision).shop is None
    assert due_shops(house) == []


def test_a_seller_nobody_knows_has_no_shop(house: House) -> None:
    house.see("ACME bag")
    house.match()
    done = judge(house, CaseState.CONFIRMED)
    assert (done.case.state, done.shop) == (CaseState.CONFIRMED, None)
    assert due_shops(house) == []


def test_a_case_confirmed_twice_plans_its_shop_once(house: House) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    for decision in (CaseState.CONFIRMED, CaseState.CONFIRMED, CaseState.OPEN, CaseState.CONFIRMED):
        judge(house, decision)
        house.clock.pass_by(timedelta(minutes=1))
    assert [kind for kind, _ in history(house)].count(CaseEventKind.SHOP_PLANNED) == 1
    assert len(due_shops(house)) == 1


def test_a_shop_that_was_visited_before_is_due_at_once(house: House) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    shop = Target(
        source_id="shop", url="http://shop.example/seller/bob", kind=TargetKind.SELLER, depth=2
    )
    with house.store.transaction() as tx:
        tx.targets.plan([shop], 3600.0, house.clock.now() + timedelta(hours=1))
    assert due_shops(house) == []
    judge(house, CaseState.CONFIRMED)
    assert due_shops(house) == [shop]


def test_other_offers_of_the_shop_go_the_way_of_every_offer(house: House) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    judge(house, CaseState.CONFIRMED)
    house.see("ACME hat, from the same shop", "2", seller=BOB)
    house.match()
    with house.store.transaction() as tx:
        states = [case.state for case in tx.cases.list(CaseQuery())]
    assert states == [CaseState.OPEN, CaseState.CONFIRMED]


def test_a_review_that_fails_plans_nothing(house: House) -> None:
    def broken(sighting: Sighting) -> Target | None:
        raise LookupError(sighting.source_id)

    house.see("ACME bag", seller=BOB)
    house.match()
    judgement = Review(
        case_number=number(house), decision=CaseState.CONFIRMED, by="Li", at=house.clock.now()
    )
    with pytest.raises(LookupError):
        review(house.store, judgement, broken)
    assert [kind for kind, _ in history(house)] == [CaseEventKind.OPENED]
    with pytest.raises(UnknownCase):
        review(house.store, replace(judgement, case_number="RW-000999"), shop_of)


def test_where_a_seller_is_found_is_no_part_of_what_he_offers(house: House) -> None:
    house.see("ACME bag", seller=BOB)
    house.match()
    assert replace(BOB, url="http://shop.example/seller/bob") == BOB
    house.see("ACME bag", seller=replace(BOB, url="http://shop.example/seller/bob"))
    with house.store.transaction() as tx:
        assert tx.sightings.unmatched() == 0
