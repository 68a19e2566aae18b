"""Terms of a text: the concepts and words that claims and offers share, each with its place.

A concept is a group of words that name one thing in claims and in shops, in English and Chinese
(concepts.tsv, ours): "housing" = "shell" = 壳体. What no concept covers is a stemmed word or a
segmented Han word. A negated term is one the text denies: "no battery", 不带支架, "lidless".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind

from rules.language.views import folded
from rules.patent.quantities import amounts

_WORDS: Final = re.compile(r"[a-z][a-z0-9]*|[\u3400-\u9fff]+")
_ENDINGS: Final = (
    "ations", "ation", "ingly", "ically", "ating", "ators", "ator", "ably", "ible", "able", "ical",
    "ings", "ing", "ies", "ied", "edly", "ed", "ally", "ly", "ers", "er", "ors", "or", "ic", "es",
    "s", "e", "y",
)  # fmt: skip
_SHORTEST_STEM: Final = 3
_DENIES: Final = re.compile(
    r"\b(?:no|not|non|without|never|lacks?|lacking|free of|instead of|excluding|excludes|"
    r"doesn't have|does not have|need no|needs no)\b(?! (?:only|less|more|exceeding))"
    r"|不(?:带|含|包含|包括|配|设|需要|需|用|可|能|具备|支持)|没有|未(?:配|设|带|含)"
    r"|无需|无须|无(?!线|人机|极|纺)|免(?!费|税|运)"
)
_SCOPE: Final = re.compile(
    r"[,，;；。.!！?？|、:：()（）]|\b(?:but|and has|with|only|just)\b|但|而|只"
)
_SCOPE_LETTERS: Final = 32
_WITHOUT: Final = re.compile(r"\b([a-z]{3,})(?:less|[- ]free)\b")
_ATTACHED: Final = re.compile(r"\s*(?:to|on|onto|at|in|with|by|above|below)\b")
_FIXED: Final = "fixed_in_place"
_LONE: Final = re.compile("[\ud800-\udfff]")  # half a sign, which no library takes
_COUNT: Final = re.compile("[两二三四五六七八九十]+(?:个|根|条|只|片|叶|块|把|支|组|枚)")
"""How many there are is compared as a number (`wanted.counts_of`)."""
_SUFFIXES: Final = "式型的地状性"


@cache
def weak_words() -> frozenset[str]:
    """Words that carry no feature of their own, in either language."""
    written = files(__package__).joinpath("weak_words.txt").read_text(encoding="utf-8")
    return frozenset(written.split())


@dataclass(frozen=True, slots=True)
class Term:
    """key: concept or stem; text[start:end] of the folded text. groups: of exclusive attributes."""

    key: str
    start: int
    end: int
    groups: frozenset[str] = frozenset()
    denied: bool = False


@cache
def _rows() -> list[list[str]]:
    """Concept, the wider concepts it is one of, its groups, its words."""
    lines = files(__package__).joinpath("concepts.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


@cache
def _named_words() -> list[tuple[str, tuple[str, frozenset[str]]]]:
    """Every word of concepts.tsv with its concept and groups."""
    return [
        (word, (key, frozenset(groups.split(",")) - {""}))
        for key, _, groups, names in _rows()
        for word in _forms(names.split(" / "))
    ]


@cache
def wider() -> dict[str, frozenset[str]]:
    """Concept -> all it is one of: an offer of a desk lamp offers a lamp, but not the reverse."""
    above = {key: frozenset(genera.split(",")) for key, genera, _, _ in _rows() if genera}

    def all_above(key: str) -> frozenset[str]:
        return frozenset().union(*({one} | all_above(one) for one in above.get(key, ())))

    return {key: all_above(key) for key in above}


@cache
def _automaton() -> AhoCorasick:
    words = [word for word, _ in _named_words()]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def _forms(names: list[str]) -> Iterator[str]:
    """Names, and Latin ones in the plural too."""
    for name in map(folded, names):
        yield name
        if name.isascii() and not name.endswith("s"):
            yield f"{name}es" if name.endswith(("x", "ch", "sh")) else f"{name}s"


@cache
def _signs() -> dict[str, tuple[str, frozenset[str]]]:
    """Concepts of a single Han sign, which count only where the sign is a word of its own."""
    return {word: meant for word, meant in _named_words() if len(word) == 1}


def terms_of(text: str) -> list[Term]:
    """All terms of a folded text, in order of place."""
    text = _LONE.sub("\ufffd", text)
    found = [*_named(text)]
    bare = _blanked(text, [(term.start, term.end) for term in found])
    denied = [*_denied(bare)]
    bare = _blanked(bare, [(amount.start, amount.end) for amount in amounts(text)])
    found += [*_plain(bare)]
    found += [Term(stem(lost.group(1)), *lost.span(1)) for lost in _WITHOUT.finditer(bare)]
    found.sort(key=lambda term: (term.start, term.end))
    return [
        Term(term.key, term.start, term.end, term.groups, denied=True)
        if any(start <= term.start < end for start, end in denied)
        else term
        for term in found
    ]


def _named(text: str) -> Iterator[Term]:
    for number, start, end in _automaton().find_matches_as_indexes(text):
        key, groups = _named_words()[number][1]
        if not _stands_whole(text, start, end):
            continue
        if key == _FIXED and _ATTACHED.match(text, end):
            continue  # "fixed to the wall" says attached, not immovable
        yield Term(key, start, end, groups)


def _stands_whole(text: str, start: int, end: int) -> bool:
    """Whether a Latin word has no letter at its sides; one Han sign is left to the segmenter."""
    if not text[start].isascii():
        return end - start > 1
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalpha())


def _blanked(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text with ranges as blanks, so that places stay."""
    letters = list(text)
    for start, end in ranges:
        letters[start:end] = "\x00" * (end - start)
    return "".join(letters)


def _plain(text: str) -> Iterator[Term]:
    for run in _WORDS.finditer(text):
        word, place = run.group(), run.start()
        if word.isascii():
            if word not in weak_words() and len(word) > 1:
                yield Term(stem(word), place, run.end())
            continue
        for piece in rjieba.cut(word):
            key, groups = _signs().get(piece, (piece.rstrip(_SUFFIXES) or piece, frozenset()))
            if not (_COUNT.fullmatch(piece) or {piece, key} & weak_words()):
                yield Term(key, place, place + len(piece), groups)
            place += len(piece)


def _denied(text: str) -> Iterator[tuple[int, int]]:
    """Ranges of the text that a word of denial governs."""
    for denial in _DENIES.finditer(text):
        ends = _SCOPE.search(text, denial.end())
        end = min(ends.start() if ends else len(text), denial.end() + _SCOPE_LETTERS)
        yield denial.end(), end
    for lost in _WITHOUT.finditer(text):
        yield lost.start(1), lost.start(1) + 1


@cache
def stem(word: str) -> str:
    """An English word without its ending: "crossing" and "crosses" give "cross"."""
    for ending in _ENDINGS:
        if ending == "s" and word.endswith("ss"):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
