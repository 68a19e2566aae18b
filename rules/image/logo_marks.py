"""A registered mark as sellers print it: on light and dark ground, inverted, in one colour.

All renderings share one frame, so that what is found of one adds to what is found of another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.image.keypoints import Floats, Grey, Points, detect, gathered

FRAME_PX: Final = 256
"""Longest side of a mark's frame, margin included."""
CHECK_PX: Final = 88
"""Longest side of the small frame in which gradients are compared."""
PLAIN: Final = 14
"""Points under which a mark is too plain to be looked for inside photos: hashes know it."""

_POINTS: Final = 220  # of each rendering
_MARGIN: Final = 0.09  # of the figure's longest side
_UNIFORM: Final = 22.0  # spread of the border, 0..255, up to which it is one colour
_STANDS_OUT: Final = 0.16  # of the largest distance from the border colour
_SAME: Final = 0.94  # correlation from which two renderings are one


@dataclass(frozen=True, slots=True)
class LogoMark:
    """One registered picture, prepared.

    size: width and height of the frame, px. points: of all renderings. plainness: points of the
    first rendering. slopes: gradients of each rendering in the small frame (gradient_map).
    """

    size: tuple[int, int]
    points: Points
    plainness: int
    slopes: tuple[Floats, ...]


def prepare_mark(pictures: Sequence[Image.Image]) -> LogoMark | None:
    """Describe a decoded picture (on its grounds); None when it is too plain to be found."""
    frames = next((cut for picture in pictures if (cut := _cut(picture))), None)
    if frames is None:
        return None
    sets = [detect(frame, _POINTS) for frame in frames]
    if len(sets[0]) < PLAIN:
        return None
    turned = [sets[0].inverted(), *(part.inverted() for part in sets[2:3])]
    height, width = frames[0].shape
    return LogoMark(
        size=(width, height),
        points=gathered([*sets, *turned]),
        plainness=len(sets[0]),
        slopes=tuple(gradient_map(shrunk(frame)) for frame in frames),
    )


def _cut(picture: Image.Image) -> Sequence[Grey] | None:
    """Renderings cut to the figure: as registered, on the other ground, in one colour."""
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)
    if min(pixels.shape[:2]) < 16 or float(pixels.std()) < 4.0:
        return None
    colour, spread = _border(pixels)
    if spread > _UNIFORM:  # a photograph or a full-bleed drawing: as it is
        return (_scaled(picture),)
    apart = np.linalg.norm(pixels - colour, axis=2)
    most = float(apart.max())
    if most < 30:
        return None
    box = _box(apart > _STANDS_OUT * most)
    if box is None:
        return None
    grey, cover = _framed(pixels, apart / most, colour, box)
    return _distinct((grey, _on_ground(grey, cover, colour), _one_colour(cover)))


def _border(pixels: Floats) -> tuple[Floats, float]:
    edges = (pixels[:2], pixels[-2:], pixels[:, :2], pixels[:, -2:])
    border = np.concatenate([edge.reshape(-1, 3) for edge in edges])
    colour = np.median(border, axis=0).astype(np.float32)
    return colour, float(np.percentile(np.abs(border - colour).max(axis=1), 85))


def _box(out: npt.NDArray[np.bool_]) -> tuple[int, int, int, int] | None:
    rows, columns = np.nonzero(out.any(axis=1))[0], np.nonzero(out.any(axis=0))[0]
    if len(rows) < 8 or len(columns) < 8:
        return None
    return int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1


def _framed(
    pixels: Floats, apart: Floats, colour: Floats, box: tuple[int, int, int, int]
) -> tuple[Grey, Floats]:
    """Grey picture and cover 0..1 of the figure, with one margin all round, scaled to the frame."""
    top, bottom, left, right = box
    margin = round(max(bottom - top, right - left) * _MARGIN) + 1
    edges = (margin, margin, margin, margin)
    cut = cv2.copyMakeBorder(
        np.ascontiguousarray(pixels[top:bottom, left:right]),
        *edges, cv2.BORDER_CONSTANT, value=[float(part) for part in colour],
    )  # fmt: skip
    cover = cv2.copyMakeBorder(
        np.ascontiguousarray(apart[top:bottom, left:right]), *edges, cv2.BORDER_CONSTANT, value=0.0
    )
    light = np.asarray(cv2.cvtColor(cut.astype(np.uint8), cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    grey = np.asarray(_resized(light, FRAME_PX), dtype=np.uint8)
    soft = np.clip((cover - 0.5 * _STANDS_OUT) / (1.5 * _STANDS_OUT), 0.0, 1.0)
    return grey, np.asarray(_resized(soft.astype(np.float32), FRAME_PX), dtype=np.float32)


def _on_ground(grey: Grey, cover: Floats, colour: Floats) -> Grey:
    """The figure on dark ground where it is registered on light, and the other way round."""
    ground = 28.0 if float(colour.mean()) > 127 else 236.0
    return np.asarray(cover * grey + (1.0 - cover) * ground, dtype=np.uint8)


def _one_colour(cover: Floats) -> Grey:
    return np.asarray(235.0 - cover * 205.0, dtype=np.uint8)


def _distinct(frames: Sequence[Grey]) -> Sequence[Grey]:
    """Leave out what is but the first again or its inversion, as of a mark in one colour."""
    first = frames[0].astype(np.float32).ravel()
    kept = [frames[0]]
    for frame in frames[1:]:
        likeness = np.corrcoef(first, frame.astype(np.float32).ravel())[0, 1]
        if not abs(float(likeness)) >= _SAME:
            kept.append(frame)
    return kept


def _scaled(picture: Image.Image) -> Grey:
    grey = np.asarray(picture.convert("L"), dtype=np.uint8)
    return np.asarray(_resized(grey, FRAME_PX), dtype=np.uint8)


def _resized(pixels: Grey | Floats, side_px: int) -> Grey | Floats:
    """Longest side `side_px`; of the same type."""
    height, width = pixels.shape[:2]
    scale = side_px / max(height, width)
    size = (max(12, round(width * scale)), max(12, round(height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(pixels, size, interpolation=way)  # type: ignore[return-value] # same type


def shrunk(frame: Grey) -> Grey:
    """A frame at the size in which gradients are compared."""
    return np.asarray(_resized(frame, CHECK_PX), dtype=np.uint8)


def gradient_map(grey: Grey) -> Floats:
    """Gradients as doubled angles: (h, w, 2); equal for light on dark and dark on light.

    Lengths are the root of the gradient's, so that one hard edge does not outweigh all others.
    """
    soft = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 1.2)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    length = np.sqrt(across * across + down * down) + 1e-6
    weight = np.sqrt(length) / (length * length)
    doubled = np.stack([(across * across - down * down) * weight, 2 * across * down * weight], -1)
    return np.asarray(doubled, dtype=np.float32)
