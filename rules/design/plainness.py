"""How like a view is to the plainest shapes: boxes, rounds, bottles in every proportion.

Everything on the market is a little like them, so a view that is hardly more than one of them must
be met more closely than others before it says anything.
"""

from functools import cache
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from rules.design.strokes import Floats, cells, framed, strokes, unit_rows

_PROPORTIONS: Final = (0.3, 0.42, 0.55, 0.7, 0.85, 1.0, 1.2, 1.45, 1.8, 2.4, 3.3)
_SIDE_PX: Final = 448
_LONGEST_PX: Final = 384
_KINDS: Final = 7


def plainness(row: Floats) -> float:
    """-1.0..1.0: likeness of a view's row to the nearest plain shape."""
    return float((_plain_rows() @ row).max())


@cache
def _plain_rows() -> Floats:
    """(77, 1568), each of length 1. Drawn once a process, 0.2 s."""
    shapes = (_shape(kind, wide) for wide in _PROPORTIONS for kind in range(_KINDS))
    fields = [cells(strokes(framed(shape).colours)).reshape(-1) for shape in shapes]
    return unit_rows(np.stack(fields))


def _shape(kind: int, wide: float) -> Image.Image:
    picture = Image.new("RGB", (_SIDE_PX, _SIDE_PX), "white")
    pen = ImageDraw.Draw(picture)
    width, height = _LONGEST_PX * min(1.0, wide), _LONGEST_PX * min(1.0, 1 / wide)
    middle = _SIDE_PX / 2
    left, top = middle - width / 2, middle - height / 2
    right, bottom = middle + width / 2, middle + height / 2
    fifth = width / 5
    box = (left, top, right, bottom)
    if kind == 0:
        pen.rectangle(box, outline="black", width=6)
    elif kind == 1:
        pen.ellipse(box, outline="black", width=6)
    elif kind == 2:
        pen.rounded_rectangle(box, min(width, height) / 3, outline="black", width=6)
    elif kind == 3:
        corners = ((left + fifth, top), (right - fifth, top), (right, bottom), (left, bottom))
        pen.polygon(corners, outline="black", width=6)
    elif kind == 4:
        corners = ((left, top), (right, top), (right - fifth, bottom), (left + fifth, bottom))
        pen.polygon(corners, outline="black", width=6)
    elif kind == 5:
        neck = top + height / 5
        pen.rectangle((left, neck, right, bottom), outline="black", width=6)
        pen.rectangle((middle - fifth, top, middle + fifth, neck), outline="black", width=6)
    else:
        pen.rectangle(box, outline="black", width=6)
        pen.line((middle, top, middle, bottom), fill="black", width=6)
    return picture
