"""Which marks to look for in a picture: each of its points votes for marks that have one like it.

A vote counts by how much nearer the mark's point is than the nearest of other kind, and votes that
agree on where, how large and how turned the mark would be are counted together.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from rules.image.keypoints import Floats, Points
from rules.image.logo_marks import LogoMark

Ints = npt.NDArray[np.int64]

_KEPT_NUMBERS: Final = 64  # of a row's 128, by principal components
_NEAREST: Final = 10
_CHECKS: Final = 64  # leaves of the trees looked at
_FEW_ROWS: Final = 4000  # up to here every row is looked at
_FARTHEST: Final = 0.42  # squared distance; equal points of clean pictures lie near 0.1
_TURN: Final = np.pi / 5
_GROWTH: Final = 0.9  # octaves
_SEED: Final = 20_240_229


class _Trees(Protocol):
    """OpenCV's randomised k-d trees."""

    def knnSearch(  # noqa: N802 - OpenCV's name
        self, query: Floats, count: int, params: dict[str, int]
    ) -> tuple[npt.NDArray[np.int32], Floats]:
        """Row numbers and squared distances, nearest first."""
        ...


class Votes:
    """Points of all marks, searchable. Built once, only read afterwards."""

    def __init__(self, marks: Sequence[LogoMark]) -> None:
        self._points = [mark.points for mark in marks]
        self._owner = np.repeat(np.arange(len(marks)), [len(points) for points in self._points])
        self._places = np.concatenate([points.places for points in self._points])
        self._scales = np.concatenate([points.scales for points in self._points])
        self._angles = np.concatenate([points.angles for points in self._points])
        sizes = np.array([mark.size for mark in marks], dtype=np.float32)
        self._middles, self._sides = sizes / 2, sizes.max(axis=1)
        rows = np.concatenate([points.rows for points in self._points])
        self._turn = _components(rows)
        self._rows = rows @ self._turn
        self._trees: _Trees | None = None
        if len(self._rows) > _FEW_ROWS:
            cv2.setRNGSeed(_SEED)  # the trees are drawn by lot: the same lot each time
            self._trees = cv2.flann_Index(  # type: ignore[attr-defined] # left out of OpenCV's types
                self._rows, {"algorithm": 1, "trees": 4}
            )

    def best(self, offered: Points, most: int) -> list[int]:
        """Numbers of the `most` marks with the most votes, best first."""
        if not len(offered):
            return []
        place, entry, weight = self._near(offered)
        score = self._agreeing(offered, place, entry, weight)
        order = np.lexsort((np.arange(len(score)), -score))
        return [int(mark) for mark in order[:most] if score[mark] > 0]

    def _near(self, offered: Points) -> tuple[Ints, Ints, Floats]:
        """Pairs (offered point, point of a mark) with the weight of each."""
        rows = offered.rows @ self._turn
        count = min(_NEAREST, len(self._rows))
        entries: npt.NDArray[np.integer]
        far: npt.NDArray[np.floating]
        if self._trees is None:
            apart = 2.0 - 2.0 * (rows @ self._rows.T)
            entries = np.argsort(apart, axis=1, kind="stable")[:, :count]
            far = np.take_along_axis(apart, entries, axis=1)
        else:
            cv2.setRNGSeed(_SEED)
            entries, far = self._trees.knnSearch(rows, count, params={"checks": _CHECKS})
        limit = np.minimum(far[:, -1:], _FARTHEST) if count == _NEAREST else _FARTHEST
        weights = np.asarray(limit - far, dtype=np.float32)
        weights[self._again(entries)] = 0.0
        place, rank = np.nonzero(weights > 0)
        return place, entries[place, rank].astype(np.int64), weights[place, rank]

    def _again(self, entries: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
        """True where a point's vote for the same mark stands further left already."""
        owners = self._owner[entries.astype(np.int64)]
        again = np.zeros(owners.shape, dtype=bool)
        for rank in range(1, owners.shape[1]):
            again[:, rank] = (owners[:, :rank] == owners[:, rank : rank + 1]).any(axis=1)
        return again

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
            bins = np.stack([
                owner, level, np.floor(turns + shift) % 10,
                np.floor(across / step + shift), np.floor(down / step + shift),
            ], axis=1).astype(np.int64)  # fmt: skip
            poses, number = np.unique(bins, axis=0, return_inverse=True)
            sums = np.bincount(number.ravel(), weights=weight)
            np.maximum.at(best, poses[:, 0], sums.astype(np.float32))
        return best


def _components(rows: Floats) -> Floats:
    """(128, 64): the directions in which the rows differ most."""
    values, directions = np.linalg.eigh((rows.T @ rows).astype(np.float64))
    strongest = np.argsort(values)[::-1][:_KEPT_NUMBERS]
    return np.ascontiguousarray(directions[:, strongest], dtype=np.float32)
