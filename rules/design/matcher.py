"""DesignMatcher: registered views of a design against the pictures of an offer.

The outcome is a record for a person, view by view, in the terms of the overall visual effect: how
much of the outline and of the inner lines agrees, how much of what the offer shows stands in the
view, and which views no picture shows. It accuses nobody.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
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
from rules.design.align import Likeness, likeness
from rules.design.examples import examples
from rules.design.plainness import plainness
from rules.design.search import Windows, windows
from rules.design.strokes import Floats
from rules.design.views import View, prepare_view
from rules.pictures.decode import decode, is_blank

log = structlog.get_logger()

KIND: Final = AssetKind.DESIGN
OFFERED_PX: Final = 640
STRENGTH: Final = 1.42
"""From here a view is told of: `bench/design.py`, share of other goods that reach it."""
MOST_STRENGTH: Final = 2.0

_AS_NEAR: Final = 0.08  # strengths this close are equal: a prior design so near is a defence
_BESIDE: Final = 1.3  # from here a further view of a design that is told of is told of too
_CANDIDATES: Final = 12  # views looked at line by line, of one picture
_PICTURES: Final = 6  # of one offer
_KEPT: Final = 4_096  # pictures remembered: the same bytes are looked at once


@dataclass(frozen=True, slots=True)
class _Registered:
    """One view that can be compared. number: from 1, in the order registered.

    is_prior: it is of a design known before the asset's own, and accuses nobody.
    """

    asset: Asset
    number: int
    sha256: str
    view: View
    plainness: float
    is_prior: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """One view in one offered picture.

    strength: -1.0..2.5; box: left, top, right, bottom in per mille of the picture.
    """

    view: int
    strength: float
    likeness: Likeness
    box: tuple[int, int, int, int]


class DesignMatcher:
    """Finds registered views, drawn or photographed, in photographs of goods."""

    name: ClassVar[str] = "design.views/1"

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Index the views of designs whose bytes are in `pictures`."""
        return DesignIndex(self.name, assets, pictures)

    def examples(self) -> Sequence[Example]:
        """A drawn jug is found in a shaded picture of it; a picture of a chair is not."""
        return examples()


class DesignIndex:
    """Prepared views. Built once, only read afterwards."""

    def __init__(self, matcher: str, assets: Sequence[Asset], pictures: Pictures) -> None:
        self._matcher = matcher
        self._views = [view for asset in assets for view in _prepared(asset, pictures)]
        self._seen: OrderedDict[str, tuple[Seen, ...]] = OrderedDict()
        if self._views:
            self._rows = np.stack([registered.view.row for registered in self._views])

    def signals(self, offer: Offer, pictures: Pictures) -> Mapping[str, Sequence[Signal]]:
        """Asset id -> one signal for each view that a picture shows, strongest first.

        Cost: 0.3 s of CPU a picture, and 10 ms for each view that is looked at line by line.
        """
        best: dict[int, tuple[Seen, str]] = {}
        prior: dict[tuple[str, str], Seen] = {}
        for seen, sha256 in self._shown(offer, pictures):
            registered = self._views[seen.view]
            if registered.is_prior:
                prior.setdefault((registered.asset.id, sha256), seen)  # the strongest first
            elif seen.view not in best or seen.strength > best[seen.view][0].strength:
                best[seen.view] = (seen, sha256)
        found: dict[str, list[tuple[Seen, str]]] = defaultdict(list)
        for seen, sha256 in best.values():
            found[self.asset_of(seen).id].append((seen, sha256))
        return {
            asset: tuple(self._told(views, prior))
            for asset, views in sorted(found.items())
            if max(seen.strength for seen, _ in views) >= STRENGTH
        }

    def _shown(self, offer: Offer, pictures: Pictures) -> Iterator[tuple[Seen, str]]:
        """Views that the offer's pictures show, with the picture's digest."""
        digests = dict.fromkeys(image.sha256 for image in offer.images if image.sha256)
        for sha256 in list(digests)[:_PICTURES]:
            content = pictures.get(sha256)
            if content is not None and self._views:
                yield from ((seen, sha256) for seen in self._described(sha256, content))

    def seen(self, picture: Image.Image) -> Sequence[Seen]:
        """Views in a decoded RGB picture, strongest first: the nearest dozen, however far."""
        if not self._views:
            return ()
        best = np.full(len(self._views), -1.0, dtype=np.float32)
        where: list[tuple[Windows, int] | None] = [None] * len(self._views)
        for sized in windows(picture):
            like = _inner(sized.rows, self._rows)
            top = like.argmax(axis=0)
            near = like[top, np.arange(len(top))]
            for view in np.nonzero(near > best)[0]:
                best[view], where[view] = near[view], (sized, int(top[view]))
        order = np.argsort(-best, kind="stable")[:_CANDIDATES]
        found = [
            self._laid(int(view), float(best[view]), place[0], place[1], picture.size)
            for view in order
            if (place := where[view]) is not None
        ]
        return sorted(found, key=lambda seen: (-seen.strength, seen.view))

    def asset_of(self, seen: Seen) -> Asset:
        """Whose view it is."""
        return self._views[seen.view].asset

    def _laid(
        self, view: int, near: float, sized: Windows, window: int, size: tuple[int, int]
    ) -> Seen:
        registered = self._views[view]
        like = likeness(registered.view, sized.frame(window))
        strength = near + like.whole + 0.5 * like.shared - 0.5 * registered.plainness
        return Seen(view, strength, like, sized.box(window, size))

    def _described(self, sha256: str, content: bytes) -> tuple[Seen, ...]:
        known = self._seen.get(sha256)
        if known is None:
            try:
                picture = decode(content, side_px=OFFERED_PX)[0]
                near = () if is_blank(picture) else self.seen(picture)
                known = tuple(seen for seen in near if seen.strength >= _BESIDE)
            except PictureUnreadable as error:
                log.info("picture.unreadable", sha256=sha256, because=str(error))
                known = ()
            self._seen[sha256] = known
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return known

    def _told(
        self, views: Sequence[tuple[Seen, str]], prior: Mapping[tuple[str, str], Seen]
    ) -> Iterator[Signal]:
        ordered = sorted(views, key=lambda pair: (-pair[0].strength, pair[0].view))
        for seen, sha256 in ordered:
            registered = self._views[seen.view]
            known = prior.get((registered.asset.id, sha256))
            is_known = known is not None and known.strength >= seen.strength - _AS_NEAR
            yield Signal(
                matcher=self._matcher,
                ground=Ground.DESIGN,
                channel="known_before" if is_known else "view",
                score=_score(seen.strength),
                field="images",
                because=_record(registered, seen, sha256),
                offered=sha256,
                registered=registered.sha256,
                box=seen.box,
            )


def _inner(ours: Floats, theirs: Floats) -> Floats:
    """(n, d) and (m, d) -> (n, m) inner products, without waking threads."""
    none = np.empty((0, 0), dtype=np.float32)
    both = cv2.gemm(ours, theirs, 1.0, none, 0.0, flags=cv2.GEMM_2_T)
    return np.asarray(both, dtype=np.float32)


def _prepared(asset: Asset, pictures: Pictures) -> Iterator[_Registered]:
    own = [(number, image, False) for number, image in enumerate(asset.images, start=1)]
    known = [(number, image, True) for number, image in enumerate(asset.prior_designs, start=1)]
    for number, image, is_prior in (*own, *known) if asset.kind is KIND else ():
        content = pictures.get(image.sha256)
        if content is None:
            continue
        try:
            view = prepare_view(decode(content)[0])
        except PictureUnreadable as error:
            log.warning("picture.unreadable", sha256=image.sha256, because=str(error))
            continue
        if view is None:
            log.info("view.too_plain", sha256=image.sha256, because="too few lines to compare")
            continue
        yield _Registered(asset, number, image.sha256, view, plainness(view.row), is_prior)


def _score(strength: float) -> float:
    """0.5 where a view is first told of, 0.99 where nothing is missing."""
    share = (strength - STRENGTH) / (MOST_STRENGTH - STRENGTH)
    return round(min(0.99, max(0.0, 0.5 + 0.49 * share)), 4)


def _record(registered: _Registered, seen: Seen, offered: str) -> str:
    """One view in the terms of the overall visual effect."""
    left, top, right, bottom = (side // 10 for side in seen.box)
    like = seen.likeness
    outline = "–" if like.outline is None else f"{like.outline:.0%}"
    inner = "–" if like.inner is None else f"{like.inner:.0%}"
    return (
        f"offered picture {offered[:12]} shows, from {left} to {right} % across and {top} to "
        f"{bottom} % down, view {registered.number} of {len(registered.asset.images)} of design "
        f"{registered.asset.name!r}: outline {outline}, inner lines {inner}, and of what is shown "
        f"there {like.shared:.0%} stands in the view"
    )
