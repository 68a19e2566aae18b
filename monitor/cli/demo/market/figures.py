"""The registered figures of the demo's holders: arches for Vellorine, a wing for Kestrova.

Drawn, not stored: the same code gives the same pixels, and nobody's mark is copied.
"""

import math
from collections.abc import Callable
from typing import Final

from PIL import Image, ImageDraw

_SIDE: Final = 1200  # drawn large, handed out smaller: that smooths the edges
Point = tuple[float, float]


def figure(holder_id: str, side_px: int = 600) -> Image.Image:
    """The registered figure of a holder on a transparent ground, square, RGBA.

    Raises:
        KeyError: the holder has none.
    """
    drawn = _FIGURES[holder_id]()
    return drawn.resize((side_px, side_px), Image.Resampling.LANCZOS)


def _canvas() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGBA", (_SIDE, _SIDE), (0, 0, 0, 0))
    return image, ImageDraw.Draw(image)


def _around(angle: float, radius: float) -> Point:
    middle = _SIDE / 2
    return middle + radius * math.cos(angle), middle + radius * math.sin(angle)


def _arches() -> Image.Image:
    """Three arches under a ring of beads, a sprig growing out of the left one."""
    image, pen = _canvas()
    ink, gold, leaf = (58, 26, 40, 255), (186, 142, 62, 255), (72, 104, 70, 255)
    pen.rounded_rectangle((40, 40, 1160, 1160), radius=260, fill=(247, 240, 228, 255))
    for step in range(36):
        x, y = _around(step * math.tau / 36, 500)
        pen.ellipse((x - 17, y - 17, x + 17, y + 17), fill=gold if step % 3 else ink)
    for arch, (left, top) in enumerate(((270, 600), (480, 480), (690, 600))):
        colour = gold if arch == 1 else ink
        pen.pieslice((left, top - 110, left + 220, top + 110), 180, 360, fill=colour)
        pen.rectangle((left, top, left + 220, 900), fill=colour)
        pen.pieslice((left + 48, top - 62, left + 172, top + 62), 180, 360, fill=(247, 240, 228))
        pen.rectangle((left + 48, top, left + 172, 900), fill=(247, 240, 228, 255))
    pen.rectangle((230, 900, 950, 945), fill=ink)
    pen.line([(380, 900), (350, 640), (420, 420), (560, 300)], fill=leaf, width=18, joint="curve")
    for x, y, turn in ((350, 650, 2.6), (390, 500, -0.4), (450, 390, 2.9), (560, 300, 0.2)):
        tip = (x + 120 * math.cos(turn), y - 120 * math.sin(turn))
        side = (x + 62 * math.cos(turn + 0.6), y - 62 * math.sin(turn + 0.6))
        other = (x + 62 * math.cos(turn - 0.6), y - 62 * math.sin(turn - 0.6))
        pen.polygon([(x, y), side, tip, other], fill=leaf)
    return image


def _wing() -> Image.Image:
    """A falcon's wing of seven feathers rising from a slanted bar, with an eye."""
    image, pen = _canvas()
    blue, red = (18, 54, 110, 255), (206, 52, 40, 255)
    pen.rounded_rectangle((30, 30, 1170, 1170), radius=150, fill=(238, 243, 248, 255))
    for feather in range(7):
        rise = feather * 118
        reach = 1080 - feather * 92
        colour = red if feather == 2 else blue
        pen.polygon(
            [
                (170 + feather * 22, 980 - rise * 0.82),
                (reach, 880 - rise),
                (reach - 150, 960 - rise),
                (250 + feather * 22, 1050 - rise * 0.82),
            ],
            fill=colour,
        )
    pen.polygon([(110, 1090), (760, 1010), (720, 1090), (90, 1130)], fill=red)
    pen.pieslice((120, 120, 430, 430), start=200, end=80, fill=blue)
    pen.ellipse((270, 220, 340, 290), fill=(255, 255, 255, 255))
    pen.polygon([(420, 270), (540, 330), (410, 350)], fill=red)
    return image


_FIGURES: Final[dict[str, Callable[[], Image.Image]]] = {"vellorine": _arches, "kestrova": _wing}
