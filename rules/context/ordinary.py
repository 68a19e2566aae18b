"""Is the mark used as the ordinary word that it also is?"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.goods import goods_fit
from rules.context.uses import Use, text_of, uses
from rules.language.lexicon import frequency, is_chinese_word
from rules.language.views import folded

_ORDINARY: Final = 1500  # occurrences from which a word counts as ordinary without being declared
_PLAIN: Final = frozenset({"literal", "alias"})
_SIGNED: Final = re.compile(r"^\s?[®™℠]")
_STRENGTH: Final = {
    # (declared, goods) -> strength when written as a name, when written as a word
    (True, "fit"): (0.05, 0.6),
    (True, "near"): (0.45, 0.8),
    (True, None): (0.5, 0.9),
    (True, "far"): (0.85, 1.0),
    (False, "fit"): (0.0, 0.1),
    (False, "near"): (0.1, 0.4),
    (False, None): (0.1, 0.5),
    (False, "far"): (0.3, 0.8),
}


class OrdinaryWordReader:
    """An ordinary word used as such is free; disguise or use as a name cancels that."""

    name: ClassVar[str] = "context.dictionary_word/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True with a strength by goods and by how the word is written; False when cancelled."""
        del holder, on
        declared = asset.dictionary_word
        if not declared and not _is_ordinary(asset.text or ""):
            return ()
        found = uses(offer, signals)
        if not found:
            return ()
        cancelled = _as_a_name(offer, found, signals)
        if cancelled:
            return (self._fact(value=False, because=cancelled, weight=0.0),)
        fit, goods = goods_fit(offer, asset, signals)
        as_name, as_word = _STRENGTH[declared, fit]
        lower = all(_in_lower_case(offer, use) for use in found)
        strength = as_word if lower else as_name
        written = "in lower case" if lower else "as a name may be"
        because = f"{found[0].words!r} is an ordinary word, written {written}; {goods}"
        return (self._fact(value=strength > 0, because=because, weight=-strength),)

    def _fact(self, *, value: bool, because: str, weight: float) -> ContextFact:
        return ContextFact(
            name=self.name,
            value=value,
            because=because,
            weight=weight,
            defence=Defence.DESCRIPTIVE_USE,
        )


def _is_ordinary(mark: str) -> bool:
    """True for marks made of common words alone, in Latin or Chinese."""
    text = folded(mark)
    if is_chinese_word(text):
        return True
    words = text.split()
    return bool(words) and all(frequency(word) >= _ORDINARY for word in words)


def _as_a_name(offer: Offer, found: Sequence[Use], signals: Sequence[Signal]) -> str | None:
    """Why the word cannot be meant as a word; None when it can."""
    if any(use.signal.channel not in _PLAIN for use in found):
        return "the word is disguised, so it is not meant as a word"
    if any(signal.field == "brand" for signal in signals):
        return "the brand field names it"
    for use in found:
        end = use.signal.span[1] if use.signal.span else 0
        if _SIGNED.match(text_of(offer, use.signal.field)[end : end + 2]):
            return "the sign of a registered mark follows it"
    return None


def _in_lower_case(offer: Offer, use: Use) -> bool:
    """True when written small, or in capitals among nothing but capitals.

    Scripts without case give False.
    """
    if use.words.islower():
        return True
    text = text_of(offer, use.signal.field)
    return use.words.isupper() and text.isupper() and len(text) > len(use.words) + 8
