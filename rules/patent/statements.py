"""What an offer says, cut into statements: each a sentence or a line, with its terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from monitor.domain.listing import Offer
from rules.language.views import View, fold
from rules.patent.quantities import Amount, amounts
from rules.patent.terms import Term, terms_of, wider

_ENDS: Final = re.compile(r"[。；;！!？?\n|•·●▪]+|\.(?=\s|$)")
_CLAUSES: Final = re.compile(r"[,，、:：()（）]|\b(?:and|but)\b|而|但")
_MOST_LETTERS: Final = 12_000

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in per mille of a picture."""


@dataclass(frozen=True, slots=True)
class Statement:
    """text[start:end] of one field's view; box: of a line read in a picture, where in it."""

    field: str
    view: View
    start: int
    end: int
    terms: tuple[Term, ...]
    amounts: tuple[Amount, ...]
    box: Box | None = None

    @property
    def text(self) -> str:
        """The folded words of the statement."""
        return self.view.text[self.start : self.end]

    @property
    def span(self) -> tuple[int, int]:
        """Range in the field's raw text."""
        return self.view.span(self.start, self.end)

    @property
    def raw(self) -> str:
        """The words as the offer has them."""
        first, last = self.span
        return self.view.raw[first:last]

    @property
    def said(self) -> frozenset[str]:
        """Keys that the statement affirms, with the wider concepts they are one of."""
        keys = {term.key for term in self.terms if not term.denied}
        return frozenset(keys.union(*(wider().get(key, ()) for key in keys)))

    @property
    def denied(self) -> frozenset[str]:
        """Keys that the statement denies and nowhere affirms."""
        return frozenset(term.key for term in self.terms if term.denied) - self.said

    def clauses(self) -> Iterator[tuple[Term, ...]]:
        """Terms between two commas."""
        begin = self.start
        for cut in (*_CLAUSES.finditer(self.view.text, self.start, self.end), None):
            end = cut.start() if cut else self.end
            yield tuple(term for term in self.terms if begin <= term.start < end)
            begin = cut.end() if cut else end


def statements_of(offer: Offer) -> list[Statement]:
    """Statements of title, description, category and variants, then of the words in pictures.

    A table of specifications stands in the description, a line a row.
    """
    texts = (
        ("title", offer.title),
        ("description", offer.description),
        ("category", offer.category),
        ("variants", "\n".join(offer.variants) or None),
    )
    written = [one for name, text in texts if text for one in _statements(name, text)]
    pictured = [
        one for line in offer.image_text for one in _statements("image_text", line.text, line.box)
    ]
    return [*written, *pictured]


def _statements(name: str, text: str, box: Box | None = None) -> Iterator[Statement]:
    view = fold(text[:_MOST_LETTERS])
    terms, figures = terms_of(view.text), [*amounts(view.text)]
    begin = 0
    for cut in (*_ENDS.finditer(view.text), None):
        end = cut.start() if cut else len(view.text)
        if view.text[begin:end].strip():
            first = begin + len(view.text[begin:end]) - len(view.text[begin:end].lstrip())
            last = begin + len(view.text[begin:end].rstrip())
            yield Statement(
                name,
                view,
                first,
                last,
                tuple(term for term in terms if first <= term.start < last),
                tuple(one for one in figures if first <= one.start < last),
                box,
            )
        begin = cut.end() if cut else end
