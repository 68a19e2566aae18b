"""The examples of the design matcher, drawn here: a jug as offices draw it, and as one sees it."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from monitor.domain.asset import AssetKind
from monitor.ports.matcher import Example
from rules.pictures.exampled import encoded, example

_SIDE_PX: Final = 460
_JUG: Final = (
    (150, 60), (290, 60), (270, 110), (330, 330), (290, 400), (150, 400), (110, 330), (170, 110),
)  # fmt: skip
_SPOUT: Final = ((150, 60), (95, 90), (165, 125))
_HANDLE: Final = (270, 120, 410, 300)
_CHAIR: Final = (
    (120, 40), (150, 40), (150, 220), (340, 220), (340, 250), (330, 420), (305, 420), (310, 250),
    (150, 250), (145, 420), (120, 420),
)  # fmt: skip


def examples() -> Sequence[Example]:
    """Found: the drawn jug in a shaded picture. Not found: a chair, a blank picture, none."""
    registered = encoded(drawn_jug(), "JPEG")
    passed = (shaded_chair(), Image.new("RGB", (300, 300), "white"))
    return (
        example(AssetKind.DESIGN, registered, encoded(shaded_jug(), "JPEG"), 0.5, 1.0),
        *(
            example(AssetKind.DESIGN, registered, encoded(picture, "JPEG"), 0.0, 0.0)
            for picture in passed
        ),
        example(AssetKind.DESIGN, registered, b"no picture at all", 0.0, 0.0),
    )


def drawn_jug() -> Image.Image:
    """Black lines on white."""
    picture = Image.new("RGB", (_SIDE_PX, _SIDE_PX), "white")
    pen = ImageDraw.Draw(picture)
    pen.arc(_HANDLE, -80, 100, fill="black", width=4)
    pen.arc((290, 142, 388, 278), -80, 100, fill="black", width=4)
    for corners in (_JUG, _SPOUT):
        pen.polygon(corners, fill="white", outline="black", width=4)
    pen.line((128, 260, 312, 260), fill="black", width=4)
    return picture


def shaded_jug() -> Image.Image:
    """The same with light and shade, smaller, on cloth."""
    mask = Image.new("L", (_SIDE_PX, _SIDE_PX), 0)
    pen = ImageDraw.Draw(mask)
    pen.arc(_HANDLE, -80, 100, fill=255, width=21)
    for corners in (_JUG, _SPOUT):
        pen.polygon(corners, fill=255)
    return _shaded(mask, (60, 110, 190), band=(128, 260, 312, 400))


def shaded_chair() -> Image.Image:
    """Another thing, in the same light."""
    mask = Image.new("L", (_SIDE_PX, _SIDE_PX), 0)
    ImageDraw.Draw(mask).polygon(_CHAIR, fill=255)
    return _shaded(mask, (150, 90, 40), band=None)


def _shaded(
    mask: Image.Image, colour: tuple[int, int, int], band: tuple[int, int, int, int] | None
) -> Image.Image:
    light = np.linspace(0.55, 1.15, _SIDE_PX)[None, :, None] * np.asarray(colour)
    thing = Image.fromarray(np.clip(light.repeat(_SIDE_PX, 0), 0, 255).astype(np.uint8))
    if band:
        darker = thing.crop(band).point(lambda value: value * 3 // 5)
        thing.paste(darker, band[:2])
    draw = np.random.default_rng(5)
    grain = draw.normal(200, 5, (600, 640, 1)).repeat(3, 2)
    ground = Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))
    small = (_SIDE_PX * 5 // 6, _SIDE_PX * 5 // 6)
    soft = mask.resize(small).filter(ImageFilter.GaussianBlur(0.7))
    ground.paste(thing.resize(small), (150, 110), soft)
    return ground
