"""Fingerprints: PDQ of the picture and of its figure, and pHash; with what they are worth."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from rules.image.figure import figure_of
from rules.image.pdq import Plane, luminance, pdq
from rules.image.phash import phash

Bits = npt.NDArray[np.uint8]

LEAST_QUALITY: Final = 50
"""PDQ quality 0..100 under which its authors say not to match (ThreatExchange, pdq README)."""

SQUARE_PX: Final = 256
"""Side of what is hashed. A decoded picture twice as long loses nothing."""

_LEAST_SPREAD: Final = 6.0
_TURNS: Final = (-12, -6, 6, 12)  # degrees
_CROPS_PERCENT: Final = (7, 14)  # of the shorter side, on each edge


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
    square = picture.resize((SQUARE_PX, SQUARE_PX), Image.Resampling.BOX)
    plane = luminance(square)
    if float(plane.std()) < _LEAST_SPREAD:
        return Fingerprint(None, None, None)
    figure = figure_of(picture)
    whole = _pdq(plane)
    drawn = None if figure is None else _pdq(figure.astype(np.float32))
    return Fingerprint(whole, drawn, None if whole is None else phash(square))


def renderings(picture: Image.Image) -> tuple[Image.Image, ...]:
    """A registered picture as sellers show it: straight, a little turned, a little cropped.

    Hashes forgive neither turning nor cropping, so the registered side is described in each form.
    """
    ground = _corner(picture)
    turned = (
        picture.rotate(angle, Image.Resampling.BILINEAR, expand=True, fillcolor=ground)
        for angle in _TURNS
    )
    margins = (min(picture.size) * percent // 100 for percent in _CROPS_PERCENT)
    cropped = (ImageOps.crop(picture, border=margin) for margin in margins if margin)
    return (picture, *turned, *cropped)


def _corner(picture: Image.Image) -> tuple[int, int, int]:
    """Colour of the corners, the middle one of four."""
    right, bottom = picture.width - 1, picture.height - 1
    corners = [
        picture.getpixel(place) for place in ((0, 0), (right, 0), (0, bottom), (right, bottom))
    ]
    middle = np.median(np.asarray(corners), axis=0)
    return int(middle[0]), int(middle[1]), int(middle[2])


def _pdq(plane: Plane) -> Bits | None:
    bits, quality = pdq(plane)
    return None if quality < LEAST_QUALITY else bits


def distances(offered: Bits, registered: Bits) -> npt.NDArray[np.int64]:
    """Hamming distances in bits: (k, b) against (n, b) -> (k, n)."""
    apart = np.bitwise_xor(offered[:, None, :], registered[None, :, :])
    bits: npt.NDArray[np.int64] = np.bitwise_count(apart).sum(axis=2, dtype=np.int64)
    return bits
