"""Faces: every way a mark may be written, with the keys it is found by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from monitor.domain.asset import Asset, AssetKind
from rules.language.lexicon import is_common
from rules.language.views import fold, folded
from rules.text.glyphs import skeleton
from rules.text.sounds import coarse, consonants, near, pinyin, romanised, sound, without_r
from rules.text.spelling import deletions
from rules.text.tokens import HAN, WORD, kind_of, tokens

KINDS: Final = frozenset({AssetKind.WORD_MARK, AssetKind.COMBINED_MARK})
MARK: Final = "mark"
ALIAS: Final = "alias"
PART: Final = "part"
KNOWN: Final = "known"

_LONGEST: Final = 200  # letters of a mark that are indexed
_PART_LETTERS: Final = 6
_ARTICLES: Final = frozenset({"the", "le", "la", "les", "el", "los", "las", "il", "der", "die"})
_PINYIN_HAN: Final = (2, 3, 4)  # characters that may spell a Latin mark


@dataclass(frozen=True, slots=True)
class Face:
    """One way to write one asset's mark.

    words: folded tokens; compact: the same run together. kind: of all tokens, None when mixed.
    source: MARK as registered, ALIAS from the asset file, KNOWN from our list of names in other
    languages, PART the dominant word of several.
    """

    asset: int
    asset_id: str
    text: str
    mark: str
    source: str
    words: tuple[str, ...]
    compact: str
    kind: str | None

    @property
    def latin(self) -> bool:
        """True when it is written in ASCII letters and digits."""
        return self.compact.isascii()


def faces(number: int, asset: Asset) -> Iterator[Face]:
    """Every face of an asset; none for kinds of right that have no words."""
    if asset.kind not in KINDS or not asset.text:
        return
    seen: set[str] = set()
    named = [(asset.text, MARK), *((alias, ALIAS) for alias in asset.aliases)]
    known = known_names().get(folded(asset.text).strip(), ())
    for text, source in (*named, *((name, KNOWN) for name in known)):
        face = _face(number, asset, text[:_LONGEST], source)
        if face.compact and face.compact not in seen:
            seen.add(face.compact)
            yield face
            yield from _without_article(number, asset, face, seen)
            yield from _parts(number, asset, face, seen)


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """Folded name -> other names of the same mark; known_names.tsv, written by us."""
    lines = files(__package__).joinpath("known_names.tsv").read_text(encoding="utf-8").splitlines()
    known: dict[str, dict[str, None]] = {}
    for line in lines[1:]:
        mark, _, others = line.partition("\t")
        names = [mark, *others.split()]
        for name in names:
            known.setdefault(folded(name), {}).update((other, None) for other in names)
    return {name: tuple(n for n in others if folded(n) != name) for name, others in known.items()}


def _without_article(number: int, asset: Asset, face: Face, seen: set[str]) -> Iterator[Face]:
    """Give "North Face" too for "The North Face"."""
    if len(face.words) >= 3 and face.words[0] in _ARTICLES:
        short = _face(number, asset, " ".join(face.words[1:]), face.source)
        if short.compact not in seen:
            seen.add(short.compact)
            yield short


def _face(number: int, asset: Asset, text: str, source: str) -> Face:
    view = fold(text)
    found = tokens(view)
    words = tuple(view.text[token.start : token.end] for token in found)
    kinds = {token.kind for token in found}
    kind = kinds.pop() if len(kinds) == 1 else None
    mark = asset.text or text
    return Face(number, asset.id, text, mark, source, words, "".join(words), kind)


def _parts(number: int, asset: Asset, face: Face, seen: set[str]) -> Iterator[Face]:
    """The long, uncommon words of a mark of several: what its buyers call it."""
    if face.kind != WORD or len(face.words) < 2:
        return
    for word in face.words:
        plain = word.isalpha() and is_common(word)
        if len(word) >= _PART_LETTERS and not plain and word not in seen:
            seen.add(word)
            yield _face(number, asset, word, PART)


def literal_pattern(face: Face) -> str:
    """What the exact pass looks for in text whose tokens stand apart by one space.

    Words of an alphabet are bounded on both sides; Han, kana and Hangul run on.
    """
    spaced = " ".join(face.words)
    before = " " if kind_of(spaced[0]) == WORD else ""
    after = " " if kind_of(spaced[-1]) == WORD else ""
    return before + spaced + after


def keys(face: Face) -> Iterator[str]:
    """Keys the face is found by; the first letter names the kind of key."""
    word = face.compact
    yield "L" + word
    if face.kind == HAN:
        yield from _han_keys(word)
        return
    if face.kind == WORD and face.latin:
        yield "S" + skeleton(word)
        yield from _latin_keys(word)
        return
    if face.kind is not None and len(word) >= 2:
        yield "X" + coarse(romanised(word))


def _latin_keys(word: str) -> Iterator[str]:
    if len(word) < 4:
        return
    yield from ("D" + part for part in deletions(word[:24]))
    yield f"M{word[0]}{len(word)}"
    heard = sound(word)
    if len(heard) >= 3:
        yield "P" + heard
    if len(coarse(word)) >= 2:
        yield from {"X" + coarse(word), "X" + coarse(without_r(word))}
    if len(word) >= 5 and len(consonants(word)) >= 3:
        yield "V" + consonants(word)
    if len(word) >= 8:
        yield "F" + word[:4]
        yield "R" + word[-4:]


def _han_keys(word: str) -> Iterator[str]:
    syllables = pinyin(word)
    spelt = "".join(syllables)
    if len(word) >= 2:
        yield "Y" + "".join(near(syllable) for syllable in syllables)
    if len(word) >= 2 and len(spelt) >= 5:
        yield "L" + spelt
    if len(word) == 2:
        yield from ("H" + word[0] + "?", "H?" + word[1])
    if len(word) >= 3:
        yield from ("D" + part for part in deletions(word))


def han_lengths(every: Sequence[Face]) -> tuple[int, ...]:
    """Lengths of Han windows worth reading: of the marks, and one character around."""
    exact = {len(face.compact) for face in every if face.kind == HAN}
    if any(face.latin and face.kind == WORD and len(face.compact) >= 5 for face in every):
        exact.update(_PINYIN_HAN)
    around = {length + step for length in exact if length >= 3 for step in (-1, 1)}
    return tuple(sorted(length for length in exact | around if 2 <= length <= 12))
