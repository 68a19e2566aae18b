"""Is a picture one plain shape, a disc or a rectangle in one colour? Many pictures hold those.

Layer: config. numpy and Pillow only.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

_SIDE_PX: Final = 128
_STANDS_OUT: Final = 0.35  # of the largest distance from the border colour
_ONE_COLOUR: Final = 14.0  # spread inside the shape, 0..255
_FITS: Final = 0.96  # intersection over union of the figure and the ideal shape


def plain_shape(picture: Image.Image) -> bool:
    """True for one filled disc or rectangle of one colour on one ground. `picture`: RGB."""
    small = picture.convert("RGB").copy()
    small.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    pixels = np.asarray(small, dtype=np.float32)
    edge = np.concatenate((pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]))
    apart = np.linalg.norm(pixels - np.median(edge, axis=0), axis=2)
    if float(apart.max()) < 1:
        return True
    figure = apart > _STANDS_OUT * apart.max()
    rows, columns = np.flatnonzero(figure.any(axis=1)), np.flatnonzero(figure.any(axis=0))
    inside = figure[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    colours = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1][_core(inside)]
    if colours.size and float(colours.std(axis=0).max()) > _ONE_COLOUR:
        return False
    return _fit(inside, np.ones_like(inside)) >= _FITS or _fit(inside, _disc(inside)) >= _FITS


def _core(figure: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The figure without its outermost two pixels, which mix with the ground."""
    padded = np.pad(figure, 2)
    height, width = figure.shape
    core = figure.copy()
    for down, right in ((0, 2), (4, 2), (2, 0), (2, 4)):
        core &= padded[down : down + height, right : right + width]
    return core


def _disc(figure: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    height, width = figure.shape
    y = (np.arange(height)[:, None] + 0.5) * 2 / height - 1
    x = (np.arange(width)[None, :] + 0.5) * 2 / width - 1
    return np.asarray(x * x + y * y <= 1)


def _fit(figure: npt.NDArray[np.bool_], ideal: npt.NDArray[np.bool_]) -> float:
    return float((figure & ideal).sum() / max(1, (figure | ideal).sum()))
