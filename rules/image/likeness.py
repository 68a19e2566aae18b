"""One fingerprint a picture, for finding the same photograph under other offers."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.image.pdq import luminance, pdq
from rules.pictures.prepared import unpack

MARK_BYTES: Final = 32
SAME_BITS: Final = 31
"""Most bits of 256 between two fingerprints of one photograph: the authors' own limit, under which
`bench/copies.py` met no two different photographs."""

Trim = tuple[float, float, float, float]
"""Shares of the width or height cut off at the left, the top, the right and the bottom."""


_E: Final = 0.035
TRIMS: Final[tuple[Trim, ...]] = (
    (0.025, 0.025, 0.025, 0.025), (0.05, 0.05, 0.05, 0.05),
    (_E, 0, 0, 0), (0, _E, 0, 0), (0, 0, _E, 0), (0, 0, 0, _E), (_E, 0, _E, 0), (0, _E, 0, _E),
    (_E, _E, 0, 0), (0, _E, _E, 0), (0, 0, _E, _E), (_E, 0, 0, _E),
)  # fmt: skip
"""Whoever copies a photograph often trims it: 2 % a side are 34 bits, over the limit. Those cut off
all sides, one, or two come within it of up to 5 % a side (`bench/relisting.py`: 74 of 75)."""

_SQUARE_PX: Final = 256
_LEAST_QUALITY: Final = 50  # 0..100, under which PDQ's authors say not to match


def mark_of(picture: Image.Image) -> bytes | None:
    """PDQ of an RGB picture, 32 bytes; None when it is too plain to be told from others."""
    square = picture.resize((_SQUARE_PX, _SQUARE_PX), Image.Resampling.BOX)
    bits, quality = pdq(luminance(square))
    return bits[0].tobytes() if quality >= _LEAST_QUALITY else None


def trimmed_marks(pixels: bytes) -> tuple[bytes, ...]:
    """Fingerprints of a picture with its edges cut off in each of `TRIMS`, but for plain ones.

    pixels: prepared. Cost: 40 ms, opening included (`bench/relisting.py --part cost`).
    """
    picture = next(unpack(pixels))
    marks = (mark_of(_trimmed(picture, trim)) for trim in TRIMS)
    return tuple(mark for mark in marks if mark is not None)


def _trimmed(picture: Image.Image, trim: Trim) -> Image.Image:
    wide, high = picture.size
    left, top, right, bottom = trim
    return picture.crop((
        round(left * wide),
        round(top * high),
        max(round(left * wide) + 1, round(wide - right * wide)),
        max(round(top * high) + 1, round(high - bottom * high)),
    ))


def distances(mark: bytes, marks: Sequence[bytes]) -> npt.NDArray[np.int64]:
    """Bits between one fingerprint and each of n others: (n,)."""
    others = np.frombuffer(b"".join(marks), dtype=np.uint64).reshape(-1, MARK_BYTES // 8)
    apart = np.bitwise_xor(others, np.frombuffer(mark, dtype=np.uint64))
    bits: npt.NDArray[np.int64] = np.bitwise_count(apart).sum(axis=1, dtype=np.int64)
    return bits
