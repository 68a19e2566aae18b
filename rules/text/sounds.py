"""What a word sounds like: a key for Latin words, pinyin for Han, a coarse key across scripts."""

import re
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii
from pypinyin import lazy_pinyin

from rules.text import folds
from rules.text.folds import for_a_word

_KANA: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ー", ""),
        (r"ッ", ""),
        (r"ティ", "ti"), (r"ディ", "di"), (r"トゥ", "tu"), (r"ドゥ", "du"),
        (r"ファ", "fa"), (r"フィ", "fi"), (r"フェ", "fe"), (r"フォ", "fo"),
        (r"ヴァ", "va"), (r"ヴィ", "vi"), (r"ヴェ", "ve"), (r"ヴォ", "vo"), (r"ヴ", "vu"),
        (r"ウィ", "wi"), (r"ウェ", "we"), (r"ウォ", "wo"),
        (r"シャ", "sha"), (r"シュ", "shu"), (r"ショ", "sho"), (r"シェ", "she"),
        (r"チャ", "cha"), (r"チュ", "chu"), (r"チョ", "cho"), (r"チェ", "che"),
        (r"ジャ", "ja"), (r"ジュ", "ju"), (r"ジョ", "jo"), (r"ジェ", "je"),
        (r"キュ", "kyu"), (r"ャ", "ya"), (r"ュ", "yu"), (r"ョ", "yo"),
    )
)  # fmt: skip

_GREEK: Final = tuple(  # pairs that write one foreign sound
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"μπ", "b"), (r"γ[κγ]", "g"), (r"^ντ|ντ$|(?<=[λρ])ντ", "d"), (r"τ[σζ]", "ts"),
        (r"ου", "u"), (r"χ", "h"),
    )
)  # fmt: skip

_CYRILLIC: Final = (  # what foreign names are written with
    (re.compile(r"х"), "h"),
    (re.compile(r"дж"), "j"),
)

_HEBREW: Final = tuple(  # vav is v where it is first, doubled or before yod, else a vowel
    (re.compile(pattern), sound)
    for pattern, sound in ((r"וו|^ו|ו(?=י)", "v"), (r"ו", "o"), (r"ה$", "a"), (r"(?<=.)א", "a"))
)

_NEAR_PINYIN: Final = (
    (re.compile(r"zh|j"), "z"),
    (re.compile(r"ch|q"), "c"),
    (re.compile(r"sh|x"), "s"),
    (re.compile(r"ng(?![aeiou])"), "n"),
    (re.compile(r"^n(?=[aeiou])"), "l"),
    (re.compile(r"^h"), "f"),
)


def _apply(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


sound: Final = for_a_word(folds.sounds)
"""Key of a folded Latin word: words of one key are heard as one; '' = no letters."""

coarse: Final = for_a_word(folds.consonant_classes)
"""Consonant classes only, for comparing renderings in different scripts."""

without_r: Final = for_a_word(folds.without_r)
"""Latin word as kana and Hangul write it: no r before a consonant or at the end."""

consonants: Final = for_a_word(folds.without_vowels)
"""Letters without vowels, doubled ones once."""


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """Folded letters of any script -> lower-case ASCII as they sound."""
    first = word[:1]
    letters = anyascii(_apply(_rules_of(first), word)).lower()
    if "\u0600" <= first <= "\u06ff":  # past the first letter waw and ya write vowels as well
        kept = 1 if first in "وي" else 0
        letters = letters[:kept] + letters[kept:].replace("w", "o").replace("y", "i")
    return letters


def _rules_of(letter: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """What a script writes by more than one letter, by a letter of it."""
    if "\u0370" <= letter <= "\u03ff":
        return _GREEK
    if "\u0400" <= letter <= "\u052f":
        return _CYRILLIC
    if "\u0590" <= letter <= "\u05ff":
        return _HEBREW
    return _KANA if "\u30a0" <= letter <= "\u30ff" else ()


def spoken(syllables: tuple[str, ...]) -> str:
    """Pinyin as an English reader would write it: x is sh, q is ch."""
    return "".join(syllables).replace("x", "sh").replace("q", "ch")


@cache
def _syllable(character: str) -> str:
    return lazy_pinyin(character)[0]


def pinyin(word: str) -> tuple[str, ...]:
    """Han characters -> toneless syllables, each character in its most frequent reading."""
    return tuple(_syllable(character) for character in word)


@cache
def near(syllable: str) -> str:
    """Syllable with the distinctions dropped that dialects drop: zh/z, ng/n, n/l, h/f."""
    return _apply(_NEAR_PINYIN, syllable)
