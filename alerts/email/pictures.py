"""Pictures of a mail: which registered one stands beside which offered one, small and bounded.

Layer: alerts.
Flow: CaseStory -> pairs of inline pictures -> templates (cid:) and MIME parts.
"""

import hashlib
from dataclasses import dataclass, field

from alerts.email.drawing import drawn, has_drawing
from alerts.email.thumbnails import Thumbnail, thumbnail
from monitor.domain.alert import CaseStory, Picture
from monitor.domain.errors import PictureUnreadable
from monitor.domain.signal import Signal

PICTURES_A_MAIL = 10
PAIRS_A_CASE = 3
TRIED_A_SIDE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinePicture:
    """One thumbnail of this mail. cid: Content-ID without the angle brackets."""

    cid: str
    name: str
    thumbnail: Thumbnail


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePair:
    """What stands side by side; None = there is none, or it could not be read."""

    registered: InlinePicture | None
    offered: InlinePicture | None


@dataclass(slots=True, kw_only=True)
class Album:
    """Every picture of one mail, each once, at most ten.

    key: the letter's key; Content-IDs are made from it and the picture, so they repeat.
    """

    key: str
    instance: str
    used: dict[str, InlinePicture] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)

    def pairs(self, story: CaseStory, most: int = PAIRS_A_CASE) -> tuple[PicturePair, ...]:
        """Side-by-side pairs of a case, most telling first, as long as there is room."""
        pairs: list[PicturePair] = []
        for registered, offered, signal in _measured(story)[:most]:
            pair = self._side_by_side(registered, offered, signal)
            if (pair.registered or pair.offered) and pair not in pairs:
                pairs.append(pair)
        if pairs or not most:
            return tuple(pairs)
        first = PicturePair(
            registered=self._first_readable(story.registered),
            offered=self._first_readable(story.offered),
        )
        return (first,) if first.registered or first.offered else ()

    def left_out(self, story: CaseStory) -> int:
        """How many of this case's pictures were tried and could not be read safely."""
        return len({p.sha256 for p in (*story.offered, *story.registered)} & self.unreadable)

    def _first_readable(self, pictures: tuple[Picture, ...]) -> InlinePicture | None:
        tried = (self._inline(picture) for picture in pictures[:TRIED_A_SIDE])
        return next((inline for inline in tried if inline), None)

    def _side_by_side(self, registered: Picture, offered: Picture, signal: Signal) -> PicturePair:
        """Both, with what the signal found drawn over them where it says."""
        small = self._small(registered), self._small(offered)
        ours, theirs = small
        if ours is None or theirs is None or not has_drawing(signal):
            return PicturePair(registered=self._inline(registered), offered=self._inline(offered))
        one, other = drawn(ours, theirs, signal)
        both = f"{registered.sha256} {offered.sha256}"
        return PicturePair(
            registered=self._kept(f"{both} registered", one),
            offered=self._kept(f"{both} offered", other),
        )

    def _inline(self, picture: Picture | None) -> InlinePicture | None:
        small = self._small(picture) if picture else None
        return self._kept(picture.sha256, small) if picture and small else None

    def _small(self, picture: Picture) -> Thumbnail | None:
        if picture.sha256 in self.unreadable:
            return None
        try:
            return thumbnail(picture.content)
        except PictureUnreadable:
            self.unreadable.add(picture.sha256)
            return None

    def _kept(self, name: str, small: Thumbnail) -> InlinePicture | None:
        """One part of the mail for one name; None when there is no room for another."""
        if name in self.used:
            return self.used[name]
        if len(self.used) >= PICTURES_A_MAIL:
            return None
        digest = hashlib.sha256(f"{self.key}\n{name}".encode()).hexdigest()[:24]
        inline = InlinePicture(
            cid=f"{digest}@{self.instance}",
            name=f"picture-{len(self.used) + 1}.jpg",
            thumbnail=small,
        )
        self.used[name] = inline
        return inline


def _measured(story: CaseStory) -> list[tuple[Picture, Picture, Signal]]:
    """Registered and offered picture that a signal was measured on, and the strongest such signal.

    Strongest first; those only whose bytes are here.
    """
    offered = {picture.sha256: picture for picture in story.offered}
    registered = {picture.sha256: picture for picture in story.registered}
    signals = [s for verdict in story.file.verdicts for s in verdict.signals if s.offered]
    measured: dict[tuple[str, str], tuple[Picture, Picture, Signal]] = {}
    for signal in sorted(signals, key=lambda s: -s.score):
        ours, theirs = registered.get(signal.registered or ""), offered.get(signal.offered or "")
        if ours and theirs:
            measured.setdefault((ours.sha256, theirs.sha256), (ours, theirs, signal))
    return list(measured.values())
