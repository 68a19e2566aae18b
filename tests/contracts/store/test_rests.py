"""Hosts that are left alone: until when, and why."""

from datetime import timedelta

from monitor.ports.store import Rest, Store
from tests.contracts.store.made import HOUR_S, NOON, after, target

HOST = "shop.example"


def test_a_rest_is_told_of_each_source_on_the_host_while_it_lasts(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("1", source="mall")], HOUR_S, NOON)
        tx.targets.pause_host(HOST, after(600), "the site asks for a login")
        rest = Rest(host=HOST, until=after(600), because="the site asks for a login")
        assert list(tx.targets.rests("shop", after(599))) == [rest]
        assert list(tx.targets.rests("shop", after(600))) == []
        assert list(tx.targets.rests("mall", NOON)) == []
        told = tx.visits.coverage(["mall", "shop"], NOON, after(1))
    assert [row.rests for row in told] == [(), (rest,)]


def test_the_longer_rest_keeps_its_own_reason(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1")], HOUR_S, NOON)
        tx.targets.pause_host(HOST, after(600), "long")
        tx.targets.pause_host(HOST, after(60), "short")
        (rest,) = tx.targets.rests("shop", NOON)
        assert (rest.until, rest.because) == (after(600), "long")
        tx.targets.pause_host(HOST, after(900))
        (rest,) = tx.targets.rests("shop", NOON)
    assert (rest.until, rest.because) == (after(900), None)


def test_the_longest_rest_comes_first(store: Store) -> None:
    with store.transaction() as tx:
        for number in range(3):
            host = f"{number}.example"
            one = target(str(number))
            url = f"https://{host}/"
            tx.targets.discover([type(one)(source_id="shop", url=url, kind=one.kind)], 60.0, NOON)
            tx.targets.pause_host(host, NOON + timedelta(hours=number + 1), "wall")
        assert [rest.host[0] for rest in tx.targets.rests("shop", NOON)] == ["2", "1", "0"]
