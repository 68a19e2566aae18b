"""Silencing: a person wants to hear nothing of certain cases for a while. Part of notify.

Reads: the silence. Writes: it, and makes what waits look again at when it may be told.
"""

from datetime import datetime

from monitor.domain.rhythm import Group, Silence
from monitor.pipeline.hearings import group_of
from monitor.ports.store import Store, Transaction


def silence(store: Store, wanted: Silence, now: datetime) -> int:
    """Let a silence stand (its id is ignored); gives its number."""
    with store.transaction(durable=True) as tx:
        number = tx.silences.add(wanted)
        tx.hearings.look_again(now)
    return number


def group_of_case(tx: Transaction, number: str) -> Group:
    """What a case is told with: others of its foremost right, its seller and market.

    Raises:
        UnknownCase: there is no case of that number.
    """
    file = tx.cases.file(tx.cases.get(number).id)
    return group_of(file, max(file.verdicts, key=lambda verdict: verdict.score))
