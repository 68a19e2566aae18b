"""statistics: what came of cases, how long it took, and which rules were right. Part of review.

Reads: cases, their events and verdicts. Writes: nothing. Asked by `rightswatch stats` and the desk.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from monitor.domain.case import CaseState, LiveState
from monitor.domain.signal import Ground
from monitor.ports.store import CaseCause, CasePast, CaseTally, Transaction

C = TypeVar("C", CaseTally, CaseCause)
K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How far some cases came. removed: confirmed ones whose offer is gone."""

    found: int = 0
    confirmed: int = 0
    dismissed: int = 0
    licensed: int = 0
    removed: int = 0

    @property
    def decided(self) -> int:
        """Cases that people have decided."""
        return self.confirmed + self.dismissed + self.licensed

    @property
    def precision(self) -> float | None:
        """Share of confirmed cases among the decided, 0.0..1.0; None where none is decided."""
        return self.confirmed / self.decided if self.decided else None

    def __add__(self, other: "Flow") -> "Flow":
        """Of both together."""
        return Flow(
            found=self.found + other.found,
            confirmed=self.confirmed + other.confirmed,
            dismissed=self.dismissed + other.dismissed,
            licensed=self.licensed + other.licensed,
            removed=self.removed + other.removed,
        )


class Stretch(StrEnum):
    """From when to when: the offer met -> the case opened -> told -> acted on -> the offer gone."""

    DETECTED = "detected"
    TOLD = "told"
    ACTED = "acted"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took. median_s, tenth_s: half, and nine of ten, took so long or less."""

    cases: int
    median_s: float
    tenth_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted of cases opened since a moment. assets: by the id of the foremost right.

    spreads: a stretch that no case has passed is left out.
    """

    since: datetime
    whole: Flow
    assets: Mapping[str, Flow] = field(default_factory=dict)
    markets: Mapping[str, Flow] = field(default_factory=dict)
    grounds: Mapping[Ground, Flow] = field(default_factory=dict)
    rules: Mapping[str, Flow] = field(default_factory=dict)
    spreads: Mapping[Stretch, Spread] = field(default_factory=dict)


def figures(tx: Transaction, holders: Sequence[str] | None, since: datetime) -> Figures:
    """Count everything. holders: whose cases; None = all."""
    tallies = tx.statistics.tallies(holders, since)
    causes = tx.statistics.causes(holders, since)
    return Figures(
        since=since,
        whole=sum((flow_of(one) for one in tallies), Flow()),
        assets=_by(tallies, lambda one: (one.asset_id,)),
        markets=_by(tallies, lambda one: (one.market,)),
        grounds=_by(causes, lambda one: (one.ground,) if one.ground else ()),
        rules=_by(causes, lambda one: one.matchers),
        spreads=_spreads(tx.statistics.pasts(holders, since)),
    )


def flow_of(one: CaseTally | CaseCause) -> Flow:
    """Counted cases of one kind as a flow."""
    confirmed = one.state is CaseState.CONFIRMED
    return Flow(
        found=one.count,
        confirmed=one.count * confirmed,
        dismissed=one.count * (one.state is CaseState.DISMISSED),
        licensed=one.count * (one.state is CaseState.LICENSED),
        removed=one.count * (confirmed and one.live is LiveState.REMOVED),
    )


def regrouped(flows: Mapping[str, Flow], groups: Callable[[str], Iterable[str]]) -> dict[str, Flow]:
    """Flows of rights as flows of what they belong to; what belongs to several counts in each."""
    summed: dict[str, Flow] = {}
    for name, flow in flows.items():
        for group in groups(name):
            summed[group] = summed.get(group, Flow()) + flow
    return _ranked(summed)


def _by(ones: Sequence[C], keys: Callable[[C], Iterable[K]]) -> dict[K, Flow]:
    summed: dict[K, Flow] = {}
    for one in ones:
        for key in keys(one):
            summed[key] = summed.get(key, Flow()) + flow_of(one)
    return _ranked(summed)


def _ranked(flows: Mapping[K, Flow]) -> dict[K, Flow]:
    """The most cases first."""
    return dict(sorted(flows.items(), key=lambda pair: (-pair[1].found, pair[0])))


def _spreads(pasts: Sequence[CasePast]) -> dict[Stretch, Spread]:
    waits: dict[Stretch, list[float]] = {stretch: [] for stretch in Stretch}
    for past in pasts:
        ends = {
            Stretch.TOLD: past.alerted_at,
            Stretch.ACTED: past.acted_at,
            Stretch.REMOVED: past.removed_at,
        }
        if past.seen_at is not None:
            waited = (past.opened_at - past.seen_at).total_seconds()
            waits[Stretch.DETECTED].append(max(0.0, waited))
        for stretch, end in ends.items():
            if end is not None:
                waits[stretch].append(max(0.0, (end - past.opened_at).total_seconds()))
    return {stretch: _spread(waited) for stretch, waited in waits.items() if waited}


def _spread(waited: list[float]) -> Spread:
    ranked = sorted(waited)
    nine_tenths = ranked[min(len(ranked) - 1, int(len(ranked) * 0.9))]
    return Spread(cases=len(ranked), median_s=statistics.median(ranked), tenth_s=nine_tenths)
