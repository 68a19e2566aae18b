"""Pictures of a mail: which registered one stands beside which offered one, small and bounded.

Layer: alerts.
Flow: CaseStory -> pairs of inline pictures -> templates (cid:) and MIME parts.
"""

import hashlib
from dataclasses import dataclass, field

from alerts.email.thumbnails import Thumbnail, thumbnail
from monitor.domain.alert import CaseStory, Picture
from monitor.domain.errors import PictureUnreadable

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
        for registered, offered in _measured(story)[:most]:
            pair = PicturePair(registered=self._inline(registered), offered=self._inline(offered))
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

    def _inline(self, picture: Picture | None) -> InlinePicture | None:
        if picture is None or picture.sha256 in self.unreadable:
            return None
        if picture.sha256 in self.used:
            return self.used[picture.sha256]
        if len(self.used) >= PICTURES_A_MAIL:
            return None
        try:
            small = thumbnail(picture.content)
        except PictureUnreadable:
            self.unreadable.add(picture.sha256)
            return None
        digest = hashlib.sha256(f"{self.key}\n{picture.sha256}".encode()).hexdigest()[:24]
        inline = InlinePicture(
            cid=f"{digest}@{self.instance}",
            name=f"picture-{len(self.used) + 1}.jpg",
            thumbnail=small,
        )
        self.used[picture.sha256] = inline
        return inline


def _measured(story: CaseStory) -> list[tuple[Picture | None, Picture | None]]:
    """Pairs that a signal was measured on and whose bytes are here, strongest first."""
    offered = {picture.sha256: picture for picture in story.offered}
    registered = {picture.sha256: picture for picture in story.registered}
    signals = [s for verdict in story.file.verdicts for s in verdict.signals if s.offered]
    measured: list[tuple[Picture | None, Picture | None]] = []
    for signal in sorted(signals, key=lambda s: -s.score):
        pair = (registered.get(signal.registered or ""), offered.get(signal.offered or ""))
        if all(pair) and pair not in measured:
            measured.append(pair)
    return measured
