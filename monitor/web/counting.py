"""Counting: what takes a walk over every case is counted once, and kept until something happens."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from monitor.ports.store import QueueQuery, Tally, Transaction

MOST: Final = 200
"""Answers kept; the longest unasked go first."""
FRESH_S: Final = 60.0
"""Harm is weighed anew without a line in a history: no count stands for longer."""

V = TypeVar("V")


class Counts:
    """The last answer to each question, as long as the world is what it was. Safe in threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._alone = threading.Lock()

    def kept(self, question: Hashable, world: Hashable, count: Callable[[], V]) -> V:
        """The answer as it was counted in this very world, else counted now."""
        with self._alone:
            known = self._kept.get(question)
            if known is not None and known[0] == world:
                self._kept.move_to_end(question)
                answer: V = known[1]
                return answer
        answer = count()
        with self._alone:
            self._kept[question] = (world, answer)
            self._kept.move_to_end(question)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return answer


def world_of(tx: Transaction, now: datetime) -> Hashable:
    """What counts of cases depend on: the newest line of any history, and the minute."""
    return tx.queue.newest_event(), now.timestamp() // FRESH_S


def tallies(counts: Counts, tx: Transaction, query: QueueQuery, now: datetime) -> Sequence[Tally]:
    """Cases by state, grade, market and harm, as far as the query says whose they are."""
    asked = QueueQuery(
        holders=query.holders, asset=query.asset, seller=query.seller, since=query.since
    )
    return counts.kept(("tallies", asked), world_of(tx, now), lambda: tx.queue.tallies(asked))
