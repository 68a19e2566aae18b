"""What a misspelling costs: slips and tricks are cheap, another word is dear."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import OSA

from rules.text.glyphs import skeleton

_VOWELS: Final = frozenset("aeiouy")
_ALIKE: Final = frozenset(
    frozenset(pair)
    for pair in (
        "uv", "mn", "ck", "sz", "il", "ij", "gq", "vw", "o0", "l1", "i1", "s5", "b8", "a4", "e3",
        "cg", "ft", "kx", "ks", "cs", "ph", "dt", "bp", "fv", "hn", "bd", "pq", "jg", "o6", "z2",
    )
)  # fmt: skip
_FIRST: Final = 0.5  # a changed first letter weighs more: readers anchor on it


MOST_EDITS: Final = 3
"""Edits the longest mark tolerates."""


def allowed(letters: int) -> int:
    """Most edits a mark of so many letters tolerates: 4 -> 1, 8 -> 2, 13 -> 3; under 4 none."""
    if letters < 4:
        return 0
    return 1 if letters < 8 else 2 if letters < 13 else MOST_EDITS


def within_reach(mark: str, word: str) -> bool:
    """Cheap test before `cost`: optimal string alignment distance within `allowed`."""
    most = allowed(len(mark))
    return OSA.distance(mark, word, score_cutoff=most) <= most


@lru_cache(maxsize=1 << 14)
def cost(mark: str, word: str) -> float:
    """Weighted edits from mark to word: 0.3 a doubled letter .. 1.5 another first letter.

    Source: optimal string alignment (Damerau 1964) with own weights.
    """
    out, more = _drops(mark), _drops(word)
    before: list[float] = []
    row = [0.0, *accumulate(more)]
    for place, letter in enumerate(mark, start=1):
        new = [row[0] + out[place - 1]]
        for other in range(1, len(word) + 1):
            best = min(
                row[other] + out[place - 1],
                new[other - 1] + more[other - 1],
                row[other - 1] + _swap(letter, word[other - 1], first=place == other == 1),
            )
            if (
                before
                and other > 1
                and letter == word[other - 2]
                and mark[place - 2] == word[other - 1]
            ):
                best = min(best, before[other - 2] + 0.6)
            new.append(best)
        before, row = row, new
    return row[-1]


def _drops(word: str) -> list[float]:
    """What it costs to leave out each letter."""
    return [_drop(word, place) for place in range(len(word))]


def _drop(word: str, place: int) -> float:
    letter = word[place]
    if place and word[place - 1] == letter:
        return 0.3
    if place == len(word) - 1 and letter in "se":
        return 0.5
    weight = 0.7 if letter in _VOWELS else 0.9
    return weight + (_FIRST if place == 0 else 0.0)


@lru_cache(maxsize=8192)
def _swap(mark: str, word: str, *, first: bool) -> float:
    if mark == word:
        return 0.0
    if skeleton(mark) == skeleton(word):
        return 0.3
    if frozenset((mark, word)) in _ALIKE:
        weight = 0.5
    elif mark in _VOWELS and word in _VOWELS:
        weight = 0.6
    else:
        weight = 1.0
    return weight + (_FIRST if first else 0.0)


def deletions(word: str) -> Sequence[str]:
    """The word and the word with each one letter taken out.

    Two words one edit or one transposition apart share one of these (SymSpell's observation).
    """
    return [word, *{word[:place] + word[place + 1 :] for place in range(len(word))}]
