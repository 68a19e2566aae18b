"""Every picture of the market, drawn from its line in the catalogue: same line, same pixels.

A line is a kind of goods, "photo:HOLDER" or "logo:HOLDER", then what was done to it, then the
format: "tote logo=vellorine jpeg", "photo:vellorine mirrored webp".
"""

import colorsys
import io
import math
import random
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, ImageOps

from monitor.cli.demo.market.drawings import Colour, draw
from monitor.cli.demo.market.figures import figure

_SIDE: Final = 640
_PHOTOS: Final[dict[str, tuple[str, Colour, Colour]]] = {
    "vellorine": ("tote", (156, 92, 48), (74, 42, 26)),  # in cognac leather
    "plumvox": ("earbuds", (44, 44, 50), (150, 152, 160)),
}
_RIBBONS: Final = {"zh": "正品保障 七天退换", "en": "Free returns"}


def registered_photo(holder_id: str) -> Image.Image:
    """The photograph a holder made of its own goods, RGB, 800 x 800.

    Raises:
        KeyError: the holder has none.
    """
    kind, main, trim = _PHOTOS[holder_id]
    return _scene(kind, holder_id, side_px=800, colours=(main, trim))


def registered_logo(holder_id: str) -> Image.Image:
    """The registered figure on white, RGB, 600 x 600.

    Raises:
        KeyError: the holder has none.
    """
    return _on_white(figure(holder_id))


@cache
def offer_picture(offer_id: str, line: str, language: str) -> bytes:
    """The picture of one offer, encoded as its line says.

    Raises:
        KeyError: the line names something nobody can draw.
    """
    subject, *changes, encoding = line.split()
    what, _, holder_id = subject.partition(":")
    if what == "photo":
        image = registered_photo(holder_id)
    elif what == "logo":
        image = registered_logo(holder_id)
    else:
        image = _scene(subject, offer_id, side_px=_SIDE)
        image = _with_ribbon(image, offer_id, language)
    for change in changes:
        image = _changed(image, change, offer_id)
    return _encoded(image, encoding, quality=62 if "recompressed" in changes else 86)


def _changed(image: Image.Image, change: str, seed: str) -> Image.Image:
    if change == "mirrored":
        return ImageOps.mirror(image)
    if change == "resized":
        side = round(image.width * 0.55)
        return image.resize((side, side), Image.Resampling.BICUBIC)
    if change.startswith("logo="):
        return _with_logo(image, change.removeprefix("logo="), seed)
    return image  # "original" and "recompressed" change no pixel before encoding


def _encoded(image: Image.Image, encoding: str, quality: int) -> bytes:
    out = io.BytesIO()
    if encoding == "png":
        image.save(out, "PNG", compress_level=6)
    else:
        image.save(out, encoding.upper(), quality=quality)
    return out.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _colours(dice: random.Random) -> tuple[Colour, Colour]:
    hue = dice.random()
    main = colorsys.hsv_to_rgb(hue, dice.uniform(0.15, 0.55), dice.uniform(0.25, 0.85))
    other = (hue + dice.uniform(0.1, 0.6)) % 1
    trim = colorsys.hsv_to_rgb(other, dice.uniform(0.1, 0.5), 1.1 - max(main))
    return _as_bytes(main), _as_bytes(trim)


def _as_bytes(rgb: tuple[float, float, float]) -> Colour:
    red, green, blue = (round(255 * min(1.0, channel)) for channel in rgb)
    return red, green, blue


def _scene(
    kind: str, seed: str, side_px: int, colours: tuple[Colour, Colour] | None = None
) -> Image.Image:
    """Goods on a table: place, size, lean, light and ground differ by seed."""
    dice = random.Random(f"{kind}/{seed}")  # noqa: S311 - drawings, not secrets
    main, trim = colours or _colours(dice)
    ground = Image.fromarray(_ground(dice, side_px))
    goods = draw(kind, main, trim, dice).rotate(dice.uniform(-18, 18), Image.Resampling.BICUBIC)
    if dice.random() < 0.5:
        goods = ImageOps.mirror(goods)
    size = round(side_px * dice.uniform(0.66, 0.9))
    goods = _with_grain(goods.resize((size, size), Image.Resampling.BICUBIC), dice)
    free = side_px - size
    place = (round(free * dice.random()), round(free * dice.random()))
    shadow = Image.new("RGBA", goods.size, (0, 0, 0, 90))
    ground.paste(shadow, (place[0] + 9, place[1] + 12), goods.getchannel("A").point(_third))
    ground.paste(goods, place, goods.getchannel("A"))
    return ground


def _third(alpha: float) -> float:
    return alpha * 0.35


def _ground(dice: random.Random, side_px: int) -> NDArray[np.uint8]:
    """A wall and a table of differing light: (side, side, 3) uint8."""
    y, x = _unit_grid(side_px)
    light = np.full((side_px, side_px), dice.uniform(0.55, 0.8), dtype=np.float32)
    for _ in range(5):
        turn, waves = dice.uniform(0, math.tau), dice.uniform(0.6, 3.4)
        along = x * math.cos(turn) + y * math.sin(turn)
        light += dice.uniform(0.03, 0.13) * np.sin(math.tau * (waves * along + dice.random()))
    edge = dice.uniform(0.5, 0.85) + dice.uniform(-0.2, 0.2) * (x - 0.5)
    table = dice.uniform(-0.28, 0.22) + 0.05 * np.sin(math.tau * dice.uniform(9, 22) * (x + y / 4))
    light = np.where(y > edge, light + table, light)
    tint = np.array([dice.uniform(0.8, 1.0) for _ in range(3)], dtype=np.float32)
    return np.asarray(np.clip(light[..., None] * tint * 255, 0, 255), dtype=np.uint8)


def _unit_grid(side_px: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Y as a column and x as a row, both 0..1."""
    steps = np.arange(side_px, dtype=np.float32) / np.float32(side_px)
    return steps[:, None], steps[None, :]


def _with_grain(goods: Image.Image, dice: random.Random) -> Image.Image:
    """Weave and light across the goods, so that no large part is plain."""
    pixels = np.asarray(goods).astype(np.float32)
    y, x = _unit_grid(goods.width)
    weave = 0.06 * np.sin(math.tau * dice.uniform(20, 60) * x)
    weave = weave * np.sin(math.tau * dice.uniform(20, 60) * y)
    turn = dice.uniform(0, math.tau)
    slope = (x - 0.5) * math.cos(turn) + (y - 0.5) * math.sin(turn)
    light = 1 + weave + dice.uniform(0.15, 0.35) * slope
    pixels[..., :3] = np.clip(pixels[..., :3] * light[..., None], 0, 255)
    return Image.fromarray(pixels.astype(np.uint8))


def _with_logo(image: Image.Image, holder_id: str, seed: str) -> Image.Image:
    """The figure set small on the goods, as a counterfeiter stitches it on."""
    dice = random.Random(f"logo/{seed}")  # noqa: S311 - drawings, not secrets
    side = round(image.width * dice.uniform(0.16, 0.24))
    stamp = figure(holder_id, side).rotate(dice.uniform(-12, 12), Image.Resampling.BICUBIC)
    place = tuple(round(image.width * dice.uniform(0.38, 0.5)) for _ in range(2))
    image.paste(stamp, (place[0], place[1]), stamp.getchannel("A"))
    return image


def _with_ribbon(image: Image.Image, seed: str, language: str) -> Image.Image:
    """Every third picture carries a promise along its lower edge, as markets do."""
    font = ribbon_font(language, 26)
    if int(seed) % 3 or font is None:
        return image
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, image.height - 46, image.width, image.height), fill=(176, 38, 44))
    pen.text((18, image.height - 40), _RIBBONS[language], font=font, fill=(255, 255, 255))
    return image


@cache
def ribbon_font(language: str, size_px: int) -> ImageFont.FreeTypeFont | None:
    """A font that has the letters of the language; None where the machine has none."""
    if language == "zh":
        for path in sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc")):
            return ImageFont.truetype(path, size_px)
        return None
    font = ImageFont.load_default(size_px)
    return font if isinstance(font, ImageFont.FreeTypeFont) else None
