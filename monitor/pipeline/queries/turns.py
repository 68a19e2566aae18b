"""Taking turns: the first of each list, then the second of each, until all are empty."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_turns(ways: Iterable[Iterable[T]]) -> Iterator[T]:
    """Each entry of each way, the ways taking turns."""
    left = [iter(way) for way in ways]
    while left:
        for way in list(left):
            try:
                yield next(way)
            except StopIteration:
                left.remove(way)
