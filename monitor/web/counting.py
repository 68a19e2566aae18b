"""Counting: what takes a walk over every case is counted once, and kept until something happens."""

import threading
from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from monitor.ports.store import CaseKind, QueueQuery, Tally, Transaction

MOST: Final = 200
"""Answers kept; the longest unasked go first."""
FRESH_S: Final = 60.0
"""Harm is weighed anew without a line in a history: no count stands for longer."""

SEEN_FRESH_S: Final = 30.0
"""Counting what was seen of a million offers takes a tenth of a second; it may be so old."""

V = TypeVar("V")


class CaseBook:
    """Which kind every case is of, so that a decision moves one count and counts nothing anew.

    Four bytes a case. Cases are read whole at first and when the last such reading is FRESH_S old;
    between, those alone whose history went on. Safe in threads.
    """

    def __init__(self) -> None:
        self._kinds: list[CaseKind] = []
        self._numbers: dict[CaseKind, int] = {}
        self._of_case = array("I")  # by number of the row: 1 + place of its kind; 0 is no case
        self._many: Counter[int] = Counter()
        self._event = 0
        self._read_at: float | None = None
        self._alone = threading.Lock()

    def tallies(
        self, tx: Transaction, holders: Sequence[str] | None, now: datetime
    ) -> Sequence[Tally]:
        """Cases of these holders by state, grade, market and harm; None = of all."""
        with self._alone:
            self._follow(tx, now.timestamp())
            counted = [(kind, self._many[n]) for n, kind in enumerate(self._kinds, 1)]
        sums: Counter[tuple[Any, ...]] = Counter()
        for kind, many in counted:
            if many and (holders is None or kind.holder_id in holders):
                sums[kind.state, kind.grade, kind.market, kind.harm] += many
        return [
            Tally(state=state, grade=grade, market=market, harm=harm, count=many)
            for (state, grade, market, harm), many in sums.items()
        ]

    def _follow(self, tx: Transaction, now: float) -> None:
        event = tx.queue.newest_event()  # before the rows: what comes between is read again
        if self._read_at is None or not 0 <= now - self._read_at < FRESH_S:
            self._of_case, self._many = array("I"), Counter()
            self._take(tx.queue.kinds())
            self._read_at = now
        elif event != self._event:
            self._take(tx.queue.kinds(after_event=self._event))
        self._event = event

    def _take(self, told: Iterator[tuple[int, CaseKind]]) -> None:
        for row, kind in told:
            number = self._numbers.get(kind)
            if number is None:
                self._kinds.append(kind)
                number = self._numbers[kind] = len(self._kinds)
            missing = row + 1 - len(self._of_case)
            if missing > 0:
                self._of_case.extend([0] * missing)
            before = self._of_case[row]
            if before:
                self._many[before] -= 1
            self._of_case[row] = number
            self._many[number] += 1


class Counts:
    """The last answer to each question, as long as the world is what it was. Safe in threads."""

    def __init__(self) -> None:
        self.book: Final = CaseBook()
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
    if query.asset is None and query.seller is None and query.since is None:
        return counts.book.tallies(tx, query.holders, now)
    asked = QueueQuery(
        holders=query.holders, asset=query.asset, seller=query.seller, since=query.since
    )
    return counts.kept(("tallies", asked), world_of(tx, now), lambda: tx.queue.tallies(asked))
