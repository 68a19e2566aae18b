"""Verdict: one explainable judgement per offer and asset. It has grounds and reasons, never guilt.

Layer: domain, standard library only.
Flow: decide writes it -> a Case gathers it -> evidence recomputes it.
"""

from dataclasses import dataclass
from enum import StrEnum

from monitor.domain.signal import ContextFact, Defence, Ground, Signal


class Grade(StrEnum):
    """How loudly a verdict speaks."""

    ALERT = "alert"
    REVIEW = "review"
    NONE = "none"

    def at_least(self, other: "Grade") -> bool:
        """ALERT is above REVIEW is above NONE."""
        return _RANK[self] >= _RANK[other]


_RANK = {Grade.NONE: 0, Grade.REVIEW: 1, Grade.ALERT: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """One reason against. defence None = a plain doubt without a legal name."""

    defence: Defence | None
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether the right could be enforced here at all, and why not."""

    enforceable: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What all signals and circumstances come to.

    score: 0.0..1.0, orders all offers of one run. A stranger recomputes it from the asset of that
    version, the signals and the facts, by the decider of that name. facts: every circumstance that
    was read; None = reached before they were kept.
    """

    asset_id: str
    asset_version: str
    decider: str
    score: float
    grade: Grade
    grounds: tuple[Ground, ...]
    signals: tuple[Signal, ...]
    against: tuple[Against, ...]
    gate: Gate
    facts: tuple[ContextFact, ...] | None = None

    @property
    def support(self) -> tuple[str, ...]:
        """Circumstances that speak for a case, strongest first; what was measured stands apart."""
        speaking = [fact for fact in self.facts or () if fact.weight > 0 and not fact.gate]
        ordered = sorted(speaking, key=lambda fact: (-fact.weight, fact.name, fact.because))
        return tuple(fact.because for fact in ordered if fact.value is not None)

    @property
    def concluded(self) -> tuple[float, Grade, tuple[Ground, ...], Gate, tuple[Against, ...]]:
        """What it came to, apart from what it was reached from; two that say the same are equal.

        Reasons against are put in the order of their words: a redacted word may sort elsewhere.
        """
        against = tuple(sorted(self.against, key=lambda one: one.because))
        return self.score, self.grade, self.grounds, self.gate, against
