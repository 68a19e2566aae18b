"""What is known of pages, and the rhythm they are given."""

from monitor.domain.target import TargetKind, VisitOutcome
from monitor.ports.store import Pace, Store
from tests.contracts.store.made import HOUR_S, NOON, after, lease, target, visit

PAGES = [target("a"), target("b", kind=TargetKind.CATEGORY), target("c")]


def test_what_visits_brought_adds_up_and_fades(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([*PAGES, target("s", kind=TargetKind.SEARCH)], HOUR_S, NOON)
        assert tx.pages.read_at(PAGES[0]) is None
        tx.pages.learn(PAGES[0], NOON, 3, 10.0)
        tx.pages.learn(PAGES[0], after(60), 1, 30.0)
        tx.pages.learn(target("unknown"), NOON, 9, 9.0)
        tx.pages.weigh(PAGES[1], 4.0)
        tx.pages.fade("shop", 0.5)
        tx.pages.fade("other", 0.5)
    with store.transaction() as tx:
        assert tx.pages.read_at(PAGES[0]) == after(60)
        first, second, third = tx.pages.known("shop")
    assert (first.news, first.watched_s, first.weight) == (2.0, 20.0, 1.0)
    assert (second.kind, second.weight, second.read_at) == (TargetKind.CATEGORY, 4.0, None)
    assert (third.url, third.host, third.every_s) == (PAGES[2].url, PAGES[2].host, HOUR_S)


def test_a_page_gets_its_rhythm_unless_somebody_wants_or_has_it(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([*PAGES, target("d")], HOUR_S, NOON)
        tx.targets.ask_recheck(PAGES[0], NOON)
        tx.targets.visited(visit(PAGES[1], VisitOutcome.FAILED), after(15), HOUR_S)
        rows = {page.url: page.id for page in tx.pages.known("shop")}
        due = after(5 * HOUR_S)
        paces = [Pace(id=row, every_s=5 * HOUR_S, due_at=due) for row in rows.values()]
        assert tx.pages.pace(paces) == 2
        assert tx.pages.pace([]) == 0
        assert {p.url for p in tx.pages.known("shop") if p.due_at == due} == {
            PAGES[2].url,
            target("d").url,
        }
        batch = tx.targets.claim_batch(lease("w", 5 * HOUR_S + 1), ["shop"], 9)
        assert batch is not None
        assert tx.pages.pace(paces) == 0
