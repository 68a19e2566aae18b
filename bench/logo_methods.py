"""Methods that bench/image.py asks: ours as the daemon runs it, and what the field has.

Each is made from the registered pictures and answers a picture's bytes with marks, best first.
"""

import hashlib
import io
from collections.abc import Callable, Sequence

import cv2
import imagehash
import numpy as np
import numpy.typing as npt
from PIL import Image

from monitor.domain.asset import Asset, AssetKind, ReferenceImage
from monitor.domain.listing import Listing, Offer, OfferedImage
from rules.image.decode import decode
from rules.image.fingerprints import fingerprint
from rules.image.logo import LogoInPhotoMatcher
from rules.image.matcher import ReferenceImageMatcher
from rules.image.memory import FingerprintMemory

Answer = list[tuple[int, float]]
Method = Callable[[bytes], Answer]

ASKED = 10
"""Marks that an answer names at most."""


def ours(marks: Sequence[Image.Image]) -> Method:
    """Our matchers as the daemon runs them: whole pictures, then logos in what is none of these.

    A logo's number is its strength, a whole picture's 1 + its score (a mark may have both).
    Candidates too weak for the daemon to tell of are named as well, as the other methods name
    theirs.
    """
    pngs = [_png(picture) for picture in marks]
    kept = {hashlib.sha256(content).hexdigest(): content for content in pngs}
    assets = [
        Asset(
            id=str(number), kind=AssetKind.FIGURATIVE_MARK, holder_id="h",
            images=(ReferenceImage(path="drawn", sha256=hashlib.sha256(content).hexdigest()),),
        )
        for number, content in enumerate(pngs)
    ]  # fmt: skip
    memory = FingerprintMemory()
    pictures = ReferenceImageMatcher(memory).prepare(assets, kept)
    logos = LogoInPhotoMatcher(memory).prepare(assets, kept)

    def answer(content: bytes) -> Answer:
        key = hashlib.sha256(content).hexdigest()
        offer = Offer(
            listing=Listing(market="m", listing_id="1"),
            url="u",
            images=(OfferedImage(url="u", sha256=key),),
        )
        whole = pictures.signals(offer, {key: content})
        told = [(int(asset), 1 + signals[0].score) for asset, signals in whole.items()]
        inside = logos.found(key, content, least=0.0)
        told += [(int(logos.owner_of(seen).id), seen.sight.strength) for seen in inside]
        return sorted(told, key=lambda entry: -entry[1])[: 2 * ASKED]

    return answer


def phash(marks: Sequence[Image.Image]) -> Method:
    """imagehash.phash, 64 bits."""
    known = np.stack([imagehash.phash(picture).hash.flatten() for picture in marks])

    def answer(content: bytes) -> Answer:
        own = imagehash.phash(decode(content)[0]).hash.flatten()
        return _nearest((known != own).sum(axis=1), 64)

    return answer


def pdq(marks: Sequence[Image.Image]) -> Method:
    """PDQ, 256 bits, eight turns of the offered picture."""
    prints = [fingerprint(picture).pdq for picture in marks]
    known = np.stack([np.zeros(32, np.uint8) if p is None else p[0] for p in prints])

    def answer(content: bytes) -> Answer:
        own = fingerprint(decode(content)[0]).pdq
        if own is None:
            return []
        return _nearest(np.bitwise_count(own[:, None] ^ known[None]).sum(axis=2).min(axis=0), 256)

    return answer


def sift(marks: Sequence[Image.Image]) -> Method:
    """OpenCV's SIFT, votes by its k-d trees, an affine by RANSAC for the first 12; inliers."""
    maker = cv2.SIFT.create(nfeatures=200)
    described = [maker.detectAndCompute(_grey(picture, 256), None) for picture in marks]
    empty = np.zeros((0, 128), np.float32)
    rows = [empty if found is None else found for _, found in described]
    owner = np.repeat(np.arange(len(rows)), [len(part) for part in rows])
    where = np.concatenate([
        np.array([p.pt for p in points], np.float32).reshape(-1, 2) for points, _ in described
    ])
    trees = cv2.FlannBasedMatcher({"algorithm": 1, "trees": 4}, {"checks": 64})
    trees.add([np.concatenate(rows)])
    trees.train()
    offered = cv2.SIFT.create(nfeatures=900)

    def answer(content: bytes) -> Answer:
        points, found = offered.detectAndCompute(_grey(decode(content)[0], 512), None)
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
            if warp is None or not np.isfinite(warp).all():
                continue
            if abs(np.linalg.det(warp[:, :2])) > 1e-3:
                told.append((int(mark), float(inside.sum())))
        return sorted(told, key=lambda entry: -entry[1])[:ASKED]

    return answer


METHODS: dict[str, Callable[[Sequence[Image.Image]], Method]] = {
    "ours": ours,
    "pHash 64": phash,
    "PDQ x 8": pdq,
    "SIFT + RANSAC": sift,
}


def _nearest(apart: npt.NDArray[np.int64], of: int) -> Answer:
    order = np.argsort(apart, kind="stable")[:ASKED]
    return [(int(mark), 1 - float(apart[mark]) / of) for mark in order]


def _png(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "PNG", compress_level=1)
    return kept.getvalue()


def _grey(picture: Image.Image, side_px: int) -> npt.NDArray[np.uint8]:
    small = picture.convert("L")
    small.thumbnail((side_px, side_px))
    return np.asarray(small, dtype=np.uint8)
