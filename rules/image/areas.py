"""Areas of one colour: where they lie and what shape they have, whatever the colour is.

A logo is mostly a few even areas; a photograph has few that are large, none of the same shape. So
a disc with three arcs cut out is found on any ground where its points drown in those of the ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from rules.image.scale_space import Floats

Colours = npt.NDArray[np.uint8]

WIDTH: Final = 64
"""Numbers in one row: the 8 x 8 slowest waves of the shape."""

_STEP: Final = 10  # of 255: pixels side by side that differ less are of one area
_NONE: Final = (0, 0, 0)
_LESS: Final = (_STEP - 1,) * 3
_SHAPE_PX: Final = 16
_WAVES: Final = 8
_LEAST_PX: Final = 25  # pixels
_LEAST_SIDE_PX: Final = 6
_LEAST_SHARE: Final = 0.0015  # of the picture, by the box
_MOST_SHARE: Final = 0.98
_EMPTY: Final = 0.08  # share of its box under which an area is only threads
_KEPT: Final = 48


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas of one picture, largest first.

    boxes: (n, 4) middle x, middle y, width, height, px of the picture that was given.
    rows: (n, 64) shape in its box, length 1.
    """

    boxes: Floats
    rows: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.boxes)


def areas(pixels: Colours, side_px: int, least_share: float = _LEAST_SHARE) -> Areas:
    """Areas of a (h, w, 3) uint8 picture, looked at with its longest side `side_px`.

    Cost: 8 to 15 ms at 320 px, half of it the median that takes away JPEG's ripples.
    """
    height, width = pixels.shape[:2]
    scale = side_px / max(height, width)
    size = max(12, round(width * scale)), max(12, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    sized = cv2.resize(pixels, size, interpolation=way)
    small = np.asarray(cv2.medianBlur(sized, 3), dtype=np.uint8)
    labels, boxes, counts = _labelled(small)
    inside = boxes[:, 2] * boxes[:, 3]
    whole = size[0] * size[1]
    kept = (counts >= _LEAST_PX) & (counts > _EMPTY * inside)
    kept &= (inside > least_share * whole) & (inside < _MOST_SHARE * whole)
    kept &= np.minimum(boxes[:, 2], boxes[:, 3]) >= _LEAST_SIDE_PX
    kept[0] = False  # what lies between the areas
    numbers = np.nonzero(kept)[0]
    numbers = numbers[np.argsort(-counts[numbers], kind="stable")][:_KEPT]
    if not len(numbers):
        return gathered(())
    shapes = np.stack([_shape(labels, number, boxes[number]) for number in numbers])
    back = np.array([width / size[0], height / size[1]] * 2, dtype=np.float32)
    found = boxes[numbers].astype(np.float32)
    found[:, :2] += found[:, 2:] / 2
    return Areas(boxes=found * back, rows=_waves(shapes))


def gathered(parts: Sequence[Areas]) -> Areas:
    """All areas of several sets."""
    empty = Areas(np.zeros((0, 4), np.float32), np.zeros((0, WIDTH), np.float32))
    every = (*parts, empty)
    return Areas(
        boxes=np.concatenate([part.boxes for part in every]),
        rows=np.concatenate([part.rows for part in every]),
    )


def _labelled(
    pixels: Colours,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Number of each pixel's area; boxes (left, top, width, height); about how many pixels.

    Pixels are the even places of a picture twice as large, whose odd places are links: so areas are
    told apart by steps alone, however the colour drifts within them.
    """
    height, width = pixels.shape[:2]
    links = np.zeros((2 * height - 1, 2 * width - 1), dtype=np.uint8)
    links[::2, ::2] = 1
    links[::2, 1::2] = _alike(pixels[:, 1:], pixels[:, :-1])
    links[1::2, ::2] = _alike(pixels[1:], pixels[:-1])
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        links, connectivity=4, ltype=cv2.CV_32S, ccltype=cv2.CCL_SAUF
    )  # the same answer as its own choice, in four fifths of the time
    boxes = (stats[:, :4].astype(np.int64) + 1) // 2
    return np.asarray(labels[::2, ::2]), boxes, stats[:, 4].astype(np.int64) // 4 + 1


def _alike(ours: Colours, theirs: Colours) -> Colours:
    """255 where no colour differs by a step, else 0."""
    return np.asarray(cv2.inRange(cv2.absdiff(ours, theirs), _NONE, _LESS), dtype=np.uint8)


def _shape(labels: npt.NDArray[np.int32], number: np.int64, box: npt.NDArray[np.int64]) -> Floats:
    left, top, width, height = (int(side) for side in box)
    own = (labels[top : top + height, left : left + width] == number).astype(np.float32)
    way = cv2.INTER_AREA if min(width, height) >= _SHAPE_PX else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(own, (_SHAPE_PX, _SHAPE_PX), interpolation=way), np.float32)


def _waves(shapes: Floats) -> Floats:
    """(n, 16, 16) -> (n, 64): slow cosine waves without the constant one, length 1."""
    cosines = _cosines()
    waves = np.einsum("ui,nij,vj->nuv", cosines, shapes, cosines, optimize=False)
    flat: Floats = np.ascontiguousarray(waves.reshape(len(shapes), WIDTH), dtype=np.float32)
    flat[:, 0] = 0.0
    flat /= np.linalg.norm(flat, axis=1, keepdims=True) + np.float32(1e-3)
    return flat


@lru_cache(maxsize=1)
def _cosines() -> Floats:
    waves, places = np.arange(_WAVES)[:, None], np.arange(_SHAPE_PX)[None]
    cosines = np.cos(np.pi / (2 * _SHAPE_PX) * waves * (2 * places + 1))
    return np.asarray(cosines, dtype=np.float32)
