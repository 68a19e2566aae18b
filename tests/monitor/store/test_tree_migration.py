"""A log that was a chain becomes a tree, and can be a chain again."""

import hashlib
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from alerts.evidence.known_log import KnownLog
from monitor.domain.merkle import GrownTree
from monitor.store.database import SqlStore
from monitor.store.engines import engine_for
from monitor.store.schema import _run, downgrade
from tests.fixtures.postgres import PostgresServer

GENESIS = "0" * 64
INSERT = (
    "INSERT INTO evidence_log (entry_index, previous_sha256, body, entry_sha256, at)"
    " VALUES (:index, :before, :body, :digest, '2026-05-01 12:00:00')"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def chained(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A database of version 1 with seven entries in its chain."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('tmp_path')}/old.db"
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create("tree_migration")
    engine = engine_for(url)
    _run(engine, "0001")
    before = GENESIS
    with engine.begin() as connection:
        for index in range(7):
            body = json.dumps({"n": index, "title": "艾克米"}, ensure_ascii=False)
            digest = hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()
            row = {"index": index, "before": before, "body": body, "digest": digest}
            connection.execute(text(INSERT), row)
            before = digest
    yield engine
    engine.dispose()
    if request.param == "postgresql":
        server.drop("tree_migration")


def head_of(engine: Engine) -> str:
    newest = "SELECT entry_sha256 FROM evidence_log ORDER BY entry_index DESC LIMIT 1"
    with engine.connect() as connection:
        return str(connection.scalar(text(newest)))


def test_entries_of_a_chain_become_leaves_and_its_last_digest_is_kept(chained: Engine) -> None:
    head = head_of(chained)
    _run(chained, "0002")
    store = SqlStore(chained)
    with store.transaction() as tx:
        entries = tx.log.entries()
        assert [json.loads(entry.body).get("n") for entry in entries] == [*range(7), None]
        closing = {"type": "chain_closed", "entries": 7, "head_sha256": head}
        assert json.loads(entries[-1].body) == closing
        tree = GrownTree([entry.body.encode() for entry in entries])
        assert tx.log.root() == (8, tree.root())
        assert KnownLog(entries).fault is None
        entry = tx.log.append("later", entries[-1].at)
        tree.append(entry.body.encode())
        assert tx.log.root() == (9, tree.root())


def test_a_chain_of_no_entries_becomes_an_empty_tree(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    engine = engine_for(f"sqlite:///{tmp_path_factory.mktemp('empty')}/e.db")
    _run(engine, "0001")
    _run(engine, "0002")
    with SqlStore(engine).transaction() as tx:
        assert tx.log.entries() == []
    engine.dispose()


def test_a_log_goes_back_to_its_chain_with_every_entry(chained: Engine) -> None:
    head = head_of(chained)
    _run(chained, "0002")
    downgrade(chained, "0001")
    with chained.connect() as connection:
        rows = connection.execute(text("SELECT * FROM evidence_log ORDER BY entry_index")).all()
    assert len(rows) == 8
    assert rows[6].entry_sha256 == head == rows[7].previous_sha256


def test_a_broken_chain_is_refused_and_left_as_it_stands(chained: Engine) -> None:
    changed = "UPDATE evidence_log SET body = 'forged' WHERE entry_index = 3"
    with chained.begin() as connection:
        if chained.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER evidence_log_no_update"))
        else:
            connection.execute(text("ALTER TABLE evidence_log DISABLE TRIGGER USER"))
        connection.execute(text(changed))
    with pytest.raises(ValueError, match=r"entry 3 .* changed outside"):
        _run(chained, "0002")
    with chained.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM evidence_log")) == 7
        assert connection.scalar(text("SELECT version_num FROM schema_version")) == "0001"
