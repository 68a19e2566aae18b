"""What people decided, beside the best verdict they had before them."""

from dataclasses import replace

from monitor.domain.case import CaseState
from monitor.domain.review import Review, SellerCase
from monitor.domain.signal import Ground
from monitor.domain.verdict import Grade
from monitor.ports.store import Store
from tests.contracts.store.made import after, open_case, sighting, verdict


def judged(number: str, decision: CaseState, minutes: int) -> Review:
    return Review(case_number=number, decision=decision, by="li", at=after(minutes))


def test_only_cases_that_stand_decided_are_told(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.cases.decided() == []
        case = open_case(tx, grade=Grade.ALERT)
        assert tx.cases.decided() == []
        tx.cases.review(judged(case.number, CaseState.CONFIRMED, 5))
        (told,) = tx.cases.decided()
        assert (told.case_number, told.confirmed, told.at) == (case.number, True, after(5))
        tx.cases.review(judged(case.number, CaseState.LICENSED, 6))
        assert [one.confirmed for one in tx.cases.decided()] == [False]
        tx.cases.review(judged(case.number, CaseState.OPEN, 7))
        assert tx.cases.decided() == []


def test_the_verdict_is_the_best_over_the_sighting_that_was_judged(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        weak = verdict(Grade.REVIEW, asset_id="a", score=0.6)
        strong = verdict(Grade.ALERT, asset_id="b", score=0.9)
        opened = tx.cases.judge(row, "acme", [weak, strong], after(0))
        assert opened is not None
        tx.cases.review(judged(opened[0].number, CaseState.DISMISSED, 5))
        later, _ = tx.sightings.record(sighting(title="changed", at=10))
        tx.cases.judge(later, "acme", [verdict(Grade.ALERT, asset_id="a", score=0.99)], after(10))
        (told,) = tx.cases.decided()
        assert (told.score, told.confirmed) == (strong.score, False)
        assert told.ground is Ground.TRADEMARK_USE
        assert told.decider == strong.decider


def test_a_verdict_that_is_reached_again_after_the_decision_still_teaches(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        known = verdict(Grade.ALERT, asset_id="a", score=0.9)
        opened = tx.cases.judge(row, "acme", [known], after(0))
        assert opened is not None
        tx.cases.review(judged(opened[0].number, CaseState.CONFIRMED, 5))
        tx.cases.judge(row, "acme", [known], after(60))
        (told,) = tx.cases.decided()
        assert (told.score, told.confirmed) == (0.9, True)


def test_the_decider_of_that_day_stands_before_a_later_one(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        known = verdict(Grade.ALERT, asset_id="a", score=0.8)
        opened = tx.cases.judge(row, "acme", [known], after(0))
        assert opened is not None
        tx.cases.review(judged(opened[0].number, CaseState.CONFIRMED, 5))
        later = replace(known, decider="decision.later/1", score=0.99)
        tx.cases.judge(row, "acme", [later], after(60))
        (told,) = tx.cases.decided()
        assert (told.decider, told.score) == (known.decider, 0.8)


def test_decided_cases_are_told_by_their_seller(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.cases.pasts() == {}
        case = open_case(tx, grade=Grade.ALERT)
        assert tx.cases.pasts() == {}
        tx.cases.review(judged(case.number, CaseState.CONFIRMED, 5))
        ((seller, past),) = tx.cases.pasts().items()
        assert seller.market == case.listing.market
        assert past == [SellerCase(holder_id="acme", listing=case.listing, confirmed=True)]
