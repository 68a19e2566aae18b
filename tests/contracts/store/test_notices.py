"""Notices and test purchases: lives of lines that are only added, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from monitor.domain.attachment import Attachment
from monitor.domain.errors import RecordRefused
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Answer, NoticeEvent, NoticeEventKind
from monitor.domain.purchase import CustodyEvent, CustodyKind, Order
from monitor.store.database import SqlStore
from monitor.store.engines import engine_for
from monitor.store.schema import downgrade, upgrade
from tests.contracts.store.made import NOON, after, open_case

DAY = date(2026, 5, 1)
PHOTO = Attachment(name="parcel.jpg", sha256="ab" * 32, size=9)
ORDER = Order(
    number="PO-1",
    day=DAY,
    price=Decimal("58.00"),
    shipping=Decimal("6.50"),
    currency="CNY",
    buyer="Li Wei",
)
ORDERED = CustodyEvent(kind=CustodyKind.ORDERED, at=NOON, recorded_at=after(9), by="Li Wei")


def step(kind: NoticeEventKind, at: float = 0.0, **more: object) -> NoticeEvent:
    return NoticeEvent(kind=kind, day=DAY, at=after(at), by="Li Wei", **more)  # type: ignore[arg-type]


def test_a_notice_keeps_every_line_of_its_life_in_order(store: SqlStore) -> None:
    prepared = step(NoticeEventKind.PREPARED, files=(PHOTO,))
    answered = step(NoticeEventKind.ANSWERED, 60, answer=Answer.PARTLY, note="拒绝一半")
    with store.transaction() as tx:
        case = open_case(tx)
        entry = tx.log.append({"type": "x"}, NOON)
        notice = tx.notices.open(case.id, NoticeForm.DSA, "acme-word")
        notice = tx.notices.add(notice, prepared, entry.index)
        notice = tx.notices.add(notice, answered, entry.index)
    with store.transaction() as tx:
        read = tx.notices.get("nt-1")
        assert read == notice
        assert read.events == (prepared, answered)
        assert read.entries == (0, 0)
        assert list(tx.notices.of_case(case.id)) == [notice]
        assert list(tx.notices.happened(after(60))) == [notice]
        assert list(tx.notices.happened(after(61))) == []
        assert tx.notices.get("NT-2") is None
        assert tx.notices.get("RW-1") is None


def test_of_two_who_record_the_same_step_one_is_refused(store: SqlStore) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        entry = tx.log.append({"type": "x"}, NOON).index
        first = tx.notices.open(case.id, NoticeForm.DSA, "acme-word")
        tx.notices.add(first, step(NoticeEventKind.PREPARED), entry)
        with pytest.raises(RecordRefused, match="meanwhile"):
            tx.notices.add(first, step(NoticeEventKind.PREPARED), entry)


def test_a_test_purchase_keeps_its_order_and_its_chain_of_custody(store: SqlStore) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        entry = tx.log.append({"type": "x"}, NOON).index
        purchase = tx.purchases.add(tx.purchases.open(case.id, ORDER), ORDERED, entry)
    with store.transaction() as tx:
        assert tx.purchases.get("tp-000001") == purchase
        assert list(tx.purchases.of_case(case.id)) == [purchase]
        assert purchase.order.cost == Decimal("64.50")
        assert tx.purchases.get("TP-9") is None


@pytest.mark.parametrize("table", ["notices", "notice_events", "purchases", "custody_events"])
def test_no_line_of_a_notice_or_a_test_purchase_changes_or_goes(
    store: SqlStore, table: str
) -> None:
    with store.transaction() as tx:
        case = open_case(tx)
        entry = tx.log.append({"type": "x"}, NOON).index
        notice = tx.notices.open(case.id, NoticeForm.DSA, "acme-word")
        tx.notices.add(notice, step(NoticeEventKind.PREPARED), entry)
        tx.purchases.add(tx.purchases.open(case.id, ORDER), ORDERED, entry)
    deeds = [f"UPDATE {table} SET id = id + 7", f"DELETE FROM {table}"]  # noqa: S608 - our tables
    for deed in deeds:
        with pytest.raises(DatabaseError, match="what was recorded stays"), _engine(store) as bare:
            bare.execute(text(deed))


def test_what_stands_is_not_replaced_by_another_line_either(store: SqlStore) -> None:
    with store.transaction() as tx:
        entry = tx.log.append({"type": "x"}, NOON).index
        notice = tx.notices.open(open_case(tx).id, NoticeForm.DSA, "acme-word")
        written = tx.notices.add(notice, step(NoticeEventKind.PREPARED), entry)
    with _engine(store) as bare:
        if bare.dialect.name == "sqlite":  # the one that knows such a statement
            bare.execute(text("INSERT OR REPLACE INTO notices SELECT id, case_id, 'csv', 'x'"
                              " FROM notices"))  # fmt: skip
            bare.execute(text("INSERT OR REPLACE INTO notice_events SELECT id, notice_id, place,"
                              " at, NULL, '{}' FROM notice_events"))  # fmt: skip
    with store.transaction() as tx:
        assert tx.notices.get(written.number) == written


def test_a_deadline_is_told_to_each_person_once(store: SqlStore) -> None:
    with store.transaction() as tx:
        assert tx.notices.remind("NT-000001 cn_15_days", "li@b.example", NOON)
        assert tx.notices.remind("NT-000001 cn_15_days", "wang@b.example", NOON)
        assert not tx.notices.remind("NT-000001 cn_15_days", "li@b.example", after(9))
    with store.transaction() as tx:
        assert tx.notices.reminded("li@b.example", NOON) == {"NT-000001 cn_15_days"}
        assert tx.notices.reminded("li@b.example", after(1)) == frozenset()


@contextmanager
def _engine(store: SqlStore) -> Iterator[Connection]:
    """The database itself, past the store."""
    with store._engine.begin() as bare:
        yield bare


def test_notices_prepared_before_have_a_life_of_their_own_after_the_update(empty_url: str) -> None:
    engine = engine_for(empty_url)
    try:
        upgrade(engine)
        with SqlStore(engine).transaction() as tx:
            case = open_case(tx)
        downgrade(engine, "0008")
        _prepared_before(engine, case.id)
        upgrade(engine)
        with SqlStore(engine).transaction() as tx:
            again, once = tx.notices.of_case(case.id)
            assert (again.form, again.asset_id) == (NoticeForm.ALIBABA, "acme-word")
            assert [event.note for event in again.events] == ["", "despite the budget: sure"]
            assert (once.form, once.last.by, once.last.day) == (NoticeForm.DSA, "Li", DAY)
            assert once.entries == (None,)
            fresh = tx.notices.open(case.id, NoticeForm.CSV, "acme-word")
            assert fresh.number == "NT-000003"
    finally:
        engine.dispose()


def _prepared_before(engine: Engine, case_id: int) -> None:
    line = text(
        "INSERT INTO case_events (case_id, kind, at, by, note)"
        " VALUES (:case_id, 'notice_prepared', :at, 'Li', :note)"
    )
    told = ("alibaba, acme-word", "dsa, acme-word")
    notes = (*told, "alibaba, acme-word; despite the budget: sure")
    at = NOON.replace(tzinfo=None) if engine.dialect.name == "sqlite" else NOON
    with engine.begin() as connection:
        for note in notes:
            connection.execute(line, {"case_id": case_id, "at": str(at), "note": note})
