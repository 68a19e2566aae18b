"""Fingerprints: PDQ of the picture and of its figure, and pHash; with what they are worth."""

from dataclasses import dataclass
from typing import Final

import imagehash
import numpy as np
import numpy.typing as npt
import pdqhash
from PIL import Image

from rules.image.figure import figure_of

Bits = npt.NDArray[np.uint8]

LEAST_QUALITY: Final = 50
"""PDQ quality 0..100 under which its authors say not to match (ThreatExchange, pdq README)."""

_SQUARE_PX: Final = 256
_LEAST_SPREAD: Final = 6.0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of one picture; None = not comparable that way.

    pdq, figure: (8, 32) uint8, one row a rotation or mirror image, row 0 as it is. phash: (8,).
    """

    pdq: Bits | None
    figure: Bits | None
    phash: Bits | None

    @property
    def comparable(self) -> bool:
        """False for blank and nearly blank pictures: neither a match nor a clean bill."""
        return self.pdq is not None or self.figure is not None


def fingerprint(picture: Image.Image) -> Fingerprint:
    """Describe one decoded RGB picture.

    Cost: about 10 ms. Source: PDQ (Facebook 2019), pHash of imagehash (64 bits).
    """
    square = picture.resize((_SQUARE_PX, _SQUARE_PX), Image.Resampling.BOX)
    pixels = np.ascontiguousarray(np.asarray(square, dtype=np.uint8))
    if float(pixels.std()) < _LEAST_SPREAD:
        return Fingerprint(None, None, None)
    figure = figure_of(picture)
    whole = _pdq(pixels)
    drawn = None if figure is None else _pdq(np.repeat(figure[:, :, None], 3, axis=2))
    phash = None
    if whole is not None:
        phash = np.packbits(imagehash.phash(picture).hash.flatten())
    return Fingerprint(whole, drawn, phash)


def _pdq(pixels: Bits) -> Bits | None:
    hashes, quality = pdqhash.compute_dihedral(np.ascontiguousarray(pixels))
    if quality < LEAST_QUALITY:
        return None
    return np.packbits(np.asarray(hashes, dtype=np.uint8), axis=1)


def distances(offered: Bits, registered: Bits) -> npt.NDArray[np.int64]:
    """Hamming distances in bits: (k, b) against (n, b) -> (k, n)."""
    apart = np.bitwise_xor(offered[:, None, :], registered[None, :, :])
    bits: npt.NDArray[np.int64] = np.bitwise_count(apart).sum(axis=2, dtype=np.int64)
    return bits
