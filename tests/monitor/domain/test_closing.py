"""How a case had come to rest, read from its history."""

from datetime import UTC, datetime, timedelta

from monitor.domain.case import CaseEvent, CaseEventKind, CaseState, LiveState
from monitor.domain.closing import Closing, closing_of
from monitor.domain.reason import Reason

START = datetime(2026, 11, 1, tzinfo=UTC)
TODAY = START + timedelta(days=30)


def history(*lines: tuple[CaseEventKind, str]) -> list[CaseEvent]:
    """A line a day."""
    return [
        CaseEvent(
            id=n, case_id=1, kind=kind, at=START + timedelta(days=n), by="rightswatch", note=note
        )
        for n, (kind, note) in enumerate(lines)
    ]


def reviewed(note: str) -> tuple[CaseEventKind, str]:
    return CaseEventKind.REVIEWED, note


def looked(note: str) -> tuple[CaseEventKind, str]:
    return CaseEventKind.LIVE_STATE, note


def test_the_last_decision_counts_with_its_reason_and_note() -> None:
    past = history(
        reviewed("dismissed: [misread]"), reviewed("confirmed: [counterfeit] fake: sole")
    )
    decision = closing_of(past, TODAY).decision
    assert decision is not None
    assert (decision.state, decision.reason) == (CaseState.CONFIRMED, Reason.COUNTERFEIT)
    assert (decision.note, decision.at) == ("fake: sole", past[1].at)


def test_a_decision_that_was_taken_back_does_not_count() -> None:
    assert closing_of(history(reviewed("confirmed"), reviewed("open")), TODAY) == Closing()


def test_a_wall_after_the_removal_leaves_it_known_and_an_offer_that_was_there_again_does_not() -> (
    None
):
    walled = history(looked("live -> removed"), looked("removed -> blocked"))
    assert closing_of(walled, TODAY).gone is LiveState.REMOVED
    assert closing_of(walled, TODAY).looked_at == START
    for seen in ("live", "changed"):
        back = history(looked("live -> removed"), looked(f"removed -> {seen}"))
        assert closing_of(back, TODAY) == Closing()


def test_what_came_after_the_moment_is_not_told() -> None:
    past = history(looked("live -> sold_out"), reviewed("confirmed"))
    assert closing_of(past, START) == Closing(gone=LiveState.SOLD_OUT, looked_at=START)


def test_a_case_of_which_nothing_happened_had_no_end() -> None:
    assert closing_of((), TODAY) == Closing()
