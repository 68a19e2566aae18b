"""Where in a photograph something like a view may be: every window of some sizes, by its cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.design.strokes import (
    BODY,
    CELL_PX,
    CELLS,
    DIRECTIONS,
    FRAME_PX,
    Floats,
    cells,
    strokes,
    unit_rows,
)

Ints = npt.NDArray[np.int64]

SHARES: Final = tuple(0.3 * 1.17**step for step in range(8))
"""Longest side of the object over the longest side of the photograph: 0.3 to 0.9."""

_MARGIN: Final = 3  # cells around the photograph, for objects at its edge
_LEAST_ENERGY: Final = 0.12  # of the fullest window: emptier ones hold no object


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of one size. rows: (n, 1568) of length 1; corners: (n, 2) x and y in cells.

    lines: (8, h, w) strokes of the photograph at this size, with the margin.
    """

    rows: Floats
    corners: Ints
    lines: Floats
    scale: float

    def frame(self, number: int) -> Floats:
        """Strokes of one window: (8, 112, 112)."""
        x, y = (int(corner) * CELL_PX for corner in self.corners[number])
        return self.lines[:, y : y + FRAME_PX, x : x + FRAME_PX]

    def box(self, number: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """The object's box in per mille of the photograph, whose size is in px."""
        rim = (CELLS - BODY) / 2
        sides = []
        for axis in (0, 1):
            low = (float(self.corners[number][axis]) - _MARGIN + rim) * CELL_PX / self.scale
            high = low + BODY * CELL_PX / self.scale
            sides.append([
                round(1000 * min(1.0, max(0.0, end / size[axis]))) for end in (low, high)
            ])
        return sides[0][0], sides[1][0], sides[0][1], sides[1][1]


def windows(picture: Image.Image) -> Iterator[Windows]:
    """All windows of a photograph, the sizes one after another."""
    colours = np.asarray(picture, dtype=np.uint8)
    longest = max(picture.size)
    for share in SHARES:
        scale = BODY * CELL_PX / (share * longest)
        size = (max(8, round(picture.width * scale)), max(8, round(picture.height * scale)))
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        lines = strokes(np.asarray(cv2.resize(colours, size, interpolation=way), dtype=np.uint8))
        found = _windows(lines, scale)
        if found is not None:
            yield found


def _windows(lines: Floats, scale: float) -> Windows | None:
    rim = _MARGIN * CELL_PX
    spare = [-side % CELL_PX for side in lines.shape[1:]]
    wide = np.pad(lines, ((0, 0), (rim, rim + spare[0]), (rim, rim + spare[1])))
    fields = cells(wide)
    if min(fields.shape[:2]) < CELLS:
        return None
    views = np.lib.stride_tricks.sliding_window_view(fields, (CELLS, CELLS), axis=(0, 1))
    high, across = views.shape[:2]
    rows = np.moveaxis(views, 2, -1).reshape(high * across, CELLS * CELLS * DIRECTIONS)
    energy = rows.sum(axis=1)
    if not float(energy.max()) > 0:
        return None
    kept = np.nonzero(energy >= _LEAST_ENERGY * float(energy.max()))[0]
    corners = np.stack([kept % across, kept // across], axis=1)
    return Windows(unit_rows(rows[kept]), corners, wide, scale)
