"""Faces: every way a mark may be written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from monitor.domain.asset import Asset, AssetKind
from rules.language.lexicon import is_common
from rules.language.views import fold, folded
from rules.text.tokens import HAN, WORD, tokens

KINDS: Final = frozenset({AssetKind.WORD_MARK, AssetKind.COMBINED_MARK})
MARK: Final = "mark"
ALIAS: Final = "alias"
PART: Final = "part"
KNOWN: Final = "known"

LONGEST: Final = 200
"""Letters of a mark that are indexed."""

_PART_LETTERS: Final = 6
ARTICLES: Final = frozenset({"the", "le", "la", "les", "el", "los", "las", "il", "der", "die"})
"""A mark of three words and more is also known without its article."""

_JOINT: Final = re.compile(
    r"(?<=\w\w\w)(?:\s*[&+]\s*|\s+(?:and|und|et|y|n)\s+)(?=\w\w\w)", re.IGNORECASE
)
_JOINTS: Final = (" ", " and ", " und ", " et ", " y ", " n ")
"""What joins two names, and what stands for it; a sign is no letter, so that nothing does too.

Names of one or two letters are left alone: "second hand M" is not "H and M".
"""

_ASCII_WORDS: Final = re.compile(r"[a-z]+|[0-9]+")
_HUMP: Final = re.compile(r"[a-z][A-Z]")  # "NikeAir": two words
_HAN_ONLY: Final = re.compile(r"[\u3400-\u9fff]+")


class Naming(NamedTuple):
    """One way to write a mark, as an index keeps it. words and kind: as in `Face`."""

    text: str
    source: str
    words: tuple[str, ...]
    kind: str | None

    @property
    def latin(self) -> bool:
        """True when it is words in ASCII letters and digits."""
        return self.kind == WORD and all(map(str.isascii, self.words))


@dataclass(frozen=True, slots=True)
class Face:
    """One way to write one asset's mark.

    asset: the asset's number in its index. words: folded tokens; compact: the same run together.
    kind: of all tokens, None when mixed. source: MARK as registered, ALIAS from the asset file,
    KNOWN from our list of names in other languages, PART the dominant word of several.
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


def has_words(asset: Asset) -> bool:
    """True for the kinds of right that are words: asked of every mark of a large register."""
    return asset.kind is AssetKind.WORD_MARK or asset.kind is AssetKind.COMBINED_MARK


def faces(asset: Asset) -> list[Naming]:
    """Every way to write an asset; none for kinds of right that have no words."""
    text = asset.text
    if not text or not has_words(asset):
        return []
    known = known_names().get(_folded(text).strip(), ())
    if not (known or asset.aliases):
        first = _naming(text[:LONGEST], MARK)
        if len(first.words) == 1:  # most of a large register
            return [first]
    found: list[Naming] = []
    seen: set[str] = {""}
    named = [(text, MARK), *((alias, ALIAS) for alias in asset.aliases)]
    for name, source in (*named, *((other, KNOWN) for other in known)):
        face = _naming(name[:LONGEST], source)
        for other in (face, *_without_article(face), *_joined(face), *_parts(face)):
            compact = "".join(other.words)
            if compact not in seen:
                seen.add(compact)
                found.append(other)
            elif other is face:
                break
    return found


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else folded(text)


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


def _without_article(face: Naming) -> Iterator[Naming]:
    """Give "North Face" too for "The North Face"."""
    if len(face.words) >= 3 and face.words[0] in ARTICLES:
        yield _naming(" ".join(face.words[1:]), face.source)


def is_joined(text: str) -> bool:
    """True for a name of two that are joined, by a sign or by a word."""
    lowered = text.lower()  # nearly no mark of a large register is, and plain looks are quickest
    if "&" in lowered or "+" in lowered or any(joint in lowered for joint in _JOINTS[1:]):
        return _JOINT.search(text) is not None
    return False


def _joined(face: Naming) -> Iterator[Naming]:
    """Give "Hound and Hare" too for "Hound & Hare", and the other way about."""
    if is_joined(face.text):
        yield from (_naming(_JOINT.sub(joint, face.text), face.source) for joint in _JOINTS)


def _parts(face: Naming) -> Iterator[Naming]:
    """The long, uncommon words of a mark of several: what its buyers call it."""
    if face.kind == WORD and len(face.words) >= 2:
        yield from (Naming(word, PART, (word,), WORD) for word in face.words if dominant(word))


def dominant(word: str) -> bool:
    """True for a word that stands for the whole of a mark: long, and no ordinary word."""
    return len(word) >= _PART_LETTERS and not (word.isalpha() and is_common(word))


def _naming(text: str, source: str) -> Naming:
    """Read one text. Runs of one script, as most marks are, need no look at every letter."""
    if text.isascii() and not _HUMP.search(text):
        if text.isalpha():
            return Naming(text, source, (text.lower(),), WORD)
        words = tuple(_ASCII_WORDS.findall(text.lower()))
        return Naming(text, source, words, WORD if words else None)
    if _HAN_ONLY.fullmatch(text):
        return Naming(text, source, (folded(text),), HAN)
    view = fold(text)
    if _HAN_ONLY.fullmatch(view.text):
        return Naming(text, source, (view.text,), HAN)
    found = tokens(view)
    words = tuple(view.text[token.start : token.end] for token in found)
    kinds = {token.kind for token in found}
    return Naming(text, source, words, kinds.pop() if len(kinds) == 1 else None)
