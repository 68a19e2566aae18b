"""LogoInPhotoMatcher: a registered logo pasted into, or printed on what is shown by, a photo.

Whole-picture fingerprints find nothing there: the photo is another picture. Points and even areas
of the photo vote for marks (logo_votes), and each candidate must show its outlines and its contour
in place (logo_pose, contours); so must what the fingerprints of the whole picture only hint at.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
import structlog
from PIL import Image

from monitor.domain.asset import Asset
from monitor.domain.errors import PictureUnreadable
from monitor.domain.listing import Offer
from monitor.domain.signal import Ground, Placement, Signal
from monitor.ports.matcher import Example, MatchIndex, Pictures
from rules.image.decode import decode
from rules.image.kept_marks import MARK, kept_or_made
from rules.image.logo_examples import examples
from rules.image.logo_marks import LogoMark, figure_box, prepare_mark
from rules.image.logo_pose import OFFERED_PX, Sight, View, corners_of, look_for, view
from rules.image.logo_votes import AreaVotes, Votes, whole_places
from rules.image.matcher import MARKS, SURE, ReferenceImageIndex
from rules.image.memory import FingerprintMemory
from rules.image.packed import Kept
from rules.image.tails import logo_score

log = structlog.get_logger()

STRENGTH: Final = 0.2
"""From here a mark is told of; 1 of 100 other pictures gets there (`rules.image.tails`)."""

_CANDIDATES: Final = 5  # by points
_ALIKE: Final = 3  # by fingerprints of the whole picture
_AREA_CANDIDATES: Final = 5
_PICTURES: Final = 12  # of one offer
_KEPT: Final = 4096  # pictures remembered: the same bytes are looked at once
_PAIRS_SHOWN: Final = 24


@dataclass(frozen=True, slots=True)
class LogoSeen:
    """One registered picture seen in an offered one.

    owner: its number in the index; placement: where it lies.
    """

    owner: int
    sight: Sight
    placement: Placement

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right, bottom in per cent of the picture."""
        across, down = (
            [min(1.0, max(0.0, place)) for place in places]
            for places in zip(*self.placement.corners, strict=True)
        )
        sides = (min(across), min(down), max(across), max(down))
        left, top, right, bottom = (round(100 * side) for side in sides)
        return left, top, right, bottom


class LogoInPhotoMatcher:
    """Finds logos inside photos, in their colours, inverted or in one, turned and tilted."""

    name: ClassVar[str] = "image.logo_in_photo/2"

    def __init__(self, memory: FingerprintMemory | None = None) -> None:
        """`memory` may be shared with other matchers of the same pictures."""
        self._memory = memory or FingerprintMemory()

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the marks whose pictures are in `pictures`; plain ones are left to the hashes."""
        return LogoIndex(self.name, assets, pictures, self._memory)

    def examples(self) -> Sequence[Example]:
        """A drawn mark on a drawn photo is found; another mark there is not."""
        return examples()


class LogoIndex:
    """Prepared marks. Built once, only read afterwards."""

    def __init__(
        self, matcher: str, assets: Sequence[Asset], pictures: Pictures, memory: FingerprintMemory
    ) -> None:
        self._matcher = matcher
        self._owners: list[tuple[Asset, str]] = []
        self._marks: list[LogoMark] = []
        self._seen: OrderedDict[str, tuple[LogoSeen, ...]] = OrderedDict()
        ours = [asset for asset in assets if asset.kind in MARKS]
        for asset in ours:
            for image in asset.images:
                mark = _registered(image.sha256, pictures.get(image.sha256), memory.kept)
                if mark is not None:
                    self._owners.append((asset, image.sha256))
                    self._marks.append(mark)
        self._numbers = {sha256: number for number, (_, sha256) in enumerate(self._owners)}
        self._whole = ReferenceImageIndex(matcher, ours, pictures, memory)
        self._points = Votes(self._marks) if self._marks else None
        self._areas = AreaVotes(self._marks) if self._marks else None

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> signals, strongest first. Pictures that cannot be read say nothing."""
        found: dict[str, list[Signal]] = defaultdict(list)
        named = [image.sha256 for image in offer.images if image.sha256 in pictures]
        for sha256 in list(dict.fromkeys(named))[:_PICTURES]:
            if sha256 is None or not self._marks:
                continue
            best: dict[str, LogoSeen] = {}
            for seen in self._look(sha256, pictures[sha256]):
                best.setdefault(self.owner_of(seen).id, seen)
            for asset, seen in best.items():
                found[asset].append(self._signal(seen, sha256))
        return {
            asset: tuple(sorted(signals, key=lambda signal: (-signal.score, signal.because)))
            for asset, signals in sorted(found.items())
        }

    def owner_of(self, seen: LogoSeen) -> Asset:
        """Whose mark it is."""
        return self._owners[seen.owner][0]

    def _look(self, sha256: str, content: bytes) -> tuple[LogoSeen, ...]:
        """Strongest first; the same bytes are looked at once."""
        known = self._seen.get(sha256)
        if known is None:
            known = self._seen[sha256] = self.found(sha256, content)
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return known

    def found(self, sha256: str, content: bytes, least: float = STRENGTH) -> tuple[LogoSeen, ...]:
        """Marks in one picture, of at least `least` strength, strongest first.

        A picture that is a registered one as a whole needs no search: its fingerprints tell it.
        """
        if self._whole.likeness(sha256, content) >= SURE:
            return ()
        try:
            opened = decode(content, side_px=OFFERED_PX)
        except PictureUnreadable as error:
            log.info("picture.unreadable", sha256=sha256, because=str(error))
            return ()
        near = self._whole.nearest(sha256, content)
        alike = [self._numbers[each] for each in near if each in self._numbers][:_ALIKE]
        sights = [seen for picture in opened for seen in self._sights(picture, alike, least)]
        sights.sort(key=lambda seen: (-seen.sight.strength, seen.owner))
        return tuple(sights)

    def _sights(
        self, picture: Image.Image, alike: Sequence[int], least: float
    ) -> Sequence[LogoSeen]:
        """alike: marks of which the whole picture may be a copy, to be asked for as well."""
        if self._points is None or self._areas is None:
            return ()
        offered = view(picture)
        places = self._areas.best(offered.areas, _AREA_CANDIDATES)
        figure = figure_box(picture) if alike else None
        for owner in alike:
            own = whole_places(self._marks[owner], offered.shape, figure)
            places[owner] = [*places.get(owner, ()), *own]
        by_points = self._points.best(offered.points, _CANDIDATES)
        told: list[LogoSeen] = []
        for owner in dict.fromkeys([*by_points, *places]):
            mark = self._marks[owner]
            sight = look_for(mark, offered, places.get(owner, ()))
            if sight is not None and sight.strength >= least:
                told.append(LogoSeen(owner, sight, _placed(sight, mark, offered)))
        return told

    def _signal(self, seen: LogoSeen, offered: str) -> Signal:
        asset, registered = self._owners[seen.owner]
        left, top, right, bottom = seen.box
        return Signal(
            matcher=self._matcher,
            ground=Ground.TRADEMARK_USE,
            channel="logo",
            score=logo_score(seen.sight.strength),
            field="image",
            because=(
                f"offered picture {offered[:12]} shows, from {left} to {right} % across and "
                f"{top} to {bottom} % down, registered picture {registered[:12]} of "
                f"{asset.name!r}: {seen.sight.points} points match in place, and the outlines "
                f"agree to {max(0.0, seen.sight.likeness):.0%}"
            ),
            offered=offered,
            registered=registered,
            placement=seen.placement,
        )


def _registered(sha256: str, content: bytes | None, kept: Kept | None) -> LogoMark | None:
    if content is None:
        return None
    try:
        mark = kept_or_made(kept, MARK, sha256, lambda: prepare_mark(decode(content)))
    except PictureUnreadable as error:
        log.warning("picture.unreadable", sha256=sha256, because=str(error))
        return None
    if mark is None:
        log.info("mark.too_plain", sha256=sha256, because="too few points to find it in photos")
    return mark


def _placed(sight: Sight, mark: LogoMark, offered: View) -> Placement:
    height, width = offered.shape
    whole = np.array([width, height], dtype=np.float32)
    corners = corners_of(sight.warp, mark.size) / whole
    ours = sight.pairs[:_PAIRS_SHOWN, 0] / np.array(mark.size, dtype=np.float32)
    pairs = np.concatenate([ours, sight.pairs[:_PAIRS_SHOWN, 1] / whole], axis=1)
    return Placement(
        corners=tuple((round(float(x), 4), round(float(y), 4)) for x, y in corners),
        pairs=tuple(
            (round(float(a), 4), round(float(b), 4), round(float(c), 4), round(float(d), 4))
            for a, b, c, d in pairs
        ),
        figure=mark.figure,
    )
