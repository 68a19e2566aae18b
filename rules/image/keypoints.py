"""Local features of one grey picture: places, sizes, directions and RootSIFT rows.

Source: SIFT (Lowe 2004) as in OpenCV; RootSIFT (Arandjelovic and Zisserman 2012).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]

WIDTH: Final = 128
"""Numbers in one row."""

_CONTRAST: Final = 0.02  # half of OpenCV's own: worn and pale prints still have points

cv2.setNumThreads(1)  # one worker, one core


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one picture.

    places: (n, 2) x and y in px; scales: (n,) px; angles: (n,) radians; rows: (n, 128) of length 1.
    """

    places: Floats
    scales: Floats
    angles: Floats
    rows: Floats

    def __len__(self) -> int:
        """How many."""
        return len(self.scales)

    def inverted(self) -> Self:
        """The points of the same picture with light and dark exchanged.

        Every gradient turns round, so each point's own direction does, and its 4 x 4 fields are
        read from the other end; nothing need be detected again.
        """
        fields = self.rows.reshape(-1, 4, 4, 8)[:, ::-1, ::-1]
        turned = (self.angles + np.float32(np.pi)) % np.float32(2 * np.pi)
        rows = np.ascontiguousarray(fields).reshape(-1, WIDTH)
        return type(self)(self.places, self.scales, turned.astype(np.float32), rows)


def detect(grey: Grey, most: int) -> Points:
    """The `most` points of highest contrast of a (h, w) uint8 picture; fewer where it is plain.

    Cost: 90 ms for 512 x 384 px on a busy machine; nearly all of it is OpenCV's pyramid.
    """
    sift = cv2.SIFT.create(nfeatures=most, contrastThreshold=_CONTRAST)
    found, rows = sift.detectAndCompute(grey, None)
    if rows is None or not found:
        return gathered(())
    found, rows = found[:most], np.asarray(rows[:most], dtype=np.float32)
    rooted = np.sqrt(rows / np.maximum(rows.sum(axis=1, keepdims=True), 1e-6))
    return Points(
        places=np.array([point.pt for point in found], dtype=np.float32),
        scales=np.array([point.size for point in found], dtype=np.float32),
        angles=np.deg2rad(np.array([point.angle for point in found], dtype=np.float32)),
        rows=rooted.astype(np.float32),
    )


def gathered(parts: Sequence[Points]) -> Points:
    """All points of several sets; of none: no points."""
    if not parts:
        none = np.zeros(0, np.float32)
        return Points(np.zeros((0, 2), np.float32), none, none, np.zeros((0, WIDTH), np.float32))
    return Points(
        places=np.concatenate([part.places for part in parts]),
        scales=np.concatenate([part.scales for part in parts]),
        angles=np.concatenate([part.angles for part in parts]),
        rows=np.concatenate([part.rows for part in parts]),
    )
