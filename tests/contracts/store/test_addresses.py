"""Addresses: who welcomes letters, who gets none any more, and that the operator hears of it."""

from monitor.ports.store import Store
from tests.contracts.store.made import NOON, after

LI, WU = "li@bureau.example", "wu@bureau.example"


def test_an_address_is_confirmed_once(store: Store) -> None:
    with store.transaction() as tx:
        tx.addresses.confirm(LI, NOON)
        tx.addresses.confirm(LI, after(5))
        assert tx.addresses.confirmed([LI, WU]) == {LI}
        assert tx.addresses.confirmed([WU]) == frozenset()


def test_an_address_is_stopped_for_its_first_reason_until_a_person_resumes_it(
    store: Store,
) -> None:
    with store.transaction() as tx:
        assert tx.addresses.stop(LI, "nobody there", NOON, after(600))
        assert not tx.addresses.stop(LI, "again", after(5), after(900))
        (stop,) = tx.addresses.stops()
        assert (stop.address, stop.because, stop.since) == (LI, "nobody there", NOON)
        assert tx.addresses.resume(LI)
        assert not tx.addresses.resume(LI)
        assert tx.addresses.stops() == []
        assert tx.addresses.stop(LI, "again", after(5), after(900))


def test_a_confirmed_address_can_be_stopped_and_stays_confirmed(store: Store) -> None:
    with store.transaction() as tx:
        tx.addresses.confirm(LI, NOON)
        tx.addresses.stop(LI, "nobody there", after(1), after(2))
        assert tx.addresses.confirmed([LI]) == {LI}
        assert [stop.address for stop in tx.addresses.stops()] == [LI]


def test_the_operator_hears_of_all_stops_when_the_first_is_due(store: Store) -> None:
    with store.transaction() as tx:
        tx.addresses.stop(LI, "nobody there", NOON, after(600))
        tx.addresses.stop(WU, "asked for it", after(60), after(660))
        assert tx.addresses.untold(after(599)) == ()
        assert tx.outbox.waiting(after(599)) == 0
        assert tx.outbox.waiting(after(600)) == 1
        told = [stop.address for stop in tx.addresses.untold(after(600))]
        assert told == [LI, WU]
        tx.addresses.told(told)
        assert tx.addresses.untold(after(9999)) == ()
        assert len(tx.addresses.stops()) == 2
