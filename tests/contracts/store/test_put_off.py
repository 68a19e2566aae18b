"""The frontier: visits that a shop's feed makes needless for a while."""

from datetime import datetime

from monitor.domain.target import TargetKind
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import HOUR_S, NOON, after, lease, target, visit

SHOP = ["shop"]


def due_urls(tx: Transaction, at: float) -> list[str]:
    batch = tx.targets.claim_batch(lease("me", at), SHOP, 99)
    if batch is None:
        return []
    tx.targets.release(batch, after(at))
    return sorted(leased.target.url.rpartition("/")[2] for leased in batch.targets)


def put_off(tx: Transaction, until: datetime, *paths: str) -> int:
    return tx.targets.put_off("shop", [target(path).url for path in paths], until)


def test_what_is_put_off_is_not_due_before_and_due_again_after(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2"), target("3")], HOUR_S, NOON)
        assert put_off(tx, after(2 * HOUR_S), "1", "3") == 2
        assert due_urls(tx, 1) == ["2"]
        assert due_urls(tx, 2 * HOUR_S) == ["1", "2", "3"]


def test_putting_off_never_brings_a_visit_nearer(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1")], HOUR_S, NOON)
        tx.targets.visited(visit(target("1")), after(9 * HOUR_S), HOUR_S)
        assert put_off(tx, after(HOUR_S), "1") == 0
        assert due_urls(tx, 8 * HOUR_S) == []


def test_what_a_case_asked_for_stays_due(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.ask_recheck(target("1"), NOON)
        assert put_off(tx, after(HOUR_S), "1") == 0
        assert due_urls(tx, 1) == ["1"]


def test_other_sources_and_unknown_urls_are_left_alone(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1", source="mall")], HOUR_S, NOON)
        tx.targets.discover([target("1", kind=TargetKind.LISTING)], HOUR_S, NOON)
        mall = target("1", source="mall")
        assert tx.targets.put_off("shop", [mall.url, target("9").url], after(HOUR_S)) == 0
        assert put_off(tx, after(HOUR_S)) == 0
        assert due_urls(tx, 1) == ["1"]


def test_a_thousand_are_put_off_at_once(store: Store) -> None:
    many = [str(number) for number in range(1001)]
    with store.transaction() as tx:
        tx.targets.discover([target(path) for path in many], HOUR_S, NOON)
        assert put_off(tx, after(HOUR_S), *many) == 1001
        assert tx.targets.due(SHOP, after(1)) == 0
