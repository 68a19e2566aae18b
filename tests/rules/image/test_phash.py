"""pHash: the bits of the library everybody measures against."""

import imagehash
import numpy as np
import pytest

from bench.drawing import mark, photo
from rules.image.phash import phash


@pytest.mark.parametrize("seed", range(4))
def test_bits_are_those_of_imagehash(seed: int) -> None:
    for picture in (mark(seed), photo(seed, (320, 240))):
        theirs = np.packbits(imagehash.phash(picture).hash.flatten())
        assert int(np.bitwise_count(phash(picture) ^ theirs).sum()) <= 2
