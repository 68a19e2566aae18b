"""reminding: tells people of deadlines of notices, before they come and when they have passed.

Part of notify. Reads: notices, the cases they are about, who was reminded of what. Writes: one mail
a person, with all that is due, and the row of each deadline told, in one transaction: a deadline is
told to a person once, whatever dies on the way. Mails go at the hour of the person's daily mail and
outside of quiet hours, but not so late that the day has passed. Nothing silences a deadline.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog

from monitor.domain.case import Case, CaseEventKind
from monitor.domain.deadline import Deadline, Reminder
from monitor.domain.notice_life import Notice
from monitor.domain.rhythm import loud_again, next_daily
from monitor.domain.watch import Recipient
from monitor.ports.channel import NoteWriter
from monitor.ports.clock import Clock
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

LOOK_BACK: Final = timedelta(days=230)
"""Notices to which nothing happened for so long run no period: the longest is six months."""

DeadlinesOf = Callable[[Notice, datetime], Sequence[Deadline]]
_Due = tuple[Deadline, Case]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What reminding needs.

    readers: who can be written to; each hears of notices over rights and sources of theirs, and of
    those on which they did a step. otherwise: who hears of what concerns none of them.
    """

    readers: Sequence[Recipient]
    otherwise: Recipient | None
    deadlines_of: DeadlinesOf
    notes: NoteWriter


def remind(store: Store, reminding: Reminding, clock: Clock) -> int:
    """Write the reminders that are due; gives how many."""
    now = clock.now()
    with store.reading() as tx:
        running = _running(tx, reminding.deadlines_of, now)
        due = [
            (reader, mine)
            for reader, all_of_it in _by_reader(reminding, running)
            for mine in [_untold(tx, reader, all_of_it, now)]
            if mine
        ]
    return sum(_write(store, reminding.notes, reader, mine, now) for reader, mine in due)


def _running(tx: Transaction, deadlines_of: DeadlinesOf, now: datetime) -> list[_Due]:
    """All deadlines that people are to know of now, the nearest first."""
    found = [
        (deadline, tx.cases.file(notice.case_id).case)
        for notice in tx.notices.happened(now - LOOK_BACK)
        for deadline in deadlines_of(notice, now)
    ]
    return sorted(found, key=lambda one: (one[0].due, one[0].key))


def _by_reader(reminding: Reminding, running: Sequence[_Due]) -> list[tuple[Recipient, list[_Due]]]:
    """Who is to hear of which."""
    heard: dict[str, tuple[Recipient, list[_Due]]] = {}
    for one in running:
        hearing = [reader for reader in reminding.readers if _concerns(reader, one)]
        if not hearing and reminding.otherwise:
            hearing = [reminding.otherwise]
        for reader in hearing:
            heard.setdefault(reader.email, (reader, []))[1].append(one)
    return list(heard.values())


def _concerns(reader: Recipient, one: _Due) -> bool:
    """Whether the right is the reader's to follow, or the reader did a step of the notice."""
    deadline, case = one
    names = {reader.email, reader.name, f"{reader.name} <{reader.email}>"}
    did_a_step = any(event.by in names for event in deadline.notice.events)
    return did_a_step or reader.hears_of(deadline.notice.asset_id, case.source_id)


def _untold(
    tx: Transaction, reader: Recipient, all_of_it: Sequence[_Due], now: datetime
) -> list[_Due]:
    """What the reader has not heard and may hear now."""
    told = tx.notices.reminded(reader.email, now - LOOK_BACK)
    return [one for one in all_of_it if one[0].key not in told and _may_hear(reader, one[0], now)]


def _may_hear(reader: Recipient, deadline: Deadline, now: datetime) -> bool:
    """Whether it is the hour for it; where waiting would pass the day itself, it is."""
    zone = ZoneInfo(reader.timezone)
    at = max(now, next_daily(deadline.since, reader.digest_at, zone))
    loud = loud_again(at, reader.quiet_hours, zone) if reader.quiet_hours else at
    return loud <= now or (deadline.until is not None and loud >= deadline.until)


def _write(
    store: Store, notes: NoteWriter, reader: Recipient, mine: Sequence[_Due], now: datetime
) -> int:
    """One mail about all of it; gives 1, or 0 where another process was first or it failed."""
    try:
        with store.transaction(durable=True) as tx:
            new = [one for one in mine if tx.notices.remind(one[0].key, reader.email, now)]
            if not new:
                return 0
            alert = notes.reminder(
                Reminder(key=_key(reader, new), to=reader, written_at=now, deadlines=tuple(new))
            )
            tx.outbox.queue(alert, now)
            for deadline, case in new:
                note = f"reminder of {deadline.key} to {alert.to} queued, {alert.message_id}"
                kind = CaseEventKind.ALERTED
                tx.cases.add_event(case.id, kind, now, by="rightswatch", note=note)
    except Exception:  # one person's mail must not hold the others' up
        log.exception("reminder.failed", recipient=reader.email)
        return 0
    log.info("reminder.written", recipient=reader.email, deadlines=len(new))
    return 1


def _key(reader: Recipient, new: Sequence[_Due]) -> str:
    told = "\n".join(deadline.key for deadline, _ in new)
    return f"reminder:{hashlib.sha256(told.encode()).hexdigest()[:32]}:{reader.email}"
