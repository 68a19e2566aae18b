"""Who holds a host, and the clock by which that is told."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.ports.store import Store
from monitor.store.clock import clock_of
from tests.contracts.store.made import HOUR_S, NOON, at_once, lease, target

SHOP = ["shop"]


def test_a_host_is_held_until_somebody_else_takes_it_over_or_it_is_let_go(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target()], HOUR_S, NOON)
        assert not tx.leases.holds_host("shop.example", "one")
        batch = tx.targets.claim_batch(lease("one"), SHOP, 10)
    assert batch is not None
    with store.transaction() as tx:
        assert tx.leases.holds_host(batch.host, "one")
        assert not tx.leases.holds_host(batch.host, "two")
        assert not tx.leases.holds_host("other.example", "one")
    with store.transaction() as tx:
        taken = tx.targets.claim_batch(lease("two", at=21), SHOP, 10)
        assert not tx.leases.holds_host(batch.host, "one")
        assert tx.leases.holds_host(batch.host, "two")
    assert taken is not None
    with store.transaction() as tx:
        tx.targets.release(taken, NOON)
        assert not tx.leases.holds_host(batch.host, "two")


def test_nobody_takes_a_host_over_while_its_holder_writes(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target()], HOUR_S, NOON)
        batch = tx.targets.claim_batch(lease("one"), SHOP, 10)
    assert batch is not None
    order: list[str] = []

    def take_over() -> None:
        while "two" not in order:
            with store.transaction() as tx:
                if tx.targets.claim_batch(lease("two", at=21), SHOP, 10) is not None:
                    order.append("two")

    other = threading.Thread(target=take_over)
    with store.transaction() as tx:
        assert tx.leases.holds_host(batch.host, "one")
        other.start()
        time.sleep(0.3)
        order.append("one")
    other.join(timeout=30)
    assert order == ["one", "two"]


def test_the_database_tells_the_time_and_it_is_carried_on(store_url: str) -> None:
    clock = clock_of(store_url)
    if store_url.startswith("sqlite"):
        assert clock is None, "a file belongs to one machine"
        return
    assert clock is not None
    here = datetime.now(UTC)
    assert abs(clock.now() - here) < timedelta(seconds=2), "this server runs on this machine"
    moments = [clock.now() for _ in range(100)]
    assert moments == sorted(moments)
    assert moments[0].tzinfo is UTC
    clock.close()


def test_a_source_that_is_visited_one_by_one_has_one_batch_on_all_its_hosts(store: Store) -> None:
    pages = [replace(target(), url=f"https://{n}.example/1") for n in range(3)]
    with store.transaction() as tx:
        tx.targets.discover([*pages, target(source="mall")], HOUR_S, NOON)
        first = tx.targets.claim_batch(lease("one"), SHOP, 10, SHOP)
        assert first is not None
        assert tx.targets.claim_batch(lease("two"), SHOP, 10, SHOP) is None
        assert tx.targets.claim_batch(lease("two"), SHOP, 10) is not None, "asked for without"
        assert tx.targets.claim_batch(lease("three"), [*SHOP, "mall"], 10, SHOP) is not None
        tx.targets.release(first, NOON + timedelta(hours=1))
        assert tx.targets.claim_batch(lease("four"), SHOP, 10, SHOP) is None, "two is at work"
        assert tx.targets.claim_batch(lease("four", at=21), SHOP, 10, SHOP) is not None


def test_of_many_who_claim_at_once_one_gets_a_batch_of_such_a_source(store: Store) -> None:
    pages = [replace(target(), url=f"https://{n}.example/1") for n in range(8)]
    with store.transaction() as tx:
        tx.targets.discover(pages, HOUR_S, NOON)
    got: list[str] = []

    def claim(who: str) -> None:
        with store.transaction() as tx:
            if tx.targets.claim_batch(lease(who), SHOP, 10, SHOP) is not None:
                got.append(who)
                time.sleep(0.2)  # the others look while this is not committed

    at_once(claim)
    assert len(got) == 1
