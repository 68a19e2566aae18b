"""The holder's photographs reused by others: share found per change: bench/copies.py [--photos N].

Photographs of things are made at run time (bench/solids.py), with words and clutter around them.
Queries: each change of each photograph. Others, in which nothing may be found: new photographs of
the same things in another light, turn and place (what a competitor who bought the goods would
take), and photographs of other things. Found = the right photograph on top, and above the score
that 1 in 100 of the others reaches. Beside ours in one run: PDQ in 8 orientations and imagehash's
pHash, whole picture. Milliseconds are CPU time of an offered picture, decoding left out.

Also measured: bits between fingerprints of different photographs, for the threshold of
`rules.image.likeness`.
"""

import argparse
import hashlib
import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import imagehash
import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.solids import look, photograph, thing
from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from rules.image.copied import CopiedPhotoIndex
from rules.image.likeness import SAME_BITS, distances, mark_of
from rules.image.pdq import luminance, pdq

Change = Callable[[Image.Image, random.Random], Image.Image]
Answer = tuple[int, float]


def main() -> int:
    """Print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--photos", type=int, default=60)
    options.add_argument("--others", type=int, default=240)
    wanted = options.parse_args()
    photos = [shot(number, number, turned=0) for number in range(wanted.photos)]
    again = wanted.others // 2
    others = [shot(n % wanted.photos, 10_000 + n, turned=4 + n % 9) for n in range(again)]
    others += [shot(20_000 + n, 20_000 + n, turned=0) for n in range(wanted.others - again)]
    table = {}
    for name, method in (("ours", ours), ("PDQ-8", pdq_8), ("pHash", p_hash)):
        answer = method(photos)
        start = time.process_time()
        false = sorted((answer(other)[1] for other in others), reverse=True)
        spent = (time.process_time() - start) / len(others)
        bar = false[max(1, len(others) // 100) - 1]
        table[name] = {change: share(photos, make, answer, bar) for change, make in CHANGES.items()}
        print(f"{name}: {1000 * spent:.0f} ms a picture; highest of the others {false[:4]}")
    print(f"{'change':<26}" + "".join(f"{name:>8}" for name in table))
    for change in CHANGES:
        print(f"{change:<26}" + "".join(f"{found[change]:8.2f}" for found in table.values()))
    print(f"{'all':<26}" + "".join(f"{np.mean(list(f.values())):8.2f}" for f in table.values()))
    near(photos, others)
    return 0


@cache
def shot(number: int, seed: int, turned: float) -> Image.Image:
    """A photograph of thing `number` with words and clutter in the scene."""
    seen = thing(number)
    sight = look(seen, 20 + 4 * turned, 14 + turned, 0.0, 0.5)
    picture = Image.open(io.BytesIO(photograph(seen, sight, seed))).convert("RGB")
    draw = random.Random(seed)  # noqa: S311 - pictures
    pen = ImageDraw.Draw(picture)
    for _ in range(14):
        x, y = draw.randrange(picture.width), draw.randrange(picture.height)
        size = draw.randint(6, 34)
        colour = tuple(draw.randint(20, 235) for _ in range(3))
        kind = draw.randrange(3)
        box = (x, y, x + size, y + draw.randint(6, 34))
        (pen.ellipse, pen.rectangle, pen.line)[kind](box, fill=colour)
    return encoded(picture, 88)


def encoded(picture: Image.Image, quality: int) -> Image.Image:
    """What is left after a JPEG."""
    kept = io.BytesIO()
    picture.convert("RGB").save(kept, "JPEG", quality=quality)
    return Image.open(io.BytesIO(kept.getvalue())).convert("RGB")


def _crop(share_kept: float) -> Change:
    def change(picture: Image.Image, draw: random.Random) -> Image.Image:
        width, height = (round(side * share_kept) for side in picture.size)
        left, top = draw.randint(0, picture.width - width), draw.randint(0, picture.height - height)
        return picture.crop((left, top, left + width, top + height))

    return change


def _banner(picture: Image.Image, draw: random.Random) -> Image.Image:
    shown = picture.copy()
    pen = ImageDraw.Draw(shown)
    width, height = shown.size
    pen.rectangle((0, height * 4 // 5, width, height), fill=(210, 20, 40))
    pen.rectangle((0, 0, width // 2, height // 9), fill=(250, 210, 0))
    for line in range(2):
        place = (20, height * (83 + 8 * line) // 100)
        pen.text(
            place, f"SALE {draw.randint(10, 90)}% OFF FREE SHIPPING", fill="white", font_size=40
        )
    return shown


def _collage(picture: Image.Image, draw: random.Random) -> Image.Image:
    whole = Image.new("RGB", (800, 800), "white")
    own = draw.randrange(4)
    for place in range(4):
        part = picture if place == own else shot(30_000 + draw.randrange(9), 1, 0)
        whole.paste(ImageOps.fit(part, (392, 392)), (408 * (place % 2), 408 * (place // 2)))
    return whole


def _in_page(picture: Image.Image, draw: random.Random) -> Image.Image:
    whole = Image.new("RGB", (900, 1200), tuple(draw.randint(150, 255) for _ in range(3)))
    small = picture.resize((picture.width // 2, picture.height // 2))
    whole.paste(small, (draw.randint(0, 400), draw.randint(0, 700)))
    return whole


def _coloured(picture: Image.Image, draw: random.Random) -> Image.Image:
    warm = ImageEnhance.Color(picture).enhance(draw.uniform(0.2, 1.8))
    return ImageEnhance.Contrast(ImageEnhance.Brightness(warm).enhance(1.15)).enhance(0.8)


def _tilted(picture: Image.Image, draw: random.Random) -> Image.Image:
    return picture.rotate(draw.uniform(4, 12), Image.Resampling.BICUBIC, fillcolor="white")


CHANGES: dict[str, Change] = {
    "as it is, JPEG 30": lambda picture, _: encoded(picture, 30),
    "240 px, JPEG 50": lambda picture, _: encoded(ImageOps.contain(picture, (240, 240)), 50),
    "mirrored": lambda picture, _: ImageOps.mirror(picture),
    "banner and words": _banner,
    "other colours": _coloured,
    "tilted": _tilted,
    "70 % of both sides": _crop(0.7),
    "50 % of both sides": _crop(0.5),
    "mirrored, 60 %": lambda picture, draw: ImageOps.mirror(_crop(0.6)(picture, draw)),
    "collage of four": _collage,
    "inside a page": _in_page,
    "stretched 1.3": lambda picture, _: picture.resize((
        round(picture.width * 1.3),
        picture.height,
    )),
}


def share(
    photos: Sequence[Image.Image], make: Change, answer: Callable[[Image.Image], Answer], bar: float
) -> float:
    """Of the photographs, changed: with the right one on top and above the bar."""
    found = 0
    for number, photo in enumerate(photos):
        draw = random.Random(number)  # noqa: S311 - pictures
        top, score = answer(encoded(make(photo, draw), 80))
        found += top == number and score > bar
    return found / len(photos)


def ours(photos: Sequence[Image.Image]) -> Callable[[Image.Image], Answer]:
    """Our matcher."""
    kept = {}
    assets = []
    for number, photo in enumerate(photos):
        file = io.BytesIO()
        photo.save(file, "PNG")
        sha256 = hashlib.sha256(file.getvalue()).hexdigest()
        kept[sha256] = file.getvalue()
        image = ReferenceImage(path="", sha256=sha256)
        assets.append(
            Asset(id=str(number), kind=AssetKind.COPYRIGHT_WORK, holder_id="h", images=(image,))
        )
    index = CopiedPhotoIndex("bench", assets, kept)

    def answer(picture: Image.Image) -> Answer:
        found = index.copies(picture)
        return (int(index.owner_of(found[0]).id), found[0].score) if found else (-1, 0.0)

    return answer


def _bits(picture: Image.Image) -> np.ndarray:
    return pdq(luminance(picture.resize((256, 256), Image.Resampling.BOX)))[0]


def pdq_8(photos: Sequence[Image.Image]) -> Callable[[Image.Image], Answer]:
    """PDQ, the offered side in eight orientations."""
    kept = np.stack([_bits(photo)[0] for photo in photos])

    def answer(picture: Image.Image) -> Answer:
        apart = np.bitwise_count(_bits(picture)[:, None] ^ kept[None]).sum(axis=2).min(axis=0)
        return int(apart.argmin()), 1 - float(apart.min()) / 256

    return answer


def p_hash(photos: Sequence[Image.Image]) -> Callable[[Image.Image], Answer]:
    """Imagehash's pHash, 64 bits."""
    kept = np.stack([imagehash.phash(photo).hash.ravel() for photo in photos])

    def answer(picture: Image.Image) -> Answer:
        apart = (kept != imagehash.phash(picture).hash.ravel()[None]).sum(axis=1)
        return int(apart.argmin()), 1 - float(apart.min()) / 64

    return answer


def near(photos: Sequence[Image.Image], others: Sequence[Image.Image]) -> None:
    """Bits between fingerprints of different photographs, and of one photograph encoded anew."""
    marks = [mark for picture in (*photos, *others) if (mark := mark_of(picture))]
    apart = np.concatenate([distances(mark, marks[n + 1 :]) for n, mark in enumerate(marks[:-1])])
    pairs = [(mark_of(photo), mark_of(encoded(photo.resize((300, 300)), 40))) for photo in photos]
    same = [int(distances(a, [b])[0]) for a, b in pairs if a and b]
    print(
        f"fingerprints of {len(marks)} different photographs: least {apart.min()} bits apart, "
        f"{(apart <= SAME_BITS).sum()} of {len(apart)} pairs within {SAME_BITS}; of one encoded "
        f"anew: most {max(same)}"
    )


if __name__ == "__main__":
    sys.exit(main())
