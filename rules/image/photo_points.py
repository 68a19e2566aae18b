"""Local features of a photograph and where two photographs agree.

Photographs that are used again keep their light and dark, unlike logos, so these rows tell them
apart, which halves chance likeness. A mirrored picture needs no second look: its rows are the same
numbers in another order.

Source: SIFT (Lowe 2004), RootSIFT (Arandjelovic and Zisserman 2012).
"""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Grey = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

WIDTH: Final = 128
UNIT: Final = 255.0
"""Rows are kept in whole steps of 1/255 of their length."""

_FIELDS: Final = 4
_DIRECTIONS: Final = 8
_LIKE: Final = 0.80  # inner product of two rows; the same place re-encoded lies near 0.95
_CLEARER: Final = 0.9  # angle to the best over angle to the next best place
_OFF_PX: Final = 4.0
_SAME_PLACE_PX: Final = 3.0
_LARGEST_SHEAR: Final = 0.35
_GROWTH: Final = (0.08, 8.0)

cv2.setNumThreads(1)  # one worker, one core


@dataclass(frozen=True, slots=True)
class PhotoPoints:
    """places: (n, 2) x and y in px; rows: (n, 128) uint8 of length 255; size: width, height."""

    places: Floats
    rows: npt.NDArray[np.uint8]
    size: tuple[int, int]

    def __len__(self) -> int:
        """How many."""
        return len(self.rows)

    def mirrored(self) -> Self:
        """The points of the same picture mirrored left to right."""
        fields = self.rows.reshape(-1, _FIELDS, _FIELDS, _DIRECTIONS)
        turned = fields[:, ::-1][..., (-np.arange(_DIRECTIONS)) % _DIRECTIONS]
        places = self.places.copy()
        places[:, 0] = self.size[0] - 1 - places[:, 0]
        return type(self)(places, np.ascontiguousarray(turned).reshape(-1, WIDTH), self.size)

    def floats(self) -> Floats:
        """Rows of length 1."""
        return self.rows.astype(np.float32) / np.float32(UNIT)


@dataclass(frozen=True, slots=True)
class Agreement:
    """warp: (2, 3) from the registered picture to the offered one; points: agreeing places."""

    warp: Floats
    points: int
    hull_share: float
    """Of the registered picture's area, within the outline of the agreeing places."""


def detect(grey: Grey, most: int) -> PhotoPoints:
    """The `most` strongest points of a (h, w) uint8 picture."""
    sift = cv2.SIFT.create(nfeatures=most, contrastThreshold=0.02)
    found, described = sift.detectAndCompute(grey, np.full_like(grey, 255))
    rows = np.asarray(described, dtype=np.float32) if len(found) else None
    size = (grey.shape[1], grey.shape[0])
    if rows is None:
        return PhotoPoints(np.zeros((0, 2), np.float32), np.zeros((0, WIDTH), np.uint8), size)
    roots = np.sqrt(rows / (rows.sum(axis=1, keepdims=True) + 1e-6))
    places = np.array([point.pt for point in found], dtype=np.float32)
    return PhotoPoints(places, np.clip(roots * UNIT + 0.5, 0, 255).astype(np.uint8), size)


def agreement(registered: PhotoPoints, offered: PhotoPoints, least: int) -> Agreement | None:
    """Where the registered picture lies in the offered one; None when fewer places agree."""
    ours, theirs = _pairs(registered, offered)
    if len(ours) < least:
        return None
    from_, to = registered.places[ours], offered.places[theirs]
    warp, inside = cv2.estimateAffine2D(
        from_, to, method=cv2.RANSAC, ransacReprojThreshold=_OFF_PX, maxIters=1_000, confidence=0.99
    )
    if warp is None or not _is_sane(np.asarray(warp[:, :2], dtype=np.float32)):
        return None
    kept = inside.ravel().astype(bool)
    unique = np.unique(np.round(from_[kept] / _SAME_PLACE_PX), axis=0)
    if len(unique) < least:
        return None
    hull = cv2.contourArea(cv2.convexHull(from_[kept]))
    share = float(hull) / (registered.size[0] * registered.size[1])
    return Agreement(warp.astype(np.float32), len(unique), share)


def _pairs(registered: PhotoPoints, offered: PhotoPoints) -> tuple[Ints, Ints]:
    """Places that are each other's clear best: numbers of both sides."""
    like = inner(offered.floats(), registered.floats())
    if like.shape[0] < 2 or like.shape[1] < 2:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    best = like.argmax(axis=1)
    rows = np.arange(len(best))
    first = like[rows, best]
    second = np.partition(like, -2, axis=1)[:, -2]
    clear = np.arccos(np.clip(first, -1, 1)) < _CLEARER * np.arccos(np.clip(second, -1, 1))
    mutual = like.argmax(axis=0)[best] == rows
    kept = (first >= _LIKE) & (clear | mutual)
    return best[kept], rows[kept]


def inner(ours: Floats, theirs: Floats) -> Floats:
    """(n, d) and (m, d) -> (n, m) inner products, without waking threads."""
    none = np.empty((0, 0), dtype=np.float32)
    both = cv2.gemm(ours, theirs, 1.0, none, 0.0, flags=cv2.GEMM_2_T)
    return np.asarray(both, dtype=np.float32)


def _is_sane(shape: Floats) -> bool:
    """Whether a picture may have been laid so: not turned over, not thin, not vanishing."""
    determinant = float(np.linalg.det(shape))
    if determinant <= 0:
        return False
    lengths = np.linalg.norm(shape, axis=0)
    low, high = _GROWTH
    if not low <= lengths.min() <= lengths.max() <= high or lengths.max() > 2.5 * lengths.min():
        return False
    between = float(shape[:, 0] @ shape[:, 1]) / float(lengths.prod())
    return abs(between) < _LARGEST_SHEAR
