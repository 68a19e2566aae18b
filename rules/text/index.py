"""A hashed index: many kinds of key, one sorted array, looked up for a whole text at once."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

_MASK = (1 << 64) - 1


class KeyTable:
    """Key text -> numbers of the faces that have it. Collisions are left to verification.

    Memory: 12 bytes a key. Hashes live only in this process: Python salts them at its start.
    """

    def __init__(self) -> None:
        self._keys = array("Q")
        self._faces = array("I")
        self._sorted: npt.NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        self._owners: npt.NDArray[np.uint32] = np.empty(0, dtype=np.uint32)

    def add(self, keys: Iterable[str], face: int) -> None:
        """Note that face number `face` has these keys."""
        for key in keys:
            self._keys.append(hash(key) & _MASK)
            self._faces.append(face)

    def freeze(self) -> None:
        """Sort once; `add` must not follow."""
        keys = np.frombuffer(self._keys, dtype=np.uint64) if self._keys else self._sorted
        order = np.argsort(keys, kind="stable")
        self._sorted = keys[order]
        faces = np.frombuffer(self._faces, dtype=np.uint32) if self._faces else self._owners
        self._owners = faces[order]
        self._keys, self._faces = array("Q"), array("I")

    def lookup(self, keys: Sequence[str]) -> list[tuple[int, int]]:
        """(position in `keys`, face) for every key that is there, in order of position."""
        if not keys or not len(self._sorted):
            return []
        hashes = np.fromiter((hash(key) & _MASK for key in keys), np.uint64, len(keys))
        low = np.searchsorted(self._sorted, hashes, side="left")
        inside = low < len(self._sorted)
        known = np.zeros(len(keys), dtype=bool)
        known[inside] = self._sorted[low[inside]] == hashes[inside]
        found: list[tuple[int, int]] = []
        for position in np.nonzero(known)[0]:
            place = int(low[position])
            while place < len(self._sorted) and self._sorted[place] == hashes[position]:
                found.append((int(position), int(self._owners[place])))
                place += 1
        return found
