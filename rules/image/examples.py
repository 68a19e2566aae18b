"""The examples of the image matcher, drawn here so that nothing third-party is shipped."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageOps

from monitor.domain.asset import AssetKind
from monitor.ports.matcher import Example
from rules.pictures.exampled import encoded, example


def examples() -> Sequence[Example]:
    """Found again: re-encoded, mirrored, with margin, inverted. Not found: other, blank."""
    mark = _mark()
    wide = ImageOps.expand(mark, border=60, fill="white")
    found = (
        encoded(mark, "JPEG"),
        encoded(ImageOps.mirror(mark)),
        encoded(wide),
        encoded(ImageOps.invert(mark)),
    )
    other = (
        encoded(_other()),
        encoded(Image.new("RGB", (300, 300), "white")),
        b"no picture at all",
    )
    registered = encoded(mark)
    return (
        *(example(AssetKind.FIGURATIVE_MARK, registered, offered, 0.7, 1.0) for offered in found),
        *(example(AssetKind.FIGURATIVE_MARK, registered, offered, 0.0, 0.0) for offered in other),
    )


def _mark() -> Image.Image:
    """A kite over three waves."""
    picture = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(70, 20), (150, 60), (110, 140), (40, 90)], fill=(190, 30, 45))
    pen.line([(110, 140), (170, 190), (250, 150)], fill=(20, 40, 90), width=9)
    for step in range(3):
        pen.arc(
            [(150 + 40 * step, 40 + 22 * step), (250 + 20 * step, 150)], 160, 330, (20, 40, 90), 10
        )
    pen.ellipse([(230, 180), (285, 225)], fill=(240, 170, 20))
    return picture


def _other() -> Image.Image:
    picture = Image.new("RGB", (320, 240), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle([(30, 150), (290, 220)], fill=(30, 120, 60))
    for step in range(6):
        pen.rectangle([(40 + 42 * step, 30 + 12 * step), (60 + 42 * step, 140)], fill=(90, 90, 90))
    return picture
