"""Confirming: nobody is told of a case before the address has said that it is the right one.

Part of notify. Reads: recipients, confirmed addresses. Writes: one question to each address; what
is to be told to it waits. Off unless the configuration asks for it (ADR 22).
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from monitor.domain.alert import question_key
from monitor.domain.watch import MAIL, Recipient
from monitor.ports.channel import NoteWriter
from monitor.ports.clock import Clock
from monitor.ports.store import Store

LOOK_AGAIN: Final = timedelta(hours=1)
"""What waits for a confirmation is looked at so often; the confirmation itself ends the wait."""


def ask_addresses(
    store: Store, notes: NoteWriter, recipients: Sequence[Recipient], clock: Clock
) -> frozenset[str]:
    """Ask each address once whether it is the right one; gives those that have not answered."""
    by_mail = {one.email: one for one in recipients if MAIL in one.channels}
    now = clock.now()
    with store.transaction(durable=True) as tx:
        silent = frozenset(by_mail) - tx.addresses.confirmed(list(by_mail))
        asked = tx.outbox.standing([question_key(email) for email in sorted(silent)])
        for email in sorted(silent):
            if question_key(email) not in asked:
                tx.outbox.queue(notes.question(by_mail[email], now), now)
    return silent


def confirm(store: Store, address: str, clock: Clock) -> None:
    """The owner of an address welcomes letters: what waited for that is looked at now."""
    now = clock.now()
    with store.transaction(durable=True) as tx:
        tx.addresses.confirm(address, now)
        tx.hearings.look_again(now)
