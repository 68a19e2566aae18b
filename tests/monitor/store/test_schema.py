"""All migrations give the tables that the code speaks of, and can be taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import monitor.store.database  # noqa: F401 - with it every table is known, whichever test runs
from monitor.store import triggers
from monitor.store.engines import engine_for
from monitor.store.schema import MIGRATIONS, SCHEMA_VERSION, downgrade, upgrade, version_of
from monitor.store.tables import metadata
from tests.fixtures.postgres import PostgresServer

TRIGGERS = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, proname, pg_get_triggerdef(pg_trigger.oid), prosrc"
    " FROM pg_trigger JOIN pg_proc ON tgfoid = pg_proc.oid WHERE NOT tgisinternal",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def two_engines(request: pytest.FixtureRequest) -> Iterator[tuple[Engine, Engine]]:
    """Two empty databases of one kind."""
    if request.param == "sqlite":
        folder = request.getfixturevalue("tmp_path")
        urls = [f"sqlite:///{folder}/{name}.db" for name in "ab"]
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        urls = [server.create(f"schema_{name}") for name in "ab"]
    engines = [engine_for(url) for url in urls]
    yield engines[0], engines[1]
    for engine in engines:
        engine.dispose()
    if request.param == "postgresql":
        for name in "ab":
            server.drop(f"schema_{name}")


def described(engine: Engine) -> dict[str, Any]:
    """Every table, column, key, index, constraint and trigger of a database, as plain values."""
    inspector = inspect(engine)
    tables = {name for name in inspector.get_table_names() if name != "schema_version"}
    shape: dict[str, Any] = {}
    for table in sorted(tables):
        columns = [
            (column["name"], str(column["type"]), column["nullable"], column["default"])
            for column in inspector.get_columns(table)
        ]
        shape[table] = {
            "columns": columns,
            "key": inspector.get_pk_constraint(table),
            "unique": sorted(str(one) for one in inspector.get_unique_constraints(table)),
            "foreign": sorted(str(one) for one in inspector.get_foreign_keys(table)),
            "indexes": sorted(_index(one) for one in inspector.get_indexes(table)),
            "checks": sorted(str(one) for one in inspector.get_check_constraints(table)),
        }
    with engine.connect() as connection:
        rows = connection.execute(text(TRIGGERS[engine.dialect.name]))
        shape["triggers"] = sorted([" ".join(str(part).split()) for part in row] for row in rows)
    return shape


def _index(index: Any) -> str:  # noqa: ANN401 - what an inspector says
    conditions = {name: str(where) for name, where in index["dialect_options"].items()}
    return f"{index['name']} {index['column_names']} {index['unique']} {conditions}"


def test_a_fresh_schema_equals_all_migrations(two_engines: tuple[Engine, Engine]) -> None:
    fresh, migrated = two_engines
    with fresh.begin() as connection:
        metadata.create_all(connection)
    upgrade(migrated)
    assert described(migrated) == described(fresh)
    assert len(described(fresh)["triggers"]) >= 2
    assert set(described(fresh)) == {*metadata.tables, "triggers"}


def test_every_migration_can_be_taken_back(two_engines: tuple[Engine, Engine]) -> None:
    engine, _ = two_engines
    upgrade(engine)
    before = described(engine)
    downgrade(engine, "base")
    assert set(described(engine)) == {"triggers"}
    assert described(engine)["triggers"] == []
    assert version_of(engine) is None
    upgrade(engine)
    assert described(engine) == before
    assert version_of(engine) == SCHEMA_VERSION


def test_the_version_the_code_knows_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [SCHEMA_VERSION]
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("v*.py"))
    assert [name[1:5] for name in names] == [f"{n:04}" for n in range(1, len(names) + 1)]


def test_every_migration_says_why_with_what_how_long_and_back() -> None:
    for path in (MIGRATIONS / "versions").glob("v*.py"):
        docstring = path.read_text().partition('"""')[2].partition('"""')[0]
        for word in ("Why:", "Works with:", "Time:", "Back:"):
            assert word in docstring, f"{path.name} does not say {word}"


def test_the_triggers_of_a_fresh_schema_speak_both_dialects() -> None:
    records = ("notices", "notice_events", "purchases", "custody_events")
    tables = ("evidence_log", "evidence_tree", "checkpoints", "stamps", *records)
    for dialect, count in (("sqlite", 24), ("postgresql", 20)):
        closed = [one for table in tables for one in triggers.statements(table, dialect)]
        assert len(closed) == count
