"""Pictures for the image benchmark: drawn marks, photo-like grounds, and what sellers do to them.

Everything is drawn from a seed, so nothing third-party is needed and every machine draws the same.
"""

import io
import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Colour = tuple[int, int, int]


def mark(seed: int) -> Image.Image:
    """A mark of three to six shapes on white."""
    draw = random.Random(seed)  # noqa: S311 - drawings
    picture = Image.new("RGB", (360, draw.choice((240, 300, 360))), "white")
    pen = ImageDraw.Draw(picture)
    colours = [_colour(draw) for _ in range(draw.choice((1, 2, 3)))]
    for _ in range(draw.randint(3, 6)):
        _shape(pen, draw, picture.size, draw.choice(colours))
    return picture


def _colour(draw: random.Random) -> Colour:
    return (draw.randint(0, 200), draw.randint(0, 200), draw.randint(0, 200))


def _shape(
    pen: ImageDraw.ImageDraw, draw: random.Random, size: tuple[int, int], ink: Colour
) -> None:
    width, height = size
    x, y = draw.randint(20, width - 140), draw.randint(20, height - 120)
    w, h = draw.randint(40, 120), draw.randint(40, 100)
    kind = draw.randrange(5)
    if kind == 0:
        pen.ellipse([x, y, x + w, y + h], fill=ink)
    elif kind == 1:
        pen.rectangle([x, y, x + w, y + h], outline=ink, width=draw.randint(6, 16))
    elif kind == 2:
        points = [
            (x + draw.randint(0, w), y + draw.randint(0, h)) for _ in range(draw.randint(3, 6))
        ]
        pen.polygon(points, fill=ink)
    elif kind == 3:
        pen.arc([x, y, x + w, y + h], draw.randint(0, 180), draw.randint(200, 360), ink, 12)
    else:
        pen.line([(x, y), (x + w, y + h), (x + w // 2, y + h)], fill=ink, width=10)


def photo(seed: int, size: tuple[int, int] = (640, 480)) -> Image.Image:
    """A photo-like ground: soft blobs, an edge or two, grain."""
    draw = random.Random(seed)  # noqa: S311
    noise = np.random.default_rng(seed)
    coarse = noise.integers(0, 255, (12, 16, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(picture)
    for _ in range(draw.randint(3, 8)):
        _shape(pen, draw, size, _colour(draw))
    picture = picture.filter(ImageFilter.GaussianBlur(1.5))
    grain = noise.normal(0, 6, (size[1], size[0], 3))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=20)
    return Image.open(kept).convert("RGB")


def _thumbnail(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((80, 80))
    return small


def _recoloured(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Color(Image.merge("RGB", picture.split()[::-1])).enhance(1.6)


def _banner(picture: Image.Image) -> Image.Image:
    out = picture.copy()
    width, height = out.size
    ImageDraw.Draw(out).rectangle([0, int(height * 0.86), width, height], fill=(220, 20, 20))
    return out


def _silhouette(picture: Image.Image) -> Image.Image:
    return ImageOps.grayscale(picture).point(lambda grey: 255 if grey > 225 else 0).convert("RGB")


def _on_ground(picture: Image.Image) -> Image.Image:
    out = Image.new("RGB", picture.size, (200, 225, 160))
    mask = ImageOps.grayscale(picture).point(lambda grey: 0 if grey > 235 else 255)
    out.paste(picture, mask=mask)
    return out


def _pasted(picture: Image.Image) -> Image.Image:
    ground = photo(picture.size[1] + 4711)
    small = picture.copy()
    small.thumbnail((260, 220))
    ground.paste(small, (190, 120))
    return ground


def _frame(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, border=26, fill=(30, 60, 160))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda picture: picture,
    "jpeg q20": _jpeg,
    "80 px thumbnail": _thumbnail,
    "mirrored": ImageOps.mirror,
    "turned 90": lambda picture: picture.rotate(90, expand=True),
    "turned 10": lambda picture: picture.rotate(10, expand=True, fillcolor="white"),
    "inverted": ImageOps.invert,
    "colours swapped": _recoloured,
    "one colour": _silhouette,
    "other ground": _on_ground,
    "margin 30 %": lambda picture: ImageOps.expand(picture, border=120, fill="white"),
    "coloured frame": _frame,
    "stretched 1.4": lambda picture: picture.resize((int(picture.width * 1.4), picture.height)),
    "banner": _banner,
    "cropped 10 %": lambda picture: ImageOps.crop(picture, border=picture.height // 10),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(3)),
    "pasted on photo": _pasted,
}
"""What is done to a registered picture before it is offered."""
