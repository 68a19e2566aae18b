"""Pictures as strokes: where light changes, and in which direction the line runs there.

A drawing of an object and a photograph of it share little but their lines. Strength is taken
relative to what lies around, so that a faint edge in a plain place counts as a black line does, and
a line has no bright side.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Floats = npt.NDArray[np.float32]
Colours = npt.NDArray[np.uint8]

DIRECTIONS: Final = 8
"""Of a line: steps of 22.5 degrees."""
CELL_PX: Final = 8
CELLS: Final = 14
"""A side of the frame that two pictures are compared in, margin included."""
BODY: Final = 12
"""Cells that the object's longest side takes of it."""
FRAME_PX: Final = CELL_PX * CELLS

_SMOOTH_PX: Final = 0.8
_AROUND_PX: Final = 12.0
_LEAST: Final = 8.0  # brightness a pixel; weaker changes are grain
_MOST: Final = 3.0
_POWER: Final = 0.35
_UNIFORM: Final = 18.0  # spread of a border, 0..255, up to which it is one colour
_STANDS_OUT: Final = 28.0

cv2.setNumThreads(1)  # one worker, one core


def strokes(colours: Colours) -> Floats:
    """(h, w, 3) uint8 -> (8, h, w): how strongly a line of each direction passes there."""
    smooth = cv2.GaussianBlur(colours.astype(np.float32), (0, 0), _SMOOTH_PX)
    across, down = (cv2.Sobel(smooth, cv2.CV_32F, *way, ksize=3) for way in ((1, 0), (0, 1)))
    length = across * across + down * down
    best = length.argmax(axis=2)[..., None]
    across, down, length = (
        np.take_along_axis(part, best, axis=2)[..., 0] for part in (across, down, length)
    )
    length = np.sqrt(length)
    length = np.minimum(length / (cv2.GaussianBlur(length, (0, 0), _AROUND_PX) + _LEAST), _MOST)
    turn = (np.arctan2(down, across) % np.pi) * (DIRECTIONS / np.pi)
    lower = np.floor(turn)
    part = (turn - lower).astype(np.float32)
    first = lower.astype(np.int64) % DIRECTIONS
    out = np.zeros((DIRECTIONS, *length.shape), dtype=np.float32)
    np.put_along_axis(out, first[None], (length * (1 - part))[None], axis=0)
    np.put_along_axis(out, ((first + 1) % DIRECTIONS)[None], (length * part)[None], axis=0)
    return out


def cells(lines: Floats) -> Floats:
    """(8, h, w) -> (h / CELL_PX, w / CELL_PX, 8): means of whole cells; what is left over goes."""
    high, wide = lines.shape[1] // CELL_PX, lines.shape[2] // CELL_PX
    whole = lines[:, : high * CELL_PX, : wide * CELL_PX]
    means = whole.reshape(DIRECTIONS, high, CELL_PX, wide, CELL_PX).mean(axis=(2, 4))
    return np.ascontiguousarray(np.moveaxis(means, 0, -1))


def unit_rows(rows: Floats) -> Floats:
    """(n, d), none below zero -> rows without mean, of length 1; a row of one value becomes 0."""
    raised = np.power(rows, np.float32(_POWER))
    raised -= raised.mean(axis=1, keepdims=True)
    length = np.linalg.norm(raised, axis=1, keepdims=True)
    out: Floats = (raised / np.maximum(length, np.float32(1e-6))).astype(np.float32)
    return out


@dataclass(frozen=True, slots=True)
class Framed:
    """A picture laid into the frame by its object's box. ground: the ground's colour, if it is one.

    colours: (112, 112, 3). outside: (112, 112), True where the ground is; None without one.
    """

    colours: Colours
    outside: npt.NDArray[np.bool_] | None


def framed(picture: Image.Image) -> Framed:
    """Lay a view into the frame: by what stands out from a ground of one colour, else all of it."""
    colours = np.asarray(picture, dtype=np.uint8)
    ground = _ground(colours)
    box = _box(colours, ground) if ground is not None else None
    if box is None:
        box = (0, 0, colours.shape[1], colours.shape[0])
    left, top, right, bottom = box
    half = max(right - left, bottom - top) / 2 * CELLS / BODY
    scale = FRAME_PX / (2 * half)
    x, y = (left + right) / 2 - half, (top + bottom) / 2 - half
    fill = tuple(int(part) for part in ground) if ground is not None else (128, 128, 128)
    laid = _laid(colours, scale, x, y, fill)
    return Framed(laid, _outside(laid, ground) if ground is not None else None)


def _laid(colours: Colours, scale: float, x: float, y: float, fill: tuple[int, ...]) -> Colours:
    """Cut out from (x, y), scaled; smoothed first where it is made much smaller."""
    if scale < 0.7:
        colours = np.asarray(cv2.GaussianBlur(colours, (0, 0), 0.4 / scale), dtype=np.uint8)
    warp = np.array([[scale, 0, -x * scale], [0, scale, -y * scale]], dtype=np.float32)
    way = cv2.INTER_LINEAR
    size = (FRAME_PX, FRAME_PX)
    laid = cv2.warpAffine(colours, warp, size, flags=way, borderValue=fill)
    return np.asarray(laid, dtype=np.uint8)


def _ground(colours: Colours) -> npt.NDArray[np.float32] | None:
    edges = (colours[:3], colours[-3:], colours[:, :3], colours[:, -3:])
    border = np.concatenate([edge.reshape(-1, 3) for edge in edges]).astype(np.float32)
    colour = np.median(border, axis=0)
    spread = np.percentile(np.abs(border - colour).max(axis=1), 90)
    return colour.astype(np.float32) if spread <= _UNIFORM else None


def _stands_out(colours: Colours, ground: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    return np.asarray(np.abs(colours.astype(np.float32) - ground).max(axis=2) > _STANDS_OUT)


def _box(
    colours: Colours, ground: npt.NDArray[np.float32]
) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of what stands out, but for specks; None = nothing does."""
    out = _stands_out(colours, ground)
    rows, columns = np.nonzero(out.sum(axis=1) > 1)[0], np.nonzero(out.sum(axis=0) > 1)[0]
    if len(rows) < 8 or len(columns) < 8:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def _outside(laid: Colours, ground: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """What a brush dipped in at the frame's corner would reach."""
    free = np.where(_stands_out(laid, ground), 0, 255).astype(np.uint8)
    room = cv2.copyMakeBorder(free, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=255)
    cv2.floodFill(room, None, (0, 0), 128)
    return np.asarray(room[1:-1, 1:-1] == 128)
