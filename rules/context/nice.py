"""Goods by Nice class, in words that offers use, written by hand.

nice.tsv holds English and Chinese, nice_elsewhere.tsv other languages.
Source: the class headings of the Nice Classification (WIPO), 12th edition; the words are ours.
Services are left out but for the few that are offered on marketplaces.
"""

from functools import cache
from importlib.resources import files
from typing import Final

from rules.language.views import folded

_NEAR: Final = (
    {3, 5, 10, 44},
    {14, 18, 25, 26, 35},
    {24, 25, 27, 20},
    {9, 28, 38, 42, 41, 16},
    {9, 14},
    {7, 8, 11, 21, 20},
    {12, 7, 37, 4},
    {29, 30, 31, 32, 33, 43, 35},
    {33, 32, 34},
    {2, 16, 9},
    {9, 11, 7},
    {18, 28, 25},
    {6, 7, 8, 20},
    {1, 2, 17, 19},
    {22, 28, 18},
)
"""Classes whose goods meet in one shop: neither the same nor far apart."""


@cache
def words() -> dict[str, int]:
    """Folded word of goods -> its class, 1..45."""
    known: dict[str, int] = {}
    for table in ("nice_elsewhere.tsv", "nice.tsv"):
        lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
        for line in lines[1:]:
            number, _, names = line.partition("\t")
            for name in names.split():
                known[folded(name.replace("-", " "))] = int(number)
    return known


def far_apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """True when no class of one side equals or neighbours a class of the other."""
    if one & other:
        return False
    return not any(one & group and other & group for group in _NEAR)
