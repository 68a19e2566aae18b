"""Sums over many cases: how far they came, how long that took, and which rules found them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.case import CaseState, LiveState
from monitor.domain.signal import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTally:
    """So many cases are about one right, on one market, decided so, with an offer that is so."""

    asset_id: str
    market: str
    state: CaseState
    live: LiveState
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePast:
    """When what happened to a case first; None = not yet.

    seen_at: its offer was first met. acted_at: somebody acknowledged or decided it.
    """

    opened_at: datetime
    seen_at: datetime | None = None
    alerted_at: datetime | None = None
    acted_at: datetime | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCause:
    """So many cases decided so rest on one ground, and their verdict on these matchers."""

    ground: Ground | None
    matchers: tuple[str, ...]
    state: CaseState
    live: LiveState
    count: int


class StatisticRows(Protocol):
    """Sums over cases opened since a moment. holders: only theirs; None = all."""

    def tallies(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CaseTally]:
        """How many there are of each kind."""
        ...

    def pasts(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CasePast]:
        """One for each case, in no order."""
        ...

    def causes(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CaseCause]:
        """By the newest verdict on the foremost right of each case."""
        ...
