"""Outlines compared: gradients as doubled angles, equal for light on dark and dark on light."""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from rules.image.scale_space import Floats

Colours = npt.NDArray[np.uint8]
Slopes = npt.NDArray[np.int8]

_STEEP: Final = 12  # of 127: where a mark has an outline
_BESIDE: Final = 0.35  # what gradients count that lie where the mark has none
_AROUND: Final = np.ones((5, 5), np.uint8)


def gradient_map(pixels: Colours) -> Floats:
    """Gradients of a (h, w, 3) picture: (h, w, 2).

    Of each place the colour that changes most counts. Lengths are the root of the gradient's, so
    that one hard edge does not outweigh all others.
    """
    soft = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), 1.1)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    across, down = steepest(np.asarray(across, np.float32), np.asarray(down, np.float32))
    length = np.sqrt(across * across + down * down) + 1e-6
    weight = np.sqrt(length) / (length * length)
    doubled = np.stack([(across * across - down * down) * weight, 2 * across * down * weight], -1)
    return np.asarray(doubled, dtype=np.float32)


def steepest(across: Floats, down: Floats) -> tuple[Floats, Floats]:
    """Of (h, w, colours) slopes, at each place those of the colour that changes most."""
    steep = across * across + down * down
    most, wide, high = steep[..., 0], across[..., 0], down[..., 0]
    for colour in range(1, steep.shape[2]):
        own = steep[..., colour]
        steeper = own > most
        most = np.where(steeper, own, most)
        wide = np.where(steeper, across[..., colour], wide)
        high = np.where(steeper, down[..., colour], high)
    return wide, high


def kept_slopes(slopes: Floats) -> Slopes:
    """As bytes, 127 for the longest."""
    most = float(np.abs(slopes).max())
    return np.round(slopes * (127 / max(most, 1e-9))).astype(np.int8)


@dataclass(frozen=True, slots=True)
class Outlines:
    """A mark's gradients made ready to be compared: made once, compared in many places.

    flat: (h * w * 2,) the gradients; weight: likewise, what those of a picture count there.
    """

    flat: Floats
    weight: Floats

    @classmethod
    def of(cls, slopes: Slopes) -> Self:
        """Of a mark's (h, w, 2) gradients as bytes."""
        ours = slopes.astype(np.float32)
        steep = np.maximum(np.abs(ours[..., 0]), np.abs(ours[..., 1])) > _STEEP
        near = cv2.dilate(steep.astype(np.uint8), _AROUND)
        weight = np.repeat(np.where(near > 0, 1.0, _BESIDE), 2).astype(np.float32)
        return cls(ours.reshape(-1), weight)

    def correlations(self, windows: Floats) -> Floats:
        """Of each window, (n, h * w * 2), with the mark; -1..1, 1 = the same outlines."""
        lengths = np.square(windows) @ self.weight * float(self.flat @ self.flat)
        together = windows @ self.flat
        return np.asarray(together / np.sqrt(np.maximum(lengths, 1e-9)), dtype=np.float32)
