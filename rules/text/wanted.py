"""What a text is searched for: the keys of all its readings, made in few calls."""

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from rules.language.lexicon import is_common
from rules.text import folds
from rules.text.disguise import HALF, JOINED, MASKED, Spelling
from rules.text.hashing import Hashes, Lines, lines, lines_of
from rules.text.index import Numbers, tagged
from rules.text.keys import LONG, back, ends_and_length, front_and_length
from rules.text.sounds import coarse, near, pinyin, romanised
from rules.text.spelling import deletions
from rules.text.tokens import HAN, WORD

_MOST: Final = np.full(128, 128)
"""Faces a key of a kind may have: beyond, it says too little of any to be worth a look."""
for _kind, _most in {
    "L": 4096, "S": 256, "M": 2048, "N": 2048, "P": 8, "V": 8, "X": 4096, "Z": 96
}.items():  # fmt: skip
    _MOST[ord(_kind)] = _most


@dataclass(frozen=True, slots=True)
class Wanted:
    """Keys asked for: keys[i], of kind kinds[i], was made from reading readings[i]."""

    keys: Hashes
    readings: Numbers
    kinds: npt.NDArray[np.uint8]
    most: Numbers


class _Asking:
    """Collects keys of one text."""

    def __init__(self, held: AbstractSet[str]) -> None:
        self.held = held
        self._hashes: list[Hashes] = []
        self._readings: list[Numbers] = []
        self._kinds: list[int] = []
        self._texts: dict[str, list[tuple[str, int]]] = {}

    def ask(self, kinds: str, hashes: Hashes, readings: Numbers) -> None:
        """Ask for keys of each of these kinds, where the table holds such."""
        for kind in kinds:
            if kind in self.held:
                self._hashes.append(hashes)
                self._readings.append(readings)
                self._kinds.append(ord(kind))

    def words(self, kinds: str, keys: Sequence[tuple[str, int]]) -> None:
        """The same for (key as text, reading); they are hashed together in the end."""
        self._texts.setdefault(kinds, []).extend(keys)

    def wanted(self) -> Wanted | None:
        """Everything asked for; None = nothing."""
        for kinds, keys in self._texts.items():
            if keys:
                hashes = lines([key for key, _ in keys]).whole()
                self.ask(kinds, hashes, np.array([reading for _, reading in keys]))
        if not self._hashes:
            return None
        lengths = [len(one) for one in self._hashes]
        codes = np.array(self._kinds, dtype=np.uint8).repeat(lengths)
        made = tagged(np.concatenate(self._hashes), codes)
        return Wanted(made, np.concatenate(self._readings), codes, _MOST[codes])


def wanted(
    readings: Sequence[Spelling], edges: frozenset[int], held: AbstractSet[str]
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
        if reading.window.kind == HAN:
            if reading.window.start in edges and reading.window.end in edges:
                _han_keys(asking, reading.word, number)
        elif reading.how == HALF:
            _halves(asking, reading, number)
        elif reading.how == MASKED:
            _masked(asking, reading.word, number)
        else:
            letters.append((reading.word, number))
            if _more(reading):
                (drawn if reading.word.isascii() else foreign).append(number)
    asking.words("L", letters)
    asking.words("XZ", [(coarse(romanised(readings[n].word)), n) for n in foreign])
    if drawn:
        _latin(asking, readings, drawn)
    return asking.wanted()


def _more(reading: Spelling) -> bool:
    """True when it is read for more than the mark letter for letter."""
    if reading.how == JOINED or _innocent(reading):
        return False
    word = reading.window.kind == WORD
    return word if reading.word.isascii() else not (word and reading.how)


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
    """Shapes of all, slips of those that may be words, sounds of those that are.

    All their lines are hashed together: a call costs more than a thousand letters.
    """
    single = [number for number in drawn if _whole(readings[number])]
    several = [n for n in drawn if _several(readings[n])] if asking.held & {"E", "g"} else []
    words = [readings[number].word for number in single]
    spelt = [*words, *(readings[number].word for number in several)]
    text = _lines(words)
    folded = (
        folds.skeletons(_lines([readings[number].word for number in drawn])),
        folds.sounds(text),
        folds.consonant_classes(text),
        folds.without_vowels(text),
        _lines(spelt),
    )
    letters = lines_of(b"".join(folded))
    ends = list(itertools.accumulate((len(drawn), *[len(words)] * 3, len(spelt)), initial=0))
    shapes, heard, classes, bare, whole = itertools.starmap(letters.part, itertools.pairwise(ends))
    asking.ask("S", shapes.whole(), np.array(drawn))
    numbers = np.array([*single, *several], dtype=np.int64)
    alone = numbers[: len(single)]
    enough = heard.lengths >= 3
    asking.ask("P", heard.whole()[enough], alone[enough])
    asking.ask("Z", classes.whole(), alone)
    enough = (whole.lengths[: len(single)] >= 5) & (bare.lengths >= 3)
    asking.ask("V", bare.whole()[enough], alone[enough])
    _slips(asking, whole, numbers, len(single))


def _lines(words: Sequence[str]) -> bytes:
    return "".join([word + "\n" for word in words]).encode()


def _slips(asking: _Asking, whole: Lines, numbers: Numbers, single: int) -> None:
    """Keys of misspellings; lines from number `single` on are several words."""
    lengths = whole.lengths
    short = (lengths <= LONG + 1).nonzero()[0]
    letters = whole.only(short)
    without, line = letters.without_one()
    hashes = np.concatenate((letters.whole(), without))
    _both(asking, "DE", hashes, np.concatenate((short, short[line])), numbers, single)
    ends = ((lengths >= 7) & (lengths <= LONG + 1)).nonzero()[0]
    letters = whole.only(ends)
    _both(asking, "Ff", letters.heads(4), ends, numbers, single)
    _both(asking, "Rr", letters.tails(4), ends, numbers, single)
    far = (lengths >= LONG - 3).nonzero()[0]
    letters = whole.only(far)
    _both(asking, "Gg", letters.heads(6), far, numbers, single)
    _both(asking, "Tt", back(letters), far, numbers, single)


def _both(
    asking: _Asking, kinds: str, hashes: Hashes, line: Numbers, numbers: Numbers, single: int
) -> None:
    """One word may be a mark of one word or of several; words apart only of several."""
    alone = line < single
    asking.ask(kinds[0], hashes[alone], numbers[line[alone]])
    asking.ask(kinds[1], hashes, numbers[line])


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


def _halves(asking: _Asking, reading: Spelling, number: int) -> None:
    """Keys of characters and pinyin side by side; of a mark of two, the character alone."""
    syllables, written = reading.word.split(), reading.window.word
    asking.words("Y", [("".join(map(near, syllables)), number)])
    if len(syllables) == 2:
        first, last = written[0], written[-1]
        asking.words("H", [(f"?{last}" if first.isascii() else f"{first}?", number)])


def _han_keys(asking: _Asking, word: str, number: int) -> None:
    syllables = pinyin(word)
    asking.words("L", [(word, number), ("".join(syllables), number)])
    asking.words("Y", [("".join(near(syllable) for syllable in syllables), number)])
    if len(word) == 2:
        asking.words("H", [(word[0] + "?", number), ("?" + word[1], number)])
    if len(word) >= 3:
        asking.words("D", [(part, number) for part in deletions(word)])
