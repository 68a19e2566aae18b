"""Sums over cases: each case is counted once, by what became of it."""

from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.review import Review
from monitor.domain.signal import Ground
from monitor.ports.store import CaseCause, CasePast, CaseTally, Store
from tests.contracts.store.made import NOON, after, open_case, verdict


def test_cases_are_summed_by_right_market_state_and_cause(store: Store) -> None:
    with store.transaction() as tx:
        first, _ = open_case(tx, "1"), open_case(tx, "2")
        tx.cases.judge(first.sighting_id, "acme", [verdict(version="v2")], NOON)
        judged = Review(case_number=first.number, decision=CaseState.DISMISSED, by="Li", at=NOON)
        tx.cases.review(judged)
        told = tx.statistics.tallies(["acme"], NOON)
        assert sorted((one.state, one.live, one.count) for one in told) == [
            (CaseState.DISMISSED, LiveState.LIVE, 1),
            (CaseState.OPEN, LiveState.LIVE, 1),
        ]
        assert {(one.asset_id, one.market) for one in told} == {("acme-word", "shop.example")}
        assert isinstance(told[0], CaseTally)
        causes = tx.statistics.causes(None, NOON)
        assert sum(one.count for one in causes) == 2, "two verdicts on one case are one cause"
        assert causes[0] == CaseCause(
            ground=Ground.TRADEMARK_USE,
            matchers=(),
            state=causes[0].state,
            live=LiveState.LIVE,
            count=1,
        )
        for sums in (tx.statistics.tallies, tx.statistics.causes, tx.statistics.pasts):
            assert sums(["zorvex"], NOON) == []
            assert sums(None, after(1)) == []


def test_a_past_tells_what_happened_first(store: Store) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        for at in (70.0, 60.0):
            tx.cases.add_event(case.id, CaseEventKind.ALERTED, after(at), by="x")
        tx.cases.add_event(case.id, CaseEventKind.ACKNOWLEDGED, after(90), by="Li")
        tx.cases.add_event(case.id, CaseEventKind.REVIEWED, after(80), by="Li", note="open")
        for live, at in ((LiveState.LOGIN, 100), (LiveState.REMOVED, 110)):
            tx.cases.looked(case.id, live, agreeing_looks=0, recheck_due=None, at=after(at))
        assert list(tx.statistics.pasts(None, NOON)) == [
            CasePast(
                opened_at=NOON,
                seen_at=NOON,
                alerted_at=after(60),
                acted_at=after(80),
                removed_at=after(110),
            )
        ]
