"""pHash by imagehash, as bytes like our other fingerprints.

Source: the method as Neal Krawetz describes it ("Looks Like It", 2011), with the median as cut.
"""

import imagehash
import numpy as np
import numpy.typing as npt
from PIL import Image


def phash(picture: Image.Image) -> npt.NDArray[np.uint8]:
    """Any picture -> (8,) uint8, 64 bits."""
    return np.packbits(np.asarray(imagehash.phash(picture).hash, dtype=np.bool_))
