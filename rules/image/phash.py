"""pHash: 64 bits from the 8 x 8 slowest waves of a picture made 32 x 32, in shades of grey.

Source: the method as Neal Krawetz describes it ("Looks Like It", 2011), with the median as cut.
"""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

_SIDE_PX: Final = 32
_WAVES: Final = 8


def phash(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """Any picture -> (8,) uint8, 64 bits."""
    small = picture.convert("L").resize((_SIDE_PX, _SIDE_PX), Image.Resampling.LANCZOS)
    cosines = _cosines()
    waves = cosines @ np.asarray(small, dtype=np.float64) @ cosines.T
    return np.packbits(waves > np.median(waves))


@lru_cache(maxsize=1)
def _cosines() -> npt.NDArray[np.float64]:
    """(8, 32): waves 0..7 of the discrete cosine transform, each at its plain height."""
    waves, places = np.arange(_WAVES)[:, None], np.arange(_SIDE_PX)[None, :]
    cosines: npt.NDArray[np.float64] = np.cos(np.pi / (2 * _SIDE_PX) * waves * (2 * places + 1))
    return cosines
