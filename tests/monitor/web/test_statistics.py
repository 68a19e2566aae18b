"""Statistics: what came of cases, told apart, and of nobody else's."""

from datetime import timedelta

from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.review import Review
from monitor.pipeline.statistics import Flow, Stretch, figures
from monitor.store.database import SqlStore
from monitor.web.desk import Desk
from tests.monitor.web.conftest import HOLDER, Browser, HandClock
from tests.monitor.web.made import opened


def past(store: SqlStore, desk: Desk, clock: HandClock) -> None:
    """Four cases: one confirmed and removed, one dismissed, one open, one of another holder."""
    cases = [opened(desk, str(n)) for n in range(3)]
    opened(desk, "9", "ZORVEX bag", asset="zorvex-word")
    began = clock.now()
    for case, decision in zip(cases, (CaseState.CONFIRMED, CaseState.DISMISSED), strict=False):
        at = began + timedelta(hours=2)
        judged = Review(case_number=case.number, decision=decision, by="Li", at=at)
        with store.transaction() as tx:
            tx.cases.add_event(case.id, CaseEventKind.ALERTED, began + timedelta(minutes=5), by="x")
            tx.cases.review(judged)
    with store.transaction() as tx:
        gone = began + timedelta(days=3)
        tx.cases.looked(cases[0].id, LiveState.REMOVED, agreeing_looks=2, recheck_due=None, at=gone)


def test_figures_tell_how_far_cases_came_and_how_long_it_took(
    store: SqlStore, desk: Desk, clock: HandClock
) -> None:
    past(store, desk, clock)
    with store.reading() as tx:
        told = figures(tx, ("acme",), clock.now() - timedelta(days=1))
        later = figures(tx, None, clock.now() + timedelta(days=1))
    whole = Flow(found=3, confirmed=1, dismissed=1, removed=1)
    assert told.whole == told.assets["acme-word"] == told.rules["text.word_mark/1"] == whole
    assert whole.precision == 0.5
    waits = {stretch: (one.cases, one.median_s) for stretch, one in told.spreads.items()}
    assert waits[Stretch.TOLD] == (2, 300.0)
    assert waits[Stretch.ACTED] == (2, 7200.0)
    assert waits[Stretch.REMOVED] == (1, 3 * 86_400.0)
    assert waits[Stretch.DETECTED][0] == 3
    assert later.whole == Flow()
    assert later.spreads == {}
    assert later.whole.precision is None


def test_the_page_tells_them_apart_and_prints(
    officer: Browser, store: SqlStore, desk: Desk, clock: HandClock
) -> None:
    past(store, desk, clock)
    text = officer.get("/statistics").text
    for told in (
        "2 of 4 are decided: 1 confirmed, 1 dismissed, 0 licensed.", "words of a mark", "50 %",
        "shop.example", "ZORVEX", "case opened → offer removed", "3 d", "2 h",
    ):  # fmt: skip
        assert told in text, told
    assert officer.get("/statistics?days=ever").status_code == 200
    officer.post("/language", language="zh")
    assert "按权利所属地区" in officer.get("/statistics").text


def test_a_holder_reads_figures_of_its_own_cases_alone(
    store: SqlStore, desk: Desk, clock: HandClock
) -> None:
    past(store, desk, clock)
    text = Browser(desk).sign_in(HOLDER).get("/statistics").text
    assert "ZORVEX" not in text
    assert "2 of 3 are decided" in text
