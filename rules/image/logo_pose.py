"""Is this mark in this picture, and where: points that agree on one pose, then their gradients.

Every pair of like points says where the whole mark would lie; the pose most pairs agree on is
fitted and fitted again, so no lot is drawn. The picture is then warped into the mark's frame and
the gradients of both are compared there: points may agree by chance, whole outlines hardly.
Source: fast spatial matching (Philbin et al. 2007) in place of RANSAC's drawing by lot.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rules.image.keypoints import Floats, Grey, Points
from rules.image.logo_marks import LogoMark, gradient_map

Ints = npt.NDArray[np.int64]

_FARTHEST: Final = 0.55  # squared distance of rows
_RATIO: Final = 0.96  # to the second nearest: many prints repeat a mark, so loose
_PAIRS: Final = 260
_FIRST: Final = 0.085  # of the mark's side: how far a point may lie from a similarity's place
_LAST: Final = 0.035  # and from the fitted affine's
_LEAST: Final = 4
_FACING: Final = 0.825  # cosine of 34 degrees
_GROWTH: Final = (0.12, 8.0)
_STRETCH: Final = 2.2  # longest : shortest axis of the warp
_SHIFTS: Final = (-2, 0, 2)  # px of the small frame


@dataclass(frozen=True, slots=True)
class Sight:
    """A mark seen. warp: (2, 3) frame px -> picture px.

    points: pairs that agree, each place counted once; spread: share of the frame's 4 x 4 fields
    that hold one, 0..1; likeness: correlation of gradients, -1..1; pairs: like points in all.
    """

    warp: Floats
    points: int
    pairs: int
    spread: float
    likeness: float

    @property
    def strength(self) -> float:
        """0.0..1.0: likeness of the outlines, less where few points agree."""
        return max(0.0, self.likeness) * (1.0 - math.exp(-self.points / 6.0))


def look_for(mark: LogoMark, offered: Points, grey: Grey) -> Sight | None:
    """Find one mark's best pose in a picture; None when fewer than four points agree."""
    theirs, ours = _pairs(mark.points, offered)
    if len(theirs) < _LEAST:
        return None
    source, target = mark.points.places[ours], offered.places[theirs]
    side = float(max(mark.size))
    inside = _agreeing(mark.points, offered, ours, theirs, side)
    warp = None
    for tolerance in (_FIRST * 0.8, _LAST * 1.4, _LAST):
        if _unique(source[inside], target[inside]) < _LEAST:
            return None
        fitted = _fit(source[inside], target[inside])
        if not _sane(fitted, mark.size, grey.shape):
            return None
        warp = fitted
        apart = np.linalg.norm(source @ warp[:, :2].T + warp[:, 2] - target, axis=1)
        inside = apart < tolerance * side * _growth(warp) + 1.0
    points = _unique(source[inside], target[inside])
    if warp is None or points < _LEAST:
        return None
    return Sight(
        warp=warp,
        points=points,
        pairs=_unique(source, target),
        spread=_spread(source[inside], mark.size),
        likeness=_likeness(mark, warp, grey),
    )


def _pairs(mark: Points, offered: Points) -> tuple[Ints, Ints]:
    """For each point of the mark the most like point of the picture, the likest pairs first."""
    if len(offered) < _LEAST:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    apart = 2.0 - 2.0 * (mark.rows @ offered.rows.T)
    nearest = apart.argmin(axis=1)
    ours = np.arange(len(apart))
    first = apart[ours, nearest].copy()
    apart[ours, nearest] = 9.0
    second = apart.min(axis=1)
    good = np.nonzero((first < _FARTHEST) & (first < _RATIO * second))[0]
    good = good[np.argsort(first[good], kind="stable")][:_PAIRS]
    return nearest[good], good


def _agreeing(
    mark: Points, offered: Points, ours: Ints, theirs: Ints, side: float
) -> npt.NDArray[np.bool_]:
    """Pairs that fit the pose of the pair most others agree with; each place counted once."""
    growth = offered.scales[theirs] / mark.scales[ours]
    turn = offered.angles[theirs] - mark.angles[ours]
    source = mark.places[ours][:, 0] + 1j * mark.places[ours][:, 1]
    target = offered.places[theirs][:, 0] + 1j * offered.places[theirs][:, 1]
    factor = growth * np.exp(1j * turn)
    moved = factor[:, None] * (source[None, :] - source[:, None]) + target[:, None]
    near = np.abs(moved - target[None, :]) < (_FIRST * side * growth + 1.5)[:, None]
    octaves = np.log(growth)
    near &= np.abs(octaves[:, None] - octaves[None, :]) < 0.65
    facing = np.exp(1j * turn)
    near &= (facing[:, None] * np.conj(facing)[None, :]).real > _FACING
    near &= ((growth > _GROWTH[0]) & (growth < _GROWTH[1]))[:, None]
    weight = 1.0 / np.maximum(_times(source), _times(target))
    best = int((near @ weight).argmax())
    return np.asarray(near[best])


def _times(places: npt.NDArray[np.complexfloating]) -> Floats:
    """How often each place stands in the list."""
    cells = np.round(places / 3.0)
    _, number, count = np.unique(cells, return_inverse=True, return_counts=True)
    return np.asarray(count[number.ravel()], dtype=np.float32)


def _unique(source: Floats, target: Floats) -> int:
    """Pairs, each place of either side counted once, and places side by side as one."""
    if not len(source):
        return 0
    ours = np.unique(np.round(source / 6.0), axis=0)
    theirs = np.unique(np.round(target / 3.0), axis=0)
    return min(len(ours), len(theirs))


def _fit(source: Floats, target: Floats) -> Floats:
    """Least squares: an affine from six pairs on, a similarity before."""
    if len(source) >= 6:
        design = np.column_stack([source, np.ones(len(source))])
        solved, *_ = np.linalg.lstsq(design, target, rcond=None)
        return np.asarray(solved.T, dtype=np.float32)
    ours, theirs = source[:, 0] + 1j * source[:, 1], target[:, 0] + 1j * target[:, 1]
    around, to = ours.mean(), theirs.mean()
    length = float((np.abs(ours - around) ** 2).sum())
    factor = ((theirs - to) * np.conj(ours - around)).sum() / max(length, 1e-6)
    offset = to - factor * around
    return np.array(
        [[factor.real, -factor.imag, offset.real], [factor.imag, factor.real, offset.imag]],
        dtype=np.float32,
    )


def _growth(warp: Floats) -> float:
    return float(np.sqrt(abs(np.linalg.det(warp[:, :2]))))


def _sane(warp: Floats, size: tuple[int, int], shape: Sequence[int]) -> bool:
    """A mark keeps its hand, is not squeezed flat, and lies mostly inside the picture."""
    if not np.isfinite(warp).all() or np.linalg.det(warp[:, :2]) <= 0:
        return False
    longest, shortest = np.linalg.svd(warp[:, :2], compute_uv=False)
    if shortest < _GROWTH[0] or longest > _GROWTH[1] or longest / shortest > _STRETCH:
        return False
    across, down = corners_of(warp, size).T
    height, width = shape[:2]
    wide, high = float(np.ptp(across)), float(np.ptp(down))
    seen = min(float(across.max()), width) - max(float(across.min()), 0.0)
    seen_down = min(float(down.max()), height) - max(float(down.min()), 0.0)
    return seen > 0.55 * wide and seen_down > 0.55 * high


def corners_of(warp: Floats, size: tuple[int, int]) -> Floats:
    """(4, 2): where the frame's corners lie in the picture, px."""
    width, height = size
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    return np.asarray(frame @ warp[:, :2].T + warp[:, 2], dtype=np.float32)


def _spread(source: Floats, size: tuple[int, int]) -> float:
    fields = np.floor(source / np.array(size, dtype=np.float32) * 4).clip(0, 3)
    return len(np.unique(fields, axis=0)) / 16


def _likeness(mark: LogoMark, warp: Floats, grey: Grey) -> float:
    """Correlation of gradients in the mark's small frame, best over renderings and small shifts."""
    height, width = mark.slopes[0].shape[:2]
    scale = np.array([mark.size[0] / width, mark.size[1] / height], dtype=np.float32)
    small = warp.copy()
    small[:, :2] *= scale[None, :]
    shrink = _growth(small)
    picture = grey
    while shrink > 2.0:  # halve first, or the warp would skip pixels
        picture = np.asarray(cv2.pyrDown(picture), dtype=np.uint8)
        small, shrink = small * np.float32(0.5), shrink / 2
    way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    edge = max(_SHIFTS)
    wider = small.copy()
    wider[:, 2] -= small[:, :2] @ np.array([edge, edge], dtype=np.float32)
    seen = cv2.warpAffine(
        picture, wider, (width + 2 * edge, height + 2 * edge), flags=way,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    theirs = gradient_map(np.asarray(seen, dtype=np.uint8))
    return max(
        _correlation(slopes, theirs[edge + dy : edge + dy + height, edge + dx : edge + dx + width])
        for slopes in mark.slopes
        for dy in _SHIFTS
        for dx in _SHIFTS
    )


def _correlation(ours: Floats, theirs: Floats) -> float:
    lengths = float((ours * ours).sum()) * float((theirs * theirs).sum())
    return float((ours * theirs).sum()) / math.sqrt(max(lengths, 1e-9))
