"""From scores to probabilities, taught by what people decided.

A score orders offers; it is no probability. Where enough cases of a ground were decided, the share
of confirmed ones near a score is told beside it; where not, nothing is: a rank stays a rank.
Source: beta calibration, Kull, Silva Filho and Flach, AISTATS 2017; expected calibration error as
in Naeini, Cooper and Hauskrecht, AAAI 2015, over bins of equal size.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from monitor.domain.review import Decided
from monitor.domain.signal import Ground

LEAST_DECIDED: Final = 50
"""Decisions on one ground below which no probability is told."""
LEAST_OF_EACH: Final = 10
"""Confirmed ones, and others, below which none is told either."""
BINS: Final = 10
DRIFT_OF: Final = 50
"""Latest decisions that are held against what was foretold for them."""
DRIFTED: Final = 3.0
"""Standard errors beyond which the curve no longer fits."""

_STEPS: Final = 60
_EDGE: Final = 1e-6
_PRIOR: Final = (1.0, 1.0, 0.0)
_TIGHT: Final = 0.1
_CLOSE: Final = 1e-10
_FAR: Final = 30.0

Row = tuple[float, float, float, float]
"""ln s, -ln(1 - s), 1, and 1.0 for confirmed."""


@dataclass(frozen=True, slots=True)
class Curve:
    """p = 1 / (1 + exp(-(a ln s - b ln(1 - s) + c))); a, b >= 0, so that order is kept."""

    a: float
    b: float
    c: float
    decisions: int

    def probability(self, score: float) -> float:
        """Share of confirmed cases to be expected at a score of 0.0..1.0."""
        low, high = _logs(score)
        return _logistic(self.a * low + self.b * high + self.c)


@dataclass(frozen=True, slots=True)
class Bin:
    """Offers of like probability. foretold, confirmed: mean and share, 0.0..1.0."""

    offers: int
    foretold: float
    confirmed: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """How well a curve, fitted on the older half, foretold the newer half.

    error: expected calibration error, 0.0..1.0. drifted: the latest decisions differ from what was
    foretold by more than three standard errors; deviation: by how many, with its sign.
    """

    offers: int
    error: float
    bins: tuple[Bin, ...]
    deviation: float
    drifted: bool


def fit(decided: Sequence[Decided]) -> Mapping[Ground, Curve]:
    """A curve for each ground with enough decisions; equal decisions give equal curves."""
    by_ground: dict[Ground, list[Decided]] = {}
    for one in decided:
        by_ground.setdefault(one.ground, []).append(one)
    return {
        ground: _curve(of_ground)
        for ground, of_ground in sorted(by_ground.items())
        if _is_enough(of_ground)
    }


def reliability(decided: Sequence[Decided]) -> Reliability | None:
    """Fit on the older half, look at the newer half; None where the older half is too small."""
    ordered = sorted(decided, key=lambda one: (one.at, one.case_number))
    older, newer = ordered[: len(ordered) // 2], ordered[len(ordered) // 2 :]
    if not _is_enough(older):
        return None
    curve = _curve(older)
    ranked = sorted(newer, key=lambda one: (one.score, one.case_number))
    foretold = [(curve.probability(one.score), one.confirmed) for one in ranked]
    bins = tuple(_bin(part) for part in _parts(foretold, BINS))
    error = sum(one.offers * abs(one.foretold - one.confirmed) for one in bins) / len(newer)
    deviation = _deviation(curve, newer[-DRIFT_OF:])
    return Reliability(len(newer), error, bins, deviation, abs(deviation) > DRIFTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one ground. needed: decisions lacking before probabilities are told."""

    decisions: int
    confirmed: int
    needed: int
    reliability: Reliability | None


def standing(decided: Sequence[Decided]) -> Mapping[Ground, Standing]:
    """Each ground on which somebody decided: how far its probabilities are, and how good."""
    told: dict[Ground, Standing] = {}
    for ground in sorted({one.ground for one in decided}):
        own = [one for one in decided if one.ground is ground]
        confirmed = sum(one.confirmed for one in own)
        lacking = (
            LEAST_DECIDED - len(own),
            LEAST_OF_EACH - confirmed,
            LEAST_OF_EACH - (len(own) - confirmed),
        )
        told[ground] = Standing(len(own), confirmed, max(0, *lacking), reliability(own))
    return told


def _is_enough(decided: Sequence[Decided]) -> bool:
    confirmed = sum(one.confirmed for one in decided)
    return len(decided) >= LEAST_DECIDED and LEAST_OF_EACH <= confirmed <= (
        len(decided) - LEAST_OF_EACH
    )


def _curve(decided: Sequence[Decided]) -> Curve:
    """Newton's method on the penalised likelihood, halving steps that lead uphill.

    The prior near the plain logit keeps separable decisions finite; a and b stay at 0 or above.
    """
    rows = [(*_logs(one.score), 1.0, float(one.confirmed)) for one in decided]
    weights, cost = list(_PRIOR), _cost(rows, _PRIOR)
    for _ in range(_STEPS):
        step = _solved(*_free(*_slopes(rows, weights), weights))
        for share in (0.5**halving for halving in range(20)):
            there = _moved(weights, step, share)
            if (lower := _cost(rows, there)) <= cost:
                break
        else:
            break
        gained, weights, cost = cost - lower, there, lower
        if gained < _CLOSE:
            break
    a, b, c = weights
    return Curve(a, b, c, len(decided))


def _moved(weights: Sequence[float], step: Sequence[float], share: float) -> list[float]:
    a, b, c = (weight - share * way for weight, way in zip(weights, step, strict=True))
    return [max(0.0, a), max(0.0, b), c]


def _free(
    hessian: list[list[float]], gradient: list[float], weights: Sequence[float]
) -> tuple[list[list[float]], list[float]]:
    """The problem without slopes that press against zero."""
    for i in range(2):
        if weights[i] == 0.0 and gradient[i] > 0.0:
            gradient[i] = 0.0
            for j in range(3):
                hessian[i][j] = hessian[j][i] = 1.0 if i == j else 0.0
    return hessian, gradient


def _cost(rows: Sequence[Row], weights: Sequence[float]) -> float:
    """Negative log posterior."""
    off = sum((weight - prior) ** 2 for weight, prior in zip(weights, _PRIOR, strict=True))
    return 0.5 * _TIGHT * off + sum(
        _surprise(weights[0] * low + weights[1] * high + weights[2] * one, yes)
        for low, high, one, yes in rows
    )


def _surprise(points: float, yes: float) -> float:
    """-ln of the probability given to what happened."""
    toward = points if yes else -points
    return math.log1p(math.exp(-toward)) if toward > -_FAR else -toward


def _slopes(rows: Sequence[Row], weights: Sequence[float]) -> tuple[list[list[float]], list[float]]:
    """Hessian and gradient of the negative log posterior."""
    gradient = [_TIGHT * (weight - prior) for weight, prior in zip(weights, _PRIOR, strict=True)]
    hessian = [[_TIGHT if i == j else 0.0 for j in range(3)] for i in range(3)]
    for row in rows:
        share = _logistic(sum(weight * x for weight, x in zip(weights, row[:3], strict=True)))
        for i in range(3):
            gradient[i] += (share - row[3]) * row[i]
            for j in range(3):
                hessian[i][j] += share * (1.0 - share) * row[i] * row[j]
    return hessian, gradient


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve three equations, by elimination with the largest pivot."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place in range(3):
        best = max(range(place, 3), key=lambda i: abs(rows[i][place]))
        rows[place], rows[best] = rows[best], rows[place]
        for other in range(3):
            if other != place:
                factor = rows[other][place] / rows[place][place]
                rows[other] = [
                    x - factor * y for x, y in zip(rows[other], rows[place], strict=True)
                ]
    return [rows[i][3] / rows[i][i] for i in range(3)]


def _deviation(curve: Curve, latest: Sequence[Decided]) -> float:
    """Standard errors by which more (+) or fewer (-) were confirmed than foretold."""
    foretold = [curve.probability(one.score) for one in latest]
    spread = math.sqrt(sum(p * (1.0 - p) for p in foretold))
    surplus = sum(one.confirmed for one in latest) - sum(foretold)
    return surplus / spread if spread else 0.0


def _parts(ordered: list[tuple[float, bool]], parts: int) -> list[list[tuple[float, bool]]]:
    """Neighbours in parts of equal size."""
    ends = [round(len(ordered) * part / parts) for part in range(parts + 1)]
    return [ordered[a:b] for a, b in pairwise(ends) if b > a]


def _bin(part: Sequence[tuple[float, bool]]) -> Bin:
    count = len(part)
    return Bin(count, sum(p for p, _ in part) / count, sum(c for _, c in part) / count)


def _logs(score: float) -> tuple[float, float]:
    """The logarithms of s and of 1 / (1 - s), kept finite at the ends."""
    inside = min(1.0 - _EDGE, max(_EDGE, score))
    return math.log(inside), -math.log(1.0 - inside)


def _logistic(points: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, points))))
