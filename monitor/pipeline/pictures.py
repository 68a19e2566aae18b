"""Pictures of an offer on their way to the matchers: opened safely once, and read where it pays.

Reading words costs some hundred times what comparing a picture does. So it is spent on pictures of
offers that another signal speaks of, and on a small share of the others, drawn by their digest:
the same picture is always in the sample or never, on every machine.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

import structlog

from monitor.domain.errors import PictureUnreadable
from monitor.domain.listing import Offer, PictureText
from monitor.domain.picture import PictureNote
from monitor.domain.signal import ContextFact
from monitor.ports.matcher import Pictures
from monitor.ports.pictures import OpenedPicture, PictureOpener, WordReader, WordsLine

log = structlog.get_logger(__name__)

T = TypeVar("T")

BLANK: Final = "it shows nothing"
_KEPT_WORDS: Final = 8_192  # pictures
_KEPT_PICTURES: Final = 24  # opened ones; mostly 1 to 2 MB each


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTerms:
    """What reading words may cost.

    share: 0.0..1.0 of the pictures that no signal speaks of. pictures_per_offer: most of one offer.
    first: so many pictures that no signal speaks of are read before the share counts: a few offers
    that a person asks about are read whole.
    """

    share: float = 0.05
    pictures_per_offer: int = 2
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPictures:
    """An offer's pictures. pixels: of those that can be compared. refused: SHA-256 -> why not."""

    pixels: Pictures = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, bytes] = field(default_factory=dict)

    def notes(self) -> tuple[PictureNote, ...]:
        """What is kept of each picture."""
        return tuple(
            PictureNote(
                sha256=sha256,
                fingerprint=self.fingerprints.get(sha256),
                because=self.refused.get(sha256),
            )
            for sha256 in sorted({*self.pixels, *self.refused})
        )

    def facts(self) -> Iterator[ContextFact]:
        """What is unknown for want of a picture: no match, and no clean bill either."""
        for sha256, because in sorted(self.refused.items()):
            yield ContextFact(
                name="context.pictures/1",
                value=None,
                because=f"picture {sha256[:12]} cannot be compared: {because}",
            )


class PictureDesk:
    """Opens pictures and reads their words. Equal bytes are opened, and read, once."""

    def __init__(
        self, opener: PictureOpener, words: WordReader | None, terms: WordTerms | None = None
    ) -> None:
        self._opener = opener
        self._words = words
        self._terms = terms or WordTerms()
        self._open: OrderedDict[str, OpenedPicture | str] = OrderedDict()
        self._read: OrderedDict[str, Sequence[WordsLine]] = OrderedDict()
        self._first = self._terms.first

    def open(self, files: Pictures) -> OpenedPictures:
        """Decode an offer's files; those that cannot be compared are named with the reason."""
        pixels, refused, fingerprints = {}, {}, {}
        for sha256, content in files.items():
            opened = self._opened(sha256, content)
            if isinstance(opened, str):
                refused[sha256] = opened
                continue
            if opened.is_blank:
                refused[sha256] = BLANK
            else:
                pixels[sha256] = opened.pixels
            if opened.fingerprint is not None:
                fingerprints[sha256] = opened.fingerprint
        return OpenedPictures(pixels=pixels, refused=refused, fingerprints=fingerprints)

    def words(
        self, offer: Offer, opened: OpenedPictures, *, has_signal: bool
    ) -> tuple[PictureText, ...]:
        """Words in the offer's pictures, as far as reading them is due. has_signal: another one."""
        if self._words is None:
            return ()
        found: list[PictureText] = []
        left = self._terms.pictures_per_offer
        for place, sha256 in _places(offer, opened):
            if left <= 0 or not (has_signal or self._is_drawn(sha256)):
                continue
            left -= 1
            lines = self._lines(self._words, sha256, opened.pixels[sha256])
            found += [
                PictureText(place=place, text=line.text, box=line.box, sureness=line.sureness)
                for line in lines
            ]
        return tuple(found)

    def _opened(self, sha256: str, content: bytes) -> OpenedPicture | str:
        known = self._open.get(sha256)
        if known is None:
            try:
                known = self._opener.open(content)
            except PictureUnreadable as error:
                log.info("picture.unreadable", sha256=sha256, because=str(error))
                known = str(error)
            _remember(self._open, sha256, known, _KEPT_PICTURES)
        return known

    def _lines(self, words: WordReader, sha256: str, pixels: bytes) -> Sequence[WordsLine]:
        known = self._read.get(sha256)
        if known is None:
            try:
                known = words.lines(pixels)
            except PictureUnreadable as error:
                log.info("picture.words_unread", sha256=sha256, because=str(error))
                known = ()
            _remember(self._read, sha256, known, _KEPT_WORDS)
        return known

    def _is_drawn(self, sha256: str) -> bool:
        if sha256 in self._read:
            return True
        if self._first > 0:
            self._first -= 1
            return True
        return int(sha256[:8], 16) < self._terms.share * 0x1_0000_0000


def by_family(offer: Offer, families: Mapping[str, str]) -> Offer:
    """The offer with each picture named by the first one seen of the same photograph."""
    images = tuple(
        replace(image, sha256=families.get(image.sha256, image.sha256)) if image.sha256 else image
        for image in offer.images
    )
    return replace(offer, images=images)


def _places(offer: Offer, opened: OpenedPictures) -> Iterator[tuple[int, str]]:
    """Each picture that can be compared, with the first place it stands at."""
    seen = set()
    for place, image in enumerate(offer.images):
        sha256 = image.sha256
        if sha256 and sha256 in opened.pixels and sha256 not in seen:
            seen.add(sha256)
            yield place, sha256


def _remember(kept: OrderedDict[str, T], sha256: str, fact: T, most: int) -> None:
    kept[sha256] = fact
    if len(kept) > most:
        kept.popitem(last=False)
