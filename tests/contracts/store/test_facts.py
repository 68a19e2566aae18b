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


def test_of_two_who_turn_the_same_fact_the_first_one_does(store: Store) -> None:
    with store.transaction() as tx:
        tx.facts.keep("canary", "found", NOON)
        was = Fact(value="found", at=NOON)
        assert tx.facts.turn("canary", was, "lost", after(5))
        assert not tx.facts.turn("canary", was, "lost", after(6))
        assert tx.facts.told("canary") == Fact(value="lost", at=after(5))
