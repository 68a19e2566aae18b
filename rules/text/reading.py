"""What is read of an offer: fields with their names, folded once, with tokens and windows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from monitor.domain.listing import Offer
from rules.language.lexicon import edges, frequency, is_common
from rules.language.views import View, fold
from rules.text.glyphs import HAN_LETTERS, MASKS, SYMBOL_LETTERS, as_latin, unleet
from rules.text.tokens import HAN, WORD, Token, Window, han_windows, tokens, windows

FIELDS: Final = (
    ("title", 1.0),
    ("brand", 1.0),
    ("seller", 0.92),
    ("category", 0.8),
    ("description", 0.85),
)
"""Field, and how much a mark found there counts: a title names the goods, a description talks."""

_DEEP: Final = 4000  # letters of a field that are read for more than the literal mark
_DESCRIPTION: Final = 4000

_SIGNS: Final = "".join(map(re.escape, SYMBOL_LETTERS))
_MASKED: Final = "".join(map(re.escape, MASKS))
_LEET: Final = re.compile(
    rf"(?=[\d{_SIGNS}]*[^\W\d_])[^\W_{_SIGNS}{_MASKED}]*[{_SIGNS}][^\W_]?[\w{_SIGNS}]{{0,40}}"
)
_MASK: Final = re.compile(rf"[^\W_]{{1,20}}[{_MASKED}]{{1,3}}[^\W_]{{0,20}}")

_DRAWN: Final = re.compile(rf"[a-z0-9{''.join(HAN_LETTERS)}]{{3,24}}")

JOINED: Final = "joined"
"""Spelling.how: the mark was cut out of a longer word made of it and an ordinary one."""

_RUN_ON: Final = (4, 24)  # letters of the mark inside, and of the whole
_TAIL: Final = 4  # letters of the ordinary word joined to it
_TAIL_COUNT: Final = 3000  # occurrences of it: "shoes" 58,001


@dataclass(frozen=True, slots=True)
class Spelling:
    """A window and one way to read it. how: "" as it stands, else what was undone."""

    window: Window
    word: str
    how: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an offer, folded."""

    name: str
    factor: float
    view: View
    tokens: Sequence[Token]

    def spaced(self) -> tuple[str, list[int], list[int]]:
        """Tokens one space apart, a space at both ends, and each sign's range in the view."""
        text = self.view.text
        parts, starts, ends = [" "], [0], [0]
        for token in self.tokens:
            parts.append(text[token.start : token.end])
            parts.append(" ")
            starts.extend(range(token.start, token.end))
            starts.append(token.end)
            ends.extend(range(token.start + 1, token.end + 1))
            ends.append(token.end)
        return "".join(parts), starts, ends


def fields(offer: Offer) -> Iterator[Field]:
    """The fields that have text, in order of weight."""
    texts = {
        "title": offer.title,
        "brand": offer.brand,
        "seller": offer.seller.name if offer.seller else None,
        "category": offer.category,
        "description": offer.description[:_DESCRIPTION] if offer.description else None,
    }
    for name, factor in FIELDS:
        text = texts[name]
        if text:
            view = fold(text)
            yield Field(name, factor, view, tokens(view))


def deep_part(field: Field) -> Field:
    """The beginning of a field, for the costly channels; short fields as they are."""
    if len(field.view.text) <= _DEEP:
        return field
    kept = [token for token in field.tokens if token.end <= _DEEP]
    return Field(field.name, field.factor, field.view, kept)


def spellings(field: Field, han_lengths: Sequence[int]) -> Iterator[Spelling]:
    """Every window of the field in every way it may be meant to be read."""
    view = field.view
    for window in windows(view, field.tokens):
        yield Spelling(window, window.word, "")
        if window.kind == WORD and not window.word.isascii():
            latin = as_latin(window.word)
            if latin:
                yield Spelling(window, latin, "look-alike letters of another script")
    for window in han_windows(view, field.tokens, han_lengths):
        yield Spelling(
            window, window.word, "signs between the characters" if not window.glued else ""
        )
    yield from _disguised(view, field.tokens)


def _disguised(view: View, found: Sequence[Token]) -> Iterator[Spelling]:
    end = found[-1].end if found else 0
    for match in _LEET.finditer(view.text, 0, end + 1):
        word = unleet(match.group())
        if word.isalnum() and 2 <= len(word) <= 40:
            yield Spelling(
                _window(match.start(), match.end(), word), word, "signs used for letters"
            )
            if not match.group()[-1].isalnum():
                shorter = word[:-1]
                window = _window(match.start(), match.end() - 1, shorter)
                yield Spelling(window, shorter, "signs used for letters")
    for match in _MASK.finditer(view.text, 0, end + 1):
        yield Spelling(_window(match.start(), match.end(), match.group()), match.group(), "masked")
    yield from _run_on(view, found)
    yield from _drawn(view, end)


def _drawn(view: View, end: int) -> Iterator[Spelling]:
    """Han characters drawn for Latin letters: a run of them, or a few beside real letters."""
    for match in _DRAWN.finditer(view.text, 0, end + 1):
        word = match.group()
        drawn = sum(sign in HAN_LETTERS for sign in word)
        if drawn >= 3 or (drawn and len(word) - drawn >= 2):
            latin = "".join(HAN_LETTERS.get(sign, sign) for sign in word)
            window = _window(match.start(), match.end(), latin)
            yield Spelling(window, latin, "characters drawn for letters")


def _run_on(view: View, found: Sequence[Token]) -> Iterator[Spelling]:
    """Parts of words such as "nikeshoes" or "fakegucci", never of ordinary ones."""
    for token in found:
        word = view.text[token.start : token.end]
        if token.kind != WORD or not _RUN_ON[0] + _TAIL <= len(word) <= _RUN_ON[1]:
            continue
        if not (word.isascii() and word.isalpha()) or is_common(word):
            continue
        for cut in range(_TAIL, len(word) - _TAIL + 1):
            head, tail = word[:cut], word[cut:]
            if frequency(tail) >= _TAIL_COUNT:
                yield Spelling(_window(token.start, token.start + cut, head), head, JOINED)
            if frequency(head) >= _TAIL_COUNT:
                yield Spelling(_window(token.start + cut, token.end, tail), tail, JOINED)


def _window(start: int, end: int, word: str) -> Window:
    return Window(start, end, word, WORD, 1, glued=True, letter_by_letter=False)


def han_edges(field: Field) -> frozenset[int]:
    """Places in the view where Chinese dictionary words begin or end."""
    places: set[int] = set()
    for token in field.tokens:
        if token.kind == HAN:
            run = field.view.text[token.start : token.end]
            places.update(token.start + place for place in edges(run))
    return frozenset(places)
