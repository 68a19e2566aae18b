"""Blobs and corners of a grey picture at every size: extremes of differences of blurred copies.

Source: Lowe 2004, sections 3 and 4, with two levels an octave and no doubling of the picture first:
the work is a quarter, and what is lost are points smaller than 2 px.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]
Octave = Sequence[Floats]

_LEVELS: Final = 2  # an octave
_STEP: Final = 2 ** (1 / _LEVELS)
_FIRST_PX: Final = 1.0  # blur of the finest level
_CAMERA_PX: Final = 0.5  # blur a picture has already
_CONTRAST: Final = 1.5  # of 255: worn and pale prints still have points
_EDGE: Final = 10.0  # longest : shortest curvature of what is more than a line
_LEAST_PX: Final = 14
_NEXT_TO: Final = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, slots=True)
class Extremes:
    """Places in scale space, (n,) each, strongest first.

    x, y, sigma: px of their octave; contrast: 0..255; octave, level: where they lie.
    """

    octave: npt.NDArray[np.int64]
    level: npt.NDArray[np.int64]
    x: Floats
    y: Floats
    sigma: Floats
    contrast: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.x)


def octaves(grey: Grey) -> Sequence[Octave]:
    """Blurred copies of a (h, w) uint8 picture; each octave has half the side of the one before."""
    base = grey.astype(np.float32)
    first = float(np.sqrt(_FIRST_PX**2 - _CAMERA_PX**2))
    base = np.asarray(cv2.GaussianBlur(base, (0, 0), first), dtype=np.float32)
    blurs = [_FIRST_PX * _STEP**level * (_STEP**2 - 1) ** 0.5 for level in range(_LEVELS + 2)]
    made = []
    while min(base.shape) >= _LEAST_PX:
        levels = [base]
        for blur in blurs:
            soft = cv2.GaussianBlur(levels[-1], (0, 0), blur)
            levels.append(np.asarray(soft, dtype=np.float32))
        made.append(levels)
        base = np.ascontiguousarray(levels[_LEVELS][::2, ::2])
    return made


def extremes(space: Sequence[Octave], most: int) -> Extremes:
    """The `most` places of highest contrast."""
    found = [part for number, levels in enumerate(space) for part in _of_octave(number, levels)]
    if not found:
        return _named(np.zeros((0, 6), np.float32))
    rows = np.concatenate(found)
    order = np.lexsort((rows[:, 2], rows[:, 3], -rows[:, 5]))[:most]
    return _named(rows[order])


def _named(rows: Floats) -> Extremes:
    whole = rows[:, :2].astype(np.int64)
    return Extremes(whole[:, 0], whole[:, 1], rows[:, 2], rows[:, 3], rows[:, 4], rows[:, 5])


def _of_octave(number: int, levels: Octave) -> Sequence[Floats]:
    steps = [cv2.subtract(after, before) for before, after in itertools.pairwise(levels)]
    found = []
    for level in range(1, _LEVELS + 1):
        before, step, after = steps[level - 1 : level + 2]
        top = cv2.dilate(cv2.max(cv2.max(before, after), step), _NEXT_TO)
        pit = cv2.erode(cv2.min(cv2.min(before, after), step), _NEXT_TO)
        highest = cv2.compare(step, np.maximum(top, _CONTRAST), cv2.CMP_GE)
        lowest = cv2.compare(step, np.minimum(pit, -_CONTRAST), cv2.CMP_LE)
        inside = cv2.bitwise_or(highest, lowest)[2:-2, 2:-2]
        places = cv2.findNonZero(inside)
        if places is not None:
            columns, rows = places.reshape(-1, 2).T.astype(np.int64) + 2
            found.append(_refined(number, level, steps, rows, columns))
    return found


def _refined(
    number: int,
    level: int,
    steps: Sequence[npt.NDArray[np.generic]],
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
) -> Floats:
    """Places between the pixels, by the parabola through the neighbours; lines are left out."""
    step = np.asarray(steps[level], dtype=np.float32)
    here = step[rows, columns]
    left, right = step[rows, columns - 1], step[rows, columns + 1]
    above, under = step[rows - 1, columns], step[rows + 1, columns]
    across, down = (right - left) / 2, (under - above) / 2
    xx, yy = right + left - 2 * here, under + above - 2 * here
    xy = step[rows + 1, columns + 1] + step[rows - 1, columns - 1]
    xy = (xy - step[rows + 1, columns - 1] - step[rows - 1, columns + 1]) / 4
    finer = np.asarray(steps[level - 1], dtype=np.float32)[rows, columns]
    coarser = np.asarray(steps[level + 1], dtype=np.float32)[rows, columns]
    bend = coarser + finer - 2 * here
    area = xx * yy - xy * xy
    blob = (area > 0) & ((xx + yy) ** 2 * _EDGE < (_EDGE + 1) ** 2 * area)
    area = np.where(blob, area, 1.0)
    x = columns + np.clip((xy * down - yy * across) / area, -0.6, 0.6)
    y = rows + np.clip((xy * across - xx * down) / area, -0.6, 0.6)
    curved = np.abs(bend) > 1e-3
    up = np.where(curved, (finer - coarser) / 2 / np.where(curved, bend, 1.0), 0.0)
    sigma = _FIRST_PX * _STEP ** (level + np.clip(up, -0.6, 0.6))
    octave, levels = np.full(len(rows), number), np.full(len(rows), level)
    return np.stack([octave, levels, x, y, sigma, np.abs(here)], axis=1)[blob].astype(np.float32)
