"""What a word sounds like: a key for Latin words, pinyin for Han, a coarse key across scripts."""

import re
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii
from pypinyin import lazy_pinyin

# Spelling -> sound, in this order. Own table; broad on purpose, so that English, Romance and
# German readings of one brand fall together. Capital letters are sounds already settled.
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"(.)\1+", r"\1"),
        (r"^(kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"sch|sh|tch|ch", "S"),
        (r"ph", "f"),
        (r"gh(?=[ei])", "g"),
        (r"(?<=[aiou])gh", ""),
        (r"wh", "w"),
        (r"th", "t"),
        (r"ck|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"w|v", "f"),
        (r"dg|j", "g"),
        (r"eau|eaux|ault|oa|ow|ou|au|aw|oo", "o"),
        (r"ee|ea|ie|ei|ey|ay|ai|y", "i"),
        (r"h", ""),
        (r"(?<=[a-zS][a-zS])e$", ""),
        (r"u", "o"),
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
    )
)

_COARSE: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"x", "ks"),
        (r"tsch|tch|sch|sh|ch|zh|ts|dj|j|z|c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "s"),
        (r"ph|[bfvwp]", "p"),
        (r"th|[td]", "t"),
        (r"[gkcq]h?", "k"),
        (r"[lr]", "l"),
        (r"[nm]g?", "n"),
        (r"[aeiouyh]", ""),
        (r"(.)\1+", r"\1"),
    )
)

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

_NEAR_PINYIN: Final = (
    (re.compile(r"zh|j"), "z"),
    (re.compile(r"ch|q"), "c"),
    (re.compile(r"sh|x"), "s"),
    (re.compile(r"ng(?![aeiou])"), "n"),
    (re.compile(r"^n(?=[aeiou])"), "l"),
    (re.compile(r"^h"), "f"),
)


_SILENT_R: Final = re.compile(r"r(?=[^aeiouyr]|$)")
_VOWELS: Final = re.compile(r"[aeiouy]")
_DOUBLE: Final = re.compile(r"(.)\1+")


def _apply(rules: tuple[tuple[re.Pattern[str], str], ...], word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Key of a folded Latin word: words of one key are heard as one; '' = no letters."""
    return _apply(_RULES, word)


@lru_cache(maxsize=65536)
def coarse(word: str) -> str:
    """Consonant classes only, for comparing renderings in different scripts."""
    return _apply(_COARSE, word)


def romanised(word: str) -> str:
    """Folded letters of any script -> lower-case ASCII as they sound."""
    letters = anyascii(_apply(_KANA, word)).lower()
    if "\u0600" <= word[:1] <= "\u06ff":  # waw and ya write vowels as well
        letters = letters.replace("w", "o").replace("y", "i")
    return letters


def without_r(word: str) -> str:
    """Latin word as kana and Hangul write it: no r before a consonant or at the end."""
    return _SILENT_R.sub("", word)


def consonants(word: str) -> str:
    """Letters without vowels, doubled ones once."""
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word))


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
