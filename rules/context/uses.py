"""Where the mark stands in the offer, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from monitor.domain.listing import Offer
from monitor.domain.signal import Signal
from rules.language.views import folded

_REACH: Final = 160  # letters read on either side of a mark
_EQUAL: Final = 0.2  # uses this far below the strongest are told of, but do not decide
_ORDER: Final = (("title", "brand"), ("description", "category"), ("seller",), ("image_text",))


@dataclass(frozen=True, slots=True)
class Use:
    """One use of the mark. before/after: folded text on either side; words: as written."""

    signal: Signal
    before: str
    words: str
    after: str


def text_of(offer: Offer, field: str) -> str:
    """Raw text of a field by the name signals give it."""
    texts = {
        "title": offer.title,
        "brand": offer.brand,
        "description": offer.description,
        "category": offer.category,
        "seller": offer.seller.name if offer.seller else None,
    }
    return texts.get(field) or ""


def raw_of(offer: Offer, signal: Signal) -> str:
    """Raw text that a signal's span counts letters in: a field, or one line of a picture."""
    if signal.field != "image_text":
        return text_of(offer, signal.field)
    length = signal.span[1] if signal.span else 0
    lines = (line.text for line in offer.image_text if line.box == signal.box)
    return next((text for text in lines if len(text) >= length), "")


def uses(offer: Offer, signals: Sequence[Signal]) -> list[Use]:
    """The uses that decide: in title and brand; without any, in the text; the seller; pictures."""
    written = [signal for signal in signals if signal.span is not None]
    if not written:
        return []
    strongest = max(signal.score for signal in written)
    for names in _ORDER:
        found = [
            _use(offer, signal)
            for signal in written
            if signal.field in names and signal.score >= strongest - _EQUAL
        ]
        if found:
            return found
    return [_use(offer, signal) for signal in written]


def _use(offer: Offer, signal: Signal) -> Use:
    raw = raw_of(offer, signal)
    start, end = signal.span or (0, 0)
    before = folded(raw[max(0, start - _REACH) : start])
    return Use(signal, before, raw[start:end], folded(raw[end : end + _REACH]))


def without_marks(offer: Offer, signals: Sequence[Signal], field: str, most: int) -> str:
    """Folded beginning of a field with every mark cut out: "Apple" must not make the goods fruit.

    most: letters of the raw text that are read.
    """
    raw = list(text_of(offer, field)[:most])
    for signal in signals:
        if signal.field == field and signal.span:
            start, end = signal.span
            raw[start:end] = " " * len(raw[start:end])
    return folded("".join(raw))


def all_text(offer: Offer) -> str:
    """Folded title, category and the beginning of the description."""
    parts = (offer.title, offer.category, (offer.description or "")[:1500])
    return folded(" \n ".join(part for part in parts if part))
