"""What opens offered pictures and reads their words: child processes, started when first needed."""

from functools import cached_property
from typing import TYPE_CHECKING

import structlog

from monitor.pipeline.pictures import PictureDesk, WordTerms
from monitor.runtime.pictures.pool import PooledOpener
from monitor.runtime.pictures.words import MISSING, PooledWordReader, is_installed

if TYPE_CHECKING:
    from monitor.config.settings import WordsSettings

log = structlog.get_logger(__name__)


class PictureParts:
    """One process that decodes and one that reads words, for all desks of this process."""

    def __init__(self, words: "WordsSettings") -> None:
        self._wanted = words
        self._opener = PooledOpener()

    def desk(self, words_first: int = 0) -> PictureDesk:
        """Opens pictures and reads their words. words_first: see `WordTerms.first`."""
        terms = WordTerms(
            share=self._wanted.share,
            pictures_per_offer=self._wanted.pictures_per_offer,
            first=words_first,
        )
        return PictureDesk(self._opener, self.words, terms)

    def close(self) -> None:
        """End the processes."""
        self._opener.close()
        if self.words is not None:
            self.words.close()

    @cached_property
    def words(self) -> PooledWordReader | None:
        """None = turned off, or the extra is missing, which is said once."""
        if not self._wanted.read:
            return None
        if not is_installed():
            log.warning("words.off", because=MISSING)
            return None
        return PooledWordReader()
