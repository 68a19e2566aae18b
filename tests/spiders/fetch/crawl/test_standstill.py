"""When a batch stops asking."""

import pytest

from monitor.domain.target import VisitOutcome
from spiders.fetch.crawl.standstill import DEAD_REST_S, MOST_WALLS, WALL_REST_S, Halt, Standstill


def _halts(*outcomes: VisitOutcome, dead: bool = False) -> list[Halt | None]:
    standstill = Standstill()
    return [standstill.met(outcome, dead=dead) for outcome in outcomes]


@pytest.mark.parametrize("wall", [VisitOutcome.CHALLENGE, VisitOutcome.LOGIN])
def test_the_third_wall_in_a_row_is_one_too_many(wall: VisitOutcome) -> None:
    first, second, third = _halts(wall, wall, wall)
    assert (first, second) == (None, None)
    assert third is not None
    assert third.rest_s == WALL_REST_S


def test_a_page_that_was_read_or_is_gone_starts_the_count_anew() -> None:
    wall, gone = VisitOutcome.CHALLENGE, VisitOutcome.GONE
    assert _halts(wall, wall, gone, wall, wall) == [None] * 5
    standstill = Standstill()
    for _ in range(MOST_WALLS - 1):
        assert standstill.met(wall) is None
        standstill.answered()
    assert standstill.met(wall) is not None


def test_faults_and_refusals_by_robots_are_no_walls() -> None:
    others = [VisitOutcome.FAILED, VisitOutcome.ROBOTS, VisitOutcome.POLICY, VisitOutcome.BUSY]
    assert _halts(*others * 5) == [None] * 20


def test_three_connections_in_a_row_that_nobody_takes_are_enough() -> None:
    *before, last = _halts(*[VisitOutcome.FAILED] * 3, dead=True)
    assert before == [None, None]
    assert last is not None
    assert last.rest_s == DEAD_REST_S
