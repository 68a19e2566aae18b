"""Reference pictures: share found per change, ours beside imagehash's pHash, in one run.

    .venv/bin/python bench/image.py [--marks 120] [--others 400]

Marks, changes and other pictures are drawn (bench/drawing.py). Found = the right mark is the top
answer and its score is above what 1 in 200 other pictures reaches against the whole gallery. Time:
process CPU ms per offered picture, decoding included.
"""

import argparse
import hashlib
import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import imagehash
import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.drawing import CHANGES, mark, photo  # noqa: E402 - the path comes first
from monitor.domain.asset import Asset, AssetKind, ReferenceImage  # noqa: E402
from monitor.domain.listing import Listing, Offer, OfferedImage  # noqa: E402
from rules.image.matcher import ReferenceImageMatcher  # noqa: E402

Answer = tuple[int, float]
ONE_IN = 200


def content(picture: Image.Image) -> bytes:
    """PNG bytes."""
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def ours(marks: Sequence[Image.Image]) -> Callable[[bytes], Answer]:
    """Our matcher as a function: PNG -> (mark, score); (-1, 0) = nothing."""
    kept = {hashlib.sha256(data).hexdigest(): data for data in map(content, marks)}
    assets = [
        Asset(
            id=str(number), kind=AssetKind.FIGURATIVE_MARK, holder_id="h",
            images=(ReferenceImage(path="drawn", sha256=key),),
        )
        for number, key in enumerate(kept)
    ]  # fmt: skip
    index = ReferenceImageMatcher().prepare(assets, kept)

    def answer(data: bytes) -> Answer:
        key = hashlib.sha256(data).hexdigest()
        offer = Offer(
            listing=Listing(market="m", listing_id="1"),
            url="u",
            images=(OfferedImage(url="u", sha256=key),),
        )
        found = index.signals(offer, {key: data})
        best = max(found.items(), key=lambda entry: entry[1][0].score, default=None)
        return (-1, 0.0) if best is None else (int(best[0]), best[1][0].score)

    return answer


def theirs(marks: Sequence[Image.Image]) -> Callable[[bytes], Answer]:
    """imagehash.phash, 64 bits, nearest mark."""
    known = np.stack([imagehash.phash(picture).hash.flatten() for picture in marks])

    def answer(data: bytes) -> Answer:
        picture = Image.open(io.BytesIO(data))
        apart = (known != imagehash.phash(picture).hash.flatten()).sum(axis=1)
        best = int(apart.argmin())
        return best, 1.0 - float(apart[best]) / 64

    return answer


def main() -> None:
    """Print one table."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--marks", type=int, default=120)
    asked.add_argument("--others", type=int, default=400)
    options = asked.parse_args()
    marks = [mark(seed) for seed in range(options.marks)]
    others = [content(mark(100_000 + seed)) for seed in range(options.others // 2)]
    others += [content(photo(200_000 + seed)) for seed in range(options.others // 2)]
    methods = {"ours": ours(marks), "pHash 64": theirs(marks)}
    cuts, spent = {}, {}
    for name, method in methods.items():
        method(content(photo(1)))  # what is built at the first use is not a picture's cost
        start = time.process_time()
        scores = sorted((method(data)[1] for data in others), reverse=True)
        spent[name] = (time.process_time() - start) / len(others) * 1000
        cuts[name] = scores[len(others) // ONE_IN]
    print(f"{len(marks)} marks, {len(others)} other pictures, 1 false answer in {ONE_IN}")
    print("change           | " + " | ".join(f"{name:>8}" for name in methods))
    for change, apply in CHANGES.items():
        row = []
        for name, method in methods.items():
            answers = [method(content(apply(picture))) for picture in marks]
            right = [
                best == number and score > cuts[name]
                for number, (best, score) in enumerate(answers)
            ]
            row.append(f"{sum(right) / len(right):8.2f}")
        print(f"{change:16} | " + " | ".join(row))
    print("score cut        | " + " | ".join(f"{cuts[name]:8.3f}" for name in methods))
    print("ms a picture     | " + " | ".join(f"{spent[name]:8.1f}" for name in methods))


if __name__ == "__main__":
    main()
