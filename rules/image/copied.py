"""CopiedPhotoMatcher: the holder's own photographs in offers of others, whole or in part.

Fingerprints find a photograph that is used whole (`matcher.py`). A crop, a banner, a collage or a
mirror image keeps the places of what it shows: they must agree in place, and then so must the light
of every pixel both pictures show. Another photograph of the same goods fails there.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import cv2
import numpy as np
import numpy.typing as npt
import structlog
from PIL import Image

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.errors import PictureUnreadable
from monitor.domain.listing import Offer
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.image.copied_examples import examples
from rules.image.photo_points import Agreement, Grey, PhotoPoints, agreement, detect, inner
from rules.pictures.decode import decode

log = structlog.get_logger()

KIND: Final = AssetKind.COPYRIGHT_WORK
REGISTERED_PX: Final = 400
OFFERED_PX: Final = 560
LEAST_POINTS: Final = 8
LEAST_LIKE: Final = 0.62
"""Correlation of light, 0..1, of all that both pictures show: `bench/copies.py` met no more than
this between different photographs of the same goods."""

_REGISTERED_POINTS: Final = 260
_OFFERED_POINTS: Final = 700
_CANDIDATES: Final = 4
_VOTE_LIKE: Final = 0.84
_LEAST_VOTES: Final = 6
_LEAST_SHOWN: Final = 0.1  # of the registered photograph
_PICTURES: Final = 12  # of one offer
_KEPT: Final = 4_096  # pictures remembered: the same bytes are looked at once


@dataclass(frozen=True, slots=True)
class _Photo:
    asset: Asset
    sha256: str
    points: PhotoPoints
    grey: Grey


@dataclass(frozen=True, slots=True)
class Copy:
    """A registered photograph found in an offered picture.

    shown: 0.0..1.0, how much of the photograph is there; like: -1.0..1.0, correlation of the light
    of what both show; box: left, top, right, bottom in per mille of the offered picture.
    """

    photo: int
    points: int
    shown: float
    like: float
    is_mirrored: bool
    box: tuple[int, int, int, int]

    @property
    def score(self) -> float:
        """0.62..0.99: likeness counts most, then how much is shown and in how many places."""
        sure = min(1.0, (self.points - LEAST_POINTS) / 40)
        return round(
            min(0.99, 0.62 + 0.22 * self.like + 0.07 * min(1.0, self.shown * 2) + 0.08 * sure), 4
        )


class CopiedPhotoMatcher:
    """Finds photographs used again: cropped, in a banner or collage, mirrored, re-encoded."""

    name: ClassVar[str] = "image.copied_photo/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the photographs of copyright works whose bytes are in `pictures`."""
        return CopiedPhotoIndex(self.name, assets, pictures)

    def examples(self) -> Sequence[Example]:
        """A drawn photograph is found cropped, mirrored and in a banner; another one is not."""
        return examples()


class CopiedPhotoIndex:
    """Prepared photographs. Built once, only read afterwards."""

    def __init__(self, matcher: str, assets: Sequence[Asset], pictures: Pictures) -> None:
        self._matcher = matcher
        self._photos = list(_prepared(assets, pictures))
        self._seen: OrderedDict[str, tuple[Copy, ...]] = OrderedDict()
        counts = [len(photo.points) for photo in self._photos]
        self._owner = np.repeat(np.arange(len(counts)), counts)
        if self._photos:
            self._rows = np.concatenate([photo.points.floats() for photo in self._photos])

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first. Pictures that cannot be read say nothing."""
        found: dict[str, list[Signal]] = defaultdict(list)
        digests = [image.sha256 for image in offer.images if image.sha256]
        for sha256 in list(dict.fromkeys(digests))[:_PICTURES]:
            content = pictures.get(sha256)
            if content is None or not self._photos:
                continue
            for copy in self._copies(sha256, content):
                signal = self._signal(copy, sha256)
                found[self._photos[copy.photo].asset.id].append(signal)
        return {
            asset: tuple(sorted(signals, key=lambda signal: (-signal.score, signal.because)))
            for asset, signals in sorted(found.items())
        }

    def copies(self, picture: Image.Image) -> Sequence[Copy]:
        """Registered photographs in a decoded RGB picture, surest first."""
        grey = _grey(picture, OFFERED_PX)
        points = detect(grey, _OFFERED_POINTS)
        found: list[Copy] = []
        for is_mirrored in (False, True):
            offered = points.mirrored() if is_mirrored else points
            shown = np.ascontiguousarray(grey[:, ::-1]) if is_mirrored else grey
            for number in self._candidates(offered):
                photo = self._photos[number]
                agreed = agreement(photo.points, offered, LEAST_POINTS)
                if agreed is None:
                    continue
                copy = _copy(number, photo, agreed, shown, is_mirrored=is_mirrored)
                if copy is not None and copy.like >= LEAST_LIKE:
                    found.append(copy)
        return sorted(found, key=lambda copy: (-copy.score, copy.photo))

    def owner_of(self, copy: Copy) -> Asset:
        """Whose photograph it is."""
        return self._photos[copy.photo].asset

    def _copies(self, sha256: str, content: bytes) -> tuple[Copy, ...]:
        known = self._seen.get(sha256)
        if known is None:
            try:
                known = tuple(self.copies(decode(content)[0]))
            except PictureUnreadable as error:
                log.info("picture.unreadable", sha256=sha256, because=str(error))
                known = ()
            self._seen[sha256] = known
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return known

    def _candidates(self, offered: PhotoPoints) -> list[int]:
        """Photographs that most points of the offered picture are like, best first."""
        if not len(offered) or not len(self._rows):
            return []
        like = inner(offered.floats(), self._rows)
        best = like.argmax(axis=1)
        sure = like[np.arange(len(best)), best] >= _VOTE_LIKE
        votes = np.bincount(self._owner[best[sure]], minlength=len(self._photos))
        order = np.argsort(-votes, kind="stable")[:_CANDIDATES]
        return [int(number) for number in order if votes[number] >= _LEAST_VOTES]

    def _signal(self, copy: Copy, offered: str) -> Signal:
        photo = self._photos[copy.photo]
        left, top, right, bottom = (side // 10 for side in copy.box)
        mirrored = "mirrored, " if copy.is_mirrored else ""
        return Signal(
            matcher=self._matcher,
            ground=Ground.COPYRIGHT_IMAGE,
            channel="photo",
            score=copy.score,
            field="images",
            because=(
                f"offered picture {offered[:12]} shows, from {left} to {right} % across and {top} "
                f"to {bottom} % down, {mirrored}{copy.shown:.0%} of photograph "
                f"{photo.sha256[:12]} of {photo.asset.name!r}: {copy.points} points match in "
                f"place, and the light agrees to {copy.like:.0%}"
            ),
            offered=offered,
            registered=photo.sha256,
            box=copy.box,
        )


def _prepared(assets: Sequence[Asset], pictures: Pictures) -> Iterator[_Photo]:
    for asset in assets:
        for image in asset.images if asset.kind is KIND else ():
            content = pictures.get(image.sha256)
            if content is None:
                continue
            try:
                grey = _grey(decode(content)[0], REGISTERED_PX)
            except PictureUnreadable as error:
                log.warning("picture.unreadable", sha256=image.sha256, because=str(error))
                continue
            points = detect(grey, _REGISTERED_POINTS)
            if len(points) < LEAST_POINTS:
                log.info("photo.too_plain", sha256=image.sha256, because="too few points")
                continue
            yield _Photo(asset, image.sha256, points, grey)


def _grey(picture: Image.Image, side_px: int) -> Grey:
    """Brightness, the longer side `side_px`; small ones grow, for their points to be seen."""
    scale = side_px / max(picture.size)
    size = (max(8, round(picture.width * scale)), max(8, round(picture.height * scale)))
    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return np.asarray(picture.resize(size, way).convert("L"), dtype=np.uint8)


def _copy(
    number: int,
    photo: _Photo,
    agreed: Agreement,
    shown: Grey,
    is_mirrored: bool,  # noqa: FBT001
) -> Copy | None:
    """Lay the offered picture over the registered one and compare what both show."""
    height, width = photo.grey.shape
    back = cv2.invertAffineTransform(agreed.warp)
    size = (width, height)
    laid = np.asarray(cv2.warpAffine(shown, back, size, flags=cv2.INTER_AREA), dtype=np.uint8)
    both = cv2.warpAffine(np.full_like(shown, 255), back, size, flags=cv2.INTER_NEAREST) > 0
    share = float(both.mean())
    if share < _LEAST_SHOWN:
        return None
    corners = cv2.transform(np.array([[[0, 0], [width, height]]], np.float32), agreed.warp)[0]
    return Copy(
        photo=number,
        points=agreed.points,
        shown=share,
        like=_like(photo.grey, laid, both),
        is_mirrored=is_mirrored,
        box=_box(corners, shown, is_mirrored=is_mirrored),
    )


def _like(ours: Grey, theirs: Grey, both: npt.NDArray[np.bool_]) -> float:
    """Correlation of light, the middle one of a grid of fields: a banner over one is no harm."""
    a, b = (
        np.asarray(cv2.GaussianBlur(one.astype(np.float32), (0, 0), 2.0), dtype=np.float32)
        for one in (ours, theirs)
    )
    height, width = a.shape
    told = []
    for top in range(0, height, height // 4 + 1):
        for left in range(0, width, width // 4 + 1):
            field = (slice(top, top + height // 4 + 1), slice(left, left + width // 4 + 1))
            seen = both[field]
            if seen.mean() < 0.5:
                continue
            x, y = a[field][seen], b[field][seen]
            if x.std() < 2.0 and y.std() < 2.0:
                continue  # plain in both: says nothing
            told.append(_correlation(x, y))
    return float(np.median(told)) if told else 0.0


def _correlation(x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> float:
    x, y = x - x.mean(), y - y.mean()
    length = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / length if length > 1e-3 else 0.0


def _box(
    corners: npt.NDArray[np.float32], shown: Grey, *, is_mirrored: bool
) -> tuple[int, int, int, int]:
    """Where the photograph lies in the offered picture as it is, in per mille."""
    height, width = shown.shape
    places = np.clip(corners / np.array([width, height]), 0, 1)
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    if is_mirrored:
        left, right = 1 - right, 1 - left
    return round(1000 * left), round(1000 * top), round(1000 * right), round(1000 * bottom)
