"""Probabilities taught by decisions: near the truth where many decided, untold where few did."""

import math
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.review import Decided
from monitor.domain.signal import Ground
from rules.decision.calibration import LEAST_DECIDED, fit, reliability, standing

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TRUTHS: dict[str, Callable[[float], float]] = {
    "too sure": lambda score: score**3,
    "too shy": lambda score: 1 - (1 - score) ** 1.5,
    "a threshold": lambda score: 1 / (1 + math.exp(-14 * (score - 0.75))),
    "knows nothing": lambda score: 0.8 + 0 * score,
    "right already": lambda score: score,
}


def decided(
    count: int,
    truth: Callable[[float], float],
    seed: int = 0,
    ground: Ground = Ground.TRADEMARK_USE,
    begin: int = 0,
) -> list[Decided]:
    """Cases of scores from 0.5 on, confirmed as often as `truth` says, one an hour."""
    rng = random.Random(seed)  # noqa: S311 - repeatable
    cases = []
    for number in range(begin, begin + count):
        score = 0.5 + 0.5 * rng.betavariate(2, 1.5)
        cases.append(
            Decided(
                case_number=f"RW-{number:06}",
                decider="decision.first/1",
                ground=ground,
                score=score,
                confirmed=rng.random() < truth(score),
                at=NOON + timedelta(hours=number),
            )
        )
    return cases


@pytest.mark.parametrize("name", TRUTHS)
def test_five_hundred_decisions_teach_the_truth(name: str) -> None:
    truth = TRUTHS[name]
    errors = []
    for seed in range(5):
        curve = fit(decided(500, truth, seed))[Ground.TRADEMARK_USE]
        others = decided(500, truth, seed + 100)
        off = [abs(curve.probability(one.score) - truth(one.score)) for one in others]
        errors.append(sum(off) / len(off))
    assert sum(errors) / len(errors) <= 0.05


def test_probabilities_keep_the_order_of_scores() -> None:
    curve = fit(decided(200, TRUTHS["too sure"]))[Ground.TRADEMARK_USE]
    chances = [curve.probability(n / 1000) for n in range(1001)]
    assert chances == sorted(chances)
    assert 0.0 <= chances[0] < chances[-1] <= 1.0


@pytest.mark.parametrize(
    "cases",
    [
        [],
        decided(LEAST_DECIDED - 1, TRUTHS["right already"]),
        decided(400, lambda _: 1.0),
        decided(400, lambda _: 0.0),
    ],
    ids=["none", "few", "all confirmed", "all dismissed"],
)
def test_too_few_of_a_kind_tell_no_probability(cases: Sequence[Decided]) -> None:
    assert fit(cases) == {}
    assert reliability(cases) is None
    assert all(one.needed > 0 for one in standing(cases).values())


def test_scores_that_part_them_wholly_still_give_a_curve() -> None:
    curve = fit(decided(200, lambda score: float(score > 0.8)))[Ground.TRADEMARK_USE]
    assert curve.probability(0.55) < 0.05
    assert curve.probability(0.95) > 0.95
    assert all(map(math.isfinite, (curve.a, curve.b, curve.c)))


def test_each_ground_has_its_own_curve() -> None:
    words = decided(300, TRUTHS["too sure"])
    copies = decided(300, TRUTHS["too shy"], 1, Ground.COUNTERFEIT, begin=1000)
    few = decided(20, TRUTHS["too shy"], 2, Ground.DESIGN, begin=2000)
    curves = fit([*words, *copies, *few])
    assert set(curves) == {Ground.TRADEMARK_USE, Ground.COUNTERFEIT}
    assert curves[Ground.COUNTERFEIT].probability(0.7) > curves[Ground.TRADEMARK_USE].probability(
        0.7
    )
    told = standing([*words, *copies, *few])
    assert {ground: one.decisions for ground, one in told.items()} == {
        Ground.COUNTERFEIT: 300, Ground.DESIGN: 20, Ground.TRADEMARK_USE: 300,
    }  # fmt: skip
    assert told[Ground.DESIGN].needed == LEAST_DECIDED - 20


def test_reliability_is_told_of_decisions_that_taught_nothing() -> None:
    told = reliability(decided(1000, TRUTHS["too sure"]))
    assert told is not None
    assert told.offers == 500
    assert sum(one.offers for one in told.bins) == 500
    assert told.error < 0.1
    assert not told.drifted
    assert [one.foretold for one in told.bins] == sorted(one.foretold for one in told.bins)


def test_a_change_of_practice_is_told_as_drift() -> None:
    before = decided(600, TRUTHS["right already"])
    after = decided(60, lambda _: 0.1, 3, begin=600)
    told = reliability([*before, *after])
    assert told is not None
    assert told.drifted
    assert told.deviation < 0


def test_equal_decisions_in_any_order_give_equal_curves_to_the_last_digit() -> None:
    cases = decided(200, TRUTHS["a threshold"])
    shuffled = sorted(cases, key=lambda one: one.case_number[::-1])
    one, other = fit(cases), fit(sorted(shuffled, key=lambda case: (case.at, case.case_number)))
    assert one == other
