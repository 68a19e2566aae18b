"""Digests of tables: the same rows give the same one on both databases, any change another."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, update

from monitor.domain.target import TargetKind
from monitor.store.beats import beats
from monitor.store.digests import TableDigest, table_digests
from monitor.store.engines import engine_for
from monitor.store.schema import upgrade
from monitor.store.tables import hosts, targets

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def filled(url: str, *, backwards: bool = False) -> Engine:
    """A database with a value of every kind in it."""
    engine = engine_for(url)
    upgrade(engine)
    rows: list[dict[str, Any]] = [
        {"name": "supervisor", "at": NOON, "note": "naïve 佐维克斯 \x1b"},
        {"name": "doctor", "at": NOON.replace(microsecond=250_000), "note": ""},
    ]
    with engine.begin() as connection:
        connection.execute(insert(beats), rows[::-1] if backwards else rows)
        connection.execute(insert(hosts).values(host="shop.example"))
        row = {"source_id": "s", "url_key": b"\x00\xff", "url": "u", "host": "shop.example"}
        more = {"kind": TargetKind.HOME, "depth": 1, "due_at": NOON, "every_s": 3600.0}
        connection.execute(insert(targets).values(**row, **more, attempts=0))
    return engine


def digests(engine: Engine) -> dict[str, TableDigest]:
    with engine.connect() as connection:
        return dict(table_digests(connection))


@pytest.fixture
def engine(tmp_path: Any) -> Any:  # noqa: ANN401 - an Engine, let go at the end
    made = filled(f"sqlite:///{tmp_path}/one.db")
    yield made
    made.dispose()


def test_both_databases_and_any_order_give_one_digest(engine: Engine, empty_postgres: str) -> None:
    other = filled(empty_postgres, backwards=True)
    assert digests(engine) == digests(other)
    other.dispose()
    assert digests(engine)["beats"].rows == 2
    assert digests(engine)["news"] == TableDigest(rows=0, sha256="0" * 64)


@pytest.mark.parametrize(
    "change",
    [
        update(beats).values(note="changed"),
        update(beats).where(beats.c.name == "doctor").values(at=NOON),
        delete(beats).where(beats.c.name == "doctor"),
        insert(beats).values(name="x", at=NOON, note=""),
    ],
    ids=["text", "a quarter of a second", "one row less", "one row more"],
)
def test_any_change_gives_another(engine: Engine, change: Any) -> None:  # noqa: ANN401
    before = digests(engine)
    with engine.begin() as connection:
        connection.execute(change)
    after = digests(engine)
    assert before.pop("beats") != after.pop("beats")
    assert before == after
