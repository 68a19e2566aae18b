"""The evidence log: dense, chained, and closed to change by the database itself."""

import hashlib

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from monitor.domain.capture import GENESIS
from monitor.ports.store import Store
from monitor.store.database import SqlStore
from monitor.store.tables import evidence_log
from tests.contracts.store.made import NOON, after, bundle


def test_entries_are_dense_and_chained(store: Store) -> None:
    with store.transaction(durable=True) as tx:
        assert tx.log.head() is None
        written = [tx.log.append(bundle(f"c{n}"), after(n)) for n in range(5)]
    with store.transaction() as tx:
        entries = tx.log.entries()
        assert entries == written
        assert tx.log.head() == written[-1]
        assert tx.log.entries(first=2, limit=2) == written[2:4]
        assert tx.log.entries(first=5) == []
    assert [entry.index for entry in entries] == [0, 1, 2, 3, 4]
    before = GENESIS
    for entry in entries:
        assert entry.previous_sha256 == before
        chained = hashlib.sha256(f"{before}\n{entry.body}".encode()).hexdigest()
        assert entry.entry_sha256 == chained
        before = entry.entry_sha256


def test_a_body_comes_back_byte_for_byte(store: Store) -> None:
    body = {"title": "艾克米 \ud800 \x00 \\ \" '", "score": 0.1}
    with store.transaction() as tx:
        written = tx.log.append(body, NOON)
    with store.transaction() as tx:
        assert tx.log.head() == written
        assert written.holds


def test_an_entry_of_a_transaction_that_failed_leaves_no_gap(store: Store) -> None:
    with store.transaction() as tx:
        tx.log.append("first", NOON)
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012 - it ends half-way
        tx.log.append("lost", NOON)
        tx.log.append(1 // 0, NOON)
    with store.transaction() as tx:
        assert tx.log.append("second", NOON).index == 1


FORGERIES = {
    "update": "UPDATE evidence_log SET body = 'other' WHERE entry_index = 1",
    "update of all": "UPDATE evidence_log SET at = at",
    "delete": "DELETE FROM evidence_log WHERE entry_index = 2",
    "delete of all": "DELETE FROM evidence_log",
    "gap": "INSERT INTO evidence_log SELECT 7, entry_sha256, body, 'x', at FROM evidence_log"
    " WHERE entry_index = 2",
    "fork": "INSERT INTO evidence_log SELECT 3, 'x' || entry_sha256, body, 'x', at"
    " FROM evidence_log WHERE entry_index = 1",
}


@pytest.mark.parametrize("statement", FORGERIES.values(), ids=FORGERIES)
def test_the_database_refuses_to_change_the_log(store: SqlStore, statement: str) -> None:
    with store.transaction() as tx:
        written = [tx.log.append(f"entry {n}", NOON) for n in range(3)]
    with pytest.raises(DBAPIError, match="evidence log"):
        _execute(store, statement)
    with store.transaction() as tx:
        assert tx.log.entries() == written


@pytest.mark.parametrize("index", [1, 3])
def test_replacing_and_emptying_are_changes_too(store: SqlStore, index: int) -> None:
    with store.transaction() as tx:
        written = [tx.log.append(f"entry {n}", NOON) for n in range(3)]
    is_sqlite = store._engine.dialect.name == "sqlite"
    replace = (  # the second one would push out entry 2 by its digest
        "INSERT OR REPLACE INTO evidence_log SELECT :index, entry_sha256, body, entry_sha256, at"
        " FROM evidence_log WHERE entry_index = 2"
    ).replace(":index", str(index))
    with pytest.raises(DBAPIError, match="evidence log"):
        _execute(store, replace if is_sqlite else "TRUNCATE evidence_log CASCADE")
    with store.transaction() as tx:
        assert tx.log.entries() == written


def test_an_entry_that_follows_the_last_one_is_taken(store: SqlStore) -> None:
    with store.transaction() as tx:
        head = tx.log.append("first", NOON)

    def following(connection: Connection) -> None:
        row = {
            "entry_index": 1,
            "previous_sha256": head.entry_sha256,
            "body": "b",
            "entry_sha256": "d",
            "at": NOON,
        }
        connection.execute(insert(evidence_log), row)

    with store._engine.begin() as connection:
        following(connection)
    with store.transaction() as tx:
        assert len(tx.log.entries()) == 2


def _execute(store: SqlStore, statement: str) -> None:
    with store._engine.begin() as connection:
        connection.execute(text(statement))
