"""Pictures of unknown origin: opened where they can do no harm, and the words in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPicture:
    """A picture that was decoded.

    pixels: its pixels in plain form, which matchers read in place of the file. is_blank: it shows
    nothing, so it is neither like nor unlike any other. fingerprint: 32 bytes of PDQ; None when it
    is too plain to be told from others by it.
    """

    pixels: bytes
    is_blank: bool = False
    fingerprint: bytes | None = None


class PictureOpener(Protocol):
    """Decodes what strangers made."""

    def open(self, content: bytes) -> OpenedPicture:
        """Decode a file.

        Raises:
            PictureUnreadable: no picture, too large, damaged, or it took too long or too much
                memory.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsLine:
    """One line of words in a picture.

    box: left, top, right, bottom in per mille of its width and height. sureness: 0.0..1.0.
    """

    text: str
    box: tuple[int, int, int, int]
    sureness: float


class WordReader(Protocol):
    """Reads words in pictures, offline."""

    def lines(self, pixels: bytes) -> Sequence[WordsLine]:
        """Lines of an opened picture, from top to bottom; () = there are none.

        Raises:
            PictureUnreadable: it took too long or too much memory.
        """
        ...
