"""News to tell, and finished messages on their way."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update

from monitor.domain.alert import OPERATORS, Alert, DeliveryState, Trouble
from monitor.ports.store import Lease, OutboxLine, QueuedAlert
from monitor.store.addresses import addresses
from monitor.store.columns import AnyRow
from monitor.store.hearings import hearings
from monitor.store.tables import alerts, news
from monitor.store.work import (
    ALERTS,
    NEWS,
    WorkTable,
    changed_one,
    insert_into,
    shares,
)


class SqlOutbox:
    """Rows of `news` and `alerts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def announce(self, case_id: int, event_id: int, now: datetime) -> None:
        """Ask for letters about an event, once."""
        self._connection.execute(
            insert_into(self._connection, news).on_conflict_do_nothing(),
            {"event_id": event_id, "case_id": case_id, "letter_due": now},
        )

    def claim_news(self, lease: Lease, limit: int) -> Sequence[tuple[int, int]]:
        """Lease (case_id, event_id) that are due for writing, oldest first."""
        rows = NEWS.claim(self._connection, lease, limit)
        return [(row.case_id, row.event_id) for row in rows]

    def told(self, event_id: int, owner: str) -> bool:
        """Letters about the event are queued."""
        return changed_one(self._connection, NEWS.held(event_id, owner).values(letter_due=None))

    def queue(self, alert: Alert, now: datetime) -> bool:
        """Put a finished message in; False when its key stands there already."""
        new = insert_into(self._connection, alerts).on_conflict_do_nothing(
            index_elements=["alert_key"]
        )
        row = {
            "alert_key": alert.key,
            "channel": alert.channel,
            "receiver": alert.to,
            "message_id": alert.message_id,
            "subject": alert.subject,
            "content": alert.content,
            "state": DeliveryState.DUE,
            "queued_at": now,
            "send_due": now,
            "attempts": 0,
        }
        return self._connection.scalar(new.returning(alerts.c.id), row) is not None

    def claim(self, lease: Lease, channel: str, limit: int) -> Sequence[QueuedAlert]:
        """Lease due messages of a channel, one a receiver: the one that was tried least."""
        in_turn = func.row_number().over(
            partition_by=alerts.c.receiver,
            order_by=(alerts.c.attempts, alerts.c.send_due, alerts.c.id),
        )
        due = and_(alerts.c.channel == channel, ALERTS.free(lease.now))
        first = select(alerts.c.id, in_turn.label("turn")).where(due).subquery("each_due")
        mine = alerts.c.id.in_(select(first.c.id).where(first.c.turn == 1))
        return [
            QueuedAlert(
                id=row.id,
                alert=_alert_of(row),
                attempts=row.attempts + 1,
                queued_at=row.queued_at,
            )
            for row in ALERTS.claim(self._connection, lease, limit, mine)
        ]

    def sent(self, alert_id: int, owner: str, now: datetime) -> bool:
        """Delivered."""
        done = ALERTS.held(alert_id, owner).values(
            state=DeliveryState.SENT, send_due=None, error=None, sent_at=now
        )
        return changed_one(self._connection, done)

    def retry(
        self,
        alert_id: int,
        because: str,
        next_try: datetime,
        owner: str,
        *,
        tell_at: datetime | None = None,
    ) -> bool:
        """Not taken; again at `next_try`, and nothing else to this receiver before."""
        changed = _told_at(tell_at, {"send_due": next_try, "error": because})
        again = ALERTS.held(alert_id, owner).values(changed)
        if not changed_one(self._connection, again):
            return False
        mine = select(alerts.c.channel, alerts.c.receiver).where(alerts.c.id == alert_id)
        channel, receiver = self._connection.execute(mine).one()
        others = and_(
            alerts.c.channel == channel,
            alerts.c.receiver == receiver,
            alerts.c.send_due < next_try,
            alerts.c.owner.is_(None),
        )
        self._connection.execute(update(alerts).where(others).values(send_due=next_try))
        return True

    def dead(
        self, alert_id: int, because: str, owner: str, *, tell_at: datetime | None = None
    ) -> bool:
        """Given up, with the reason."""
        given_up = {"state": DeliveryState.DEAD, "send_due": None, "error": because}
        held = ALERTS.held(alert_id, owner)
        return changed_one(self._connection, held.values(_told_at(tell_at, given_up)))

    def came_back(self, message_id: str, because: str, tell_at: datetime) -> str | None:
        """Given up after all; told once, however often the report comes."""
        was_sent = and_(alerts.c.message_id == message_id, alerts.c.state == DeliveryState.SENT)
        told_at = case((alerts.c.alert_key.startswith(OPERATORS), None), else_=tell_at)
        given_up = {"state": DeliveryState.DEAD, "error": because, "operator_due": told_at}
        back = update(alerts).where(was_sent).values(given_up).returning(alerts.c.receiver)
        whose: str | None = self._connection.scalar(back)
        return whose

    def standing(self, keys: Sequence[str]) -> frozenset[str]:
        """Looked up by the index that keeps keys apart."""
        found: set[str] = set()
        for some in shares(keys):
            known = select(alerts.c.alert_key).where(alerts.c.alert_key.in_(some))
            found.update(self._connection.scalars(known))
        return frozenset(found)

    def troubles(self, now: datetime) -> Sequence[Trouble]:
        """() until one of them is due; the rows stay locked, so that one process tells each."""
        due = alerts.c.operator_due
        if self._connection.scalar(select(alerts.c.id).where(due <= now).limit(1)) is None:
            return ()
        rows = select(*_LINE).where(due.is_not(None)).order_by(alerts.c.id).with_for_update()
        return [_trouble_of(row) for row in self._connection.execute(rows)]

    def troubles_told(self, keys: Sequence[str]) -> None:
        """Nothing more to tell of these."""
        for some in shares(keys):
            told = update(alerts).where(alerts.c.alert_key.in_(some)).values(operator_due=None)
            self._connection.execute(told)

    def send_again(self, to: str, now: datetime) -> int:
        """As if they were queued now."""
        fresh = {"state": DeliveryState.DUE, "send_due": now, "queued_at": now, "attempts": 0}
        return self._of_given_up(to, fresh)

    def drop(self, to: str) -> int:
        """What was given up for a receiver is let go."""
        return self._of_given_up(to, {"state": DeliveryState.DROPPED})

    def given_up(self) -> Mapping[str, int]:
        """Receiver -> how many messages were given up for them."""
        each = (
            select(alerts.c.receiver, func.count().label("letters"))
            .where(_DEAD)
            .group_by(alerts.c.receiver)
        )
        return {row.receiver: row.letters for row in self._connection.execute(each)}

    def _of_given_up(self, to: str, changed: Mapping[str, Any]) -> int:
        """Change what was given up for a receiver."""
        gone = and_(alerts.c.receiver == to, _DEAD)
        values = {**changed, "operator_due": None}
        return self._connection.execute(update(alerts).where(gone).values(values)).rowcount

    def lines(self, state: DeliveryState | None = None, limit: int = 100) -> Sequence[OutboxLine]:
        """Newest first."""
        newest = select(*_LINE).order_by(alerts.c.id.desc()).limit(limit)
        if state is not None:
            newest = newest.where(alerts.c.state == state)
        return [_line_of(row) for row in self._connection.execute(newest)]

    def oldest_due(self) -> datetime | None:
        """Since when the oldest message waits that is still to be sent; None where none does."""
        oldest = select(func.min(alerts.c.queued_at)).where(alerts.c.send_due.is_not(None))
        since: datetime | None = self._connection.scalar(oldest)
        return since

    def waiting(self, now: datetime) -> int:
        """Work that is due now or leased: news, hearings, messages, and what operators hear."""
        rows = sum(work.count(self._connection, _due_or_leased(work, now)) for work in _BOTH)
        for time in _TIMES:
            due = select(func.count()).select_from(time.table).where(time <= now)
            rows += self._connection.scalar(due) or 0
        return rows


_DEAD = alerts.c.state == DeliveryState.DEAD
_BOTH = (NEWS, ALERTS)
_TIMES = (
    hearings.c.hear_due,
    hearings.c.repeat_due,
    hearings.c.escalate_due,
    alerts.c.operator_due,
    addresses.c.operator_due,
)
_LINE = [column for column in alerts.c if column.name != "content"]


def _due_or_leased(work: WorkTable, now: datetime) -> ColumnElement[bool]:
    return and_(work.waits, or_(work.due <= now, work.table.c.lease_until > now))


def _alert_of(row: AnyRow) -> Alert:
    return Alert(
        key=row.alert_key,
        channel=row.channel,
        to=row.receiver,
        message_id=row.message_id,
        subject=row.subject,
        content=row.content,
    )


def _told_at(tell_at: datetime | None, changed: dict[str, Any]) -> dict[str, Any]:
    """What changes of a row; None leaves alone when the operator hears of it."""
    return changed if tell_at is None else {**changed, "operator_due": tell_at}


def _trouble_of(row: AnyRow) -> Trouble:
    return Trouble(
        key=row.alert_key,
        channel=row.channel,
        to=row.receiver,
        subject=row.subject,
        attempts=row.attempts,
        because=row.error,
        given_up=row.state is DeliveryState.DEAD,
    )


def _line_of(row: AnyRow) -> OutboxLine:
    return OutboxLine(
        key=row.alert_key,
        channel=row.channel,
        to=row.receiver,
        subject=row.subject,
        message_id=row.message_id,
        state=row.state,
        attempts=row.attempts,
        next_try=row.send_due,
        error=row.error,
        sent_at=row.sent_at,
    )
