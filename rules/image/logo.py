"""LogoInPhotoMatcher: a registered logo pasted into, or printed on what is shown by, a photo.

Whole-picture fingerprints find nothing there: the photo is another picture. Points of the photo
vote for marks (logo_votes), and each candidate must show its outlines in place (logo_pose).
"""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import cv2
import numpy as np
import structlog
from PIL import Image

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.errors import PictureUnreadable
from monitor.domain.listing import Offer
from monitor.domain.signal import Ground, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.image.decode import decode
from rules.image.keypoints import Grey, detect
from rules.image.logo_examples import examples
from rules.image.logo_marks import LogoMark, prepare_mark
from rules.image.logo_pose import Sight, corners_of, look_for
from rules.image.logo_votes import Votes

log = structlog.get_logger()

KINDS: Final = frozenset({AssetKind.FIGURATIVE_MARK, AssetKind.COMBINED_MARK})
OFFERED_PX: Final = 512
"""Longest side looked at; SIFT doubles it first, so a larger one costs four times as much."""
STRENGTH: Final = 0.5
"""From here a mark is told of: 1 of 330 other pictures got there against 300 marks (bench/logo)."""
PLAIN_STRENGTH: Final = 0.58
"""And of a mark with few points, which chance resembles more easily."""

_POINTS: Final = 900
_CANDIDATES: Final = 12
_FEW_POINTS: Final = 30
_CERTAIN: Final = 0.7  # strength at which further candidates are not looked at
_PICTURES: Final = 12  # of one offer
_KEPT: Final = 4096  # pictures remembered: the same bytes are looked at once


@dataclass(frozen=True, slots=True)
class LogoSeen:
    """One registered picture seen in an offered one.

    owner: its number in the index; box: left, top, right, bottom in per cent of the picture.
    """

    owner: int
    sight: Sight
    box: tuple[int, int, int, int]


class LogoInPhotoMatcher:
    """Finds logos inside photos, in their colours, inverted or in one, turned and tilted."""

    name: ClassVar[str] = "image.logo_in_photo/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the marks whose pictures are in `pictures`; plain ones are left to the hashes."""
        return LogoIndex(self.name, assets, pictures)

    def examples(self) -> Sequence[Example]:
        """A drawn mark on a drawn photo is found; another mark there is not."""
        return examples()


class LogoIndex:
    """Prepared marks. Built once, only read afterwards."""

    def __init__(self, matcher: str, assets: Sequence[Asset], pictures: Pictures) -> None:
        self._matcher = matcher
        self._owners: list[tuple[Asset, str]] = []
        self._marks: list[LogoMark] = []
        self._seen: OrderedDict[str, tuple[LogoSeen, ...]] = OrderedDict()
        for asset in assets:
            for image in asset.images if asset.kind in KINDS else ():
                mark = _registered(image.sha256, pictures.get(image.sha256))
                if mark is not None:
                    self._owners.append((asset, image.sha256))
                    self._marks.append(mark)
        self._votes = Votes(self._marks) if self._marks else None

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first. Pictures that cannot be read say nothing."""
        found: dict[str, list[Signal]] = defaultdict(list)
        named = [image.sha256 for image in offer.images if image.sha256 in pictures]
        for sha256 in list(dict.fromkeys(named))[:_PICTURES]:
            if sha256 is None or self._votes is None:
                continue
            best: dict[str, LogoSeen] = {}
            for seen in self._look(sha256, pictures[sha256]):
                best.setdefault(self._owners[seen.owner][0].id, seen)
            for asset, seen in best.items():
                found[asset].append(self._signal(seen, sha256))
        return {
            asset: tuple(sorted(signals, key=lambda signal: (-signal.score, signal.because)))
            for asset, signals in sorted(found.items())
        }

    def _look(self, sha256: str, content: bytes) -> tuple[LogoSeen, ...]:
        """Strongest first; the same bytes are looked at once."""
        known = self._seen.get(sha256)
        if known is None:
            try:
                sights = [seen for picture in decode(content) for seen in self.sights(picture)]
            except PictureUnreadable as error:
                log.info("picture.unreadable", sha256=sha256, because=str(error))
                sights = []
            sights.sort(key=lambda seen: (-seen.sight.strength, seen.owner))
            known = self._seen[sha256] = tuple(sights)
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return known

    def sights(self, picture: Image.Image, least: float | None = None) -> Sequence[LogoSeen]:
        """Marks in a decoded RGB picture, of at least `least` strength; None = the thresholds."""
        if self._votes is None:
            return ()
        grey = _grey(picture)
        offered = detect(grey, _POINTS)
        told: list[LogoSeen] = []
        for owner in self._votes.best(offered, _CANDIDATES):
            mark = self._marks[owner]
            sight = look_for(mark, offered, grey)
            floor = _floor(mark) if least is None else least
            if sight is None or sight.strength < floor:
                continue
            told.append(LogoSeen(owner, sight, _box(sight, mark, grey)))
            if sight.strength >= _CERTAIN:
                break
        return told

    def _signal(self, seen: LogoSeen, offered: str) -> Signal:
        asset, registered = self._owners[seen.owner]
        left, top, right, bottom = seen.box
        return Signal(
            matcher=self._matcher,
            ground=Ground.TRADEMARK_USE,
            channel="logo",
            score=round(min(seen.sight.strength, 0.99), 4),
            field="image",
            because=(
                f"offered picture {offered[:12]} shows, from {left} to {right} % across and "
                f"{top} to {bottom} % down, registered picture {registered[:12]} of "
                f"{asset.name!r}: {seen.sight.points} points match in place, and the outlines "
                f"agree to {max(0.0, seen.sight.likeness):.0%}"
            ),
            offered=offered,
            registered=registered,
        )


def _registered(sha256: str, content: bytes | None) -> LogoMark | None:
    if content is None:
        return None
    try:
        mark = prepare_mark(decode(content))
    except PictureUnreadable as error:
        log.warning("picture.unreadable", sha256=sha256, because=str(error))
        return None
    if mark is None:
        log.info("mark.too_plain", sha256=sha256, because="too few points to find it in photos")
    return mark


def _floor(mark: LogoMark) -> float:
    return PLAIN_STRENGTH if mark.plainness < _FEW_POINTS else STRENGTH


def _grey(picture: Image.Image) -> Grey:
    grey = np.asarray(picture.convert("L"), dtype=np.uint8)
    height, width = grey.shape
    scale = OFFERED_PX / max(height, width)
    if scale >= 1:
        return grey
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _box(sight: Sight, mark: LogoMark, grey: Grey) -> tuple[int, int, int, int]:
    height, width = grey.shape
    places = corners_of(sight.warp, mark.size) * np.array([100 / width, 100 / height])
    (left, top), (right, bottom) = places.min(axis=0), places.max(axis=0)
    sides = (max(0.0, left), max(0.0, top), min(100.0, right), min(100.0, bottom))
    return round(sides[0]), round(sides[1]), round(sides[2]), round(sides[3])
