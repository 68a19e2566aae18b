"""Deciders: add what speaks for and against, ask the gates, and say all of it."""

import math
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, AssetKind
from monitor.domain.signal import ContextFact, Defence, Ground, Signal
from monitor.domain.verdict import Against, Gate, Grade, Verdict
from rules.decision.weights import FIRST, SECOND, Model

_FOR_A_PERSON: Final = frozenset({
    AssetKind.DESIGN,
    AssetKind.PATENT,
    AssetKind.UTILITY_MODEL,
    AssetKind.DATA_IP,
})
"""Kinds of right that no machine may accuse on: review at most."""

_OPEN_GATES: Final = frozenset({"pending", "not_yet"})
"""Gates behind which a person may still want to look: the right may come into force."""

_TOLD_OF_THE_RIGHT: Final = ("context.right_status/1", "context.legal_test/1")
"""What is said of an enforceable right: that it stands, and by which test it is held against it."""

_MARKS: Final = frozenset({Ground.TRADEMARK_USE})


class FirstDecider:
    """Logistic sum of a declared list (rules/decision/weights.py).

    Another list is another class with another name, in `models.py` beside this one.
    """

    model: ClassVar[Model] = FIRST
    name: ClassVar[str] = FIRST.name

    def __init__(self) -> None:
        self._likenesses = {likeness.matcher: likeness for likeness in self.model.likenesses}
        self._weights = {weight.name: weight for weight in self.model.weights}

    def decide(
        self, asset: Asset, signals: Sequence[Signal], facts: Sequence[ContextFact]
    ) -> Verdict:
        """One verdict.

        Returns:
            score 0.0..1.0, rounded to 6 digits; without signals 0.0 and grade NONE. A closed gate
            gives grade NONE, for a right still to come REVIEW at most.
        """
        ordered = tuple(sorted(signals, key=_rank))
        read = tuple(sorted(facts, key=lambda fact: (fact.name, fact.because, fact.weight)))
        facts = [fact for fact in read if self._counts(fact, asset)]
        gates = [fact for fact in facts if fact.gate]
        score = self._score(ordered, facts)
        if gates:
            score *= self.model.gated
        return Verdict(
            asset_id=asset.id,
            asset_version=asset.version,
            decider=self.name,
            score=round(score, 6),
            grade=self._grade(asset, score, gates),
            grounds=_grounds(ordered, facts),
            signals=ordered,
            against=tuple(_against(asset, facts)),
            gate=_gate(facts, gates),
            facts=read,
        )

    def _score(self, signals: Sequence[Signal], facts: Sequence[ContextFact]) -> float:
        if not signals:
            return 0.0
        points = max(self._likeness(signal) for signal in signals)
        ways = {(signal.matcher, signal.field, signal.channel) for signal in signals}
        points += self.model.agreement.points * min(len(ways) - 1, self.model.agreements)
        # Not `sum`: it adds floats otherwise from Python 3.12 on, and verdicts outlive a Python.
        points += math.fsum(self._points(fact) for fact in self._weighed(facts))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, points))))

    def _weighed(self, facts: Sequence[ContextFact]) -> Sequence[ContextFact]:
        """Without those that count only where no defence was found, when one was."""
        if not any(fact.defence and fact.weight < 0 for fact in facts):
            return facts
        return [fact for fact in facts if fact.name not in self.model.undefended]

    def _likeness(self, signal: Signal) -> float:
        likeness = self._likenesses.get(signal.matcher, self.model.likenesses[0])
        return likeness.slope * (signal.score - likeness.middle)

    def _points(self, fact: ContextFact) -> float:
        """Unknown counts as nothing; gates do not count twice."""
        if fact.value is None or fact.gate:
            return 0.0
        weight = self._weights.get(fact.name)
        return fact.weight * weight.points if weight else fact.weight

    def _counts(self, fact: ContextFact, asset: Asset) -> bool:
        return asset.kind not in NAMELESS or fact.name not in self.model.marks_only

    def _grade(self, asset: Asset, score: float, gates: Sequence[ContextFact]) -> Grade:
        model = self.model
        if gates:
            waiting = all(gate.value in _OPEN_GATES for gate in gates)
            enough = score >= model.gated * model.review
            return Grade.REVIEW if waiting and enough else Grade.NONE
        if score < model.review:
            return Grade.NONE
        if score < model.alert or asset.kind in _FOR_A_PERSON:
            return Grade.REVIEW
        return Grade.ALERT


class SecondDecider(FirstDecider):
    """Weighs the circumstances of the trade as well: prices, quantities, the seller's past."""

    model: ClassVar[Model] = SECOND
    name: ClassVar[str] = SECOND.name


def _rank(signal: Signal) -> tuple[float, str, str, str, tuple[int, int]]:
    return (-signal.score, signal.matcher, signal.field, signal.because, signal.span or (0, 0))


def _grounds(signals: Sequence[Signal], facts: Sequence[ContextFact]) -> tuple[Ground, ...]:
    """Grounds of the signals, sharpened by what the offer says of itself."""
    found = {signal.ground for signal in signals}
    if found & _MARKS:
        intents = {fact.value for fact in facts if fact.name == "context.intent/1"}
        if "counterfeit" in intents:
            found.add(Ground.COUNTERFEIT)
        if "comparison" in intents:
            found.add(Ground.BRAND_ABUSE)
        if "parallel" in intents:
            found.add(Ground.GRAY_MARKET)
        if any(signal.field == "seller" for signal in signals):
            found.add(Ground.PASSING_OFF)
    return tuple(sorted(found))


def _gate(facts: Sequence[ContextFact], gates: Sequence[ContextFact]) -> Gate:
    if gates:
        return Gate(enforceable=False, because="; ".join(gate.because for gate in gates))
    told = [fact.because for name in _TOLD_OF_THE_RIGHT for fact in facts if fact.name == name]
    return Gate(enforceable=True, because="; ".join(told) or "no gate was found closed")


def _against(asset: Asset, facts: Sequence[ContextFact]) -> Iterator[Against]:
    """What speaks against, then which defences were looked for in vain, and what is unknown."""
    speaking = [fact for fact in facts if fact.value is not None and (fact.weight < 0 or fact.gate)]
    for fact in sorted(speaking, key=lambda fact: (fact.weight, fact.name, fact.because)):
        yield Against(defence=fact.defence, because=fact.because)
    if asset.kind in _FOR_A_PERSON:
        kind = asset.kind.value.replace("_", " ")
        yield Against(defence=None, because=f"a {kind} is for a person to compare, never a machine")
    missed = sorted(_defence_of(fact) for fact in facts if fact.value is False)
    if missed:
        because = "looked for and not found: " + ", ".join(dict.fromkeys(missed))
        yield Against(defence=None, because=because)
    unknown = sorted(_short(fact.name) for fact in facts if fact.value is None)
    if unknown:
        yield Against(defence=None, because="not known: " + ", ".join(dict.fromkeys(unknown)))


def _defence_of(fact: ContextFact) -> str:
    defence = fact.defence.value if isinstance(fact.defence, Defence) else _short(fact.name)
    return defence.replace("_", " ")


def _short(name: str) -> str:
    return name.removeprefix("context.").split("/", 1)[0].replace("_", " ")
