"""Goods by Nice class, in words that offers use, written by hand.

goods.tsv holds English and Chinese, goods_elsewhere.tsv other languages; words of groups.tsv are of
their group's class.
Source: the class headings of the Nice Classification (WIPO), 12th edition; the words are ours.
Services are left out but for the few that are offered on marketplaces.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from rules.language.groups import group_words
from rules.language.lexicon import words_of
from rules.language.views import folded

_LATIN: Final = re.compile(r"[a-z][a-z'\-]+")
_SPACED: Final = re.compile(r"[\u0370-\u052f]{3,}|[\u0590-\u06ff]{2,}|[\u0900-\u097f]{2,}")
_RUN_ON: Final = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}|[\uac00-\ud7a3]+|[\u0e00-\u0e7f]{2,}")
_HEADS: Final = frozenset("鞋靴裤裙帽笔酒糖茶酱锅琴")
"""Characters that name the goods where a longer word ends with them."""
_COMPOUND: Final = 5  # letters of a word of goods that ends a longer one: "Arbeitsjacke"
_NO_HEADS: Final = frozenset({"table", "tables"})
"""Ends of adjectives too: washable, collectables."""
_ARTICLES: Final = ("وال", "بال", "ال", "و", "ה")

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
    known = {word: group.nice_class for word, group in group_words().items()}
    for table in ("goods_elsewhere.tsv", "goods.tsv"):
        lines = files(__package__).joinpath(table).read_text(encoding="utf-8").splitlines()
        for line in lines[1:]:
            number, _, names = line.partition("\t")
            for name in names.split():
                known[folded(name)] = known[folded(name.replace("-", " "))] = int(number)
    return known


def far_apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """True when no class of one side equals or neighbours a class of the other."""
    if one & other:
        return False
    return not any(one & group and other & group for group in _NEAR)


def vocabulary(text: str) -> frozenset[str]:
    """Words that may name goods in a folded text, also as their parts and in the singular."""
    plain = _LATIN.findall(text)
    latin = [_singular(word) for word in plain]
    spaced = [_bare(word) for word in _SPACED.findall(text)]
    chinese = list(_chinese(text))
    found = {*plain, *latin, *spaced, *chinese}
    found.update(f"{one} {other}" for one, other in pairwise(plain))
    found.update(f"{one} {other}" for one, other in pairwise(latin))
    found.update(f"{one} {other}" for one, other in pairwise(spaced))
    found.update(head for word in plain if (head := _compound(word)))
    found.update(part for run in _RUN_ON.findall(text) for part in _inside(run))
    return frozenset(found)


def _chinese(text: str) -> Iterator[str]:
    """Chinese words, their ends, and neighbours joined."""
    found = words_of(text)
    yield from found
    for word in found:
        if len(word) > 2:
            yield from (word[:2], word[-2:])
        if len(word) > 3:
            yield word[-3:]
        if len(word) > 1 and word[-1] in _HEADS:
            yield word[-1]
    yield from (one + other for one, other in pairwise(found))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _bare(word: str) -> str:
    """A word without an article that is written onto it, where it is a known one then."""
    for article in _ARTICLES:
        rest = word.removeprefix(article)
        if rest != word and rest in words():
            return rest
    return word


def _compound(word: str) -> str | None:
    """The longest word of goods that ends a long one; "collectables" are no tables."""
    known = words()
    if len(word) < _COMPOUND + 3 or word in known:
        return None
    tails = (word[start:] for start in range(3, len(word) - _COMPOUND + 1))
    return next((tail for tail in tails if tail in known and tail not in _NO_HEADS), None)


def _inside(run: str) -> Iterator[str]:
    """Words of goods inside a run of a script that sets no spaces or joins endings to words."""
    known, place = words(), 0
    while place < len(run):
        ends = range(min(len(run), place + 12), place + 1, -1)
        end = next((end for end in ends if run[place:end] in known), None)
        if end is not None:
            yield run[place:end]
        place = end or place + 1
