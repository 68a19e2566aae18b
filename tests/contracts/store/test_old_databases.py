"""A database of an earlier version is brought up to date with what it holds."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, insert, select

from monitor.ports.store import Fact
from monitor.store.beats import beats
from monitor.store.database import SqlStore
from monitor.store.engines import engine_for
from monitor.store.schema import downgrade, upgrade
from tests.contracts.store.made import HOUR_S, NOON, after, target

FACTS = {"pass": "begun", "searches of shop": "4", "import abcd": "entry 7"}


@pytest.fixture
def of_version_3(empty_url: str) -> Iterator[Engine]:
    """A database as it was when facts stood among the signs of life."""
    engine = engine_for(empty_url)
    upgrade(engine)
    downgrade(engine, "0003")
    with engine.begin() as connection:
        for second, (name, note) in enumerate({**FACTS, "supervisor": ""}.items()):
            row = {"name": name, "note": note, "at": after(second)}
            connection.execute(insert(beats).values(row))
        connection.exec_driver_sql("INSERT INTO hosts (host) VALUES ('shop.example')")
    yield engine
    engine.dispose()


def test_facts_move_to_a_table_of_their_own(of_version_3: Engine) -> None:
    upgrade(of_version_3)
    with SqlStore(of_version_3).transaction() as tx:
        for second, (name, value) in enumerate(FACTS.items()):
            assert tx.facts.told(name) == Fact(value=value, at=after(second))
            assert tx.beats.last(name) is None
        assert tx.facts.told("supervisor") is None
        assert tx.beats.last("supervisor") == (after(3), "")


def test_a_host_known_before_can_be_given_a_rest(of_version_3: Engine) -> None:
    upgrade(of_version_3)
    with SqlStore(of_version_3).transaction() as tx:
        tx.targets.discover([target("1")], HOUR_S, NOON)
        tx.targets.pause_host("shop.example", after(60), "wall")
        assert [rest.because for rest in tx.targets.rests("shop", NOON)] == ["wall"]


def test_facts_go_back_among_the_signs_of_life(of_version_3: Engine) -> None:
    upgrade(of_version_3)
    with SqlStore(of_version_3).transaction() as tx:
        tx.facts.keep("pass", "finished", after(9))
        tx.facts.keep("visits summed up to row", "3", NOON)
    downgrade(of_version_3, "0003")
    with of_version_3.connect() as connection:
        told = {row.name: row.note for row in connection.execute(select(beats))}
    assert told == {**FACTS, "pass": "finished", "supervisor": ""}
