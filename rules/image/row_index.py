"""Rows of length 1, searchable by inner product without comparing with each.

Rows are kept as bytes in cells around common directions; a question looks into the cells whose
middles are nearest to it. Everything is computed in a fixed order: equal rows, equal answers.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rules.image.keypoints import inner
from rules.image.scale_space import Floats

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8] | npt.NDArray[np.int8]

_FEW: Final = 4000  # rows up to which there is one cell
_A_CELL: Final = 400  # rows, about
_MOST_CELLS: Final = 4096  # of a register of millions of rows: its middles are learnt in minutes
_LOOKED_INTO: Final = 2  # cells a question: of 197 pasted logos four cells find not one more
_SAMPLE: Final = 40  # rows a cell from which the middles are learnt
_ROUNDS: Final = 4
_AT_ONCE: Final = 8192


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs of a question and a row that is near it, best first for each question.

    question, row: (n,) numbers; likeness: (n,) inner products, at most 1.
    """

    question: Ints
    row: Ints
    likeness: Floats


class RowIndex:
    """Built once, only read afterwards."""

    def __init__(self, rows: Bytes, unit: float) -> None:
        """Sort (n, d) rows of length `unit` into cells."""
        self._unit = np.float32(1 / unit)
        count = 1 if len(rows) <= _FEW else min(_MOST_CELLS, len(rows) // _A_CELL)
        self._middles = self._learnt(rows, count)
        cell = np.concatenate([
            inner(self._floats(rows[start : start + _AT_ONCE]), self._middles).argmax(axis=1)
            for start in range(0, max(1, len(rows)), _AT_ONCE)
        ])  # fmt: skip
        self._number = np.argsort(cell, kind="stable").astype(np.int64)
        self._rows = rows[self._number]
        self._starts = np.searchsorted(cell[self._number], np.arange(count + 1))

    def near(self, questions: Floats, least: float, most: int) -> Near:
        """Up to `most` rows for each (m, d) question that are at least so like it."""
        if not len(questions) or not len(self._rows):
            none = np.zeros(0, np.int64)
            return Near(none, none, np.zeros(0, np.float32))
        nearest = self._nearest(questions)
        own = nearest[0]
        cells, asked = nearest.ravel(), np.tile(np.arange(len(questions)), len(nearest))
        order = np.argsort(cells, kind="stable")
        cells, asked = cells[order], asked[order]
        places, starts = np.unique(cells, return_index=True)
        ends = [*starts[1:].tolist(), len(cells)]
        floor = np.full(len(questions), least, dtype=np.float32)
        scaled = questions * self._unit
        looks: list[_Look] = []
        for cell, start, end in zip(places.tolist(), starts.tolist(), ends, strict=True):
            look = self._look(cell, asked[start:end], scaled)
            looks.append(look)
            home = np.flatnonzero(own[look.asked] == cell)
            if len(home) and look.likeness.shape[1] > most:
                floor[look.asked[home]] = _last_of(look.likeness[home], most)
        np.maximum(floor, np.float32(least), out=floor)
        parts = [look.above(floor) for look in looks]
        question = np.concatenate([part[0] for part in parts])
        row = self._number[np.concatenate([part[1] for part in parts])]
        likeness = np.concatenate([part[2] for part in parts])
        return _best(question, row, likeness, most)

    def _nearest(self, questions: Floats) -> Ints:
        """(cells, questions): the cells to look into for each question, its own first."""
        like = inner(questions, self._middles)
        every = np.arange(len(questions))
        nearest = [like.argmax(axis=1)]
        while len(nearest) < min(_LOOKED_INTO, len(self._middles)):
            like[every, nearest[-1]] = -np.inf
            nearest.append(like.argmax(axis=1))
        return np.stack(nearest)

    def _look(self, cell: int, asked: Ints, scaled: Floats) -> "_Look":
        start, end = int(self._starts[cell]), int(self._starts[cell + 1])
        rows = self._rows[start:end].astype(np.float32)
        return _Look(asked, start, scaled[asked] @ rows.T)

    def _floats(self, rows: Bytes) -> Floats:
        return rows.astype(np.float32) * self._unit

    def _learnt(self, rows: Bytes, count: int) -> Floats:
        """(count, d): middles of cells, from evenly chosen rows."""
        chosen = np.linspace(0, max(0, len(rows) - 1), min(len(rows), count * _SAMPLE))
        sample = self._floats(rows[chosen.astype(np.int64)])
        if count == 1 or not len(sample):
            return np.ones((1, rows.shape[1]), dtype=np.float32)
        middles = sample[:: len(sample) // count][:count].copy()
        for _ in range(_ROUNDS):
            owner = inner(sample, middles).argmax(axis=1)
            order = np.argsort(owner, kind="stable")
            filled, starts = np.unique(owner[order], return_index=True)
            sums = np.add.reduceat(sample[order], starts, axis=0)
            sums /= np.linalg.norm(sums, axis=1, keepdims=True) + np.float32(1e-9)
            middles[filled] = sums
        return middles


@dataclass(frozen=True, slots=True)
class _Look:
    """What some questions are like the rows of one cell: likeness (questions, rows)."""

    asked: Ints
    start: int
    likeness: Floats

    def above(self, floor: Floats) -> tuple[Ints, Ints, Floats]:
        """Pairs at or above each question's floor: question, place of the row, likeness."""
        places = (self.likeness >= floor[self.asked, None]).ravel().nonzero()[0]
        question, row = np.divmod(places, max(1, self.likeness.shape[1]))
        return self.asked[question], self.start + row, self.likeness.ravel()[places]


def _last_of(likeness: Floats, most: int) -> Floats:
    """The `most`-th best of each line: what is under it is never among the `most` best of all."""
    likeness.partition(likeness.shape[1] - most, axis=1)
    return likeness[:, -most]


def _best(question: Ints, row: Ints, likeness: Floats, most: int) -> Near:
    order = np.argsort(2.0 * question - likeness, kind="stable")
    question, row, likeness = question[order], row[order], likeness[order]
    first = np.searchsorted(question, question, side="left")
    kept = np.arange(len(question)) - first < most
    return Near(question[kept], row[kept], likeness[kept])
