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
_A_CELL: Final = 900  # rows, about
_LOOKED_INTO: Final = 4  # cells a question
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
        count = 1 if len(rows) <= _FEW else len(rows) // _A_CELL
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
        looked = min(_LOOKED_INTO, len(self._middles))
        like = inner(questions, self._middles)
        nearest = np.argpartition(-like, looked - 1, axis=1)[:, :looked]
        cells, asked = nearest.ravel(), np.repeat(np.arange(len(questions)), looked)
        order = np.argsort(cells, kind="stable")
        cells, asked = cells[order], asked[order]
        places, starts = np.unique(cells, return_index=True)
        ends = [*starts[1:].tolist(), len(cells)]
        parts = [
            self._in_cell(int(cell), asked[start:end], questions, least)
            for cell, start, end in zip(places, starts.tolist(), ends, strict=True)
        ]
        question = np.concatenate([part[0] for part in parts])
        row = np.concatenate([part[1] for part in parts])
        likeness = np.concatenate([part[2] for part in parts])
        return _best(question, row, likeness, most)

    def _in_cell(
        self, cell: int, asked: Ints, questions: Floats, least: float
    ) -> tuple[Ints, Ints, Floats]:
        start, end = int(self._starts[cell]), int(self._starts[cell + 1])
        like = inner(questions[asked], self._floats(self._rows[start:end]))
        question, row = np.nonzero(like > least)
        return asked[question], self._number[start + row], like[question, row]

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


def _best(question: Ints, row: Ints, likeness: Floats, most: int) -> Near:
    order = np.argsort(2.0 * question - likeness, kind="stable")
    question, row, likeness = question[order], row[order], likeness[order]
    first = np.searchsorted(question, question, side="left")
    kept = np.arange(len(question)) - first < most
    return Near(question[kept], row[kept], likeness[kept])
