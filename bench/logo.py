"""Logos inside photos: share found per kind, ours beside pHash and PDQ, in one run.

    npm pack @iconify-json/logos@1.2.19 @iconify-json/skill-icons@1.2.4 \
        @iconify-json/devicon@1.2.68                   (each unpacked into a folder of its name)
    apt-get download gnome-backgrounds mate-backgrounds lomiri-wallpapers-16.04
                                                       (each unpacked into deb_<name>)
    pip install resvg-py
    .venv/bin/python bench/logo.py FOLDER [--marks 300] [--queries 300] [--others 1000]

Found (TPR) = the right mark is the top answer and stronger than what all but the allowed share of
other pictures (unregistered logos on photos, plain photos) reach against the whole gallery; that
share is 1 in 1,000 where there are as many, else no other picture may be as strong. "told" = the
right mark is the top answer above the matcher's own threshold. Time: process CPU ms per offered
picture, decoding included.
"""

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imagehash
import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.image import content  # noqa: E402 - the path comes first
from bench.logo_sets import PASTES, Logo, brand, encoded, ground, logos, photos, shown  # noqa: E402
from monitor.domain.asset import Asset, AssetKind, ReferenceImage  # noqa: E402
from rules.image.decode import decode  # noqa: E402
from rules.image.fingerprints import fingerprint  # noqa: E402
from rules.image.logo import STRENGTH, LogoIndex  # noqa: E402

Answer = list[tuple[int, float]]
Method = Callable[[Image.Image], Answer]


@dataclass(frozen=True)
class Query:
    """One offered picture; mark -1 = none of the registered."""

    kind: str
    mark: int
    picture: bytes


def ours(marks: Sequence[Image.Image]) -> Method:
    """Our matcher: the marks of which it sees a pose, by strength; no threshold."""
    kept = {hashlib.sha256(data).hexdigest(): data for data in map(content, marks)}
    assets = [
        Asset(
            id=str(number), kind=AssetKind.FIGURATIVE_MARK, holder_id="h",
            images=(ReferenceImage(path="drawn", sha256=key),),
        )
        for number, key in enumerate(kept)
    ]  # fmt: skip
    start = time.process_time()
    index = LogoIndex("bench", assets, kept)
    spent = (time.process_time() - start) * 1000 / len(marks)
    known = [int(asset.id) for asset, _ in index._owners]  # noqa: SLF001 - numbers of the prepared
    print(f"{len(known)} of {len(marks)} marks prepared, {spent:.0f} ms each", flush=True)

    def answer(picture: Image.Image) -> Answer:
        told = index.sights(picture, least=0.0)
        best = [(known[seen.owner], seen.sight.strength) for seen in told]
        return sorted(best, key=lambda entry: -entry[1])

    return answer


def phash(marks: Sequence[Image.Image]) -> Method:
    """imagehash.phash, 64 bits."""
    known = np.stack([imagehash.phash(picture).hash.flatten() for picture in marks])

    def answer(picture: Image.Image) -> Answer:
        apart = (known != imagehash.phash(picture).hash.flatten()).sum(axis=1)
        return [(int(mark), 1 - float(apart[mark]) / 64) for mark in np.argsort(apart)[:10]]

    return answer


def pdq(marks: Sequence[Image.Image]) -> Method:
    """PDQ, 256 bits, eight turns of the offered picture."""
    prints = [fingerprint(picture).pdq for picture in marks]
    known = np.stack([np.zeros(32, np.uint8) if p is None else p[0] for p in prints])

    def answer(picture: Image.Image) -> Answer:
        seen = fingerprint(picture).pdq
        if seen is None:
            return []
        apart = np.bitwise_count(seen[:, None] ^ known[None]).sum(axis=2).min(axis=0)
        return [(int(mark), 1 - float(apart[mark]) / 256) for mark in np.argsort(apart)[:10]]

    return answer


def queries(
    named: Sequence[tuple[str, Logo]], pool: Sequence[Image.Image], options: argparse.Namespace
) -> list[Query]:
    """Registered marks on photos, then other logos on photos and photos alone."""
    dice = random.Random(options.seed)  # noqa: S311 - pictures, not secrets
    kinds = list(PASTES)
    made = []
    for number in range(options.queries):
        kind, mark = kinds[number % len(kinds)], dice.randrange(len(named))
        picture = PASTES[kind](ground(pool, dice), named[mark][1], dice)
        made.append(Query(kind, mark, encoded(picture, dice)))
    brands = {brand(name) for name, _ in named}
    others = [
        picture
        for pack, count in (("skill-icons", 250), ("devicon", 500))
        for name, picture in logos(options.folder, pack, count, 7)
        if not any(known in brand(name) or brand(name) in known for known in brands)
    ]
    for number in range(options.others):
        picture = ground(pool, dice)
        if number % 4:
            stamp = others[dice.randrange(len(others))]
            picture = PASTES[kinds[dice.randrange(len(kinds))]](picture, stamp, dice)
        made.append(Query("other", -1, encoded(picture, dice)))
    dice.shuffle(made)
    return made


def report(name: str, seen: Sequence[tuple[Query, Answer]], spent: Sequence[float]) -> None:
    """One table of one method."""
    strengths = sorted((max((s for _, s in a), default=0.0) for q, a in seen if q.mark < 0))
    cut = strengths[-1 - len(strengths) // 1000]
    print(f"\n{name}: cut {cut:.3f}; strongest others "
          + " ".join(f"{strength:.2f}" for strength in strengths[:-9:-1]))  # fmt: skip
    for floor in (0.42, 0.5, 0.58, 0.65):
        print(f"  others from {floor}: {sum(s >= floor for s in strengths)}/{len(strengths)}")
    for kind in (*PASTES, "all"):
        mine = [(q, a) for q, a in seen if q.mark >= 0 and kind in (q.kind, "all")]
        top = [bool(a) and a[0][0] == q.mark for q, a in mine]
        ten = [any(mark == q.mark for mark, _ in a[:10]) for q, a in mine]
        rate = [right and a[0][1] > cut for right, (_, a) in zip(top, mine, strict=True)]
        told = [right and a[0][1] >= STRENGTH for right, (_, a) in zip(top, mine, strict=True)]
        print(f"  {kind:13} n {len(mine):3}  R@1 {np.mean(top):.2f}  R@10 {np.mean(ten):.2f}"
              f"  TPR {np.mean(rate):.2f}  told {np.mean(told):.2f}")  # fmt: skip
    middle, most = np.percentile(spent, [50, 95])
    print(f"  CPU ms: median {middle:.0f}, p95 {most:.0f}", flush=True)


def main() -> None:
    """Print one table a method."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--marks", type=int, default=300)
    asked.add_argument("--queries", type=int, default=300)
    asked.add_argument("--others", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--seconds", type=float, default=1e9, help="stop asking after so long")
    options = asked.parse_args()
    named = list(logos(options.folder, "logos", options.marks, 7))
    marks = [shown(picture) for _, picture in named]
    made = queries(named, photos(options.folder), options)
    print(f"{len(made)} pictures made", flush=True)
    methods = {"ours": ours(marks), "pHash 64": phash(marks), "PDQ x 8": pdq(marks)}
    until = time.monotonic() + options.seconds
    seen: dict[str, list[tuple[Query, Answer]]] = {name: [] for name in methods}
    spent: dict[str, list[float]] = {name: [] for name in methods}
    for query in made:
        if time.monotonic() > until:
            break
        for name, method in methods.items():
            start = time.process_time()
            answer = method(decode(query.picture)[0])
            spent[name].append((time.process_time() - start) * 1000)
            seen[name].append((query, answer))
    for name in methods:
        report(name, seen[name], spent[name])


if __name__ == "__main__":
    main()
