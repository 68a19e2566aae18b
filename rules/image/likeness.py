"""One fingerprint a picture, for finding the same photograph under other offers."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.image.pdq import luminance, pdq

MARK_BYTES: Final = 32
SAME_BITS: Final = 31
"""Most bits of 256 between two fingerprints of one photograph: the authors' own limit, under which
`bench/copies.py` met no two different photographs."""

_SQUARE_PX: Final = 256
_LEAST_QUALITY: Final = 50  # 0..100, under which PDQ's authors say not to match


def mark_of(picture: Image.Image) -> bytes | None:
    """PDQ of an RGB picture, 32 bytes; None when it is too plain to be told from others."""
    square = picture.resize((_SQUARE_PX, _SQUARE_PX), Image.Resampling.BOX)
    bits, quality = pdq(luminance(square))
    return bits[0].tobytes() if quality >= _LEAST_QUALITY else None


def distances(mark: bytes, marks: Sequence[bytes]) -> npt.NDArray[np.int64]:
    """Bits between one fingerprint and each of n others: (n,)."""
    others = np.frombuffer(b"".join(marks), dtype=np.uint64).reshape(-1, MARK_BYTES // 8)
    apart = np.bitwise_xor(others, np.frombuffer(mark, dtype=np.uint64))
    bits: npt.NDArray[np.int64] = np.bitwise_count(apart).sum(axis=1, dtype=np.int64)
    return bits
