"""The budget of wrong notices: what is foretold of an account, and what holds a batch."""

import pytest

from alerts.notices.budget import ENOUGH, PUBLISHED, Noticed, forecast, held
from monitor.domain.notice import NoticeForm, read_note, written_note

ALIBABA = NoticeForm.ALIBABA


def notices(chance: float | None, count: int = 1, *, stands: bool = True) -> list[Noticed]:
    return [Noticed(case_number=f"RW-{n}", chance=chance, stands=stands) for n in range(count)]


def test_a_batch_that_would_bring_the_account_below_its_threshold_is_held_with_the_figures() -> (
    None
):
    gap = held(ALIBABA, notices(0.92, 10), notices(0.6, 5))
    assert gap is not None
    assert "foretold acceptance 81% of 15 notices, 60% of this batch" in gap.what
    assert "90 % accepted" in gap.source
    assert "--despite" in gap.mend


def test_a_batch_that_the_account_can_bear_goes() -> None:
    assert held(ALIBABA, notices(0.97, 50), notices(0.6, 5)) is None
    assert held(ALIBABA, (), notices(0.95)) is None


def test_the_first_unsure_notice_is_held_too() -> None:
    assert held(ALIBABA, (), notices(0.7)) is not None


def test_a_sure_batch_mends_an_account_and_is_not_held_for_it() -> None:
    assert held(ALIBABA, notices(0.5, 10), notices(0.96, 3)) is None


def test_what_cannot_be_foretold_counts_for_neither_side() -> None:
    assert held(ALIBABA, notices(0.97, 3), notices(None)) is None
    told = forecast([*notices(0.9, 2), *notices(None, 2)])
    assert (told.notices, told.accepted, told.untold) == (4, 0.9, 2)


def test_notices_whose_cases_fell_hold_the_account_from_twenty_on() -> None:
    fallen = notices(0.99, 2, stands=False)
    few, many = notices(0.99, ENOUGH - 4), notices(0.99, ENOUGH)
    assert held(ALIBABA, [*few, *fallen], notices(0.99)) is None
    gap = held(ALIBABA, [*many, *fallen], notices(0.99))
    assert gap is not None
    assert "9% of 23 notices no longer stand" in gap.what


@pytest.mark.parametrize("form", sorted(set(NoticeForm) - PUBLISHED.keys()))
def test_where_no_threshold_is_published_nothing_is_held(form: NoticeForm) -> None:
    assert held(form, notices(0.1, 30, stands=False), notices(0.1)) is None


def test_a_line_of_history_tells_form_and_asset_with_and_without_a_reason() -> None:
    plain, despite = (
        written_note(ALIBABA, "acme-word"),
        written_note(ALIBABA, "acme-word", "sure; x"),
    )
    assert read_note(plain) == read_note(despite) == (ALIBABA, "acme-word")
    assert despite.endswith("despite the budget: sure; x")
    assert read_note("letter to a@b.example queued") is None
