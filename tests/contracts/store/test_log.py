"""The evidence log: dense, a Merkle tree, and closed to change by the database itself."""

import random
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from monitor.domain.capture import LogEntry
from monitor.domain.checkpoint import SignedCheckpoint
from monitor.domain.merkle import EMPTY_ROOT, GrownTree, consistent, included
from monitor.ports.notary import Stamp
from monitor.ports.store import Store
from monitor.store.database import SqlStore
from tests.contracts.store.made import NOON, after, bundle, lease


def test_entries_are_dense_and_make_the_tree(store: Store) -> None:
    with store.transaction(durable=True) as tx:
        assert tx.log.head() is None
        assert tx.log.root() == (0, EMPTY_ROOT)
        written = [tx.log.append(bundle(f"c{n}"), after(n)) for n in range(5)]
    with store.transaction() as tx:
        entries = tx.log.entries()
        assert entries == written
        assert tx.log.head() == written[-1]
        assert tx.log.entries(first=2, limit=2) == written[2:4]
        assert tx.log.entries(first=5) == []
        assert tx.log.root() == (5, GrownTree(_leaves(written)).root())
    assert [entry.index for entry in entries] == [0, 1, 2, 3, 4]


def test_a_body_comes_back_byte_for_byte(store: Store) -> None:
    body = {"title": "艾克米 \ud800 \x00 \\ \" '", "score": 0.1}
    with store.transaction() as tx:
        written = tx.log.append(body, NOON)
    with store.transaction() as tx:
        assert tx.log.head() == written
        assert tx.log.root()[1].hex() == written.leaf_sha256


def test_every_entry_is_proven_and_every_size_grew_out_of_the_smaller(store: Store) -> None:
    with store.transaction() as tx:
        written = [tx.log.append({"n": n}, NOON) for n in range(37)]
    leaves = _leaves(written)
    with store.transaction() as tx:
        for size in (1, 2, 3, 8, 21, 37):
            root = tx.log.root(size)[1]
            for index in range(size):
                proof = tx.log.inclusion(index, size)
                assert included(leaves[index], index, size, proof, root)
            older = tx.log.root(size - 1)[1]
            assert consistent(size - 1, older, size, root, tx.log.consistency(size - 1, size))
        with pytest.raises(ValueError, match="no entry 37"):
            tx.log.inclusion(37, 37)


def test_a_proof_over_many_entries_costs_one_question(store: SqlStore) -> None:
    with store.transaction() as tx:
        leaves = _leaves([tx.log.append({"n": n}, NOON) for n in range(2_000)])
    with store.transaction() as tx:
        root = tx.log.root(1_999)[1]
        index = random.Random(5).randrange(1_999)  # noqa: S311 - repeatable, not secret
        begun = time.process_time()
        proof = tx.log.inclusion(index, 1_999)
        took_s = time.process_time() - begun
    assert included(leaves[index], index, 1_999, proof, root)
    assert took_s < 1.0  # about a millisecond; a walk over all entries would take far longer


def test_an_entry_of_a_transaction_that_failed_leaves_no_gap(store: Store) -> None:
    with store.transaction() as tx:
        tx.log.append("first", NOON)
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012 - it ends half-way
        tx.log.append("lost", NOON)
        tx.log.append(1 // 0, NOON)
    with store.transaction() as tx:
        assert tx.log.append("second", NOON).index == 1
        assert tx.log.root()[0] == 2


def test_a_checkpoint_is_kept_once_for_each_size_and_never_of_a_smaller_one(store: Store) -> None:
    with store.transaction() as tx:
        for n in range(3):
            tx.log.append(n, NOON)
        assert tx.log.checkpoint() is None
        assert tx.log.first_checkpoint(0) is None
        two, three = _signed(2), _signed(3)
        assert tx.log.keep_checkpoint(two)
        assert not tx.log.keep_checkpoint(_signed(2, "other"))
        assert not tx.log.keep_checkpoint(_signed(1))
        assert tx.log.keep_checkpoint(three)
        assert tx.log.checkpoint() == three
        assert tx.log.checkpoint(2) == two
        assert tx.log.first_checkpoint(1) == two
        assert tx.log.first_checkpoint(2) == three


FORGERIES = {
    "update": "UPDATE evidence_log SET body = 'other' WHERE entry_index = 1",
    "update of all": "UPDATE evidence_log SET at = at",
    "delete": "DELETE FROM evidence_log WHERE entry_index = 2",
    "delete of all": "DELETE FROM evidence_log",
    "gap": "INSERT INTO evidence_log SELECT 7, body, at FROM evidence_log WHERE entry_index = 2",
    "fork": "INSERT INTO evidence_log SELECT 1, body, at FROM evidence_log WHERE entry_index = 2",
    "hash changed": "UPDATE evidence_tree SET sha256 = sha256 WHERE number = 0",
    "hash dropped": "DELETE FROM evidence_tree WHERE number = 3",
    "hash out of turn": "INSERT INTO evidence_tree SELECT 9, sha256 FROM evidence_tree"
    " WHERE number = 1",
    "checkpoint changed": "UPDATE checkpoints SET note = 'other'",
    "checkpoint dropped": "DELETE FROM checkpoints",
    "checkpoint rolled back": "INSERT INTO checkpoints SELECT 1, note, at FROM checkpoints",
    "checkpoint ahead": "INSERT INTO checkpoints SELECT 9, note, at FROM checkpoints",
    "token changed": "UPDATE stamps SET token = NULL",
    "stamp dropped": "DELETE FROM stamps",
}


@pytest.mark.parametrize("statement", FORGERIES.values(), ids=FORGERIES)
def test_the_database_refuses_to_change_the_log(store: SqlStore, statement: str) -> None:
    written = _stamped_log(store)
    with pytest.raises(DBAPIError, match="evidence log"):
        _execute(store, statement)
    with store.transaction() as tx:
        assert tx.log.entries() == written
        assert tx.log.checkpoint() == _signed(3)
        assert len(tx.stamps.over(3)) == 1


@pytest.mark.parametrize("table", ["evidence_log", "evidence_tree", "checkpoints", "stamps"])
def test_replacing_and_emptying_are_changes_too(store: SqlStore, table: str) -> None:
    written = _stamped_log(store)
    is_sqlite = store._engine.dialect.name == "sqlite"
    replace = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 - our own names
    with pytest.raises(DBAPIError, match="evidence log"):
        _execute(store, replace if is_sqlite else f"TRUNCATE {table} CASCADE")
    with store.transaction() as tx:
        assert tx.log.entries() == written


def _stamped_log(store: SqlStore) -> list[LogEntry]:
    with store.transaction() as tx:
        written = [tx.log.append(f"entry {n}", NOON) for n in range(3)]
        tx.log.keep_checkpoint(_signed(3))
        tx.stamps.ask(["tsa"], NOON, NOON)
        (due,) = tx.stamps.claim(lease(), ["tsa"], 1)
        assert tx.stamps.stamped(due.id, Stamp(at=NOON, token=b"token"), "one", NOON)
    return written


def _signed(size: int, word: str = "note") -> SignedCheckpoint:
    return SignedCheckpoint(size=size, note=f"{word} {size}", at=NOON)


def _leaves(entries: list[LogEntry]) -> list[bytes]:
    return [entry.body.encode() for entry in entries]


def _execute(store: SqlStore, statement: str) -> None:
    with store._engine.begin() as connection:
        connection.execute(text(statement))
