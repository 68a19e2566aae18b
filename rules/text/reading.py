"""What is read of an offer: fields with their names, folded once, with tokens and windows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from monitor.domain.listing import Offer, PictureText
from rules.language.lexicon import edges
from rules.language.views import View, fold
from rules.text.disguise import Spelling, disguised
from rules.text.glyphs import as_latin
from rules.text.halves import half_spelt, taken_apart
from rules.text.tokens import HAN, WORD, Token, han_windows, tokens, windows

FIELDS: Final = (
    ("title", 1.0),
    ("brand", 1.0),
    ("seller", 0.92),
    ("category", 0.8),
    ("description", 0.85),
)
"""Field, and how much a mark found there counts: a title names the goods, a description talks."""

IMAGE_TEXT: Final = "image_text"
_PRINTED: Final = 0.8  # on a picture a name may be that of what the goods fit, or of the camera
_SURE: Final = 0.5  # under it the reader of pictures rather guesses
_LINES: Final = 200  # lines of all pictures together

_DEEP: Final = 2000  # letters of a field that are read for more than the literal mark
_DESCRIPTION: Final = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an offer, folded. printed: the line of a picture it was read from."""

    name: str
    factor: float
    view: View
    tokens: Sequence[Token]
    printed: PictureText | None = None

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
    for line in offer.image_text[:_LINES]:
        if line.text and line.sureness >= _SURE:
            view = fold(line.text[:_DEEP])
            yield Field(IMAGE_TEXT, _PRINTED * _trust(line), view, tokens(view), line)


def _trust(line: PictureText) -> float:
    """1.0 from a sureness of 0.9 on, down to 0.8 at the least that is read at all."""
    return min(1.0, 0.8 + 0.5 * (line.sureness - _SURE))


def deep_part(field: Field) -> Field:
    """The beginning of a field, for the costly channels; short fields as they are."""
    if len(field.view.text) <= _DEEP:
        return field
    kept = [token for token in field.tokens if token.end <= _DEEP]
    return replace(field, tokens=kept)


def spellings(
    field: Field, han_lengths: Sequence[int], places: frozenset[int]
) -> Iterator[Spelling]:
    """Every window of the field in every way it may be meant to be read.

    places: where Chinese words begin or end (`han_edges`).
    """
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
    if places:
        yield from half_spelt(view, field.tokens, places)
        yield from taken_apart(view, field.tokens, han_lengths)
    yield from disguised(view, field.tokens)


def han_edges(field: Field) -> frozenset[int]:
    """Places in the view where Chinese dictionary words begin or end."""
    places: set[int] = set()
    for token in field.tokens:
        if token.kind == HAN:
            run = field.view.text[token.start : token.end]
            places.update(token.start + place for place in edges(run))
    return frozenset(places)
