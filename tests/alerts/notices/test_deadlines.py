"""From when to when a period is told, and in what words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alerts.notices.deadlines import DAYS_AFTER, deadlines
from monitor.domain.notice import NoticeForm
from tests.alerts.notices.test_clocks import countered

DAY = timedelta(days=1)


def told_on(form: NoticeForm, received: str, period: str) -> list[tuple[date, bool]]:
    """Days, in UTC at 18:00, on which a period is told, and whether it is over then."""
    notice = countered(form, received)
    noon = datetime.fromisoformat(received).replace(hour=18, tzinfo=UTC)
    return [
        ((noon + n * DAY).date(), one.is_over)
        for n in range(90)
        for one in deadlines(notice, noon + n * DAY)
        if one.period == period
    ]


def test_a_period_is_told_from_five_days_before_its_last_day_and_a_fortnight_after() -> None:
    told = told_on(NoticeForm.CN_ECOMMERCE, "2026-03-02", "cn_15_days")  # ends on 17 March
    assert told[0] == (date(2026, 3, 11), False)  # 12 March in Shanghai
    assert told[5:7] == [(date(2026, 3, 16), False), (date(2026, 3, 17), True)]
    assert len(told) == 6 + DAYS_AFTER


def test_days_before_a_last_day_that_was_moved_on_count_from_the_one_before_the_move() -> None:
    told = told_on(NoticeForm.CN_ECOMMERCE, "2026-09-16", "cn_15_days")  # 1 October, on to the 8th
    assert told[0] == (date(2026, 9, 25), False)


def test_of_a_period_that_the_platform_keeps_only_the_end_is_told() -> None:
    assert [over for _, over in told_on(NoticeForm.DMCA, "2026-03-02", "us_14_business_days")] == (
        [True] * DAYS_AFTER
    )


@pytest.mark.parametrize(
    ("language", "ninth"), [("en", "the 9th is the last safe"), ("zh", "第九")]
)
def test_of_the_business_days_of_the_dmca_the_ninth_is_told_as_the_safe_one(
    language: str, ninth: str
) -> None:
    notice = countered(NoticeForm.DMCA, "2026-11-20", platform="2026-11-16")
    (deadline,) = deadlines(notice, datetime(2026, 11, 27, tzinfo=UTC))
    assert deadline.due == date(2026, 11, 30)
    assert ninth in deadline.told[language]
    assert deadline.until == datetime(2026, 12, 1, 5, tzinfo=UTC)  # midnight in New York


def test_portals_that_name_no_law_have_no_deadlines() -> None:
    assert told_on(NoticeForm.TEMU, "2026-03-02", "cn_15_days") == []
