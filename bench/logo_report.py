"""What bench/image.py tells: rows of answers -> one table a method.

Rows keep what was measured; scores, cuts and rates are made of them here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from bench.logo_changes import CHANGES
from bench.logo_methods import ASKED, METHODS, Answer
from rules.image.tails import logo_score

ONE_IN = 1000
HIGHEST = 8
"""Others that are named: one that is a registered brand again costs all a method's rates."""

GOALS = {"whole": "TPR .95", "imitation": "TPR .90", "pasted": "R@10 .85, TPR .60 (moonshot .75)"}
GOAL_MS = "median 60, p95 400"


@dataclass(frozen=True)
class Row:
    """One picture and what a method that was asked answered.

    mark: -1 = none of the registered; change: then whose logo it is. spent: CPU ms.
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
        asked = [row for row in rows if method in row.answers]
        told = [Told(row, row.scored(method), brands) for row in asked]
        strangers = [one for one in told if one.row.mark < 0]
        strangers.sort(key=lambda one: -one.best)
        others = [one.best for one in strangers]
        mine = [one for one in told if one.row.mark >= 0]
        if not others or not mine:
            print(f"\n{method}: too few pictures asked for a table")
            continue
        cut = others[len(others) // ONE_IN]
        over = sum(score > cut for score in others)
        print(f"\n{method}: {len(mine)} queries, {len(others)} others, {over} above {cut:.3f};")
        top = (f"{one.row.change} {one.best:.3f}" for one in strangers[:HIGHEST])
        print("  highest others: " + ", ".join(top))
        for line in _table(mine, cut):
            print(line)
        middle, most = np.percentile([row.spent[method] for row in asked], [50, 95])
        print(f"  CPU ms a picture: median {middle:.0f}, p95 {most:.0f}; goal {GOAL_MS}")


@dataclass(frozen=True)
class Told:
    """One answer, judged: marks of the right brand are right."""

    row: Row
    answer: Answer
    brands: Sequence[str]

    @property
    def best(self) -> float:
        """Score of the first mark."""
        return self.answer[0][1] if self.answer else 0.0

    def within(self, most: int) -> bool:
        """Whether the right brand is among the first marks."""
        own = self.brands[self.row.mark]
        return any(self.brands[mark] == own for mark, _ in self.answer[:most])


def _table(mine: Sequence[Told], cut: float) -> Iterator[str]:
    for group, changes in CHANGES.items():
        of_group = [one for one in mine if one.row.group == group]
        if of_group:
            yield f"{_rates(group.upper(), of_group, cut)}  goal {GOALS[group]}"
        for change in changes:
            own = [one for one in of_group if one.row.change == change]
            if own:
                yield _rates(f"  {change}", own, cut)


def _rates(label: str, own: Sequence[Told], cut: float) -> str:
    first = np.mean([one.within(1) for one in own])
    ten = np.mean([one.within(10) for one in own])
    above = np.mean([one.within(1) and one.best > cut for one in own])
    return f"  {label:18} n {len(own):4}  R@1 {first:.2f}  R@10 {ten:.2f}  TPR {above:.2f}"
