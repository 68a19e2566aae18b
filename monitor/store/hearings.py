"""Hearings: one row for each event and each recipient who is to hear of it."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
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
    func,
    select,
    update,
)

from monitor.domain.alert import Occasion
from monitor.domain.rhythm import Group
from monitor.domain.verdict import Grade
from monitor.ports.store import Hearing, NewHearing, Telling
from monitor.store.columns import AnyRow, Named, RowId, Utc, Written
from monitor.store.tables import index_where, metadata
from monitor.store.work import insert_into, shares

hearings = Table(
    "hearings",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("recipient", Written, nullable=False),
    Column("event_id", RowId, ForeignKey("case_events.id"), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False),
    Column("occasion", Named(Occasion), nullable=False),
    Column("asset_id", Text, nullable=False),
    Column("seller", Written, nullable=False),
    Column("market", Written, nullable=False),
    Column("grade", Named(Grade), nullable=False),
    Column("critical", Boolean, nullable=False),
    Column("silent", Written),  # who did not answer
    Column("since", Utc, nullable=False),
    Column("hear_due", Utc),
    Column("alert_key", Text),  # the letter that told it
    Column("told_at", Utc),
    Column("held_back", Written),  # why it is not told
    Column("repeat_due", Utc),
    Column("escalate_due", Utc),
    UniqueConstraint("recipient", "event_id", "turn"),
    Index("ix_hearings_case_id", "case_id"),
)
_open = hearings.c.hear_due.is_not(None)
_whose, _case = hearings.c.recipient, hearings.c.case_id
index_where(_open, "ix_hearings_due", hearings.c.hear_due, _whose)
index_where(_open, "ix_hearings_open", _whose, hearings.c.asset_id, hearings.c.seller)
index_where(hearings.c.told_at.is_not(None), "ix_hearings_told", _whose, hearings.c.told_at)
index_where(hearings.c.repeat_due.is_not(None), "ix_hearings_repeat", hearings.c.repeat_due)
index_where(hearings.c.escalate_due.is_not(None), "ix_hearings_escalate", hearings.c.escalate_due)


class SqlHearings:
    """Rows of `hearings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: NewHearing, due: datetime) -> bool:
        """Note a hearing, once for each recipient, event and turn."""
        return new.recipient in self.add_all([(new, due)])

    def add_all(self, each: Sequence[tuple[NewHearing, datetime]]) -> AbstractSet[str]:
        """Note hearings of one event; gives the recipients that it is new to."""
        if not each:
            return frozenset()
        once = insert_into(self._connection, hearings).on_conflict_do_nothing(
            index_elements=["recipient", "event_id", "turn"]
        )
        rows = [_row_of(new, due) for new, due in each]
        return set(self._connection.scalars(once.returning(_whose), rows))

    def heard(self, case_id: int, after_event: int) -> Mapping[str, Grade]:
        """Recipient -> the highest grade at which events of a case after a given one are heard."""
        known = select(_whose, hearings.c.grade).where(
            _case == case_id, hearings.c.event_id > after_event, hearings.c.held_back.is_(None)
        )
        loudest: dict[str, Grade] = {}
        for recipient, grade in self._connection.execute(known):
            if not loudest.get(recipient, Grade.NONE).at_least(grade):
                loudest[recipient] = grade
        return loudest

    def recipients(self, now: datetime) -> Sequence[str]:
        """Who has a hearing that is due."""
        due = select(_whose).where(_open, hearings.c.hear_due <= now).distinct()
        return sorted(self._connection.scalars(due))

    def due(self, recipient: str, now: datetime) -> Sequence[Hearing]:
        """What is due to a recipient, oldest first."""
        due = select(hearings).where(_whose == recipient, _open, hearings.c.hear_due <= now)
        return self._read(due.order_by(hearings.c.since, hearings.c.id))

    def along(self, recipient: str, groups: Collection[Group], now: datetime) -> Sequence[Hearing]:
        """What else waits of these groups, not due yet; oldest first."""
        waits = select(hearings).where(_whose == recipient, _open, hearings.c.hear_due > now)
        found: list[Hearing] = []
        for sellers in shares(sorted({group.seller for group in groups})):
            theirs = self._read(waits.where(hearings.c.seller.in_(sellers)))
            found += [one for one in theirs if one.new.group in groups]
        return sorted(found, key=lambda one: (one.new.since, one.id))

    def waiting(self, limit: int) -> Sequence[Hearing]:
        """What is neither told nor held back, soonest first."""
        soonest = select(hearings).where(_open).order_by(hearings.c.hear_due).limit(limit)
        return self._read(soonest)

    def put_off(self, hearing_ids: Sequence[int], due: datetime) -> None:
        """Look at these again at `due`, unless they were told meanwhile."""
        for some in shares(hearing_ids):
            waits = and_(hearings.c.id.in_(some), _open)
            self._connection.execute(update(hearings).where(waits).values(hear_due=due))

    def look_again(self, now: datetime) -> None:
        """Make everything that waits due."""
        later = and_(_open, hearings.c.hear_due > now)
        self._connection.execute(update(hearings).where(later).values(hear_due=now))

    def told(
        self,
        hearing_ids: Sequence[int],
        alert_key: str,
        now: datetime,
        *,
        repeat_at: datetime | None = None,
        escalate_at: datetime | None = None,
    ) -> bool:
        """These are in the letter of that key; False when another has told one of them."""
        told = 0
        for some in shares(hearing_ids):
            done = (
                update(hearings)
                .where(hearings.c.id.in_(some), _open)
                .values(
                    hear_due=None,
                    alert_key=alert_key,
                    told_at=now,
                    repeat_due=repeat_at,
                    escalate_due=escalate_at,
                )
            )
            told += self._connection.execute(done).rowcount
        return told == len(hearing_ids)

    def hold_back(self, hearing_ids: Sequence[int], because: str) -> None:
        """These are not told after all."""
        for some in shares(hearing_ids):
            waits = and_(hearings.c.id.in_(some), _open)
            held = update(hearings).where(waits).values(hear_due=None, held_back=because)
            self._connection.execute(held)

    def tellings(self, recipient: str, since: datetime) -> Sequence[Telling]:
        """What a recipient was told after a moment, once for each letter and group."""
        group = (hearings.c.asset_id, hearings.c.seller, hearings.c.market)
        at = func.max(hearings.c.told_at, type_=Utc).label("at")
        lately = (
            select(hearings.c.alert_key, *group, at)
            .where(_whose == recipient, hearings.c.told_at > since)
            .group_by(hearings.c.alert_key, *group)
            .order_by(at)
        )
        return [
            Telling(key=row.alert_key, group=_group_of(row), at=row.at)
            for row in self._connection.execute(lately)
        ]

    def to_repeat(self, now: datetime, limit: int) -> Sequence[Hearing]:
        """Told ones that are due to be told again, oldest first."""
        return self._unanswered(hearings.c.repeat_due, now, limit)

    def to_escalate(self, now: datetime, limit: int) -> Sequence[Hearing]:
        """Told ones that are due to go to the next contact, oldest first."""
        return self._unanswered(hearings.c.escalate_due, now, limit)

    def repeated(self, hearing_id: int) -> None:
        """It was looked at for a repetition."""
        self._looked_at(hearings.c.repeat_due, hearing_id)

    def escalated(self, hearing_id: int) -> None:
        """It was looked at for an escalation."""
        self._looked_at(hearings.c.escalate_due, hearing_id)

    def _unanswered(self, due: Column[datetime], now: datetime, limit: int) -> Sequence[Hearing]:
        return self._read(select(hearings).where(due <= now).order_by(due).limit(limit))

    def _looked_at(self, due: Column[datetime], hearing_id: int) -> None:
        which = hearings.c.id == hearing_id
        self._connection.execute(update(hearings).where(which).values({due: None}))

    def _read(self, rows: Select[Any]) -> Sequence[Hearing]:
        return [_hearing_of(row) for row in self._connection.execute(rows)]


def _row_of(new: NewHearing, due: datetime) -> dict[str, Any]:
    return {
        "recipient": new.recipient,
        "event_id": new.event_id,
        "turn": new.turn,
        "case_id": new.case_id,
        "occasion": new.occasion,
        "asset_id": new.group.asset_id,
        "seller": new.group.seller,
        "market": new.group.market,
        "grade": new.grade,
        "critical": new.critical,
        "silent": new.silent,
        "since": new.since,
        "hear_due": due if new.held_back is None else None,
        "held_back": new.held_back,
    }


def _group_of(row: AnyRow) -> Group:
    return Group(asset_id=row.asset_id, seller=row.seller, market=row.market)


def _hearing_of(row: AnyRow) -> Hearing:
    return Hearing(
        id=row.id,
        due=row.hear_due,
        new=NewHearing(
            recipient=row.recipient,
            event_id=row.event_id,
            case_id=row.case_id,
            group=_group_of(row),
            grade=row.grade,
            since=row.since,
            occasion=row.occasion,
            turn=row.turn,
            critical=row.critical,
            silent=row.silent,
            held_back=row.held_back,
        ),
    )
