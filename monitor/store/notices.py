"""Notices and test purchases with what happened to each: rows that are only ever added."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    and_,
    insert,
    select,
)

from monitor.domain.errors import RecordRefused
from monitor.domain.notice import NoticeForm
from monitor.domain.notice_life import Notice, NoticeEvent
from monitor.domain.purchase import CustodyEvent, Order, Purchase
from monitor.store.columns import AnyRow, Body, Named, RowId, Utc, Written
from monitor.store.numbers import number_of, row_id_of
from monitor.store.tables import metadata
from monitor.store.work import insert_into, shares

notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False, index=True),
    Column("form", Named(NoticeForm), nullable=False),
    Column("asset_id", Text, nullable=False),
)
notice_events = Table(
    "notice_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("notice_id", RowId, ForeignKey("notices.id"), nullable=False),
    Column("place", Integer, nullable=False),  # in the life of the notice, from 0
    Column("at", Utc, nullable=False),
    Column("entry_index", RowId, ForeignKey("evidence_log.entry_index")),
    Column("body", Body(NoticeEvent), nullable=False),
    UniqueConstraint("notice_id", "place"),
)
Index("ix_notice_events_at", notice_events.c.at)

purchases = Table(
    "purchases",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False, index=True),
    Column("body", Body(Order), nullable=False),
)
custody_events = Table(
    "custody_events",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("purchase_id", RowId, ForeignKey("purchases.id"), nullable=False),
    Column("place", Integer, nullable=False),  # in the chain of custody, from 0
    Column("entry_index", RowId, ForeignKey("evidence_log.entry_index")),
    Column("body", Body(CustodyEvent), nullable=False),
    UniqueConstraint("purchase_id", "place"),
)
reminders = Table(
    "reminders",
    metadata,
    Column("deadline", Text, primary_key=True),
    Column("recipient", Written, primary_key=True),
    Column("at", Utc, nullable=False),
)
Index("ix_reminders_recipient", reminders.c.recipient, reminders.c.at)
_NOTICE: Final = notice_events.c.notice_id
_CUSTODY: Final = custody_events.c.purchase_id


class SqlNotices:
    """Rows of `notices` and `notice_events`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, case_id: int, form: NoticeForm, asset_id: str) -> Notice:
        """A new notice, to which nothing has happened yet."""
        row = {"case_id": case_id, "form": form, "asset_id": asset_id}
        made = self._connection.execute(insert(notices).returning(notices), row).one()
        return _notice_of(made, ())

    def add(self, notice: Notice, event: NoticeEvent, entry_index: int) -> Notice:
        """Append what happened next.

        Raises:
            RecordRefused: something else happened to it meanwhile.
        """
        place = {"notice_id": row_id_of("NT", notice.number), "place": len(notice.events)}
        row = {**place, "at": event.at, "entry_index": entry_index, "body": event}
        _append(self._connection, notice_events, row, notice.number)
        events, entries = (*notice.events, event), (*notice.entries, entry_index)
        return replace(notice, events=events, entries=entries)

    def get(self, number: str) -> Notice | None:
        """By number, as people write it."""
        found = self._read(select(notices).where(notices.c.id == row_id_of("NT", number)))
        return found[0] if found else None

    def of_case(self, case_id: int) -> Sequence[Notice]:
        """Of one case, oldest first."""
        return self._read(select(notices).where(notices.c.case_id == case_id))

    def happened(self, since: datetime) -> Sequence[Notice]:
        """Those to which something has happened from a moment on, oldest first."""
        touched = select(notice_events.c.notice_id).where(notice_events.c.at >= since)
        return self._read(select(notices).where(notices.c.id.in_(touched)))

    def reminded(self, recipient: str, since: datetime) -> frozenset[str]:
        """Keys of the deadlines that somebody was reminded of from a moment on."""
        own = and_(reminders.c.recipient == recipient, reminders.c.at >= since)
        keys = select(reminders.c.deadline).where(own)
        return frozenset(self._connection.scalars(keys))

    def remind(self, deadline: str, recipient: str, now: datetime) -> bool:
        """Take a deadline as told; False when somebody has told it already."""
        once = insert_into(self._connection, reminders).on_conflict_do_nothing()
        row = {"deadline": deadline, "recipient": recipient, "at": now}
        made = once.returning(reminders.c.deadline)
        return self._connection.scalar(made, row) is not None

    def _read(self, wanted: Select[Any]) -> Sequence[Notice]:
        found = _with_lines(self._connection, wanted.order_by(notices.c.id), _NOTICE)
        return [_notice_of(row, lines) for row, lines in found]


class SqlPurchases:
    """Rows of `purchases` and `custody_events`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, case_id: int, order: Order) -> Purchase:
        """A new one, to which nothing has happened yet."""
        row = {"case_id": case_id, "body": order}
        made = self._connection.execute(insert(purchases).returning(purchases), row).one()
        return _purchase_of(made, ())

    def add(self, purchase: Purchase, event: CustodyEvent, entry_index: int) -> Purchase:
        """Append what happened next.

        Raises:
            RecordRefused: something else happened to it meanwhile.
        """
        place = {"purchase_id": row_id_of("TP", purchase.number), "place": len(purchase.events)}
        row = {**place, "entry_index": entry_index, "body": event}
        _append(self._connection, custody_events, row, purchase.number)
        events, entries = (*purchase.events, event), (*purchase.entries, entry_index)
        return replace(purchase, events=events, entries=entries)

    def get(self, number: str) -> Purchase | None:
        """By number, as people write it."""
        found = self._read(select(purchases).where(purchases.c.id == row_id_of("TP", number)))
        return found[0] if found else None

    def of_case(self, case_id: int) -> Sequence[Purchase]:
        """Of one case, oldest first."""
        return self._read(select(purchases).where(purchases.c.case_id == case_id))

    def _read(self, wanted: Select[Any]) -> Sequence[Purchase]:
        found = _with_lines(self._connection, wanted.order_by(purchases.c.id), _CUSTODY)
        return [_purchase_of(row, lines) for row, lines in found]


def _append(connection: Connection, table: Table, row: dict[str, Any], number: str) -> None:
    """Add the next line of a life.

    Raises:
        RecordRefused: that place is taken.
    """
    keep = insert_into(connection, table).on_conflict_do_nothing().returning(table.c.id)
    if connection.scalar(keep, row) is None:
        raise RecordRefused(number, "somebody recorded something of it meanwhile: look again")


def _with_lines(
    connection: Connection, wanted: Select[Any], life: Column[Any]
) -> Sequence[tuple[AnyRow, Sequence[AnyRow]]]:
    """Each row with the lines of its life in their order. life: the lines' column of its id."""
    rows = connection.execute(wanted).all()
    lines: dict[int, list[AnyRow]] = {row.id: [] for row in rows}
    for some in shares(list(lines)):
        told = select(life.table).where(life.in_(some)).order_by(life.table.c.place)
        for line in connection.execute(told):
            lines[getattr(line, life.name)].append(line)
    return [(row, lines[row.id]) for row in rows]


def _notice_of(row: AnyRow, lines: Sequence[AnyRow]) -> Notice:
    return Notice(
        number=number_of("NT", row.id),
        case_id=row.case_id,
        form=row.form,
        asset_id=row.asset_id,
        events=tuple(line.body for line in lines),
        entries=tuple(line.entry_index for line in lines),
    )


def _purchase_of(row: AnyRow, lines: Sequence[AnyRow]) -> Purchase:
    return Purchase(
        number=number_of("TP", row.id),
        case_id=row.case_id,
        order=row.body,
        events=tuple(line.body for line in lines),
        entries=tuple(line.entry_index for line in lines),
    )
