"""Complaints: what the operator is told of letters that do not arrive. Part of notify.

Reads: letters in trouble, addresses that were stopped. Writes: one letter to the operator about all
of them, in the transaction that takes them as told. The person to whom a letter should have gone
is never written to about it: whatever kept the letter away would keep this away too.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from monitor.domain.alert import OPERATORS, Alert, Bounce, Complaint, Stop, Trouble
from monitor.ports.channel import NoteWriter
from monitor.ports.clock import Clock
from monitor.ports.store import Store

log = structlog.get_logger(__name__)

PATIENCE: Final = 6
"""Tries that fail in silence but for the last: a quarter of an hour, longer than greylisting."""

GATHER: Final = timedelta(minutes=10)
"""How long a trouble waits for others of its kind: a server that is away is one letter."""


def tell_at(alert: Alert, now: datetime) -> datetime | None:
    """When the operator hears of trouble with a letter; None when it is one of his own."""
    return None if alert.key.startswith(OPERATORS) else now + GATHER


def complain(
    store: Store, notes: NoteWriter | None, contact: str | None, clock: Clock, *, closing: bool
) -> int:
    """Write to the operator what is due; gives how many letters and addresses it is about.

    notes, contact: None = there is no mail, or nobody to send it to; then the log alone says it.
    closing: nothing more comes, so nothing waits for others.
    """
    now = clock.now()
    due = now + GATHER if closing else now
    with store.transaction(durable=True) as tx:
        troubles, stops = tx.outbox.troubles(due), tx.addresses.untold(due)
        if not troubles and not stops:
            return 0
        if notes is not None and contact:
            complaint = Complaint(
                key=_key(troubles, stops),
                to=contact,
                written_at=now,
                troubles=tuple(troubles),
                stops=tuple(stops),
            )
            tx.outbox.queue(notes.complaint(complaint), now)
        tx.outbox.troubles_told([trouble.key for trouble in troubles])
        tx.addresses.told([stop.address for stop in stops])
    log.error("letters.in_trouble", letters=len(troubles), stopped=len(stops), told=contact)
    return len(troubles) + len(stops)


def take_bounce(store: Store, bounce: Bounce, now: datetime) -> str | None:
    """Note that a letter came back; gives whose it was, None when no such letter is on its way.

    Only when the address can never be reached it gets no mail any more.
    """
    because = f"came back with {bounce.status}: {bounce.because}"
    with store.transaction(durable=True) as tx:
        whose = tx.outbox.came_back(bounce.message_id, because, now + GATHER)
        if whose is not None and bounce.hopeless:
            tx.addresses.stop(whose, because, now, now + GATHER)
    if whose is not None:
        log.warning("letter.came_back", to=whose, status=bounce.status, stopped=bounce.hopeless)
    return whose


def _key(troubles: Sequence[Trouble], stops: Sequence[Stop]) -> str:
    """The same troubles are one letter, whichever process writes it."""
    told = [f"{one.key} {one.attempts} {one.given_up}" for one in troubles]
    told += [f"{stop.address} {stop.since.isoformat()}" for stop in stops]
    return OPERATORS + hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]
