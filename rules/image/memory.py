"""Fingerprints, kept for all matchers: the same bytes are looked at once."""

from collections import OrderedDict
from typing import Final

import structlog
from PIL import Image

from monitor.domain.errors import PictureUnreadable
from rules.image.decode import decode
from rules.image.fingerprints import SQUARE_PX, Fingerprint, fingerprint, renderings
from rules.image.kept_marks import PRINTS, kept_or_made
from rules.image.packed import Kept

log = structlog.get_logger()

_KEPT: Final = 4096


class FingerprintMemory:
    """The last 4,096 pictures' fingerprints, by digest, and those of registered ones.

    Pictures themselves are not kept. kept: where what is prepared of registered pictures lies
    between runs; None = nowhere.
    """

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept
        self._seen: OrderedDict[str, tuple[Fingerprint, ...]] = OrderedDict()
        self._registered: dict[str, tuple[Fingerprint, ...]] = {}

    def registered(self, sha256: str, content: bytes) -> tuple[Fingerprint, ...]:
        """A registered picture in all its renderings; () when it cannot be read."""
        known = self._registered.get(sha256)
        if known is None:
            known = self._registered[sha256] = self._prepared(sha256, content)
        return known

    def _prepared(self, sha256: str, content: bytes) -> tuple[Fingerprint, ...]:
        try:
            return kept_or_made(self.kept, PRINTS, sha256, lambda: _rendered(content))
        except PictureUnreadable as error:
            log.warning("picture.unreadable", sha256=sha256, because=str(error))
            return ()

    def described(self, sha256: str, content: bytes) -> tuple[Fingerprint, ...]:
        """One for each ground of a picture; () when it cannot be read."""
        known = self._seen.get(sha256)
        if known is None:
            known = self._seen[sha256] = _described(sha256, content)
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return known


def _opened(content: bytes) -> tuple[Image.Image, ...]:
    """Decoded at the size that fingerprints need.

    Raises:
        PictureUnreadable: not a picture of a known format, too large, or damaged.
    """
    return decode(content, side_px=2 * SQUARE_PX, enough_px=SQUARE_PX)


def _described(sha256: str, content: bytes) -> tuple[Fingerprint, ...]:
    try:
        return tuple(fingerprint(picture) for picture in _opened(content))
    except PictureUnreadable as error:
        log.info("picture.unreadable", sha256=sha256, because=str(error))
        return ()


def _rendered(content: bytes) -> tuple[Fingerprint, ...]:
    """Of all renderings on all grounds.

    Raises:
        PictureUnreadable: not a picture of a known format, too large, or damaged.
    """
    shown = (each for picture in _opened(content) for each in renderings(picture))
    return tuple(fingerprint(each) for each in shown)
