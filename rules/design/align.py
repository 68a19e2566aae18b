"""A view laid over a photograph line by line: what agrees, what is missing, what is added.

The window that is like the view in its cells is off by half a cell and some degrees. From there the
view's lines are moved, stretched and turned a little until most of them lie on lines of the same
direction in the photograph.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rules.design.strokes import DIRECTIONS, FRAME_PX, Floats
from rules.design.views import View, frame_middle, line_points

_REACH: Final = np.ones((5, 5), np.uint8)  # a line 2 px off still counts
_FULL: Final = 1.2  # strength from which a line is there for certain
_STEPS: Final = (1.0, 1.0, 1.0, 0.5, 0.5, 0.5)
_SHIFT_PX: Final = 4.0
_STRETCH: Final = 0.05
_TURN: Final = 0.06  # radians
_MOST_STRETCH: Final = 0.16
_MOST_TURN: Final = 0.16
_MOST_SHIFT_PX: Final = 10.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares of lines, 0.0..1.0, of one view in one place of a photograph.

    outline, inner: of the view's lines that the photograph has; None = the view has no such lines.
    shared: of the photograph's lines within the place that the view has.
    """

    outline: float | None
    inner: float | None
    whole: float
    shared: float


def likeness(view: View, lines: Floats) -> Likeness:
    """Compare a view with the strokes of a window, (8, 112, 112)."""
    near = _near(lines)
    pose = _settled(view, near)
    places = _moved(view.places, pose)
    agreeing = _at(near, places, view.ways)
    outline, inner = (
        float(agreeing[part].mean()) if part.sum() >= 20 else None
        for part in (view.is_outline, ~view.is_outline)
    )
    return Likeness(outline, inner, float(agreeing.mean()), _shared(view, places, lines))


def _near(lines: Floats) -> Floats:
    """(8, h, w), 0..1: whether a line of that direction, or the next, is within reach."""
    beside = np.maximum(np.roll(lines, 1, axis=0), np.roll(lines, -1, axis=0))
    either = np.maximum(lines, 0.8 * beside)
    wide = np.stack([cv2.dilate(plane, _REACH) for plane in either])
    out: Floats = np.minimum(wide / np.float32(_FULL), np.float32(1.0))
    return out


def _moved(places: Floats, pose: Floats) -> Floats:
    """pose: shift right and down (px), stretch across and down (log), turn (radians)."""
    middle = np.float32(frame_middle())
    cos, sin = np.cos(pose[4]), np.sin(pose[4])
    off = (places - middle) * np.exp(pose[2:4])
    turned = np.stack(
        [cos * off[:, 0] - sin * off[:, 1], sin * off[:, 0] + cos * off[:, 1]], axis=1
    )
    out: Floats = (turned + middle + pose[:2]).astype(np.float32)
    return out


def _at(near: Floats, places: Floats, ways: npt.NDArray[np.int64]) -> Floats:
    whole = np.rint(places).astype(np.int64)
    inside = ((whole >= 0) & (whole < FRAME_PX)).all(axis=1)
    whole = np.clip(whole, 0, FRAME_PX - 1)
    out: Floats = np.where(inside, near[ways, whole[:, 1], whole[:, 0]], 0).astype(np.float32)
    return out


def _settled(view: View, near: Floats) -> Floats:
    """The best pose by going downhill from none, one number at a time."""
    reach = np.array([_SHIFT_PX, _SHIFT_PX, _STRETCH, _STRETCH, _TURN], dtype=np.float32)
    most = np.array(
        [_MOST_SHIFT_PX, _MOST_SHIFT_PX, _MOST_STRETCH, _MOST_STRETCH, _MOST_TURN], np.float32
    )
    thin = slice(None, None, max(1, len(view.places) // 300))
    places, ways = view.places[thin], view.ways[thin]

    def agreeing(pose: Floats) -> float:
        return float(_at(near, _moved(places, pose), ways).mean())

    pose = np.zeros(5, dtype=np.float32)
    best = agreeing(pose)
    for step in _STEPS:
        for number in range(len(pose)):
            for tried in _beside(pose, number, step * reach[number], most[number]):
                score = agreeing(tried)
                if score > best:
                    pose, best = tried, score
    return pose


def _beside(pose: Floats, number: int, step: float, most: float) -> Iterator[Floats]:
    """Two poses that differ in one number, as far as that may differ."""
    for sign in (-1, 1):
        tried = pose.copy()
        tried[number] += sign * step
        if abs(tried[number]) <= most:
            yield tried


def _shared(view: View, places: Floats, lines: Floats) -> float:
    """Of the photograph's lines within the view's outline box: those the view has as well."""
    theirs, ways = line_points(lines)
    low, high = places.min(axis=0) - 3, places.max(axis=0) + 3
    within = ((theirs >= low) & (theirs <= high)).all(axis=1)
    if within.sum() < 20:
        return 0.0
    ours = np.zeros((DIRECTIONS, FRAME_PX, FRAME_PX), dtype=np.float32)
    whole = np.clip(np.rint(places).astype(np.int64), 0, FRAME_PX - 1)
    ours[view.ways, whole[:, 1], whole[:, 0]] = _FULL
    return float(_at(_near(ours), theirs[within], ways[within]).mean())
