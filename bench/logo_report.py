"""What bench/image.py tells: rows of answers -> one table a method.

Rows keep what was measured; scores, cuts and rates are made of them here.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from bench.logo_changes import CHANGES
from bench.logo_methods import ASKED, METHODS, Answer
from rules.image.tails import logo_score

ONE_IN = 1000
GOALS = {"whole": "TPR .95", "imitation": "TPR .90", "pasted": "R@10 .85, TPR .60 (moonshot .75)"}
GOAL_MS = "median 60, p95 400"


@dataclass(frozen=True)
class Row:
    """One picture and what each method that was asked answered; mark -1 = none of the registered.

    spent: CPU ms.
    """

    number: int
    group: str
    change: str
    mark: int
    answers: dict[str, Answer]
    spent: dict[str, float]

    def line(self) -> str:
        """As one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def of_line(cls, line: str) -> "Row":
        """What `line` wrote."""
        return cls(**json.loads(line))

    def scored(self, method: str) -> Answer:
        """Each mark once with its score, best first."""
        best: dict[int, float] = {}
        for mark, value in self.answers[method]:
            score = _our_score(value) if method == "ours" else value
            best[mark] = max(score, best.get(mark, score))
        return sorted(best.items(), key=lambda entry: -entry[1])[:ASKED]


def _our_score(value: float) -> float:
    """See `logo_methods.ours`. A strength of nought is the last of all."""
    return value - 1 if value > 1 else logo_score(value) + value * 1e-6


def report(rows: Sequence[Row], brands: Sequence[str]) -> None:
    """Print one table a method."""
    for method in METHODS:
        told = [(row, row.scored(method)) for row in rows if method in row.answers]
        others = sorted((a[0][1] if a else 0.0 for row, a in told if row.mark < 0), reverse=True)
        mine = [(row, answer) for row, answer in told if row.mark >= 0]
        if not others or not mine:
            print(f"\n{method}: too few pictures asked for a table")
            continue
        cut = others[len(others) // ONE_IN]
        over = sum(score > cut for score in others)
        print(f"\n{method}: {len(mine)} queries, {len(others)} others, {over} above {cut:.3f};")
        print("  highest others " + " ".join(f"{score:.3f}" for score in others[:10]))
        for group, changes in CHANGES.items():
            for change in ("", *changes):
                own = [pair for pair in mine
                       if pair[0].group == group and change in ("", pair[0].change)]  # fmt: skip
                if own:
                    print(_rates(f"  {change}" if change else group.upper(), own, brands, cut),
                          "" if change else f"  goal {GOALS[group]}")  # fmt: skip
        middle, most = np.percentile([row.spent[method] for row, _ in told], [50, 95])
        print(f"  CPU ms a picture: median {middle:.0f}, p95 {most:.0f}; goal {GOAL_MS}")


def _rates(label: str, own: Sequence[tuple[Row, Answer]], brands: Sequence[str], cut: float) -> str:
    first, ten, above = [], [], []
    for row, answer in own:
        right = [brands[mark] == brands[row.mark] for mark, _ in answer]
        first.append(right[:1] == [True])
        ten.append(any(right))
        above.append(first[-1] and answer[0][1] > cut)
    return (f"  {label:18} n {len(own):4}  R@1 {np.mean(first):.2f}  R@10 {np.mean(ten):.2f}"
            f"  TPR {np.mean(above):.2f}")  # fmt: skip
