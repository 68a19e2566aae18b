"""Keys: by what a face is found, and by what a stretch of text looks for it.

The letters name the kinds of key: L letters, S shape, D and E one letter left out (of one word, of
several), P sound, X and Z consonant classes (of Latin marks, of
others), V consonants, F and R first and last four letters (f, r of
several words), M and N what a masked word shows, Y and H Chinese sound and look-alikes, B the
beginning of a long or mixed mark. Every kind is made for many words at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from rules.text import folds
from rules.text.faces import Naming
from rules.text.hashing import Hashes, Lines, lines, lines_of, mixed
from rules.text.index import TableMaker
from rules.text.namings import Namings
from rules.text.sounds import coarse, near, pinyin, romanised
from rules.text.spelling import deletions
from rules.text.tokens import HAN, WORD

LONG: Final = 13
"""Letters from which on a slip leaves one end of a mark whole: such are found by their ends."""
WORDS: Final = 4
"""Words of a mark that are looked up at once; of longer ones these lead to the rest."""
RUN: Final = 12
"""The same in characters, for writing that sets no spaces."""

Owners = npt.NDArray[np.uint64]
_NEWLINE, _SPACE = 10, 32
_LENGTH: Final = np.uint64(0xD6E8FEB86659FD93)


def add_keys(table: TableMaker, first: int, named: Namings) -> None:
    """Put all keys of these faces, numbered from `first` on, into a table."""
    if named.latin:
        _latin_keys(table, first, named.latin)
    others: dict[str, list[tuple[str, int]]] = defaultdict(list)
    behind = first + named.latin.count(b"\n")
    for number, one in enumerate(named.others, behind):
        for kind, key in _other_keys(one.naming):
            others[kind].append((key, number))
    for kind, keys in others.items():
        owners = np.array([number for _, number in keys], dtype=np.uint64)
        table.add(kind, lines([key for key, _ in keys]).whole(), owners)


def _head(naming: Naming) -> str:
    """How a mark begins that cannot be looked up whole; "" = it can."""
    words = naming.words
    if naming.kind is None:
        return words[0]
    if len(words) > WORDS:
        return "".join(words[:WORDS])
    return words[0][:RUN] if naming.kind != WORD and len(words[0]) > RUN else ""


def _latin_keys(table: TableMaker, first: int, spaced: bytes) -> None:
    """spaced: faces, words one space apart, a face a line."""
    spaces = _spaces(spaced)
    owners = np.arange(first, first + len(spaces), dtype=np.uint64)
    many = (spaces >= WORDS).nonzero()[0]
    if len(many):
        heads = _heads(spaced, many.tolist())
        table.add("B", lines(heads).whole(), owners[many])
    text = spaced.replace(b" ", b"")
    letters = lines_of(text)
    table.add("L", letters.whole(), owners)
    table.add("S", lines_of(folds.skeletons(text)).whole(), owners)
    spelt = letters.lengths >= 4
    if not spelt.all():
        text = letters.text_of(spelt)
        letters, owners, spaces = lines_of(text), owners[spelt], spaces[spelt]
    once = (spaces == 0).nonzero()[0]
    _slips(table, "DFRGT", letters.only(once), owners[once])
    several = spaces.nonzero()[0]
    _slips(table, "Efrgt", letters.only(several), owners[several])
    masked = letters.only(once)  # a masked stretch is one word
    table.add("M", front_and_length(masked), owners[once])
    table.add("N", ends_and_length(masked), owners[once])
    _heard(table, text, letters, owners)


def _spaces(lines: bytes) -> npt.NDArray[np.int64]:
    """Spaces in each line."""
    codes = np.frombuffer(lines, dtype=np.uint8)
    ends = (codes == _NEWLINE).nonzero()[0]
    places = (codes == _SPACE).nonzero()[0]
    before: npt.NDArray[np.int64] = places.searchsorted(ends)
    before[1:] -= before[:-1].copy()
    return before


def _heads(spaced: bytes, chosen: Sequence[int]) -> list[str]:
    """How marks of many words begin, run together."""
    every = spaced.decode().split("\n")
    return ["".join(every[number].split(" ", WORDS)[:WORDS]) for number in chosen]


def _slips(table: TableMaker, kinds: str, letters: Lines, owners: Owners) -> None:
    """Keys of misspellings; kinds: one letter left out, both ends, both ends of long ones."""
    lengths = letters.lengths
    near = (lengths < LONG).nonzero()[0]
    short = letters.only(near)
    table.add(kinds[0], short.whole(), owners[near])
    without, line = short.without_one()
    table.add(kinds[0], without, owners[near[line]])
    ends = ((lengths >= 8) & (lengths < LONG)).nonzero()[0]
    table.add(kinds[1], letters.only(ends).heads(4), owners[ends])
    table.add(kinds[2], letters.only(ends).tails(4), owners[ends])
    far = (lengths >= LONG).nonzero()[0]
    table.add(kinds[3], letters.only(far).heads(6), owners[far])
    table.add(kinds[4], back(letters.only(far)), owners[far])


def back(letters: Lines) -> Hashes:
    """First letter and the last six: what is left of a long mark that begins with a slip."""
    return letters.tails(6) ^ mixed(letters.heads(1))


def _heard(table: TableMaker, text: bytes, letters: Lines, owners: Owners) -> None:
    heard = lines_of(folds.sounds(text))
    enough = heard.lengths >= 3
    table.add("P", heard.whole()[enough], owners[enough])
    classes = lines_of(folds.consonant_classes(text))
    enough = classes.lengths >= 2
    hashes = classes.whole()
    table.add("X", hashes[enough], owners[enough])
    silent = lines_of(folds.consonant_classes(folds.without_r(text))).whole()
    other = enough & (silent != hashes)
    table.add("X", silent[other], owners[other])
    bare = lines_of(folds.without_vowels(text))
    enough = (bare.lengths >= 3) & (letters.lengths >= 5)
    table.add("V", bare.whole()[enough], owners[enough])


def front_and_length(letters: Lines) -> Hashes:
    """First two letters and length: what "ni***" shows."""
    return mixed(letters.heads(2)) + letters.lengths.astype(np.uint64) * _LENGTH


def ends_and_length(letters: Lines) -> Hashes:
    """First letter, last letter and length: what "n**e" shows."""
    both = mixed(letters.heads(1)) ^ letters.tails(1)
    return both + letters.lengths.astype(np.uint64) * _LENGTH


def _other_keys(naming: Naming) -> Iterator[tuple[str, str]]:
    """Keys of marks that are not written in ASCII letters alone."""
    word = "".join(naming.words)
    head = _head(naming)
    if head:
        yield "B", head
    yield "L", word
    if naming.kind == HAN:
        yield from _han_keys(word)
    elif naming.kind is not None and len(word) >= 2:
        yield "Z", coarse(romanised(word))


def _han_keys(word: str) -> Iterator[tuple[str, str]]:
    syllables = pinyin(word)
    spelt = "".join(syllables)
    if len(word) >= 2:
        yield "Y", "".join(near(syllable) for syllable in syllables)
    if len(word) >= 2 and len(spelt) >= 5:
        yield "L", spelt
    if len(word) == 2:
        yield from (("H", word[0] + "?"), ("H", "?" + word[1]))
    if len(word) >= 3:
        yield from (("D", part) for part in deletions(word))
