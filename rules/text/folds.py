"""Folds of many words at once: what the eye or the ear makes of them.

Every fold takes and gives ASCII lines, one word a line, each closed by a newline: `bytes.replace`
and `bytes.translate` over a million lines cost less than one regular expression over a thousand.
One word is folded by the same functions, so that register and title can never disagree.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import numpy as np

from rules.text.glyphs import CLASSES, DIGRAPHS

_NEWLINE: Final = 10
_NOT_LETTERS: Final = bytes(
    code for code in range(128) if not 97 <= code <= 122 and code != _NEWLINE
)
_SHAPES: Final = bytes(ord(CLASSES.get(code, chr(code))) for code in range(256))
_SHAPE_PAIRS: Final = tuple((pair.encode(), single.encode()) for pair, single in DIGRAPHS)

# Spelling -> sound, in this order. Own table; broad on purpose, so that English, Romance and
# German readings of one brand fall together. S is a hissing sound, O an o already settled.
_SOUNDS: Final = tuple(
    (pair.split(b">")[0].replace(b"^", b"\n"), pair.split(b">")[1].replace(b"^", b"\n"))
    for pair in (
        b"^kn>^n ^gn>^n ^pn>^n ^wr>^r sch>S tch>S sh>S ch>S ph>f ghe>ge ghi>gi "
        b"agh>a igh>i ogh>o ugh>u wh>w th>t ck>k qu>k q>k ce>se ci>si cy>sy c>k x>ks z>s "
        b"w>f v>f dg>g j>g eau>O ault>O oa>O ou>O au>O oo>O "
        b"ee>i ea>i ie>i ei>i ey>i ay>i ai>i y>i h>"
    ).split()
)
_LAST_E: Final = re.compile(rb"(?<=[a-zSO][a-zSO])e(?=\n)")
_LAST_VOWELS: Final = bytes.maketrans(b"uOe", b"ooi")

_CLASSES: Final = tuple(
    tuple(pair.split(b">"))
    for pair in (
        b"x>ks tsch>Z tch>Z ts>Z sch>Z sh>Z ch>Z zh>Z dj>Z ce>Ze ci>Zi cy>Zy ge>Ze gi>Zi gy>Zy"
    ).split()
)
_CLASS_OF: Final = bytes.maketrans(b"jzZbfvwpdtgkcqlrnm", b"ssspppppttkkkkllnn")
_SILENT_R: Final = re.compile(rb"r(?=[^aeiouyr])")


def skeletons(text: bytes) -> bytes:
    """What the eye reads: equal skeletons look alike in many typefaces."""
    for pair, single in _SHAPE_PAIRS:
        text = text.replace(pair, single)
    return text.translate(_SHAPES)


def sounds(text: bytes) -> bytes:
    """What a reader says: words of one key are heard as one; an empty line = no letters."""
    text = b"\n" + undoubled(text.translate(None, _NOT_LETTERS))
    for spelt, heard in _SOUNDS:
        text = text.replace(spelt, heard)
    text = _LAST_E.sub(b"", text).translate(_LAST_VOWELS)
    return undoubled(text[1:])


def consonant_classes(text: bytes) -> bytes:
    """Consonant classes only, for comparing renderings in different scripts."""
    text = text.translate(None, _NOT_LETTERS)
    for spelt, heard in _CLASSES:
        text = text.replace(spelt, heard)
    return undoubled(text.translate(_CLASS_OF, b"aeiouyh"))


def without_r(text: bytes) -> bytes:
    """Latin words as kana and Hangul write them: no r before a consonant or at the end."""
    return _SILENT_R.sub(b"", text)


def without_vowels(text: bytes) -> bytes:
    """Letters without vowels, doubled ones once."""
    return undoubled(text.translate(None, b"aeiouy"))


def undoubled(text: bytes) -> bytes:
    """Every letter that stands several times in a row once; empty lines stay."""
    codes = np.frombuffer(text, dtype=np.uint8)
    kept = np.ones(len(codes), dtype=bool)
    kept[1:] = (codes[1:] != codes[:-1]) | (codes[1:] == _NEWLINE)
    return codes[kept].tobytes()


def for_a_word(fold: Callable[[bytes], bytes]) -> Callable[[str], str]:
    """The same fold for one folded word; letters outside ASCII are passed over."""

    @lru_cache(maxsize=65536)
    def of(word: str) -> str:
        return fold(word.encode("ascii", "ignore") + b"\n")[:-1].decode()

    return of
