"""Goods, drawn: one function a kind, each on a square of 100 x 100 units.

Flow: pictures asks `draw` for a piece of goods on a transparent ground and sets it in a scene.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

_SCALE: Final = 6  # pixels per unit
Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pencil:
    """Draws in units of a hundredth of the square. dice: the piece's own variations."""

    pen: ImageDraw.ImageDraw
    main: Colour
    trim: Colour
    dice: random.Random

    def box(
        self, box: tuple[float, float, float, float], colour: Colour, round_: float = 0
    ) -> None:
        """A filled rectangle with rounded corners."""
        x0, y0, x1, y1 = (value * _SCALE for value in box)
        self.pen.rounded_rectangle((x0, y0, x1, y1), radius=round_ * _SCALE, fill=colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled polygon."""
        self.pen.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def oval(self, box: tuple[float, float, float, float], colour: Colour) -> None:
        """A filled ellipse."""
        x0, y0, x1, y1 = (value * _SCALE for value in box)
        self.pen.ellipse((x0, y0, x1, y1), fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1.5) -> None:
        """A line through points."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")

    def arc(self, box: tuple[float, float, float, float], colour: Colour, width: float) -> None:
        """The upper half of an ellipse's outline, as a handle."""
        x0, y0, x1, y1 = (value * _SCALE for value in box)
        self.pen.arc((x0, y0, x1, y1), 180, 360, fill=colour, width=round(width * _SCALE))


def draw(kind: str, main: Colour, trim: Colour, dice: random.Random) -> Image.Image:
    """One piece of goods on a transparent square, RGBA.

    Raises:
        KeyError: nobody knows how to draw that kind.
    """
    side = 100 * _SCALE
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    _DRAWINGS[kind](Pencil(ImageDraw.Draw(image), main, trim, dice))
    return image


def _tote(p: Pencil) -> None:
    top, slant = p.dice.uniform(32, 44), p.dice.uniform(-8, 10)
    p.arc((30, top - 26, 70, top + 26), p.trim, 3)
    p.shape(
        [(14 - slant / 2, top), (86 + slant / 2, top), (84 - slant, 92), (16 + slant, 92)], p.main
    )
    p.box((14, top, 86, top + p.dice.uniform(3, 9)), p.trim)
    for x in (32, 66):
        p.box((x, top, x + 3, top + p.dice.uniform(14, 46)), p.trim)
    if p.dice.random() < 0.5:
        p.box((36, 62, 64, 84), p.trim, 2)


def _clutch(p: Pencil) -> None:
    top, fold = p.dice.uniform(38, 50), p.dice.uniform(10, 26)
    p.line([(14, top + 4), (30, 12), (70, 10), (86, top + 4)], p.trim, 1.2)
    p.box((12, top, 88, 84), p.main, p.dice.uniform(2, 9))
    p.shape([(12, top), (88, top), (p.dice.uniform(44, 62), top + fold)], p.trim)
    for x in range(18, 88, p.dice.choice((6, 9, 14))):
        p.line([(x, top + fold), (x + 8, 82)], p.trim, 0.5)
    p.oval((47, top + fold - 4, 54, top + fold + 3), (214, 180, 90))


def _lighter(colour: Colour) -> Colour:
    red, green, blue = (min(255, channel + 22) for channel in colour)
    return red, green, blue


def _wallet(p: Pencil) -> None:
    left = p.dice.uniform(14, 24)
    p.box((left, 26, 84, 78), p.main, 4)
    p.box((left + 3, 29, 81, 75), _lighter(p.main), 3)
    for row in range(p.dice.randint(2, 5)):
        p.box((left + 6, 34 + row * 8, 50, 36 + row * 8), p.trim)
    p.box((70, 46, 92, 57), p.trim, 5)
    p.oval((84, 49, 89, 54), (214, 180, 90))


def _backpack(p: Pencil) -> None:
    width = p.dice.uniform(24, 32)
    p.arc((42, 4, 58, 24), p.trim, 3)
    p.box((50 - width, 14, 50 + width, 94), p.main, 14)
    p.box((50 - width + 5, p.dice.uniform(52, 62), 50 + width - 5, 90), p.trim, 6)
    p.line([(50 - width + 3, 44), (50 + width - 3, 44)], p.trim, 1.4)
    for x in (36, 60):
        p.box((x, 20, x + 4, 66), p.trim, 1)


def _shoe(p: Pencil) -> None:
    heel, toe = p.dice.uniform(26, 40), p.dice.uniform(54, 62)
    sole: Colour = p.dice.choice(((236, 232, 224), (40, 38, 36), (196, 120, 60)))
    upper = [(10, heel), (26, heel - 6), (38, heel + 4), (62, toe - 4), (88, toe + 6), (93, 76)]
    p.shape([*upper, (8, 78)], p.main)
    p.box((6, 74, 95, p.dice.uniform(81, 88)), sole, 4)
    p.shape([(10, heel), (24, heel - 4), (22, 74), (9, 74)], p.trim)
    for lace in range(p.dice.randint(3, 6)):
        x = 40 + lace * 5
        p.line([(x, heel + 8 + lace * 4), (x + 7, heel + 4 + lace * 5)], (250, 250, 250), 1.3)
    for stripe in range(p.dice.randint(0, 4)):
        x = 34 + stripe * 7
        p.line([(x, 72), (x + p.dice.uniform(6, 16), 54)], p.trim, 2)


def _bottle(p: Pencil) -> None:
    width = p.dice.uniform(12, 19)
    shoulder = p.dice.uniform(24, 34)
    p.box((50 - width * 0.6, 6, 50 + width * 0.6, shoulder), p.trim, 3)
    p.box((50 - width, shoulder - 4, 50 + width, 95), p.main, 7)
    p.box((50 - width, p.dice.uniform(56, 76), 50 + width, 80), p.trim)
    p.box((50 - width + 4, shoulder + 4, 50 - width + 7, 90), (255, 255, 255), 1)


def _earbuds(p: Pencil) -> None:
    p.box((24, 46, 76, 92), p.main, p.dice.uniform(8, 20))
    p.line([(24, 62), (76, 62)], p.trim, 1.2)
    p.oval((46, 72, 54, 80), p.trim)
    for x, lean in ((20, p.dice.uniform(-6, 4)), (64, p.dice.uniform(-4, 6))):
        p.oval((x, 10, x + 17, 28), p.main)
        p.line([(x + 8, 22), (x + 8 + lean, 44)], p.main, 5)
        p.oval((x + 3, 14, x + 9, 21), p.trim)


def _case(p: Pencil) -> None:
    p.box((22, 30, 78, 88), p.main, p.dice.uniform(12, 24))
    p.box((27, 35, 73, 83), p.trim, 12)
    p.box((31, 39, 69, 79), p.main, 9)
    p.line([(22, 54), (78, 54)], p.trim, 1)
    p.arc((66, 12, 90, 46), (150, 150, 154), 2.4)
    for dot in range(p.dice.randint(0, 5)):
        p.oval((36 + dot * 6, 64, 39 + dot * 6, 67), p.trim)


def _cable(p: Pencil) -> None:
    for ring in range(p.dice.randint(3, 6)):
        pad = 14 + ring * p.dice.uniform(3.0, 4.5)
        x0, y0, x1, y1 = (v * _SCALE for v in (pad, pad + 6, 100 - pad, 96 - pad))
        p.pen.ellipse((x0, y0, x1, y1), outline=p.main, width=round(1.6 * _SCALE))
    p.box((6, 40, 26, 50), p.trim, 2)
    p.box((74, 60, 96, 70), p.trim, 2)
    p.box((2, 42, 8, 48), (190, 190, 194))


def _watch(p: Pencil) -> None:
    strap = p.dice.uniform(11, 16)
    p.box((50 - strap, 2, 50 + strap, 98), p.trim, 3)
    radius = p.dice.uniform(24, 30)
    p.oval((50 - radius, 50 - radius, 50 + radius, 50 + radius), (186, 188, 194))
    p.oval((54 - radius, 54 - radius, 46 + radius, 46 + radius), p.main)
    for x, y in ((50, 30), (70, 50), (50, 70), (30, 50)):
        p.oval((x - 2, y - 2, x + 2, y + 2), (250, 250, 250))
    p.line([(50, 50), (50 + p.dice.uniform(-14, 14), 36)], (250, 250, 250), 2)
    p.line([(50, 50), (50 + p.dice.uniform(-18, 18), 62)], (250, 250, 250), 1.3)


def _poster(p: Pencil) -> None:
    p.box((16, 6, 84, 96), (52, 46, 40), 1)
    p.box((20, 10, 80, 92), (244, 238, 226))
    horizon = p.dice.uniform(40, 72)
    p.box((24, 14, 76, horizon), p.main)
    p.box((24, horizon, 76, 88), p.trim)
    x, y = p.dice.uniform(30, 56), p.dice.uniform(18, 40)
    p.oval((x, y, x + 14, y + 14), (246, 214, 130))
    for peak in range(p.dice.randint(2, 4)):
        base = 26 + peak * 13
        p.shape(
            [(base, horizon), (base + 8, horizon - p.dice.uniform(8, 24)), (base + 16, horizon)],
            p.trim,
        )


def _notebook(p: Pencil) -> None:
    p.box((22, 10, 80, 92), p.main, 3)
    p.box((22, 10, 32, 92), p.trim)
    p.box((40, 24, 72, 44), (246, 240, 228), 1)
    for row in range(p.dice.randint(2, 4)):
        p.line([(44, 29 + row * 5), (68, 29 + row * 5)], p.trim, 0.7)


def _mug(p: Pencil) -> None:
    x0, y0, x1, y1 = (v * _SCALE for v in (60, 36, 92, 76))
    p.pen.ellipse((x0, y0, x1, y1), outline=p.main, width=5 * _SCALE)
    p.box((18, 24, 74, 90), p.main, 6)
    p.oval((18, 18, 74, 32), p.trim)
    for _ in range(p.dice.randint(12, 40)):
        x, y = p.dice.uniform(22, 70), p.dice.uniform(36, 86)
        p.oval((x, y, x + 1.6, y + 1.6), p.trim)


def _lamp(p: Pencil) -> None:
    p.line([(50, 90), (50, 44)], p.trim, 3)
    p.shape(
        [(34, 14), (66, 14), (p.dice.uniform(76, 88), 46), (p.dice.uniform(14, 24), 46)], p.main
    )
    p.oval((26, 84, 74, 95), p.trim)
    p.oval((42, 40, 58, 54), (255, 244, 190))


def _speaker(p: Pencil) -> None:
    p.box((22, 12, 78, 92), p.main, 8)
    for box in ((34, 18, 66, 46), (28, 50, 72, 88)):
        p.oval(box, p.trim)
        x0, y0, x1, y1 = box
        p.oval((x0 + 7, y0 + 7, x1 - 7, y1 - 7), p.main)


def _plant(p: Pencil) -> None:
    for _ in range(p.dice.randint(9, 18)):
        x, y = p.dice.uniform(12, 88), p.dice.uniform(6, 48)
        p.line([(50, 66), (x, y)], (74, 110, 60), 1.2)
        p.oval((x - 6, y - 5, x + 6, y + 5), p.dice.choice((p.main, p.trim, (84, 128, 66))))
    p.shape([(30, 62), (70, 62), (63, 94), (37, 94)], (176, 98, 62))


_DRAWINGS: Final[dict[str, Callable[[Pencil], None]]] = {
    "tote": _tote,
    "clutch": _clutch,
    "wallet": _wallet,
    "backpack": _backpack,
    "shoe": _shoe,
    "bottle": _bottle,
    "earbuds": _earbuds,
    "case": _case,
    "cable": _cable,
    "watch": _watch,
    "poster": _poster,
    "notebook": _notebook,
    "mug": _mug,
    "lamp": _lamp,
    "speaker": _speaker,
    "plant": _plant,
}
