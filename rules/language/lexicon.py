"""Ordinary words: a near spelling that is itself a common word is no evidence of a mark."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import rjieba
import spellchecker
from anyascii import anyascii

_COMMON = 200  # occurrences in the word list's corpus; "hikes" 337, misspellings are absent

_OFTEN = re.compile(rb'": ?([0-9]{3,})')
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_NAMES = frozenset({"nr", "nrt", "nrfg", "nz", "nt", "ns"})  # people, foreign, other, firms, places


@cache
def _frequencies() -> dict[str, int]:
    """Folded word -> occurrences; six word lists of pyspellchecker (MIT)."""
    merged: dict[str, int] = {}
    for language in ("de", "it", "pt", "fr", "es", "en"):
        packed = files(spellchecker).joinpath(f"resources/{language}.json.gz").read_bytes()
        for word, count in _words_met_often(gzip.decompress(packed)):
            if count >= _COMMON:
                plain = word.lower() if word.isascii() else anyascii(word).lower()
                merged[plain] = max(count, merged.get(plain, 0))
    return merged


def _words_met_often(json: bytes) -> Iterator[tuple[str, int]]:
    """Those met 100 times and more, of an object of word -> occurrences.

    Most words are rarer, and every process that compares words would pay for decoding them too.
    """
    for often in _OFTEN.finditer(json):
        end = often.start()
        yield json[json.rfind(b'"', 0, end) + 1 : end].decode(), int(often[1])


def frequency(word: str) -> int:
    """Occurrences of a folded word in ordinary text; 0 = not a common word."""
    return _frequencies().get(word, 0)


def is_common(word: str) -> bool:
    """True for words an honest seller may just happen to write."""
    return word in _frequencies()


@cache
def _segmenter() -> rjieba.Jieba:
    return rjieba.Jieba()  # our own, so that words others add change nothing here


def edges(text: str) -> frozenset[int]:
    """Places in Chinese text where dictionary words begin or end, both ends included.

    Characters that form no dictionary word stand alone. Source: jieba's dictionary (rjieba, MIT).
    """
    places = [0]
    for word in _segmenter().cut(text, hmm=False):
        places.append(places[-1] + len(word))
    return frozenset(places)


@cache
def is_chinese_word(word: str) -> bool:
    """True when the dictionary holds the whole word, and not as a name.

    Brands and the syllables that transcribe foreign names stand there as names.
    """
    if not _segmenter().has_word(word):
        return False
    tagged = _segmenter().tag(word, hmm=False)
    return len(tagged) != 1 or tagged[0][1] not in _NAMES


def words_of(text: str) -> list[str]:
    """Runs of Han characters cut into dictionary words; what is not Han is left out."""
    return [word for run in _HAN_RUN.findall(text) for word in _segmenter().cut(run, hmm=False)]
