"""Are the scorer's hand-set weights as good as fitted ones, on offers that fitted neither?

    make bench-fit
    .venv/bin/python bench/fit.py

Each part of the truth set (tests/rules/decision/truth) is left out once; on the others a logistic
regression moves the points of every circumstance of the hand-set list, held near them by a prior
(standard deviation 1 log-odds), likenesses as they are. Judged by the log loss of the part
left out, in nats an offer, and by its alerts. Rows behind a gate, of patents and without a signal
are left aside: no weight decides them. A fitted list becomes a model under a new name where it is
better on what it was not fitted on, as `decision.first/2` did.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from monitor.domain.verdict import Verdict
from rules.decision.models import DECIDERS
from rules.decision.weights import HAND_SET
from tests.rules.decision.labelled import PARTS, answered

MODEL = DECIDERS[-1].model
NAMES = tuple(weight.name for weight in MODEL.weights)
TODAY = np.array([weight.points for weight in MODEL.weights])
HAND = np.array([weight.points for weight in HAND_SET])
SPREAD = 1.0

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """One part. speaks: (offers, circumstances), how each speaks; rest: points that stay."""

    speaks: Floats
    rest: Floats
    guilty: Floats


def rows(part: str) -> Rows:
    """The offers of a part that weights decide."""
    speaks, rest, guilty = [], [], []
    for one in answered(part):
        verdict = one.verdict
        if verdict is None or not verdict.gate.enforceable or one.row.label == "patent_claim":
            continue
        told = said(verdict)
        speaks.append(told)
        rest.append(logit(verdict.score) - float(told @ TODAY))
        guilty.append(float(not one.row.innocent))
    return Rows(np.array(speaks), np.array(rest), np.array(guilty))


def said(verdict: Verdict) -> Floats:
    """How strongly each circumstance of the list speaks, -1..1; what does not count is 0."""
    facts = [fact for fact in verdict.facts or () if fact.value is not None and not fact.gate]
    if any(fact.defence and fact.weight < 0 for fact in facts):
        facts = [fact for fact in facts if fact.name not in MODEL.undefended]
    return np.array([sum(f.weight for f in facts if f.name == name) for name in NAMES])


def logit(score: float) -> float:
    """Points of a score."""
    inside = min(1.0 - 1e-6, max(1e-6, score))
    return math.log(inside / (1.0 - inside))


def foretold(part: Rows, points: Floats) -> Floats:
    """Scores with other points for the circumstances."""
    return 1.0 / (1.0 + np.exp(-(part.rest + part.speaks @ points)))  # type: ignore[no-any-return]


def loss(part: Rows, points: Floats) -> float:
    """Log loss, nats an offer."""
    scores = np.clip(foretold(part, points), 1e-9, 1.0 - 1e-9)
    told = np.where(part.guilty > 0.5, scores, 1.0 - scores)
    return float(-np.mean(np.log(told)))


def fitted(parts: Sequence[Rows]) -> Floats:
    """Points that serve these parts best, near the hand-set ones and of their sign."""

    def cost(points: Floats) -> float:
        surprise = sum(loss(part, points) * len(part.guilty) for part in parts)
        return surprise + 0.5 * float(np.sum(((points - HAND) / SPREAD) ** 2))

    found = minimize(cost, HAND, method="L-BFGS-B", bounds=[(0.0, None)] * len(HAND))
    return np.asarray(found.x, dtype=np.float64)


def alerts(part: Rows, points: Floats) -> tuple[float, float]:
    """(precision, recall) of alerts."""
    loud = foretold(part, points) >= MODEL.alert
    right = float(np.sum(part.guilty[loud]))
    return right / max(1.0, float(np.sum(loud))), right / float(np.sum(part.guilty))


def main() -> None:
    """Print each part, judged by hand-set and by fitted points."""
    parts = {name: rows(name) for name in PARTS}
    print(MODEL.name)
    print(f"{'left out':10} {'points':8} {'log loss':>9} {'precision':>10} {'recall':>7}")
    for name, part in parts.items():
        others = fitted([other for key, other in parts.items() if key != name])
        for how, points in (("hand-set", HAND), ("fitted", others)):
            precision, recall = alerts(part, points)
            print(f"{name:10} {how:8} {loss(part, points):9.3f} {precision:10.3f} {recall:7.3f}")
    whole = fitted(list(parts.values()))
    print("\nhand-set and fitted on all parts:")
    for name, hand, found in zip(NAMES, HAND, whole, strict=True):
        print(f"  {name:32} {hand:5.1f} {found:6.2f}")


if __name__ == "__main__":
    main()
