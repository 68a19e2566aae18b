"""A mark's contour sought in a picture: what share of it runs along edges there.

A correlation of windows falls with everything else a window shows: a busy ground, a hand before a
third of the mark. Here each place of the contour asks for itself whether an edge of its direction
lies near; what else is there takes nothing away. The answers also say how far the contour lies
beside each edge, and so the pose is fitted, perspective included.

Source: similarity of directions (Steger 2002), contours fitted along their normals (RAPID, Harris
and Stennett 1990).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from rules.image.outlines import Colours, steepest
from rules.image.plain_shapes import plain_shapes
from rules.image.scale_space import Floats

CONTOUR_PX: Final = 96
"""Longest side of the frame in which a contour lies."""
ROOM_PX: Final = 14
"""What a window shows of the picture around that frame, on each side."""

_PLACES: Final = 280  # of one contour, at most
_LEAST_PLACES: Final = 12  # fewer say no shape
_STEEP: Final = 0.1  # of the steepest edge, and 2 of 255 a pixel
_NOISE: Final = 3.0  # of 255 a pixel: an edge as steep counts half
_STEPS_PX: Final = (5, 4, 3, 2)  # how far an edge is sought, one fit after another
_NEARER: Final = 0.02  # a pixel: of equal edges the nearer
_TOLD: Final = 0.2  # agreement from which a place has a say in the fit
_SMOOTH: Final = np.array([0.5, 1, 1, 0.5, 1, 1, 3, 3]) * 0.03  # against wild fits
_MOST_GROWTH: Final = 0.6  # of the area, either way, by all fits together
_BESIDE_PX: Final = 1.0  # how far an edge may lie from a fitted contour
_BESIDE_PLAIN_PX: Final = 3.0  # from one not fitted, as plain shapes are not
_SEEN: Final = 0.35  # share of a contour of which a part of it must consist
_LEAST_COMMON: Final = 0.5  # agreement that clutter reaches with any contour
_LEAST_PART: Final = 0.55  # and with the best of its parts
_MOST_COMMON: Final = 0.85  # agreement with a plain shape from which a contour is plain itself


@dataclass(frozen=True, slots=True)
class Contour:
    """Where one rendering of a mark has edges.

    size: width and height of the frame, px. rows: (n, 5) x and y in px, the edge's normal of length
    1, and what the place counts, in sum 1. common: agreement 0..1 that plain shapes reach.
    """

    size: tuple[int, int]
    rows: Floats
    common: float

    @classmethod
    def of(cls, frame: Colours) -> Self | None:
        """Of a (h, w, 3) rendering; None where it has too few edges or those of a plain shape."""
        height, width = frame.shape[:2]
        scale = CONTOUR_PX / max(height, width)
        size = max(8, round(width * scale)), max(8, round(height * scale))
        rows, square = _rows(frame, size), _rows(frame, (CONTOUR_PX, CONTOUR_PX))
        if len(rows) < _LEAST_PLACES or not len(square):  # a strip's pale edges fade in a square
            return None
        common = max(
            float(square[:, 4] @ _agreement(square, edges, np.eye(3), _BESIDE_PLAIN_PX))
            for edges in _plain_edges()
        )
        return cls(size, rows, common)

    @property
    def plain(self) -> bool:
        """Whether it says hardly more than a plain shape."""
        return self.common > _MOST_COMMON


@dataclass(frozen=True, slots=True)
class Traced:
    """A contour found. pose: (3, 3), from its frame to the window's, px.

    likeness: agreement above what plain shapes reach, of the whole contour or of the best two
    thirds of it, 0..1.
    """

    pose: npt.NDArray[np.float64]
    likeness: float


def edges_of(window: Colours) -> Floats:
    """(h, w, 3): doubled directions of the edges, as long as the edge is sure, 0..1; and that."""
    across, down = _gradients(window)
    steep = np.hypot(across, down) + np.float32(1e-6)
    sure = steep / (steep + np.float32(_NOISE))
    turned = sure / (steep * steep)
    doubled = ((across * across - down * down) * turned, 2 * across * down * turned)
    return np.stack([*doubled, sure], axis=-1)


def first_agreement(contour: Contour, edges: Floats) -> float:
    """Before it is fitted, above what plain shapes reach; at most 1."""
    agreed = _agreement(contour.rows, edges, np.eye(3), _BESIDE_PLAIN_PX)
    return _above(float(contour.rows[:, 4] @ agreed), contour.common)


def trace(contour: Contour, edges: Floats, inside: npt.NDArray[np.bool_]) -> Traced:
    """Fit the contour to the edges of a window around its frame.

    inside: (n,) which of its places lie in the picture; what a picture cuts off is not asked for,
    and where that is most of it, nothing is likely.
    """
    still = np.eye(3)
    rows = contour.rows[inside].copy()
    share = float(rows[:, 4].sum())
    if share < _SEEN:
        return Traced(still, 0.0)
    rows[:, 4] /= share
    ways = (still, _fitted(rows, contour.size, edges))
    told = [(_likeness(contour, rows, edges, pose), -number) for number, pose in enumerate(ways)]
    likeness, number = max(told)
    return Traced(ways[-number], likeness)


def _likeness(
    contour: Contour, rows: Floats, edges: Floats, pose: npt.NDArray[np.float64]
) -> float:
    agreed = _agreement(rows, edges, pose, _BESIDE_PX)
    weights = rows[:, 4]
    parts = [_LEAST_COMMON]
    x, y = rows[:, 0] / contour.size[0], rows[:, 1] / contour.size[1]
    for part in (x < 2 / 3, x > 1 / 3, y < 2 / 3, y > 1 / 3):
        share = float(weights[part].sum())
        if share > _SEEN:
            parts.append(float(weights[part] @ agreed[part]) / share)
    whole = _above(float(weights @ agreed), max(contour.common, _LEAST_COMMON))
    return max(0.0, whole, _above(max(parts), max(contour.common, _LEAST_PART)))


def _above(agreement: float, common: float) -> float:
    return (agreement - common) / (1.02 - common)


def _agreement(
    rows: Floats, edges: Floats, pose: npt.NDArray[np.float64], beside_px: float
) -> Floats:
    """(n,): -1..1 for each place of a contour, the best within so many px along its normal."""
    return np.asarray(_along(rows, edges, pose, beside_px)[1].max(axis=1), dtype=np.float32)


def _along(
    rows: Floats, edges: Floats, pose: npt.NDArray[np.float64], beside_px: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Steps along the normals, what is there at each; places and normals as the pose has them."""
    seen = np.column_stack([rows[:, :2], np.ones(len(rows))]) @ pose.T
    places = (seen[:, :2] / seen[:, 2:]).astype(np.float32)
    turned = rows[:, 2:4] @ np.linalg.inv(pose[:2, :2])
    normals = (turned / (np.linalg.norm(turned, axis=1, keepdims=True) + 1e-9)).astype(np.float32)
    steps = np.arange(-beside_px, beside_px + 0.5, dtype=np.float32)
    x = places[:, :1] + normals[:, :1] * steps + ROOM_PX
    y = places[:, 1:] + normals[:, 1:] * steps + ROOM_PX
    there = cv2.remap(
        edges, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    across, down = normals[:, :1], normals[:, 1:]
    told = there[..., 0] * (across * across - down * down) + there[..., 1] * 2 * across * down
    return steps, np.asarray(told, dtype=np.float32), places, normals


def _fitted(rows: Floats, size: tuple[int, int], edges: Floats) -> npt.NDArray[np.float64]:
    """The pose in which the contour's places lie on edges, from the middle outwards in steps."""
    pose = np.eye(3)
    for number, reach in enumerate(_STEPS_PX):
        steps, told, places, normals = _along(rows, edges, pose, reach)
        told -= _NEARER * np.abs(steps)
        best = told.argmax(axis=1)
        weights = rows[:, 4] * np.maximum(0.0, told[np.arange(len(rows)), best] - _TOLD)
        if float(weights.sum()) < 1e-4:
            return pose
        further = _step(places, normals, steps[best], weights, size, 8 if number else 6) @ pose
        grown = float(np.linalg.det(further[:2, :2]))
        if not np.isfinite(further).all() or abs(grown - 1) > _MOST_GROWTH:
            return pose
        pose = further
    return pose


def _step(
    places: Floats, normals: Floats, apart: Floats, weights: Floats, size: tuple[int, int],
    freedoms: int,
) -> npt.NDArray[np.float64]:  # fmt: skip
    """Least squares of the distances along the normals; six freedoms are an affine's."""
    middle, half = np.array(size) / 2, max(size) / 2
    u, v = ((places - middle) / half).T
    across, down = normals.T
    tilt = u * across + v * down
    columns = (across, across * u, across * v, down, down * u, down * v, tilt * u, tilt * v)
    design = np.stack(columns[:freedoms], axis=1).astype(np.float64)
    held = np.diag(_SMOOTH[:freedoms] * float(weights.sum()))
    weighed = design * weights[:, None]
    found = np.zeros(8)
    found[:freedoms] = np.linalg.solve(weighed.T @ design + held, weighed.T @ apart)
    back, there = np.eye(3), np.eye(3)
    back[:2, 2], there[:2, 2] = -middle, middle
    moved = np.array([
        [1 + found[1] / half, found[2] / half, found[0]],
        [found[4] / half, 1 + found[5] / half, found[3]],
        [-found[6] / half**2, -found[7] / half**2, 1.0],
    ])  # fmt: skip
    return np.asarray(there @ moved @ back)


def _rows(frame: Colours, size: tuple[int, int]) -> Floats:
    """Places of highest gradient across the edge, evenly chosen."""
    shrinks = max(frame.shape[:2]) > CONTOUR_PX
    sized = cv2.resize(frame, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC)
    edge = 2
    around = cv2.copyMakeBorder(sized, edge, edge, edge, edge, cv2.BORDER_REPLICATE)
    across, down = _gradients(np.asarray(around, dtype=np.uint8))
    steep = np.hypot(across, down)
    rows, columns = np.nonzero(steep > max(2.0, _STEEP * float(steep.max())))
    if not len(rows):
        return np.zeros((0, 5), np.float32)
    here = steep[rows, columns]
    normals = np.stack([across[rows, columns], down[rows, columns]], axis=1) / here[:, None]
    normals = normals.astype(np.float32)
    places = np.stack([columns, rows], axis=1).astype(np.float32)
    before, after = (
        cv2.remap(steep, beside[:, :1], beside[:, 1:], cv2.INTER_LINEAR)[:, 0]
        for beside in (places - normals, places + normals)
    )
    crest = np.nonzero((here >= before) & (here >= after))[0]
    if len(crest) > _PLACES:
        crest = crest[np.linspace(0, len(crest) - 1, _PLACES).astype(np.int64)]
    weights = np.sqrt(here[crest])
    weights = weights / max(float(weights.sum()), 1e-6)
    return np.column_stack([places[crest] - edge, normals[crest], weights]).astype(np.float32)


def _gradients(pixels: Colours) -> tuple[Floats, Floats]:
    """Across and down, 0..255 a pixel, of the colour that changes most."""
    soft = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1.0)
    across, down = (
        cv2.Sobel(soft, cv2.CV_32F, *way, scale=1 / 8) for way in ((1, 0), (0, 1))
    )  # fmt: skip
    return steepest(np.asarray(across, np.float32), np.asarray(down, np.float32))


@lru_cache(maxsize=1)
def _plain_edges() -> tuple[Floats, ...]:
    """Of all plain shapes, in windows with room around."""
    room = (ROOM_PX, ROOM_PX, ROOM_PX, ROOM_PX)
    return tuple(
        edges_of(np.repeat(cv2.copyMakeBorder(shape, *room, cv2.BORDER_REPLICATE)[..., None], 3, 2))
        for shape in plain_shapes(CONTOUR_PX, CONTOUR_PX)
    )
