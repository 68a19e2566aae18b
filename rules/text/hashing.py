"""Own 64-bit hashes of many short words at once: the same in every process and on every Python.

A word's hash is a polynomial over its code points modulo 2**64, each code point first spread by
splitmix64 (Steele, Lea, Flood 2014). A polynomial, because the hash of a word without one letter
then follows from two prefix sums, so all one-letter deletions cost one pass over the letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

LONGEST: Final = 255
"""Letters of a word that are hashed; those behind are left out."""

BASE: Final = 0x9E3779B97F4A7C15  # odd, so that it can be divided by modulo 2**64
_MASK: Final = (1 << 64) - 1
_NEWLINE: Final = 10


def mixed(values: Hashes) -> Hashes:
    """splitmix64's last step: every bit of the input moves every bit of the output."""
    one = values + np.uint64(0x9E3779B97F4A7C15)
    one ^= one >> np.uint64(30)
    one *= np.uint64(0xBF58476D1CE4E5B9)
    one ^= one >> np.uint64(27)
    one *= np.uint64(0x94D049BB133111EB)
    one ^= one >> np.uint64(31)
    return one


def _powers(base: int) -> Hashes:
    powers, power = [], 1
    for _ in range(LONGEST + 1):
        powers.append(power)
        power = power * base & _MASK
    powers[LONGEST] = 0  # what lies behind adds nothing
    return np.array(powers, dtype=np.uint64)


_POWERS: Final = _powers(BASE)
_INVERSES: Final = _powers(pow(BASE, -1, 1 << 64))
_INVERSE: Final = np.uint64(pow(BASE, -1, 1 << 64))
_ASCII: Final = mixed(np.arange(128, dtype=np.uint64))


@dataclass(frozen=True, slots=True)
class Lines:
    """Words, one a line, ready to be hashed.

    codes: the code points of all lines, each line closed by a newline; starts and ends: where the
    lines lie in it; sums[i]: the hash so far, before code point i.
    """

    codes: npt.NDArray[np.uint32] | npt.NDArray[np.uint8]
    starts: Places
    ends: Places
    sums: Hashes

    @property
    def lengths(self) -> Places:
        """Letters of each line."""
        return self.ends - self.starts

    def whole(self) -> Hashes:
        """The hash of each line."""
        return self.sums[self.ends] - self.sums[self.starts]

    def heads(self, letters: int) -> Hashes:
        """The hash of the first letters of each line; of the line where it is shorter."""
        return self.sums[np.minimum(self.starts + letters, self.ends)] - self.sums[self.starts]

    def tails(self, letters: int) -> Hashes:
        """The hash of the last letters of each line; of the line where it is shorter."""
        start = np.maximum(self.ends - letters, self.starts)
        skipped = _INVERSES.take(start - self.starts, mode="clip")
        return (self.sums[self.ends] - self.sums[start]) * skipped

    def part(self, first: int, last: int) -> "Lines":
        """Only lines first..last - 1."""
        return Lines(self.codes, self.starts[first:last], self.ends[first:last], self.sums)

    def only(self, chosen: Places) -> "Lines":
        """Only the lines of these numbers."""
        return Lines(self.codes, self.starts[chosen], self.ends[chosen], self.sums)

    def text_of(self, chosen: npt.NDArray[np.bool_]) -> bytes:
        """ASCII lines that are chosen, one flag a line; of all lines, in their order."""
        return self.codes[chosen.repeat(self.lengths + 1)].tobytes()

    def without_one(self) -> tuple[Hashes, Places]:
        """Hashes of all lines with one letter left out, and the line of each.

        Of a doubled letter only one is left out: the other gives the same word.
        """
        if not len(self.starts):
            return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
        length = self.ends - self.starts
        line = np.arange(len(length)).repeat(length)
        at = np.arange(len(line)) + (self.ends - length.cumsum())[line]
        codes = self.codes[at]
        kept = (codes[1:] != codes[:-1]) | (line[1:] != line[:-1])
        kept = np.concatenate((np.ones(1, dtype=bool), kept))[: len(at)]
        at, line = at[kept], line[kept]
        sums = self.sums
        behind = (sums[self.ends][line] - sums[at + 1]) * _INVERSE
        return sums[at] - sums[self.starts][line] + behind, line


def letter_values(codes: npt.NDArray[np.uint32] | npt.NDArray[np.uint8]) -> Hashes:
    """Code points spread over 64 bits."""
    if codes.dtype == np.uint8:
        return _ASCII.take(codes)
    return mixed(codes.astype(np.uint64))


def lines(words: Sequence[str]) -> Lines:
    """Words without newlines -> lines."""
    text = "\n".join(words) + "\n" if words else ""
    return lines_of(text.encode()) if text.isascii() else _wide(text)


def lines_of(text: bytes) -> Lines:
    """ASCII words, each closed by a newline -> lines."""
    return _summed(np.frombuffer(text, dtype=np.uint8))


def _wide(text: str) -> Lines:
    return _summed(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32))


def _summed(codes: npt.NDArray[np.uint32] | npt.NDArray[np.uint8]) -> Lines:
    ends = (codes == _NEWLINE).nonzero()[0]
    starts = np.empty_like(ends)
    starts[:1] = 0
    starts[1:] = ends[:-1] + 1
    place = np.arange(len(codes)) - starts.repeat(ends - starts + 1)
    terms = letter_values(codes) * _POWERS.take(place, mode="clip")
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    # The newlines' own terms lie between the lines and cancel out of every difference.
    terms.cumsum(out=sums[1:])
    return Lines(codes, starts, ends, sums)
