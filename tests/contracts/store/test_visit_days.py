"""Old visits become daily sums, and coverage tells the same of them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import create_engine, text

from monitor.domain.page import PageKind
from monitor.domain.target import TargetKind, Visit, VisitOutcome
from monitor.ports.store import SourceCoverage, Store
from tests.contracts.store.made import NOON, after, target, visit

DAY_S = 86_400.0
MIDNIGHT = NOON.replace(hour=0)
SOURCES = ["shop", "mall"]
OUTCOMES = (VisitOutcome.READ, VisitOutcome.READ, VisitOutcome.CHALLENGE, VisitOutcome.FAILED)


def made() -> list[Visit]:
    """Twelve days of two sources, four visits a day each, home pages and questions among them."""
    told: list[Visit] = []
    for day in range(12):
        for source in SOURCES:
            for number, outcome in enumerate(OUTCOMES):
                at = day * DAY_S + number * 3600.0
                told.append(visit(target(str(number), source=source), outcome, at=at))
            home = target("", source=source, kind=TargetKind.HOME)
            if day < 9:
                told.append(visit(home, at=day * DAY_S + 7200.0, kind=PageKind.OTHER))
            question = replace(target("#names", source=source), kind=TargetKind.CATEGORY)
            asked = visit(question, at=day * DAY_S + 9000.0, kind=None)
            told.append(replace(asked, because=f"{day} names answer"))
    return sorted(told, key=lambda one: one.ended_at)


def record(store: Store, told: list[Visit]) -> None:
    with store.transaction() as tx:
        for one in told:
            tx.visits.record(one)


def sum_up(store: Store, before: datetime, limit: int) -> list[int]:
    """Numbers looked at in each turn, until there are none."""
    turns: list[int] = []
    while not turns or turns[-1]:
        with store.transaction() as tx:
            turns.append(tx.visits.sum_up(before, limit))
    return turns


def coverage(store: Store, since: datetime) -> list[SourceCoverage]:
    with store.transaction() as tx:
        return list(tx.visits.coverage(SOURCES, since, after(30 * DAY_S)))


def rows(url: str, table: str) -> int:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        count = connection.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - our own names
    engine.dispose()
    return int(count or 0)


@pytest.mark.parametrize("limit", [7, 1000])
def test_coverage_tells_the_same_before_and_after(store: Store, store_url: str, limit: int) -> None:
    told = made()
    record(store, told)
    moments = [MIDNIGHT + timedelta(days=day) for day in range(-1, 13)]
    before = [coverage(store, since) for since in moments]
    turns = sum_up(store, MIDNIGHT + timedelta(days=10), limit)
    assert sum(turns) == sum(one.ended_at < MIDNIGHT + timedelta(days=10) for one in told)
    assert max(turns) <= limit
    assert [coverage(store, since) for since in moments] == before
    assert rows(store_url, "visits") < len(told) / 3


def test_a_day_that_is_summed_up_in_parts_is_counted_once(store: Store) -> None:
    record(store, made())
    everything = coverage(store, MIDNIGHT)
    for _ in range(9):
        with store.transaction() as tx:
            tx.visits.sum_up(MIDNIGHT + timedelta(days=10), 5)
        assert coverage(store, MIDNIGHT) == everything


def test_visits_written_down_later_go_with_a_later_turn(store: Store) -> None:
    before = MIDNIGHT + timedelta(days=3)
    record(store, [visit(target("1"), at=1.0), visit(target("2"), at=2.0)])
    assert sum_up(store, before, 10) == [1, 0]
    record(store, [visit(target("3"), at=3.0), visit(target("4"), at=9 * DAY_S)])
    assert sum_up(store, before, 10) == [2, 0]
    (row, _) = coverage(store, MIDNIGHT)
    assert row.outcomes == {"read": 4}
    assert row.last_read_at == after(9 * DAY_S)


def test_the_last_read_is_remembered_when_its_visit_is_gone(store: Store, store_url: str) -> None:
    told = [visit(target("1"), at=at) for at in (50.0, 40.0)]
    record(store, [*told, visit(target("1", source="mall"), at=60.0)])
    sum_up(store, MIDNIGHT + timedelta(days=1), 1)
    assert rows(store_url, "visits") == 1
    assert coverage(store, after(DAY_S))[0].last_read_at == after(50.0)
    assert coverage(store, after(2 * DAY_S))[0].outcomes == {}
