"""Fingerprints of 256 bits, searched exactly: which lie within so many bits of one.

The first half of each is compared with all; only where it is near enough for the whole to be, which
chance makes of 2 in 100, is the second half looked at. Nothing near is missed.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]

_WORDS: Final = 4
_AT_ONCE: Final = 16_384  # rows whose words stay in the processor's cache


class HammingIndex:
    """(n, 32) uint8 rows. Memory: 32 bytes a row."""

    def __init__(self, rows: Bits) -> None:
        words = np.ascontiguousarray(rows).view(np.uint64).reshape(-1, _WORDS)
        self._words = np.ascontiguousarray(words.T)

    def __len__(self) -> int:
        """How many rows."""
        return len(self._words[0])

    def near(self, asked: Bits, farthest: int) -> tuple[Ints, Ints]:
        """Rows within `farthest` bits of a (32,) fingerprint, and how far each is.

        Cost: `bench/hamming.py` (1,000,000 rows).
        """
        word = np.ascontiguousarray(asked).view(np.uint64)
        places = []
        mixed = np.empty(min(_AT_ONCE, len(self)), dtype=np.uint64)
        first, second = np.empty(len(mixed), np.uint8), np.empty(len(mixed), np.uint8)
        for start in range(0, len(self), _AT_ONCE):
            count = min(_AT_ONCE, len(self) - start)
            part, one, two = mixed[:count], first[:count], second[:count]
            for number, bits in ((0, one), (1, two)):
                np.bitwise_xor(self._words[number, start : start + count], word[number], out=part)
                np.bitwise_count(part, out=bits)
            np.add(one, two, out=one)
            places.append(start + np.flatnonzero(one <= farthest))
        row = np.concatenate(places) if places else np.zeros(0, np.int64)
        bits = np.bitwise_count(self._words[:, row] ^ word[:, None]).sum(axis=0, dtype=np.int64)
        kept = bits <= farthest
        return row[kept], bits[kept]
