"""The Merkle tree of the evidence log: hashes, which of them are kept, and proofs over them.

Kept are the hashes of complete subtrees alone, two for each entry on average, numbered in the order
in which they come to be: nothing that is kept ever changes. Every proof is made of them.

Layer: domain, standard library only.
Source: RFC 6962 section 2.1, RFC 9162 sections 2.1.3 and 2.1.4.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256().digest()

Fetch = Callable[[Sequence[int]], Mapping[int, bytes]]
"""Kept hashes by their numbers."""


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def node_number(level: int, place: int) -> int:
    """Number of the complete subtree over entries place * 2**level and so many that follow.

    Numbers are dense from 0 in the order in which subtrees become complete.
    """
    last = ((place + 1) << level) - 1
    return 2 * last - last.bit_count() + level


def kept_count(size: int) -> int:
    """How many hashes a tree of so many entries keeps."""
    return 2 * size - size.bit_count()


def siblings_of_next(size: int) -> list[int]:
    """Numbers of the kept hashes that the next entry completes subtrees with, lowest first."""
    numbers, level = [], 0
    while size >> level & 1:
        numbers.append(node_number(level, (size >> level) - 1))
        level += 1
    return numbers


def hashes_of_next(entry: bytes, siblings: Sequence[bytes]) -> list[bytes]:
    """The hashes that one more entry adds, in the order of their numbers.

    siblings: the hashes that `siblings_of_next` names.
    """
    hashes = [leaf_hash(entry)]
    for sibling in siblings:
        hashes.append(node_hash(sibling, hashes[-1]))
    return hashes


def root_of(size: int, fetch: Fetch) -> bytes:
    """Root of the tree over the first `size` entries."""
    return _hashes([(0, size)], fetch)[0] if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, fetch: Fetch) -> list[bytes]:
    """Proof that entry `index` stands in the tree over the first `size` entries.

    Raises:
        ValueError: the tree has no such entry.
    """
    if not 0 <= index < size:
        message = f"a tree of {size} entries has no entry {index}"
        raise ValueError(message)
    return _hashes(_path(index, 0, size), fetch)


def consistency_proof(old: int, size: int, fetch: Fetch) -> list[bytes]:
    """Proof that the tree over `size` entries begins with the one over `old` entries.

    Raises:
        ValueError: the old tree is larger than the new one.
    """
    if not 0 <= old <= size:
        message = f"a tree of {size} entries cannot grow out of one of {old}"
        raise ValueError(message)
    if old in {0, size}:
        return []
    return _hashes(_subproof(old, 0, size, whole=True), fetch)


def included(entry: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether an inclusion proof leads from the entry to the root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(entry)
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def sides(index: int, size: int) -> str:
    """Of each hash of an inclusion proof whether it stands left (L) or right (R) of the path."""
    return "".join("L" if high <= index else "R" for _, high in _path(index, 0, size))


def consistent(old: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a consistency proof holds between two roots (RFC 9162 section 2.1.4.2)."""
    if not 0 <= old <= size:
        return False
    if old == size:
        return old_root == root and not proof
    if old == 0:
        return old_root == EMPTY_ROOT and not proof
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(path) and _both_roots(old, size, path) == (old_root, root)


def _both_roots(old: int, size: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return (before, after) if last == 0 else None


class GrownTree:
    """A whole tree in memory, grown entry by entry: what `verify` builds from a copy of a log."""

    def __init__(self, entries: Sequence[bytes] = ()) -> None:
        self.size = 0
        self._kept: list[bytes] = []
        for entry in entries:
            self.append(entry)

    def append(self, entry: bytes) -> None:
        """One more entry."""
        siblings = [self._kept[number] for number in siblings_of_next(self.size)]
        self._kept += hashes_of_next(entry, siblings)
        self.size += 1

    def fetch(self, numbers: Sequence[int]) -> Mapping[int, bytes]:
        """Kept hashes by their numbers."""
        return {number: self._kept[number] for number in numbers}

    def root(self, size: int | None = None) -> bytes:
        """Root over the first `size` entries; None = all."""
        return root_of(self.size if size is None else size, self.fetch)


def _split(low: int, high: int) -> int:
    """Where a tree over low..high divides: the largest power of two below its size."""
    return low + (1 << (high - low - 1).bit_length() - 1)


def _path(index: int, low: int, high: int) -> list[tuple[int, int]]:
    """Ranges of entries whose hashes prove an entry, from the leaf up."""
    ranges = []
    while high - low > 1:
        middle = _split(low, high)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def _subproof(old: int, low: int, high: int, *, whole: bool) -> list[tuple[int, int]]:
    if old == high:
        return [] if whole else [(low, high)]
    middle = _split(low, high)
    if old <= middle:
        return [*_subproof(old, low, middle, whole=whole), (middle, high)]
    return [*_subproof(old, middle, high, whole=False), (low, middle)]


def _complete(low: int, high: int) -> Iterator[int]:
    """Numbers of the complete subtrees that a range is made of, from left to right."""
    marks = [low]
    while marks[-1] < high:
        marks.append(marks[-1] + (1 << (high - marks[-1]).bit_length() - 1))
    for begin, end in pairwise(marks):
        level = (end - begin).bit_length() - 1
        yield node_number(level, begin >> level)


def _hashes(ranges: Sequence[tuple[int, int]], fetch: Fetch) -> list[bytes]:
    """Hash of each range of entries, with one question for all that is kept."""
    numbers = [list(_complete(low, high)) for low, high in ranges]
    kept = fetch([number for some in numbers for number in some])
    hashes = []
    for some in numbers:
        *rest, found = (kept[number] for number in some)
        for left in reversed(rest):
            found = node_hash(left, found)
        hashes.append(found)
    return hashes
