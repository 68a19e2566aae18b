"""One decision for one offer under many numbers: who is a twin, and how it is taken back."""

from dataclasses import replace

from monitor.domain.case import CaseEventKind, CaseState
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.domain.signal import Defence
from monitor.domain.twins import are_twins
from monitor.domain.verdict import Against
from monitor.pipeline.review import Reviewed, review
from monitor.ports.store import CaseQuery
from tests.monitor.pipeline.small_house import House

BOB = Seller(id="bob", name="Bob's bags")
EVE = Seller(id="eve", name="Eve's bags")


def fill(house: House) -> None:
    """1 and 2 are one offer in two colours; 3 is other goods, 4 another seller's."""
    house.see("ACME leather shoulder bag, black, 2026", "1", BOB)
    house.see("ACME leather shoulder bag, brown (2 left)", "2", BOB)
    house.see("Belt of ACME, men, buckle in gold", "3", BOB)
    house.see("ACME leather shoulder bag, black, 2026", "4", EVE)
    house.match()


def judge(house: House, number: str, decision: CaseState, *, twins_too: bool = True) -> Reviewed:
    now = house.clock.now()
    judgement = Review(case_number=number, decision=decision, by="Li", at=now, note="seen")
    return review(house.store, judgement, twins_too=twins_too)


def states(house: House) -> dict[str, CaseState]:
    with house.store.transaction() as tx:
        return {case.listing.listing_id: case.state for case in tx.cases.list(CaseQuery())}


def number_of(house: House, listing_id: str) -> str:
    with house.store.transaction() as tx:
        cases = tx.cases.list(CaseQuery())
    return next(case.number for case in cases if case.listing.listing_id == listing_id)


def test_one_decision_serves_the_like_offers_of_the_same_seller_alone(house: House) -> None:
    fill(house)
    first, second = number_of(house, "1"), number_of(house, "2")
    done = judge(house, first, CaseState.CONFIRMED)
    assert [twin.number for twin in done.twins] == [second]
    assert states(house) == {
        "1": CaseState.CONFIRMED,
        "2": CaseState.CONFIRMED,
        "3": CaseState.OPEN,
        "4": CaseState.OPEN,
    }
    with house.store.transaction() as tx:
        twin = tx.cases.get(second)
        last = tx.cases.file(twin.id).events[-1]
        assert [one.case_number for one in tx.cases.decided()] == [first]
    assert (last.kind, last.by) == (CaseEventKind.REVIEWED, "Li")
    assert last.note == f"confirmed: decided with {first}: seen"


def test_twins_are_named_and_left_alone_where_nobody_asked(house: House) -> None:
    fill(house)
    done = judge(house, number_of(house, "1"), CaseState.DISMISSED, twins_too=False)
    assert [twin.listing.listing_id for twin in done.twins] == ["2"]
    assert states(house)["2"] is CaseState.OPEN


def test_taking_it_back_takes_back_what_was_decided_with_it_and_nothing_else(house: House) -> None:
    fill(house)
    first = number_of(house, "1")
    judge(house, first, CaseState.DISMISSED)
    judge(house, number_of(house, "3"), CaseState.DISMISSED, twins_too=False)
    house.clock.moment = house.clock.moment.replace(hour=13)
    judge(house, first, CaseState.OPEN)
    assert states(house) == {
        "1": CaseState.OPEN,
        "2": CaseState.OPEN,
        "3": CaseState.DISMISSED,
        "4": CaseState.OPEN,
    }


def test_an_offer_with_another_defence_or_right_is_no_twin(house: House) -> None:
    fill(house)
    with house.store.transaction() as tx:
        one, two = (tx.cases.file(case.id) for case in tx.cases.list(CaseQuery())[-2:])
    assert are_twins(one, two)
    (verdict,) = two.verdicts
    used = Against(defence=Defence.SECOND_HAND, because="the condition is 'used'")
    assert not are_twins(one, replace(two, verdicts=(replace(verdict, against=(used,)),)))
    assert not are_twins(one, replace(two, verdicts=(replace(verdict, asset_id="other"),)))
    untitled = replace(two.sighting, offer=replace(two.sighting.offer, title=None))
    assert not are_twins(one, replace(two, sighting=untitled))
