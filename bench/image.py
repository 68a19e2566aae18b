"""Registered logos in offered pictures: ours, pHash, PDQ and SIFT with RANSAC, in one run.

    .venv/bin/python bench/image.py [--folder F] [--marks 800] [--queries 2000] [--others 5000]
                                    [--sift-every 10] [--seconds S]

Marks, other logos and photographs come from packages that are fetched once into the folder
(bench/logo_sets.py names them) and are drawn at run time; nothing of them is kept in the project.
Queries are changes of registered marks (bench/logo_changes.py; those with * are unseen). Others are
photographs, and logos of brands that are not registered, shown and pasted in the same ways.

R@1, R@10: the right mark is first, among the first ten. TPR: it is first, and above the score that
1 in 1,000 of the others reaches against the whole gallery. Time: CPU ms of this process a picture,
from bytes to answer. SIFT + RANSAC is asked every n-th picture alone, being the slowest: its rates
and its cut are of those. `--seconds` stops after so long; the table says how many were asked.
"""

import argparse
import hashlib
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import imagehash
import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.logo_changes import CHANGES, Scene  # noqa: E402 - the path comes first
from bench.logo_sets import Logo, encoded, fetched, ground, logos, others, photos, shown  # noqa: E402
from monitor.domain.asset import Asset, AssetKind, ReferenceImage  # noqa: E402
from monitor.domain.listing import Listing, Offer, OfferedImage  # noqa: E402
from rules.image.decode import decode  # noqa: E402
from rules.image.fingerprints import fingerprint  # noqa: E402
from rules.image.logo import LogoInPhotoMatcher  # noqa: E402
from rules.image.matcher import ReferenceImageMatcher  # noqa: E402
from rules.image.memory import FingerprintMemory  # noqa: E402

Answer = list[tuple[int, float]]
Method = Callable[[bytes], Answer]
ONE_IN = 1000


@dataclass(frozen=True)
class Query:
    """One offered picture; mark -1 = none of the registered."""

    group: str
    change: str
    mark: int
    picture: bytes


@dataclass
class Asked:
    """What one method answered, and what each answer cost in ms."""

    seen: list[tuple[Query, Answer]] = field(default_factory=list)
    spent: list[float] = field(default_factory=list)


def content(picture: Image.Image) -> bytes:
    """PNG bytes."""
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()


def ours(marks: Sequence[Image.Image]) -> Method:
    """Our matchers as the daemon runs them: whole pictures, then logos; the better score counts."""
    pngs = [content(picture) for picture in marks]
    kept = {hashlib.sha256(data).hexdigest(): data for data in pngs}
    assets = [
        Asset(
            id=str(number), kind=AssetKind.FIGURATIVE_MARK, holder_id="h",
            images=(ReferenceImage(path="drawn", sha256=hashlib.sha256(data).hexdigest()),),
        )
        for number, data in enumerate(pngs)
    ]  # fmt: skip
    memory = FingerprintMemory()
    start = time.process_time()
    indexes = [
        matcher.prepare(assets, kept)
        for matcher in (ReferenceImageMatcher(memory), LogoInPhotoMatcher(memory))
    ]
    spent = (time.process_time() - start) * 1000 / len(marks)
    print(f"{len(marks)} marks prepared, {spent:.0f} ms each", flush=True)

    def answer(data: bytes) -> Answer:
        key = hashlib.sha256(data).hexdigest()
        offer = Offer(
            listing=Listing(market="m", listing_id="1"),
            url="u",
            images=(OfferedImage(url="u", sha256=key),),
        )
        best: dict[int, float] = {}
        for index in indexes:
            for asset, signals in index.signals(offer, {key: data}).items():
                best[int(asset)] = max(best.get(int(asset), 0.0), signals[0].score)
        return sorted(best.items(), key=lambda entry: -entry[1])

    return answer


def phash(marks: Sequence[Image.Image]) -> Method:
    """imagehash.phash, 64 bits."""
    known = np.stack([imagehash.phash(picture).hash.flatten() for picture in marks])

    def answer(data: bytes) -> Answer:
        own = imagehash.phash(decode(data)[0]).hash.flatten()
        apart = (known != own).sum(axis=1)
        return [(int(mark), 1 - float(apart[mark]) / 64) for mark in np.argsort(apart)[:10]]

    return answer


def pdq(marks: Sequence[Image.Image]) -> Method:
    """PDQ, 256 bits, eight turns of the offered picture."""
    prints = [fingerprint(picture).pdq for picture in marks]
    known = np.stack([np.zeros(32, np.uint8) if p is None else p[0] for p in prints])

    def answer(data: bytes) -> Answer:
        own = fingerprint(decode(data)[0]).pdq
        if own is None:
            return []
        apart = np.bitwise_count(own[:, None] ^ known[None]).sum(axis=2).min(axis=0)
        return [(int(mark), 1 - float(apart[mark]) / 256) for mark in np.argsort(apart)[:10]]

    return answer


def sift(marks: Sequence[Image.Image]) -> Method:
    """OpenCV's SIFT, votes by its k-d trees, an affine by RANSAC for the first 12; inliers."""
    maker = cv2.SIFT.create(nfeatures=200)
    described = [maker.detectAndCompute(_grey(picture, 256), None) for picture in marks]
    empty = np.zeros((0, 128), np.float32)
    rows = [empty if found is None else found for _, found in described]
    owner = np.repeat(np.arange(len(rows)), [len(part) for part in rows])
    places = [
        np.array([p.pt for p in points], np.float32).reshape(-1, 2) for points, _ in described
    ]
    where = np.concatenate(places)
    trees = cv2.FlannBasedMatcher({"algorithm": 1, "trees": 4}, {"checks": 64})
    trees.add([np.concatenate(rows)])
    trees.train()
    offered = cv2.SIFT.create(nfeatures=900)

    def answer(data: bytes) -> Answer:
        points, found = offered.detectAndCompute(_grey(decode(data)[0], 512), None)
        if found is None or len(found) < 4:
            return []
        pairs = [pair[0] for pair in trees.knnMatch(found, 2) if len(pair) == 2
                 and pair[0].distance < 0.9 * pair[1].distance]  # fmt: skip
        ours = np.array([pair.trainIdx for pair in pairs], dtype=np.int64)
        theirs = np.array([points[pair.queryIdx].pt for pair in pairs], np.float32).reshape(-1, 2)
        votes = np.bincount(owner[ours], minlength=len(rows))
        told: Answer = []
        for mark in np.argsort(-votes, kind="stable")[:12]:
            own = owner[ours] == mark
            if own.sum() < 3:
                continue
            warp, inside = cv2.estimateAffine2D(where[ours[own]], theirs[own])
            if warp is not None and abs(np.linalg.det(warp[:, :2])) > 1e-3:
                told.append((int(mark), float(inside.sum())))
        return sorted(told, key=lambda entry: -entry[1])

    return answer


def _grey(picture: Image.Image, side_px: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    small = picture.convert("L")
    small.thumbnail((side_px, side_px))
    return np.asarray(small, dtype=np.uint8)


def queries(
    registered: Sequence[tuple[Logo, Image.Image]],
    pool: Sequence[Image.Image],
    options: argparse.Namespace,
) -> Iterator[Query]:
    """Changes of registered marks, each as often as the others."""
    dice = random.Random(options.seed)  # noqa: S311 - pictures, not secrets
    ways = [(group, name) for group, changes in CHANGES.items() for name in changes]
    for number in range(options.queries):
        group, name = ways[number % len(ways)]
        mark = dice.randrange(len(registered))
        logo, whole = registered[mark]
        made = CHANGES[group][name](Scene(logo, whole, ground(pool, dice), dice))
        yield Query(group, name, mark, encoded(made, dice))


def strangers(
    unknown: Sequence[Logo], pool: Sequence[Image.Image], options: argparse.Namespace
) -> Iterator[Query]:
    """Pictures without a registered mark: 3 of 10 photographs alone, 3 logos whole, 4 pasted."""
    dice = random.Random(options.seed + 1)  # noqa: S311
    names = {group: list(changes) for group, changes in CHANGES.items()}
    for number in range(options.others):
        photo = ground(pool, dice)
        if number % 10 >= 3:
            group = "whole" if number % 10 < 6 else "pasted"
            logo = unknown[dice.randrange(len(unknown))]
            name = names[group][dice.randrange(len(names[group]))]
            photo = CHANGES[group][name](Scene(logo, shown(logo), photo, dice))
        yield Query("other", "other", -1, encoded(photo, dice))


def report(name: str, asked: Asked) -> None:
    """One table of one method."""
    strengths = sorted(max((s for _, s in a), default=0.0) for q, a in asked.seen if q.mark < 0)
    mine = [(q, a) for q, a in asked.seen if q.mark >= 0]
    if not strengths or not mine:
        return
    cut = strengths[-1 - len(strengths) // ONE_IN]
    top = " ".join(f"{strength:.3f}" for strength in strengths[:-9:-1])
    print(
        f"\n{name}: {len(mine)} queries, {len(strengths)} others; cut {cut:.3f};"
        f" highest others {top}"
    )
    rows = [(group, change) for group, changes in CHANGES.items() for change in ("", *changes)]
    for group, change in rows:
        own = [(q, a) for q, a in mine if q.group == group and change in ("", q.change)]
        if not own:
            continue
        first = [bool(a) and a[0][0] == q.mark for q, a in own]
        ten = [any(mark == q.mark for mark, _ in a[:10]) for q, a in own]
        above = [right and a[0][1] > cut for right, (_, a) in zip(first, own, strict=True)]
        label = f"  {change}" if change else group.upper()
        print(f"  {label:18} n {len(own):4}  R@1 {np.mean(first):.2f}  R@10 {np.mean(ten):.2f}"
              f"  TPR {np.mean(above):.2f}")  # fmt: skip
    middle, most = np.percentile(asked.spent, [50, 95])
    print(f"  CPU ms a picture: median {middle:.0f}, p95 {most:.0f}", flush=True)


def main() -> None:
    """Print one table a method."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()) / "rightswatch-logos"
    )
    asked.add_argument("--marks", type=int, default=800)
    asked.add_argument("--queries", type=int, default=2028)
    asked.add_argument("--others", type=int, default=5000)
    asked.add_argument("--sift-every", type=int, default=10)
    asked.add_argument("--seed", type=int, default=17)
    asked.add_argument("--seconds", type=float, default=1e9, help="stop asking after so long")
    options = asked.parse_args()
    fetched(options.folder)
    named = list(logos(options.folder, "logos", options.marks, 7))
    registered = [(logo, shown(logo)) for _, logo in named]
    unknown = others(options.folder, [name for name, _ in named])
    pool = photos(options.folder)
    print(f"{len(named)} marks, {len(unknown)} other logos, {len(pool)} photographs", flush=True)
    marks = [whole for _, whole in registered]
    methods = {"ours": ours(marks), "pHash 64": phash(marks), "PDQ x 8": pdq(marks),
               "SIFT + RANSAC": sift(marks)}  # fmt: skip
    answers = {name: Asked() for name in methods}
    until = time.monotonic() + options.seconds
    streams = [queries(registered, pool, options), strangers(unknown, pool, options)]
    turn = random.Random(3)  # noqa: S311 - so that a run cut short has both kinds
    number = 0
    while streams and time.monotonic() < until:
        stream = streams[turn.random() < options.others / (options.others + options.queries)
                         if len(streams) > 1 else 0]  # fmt: skip
        query = next(stream, None)
        if query is None:
            streams.remove(stream)
            continue
        number += 1
        for name, method in methods.items():
            if name == "SIFT + RANSAC" and number % options.sift_every:
                continue
            start = time.process_time()
            answer = method(query.picture)
            answers[name].spent.append((time.process_time() - start) * 1000)
            answers[name].seen.append((query, answer))
    for name, told in answers.items():
        report(name, told)


if __name__ == "__main__":
    main()
