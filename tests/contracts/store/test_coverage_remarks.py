"""Coverage of sources that span many sites, and of questions that are no page."""

from dataclasses import replace

from monitor.domain.page import PageKind
from monitor.domain.target import TargetKind, VisitOutcome
from monitor.ports.store import Store
from tests.contracts.store.made import after, target, visit


def test_coverage_tells_the_latest_remark_of_each_question_and_homes_read_once(
    store: Store,
) -> None:
    question = target("#lookalikes", kind=TargetKind.CATEGORY)
    home = replace(target(kind=TargetKind.HOME), url="http://alike.example/")
    other = replace(home, url="http://alike2.example/")
    with store.transaction() as tx:
        for at, told in ((10, "1 answers"), (20, "2 answer")):
            tx.visits.record(replace(visit(question, at=at, kind=None), because=told))
        for at in (30, 40):
            tx.visits.record(visit(home, at=at, kind=PageKind.SEARCH))
        tx.visits.record(visit(other, VisitOutcome.FAILED, at=50))
        shell = replace(visit(other, at=60, kind=PageKind.SHELL), because="needs a browser")
        tx.visits.record(shell)
        (row,) = tx.visits.coverage(["shop"], after(0), after(100))
        (later,) = tx.visits.coverage(["shop"], after(70), after(100))
    assert row.remarks == ("2 answer",)
    assert row.homes_read == 2
    assert (later.remarks, later.homes_read) == ((), 0)
