"""Small facts: the last word stands, and they are no signs of life."""

from monitor.ports.store import Fact, Store
from tests.contracts.store.made import NOON, after


def test_the_last_word_on_a_fact_stands(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.facts.told("pass") is None
        tx.facts.keep("pass", "begun", NOON)
        tx.facts.keep("pass", "finished", after(5))
        tx.facts.keep("searches of shop", "4", after(9))
    with store.transaction() as tx:
        assert tx.facts.told("pass") == Fact(value="finished", at=after(5))
        assert tx.facts.told("searches of shop") == Fact(value="4", at=after(9))
        assert tx.beats.last("pass") is None
