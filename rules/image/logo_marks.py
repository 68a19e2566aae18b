"""A registered mark as sellers print it: on light and dark ground, in one colour, a little turned.

All renderings share one frame, so that what is found of one adds to what is found of another.
Inverting needs no rendering: neither points nor gradients nor areas tell light from dark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from rules.image import areas as even
from rules.image.areas import Areas, areas
from rules.image.contours import Contour
from rules.image.keypoints import Points, detect, gathered
from rules.image.outlines import Colours, Outlines, Slopes, gradient_map, kept_slopes
from rules.image.plain_shapes import plain_shapes
from rules.image.scale_space import Floats, Grey

FRAME_PX: Final = 256
"""Longest side of a mark's frame, margin included."""
CHECK_PX: Final = 72
"""Longest side of the small frame in which gradients are compared."""
Box = tuple[float, float, float, float]
PLAIN: Final = 8
"""Points under which, with fewer than two areas, a mark is too plain to be looked for in photos."""

_POINTS: Final = 220  # of each rendering
_MARGIN: Final = 0.09  # of the figure's longest side
_UNIFORM: Final = 22.0  # spread of the border, 0..255, up to which it is one colour
_STANDS_OUT: Final = 0.16  # of the largest distance from the border colour
_CHANCE: Final = 0.3  # correlation that grass and stones reach with a mark
_COMMON: Final = 0.9  # from here plain shapes are so like a rendering that it tells nothing
_SAME: Final = 0.94  # correlation from which two renderings are one
_TURNS: Final = (0, -15, 15, -30, 30)  # degrees
_ROOM: Final = 0.8  # size of a turned figure in its frame
_AREA_SHARE: Final = 0.004
_LINE: Final = 40  # of 255: a step of colour that a drawer draws
_GROUND: Final = 0.97  # of both sides: the ground, not the figure


@dataclass(frozen=True, slots=True)
class LogoMark:
    """One registered picture, prepared.

    size: width and height of the frame, px. figure: where the frame lies in the registered picture,
    left, top, right, bottom in shares of its sides. points: of all renderings, both ways.
    plainness: points of the first rendering. slopes: gradients of each rendering in the small frame
    (gradient_map), 127 for the longest. common: for each of these, the correlation 0..1 that plain
    shapes reach with it: likeness counts from there on. areas: of the first and the one-colour
    rendering, in each turn; turns: (n, 2, 3), from the frame to where each area was seen. contours:
    of the renderings that have one of their own.
    """

    size: tuple[int, int]
    figure: Box
    points: Points
    plainness: int
    slopes: tuple[Slopes, ...]
    common: tuple[float, ...]
    areas: Areas
    turns: Floats
    contours: tuple[Contour, ...]

    @property
    def nbytes(self) -> int:
        """Memory it takes, about."""
        points, own = self.points, self.areas
        whole = points.rows.nbytes + points.places.nbytes + points.scales.nbytes
        whole += points.angles.nbytes + own.rows.nbytes + own.boxes.nbytes + self.turns.nbytes
        whole += sum(contour.rows.nbytes for contour in self.contours)
        return whole + sum(slopes.nbytes for slopes in self.slopes)


def prepare_mark(pictures: Sequence[Image.Image]) -> LogoMark | None:
    """Describe a decoded picture (on its grounds); None when it is too plain to be found."""
    cut = next((cut for picture in pictures if (cut := _cut(picture))), None)
    if cut is None:
        return None
    frames, figure = cut
    sets = [detect(_light(frame), _POINTS) for frame in frames]
    seen, turns = _areas(frames)
    drawn = (*frames, _outlined(frames[0]))
    slopes = [kept_slopes(gradient_map(shrunk(frame))) for frame in drawn]
    common = [_common(frame) for frame in drawn]
    told = [(own, most) for own, most in zip(slopes, common, strict=True) if most < _COMMON]
    if not told or told[0][0] is not slopes[0]:
        return None
    if len(sets[0]) < PLAIN and len(seen) < 2 * len(_TURNS):
        return None
    height, width = frames[0].shape[:2]
    return LogoMark(
        size=(width, height),
        figure=figure,
        points=gathered(sets).both_ways(),
        plainness=len(sets[0]),
        slopes=tuple(each for each, _ in told),
        common=tuple(most for _, most in told),
        areas=seen,
        turns=turns,
        contours=_contours(drawn),
    )


def _contours(frames: Sequence[Colours]) -> tuple[Contour, ...]:
    """Of all renderings but those that are plain shapes; of these, the first's at most."""
    found = [contour for frame in frames if (contour := Contour.of(frame))]
    return tuple(contour for number, contour in enumerate(found) if not (number and contour.plain))


def _common(frame: Colours) -> float:
    """How like a rendering the likest plain shape is, 0..1; both drawn into a square."""
    square = cv2.resize(frame, (CHECK_PX, CHECK_PX), interpolation=cv2.INTER_AREA)
    slopes = kept_slopes(gradient_map(np.asarray(square, dtype=np.uint8)))
    return max(_CHANCE, float(Outlines.of(slopes).correlations(_plain_slopes()).max()))


@lru_cache(maxsize=1)
def _plain_slopes() -> Floats:
    shapes = (np.repeat(shape[..., None], 3, axis=2) for shape in plain_shapes(CHECK_PX, CHECK_PX))
    return np.stack([gradient_map(shape).reshape(-1) for shape in shapes])


def _areas(frames: Sequence[Colours]) -> tuple[Areas, Floats]:
    """Areas of the first and the last rendering in each turn, and the turns."""
    height, width = frames[0].shape[:2]
    parts, turns = [], []
    for frame in (frames[0], frames[-1])[: len(frames)]:
        border = [float(part) for part in frame[0, 0]]
        for angle in _TURNS:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, _ROOM if angle else 1.0)
            turned = cv2.warpAffine(frame, turn, (width, height), borderValue=border)
            seen = areas(np.asarray(turned, dtype=np.uint8), FRAME_PX, _AREA_SHARE)
            sides = seen.boxes[:, 2:] / np.array([width, height], dtype=np.float32)
            figure = (sides < _GROUND).any(axis=1)
            parts.append(Areas(seen.boxes[figure], seen.rows[figure]))
            turns.append(np.repeat(turn[None], int(figure.sum()), axis=0))
    return even.gathered(parts), np.concatenate(turns).astype(np.float32)


def figure_box(picture: Image.Image) -> Box | None:
    """Where the frame of a picture's figure would lie in it; None where nothing stands out."""
    found = _figure(np.asarray(picture.convert("RGB"), dtype=np.float32))
    return None if found is None else found.figure


@dataclass(frozen=True, slots=True)
class _Figure:
    """What stands out from a border of one colour.

    colour: of the border; apart: distance from it, 0..1; box: top, bottom, left, right, px, with
    `margin` px around; figure: the box and its margin, as a `Box`.
    """

    colour: Floats
    apart: Floats
    box: tuple[int, int, int, int]
    margin: int

    @property
    def figure(self) -> Box:
        """In shares of the picture's sides."""
        height, width = self.apart.shape
        top, bottom, left, right = self.box
        return ((left - self.margin) / width, (top - self.margin) / height,
                (right + self.margin) / width, (bottom + self.margin) / height)  # fmt: skip


def _figure(pixels: Floats) -> _Figure | None:
    """None where the border is not of one colour, or nothing stands out from it."""
    if min(pixels.shape[:2]) < 16:
        return None
    colour, spread = _border(pixels)
    apart = np.linalg.norm(pixels - colour, axis=2)
    most = float(apart.max())
    box = None if spread > _UNIFORM or most < 30 else _box(apart > _STANDS_OUT * most)
    if box is None:
        return None
    margin = round(max(box[1] - box[0], box[3] - box[2]) * _MARGIN) + 1
    return _Figure(colour, apart / most, box, margin)


def _cut(picture: Image.Image) -> tuple[Sequence[Colours], Box] | None:
    """Renderings cut to the figure: as registered, on the other ground, in one colour; and where.

    None when nothing stands out.
    """
    pixels = np.asarray(picture.convert("RGB"), dtype=np.float32)
    if min(pixels.shape[:2]) < 16 or float(pixels.std()) < 4.0:
        return None
    if _border(pixels)[1] > _UNIFORM:  # a photograph or a full-bleed drawing: as it is
        whole = np.asarray(_resized(pixels.astype(np.uint8), FRAME_PX), dtype=np.uint8)
        return (whole,), (0.0, 0.0, 1.0, 1.0)
    found = _figure(pixels)
    if found is None:
        return None
    frame, cover = _framed(pixels, found)
    frames = (frame, _on_ground(frame, cover, found.colour), _one_colour(cover))
    return _distinct(frames), found.figure


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


def _framed(pixels: Floats, found: _Figure) -> tuple[Colours, Floats]:
    """Picture and cover 0..1 of the figure, with one margin all round, scaled to the frame."""
    top, bottom, left, right = found.box
    edges = (found.margin,) * 4
    cut = cv2.copyMakeBorder(
        np.ascontiguousarray(pixels[top:bottom, left:right]),
        *edges, cv2.BORDER_CONSTANT, value=[float(part) for part in found.colour],
    )  # fmt: skip
    cover = cv2.copyMakeBorder(
        np.ascontiguousarray(found.apart[top:bottom, left:right]),
        *edges, cv2.BORDER_CONSTANT, value=0.0,
    )  # fmt: skip
    frame = np.asarray(_resized(cut.astype(np.uint8), FRAME_PX), dtype=np.uint8)
    soft = np.clip((cover - 0.5 * _STANDS_OUT) / (1.5 * _STANDS_OUT), 0.0, 1.0)
    return frame, np.asarray(_resized(soft.astype(np.float32), FRAME_PX), dtype=np.float32)


def _on_ground(frame: Colours, cover: Floats, colour: Floats) -> Colours:
    """The figure on dark ground where it is registered on light, and the other way round."""
    ground = 28.0 if float(colour.mean()) > 127 else 236.0
    share = cover[..., None]
    return np.asarray(share * frame + (1.0 - share) * ground, dtype=np.uint8)


def _one_colour(cover: Floats) -> Colours:
    return np.repeat(np.asarray(235.0 - cover * 205.0, dtype=np.uint8)[..., None], 3, axis=2)


def _outlined(frame: Colours) -> Colours:
    """Only the lines where one colour ends and another begins, as imitators draw them.

    Points and areas of the other renderings name it well enough; it is told by its gradients.
    """
    steep = cv2.morphologyEx(frame, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).max(axis=2)
    lines = np.where(steep > _LINE, 30, 235).astype(np.uint8)
    return np.repeat(lines[..., None], 3, axis=2)


def _distinct(frames: Sequence[Colours]) -> Sequence[Colours]:
    """Leave out what is but the first again or its inversion, as of a mark in one colour."""
    first = _light(frames[0]).astype(np.float32).ravel()
    kept = [frames[0]]
    for frame in frames[1:]:
        likeness = np.corrcoef(first, _light(frame).astype(np.float32).ravel())[0, 1]
        if not abs(float(likeness)) >= _SAME:
            kept.append(frame)
    return kept


def _light(frame: Colours) -> Grey:
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _resized(pixels: Colours | Floats, side_px: int) -> Colours | Floats:
    """Longest side `side_px`; of the same type."""
    height, width = pixels.shape[:2]
    scale = side_px / max(height, width)
    size = (max(12, round(width * scale)), max(12, round(height * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(pixels, size, interpolation=way)  # type: ignore[return-value] # same type


def shrunk(frame: Colours) -> Colours:
    """A frame at the size in which gradients are compared."""
    return np.asarray(_resized(frame, CHECK_PX), dtype=np.uint8)
