"""News to tell, and finished messages on their way."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from monitor.domain.alert import Alert, DeliveryState
from monitor.ports.store import Lease, OutboxLine, QueuedAlert
from monitor.store.columns import AnyRow
from monitor.store.hearings import hearings
from monitor.store.tables import alerts, news
from monitor.store.work import ALERTS, NEWS, WorkTable, changed_one, insert_into


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

    def retry(self, alert_id: int, because: str, next_try: datetime, owner: str) -> bool:
        """Not taken; again at `next_try`, and nothing else to this receiver before."""
        again = ALERTS.held(alert_id, owner).values(send_due=next_try, error=because)
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

    def dead(self, alert_id: int, because: str, owner: str) -> bool:
        """Given up, with the reason."""
        given_up = ALERTS.held(alert_id, owner).values(
            state=DeliveryState.DEAD, send_due=None, error=because
        )
        return changed_one(self._connection, given_up)

    def lines(self, state: DeliveryState | None = None, limit: int = 100) -> Sequence[OutboxLine]:
        """Newest first."""
        newest = select(*_LINE).order_by(alerts.c.id.desc()).limit(limit)
        if state is not None:
            newest = newest.where(alerts.c.state == state)
        return [_line_of(row) for row in self._connection.execute(newest)]

    def waiting(self, now: datetime) -> int:
        """News to spread and messages to send that are due now or leased, hearings that are due."""
        times = (hearings.c.hear_due, hearings.c.repeat_due, hearings.c.escalate_due)
        rows = sum(work.count(self._connection, _due_or_leased(work, now)) for work in _BOTH)
        for time in times:
            due = select(func.count()).select_from(hearings).where(time <= now)
            rows += self._connection.scalar(due) or 0
        return rows


_BOTH = (NEWS, ALERTS)
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
