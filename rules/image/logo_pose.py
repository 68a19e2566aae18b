"""Is this mark in this picture, and where: points that agree on one pose, then their gradients.

Every pair of like points says where the whole mark would lie; the pose most pairs agree on is
fitted and fitted again, so no lot is drawn. An area of one colour says it too, by its box. The
picture is then warped into the mark's frame and the gradients of both are compared there: points
and areas may agree by chance, whole outlines hardly.
Source: fast spatial matching (Philbin et al. 2007) in place of RANSAC's drawing by lot.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.image.areas import Areas, areas
from rules.image.contours import ROOM_PX, edges_of, first_agreement, trace
from rules.image.keypoints import Points, detect, floats, inner
from rules.image.logo_marks import LogoMark
from rules.image.logo_votes import Place
from rules.image.outlines import Colours, Outlines, gradient_map
from rules.image.row_index import Ints
from rules.image.scale_space import Floats

OFFERED_PX: Final = 512
"""Longest side looked at for points and outlines."""
AREAS_PX: Final = 320
"""Longest side looked at for areas."""

_POINTS: Final = 360  # of one picture, at most
_FARTHEST: Final = 0.7  # squared distance of rows
_RATIO: Final = 0.97  # to the second nearest: many prints repeat a mark, so loose
_PAIRS: Final = 90  # the likest, which are asked for a pose
_FIRST: Final = 0.085  # of the mark's side: how far a point may lie from a similarity's place
_LAST: Final = 0.035  # and from the fitted affine's
_LEAST: Final = 4  # pairs of different places that say a pose
_REFITTED: Final = 6  # pairs near a place from which it is fitted again
_FACING: Final = 0.825  # cosine of 34 degrees
_GROWTH: Final = (0.10, 8.0)  # of a side, from the frame to the picture
_STRETCH: Final = 2.6  # longest : shortest axis of the warp
_SHIFTS: Final = (-2, 0, 2)  # px of the small frame
_OVERLAP: Final = 0.6  # of two boxes that are one
_SHAPED: Final = 0.8  # likeness of two areas that are one


@dataclass(frozen=True, slots=True)
class View:
    """One offered picture, looked at once. halves: (h, w, 3), each half as large as the last."""

    points: Points
    rows: Floats
    areas: Areas
    halves: list[Colours] = field(default_factory=list)

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width, px."""
        height, width = self.halves[0].shape[:2]
        return height, width


def view(picture: Image.Image) -> View:
    """Points and areas of a decoded RGB picture. Cost: 30-45 ms."""
    pixels = np.asarray(picture, dtype=np.uint8)
    height, width = pixels.shape[:2]
    scale = OFFERED_PX / max(height, width)
    if scale < 1:
        size = (max(8, round(width * scale)), max(8, round(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    points = detect(grey, _POINTS)
    return View(points, floats(points.rows), areas(pixels, AREAS_PX), [pixels])


@dataclass(frozen=True, slots=True)
class Sight:
    """A mark seen. warp: (3, 3) frame px -> picture px, perspective included.

    points: pairs that agree, each place counted once; pairs: their places in the frame and in the
    picture, (points, 2, 2); areas: share of the frame whose areas agree, 0..1;
    likeness: correlation of gradients above what plain shapes reach, at most 1; traced: share of
    the contour that runs along edges, likewise, 0..1.
    """

    warp: Floats
    points: int
    pairs: Floats
    areas: float
    likeness: float
    traced: float

    @property
    def strength(self) -> float:
        """0.0..1.0: likeness of outlines and contour, less where few points and areas agree.

        Points count more: the area that named the place agrees with it by itself. Outlines and
        contour err apart: a busy ground hides the one, plain shapes pass for the other.
        """
        support = self.points / 15.0 + 0.6 * self.areas
        alike = (max(0.0, self.likeness) + self.traced) / 2
        return alike * (1.0 - math.exp(-support))


def look_for(mark: LogoMark, offered: View, places: Sequence[Place] = ()) -> Sight | None:
    """Find one mark's best pose in a picture, by points or at one of the places; else None."""
    theirs, ours = _pairs(mark.points, offered)
    source, target = mark.points.places[ours], offered.points.places[theirs]
    warps = [place.warp for place in places if _sane(place.warp, mark.size, offered.shape)]
    by_points = _posed(mark, offered, ours, theirs)
    if by_points is not None:
        warps.append(by_points)
    if not warps:
        return None
    outlines = [Outlines.of(slopes) for slopes in mark.slopes]
    likeness, best = max(
        (_likeness(mark, outlines, _squared(warp), offered), -number)
        for number, warp in enumerate(warps)
    )
    warp = warps[-best]
    inside = _apart(source, target, warp) < _FIRST * 0.7 * max(mark.size) * _growth(warp) + 1.0
    near = len(_each_once(source[inside], target[inside]))
    if near >= _REFITTED:
        again = _fit(source[inside], target[inside])
        if _sane(again, mark.size, offered.shape):
            likeness, warp = max(
                (likeness, warp),
                (_likeness(mark, outlines, _squared(again), offered), again),
                key=lambda way: way[0],
            )
    share = _agreeing_areas(mark, warp, offered.areas)
    pose, traced = _squared(warp), 0.0
    if share or near >= _LEAST:  # else nothing would speak for it, whatever its contour
        pose, traced = _traced(mark, pose, offered)
        likeness = max(likeness, _likeness(mark, outlines, pose, offered))
    inside = _apart(source, target, pose) < _LAST * max(mark.size) * _growth(pose) + 1.0
    kept = _each_once(source[inside], target[inside])
    return Sight(
        warp=pose, points=len(kept), pairs=kept, areas=share, likeness=likeness, traced=traced
    )


def _squared(warp: Floats) -> Floats:
    """An affine as (3, 3)."""
    return np.concatenate([warp, np.array([[0, 0, 1]], dtype=np.float32)])


def _traced(mark: LogoMark, pose: Floats, offered: View) -> tuple[Floats, float]:
    """The pose fitted to a rendering's contour, and how much of that is there, 0..1."""
    if not mark.contours:
        return pose, 0.0
    size = mark.contours[0].size  # of all: they share the mark's frame
    edges = edges_of(_window(mark, pose, offered, size, ROOM_PX))
    contour = max(mark.contours, key=lambda each: first_agreement(each, edges))
    scaled = np.diag([contour.size[0] / mark.size[0], contour.size[1] / mark.size[1], 1.0])
    places = _moved(contour.rows[:, :2], np.asarray(pose @ np.linalg.inv(scaled)))
    height, width = offered.shape
    inside = np.all((places >= 0) & (places < np.array([width, height])), axis=1)
    found = trace(contour, edges, inside)
    moved = pose @ np.linalg.inv(scaled) @ found.pose @ scaled
    fitted: Floats = np.asarray(moved / moved[2, 2], dtype=np.float32)
    if not _sane(fitted, mark.size, offered.shape):
        return pose, 0.0
    return fitted, found.likeness


def _posed(mark: LogoMark, offered: View, ours: Ints, theirs: Ints) -> Floats | None:
    """The warp most pairs agree on; None when fewer than four do or it is no picture of a mark."""
    if len(theirs) < _LEAST:
        return None
    source, target = mark.points.places[ours], offered.points.places[theirs]
    side = float(max(mark.size))
    inside = _agreeing(mark.points, offered.points, ours, theirs, side)
    warp = None
    for tolerance in (_FIRST * 0.8, _LAST * 1.4, _LAST):
        if len(_each_once(source[inside], target[inside])) < _LEAST:
            return None
        warp = _fit(source[inside], target[inside])
        if not _sane(warp, mark.size, offered.shape):
            return None
        inside = _apart(source, target, warp) < tolerance * side * _growth(warp) + 1.0
    return warp if len(_each_once(source[inside], target[inside])) >= _LEAST else None


def _apart(source: Floats, target: Floats, warp: Floats) -> Floats:
    return np.asarray(np.linalg.norm(_moved(source, warp) - target, axis=1))


def _moved(places: Floats, warp: Floats) -> Floats:
    """Places under an affine, (2, 3), or with perspective, (3, 3)."""
    seen = places @ warp[:, :2].T + warp[:, 2]
    return np.asarray(seen if len(warp) == 2 else seen[:, :2] / seen[:, 2:], dtype=np.float32)


def _pairs(mark: Points, offered: View) -> tuple[Ints, Ints]:
    """For each point of the mark the most like point of the picture, the likest pairs first."""
    if len(offered.points) < _LEAST or not len(mark):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    like = inner(floats(mark.rows), offered.rows)
    nearest = like.argmax(axis=1)
    ours = np.arange(len(like))
    first = 2.0 - 2.0 * like[ours, nearest]
    like[ours, nearest] = -1.0
    second = 2.0 - 2.0 * like.max(axis=1)
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


def _each_once(source: Floats, target: Floats) -> Floats:
    """(n, 2, 2) pairs, each place of either side kept once, and places side by side as one."""
    pairs = np.stack([source, target], axis=1)
    for side, grain in ((0, 6.0), (1, 3.0)):
        cells = np.round(pairs[:, side] / grain).astype(np.int64)
        _, first = np.unique(cells[:, 0] * 4096 + cells[:, 1], return_index=True)
        pairs = pairs[np.sort(first)]
    return pairs


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
    return float(np.sqrt(abs(np.linalg.det(warp[:2, :2]))))


def _sane(warp: Floats, size: tuple[int, int], shape: tuple[int, int]) -> bool:
    """A mark keeps its hand, is not squeezed flat, and lies mostly inside the picture."""
    if not np.isfinite(warp).all() or np.linalg.det(warp[:2, :2]) <= 0:
        return False
    longest, shortest = np.linalg.svd(warp[:2, :2], compute_uv=False)
    if shortest < _GROWTH[0] or longest > _GROWTH[1] or longest / shortest > _STRETCH:
        return False
    across, down = corners_of(warp, size).T
    height, width = shape
    wide, high = float(np.ptp(across)), float(np.ptp(down))
    seen = min(float(across.max()), width) - max(float(across.min()), 0.0)
    seen_down = min(float(down.max()), height) - max(float(down.min()), 0.0)
    return seen > 0.55 * wide and seen_down > 0.55 * high


def corners_of(warp: Floats, size: tuple[int, int]) -> Floats:
    """(4, 2): where the frame's corners lie in the picture, px."""
    width, height = size
    frame = np.array([(0, 0), (width, 0), (width, height), (0, height)], dtype=np.float32)
    return _moved(frame, warp)


def _agreeing_areas(mark: LogoMark, warp: Floats, offered: Areas) -> float:
    """Share of the frame, 0..1, covered by areas that lie in the picture where the warp says."""
    if not len(offered) or not len(mark.areas):
        return 0.0
    turns = np.concatenate([mark.turns, np.zeros((len(mark.turns), 1, 3), np.float32)], axis=1)
    turns[:, 2, 2] = 1.0
    upright = warp @ np.linalg.inv(turns)  # from where each area was seen to the picture
    growth = np.abs(np.stack([upright[:, 0, 0], upright[:, 1, 1]], axis=1))
    skew = np.abs(upright[:, 0, 1]) + np.abs(upright[:, 1, 0])
    straight = np.nonzero(skew < 0.5 * growth.min(axis=1))[0]
    if not len(straight):
        return 0.0
    boxes = mark.areas.boxes[straight]
    middles = np.einsum("nij,nj->ni", upright[straight][:, :, :2], boxes[:, :2])
    middles += upright[straight][:, :, 2]
    sides = boxes[:, 2:] * growth[straight]
    like = inner(mark.areas.rows[straight], offered.rows) > _SHAPED
    same = like & (_overlaps(middles, sides, offered.boxes) > _OVERLAP)
    found = np.nonzero(same.any(axis=1))[0]
    shares = boxes[found, 2] * boxes[found, 3] / (mark.size[0] * mark.size[1])
    once = {
        int(same[place].argmax()): float(share) for place, share in zip(found, shares, strict=True)
    }
    return min(1.0, sum(once.values()))


def _overlaps(middles: Floats, sides: Floats, boxes: Floats) -> Floats:
    """(n, m): what two boxes share of what they cover together, 0..1."""
    low = np.maximum((middles - sides / 2)[:, None], (boxes[:, :2] - boxes[:, 2:] / 2)[None])
    high = np.minimum((middles + sides / 2)[:, None], (boxes[:, :2] + boxes[:, 2:] / 2)[None])
    shared = np.maximum(high - low, 0).prod(axis=2)
    both = sides.prod(axis=1)[:, None] + boxes[:, 2:].prod(axis=1)[None] - shared
    return np.asarray(shared / np.maximum(both, 1e-6), dtype=np.float32)


def _likeness(mark: LogoMark, outlines: Sequence[Outlines], pose: Floats, offered: View) -> float:
    """Of gradients in the mark's small frame, best over renderings and small shifts."""
    height, width = mark.slopes[0].shape[:2]
    edge = max(_SHIFTS)
    theirs = gradient_map(_window(mark, pose, offered, (width, height), edge))
    windows = np.stack([
        theirs[edge + dy : edge + dy + height, edge + dx : edge + dx + width].reshape(-1)
        for dy in _SHIFTS
        for dx in _SHIFTS
    ])
    return max(
        (float(each.correlations(windows).max()) - common) / (1.0 - common)
        for each, common in zip(outlines, mark.common, strict=True)
    )


def _window(
    mark: LogoMark, pose: Floats, offered: View, size: tuple[int, int], room: int
) -> Colours:
    """The picture as the pose has it in the mark's frame, shrunk to a size, with room around."""
    width, height = size
    small = pose @ np.diag([mark.size[0] / width, mark.size[1] / height, 1.0])
    level = max(0, math.floor(math.log2(max(_growth(small), 1e-3) / 1.41) + 1))
    while len(offered.halves) <= level:  # halve first, or the warp would skip pixels
        offered.halves.append(np.asarray(cv2.pyrDown(offered.halves[-1]), dtype=np.uint8))
    small[:2] *= 0.5**level
    small[:, 2] -= small[:, :2] @ np.array([room, room])
    seen = cv2.warpPerspective(
        offered.halves[level], small, (width + 2 * room, height + 2 * room),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    return np.asarray(seen, dtype=np.uint8)
