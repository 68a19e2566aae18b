"""The queue of cases as people read it: filtered, counted, page by page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from monitor.domain.case import Case, CaseState
from monitor.domain.verdict import Grade


class Harm(StrEnum):
    """How much harm an offer may do, in three bands of its points: from 60, from 30, below."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"

    @property
    def points(self) -> tuple[int, int]:
        """First and last points of the band."""
        return {Harm.HIGH: (60, 100), Harm.MIDDLE: (30, 59), Harm.LOW: (0, 29)}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """Which cases a person reads; None = any.

    holders: whose cases the person sees. asset: the foremost right of a case. seller: number of its
    row. since: opened after that. gravest: the loudest and most harmful first, else the newest.
    after: number of the last case of the page before.
    """

    holders: tuple[str, ...] | None = None
    state: CaseState | None = None
    grade: Grade | None = None
    harm: Harm | None = None
    market: str | None = None
    asset: str | None = None
    seller: int | None = None
    since: datetime | None = None
    gravest: bool = True
    after: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """A case as one line tells it. price: as stored, amount and currency; seller: number of row."""

    case: Case
    asset: str
    title: str | None = None
    price: str | None = None
    seller: int | None = None
    seller_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many cases are of one state, grade, market and band of harm."""

    state: CaseState
    grade: Grade
    market: str
    harm: Harm
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKind:
    """What counts tell a case apart by."""

    holder_id: str
    state: CaseState
    grade: Grade
    market: str
    harm: Harm


class QueueRows(Protocol):
    """Cases as lines of a queue."""

    def page(self, query: QueueQuery) -> Sequence[QueueLine]:
        """The next lines in the order of the query."""
        ...

    def tallies(self, query: QueueQuery) -> Sequence[Tally]:
        """How many there are of each kind.

        Only holders, asset, seller and since of the query count; the rest is what is told apart.
        """
        ...

    def newest_event(self) -> int:
        """Number of the newest line of any case's history; 0 before the first.

        While it stays, so does every tally, but for harm that is weighed anew.
        """
        ...

    def kinds(self, after_event: int = 0) -> Iterator[tuple[int, CaseKind]]:
        """Number of the row and kind of each case that has a line of history after one."""
        ...

    def seller_name(self, seller: int) -> str | None:
        """As the market shows it; None when there is no such seller, or no name of it."""
        ...
