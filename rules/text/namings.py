"""Faces of many assets at once, in columns: what `faces` gives for each.

Nearly every mark of a large register is one to five words in ASCII letters. Those are read
together, as bytes; what has aliases, a name in other languages, or another script, one by one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.domain.asset import Asset
from rules.text.faces import (
    ARTICLES,
    LONGEST,
    MARK,
    PART,
    Naming,
    dominant,
    faces,
    has_words,
    is_joined,
    known_names,
)
from rules.text.tokens import WORD

Bytes = npt.NDArray[np.uint8]

_NEWLINE: Final = 10
_SPACE: Final = 32
_LETTER, _CAPITAL, _DIGIT = 1, 2, 4
_CLASS: Final = np.zeros(128, dtype=np.uint8)
_CLASS[ord("a") : ord("z") + 1] = _LETTER
_CLASS[ord("A") : ord("Z") + 1] = _CAPITAL
_CLASS[ord("0") : ord("9") + 1] = _DIGIT
_FOLDED: Final = np.full(128, _SPACE, dtype=np.uint8)
for _letter in (*"abcdefghijklmnopqrstuvwxyz0123456789\n",):
    _FOLDED[[ord(_letter), ord(_letter.upper())]] = ord(_letter)


class Named(NamedTuple):
    """One face. asset: its number among those read; as_mark: written as the mark is."""

    asset: int
    as_mark: bool
    naming: Naming


@dataclass(frozen=True, slots=True)
class Namings:
    """Faces of some assets.

    marks: numbers of assets whose mark is plain: words in ASCII letters and digits. latin: the
    folded words of those and then of `more`, one space apart, each face closed by a newline.
    more: other faces in ASCII letters. others: all the rest.
    """

    marks: Sequence[int]
    more: Sequence[Named]
    others: Sequence[Named]
    latin: bytes

    @property
    def behind(self) -> Sequence[Named]:
        """All faces but the plain marks."""
        return [*self.more, *self.others]


def namings(assets: Sequence[Asset]) -> Namings:
    """Every way to write each of some assets; the same as `faces` gives one by one."""
    plain, odd = _parted(assets)
    spaced, humped = _read([assets[number].text or "" for number in plain])
    read = [pair for pair in zip(plain, spaced.split("\n"), strict=False) if pair[1]]
    more = [
        Named(number, as_mark=False, naming=naming)
        for number, line in read
        if " " in line
        for naming in _also(tuple(line.split(" ")))
    ]
    others: list[Named] = []
    for named in _one_by_one(assets, sorted([*odd, *(plain[line] for line in humped)])):
        (more if named.naming.latin else others).append(named)
    lines = [line for _, line in read]
    lines += [" ".join(named.naming.words) for named in more]
    marks = [number for number, _ in read]
    return Namings(marks, more, others, "".join([line + "\n" for line in lines]).encode())


def _parted(assets: Sequence[Asset]) -> tuple[list[int], list[int]]:
    """Numbers of assets that are read together, and of those that are read one by one."""
    known = known_names()
    plain: list[int] = []
    odd: list[int] = []
    for number, asset in enumerate(assets):
        text = asset.text
        if not text or not has_words(asset):
            continue
        simple = text.isascii() and not asset.aliases and len(text) <= LONGEST
        alone = "\n" not in text and text.lower().strip() not in known and not is_joined(text)
        if simple and alone:
            plain.append(number)
        else:
            odd.append(number)
    return plain, odd


def _one_by_one(assets: Sequence[Asset], numbers: Sequence[int]) -> Iterator[Named]:
    for number in numbers:
        for naming in faces(assets[number]):
            yield Named(number, naming.text == assets[number].text, naming)


def _also(words: tuple[str, ...]) -> Iterator[Naming]:
    """Other faces of a plain mark of several words."""
    seen: set[str] = set()
    if len(words) >= 3 and words[0] in ARTICLES:
        yield Naming(" ".join(words[1:]), MARK, words[1:], WORD)
    for word in words:
        if dominant(word) and word not in seen:
            seen.add(word)
            yield Naming(word, PART, (word,), WORD)


def _read(texts: Sequence[str]) -> tuple[str, Sequence[int]]:
    """ASCII texts -> their folded words, one space apart, a text a line; lines with a hump.

    A line with a hump ("NikeAir": two words) is left empty.
    """
    codes = np.frombuffer("".join([text + "\n" for text in texts]).encode(), dtype=np.uint8)
    kinds = _CLASS[codes]
    humps = ((kinds[:-1] == _LETTER) & (kinds[1:] == _CAPITAL)).nonzero()[0]
    ends = (codes == _NEWLINE).nonzero()[0]
    humped = np.unique(ends.searchsorted(humps))
    folded = _FOLDED[codes]
    for line in humped.tolist():
        folded[ends[line - 1] + 1 if line else 0 : ends[line]] = _SPACE
    digits = kinds == _DIGIT
    letters = (kinds != 0) & ~digits
    apart = (digits[1:] & letters[:-1]) | (letters[1:] & digits[:-1])
    if apart.any():
        folded = np.insert(folded, apart.nonzero()[0] + 1, _SPACE)
    return _stripped(folded).tobytes().decode(), humped.tolist()


def _stripped(codes: Bytes) -> Bytes:
    """One space where there are several, none at either end of a line."""
    space = codes == _SPACE
    kept = np.ones(len(codes), dtype=bool)
    kept[:1] = ~space[:1]
    kept[1:] = ~(space[1:] & (space[:-1] | (codes[:-1] == _NEWLINE)))
    codes = codes[kept]
    kept = np.ones(len(codes), dtype=bool)
    kept[:-1] = ~((codes[:-1] == _SPACE) & (codes[1:] == _NEWLINE))
    return codes[kept]
