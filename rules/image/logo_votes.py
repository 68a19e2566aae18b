"""Which marks to look for in a picture: each of its points and areas votes for marks like it.

A vote counts by how much nearer the mark's row is than the nearest of other kind. Votes of points
that agree on where, how large and how turned the mark would be are counted together; an area's vote
names the place itself, by its box.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rules.image.areas import Areas
from rules.image.keypoints import UNIT, Points, floats
from rules.image.logo_marks import Box, LogoMark
from rules.image.row_index import Ints, Near, RowIndex
from rules.image.scale_space import Floats

_NEAREST: Final = 10
_LIKE: Final = 0.7  # inner product; equal points of clean pictures lie near 0.95
_TURN: Final = np.pi / 5
_GROWTH: Final = 0.9  # octaves
_AREA_LIKE: Final = 0.8
_AREA_NEAREST: Final = 400
_AREA_MARKS: Final = 40  # marks an area may speak for; what is like more of them says little
_PLACES: Final = 2  # of one mark, by its areas
_LEAST_VOTE: Final = 0.12  # of 144 marks voted for rightly, all had more; of others two thirds
_LEAST_WORTH: Final = 0.012  # likewise, of the best place by areas


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark may lie: warp (2, 3) from its frame to the picture; score: of the vote."""

    warp: Floats
    score: float


def whole_places(mark: LogoMark, shape: tuple[int, int], figure: Box | None) -> Sequence[Place]:
    """Where a mark lies in a picture of (height, width) that is all of it.

    figure: where the picture's own figure lies (`figure_box`); None = it has none to lay on.
    """
    height, width = shape
    places = []
    for left, top, right, bottom in (mark.figure, *(() if figure is None else (figure,))):
        across = (right - left) * width / mark.size[0]
        down = (bottom - top) * height / mark.size[1]
        warp = [[across, 0.0, left * width], [0.0, down, top * height]]
        places.append(Place(np.array(warp, dtype=np.float32), 0.0))
    return places


class Votes:
    """Points of all marks, searchable. Built once, only read afterwards."""

    def __init__(self, marks: Sequence[LogoMark]) -> None:
        points = [mark.points for mark in marks]
        self._owner = np.repeat(np.arange(len(marks)), [len(part) for part in points])
        self._places = np.concatenate([part.places for part in points])
        self._scales = np.concatenate([part.scales for part in points])
        self._angles = np.concatenate([part.angles for part in points])
        sizes = np.array([mark.size for mark in marks], dtype=np.float32)
        self._middles, self._sides = sizes / 2, sizes.max(axis=1)
        self._index = RowIndex(np.concatenate([part.rows for part in points]), UNIT)

    def best(self, offered: Points, most: int) -> list[int]:
        """Numbers of the `most` marks with the most votes, best first."""
        if not len(offered):
            return []
        near = self._index.near(floats(offered.rows), _LIKE, _NEAREST)
        score = self._agreeing(offered, *self._weighed(near, len(offered)))
        order = np.lexsort((np.arange(len(score)), -score))
        return [int(mark) for mark in order[:most] if score[mark] > _LEAST_VOTE]

    def _weighed(self, near: Near, count: int) -> tuple[Ints, Ints, Floats]:
        """Pairs (offered point, point of a mark) with the weight of each."""
        told = np.bincount(near.question, minlength=count)
        farthest = np.full(count, _LIKE, dtype=np.float32)
        full = told == _NEAREST
        ends = np.cumsum(told) - 1
        farthest[full] = near.likeness[ends[full]]
        weights = near.likeness - farthest[near.question]
        weights[_again(near.question, self._owner[near.row], len(self._middles))] = 0.0
        kept = weights > 0
        return near.question[kept], near.row[kept], weights[kept]

    def _agreeing(self, offered: Points, place: Ints, entry: Ints, weight: Floats) -> Floats:
        """Per mark the largest sum of votes for one pose."""
        owner = self._owner[entry]
        growth = offered.scales[place] / self._scales[entry]
        turn = offered.angles[place] - self._angles[entry]
        arm = self._middles[owner] - self._places[entry]
        cos, sin = growth * np.cos(turn), growth * np.sin(turn)
        across = offered.places[place, 0] + cos * arm[:, 0] - sin * arm[:, 1]
        down = offered.places[place, 1] + sin * arm[:, 0] + cos * arm[:, 1]
        octave = np.log2(np.maximum(growth, 1e-3)) / _GROWTH
        turns = (turn % (2 * np.pi)) / _TURN
        best = np.zeros(len(self._middles), dtype=np.float32)
        for shift in (0.0, 0.5):  # a pose on the border of two bins is whole in the other grid
            level = np.floor(octave + shift)
            step = np.exp2(level * _GROWTH) * self._sides[owner] * 0.6
            pose = _one_number([
                owner, level + 32, np.floor(turns + shift) % 10,
                np.floor(across / step + shift) + 512, np.floor(down / step + shift) + 512,
            ])  # fmt: skip
            order = np.argsort(pose, kind="stable")
            poses, starts = np.unique(pose[order], return_index=True)
            if len(poses):
                sums = np.add.reduceat(weight[order], starts)
                np.maximum.at(best, owner[order][starts], sums.astype(np.float32))
        return best


class AreaVotes:
    """Areas of all marks, searchable. Built once, only read afterwards."""

    def __init__(self, marks: Sequence[LogoMark]) -> None:
        self._count = len(marks)
        parts = [mark.areas for mark in marks]
        self._owner = np.repeat(np.arange(len(marks)), [len(part) for part in parts])
        self._boxes = np.concatenate([part.boxes for part in parts])
        self._turns = np.concatenate([mark.turns for mark in marks])
        rows = np.concatenate([part.rows for part in parts])
        self._index = RowIndex(np.round(rows * 127).astype(np.int8), 127.0)
        frame = np.array([mark.size for mark in marks], dtype=np.float32).prod(axis=1)
        self._share = self._boxes[:, 2] * self._boxes[:, 3] / frame[self._owner]

    def best(self, offered: Areas, most: int) -> dict[int, list[Place]]:
        """The `most` marks with the most votes, best first, and where each may lie."""
        near = self._index.near(offered.rows, _AREA_LIKE, _AREA_NEAREST)
        owner = self._owner[near.row]
        first = ~_again(near.question, owner, self._count)
        question, row, like = near.question[first], near.row[first], near.likeness[first]
        owner = owner[first]
        rank = np.arange(len(question)) - np.searchsorted(question, question, side="left")
        floor = np.full(len(offered), _AREA_LIKE, dtype=np.float32)
        crowded = rank == _AREA_MARKS
        floor[question[crowded]] = like[crowded]
        weight = like - floor[question]
        kept = weight > 0
        question, row, owner, weight = question[kept], row[kept], owner[kept], weight[kept]
        sums = np.bincount(owner, weight, self._count)
        order = np.lexsort((np.arange(self._count), -sums))[:most]
        worth = weight * np.sqrt(self._share[row])
        told: dict[int, list[Place]] = {}
        for mark in order[sums[order] > 0].tolist():
            own = np.nonzero(owner == mark)[0]
            own = own[np.argsort(-worth[own], kind="stable")][:_PLACES]
            if worth[own[0]] < _LEAST_WORTH:
                continue
            told[mark] = [
                Place(self._warp(offered.boxes[question[pair]], row[pair]), float(worth[pair]))
                for pair in own
            ]
        return told

    def _warp(self, box: Floats, row: np.int64) -> Floats:
        """From the mark's frame to the picture, when the offered box is the registered one."""
        ours, turn = self._boxes[row], self._turns[row]
        growth = box[2:] / ours[2:]
        warp = turn * growth[:, None]
        warp[:, 2] += box[:2] - ours[:2] * growth
        return np.asarray(warp, dtype=np.float32)


def _again(question: Ints, owner: Ints, owners: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """True where a question's vote for the same mark stands further up already."""
    again = np.ones(len(question), dtype=np.bool_)
    _, first = np.unique(question * owners + owner, return_index=True)
    again[first] = False
    return again


def _one_number(parts: Sequence[np.ndarray[tuple[int], np.dtype[np.generic]]]) -> Ints:
    """Columns as one number each row: equal only when all columns are, within 1,024 a column."""
    number = np.asarray(parts[0], dtype=np.int64)
    for part in parts[1:]:
        number = number * 1024 + np.clip(part.astype(np.int64), 0, 1023)
    return number
