"""Words in pictures: lines right, seconds a picture, share of listings: bench/ocr.py [--photos N].

Photos of goods are drawn here with one to four lines of Chinese and English printed on them: on a
label, across the picture, outlined, small, turned a little, in colour, as JPEG. A line is right
when it is the same letter by letter without spaces. Beside ours in the same run: rapidocr as it
comes, with one thread. Both read the same pixels; seconds are CPU time.

Then a market: a share of its offers has a word mark in the title, and every offer has two pictures.
Shown: on which share of the offers words are read under the default terms.
"""

import argparse
import hashlib
import io
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.pipeline.pictures import OpenedPictures, PictureDesk, WordTerms
from monitor.ports.pictures import OpenedPicture, WordsLine
from monitor.runtime.pictures.words import is_installed, reader
from rules.pictures.decode import decode
from rules.pictures.prepared import pack, unpack

FONT_FOLDER = Path("/usr/share/fonts/opentype/noto")
LINES = (
    "NORTHWIND OUTDOOR", "北风户外旗舰店", "正品保证 假一赔十", "Waterproof Jacket 2026",
    "KESTREL Sport", "红隼运动鞋", "限时特价 ¥199", "Free Shipping", "SALE 50% OFF", "全国包邮",
    "MERIDIAN watches", "子午线手表", "型号 A-2047", "Model KX-300", "Brand New", "厂家直销",
    "Made in Shenzhen", "加厚保暖", "AURORA Lamp", "极光台灯", "USB-C 65W", "充电器", "原装配件",
    "HALCYON", "翠鸟牌", "Organic Green Tea", "明前龙井 250g", "纯棉T恤", "SIZE M-XXL",
    "微信 nw_8823",
)  # fmt: skip
Read = Callable[[bytes], Sequence[str]]


def main() -> int:
    """Print three lines of figures; exit 1 without the extra or the fonts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--photos", type=int, default=60)
    options.add_argument("--seed", type=int, default=5)
    wanted = options.parse_args()
    if not is_installed() or not FONT_FOLDER.is_dir():
        print('missing: pip install "rightswatch[words]" and Debian\'s fonts-noto-cjk')
        return 1
    draw = random.Random(wanted.seed)  # noqa: S311 - pictures, no secrets
    photos = [drawn(draw) for _ in range(wanted.photos)]
    wordless = [drawn(draw, most_lines=0) for _ in range(wanted.photos // 2)]
    spent = {}
    for name, read in (("ours", ours()), ("rapidocr as it comes", theirs())):
        spent[name] = measured(name, read, photos, wordless)
    ratio = spent["rapidocr as it comes"] / spent["ours"]
    print(f"CPU of a picture, ours : rapidocr as it comes = 1 : {ratio:.2f}")
    market()
    return 0


def measured(
    name: str,
    read: Read,
    photos: Sequence[tuple[bytes, list[str]]],
    wordless: Sequence[tuple[bytes, list[str]]],
) -> float:
    """Print what one reader came to; gives CPU seconds of a picture, half of them wordless."""
    read(photos[0][0])
    right = {"zh": [0, 0], "en": [0, 0]}
    start = time.process_time()
    for pixels, lines in photos:
        found = {_bare(line) for line in read(pixels)}
        for line in lines:
            kind = "en" if line.isascii() else "zh"
            right[kind][0] += _bare(line) in found
            right[kind][1] += 1
    with_words = (time.process_time() - start) / len(photos)
    start = time.process_time()
    invented = sum(len(read(pixels)) for pixels, _ in wordless)
    without = (time.process_time() - start) / len(wordless)
    told = ", ".join(f"{kind} {n} of {of} lines right" for kind, (n, of) in right.items())
    total = sum(n for n, _ in right.values()) / sum(of for _, of in right.values())
    print(
        f"{name}: {len(photos)} photos: {told} ({total:.3f}); {with_words:.2f} s a photo with "
        f"words, {without:.2f} s without; {invented} lines invented on {len(wordless)} wordless",
        flush=True,
    )
    return (with_words + without) / 2


def ours() -> Read:
    """What the child does, in this process so that its CPU time is counted."""
    import json  # noqa: PLC0415 - one reader's own

    read = reader()
    return lambda pixels: [line[0] for line in json.loads(read(pixels))]


def theirs() -> Read:
    """Rapidocr with its own settings, one thread."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra

    engine = RapidOCR(
        params={
            "Global.log_level": "critical",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def read(pixels: bytes) -> Sequence[str]:
        array = np.ascontiguousarray(np.asarray(next(unpack(pixels)))[:, :, ::-1])
        return engine(array).txts or ()

    return read


def _bare(line: str) -> str:
    return "".join(line.split()).lower().replace("￥", "¥")


def drawn(draw: random.Random, most_lines: int = 4) -> tuple[bytes, list[str]]:
    """One photo as opened pixels, and the lines on it."""
    size = draw.choice(((800, 800), (900, 700), (640, 800), (1200, 900)))
    picture = ground(draw, size)
    goods(draw, picture)
    lines = draw.sample(LINES, draw.randint(1, most_lines)) if most_lines else []
    top = draw.randint(20, 80)
    for line in lines:
        height = draw.choice((30, 38, 48, 64, 84)) * size[0] // 900
        top += printed(draw, picture, line, height, top) + draw.randint(8, 40)
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=draw.choice((55, 70, 85)))
    return pack(decode(kept.getvalue())), lines


def ground(draw: random.Random, size: tuple[int, int]) -> Image.Image:
    """White as in shops, or a room out of focus."""
    if draw.random() < 0.4:
        return Image.new("RGB", size, (draw.randint(235, 255),) * 3)
    coarse = np.random.default_rng(draw.randrange(1 << 30)).integers(40, 230, (8, 8, 3), np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def goods(draw: random.Random, picture: Image.Image) -> None:
    """A shape with light and shade in the lower middle."""
    width, height = picture.size
    mask = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(mask)
    box = (width // 4, height * 2 // 5, width * 3 // 4, height * 19 // 20)
    getattr(pen, draw.choice(("ellipse", "rectangle")))(box, fill=255)
    light = np.linspace(90, 220, width)[None, :, None] * np.ones((height, 1, 3))
    tint = np.asarray([draw.uniform(0.3, 1.0) for _ in range(3)])
    shade = Image.fromarray((light * tint).astype(np.uint8))
    picture.paste(shade, mask=mask.filter(ImageFilter.GaussianBlur(2)))


def printed(draw: random.Random, picture: Image.Image, line: str, height: int, top: int) -> int:
    """Print a line; gives how far down it reaches from `top`."""
    weight = draw.choice(("Regular", "Bold"))
    font = ImageFont.truetype(str(FONT_FOLDER / f"NotoSansCJK-{weight}.ttc"), height)
    left, up, right, down = font.getbbox(line)
    if right - left > picture.width * 0.9:
        return printed(draw, picture, line, height * 3 // 4, top)
    layer = Image.new("RGBA", (int(right - left) + 40, int(down - up) + 30), (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    style = draw.choice(("label", "outline", "plain"))
    dark = tuple(draw.randint(0, 90) for _ in range(3))
    light = tuple(draw.randint(200, 255) for _ in range(3))
    if style == "label":
        pen.rectangle((0, 0, *layer.size), fill=(*light, 255))
        pen.text((20 - left, 12 - up), line, font=font, fill=(*dark, 255))
    else:
        pen.text(
            (20 - left, 12 - up), line, font=font, fill=(*dark, 255),
            stroke_width=3 if style == "outline" else 2, stroke_fill=(*light, 255),
        )  # fmt: skip
    turned = layer.rotate(draw.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True)
    place = draw.randint(0, max(0, picture.width - turned.width))
    picture.paste(turned, (place, top), turned)
    return turned.height


class _Counts:
    """Opens and reads nothing; counts what it is asked to read."""

    def __init__(self) -> None:
        self.asked = 0

    def open(self, content: bytes) -> OpenedPicture:
        return OpenedPicture(pixels=content)

    def lines(self, pixels: bytes) -> Sequence[WordsLine]:
        del pixels
        self.asked += 1
        return ()


def market(offers: int = 10_000) -> None:
    """On which share of a market's offers words are read."""
    for share in (0.01, 0.05, 0.2):
        counts, spent = _Counts(), 0
        desk = PictureDesk(counts, counts, WordTerms())
        for number in range(offers):
            digests = [hashlib.sha256(b"%d %d" % (number, n)).hexdigest() for n in range(2)]
            pictures = OpenedPictures(pixels={digest: digest.encode() for digest in digests})
            images = tuple(OfferedImage(url="", sha256=digest) for digest in digests)
            offer = Offer(
                listing=Listing(market="m", listing_id=str(number)), url="", images=images
            )
            before = counts.asked
            desk.words(offer, pictures, has_signal=number < share * offers)
            spent += counts.asked > before
        print(
            f"market with a signal on {share:.0%} of its offers: words are read on "
            f"{spent / offers:.1%} of them, {counts.asked / (2 * offers):.1%} of the pictures"
        )


if __name__ == "__main__":
    sys.exit(main())
