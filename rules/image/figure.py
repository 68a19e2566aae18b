"""The figure of a picture: what stands out from its border, whatever the colours.

A logo with more margin, on another ground or inverted has the same figure.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

Grey = npt.NDArray[np.uint8]

_SIDE_PX: Final = 256
_UNIFORM: Final = 22.0  # spread of a border, 0..255, up to which it counts as one colour
_STANDS_OUT: Final = 0.22  # of the largest distance from the border colour
_LEAST_AREA: Final = 0.004
_FRAMES: Final = 2


def figure_of(picture: Image.Image) -> Grey | None:
    """Distance from the border colour, trimmed to the figure, padded to a square.

    Returns:
        (n, n) uint8, 0 = ground; None when the border is not of one colour or nothing stands out.
    """
    pixels = _small(picture)
    found: Grey | None = None
    for _ in range(_FRAMES):
        apart = _apart(pixels)
        if apart is None:
            return found
        box = _box(apart)
        if box is None:
            return found
        top, bottom, left, right = box
        found = _square(apart[top:bottom, left:right])
        filled = float((apart[top:bottom, left:right] > 0.5).mean())
        if filled < 0.97 and not _is_frame(apart[top:bottom, left:right]):
            return found
        margin = max(2, (bottom - top) // 24)
        pixels = pixels[top + margin : bottom - margin, left + margin : right - margin]
    return found


def _small(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """(h, w, 3), the longer side at most 256, the shape kept."""
    by = min(1.0, _SIDE_PX / max(picture.size))
    size = max(1, round(picture.width * by)), max(1, round(picture.height * by))
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=np.uint8)


def _apart(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32] | None:
    """Distance from the border colour, 0..1; None without a border of one colour."""
    if min(pixels.shape[:2]) < 12:
        return None
    edges = (pixels[:2], pixels[-2:], pixels[:, :2], pixels[:, -2:])
    border = np.concatenate([edge.reshape(-1, 3) for edge in edges]).astype(np.float32)
    colour = np.median(border, axis=0)
    spread = np.percentile(np.abs(border - colour).max(axis=1), 85)
    if spread > _UNIFORM:
        return None
    off = pixels - colour
    distance = np.sqrt(np.einsum("ijk,ijk->ij", off, off))
    most = float(distance.max())
    return None if most < 30 else (distance / most).astype(np.float32)


def _box(apart: npt.NDArray[np.float32]) -> tuple[int, int, int, int] | None:
    out = apart > _STANDS_OUT
    if out.mean() < _LEAST_AREA:
        return None
    rows = np.nonzero(out.sum(axis=1) > 0)[0]
    columns = np.nonzero(out.sum(axis=0) > 0)[0]
    if len(rows) < 6 or len(columns) < 6:
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _is_frame(apart: npt.NDArray[np.float32]) -> bool:
    """True when all four edges stand out: the figure lies inside a frame or coloured box."""
    edges = (apart[:2], apart[-2:], apart[:, :2], apart[:, -2:])
    return all(float((edge > 0.5).mean()) > 0.9 for edge in edges)


def _square(apart: npt.NDArray[np.float32]) -> Grey:
    height, width = apart.shape
    side = int(max(height, width) * 1.12) + 2
    ground = np.zeros((side, side), dtype=np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    ground[top : top + height, left : left + width] = (apart * 255).astype(np.uint8)
    return ground
