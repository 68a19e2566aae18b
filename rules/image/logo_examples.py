"""The examples of the logo matcher, drawn here so that nothing third-party is shipped."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from monitor.domain.asset import AssetKind
from monitor.ports.matcher import Example
from rules.pictures.exampled import encoded, example


def examples() -> Sequence[Example]:
    """Found: pasted, turned, inverted on a photo. Not found: another mark, no mark, blank."""
    mark, other = drawn_mark(3), drawn_mark(8)
    found = (
        on_photo(mark, 220),
        on_photo(mark.rotate(20, Image.Resampling.BICUBIC, expand=True, fillcolor="white"), 300),
        on_photo(ImageOps.invert(mark), 220),
    )
    silent = (on_photo(other, 220), drawn_photo(5), Image.new("RGB", (400, 300), "white"))
    registered = encoded(mark)
    return (
        *(
            example(AssetKind.FIGURATIVE_MARK, registered, encoded(shown, "JPEG"), 0.62, 0.83)
            for shown in found
        ),
        *(
            example(AssetKind.FIGURATIVE_MARK, registered, encoded(shown, "JPEG"), 0.0, 0.0)
            for shown in silent
        ),
        example(AssetKind.FIGURATIVE_MARK, registered, b"no picture at all", 0.0, 0.0),
    )


def drawn_mark(seed: int) -> Image.Image:
    """Discs, spokes and wedges on white, 320 x 280; another seed is another mark."""
    dice = np.random.default_rng(seed)
    picture = Image.new("RGB", (320, 280), "white")
    pen = ImageDraw.Draw(picture)
    for _ in range(9):
        x, y = (int(part) for part in dice.integers(30, 240, 2))
        wide, high = (int(part) for part in dice.integers(18, 70, 2))
        colour = tuple(int(part) for part in dice.integers(0, 190, 3))
        if dice.random() < 0.4:
            pen.ellipse((x, y, x + wide, y + high), fill=colour)
        else:
            tip = (x + wide, y + int(dice.integers(-20, 30)))
            pen.polygon([(x, y), tip, (x + wide // 2, y + high)], fill=colour)
    for step in range(5):
        pen.line((40 + 50 * step, 250, 60 + int(dice.integers(0, 200)), 200), (20, 40, 90), 5)
    return picture


def drawn_photo(seed: int) -> Image.Image:
    """Soft patches of light with grain, 640 x 480: no mark in it."""
    dice = np.random.default_rng(seed)
    coarse = dice.integers(60, 200, (12, 16, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((640, 480), Image.Resampling.BICUBIC)
    grain = dice.normal(0, 9, (480, 640, 1))
    pixels = np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.6))


def on_photo(mark: Image.Image, width_px: int, place: tuple[int, int] = (170, 110)) -> Image.Image:
    """The mark as a label on the drawn photo."""
    photo = drawn_photo(5)
    height_px = round(mark.height * width_px / mark.width)
    photo.paste(mark.resize((width_px, height_px), Image.Resampling.LANCZOS), place)
    return photo
