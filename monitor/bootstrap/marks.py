"""Word marks kept as one file that all processes of an installation map."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

import structlog

from monitor.domain.asset import Asset
from monitor.ports.matcher import Example, MatchIndex, Pictures
from monitor.runtime.kept import KeptFile
from rules.text.faces import has_words
from rules.text.indexfile import dump, load, renewed
from rules.text.matcher import WordMarkIndex, WordMarkMatcher
from rules.text.prints import digest, prints
from rules.text.register import Part, built

log = structlog.get_logger(__name__)

KEPT_FROM: Final = 20_000
"""Marks from which on the file pays (`bench/text_file.py`)."""


class KeptWordMarkMatcher:
    """The word-mark matcher over a shared file.

    The file is made by the first process that needs it, brought up to date when assets change,
    and made anew when it does not fit. Where it cannot be kept, the index is made in memory.
    """

    name: ClassVar[str] = WordMarkMatcher.name

    def __init__(self, path: Path, kept_from: int = KEPT_FROM) -> None:
        self._path = path
        self._kept_from = kept_from

    def prepare(self, assets: Sequence[Asset], pictures: Pictures) -> MatchIndex:
        """Map the index of these assets; small sets are indexed in memory."""
        worded = [asset for asset in assets if has_words(asset)]
        if len(worded) < self._kept_from:
            return WordMarkMatcher().prepare(worded, pictures)
        file = KeptFile(self._path)
        try:
            with file.alone():
                return _current(file, worded)
        except OSError as error:
            log.warning("marks.not_kept", path=str(self._path), because=str(error))
            return WordMarkMatcher().prepare(worded, pictures)

    def examples(self) -> Sequence[Example]:
        """The matcher's own."""
        return WordMarkMatcher().examples()


def _current(file: KeptFile, assets: Sequence[Asset]) -> WordMarkIndex:
    """The file's index, made current first."""
    now = prints(assets)
    wanted = digest(now)
    ready = _read(file, wanted)
    if ready is not None:
        return ready
    older = _read(file, None)
    made = renewed(older, assets, now) if older is not None else None
    if made is None:
        made = WordMarkIndex(WordMarkMatcher.name, [Part(built(assets, printed=True), frozenset())])
    file.replace(dump(made, wanted))
    log.info("marks.kept", path=str(file.path), assets=len(assets), parts=len(made.parts))
    return _read(file, wanted) or made


def _read(file: KeptFile, wanted: str | None) -> WordMarkIndex | None:
    """The index in the file, if it is of the assets wanted; None wanted: whichever they are."""
    buffer = file.mapped()
    if buffer is None:
        return None
    try:
        return load(buffer, wanted)
    except ValueError as error:
        log.warning("marks.refused", path=str(file.path), because=str(error))
        return None
