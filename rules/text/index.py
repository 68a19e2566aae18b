"""A hashed index: many kinds of key in one sorted array, looked up for a whole text at once.

An entry is one 64-bit number: 40 bits of the key's hash above 24 bits of the face's number. So a
table is sorted in place, may be mapped from a file as it stands, and needs no second array. Chance
meetings of hashes (about one title in a hundred at a million marks) are left to verification.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rules.text.hashing import Hashes, mixed

Numbers = npt.NDArray[np.int64]

MOST_FACES: Final = 1 << 24
"""Faces one table can name."""

_OWNER: Final = np.uint64(MOST_FACES - 1)
_ABOVE: Final = np.uint64(~(MOST_FACES - 1) & ((1 << 64) - 1))
_BITS_A_KEY: Final = 5  # of the filter, at least: at most one key in five that is absent passes
_SMALLEST: Final = 10
_STRETCH: Final = 1 << 17  # entries worked on at once, to keep the peak of memory low
_GROWTH: Final = 1 << 18  # entries; what is grown is written over, so that it counts as memory


_KINDS: Final = mixed(np.arange(128, dtype=np.uint64))


def tagged(hashes: Hashes, kinds: npt.NDArray[np.uint8] | str) -> Hashes:
    """Hashes as keys of their kinds, as they stand in a table above the owners.

    kinds: one ASCII letter, or the code of one for each hash; keys of two kinds never meet.
    """
    kind = _KINDS[ord(kinds)] if isinstance(kinds, str) else _KINDS[kinds]
    return mixed(hashes ^ kind) & _ABOVE


class TableMaker:
    """Collects keys and sorts them once."""

    def __init__(self) -> None:
        self._entries = np.empty(1 << 12, dtype=np.uint64)
        self._count = 0
        self.held: set[str] = set()

    def add(self, kind: str, hashes: Hashes, owners: npt.NDArray[np.uint64]) -> None:
        """Note that face `owners[i]` has the key `hashes[i]` of this kind.

        Raises:
            ValueError: a face's number is 2**24 or more.
        """
        if not len(hashes):
            return
        if int(owners.max()) >= MOST_FACES:
            msg = "a table holds 16,777,216 ways to write marks; divide the register"
            raise ValueError(msg)
        self.held.add(kind)
        end = self._count + len(hashes)
        if end > len(self._entries):
            self._entries.resize(max(end, len(self._entries) + _GROWTH), refcheck=False)
        self._entries[self._count : end] = tagged(hashes, kind) | owners
        self._count = end

    def table(self) -> "KeyTable":
        """The sorted table; `add` must not follow."""
        entries = self._entries
        entries.resize(self._count, refcheck=False)
        entries.sort()
        return KeyTable(entries, _filter(entries))


def _filter(entries: Hashes) -> npt.NDArray[np.uint8]:
    """One bit for each beginning of a hash that occurs: most absent keys stop here."""
    bits = max(_SMALLEST, (len(entries) * _BITS_A_KEY - 1).bit_length()) if len(entries) else 3
    known = np.zeros(1 << (bits - 3), dtype=np.uint8)
    for start in range(0, len(entries), _STRETCH):
        place = entries[start : start + _STRETCH] >> np.uint64(64 - bits)
        byte = (place >> np.uint64(3)).astype(np.int64)
        bit = np.uint8(1) << (place & np.uint64(7)).astype(np.uint8)
        first = np.flatnonzero(np.r_[True, byte[1:] != byte[:-1]])
        known[byte[first]] |= np.bitwise_or.reduceat(bit, first)
    return known


@dataclass(frozen=True, slots=True)
class Met:
    """Entries found: position of the key asked for, number of the face, faces with that key."""

    positions: Numbers
    faces: Numbers
    owners: Numbers


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Key -> numbers of the faces that have it. 8 bytes an entry and about 1 for the filter."""

    entries: Hashes
    known: npt.NDArray[np.uint8]

    def lookup(self, keys: Hashes, most: npt.NDArray[np.int64] | int) -> Met:
        """Every face for every key, in order of position and of face.

        keys: from `tagged`. most: a key that more faces have says too little and is passed over.
        Cost: one memory access a key that is absent, a binary search a key that is there.
        """
        bits = len(self.known).bit_length() + 2
        place = keys >> np.uint64(64 - bits)
        byte = self.known[(place >> np.uint64(3)).astype(np.int64)]
        hit = byte >> (place & np.uint64(7)).astype(np.uint8) & np.uint8(1)
        asked = hit.nonzero()[0]
        wanted = keys[asked]
        low = self.entries.searchsorted(wanted)
        high = self.entries.searchsorted(wanted | _OWNER, side="right")
        count = high - low
        limit = most if isinstance(most, int) else most[asked]
        kept = ((count > 0) & (count <= limit)).nonzero()[0]
        asked, low, count = asked[kept], low[kept], count[kept]
        ends = count.cumsum()
        steps = np.arange(int(ends[-1]) if len(ends) else 0)
        at = steps + (low - ends + count).repeat(count)
        faces = (self.entries[at] & _OWNER).astype(np.int64)
        return Met(asked.repeat(count), faces, count.repeat(count))
