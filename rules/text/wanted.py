"""What a text is searched for: the keys of all its readings, made in few calls."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from rules.language.lexicon import is_common
from rules.text import folds
from rules.text.disguise import JOINED, MASKED, Spelling
from rules.text.hashing import Hashes, lines, lines_of
from rules.text.index import Numbers, tagged
from rules.text.keys import SPELT, ends_and_length, front_and_length
from rules.text.sounds import coarse, near, pinyin, romanised
from rules.text.spelling import deletions
from rules.text.tokens import HAN, WORD

_MOST: Final = {"L": 4096, "S": 256, "M": 2048, "N": 2048, "P": 48, "V": 48, "X": 96, "Z": 96}
_MOST_OTHERS: Final = 128
"""Faces a key may have: beyond, it says too little of any of them to be worth a look."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Keys asked for: keys[i], of kind kinds[i], was made from reading readings[i]."""

    keys: Hashes
    readings: Numbers
    kinds: str
    most: Numbers


class _Asking:
    """Collects keys of one text."""

    def __init__(self, held: Collection[str]) -> None:
        self.held = held
        self._keys: list[Hashes] = []
        self._readings: list[Numbers] = []
        self._kinds: list[str] = []
        self._most: list[Numbers] = []
        self._texts: dict[str, list[tuple[str, int]]] = {}

    def ask(self, kinds: str, hashes: Hashes, readings: Numbers) -> None:
        """Ask for keys of each of these kinds, where the table holds such."""
        for kind in kinds:
            if kind in self.held and len(hashes):
                self._keys.append(tagged(hashes, kind))
                self._readings.append(readings)
                self._kinds.append(kind * len(hashes))
                self._most.append(np.full(len(hashes), _MOST.get(kind, _MOST_OTHERS)))

    def words(self, kinds: str, keys: Sequence[tuple[str, int]]) -> None:
        """The same for (key as text, reading); they are hashed together in the end."""
        self._texts.setdefault(kinds, []).extend(keys)

    def wanted(self) -> Wanted | None:
        """Everything asked for; None = nothing."""
        for kinds, keys in self._texts.items():
            if keys:
                hashes = lines([key for key, _ in keys]).whole()
                self.ask(kinds, hashes, np.array([reading for _, reading in keys]))
        if not self._keys:
            return None
        return Wanted(
            np.concatenate(self._keys),
            np.concatenate(self._readings),
            "".join(self._kinds),
            np.concatenate(self._most),
        )


def wanted(
    readings: Sequence[Spelling], edges: frozenset[int], held: Collection[str]
) -> Wanted | None:
    """The keys of every reading of a text.

    edges: places where Chinese words begin or end; no word may reach across the ends of what is
    taken for a mark. held: kinds of key the table has.
    """
    asking = _Asking(held)
    letters: list[tuple[str, int]] = []
    drawn: list[int] = []
    foreign: list[int] = []
    for number, reading in enumerate(readings):
        window = reading.window
        if window.kind == HAN:
            if window.start in edges and window.end in edges:
                _han_keys(asking, reading.word, number)
            continue
        if reading.how == MASKED:
            _masked(asking, reading.word, number)
            continue
        letters.append((reading.word, number))
        if reading.how == JOINED or _innocent(reading):
            continue
        if not reading.word.isascii():
            if window.kind != WORD or not reading.how:
                foreign.append(number)
        elif window.kind == WORD:
            drawn.append(number)
    asking.words("L", letters)
    asking.words("XZ", [(coarse(romanised(readings[n].word)), n) for n in foreign])
    if drawn:
        _latin(asking, readings, drawn)
    return asking.wanted()


def _innocent(reading: Spelling) -> bool:
    """An ordinary word, written plainly, is no disguise of a mark: only the mark itself."""
    return not reading.how and reading.window.tokens == 1 and is_common(reading.word)


def _masked(asking: _Asking, word: str, number: int) -> None:
    asking.words("DE", [("".join(filter(str.isalnum, word)), number)])
    shown = lines([word])
    reading = np.array([number])
    if word[1:2].isalnum():
        asking.ask("M", front_and_length(shown), reading)
    if word[-1].isalnum():
        asking.ask("N", ends_and_length(shown), reading)


def _latin(asking: _Asking, readings: Sequence[Spelling], drawn: Sequence[int]) -> None:
    """Shapes of all, slips of those that may be words, sounds of those that are."""
    text = "".join([readings[number].word + "\n" for number in drawn]).encode()
    numbers = np.array(drawn)
    asking.ask("S", lines_of(folds.skeletons(text)).whole(), numbers)
    single = [number for number in drawn if _whole(readings[number])]
    several = [number for number in drawn if _several(readings[number])]
    _slips(asking, "DEFfRr", readings, single)
    if "E" in asking.held:
        _slips(asking, "E f r ", readings, several)
    _heard(asking, readings, [number for number in single if readings[number].window.glued])


def _whole(reading: Spelling) -> bool:
    window = reading.window
    apart = window.letter_by_letter and window.tokens > 1
    return window.glued and not apart and len(reading.word) >= 3 and window.tokens <= 3


def _several(reading: Spelling) -> bool:
    """Words apart can only be misspelt marks of several words."""
    window = reading.window
    if window.glued or window.letter_by_letter or len(reading.word) < 3:
        return False
    return window.tokens <= 3


def _slips(
    asking: _Asking, kinds: str, readings: Sequence[Spelling], chosen: Sequence[int]
) -> None:
    if not chosen:
        return
    numbers = np.array(chosen)
    words = [readings[number].word for number in chosen]
    letters = lines([word[:SPELT] for word in words])
    asking.ask(kinds[:2].strip(), letters.whole(), numbers)
    without, line = letters.without_one()
    asking.ask(kinds[:2].strip(), without, numbers[line])
    long = [place for place, word in enumerate(words) if len(word) >= 7]
    if long:
        letters = lines([words[place] for place in long])
        asking.ask(kinds[2:4].strip(), letters.heads(4), numbers[long])
        asking.ask(kinds[4:].strip(), letters.tails(4), numbers[long])


def _heard(asking: _Asking, readings: Sequence[Spelling], chosen: Sequence[int]) -> None:
    if not chosen:
        return
    numbers = np.array(chosen)
    words = [readings[number].word for number in chosen]
    text = "".join([word + "\n" for word in words]).encode()
    heard = lines_of(folds.sounds(text))
    enough = heard.lengths >= 3
    asking.ask("P", heard.whole()[enough], numbers[enough])
    if "Z" in asking.held:
        asking.ask("Z", lines_of(folds.consonant_classes(text)).whole(), numbers)
    bare = lines_of(folds.without_vowels(text))
    enough = np.array([len(word) >= 5 for word in words]) & (bare.lengths >= 3)
    asking.ask("V", bare.whole()[enough], numbers[enough])


def _han_keys(asking: _Asking, word: str, number: int) -> None:
    syllables = pinyin(word)
    asking.words("L", [(word, number), ("".join(syllables), number)])
    asking.words("Y", [("".join(near(syllable) for syllable in syllables), number)])
    if len(word) == 2:
        asking.words("H", [(word[0] + "?", number), ("?" + word[1], number)])
    if len(word) >= 3:
        asking.words("D", [(part, number) for part in deletions(word)])
