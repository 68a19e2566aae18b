"""What sellers do to a registered logo: shown whole, imitated, or on goods in a photograph.

Names that end in * were written after the matcher was finished and never looked at while it was
tuned. A change takes the logo (RGBA), the registered picture, a photograph and dice.
"""

import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from bench.logo_sets import PASTES, Logo, _put, _sized

Plain = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a change is made of: the logo (RGBA), the registered picture, a photograph, dice."""

    logo: Logo
    shown: Image.Image
    photo: Image.Image
    dice: random.Random


Change = Callable[[Scene], Image.Image]


def _whole(change: Plain) -> Change:
    return lambda scene: change(scene.shown)


def _through(picture: Image.Image, kind: str, quality: int) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, kind, quality=quality)
    return Image.open(kept).convert("RGB")


def _thumbnail(picture: Image.Image) -> Image.Image:
    small = picture.copy()
    small.thumbnail((80, 80))
    return small


def _hue(picture: Image.Image) -> Image.Image:
    hue, strength, light = picture.convert("HSV").split()
    return Image.merge("HSV", (hue.point(lambda h: (h + 90) % 256), strength, light)).convert("RGB")


def _edge(picture: Image.Image) -> tuple[int, int, int]:
    red, green, blue = np.median(np.asarray(picture)[0], axis=0).astype(int).tolist()
    return red, green, blue


def _turned(picture: Image.Image) -> Image.Image:
    way = Image.Resampling.BICUBIC
    return picture.rotate(10, way, expand=True, fillcolor=_edge(picture))


def _padded(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture, round(max(picture.size) * 0.3), _edge(picture))


def _cropped(picture: Image.Image) -> Image.Image:
    wide, high = picture.size
    box = (round(wide * 0.13), round(high * 0.13), round(wide * 0.87), round(high * 0.87))
    return picture.crop(box)


def _banner(picture: Image.Image) -> Image.Image:
    made = ImageOps.expand(picture, (0, 0, 0, picture.height // 5), (210, 20, 30))
    pen = ImageDraw.Draw(made)
    size = max(10, picture.height // 9)
    pen.text((10, picture.height + size // 3), "SALE -50 %  ONLY TODAY", "white", font_size=size)
    pen.text((10, 4), "@best_shop", (90, 90, 90), font_size=size)
    return made


def _on_colour(scene: Scene) -> Image.Image:
    made = Image.new(
        "RGB", scene.shown.size, scene.dice.choice(["#ffd94d", "#bfe3c2", "#31425c", "#d63a4a"])
    )
    made.paste(scene.logo, (24, 24), scene.logo)
    return made


def _one_colour(scene: Scene) -> Image.Image:
    made = Image.new("RGB", scene.shown.size, "white")
    made.paste("#202020", (24, 24), _inked(scene.logo))
    return made


def _inked(logo: Logo) -> Image.Image:
    """Cover of a logo printed in one ink: what is light inside it is left out."""
    light = ImageOps.grayscale(logo.convert("RGB")).point(lambda grey: 0 if grey > 225 else 255)
    alpha = logo.getchannel("A")
    inked = Image.fromarray(np.minimum(np.asarray(alpha), np.asarray(light)))
    enough = np.asarray(inked).sum() > 0.1 * np.asarray(alpha).sum()
    return inked if enough else alpha


def _recoloured(scene: Scene) -> Image.Image:
    """Every colour of the logo becomes another."""
    reduced = scene.logo.convert("RGB").quantize(8, method=Image.Quantize.FASTOCTREE)
    reduced.putpalette([scene.dice.randrange(220) for _ in range(3 * 8)])
    made = Image.new("RGB", scene.shown.size, "white")
    made.paste(reduced.convert("RGB"), (24, 24), scene.logo.getchannel("A"))
    return made


def _dropped(scene: Scene) -> Image.Image:
    """One of the separate parts is missing; of a logo in one piece, a corner of a quarter."""
    pixels = np.asarray(scene.shown).copy()
    apart = np.abs(pixels.astype(int) - _edge(scene.shown)).max(axis=2) > 50
    _, labels, stats, _ = cv2.connectedComponentsWithStats(apart.astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    fit = [n + 1 for n, area in enumerate(areas) if 0.04 < area / areas.sum() < 0.5]
    if fit:
        gone = cv2.dilate(
            (labels == scene.dice.choice(fit)).astype(np.uint8), np.ones((5, 5), np.uint8)
        )
        pixels[gone > 0] = _edge(scene.shown)
    else:
        pixels[scene.shown.height // 2 :, scene.shown.width // 2 :] = _edge(scene.shown)
    return Image.fromarray(pixels)


def _grain(picture: Image.Image) -> Image.Image:
    noise = np.random.default_rng(picture.width).normal(0, 22, (*picture.size[::-1], 3))
    return Image.fromarray(np.clip(np.asarray(picture) + noise, 0, 255).astype(np.uint8))


def _screen(picture: Image.Image) -> Image.Image:
    wide, high = picture.size
    made = Image.new("RGB", (wide + 20, round(high * 1.7) + 60), (246, 246, 248))
    made.paste(picture, (10, round(high * 0.3)))
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 0, made.width, 24), fill=(20, 20, 24))
    pen.text((8, 4), "12:40", "white", font_size=14)
    pen.rounded_rectangle((12, made.height - 44, made.width - 12, made.height - 10), 12, "#ff6a00")
    pen.text((24, made.height - 38), "Add to cart", "white", font_size=18)
    return made


def _watermarked(picture: Image.Image) -> Image.Image:
    made = picture.copy()
    pen = ImageDraw.Draw(made, "RGBA")
    for row in range(0, made.height, 70):
        pen.text((row % 90, row), "picture market   picture market", (120, 120, 120, 110),
                 font_size=26)  # fmt: skip
    return made


def _dithered(picture: Image.Image) -> Image.Image:
    small = picture.resize((picture.width // 2, picture.height // 2))
    return small.convert("1").convert("RGB").resize(picture.size)


def _leaning(picture: Image.Image) -> Image.Image:
    wide, high = picture.size
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    moved = corners + np.array([(0.1, 0.06), (-0.02, 0), (0, -0.05), (0.03, 0)]) * [wide, high]
    bend = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    seen = cv2.warpPerspective(np.asarray(picture), bend, (wide, high), borderValue=_edge(picture))
    return Image.fromarray(np.asarray(seen, dtype=np.uint8))


def _added(scene: Scene) -> Image.Image:
    made = ImageOps.expand(scene.shown, (0, 0, scene.shown.width // 3, 0), _edge(scene.shown))
    x, y = scene.shown.width + 4, scene.shown.height // 3
    where = (x + scene.shown.width // 7, y + 20, scene.shown.width // 8)
    ImageDraw.Draw(made).regular_polygon(where, 5,
                                         fill=(220, 120, 10))  # fmt: skip
    return made


def _outlined(scene: Scene) -> Image.Image:
    edges = cv2.Canny(np.asarray(scene.shown), 60, 140)
    thick = cv2.dilate(edges, np.ones((3, 3), np.uint8))
    return Image.fromarray(np.repeat(255 - thick[..., None], 3, axis=2))


def _stamp(maker: Callable[[Logo], Logo], area: float) -> Change:
    return lambda scene: _put(scene.photo, _sized(scene.photo, maker(scene.logo), area), scene.dice)


def _white_ink(logo: Logo) -> Logo:
    one = Image.new("RGBA", logo.size, "#ffffff")
    one.putalpha(_inked(logo))
    return one


def _curved(logo: Logo) -> Logo:
    """Round a cup: narrower towards its sides."""
    pixels = np.asarray(logo)
    wide = logo.width
    across = np.linspace(-1.1, 1.1, wide, dtype=np.float32)
    from_x = (np.sin(across) / np.sin(1.1) + 1) / 2 * (wide - 1)
    sag = (1 - np.cos(across)) * 0.15 * logo.height
    columns = np.repeat(from_x[None], logo.height, axis=0).astype(np.float32)
    rows = (np.arange(logo.height)[:, None] - sag[None] + 0.03 * logo.height).astype(np.float32)
    seen = cv2.remap(pixels, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return Image.fromarray(np.asarray(seen, dtype=np.uint8))


def _soft(logo: Logo) -> Logo:
    small = logo.resize((max(8, logo.width // 6), max(8, logo.height // 6)))
    return small.resize(logo.size, Image.Resampling.BICUBIC)


def _woven(scene: Scene) -> Image.Image:
    """Printed on the cloth: light and shade of the photograph go through it."""
    made = _put(scene.photo, _sized(scene.photo, scene.logo, 0.15), scene.dice)
    light = np.asarray(ImageOps.grayscale(scene.photo), dtype=np.float32)[..., None]
    shade = 0.55 + 0.6 * light / max(1.0, float(light.mean())) / 2
    pixels = np.asarray(made, dtype=np.float32)
    changed = (
        np.abs(pixels - np.asarray(scene.photo, dtype=np.float32)).max(axis=2, keepdims=True) > 0
    )
    return Image.fromarray(
        np.clip(np.where(changed, pixels * shade, pixels), 0, 255).astype(np.uint8)
    )


def _repeated(scene: Scene) -> Image.Image:
    """A pattern of it all over."""
    stamp = _sized(scene.photo, scene.logo, 0.035)
    made = scene.photo.copy()
    step_x, step_y = round(stamp.width * 1.3), round(stamp.height * 1.3)
    for number, top in enumerate(range(0, scene.photo.height, step_y)):
        for left in range(-(number % 2) * step_x // 2, scene.photo.width, step_x):
            made.paste(stamp, (left, top), stamp)
    return made


def _pasted(name: str) -> Change:
    return lambda scene: PASTES[name](scene.photo, scene.logo, scene.dice)


CHANGES: Final[Mapping[str, Mapping[str, Change]]] = {
    "whole": {
        "jpeg q20": _whole(lambda picture: _through(picture, "JPEG", 20)),
        "80 px thumbnail": _whole(_thumbnail),
        "hue moved": _whole(_hue),
        "inverted": _whole(ImageOps.invert),
        "mirrored": _whole(ImageOps.mirror),
        "turned 10": _whole(_turned),
        "turned 90": _whole(lambda picture: picture.rotate(90, expand=True)),
        "margin 30 %": _whole(_padded),
        "coloured frame": _whole(lambda picture: ImageOps.expand(picture, 26, (30, 60, 160))),
        "cropped 13 %": _whole(_cropped),
        "stretched 1.46": _whole(
            lambda picture: picture.resize((round(picture.width * 1.46), picture.height))
        ),
        "sale banner": _whole(_banner),
        "other ground": _on_colour,
        "one colour": _one_colour,
        "blurred": _whole(lambda picture: picture.filter(ImageFilter.GaussianBlur(3))),
        "webp q8*": _whole(lambda picture: _through(picture, "WEBP", 8)),
        "grain*": _whole(_grain),
        "pale and dark*": _whole(
            lambda picture: ImageEnhance.Brightness(
                ImageEnhance.Contrast(picture).enhance(0.45)
            ).enhance(0.7)
        ),
        "phone screen*": _whole(_screen),
        "watermarked*": _whole(_watermarked),
        "dithered*": _whole(_dithered),
        "leaning*": _whole(_leaning),
    },
    "imitation": {
        "recoloured": _recoloured,
        "part dropped": _dropped,
        "star added*": _added,
        "outline only": _outlined,
    },
    "pasted": {
        **{name: _pasted(name) for name in PASTES if name != "one colour"},
        "white ink": _stamp(_white_ink, 0.12),
        "round a cup*": _stamp(_curved, 0.14),
        "soft*": _stamp(_soft, 0.14),
        "on cloth*": _woven,
        "pattern*": _repeated,
    },
}
"""Group -> name -> change. 22 + 4 + 13 changes, 12 of them unseen."""
