"""A registered view, prepared: its row in the drawing domain, and its lines one by one."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.design.strokes import DIRECTIONS, FRAME_PX, Floats, cells, framed, strokes, unit_rows

Ints = npt.NDArray[np.int64]

_STRONG: Final = 0.9  # of a line's strength relative to what lies around
_MOST_POINTS: Final = 900
_LEAST_POINTS: Final = 60
_RIM_PX: Final = 4


@dataclass(frozen=True, slots=True)
class View:
    """row: (1568,) of length 1. places: (n, 2) x and y in the frame, px; ways: (n,) directions.

    is_outline: (n,), True where the line is the object's outline; without a ground of one colour
    nobody can tell, and all lines count as inner ones.
    """

    row: Floats
    places: Floats
    ways: Ints
    is_outline: npt.NDArray[np.bool_]


def prepare_view(picture: Image.Image) -> View | None:
    """Describe a drawing or photograph; None when it has too few lines to be compared."""
    laid = framed(picture)
    lines = strokes(laid.colours)
    places, ways = line_points(lines)
    if len(places) < _LEAST_POINTS:
        return None
    if laid.outside is None:
        outline = np.zeros(len(places), dtype=bool)
    else:
        rim = cv2.dilate(laid.outside.astype(np.uint8), np.ones((2 * _RIM_PX + 1,) * 2, np.uint8))
        whole = places.astype(np.int64)
        outline = rim[whole[:, 1], whole[:, 0]] > 0
    row = unit_rows(cells(lines).reshape(1, -1))[0]
    return View(row, places, ways, outline)


def line_points(lines: Floats) -> tuple[Floats, Ints]:
    """The points where lines are strongest across their direction, evenly thinned to 900."""
    strength, way = lines.sum(axis=0), lines.argmax(axis=0)
    ridge = np.zeros(strength.shape, dtype=bool)
    for direction in range(DIRECTIONS):
        turn = direction * np.pi / DIRECTIONS
        step = np.array([round(np.cos(turn)), round(np.sin(turn))])
        ahead = np.roll(strength, (-step[1], -step[0]), axis=(0, 1))
        behind = np.roll(strength, (step[1], step[0]), axis=(0, 1))
        ridge |= (way == direction) & (strength >= ahead) & (strength > behind)
    ridge[:2], ridge[-2:], ridge[:, :2], ridge[:, -2:] = False, False, False, False
    rows, columns = np.nonzero(ridge & (strength >= _STRONG))
    if len(rows) > _MOST_POINTS:
        kept = np.linspace(0, len(rows) - 1, _MOST_POINTS).astype(np.int64)
        rows, columns = rows[kept], columns[kept]
    return np.stack([columns, rows], axis=1).astype(np.float32), way[rows, columns]


def frame_middle() -> float:
    """Middle of the frame, px."""
    return (FRAME_PX - 1) / 2
