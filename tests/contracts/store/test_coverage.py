"""What was and was not seen of a source."""

from monitor.domain.target import VisitOutcome
from monitor.domain.verdict import Grade
from monitor.ports.store import Store
from tests.contracts.store.made import HOUR_S, NOON, after, sighting, target, verdict, visit


def test_coverage_counts_since_a_moment(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2"), target("3")], HOUR_S, NOON)
        tx.targets.visited(visit(target("1")), after(HOUR_S), HOUR_S)
        tx.visits.record(visit(target("1"), at=1))
        tx.visits.record(visit(target("1"), at=100))
        tx.visits.record(visit(target("2"), VisitOutcome.CHALLENGE, at=101))
        tx.visits.record(visit(target("3"), VisitOutcome.CHALLENGE, at=102))
        old, _ = tx.sightings.record(sighting("1", at=1))
        new, _ = tx.sightings.record(sighting("2", at=100))
        tx.cases.judge(old, "acme", [verdict()], after(5))
        tx.cases.judge(new, "acme", [verdict(), verdict(Grade.NONE, asset_id="b")], after(105))
        (row,) = tx.visits.coverage(["shop"], after(50), after(200))
    assert (row.source_id, row.since) == ("shop", after(50))
    assert (row.targets, row.due) == (3, 2)
    assert row.outcomes == {"read": 1, "challenge": 2}
    assert (row.listings, row.sightings) == (2, 1)
    assert (row.signals, row.cases) == (1, 1)
    assert row.last_read_at == after(100)


def test_coverage_has_a_row_for_each_source_in_the_order_asked(store: Store) -> None:
    with store.transaction() as tx:
        tx.visits.record(visit(target(source="mall"), VisitOutcome.ROBOTS))
        rows = tx.visits.coverage(["nothing", "mall"], NOON, NOON)
        assert tx.visits.coverage([], NOON, NOON) == []
    assert [row.source_id for row in rows] == ["nothing", "mall"]
    assert (rows[0].outcomes, rows[0].last_read_at, rows[0].targets) == ({}, None, 0)
    assert (rows[1].outcomes, rows[1].last_read_at) == ({"refused_by_robots": 1}, None)
