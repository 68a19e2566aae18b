from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.case import Case, CaseEvent, CaseEventKind, CaseState, LiveState
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import PageKind
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.verdict import Grade
from monitor.pipeline.recheck import AGREEING_LOOKS, days_to, judge_look

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CASE = Case(
    id=1,
    number="RW-000001",
    holder_id="h",
    source_id="shop",
    listing=Listing(market="shop.example", listing_id="1"),
    grade=Grade.ALERT,
    state=CaseState.OPEN,
    live=LiveState.LIVE,
    opened_at=NOON,
    sighting_id=1,
)


def look(
    outcome: VisitOutcome, kind: PageKind | None = None, *, control_alive: bool | None = None
) -> Visit:
    return Visit(
        target_id=1,
        target=Target(source_id="shop", url="http://shop.example/1", kind=TargetKind.LISTING),
        outcome=outcome,
        started_at=NOON,
        ended_at=NOON,
        page_kind=kind,
        control_alive=control_alive,
    )


def test_an_offer_is_removed_only_after_enough_looks_that_agree() -> None:
    case, gone = CASE, look(VisitOutcome.GONE, control_alive=True)
    for number in range(1, AGREEING_LOOKS + 1):
        live, looks = judge_look(case, gone, changed=False)
        assert looks == number
        expected = LiveState.REMOVED if number == AGREEING_LOOKS else LiveState.LIVE
        assert live is expected
        case = replace(case, live=live, agreeing_looks=looks)


@pytest.mark.parametrize("control_alive", [None, False])
def test_a_site_that_answers_for_nothing_proves_no_removal(control_alive: bool | None) -> None:  # noqa: FBT001
    gone = look(VisitOutcome.GONE, control_alive=control_alive)
    case = replace(CASE, agreeing_looks=AGREEING_LOOKS - 1)
    assert judge_look(case, gone, changed=False) == (LiveState.LIVE, AGREEING_LOOKS - 1)


def test_one_look_at_the_living_offer_forgets_the_doubts() -> None:
    case = replace(CASE, agreeing_looks=2)
    read = look(VisitOutcome.READ, PageKind.LISTING)
    assert judge_look(case, read, changed=False) == (LiveState.LIVE, 0)
    assert judge_look(case, read, changed=True) == (LiveState.CHANGED, 0)


def test_an_offer_page_that_turned_into_a_list_counts_as_gone() -> None:
    moved = look(VisitOutcome.READ, PageKind.SEARCH, control_alive=True)
    assert judge_look(CASE, moved, changed=False) == (LiveState.LIVE, 1)


@pytest.mark.parametrize(
    ("outcome", "live"),
    [
        (VisitOutcome.CHALLENGE, LiveState.BLOCKED),
        (VisitOutcome.LOGIN, LiveState.LOGIN),
        (VisitOutcome.ROBOTS, LiveState.BLOCKED),
        (VisitOutcome.BUSY, LiveState.BLOCKED),
        (VisitOutcome.FAILED, LiveState.ERROR),
    ],
)
def test_a_wall_or_a_fault_says_nothing_of_the_offer(
    outcome: VisitOutcome, live: LiveState
) -> None:
    case = replace(CASE, agreeing_looks=1)
    assert judge_look(case, look(outcome), changed=False) == (live, 1)


def test_an_offer_of_which_none_are_left_is_sold_out_and_not_removed() -> None:
    offer = Offer(listing=CASE.listing, url="http://shop.example/1", title="bag", quantity=0)
    read = look(VisitOutcome.READ, PageKind.LISTING)
    seen = Sighting(source_id="shop", offer=offer, seen_at=NOON)
    assert judge_look(CASE, replace(read, sightings=(seen,)), changed=True) == (
        LiveState.SOLD_OUT,
        0,
    )
    beside = replace(offer, listing=Listing(market="shop.example", listing_id="2"))
    other = Sighting(source_id="shop", offer=beside, seen_at=NOON)
    assert judge_look(CASE, replace(read, sightings=(other,)), changed=False) == (LiveState.LIVE, 0)


def test_an_answer_that_withholds_the_offer_here_counts_for_no_removal() -> None:
    case = replace(CASE, agreeing_looks=AGREEING_LOOKS - 1)
    withheld = replace(look(VisitOutcome.GONE, control_alive=True), http_status=451)
    assert judge_look(case, withheld, changed=False) == (LiveState.WITHHELD, AGREEING_LOOKS - 1)


def test_days_to_removal_count_from_the_opening_to_the_look_that_agreed() -> None:
    def event(case_id: int, kind: CaseEventKind, day: float, note: str = "") -> CaseEvent:
        at = NOON + timedelta(days=day)
        return CaseEvent(id=1, case_id=case_id, kind=kind, at=at, by="rightswatch", note=note)

    opened = [event(n, CaseEventKind.OPENED, 0) for n in (1, 2, 3, 4)]
    looks = [
        event(1, CaseEventKind.LIVE_STATE, 2, "live -> removed"),
        event(2, CaseEventKind.LIVE_STATE, 6, "blocked -> removed"),
        event(2, CaseEventKind.LIVE_STATE, 8, "removed -> live"),
        event(2, CaseEventKind.LIVE_STATE, 9, "live -> removed"),
        event(3, CaseEventKind.LIVE_STATE, 1, "live -> changed"),
    ]
    assert days_to(LiveState.REMOVED, opened, looks) == [2.0, 6.0]
    assert days_to(LiveState.REMOVED, [], looks) == []
