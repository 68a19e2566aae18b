"""How near told probabilities come to the truth after 500 decisions, beside the bare score.

    make bench-calibration
    .venv/bin/python bench/calibration.py --decisions 200 --picture /tmp/reliability.svg

Officers are simulated: a case of score s is confirmed as often as one of five truths says. A curve
is fitted on the decisions (rules/decision/calibration.py) and held against 5,000 cases that taught
it nothing, in ten bins of equal size. Each truth is drawn 20 times.
"""

import argparse
import math
import random
import statistics
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.domain.review import Decided
from monitor.domain.signal import Ground
from rules.decision.calibration import fit
from rules.decision.plot import reliability_svg

GOAL = 0.05
DRAWS, HELD_OUT, BINS = 20, 5_000, 10
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
TRUTHS: dict[str, Callable[[float], float]] = {
    "scores too sure": lambda score: score**3,
    "scores too shy": lambda score: 1 - (1 - score) ** 1.5,
    "a threshold": lambda score: 1 / (1 + math.exp(-14 * (score - 0.75))),
    "scores know nothing": lambda score: 0.8 + 0 * score,
    "scores right already": lambda score: score,
}

Pair = tuple[float, bool]


def decisions(count: int, truth: Callable[[float], float], seed: int) -> list[Decided]:
    """Cases with scores from 0.5 to 1, as officers decided them."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    scores = [0.5 + 0.5 * rng.betavariate(2, 1.5) for _ in range(count)]
    return [
        Decided(
            case_number=f"RW-{number:06}",
            decider="decision.first/1",
            ground=Ground.TRADEMARK_USE,
            score=score,
            confirmed=rng.random() < truth(score),
            at=BEGIN + timedelta(hours=number),
        )
        for number, score in enumerate(scores)
    ]


def binned(pairs: Sequence[Pair]) -> list[tuple[float, float]]:
    """Mean foretold and share confirmed, bins of equal size by what was foretold."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    size = len(ordered) // BINS
    parts = [ordered[at : at + size] for at in range(0, size * BINS, size)]
    return [
        (statistics.fmean(p for p, _ in part), statistics.fmean(float(c) for _, c in part))
        for part in parts
    ]


def error(pairs: Sequence[Pair]) -> float:
    """Expected calibration error."""
    return statistics.fmean(abs(foretold - share) for foretold, share in binned(pairs))


def main() -> None:
    """Print a line for each truth; fail where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--picture", type=Path)
    asked = parser.parse_args()
    told: dict[str, Sequence[Pair]] = {}
    worst = 0.0
    print(f"{'truth':22} {'score alone':>12} {'calibrated':>11} {'worst draw':>11}")
    for name, truth in TRUTHS.items():
        bare, ours = [], []
        for seed in range(DRAWS):
            curve = fit(decisions(asked.decisions, truth, seed))[Ground.TRADEMARK_USE]
            others = decisions(HELD_OUT, truth, seed + 1000)
            bare.append(error([(one.score, one.confirmed) for one in others]))
            told[name] = [(curve.probability(one.score), one.confirmed) for one in others]
            ours.append(error(told[name]))
        mean = statistics.fmean(ours)
        worst = max(worst, mean)
        print(f"{name:22} {statistics.fmean(bare):12.3f} {mean:11.3f} {max(ours):11.3f}")
    if asked.picture:
        plot = reliability_svg({name: binned(pairs) for name, pairs in told.items()})
        asked.picture.write_text(plot, encoding="utf-8")
    said = "reached" if worst <= GOAL else "MISSED"
    print(f"goal {GOAL} after {asked.decisions} decisions, mean of {DRAWS} draws: {said}")


if __name__ == "__main__":
    main()
