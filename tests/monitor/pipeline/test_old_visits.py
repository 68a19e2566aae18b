"""Old visits become daily sums: whole days only, and no more at once than others can wait for."""

from datetime import timedelta

from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import SUMMED_AT_ONCE, record_visit, sum_up_visits
from tests.monitor.pipeline.small_house import NOON, PLAN, House

PAGE = Target(source_id="shop", url="http://one.example/", kind=TargetKind.LISTING)


def visited(house: House, hours_ago: float) -> None:
    at = NOON - timedelta(hours=hours_ago)
    gone = VisitOutcome.GONE
    visit = Visit(target_id=None, target=PAGE, outcome=gone, started_at=at, ended_at=at)
    record_visit(house.store, PLAN, visit, None, at)


def test_only_days_that_are_over_for_so_long_are_summed_up(house: House) -> None:
    for hours_ago in (24 * 7 + 13, 24 * 7 + 12.5, 24 * 7 + 11, 1):  # two before that midnight
        visited(house, hours_ago)
    assert sum_up_visits(house.store, 7, NOON) == 2
    assert sum_up_visits(house.store, 7, NOON) == 0
    with house.store.transaction() as tx:
        (row,) = tx.visits.coverage(["shop"], NOON - timedelta(days=30), NOON)
    assert row.outcomes == {"gone": 4}


def test_a_turn_takes_no_more_than_its_share(house: House) -> None:
    with house.store.transaction() as tx:
        at = NOON - timedelta(days=100)
        visit = Visit(
            target_id=None, target=PAGE, outcome=VisitOutcome.FAILED, started_at=at, ended_at=at
        )
        for _ in range(SUMMED_AT_ONCE + 11):
            tx.visits.record(visit)
    turns = [sum_up_visits(house.store, 90, NOON) for _ in range(3)]
    assert turns == [SUMMED_AT_ONCE, 10, 0]  # the newest stays
