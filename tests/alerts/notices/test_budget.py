"""The budget of wrong notices: what is foretold of an account, and what holds a batch."""

import pytest

from alerts.notices.budget import (
    ENOUGH,
    PRIOR,
    PUBLISHED,
    SUPPOSED,
    Noticed,
    forecast,
    held,
)
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Answer

ALIBABA = NoticeForm.ALIBABA


def notices(
    chance: float | None, count: int = 1, *, stands: bool = True, answer: Answer | None = None
) -> list[Noticed]:
    return [Noticed(chance=chance, stands=stands, answer=answer)] * count


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


def test_a_notice_of_which_nothing_is_known_is_supposed_to_be_just_good_enough() -> None:
    assert held(ALIBABA, notices(0.97, 3), notices(None)) is None
    assert held(ALIBABA, (), notices(None)) is None
    assert forecast(notices(None, 2)).accepted == pytest.approx(SUPPOSED)


def test_answers_outweigh_what_was_supposed_the_more_of_them_there_are() -> None:
    def foretold(answers: int) -> float | None:
        account = [*notices(0.95, answers, answer=Answer.REFUSED), *notices(0.95)]
        return forecast(notices(0.95), account).accepted

    assert foretold(0) == pytest.approx(0.95)
    assert foretold(1) == pytest.approx(9.5 / 11)
    assert foretold(PRIOR) == pytest.approx(9.5 / 20)


def test_refusals_hold_the_next_batch_and_the_reason_has_the_counts() -> None:
    earlier = [
        *notices(0.95, 8, answer=Answer.ACCEPTED),
        *notices(0.95, 1, answer=Answer.PARTLY),
        *notices(0.95, 3, answer=Answer.REFUSED),
    ]
    gap = held(ALIBABA, earlier, notices(0.95))
    assert gap is not None
    assert "foretold acceptance 72% of 13 notices, 82% of this batch" in gap.what
    assert "8.5 of 12 answers accepted, a supposed share counts as 10" in gap.what


def test_acceptances_let_a_batch_go_that_alone_was_too_unsure() -> None:
    unsure = notices(0.85)
    assert held(ALIBABA, (), unsure) is not None
    assert held(ALIBABA, notices(0.85, 20, answer=Answer.ACCEPTED), unsure) is None


def test_a_platform_that_says_nothing_has_answered_nothing() -> None:
    silent = notices(0.95, 9, answer=Answer.NONE)
    assert forecast(silent).answered == 0
    assert held(ALIBABA, silent, notices(0.95)) is None


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
