"""Fingerprints of 256 bits, searched exactly: which lie within so many bits of one.

The first half of each is compared with all; only where it is near enough for the whole to be, which
chance makes of 2 in 100, is the second half looked at. Nothing near is missed. One thread.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

_WORDS: Final = 4
_HALF: Final = 128  # bits
_AT_ONCE: Final = 65_536  # rows whose words, and what is counted of them, stay in the cache


class HammingIndex:
    """(n, 32) uint8 rows. Memory: 32 bytes a row."""

    def __init__(self, rows: Bits) -> None:
        words = np.ascontiguousarray(rows).view(np.uint64).reshape(-1, _WORDS)
        self._words = np.ascontiguousarray(words.T)

    def __len__(self) -> int:
        """How many rows."""
        return len(self._words[0])

    def near(self, asked: Bits, farthest: int, *, or_inverted: bool = False) -> tuple[Ints, Ints]:
        """Rows within `farthest` bits of one of several fingerprints, and how far from the nearest.

        asked: (k, 32), such as the turns of one picture. or_inverted: rows
        that are near with every bit turned over count as well, at no further cost.

        Cost: `bench/hamming.py` (1,000,000 rows).
        """
        questions = np.ascontiguousarray(asked).view(np.uint64).reshape(-1, _WORDS)
        rows, bits = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        count = min(_AT_ONCE, len(self))
        room = np.empty(count, np.uint64), np.empty(count, np.uint8), np.empty(count, np.uint8)
        for start in range(0, len(self), _AT_ONCE):
            block = self._words[:, start : start + _AT_ONCE]
            for word in questions:
                places, apart = _within(block, word, farthest, room, or_inverted=or_inverted)
                if len(places):
                    rows.append(start + places)
                    bits.append(apart)
        return _nearest(np.concatenate(rows), np.concatenate(bits))


def _within(
    block: Words, word: Words, farthest: int, room: tuple[Words, Bits, Bits], *, or_inverted: bool
) -> tuple[Ints, Ints]:
    """Places of a block that are near one fingerprint. room: where to count the first half."""
    mixed, told, two = (part[: block.shape[1]] for part in room)
    for number, counted in ((0, told), (1, two)):
        np.bitwise_xor(block[number], word[number], out=mixed)
        np.bitwise_count(mixed, out=counted)
    np.add(told, two, out=told)
    least = told
    if or_inverted:
        least = np.minimum(told, np.subtract(_HALF, told, out=two), out=two)
    if least.min(initial=_HALF) > farthest:  # a quarter of the cost of asking for places
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    places = np.flatnonzero(least <= farthest)
    bits = told[places].astype(np.int64)
    for number in (2, 3):
        bits += np.bitwise_count(block[number].take(places) ^ word[number])
        apart = np.minimum(bits, 64 * (number + 1) - bits) if or_inverted else bits
        kept = apart <= farthest
        places, bits = places[kept], bits[kept]
    if or_inverted:
        bits = np.minimum(bits, 64 * _WORDS - bits)
    return places, bits


def _nearest(rows: Ints, bits: Ints) -> tuple[Ints, Ints]:
    """Each row once, in order, with its fewest bits."""
    order = np.lexsort((bits, rows))
    rows, bits = rows[order], bits[order]
    first = np.ones(len(rows), dtype=np.bool_)
    first[1:] = rows[1:] != rows[:-1]
    return rows[first], bits[first]
