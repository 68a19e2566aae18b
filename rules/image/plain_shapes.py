"""What chance shows everywhere: plates, discs, rings, stripes, letters of nobody.

Registered marks are compared with these. What a mark has in common with them proves nothing, so its
likeness to a picture counts from there on. All are drawn here; none is a picture of anybody.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from rules.image.scale_space import Grey

_SIDE_PX: Final = 144  # drawn at, and made smaller
_EDGE: Final = 0.078  # of the side: where a figure's outermost lines lie in a mark's frame
_STEPS: Final = 24  # corners of what is round

Pen = ImageDraw.ImageDraw
Box = tuple[float, float, float, float]


@lru_cache(maxsize=64)
def plain_shapes(width: int, height: int) -> Sequence[Grey]:
    """Every plain shape filling a frame of that size, dark on light, (height, width) uint8."""
    return tuple(_drawn(shape, width, height) for shape in _SHAPES)


def _drawn(shape: Callable[[Pen, Box], None], width: int, height: int) -> Grey:
    scale = _SIDE_PX / max(width, height)
    size = max(8, round(width * scale)), max(8, round(height * scale))
    picture = Image.new("L", size, 235)
    edge = _EDGE * max(size)
    shape(ImageDraw.Draw(picture), (edge, edge, size[0] - 1 - edge, size[1] - 1 - edge))
    return np.asarray(picture.resize((width, height), Image.Resampling.BOX), dtype=np.uint8)


def _plate(roundness: float, rim: float) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        side = min(box[2] - box[0], box[3] - box[1])
        pen.rounded_rectangle(box, roundness * side, fill=30 if not rim else None,
                              outline=30, width=max(1, round(rim * side)))  # fmt: skip

    return draw


def _disc(rim: float) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        side = min(box[2] - box[0], box[3] - box[1])
        pen.ellipse(box, fill=30 if not rim else None, outline=30, width=max(1, round(rim * side)))

    return draw


def _corners(*places: tuple[float, float]) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        pen.polygon([(box[0] + x * wide, box[1] + y * high) for x, y in places], fill=30)

    return draw


def _polygon(corners: int, turn: float) -> Callable[[Pen, Box], None]:
    angles = (np.arange(corners) + turn) * 2 * np.pi / corners
    x, y = np.cos(angles), np.sin(angles)
    x, y = (x - x.min()) / np.ptp(x), (y - y.min()) / np.ptp(y)
    return _corners(*zip(x.tolist(), y.tolist(), strict=True))


def _stripes(count: int, slope: tuple[float, float]) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        for number in range(count):
            low, up = number / count, (number + 0.5) / count
            if slope == (0, 1):
                pen.rectangle((box[0], box[1] + low * high, box[2], box[1] + up * high), fill=30)
            elif slope == (1, 0):
                pen.rectangle((box[0] + low * wide, box[1], box[0] + up * wide, box[3]), fill=30)
            else:
                shift = slope[0] * wide / count
                pen.polygon([
                    (box[0] + low * wide + shift, box[1]), (box[0] + up * wide + shift, box[1]),
                    (box[0] + up * wide - shift, box[3]), (box[0] + low * wide - shift, box[3]),
                ], fill=30)  # fmt: skip

    return draw


def _strokes(*lines: tuple[float, float, float, float]) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        wide, high = box[2] - box[0], box[3] - box[1]
        for left, top, right, bottom in lines:
            start, end = (box[0] + left * wide, box[1] + top * high), (
                box[0] + right * wide, box[1] + bottom * high,
            )  # fmt: skip
            pen.line((start, end), fill=30, width=max(2, round(min(wide, high) * 0.18)))

    return draw


def _both(*draws: Callable[[Pen, Box], None]) -> Callable[[Pen, Box], None]:
    def draw(pen: Pen, box: Box) -> None:
        for each in draws:
            each(pen, box)

    return draw


_SHAPES: Final = (
    *(_plate(roundness, rim) for roundness in (0.0, 0.12, 0.25, 0.5) for rim in (0.0, 0.08, 0.2)),
    *(_disc(rim) for rim in (0.0, 0.06, 0.15, 0.28)),
    *(_polygon(corners, turn) for corners in (3, 4, 5, 6, 8) for turn in (0.0, 0.25, 0.5, 0.75)),
    *(_stripes(count, slope) for count in (2, 3, 5) for slope in ((0, 1), (1, 0), (1, 1), (-1, 1))),
    _strokes((0.1, 0, 0.1, 1), (0.1, 0.92, 1, 0.92)),
    _strokes((0, 0.1, 1, 0.1), (0.5, 0, 0.5, 1)),
    _strokes((0.5, 0, 0.5, 1), (0, 0.5, 1, 0.5)),
    _strokes((0, 0, 1, 1), (0, 1, 1, 0)),
    _strokes((0, 0, 0.5, 1), (0.5, 1, 1, 0)),
    _strokes((0, 1, 0.5, 0), (0.5, 0, 1, 1)),
    _strokes((0, 1, 0.5, 0), (0.5, 0, 1, 1), (0.2, 0.65, 0.8, 0.65)),
    _strokes((0.1, 0, 0.1, 1), (0.1, 0, 0.9, 1), (0.9, 0, 0.9, 1)),
    _strokes((0.1, 0, 0.1, 1), (0.1, 0.5, 0.9, 0.5), (0.9, 0, 0.9, 1)),
    _strokes((0.1, 0, 0.1, 1), (0, 0.08, 1, 0.08), (0, 0.5, 1, 0.5), (0, 0.92, 1, 0.92)),
    _both(_plate(0.25, 0.08), _disc(0.1)),
    _corners((0, 0), (1, 0), (1, 0.6), (0.5, 1), (0, 0.6)),
    _corners((0.5, 0), (0.62, 0.38), (1, 0.38), (0.7, 0.62), (0.8, 1), (0.5, 0.77), (0.2, 1),
             (0.3, 0.62), (0, 0.38), (0.38, 0.38)),
    _corners((0, 0), (1, 0.5), (0, 1)),
    _corners((0.5, 0), (1, 0.55), (0.78, 1), (0.22, 1), (0, 0.55)),
)  # fmt: skip
