"""Does the page name another maker in its brand field?"""

import re
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.uses import uses
from rules.language.goods import words
from rules.language.lexicon import is_common
from rules.language.views import folded

_NO_MAKER: Final = frozenset([
    "unbranded",
    "generic",
    "none",
    "no",
    "nobrand",
    "n/a",
    "na",
    "-",
    "other",
    "others",
    "oem",
    "odm",
    "various",
    "unknown",
    "无",
    "无品牌",
    "其他",
    "其它",
    "other/其他",
    "不详",
    "没有品牌",
    "noname",
    "markenlos",
    "sansmarque",
    "sinmarca",
    "noenname_null",
])
_HEAD: Final = re.compile(r"(?:[A-Z][a-z]{3,}|[A-Z]{3,12})(?=\s)")
_WEAK: Final = frozenset({"fuzzy", "sound"})
_PLAIN: Final = frozenset({"literal", "alias"})


class OtherMakerReader:
    """A brand field that names another maker makes the mark in the title a mention."""

    name: ClassVar[str] = "context.other_brand/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True, False, or None when the page names no maker."""
        del on
        brand = "".join(folded(offer.brand or "").split())
        if not brand or brand in _NO_MAKER:
            return (_by_its_title(offer, signals),)
        own = {"".join(folded(name).split()) for name in (asset.name, *asset.aliases, holder.name)}
        ours = any(brand in name or name in brand for name in own if name)
        if ours or any(signal.field == "brand" for signal in signals):
            because = f"the brand field says {offer.brand!r}"
            return (ContextFact(name=self.name, value=False, because=because),)
        weight = -1.0 if _is_doubted(offer, asset, signals, brand) else -0.7
        because = f"the brand field names another maker: {offer.brand!r}"
        return (
            ContextFact(
                name=self.name,
                value=True,
                because=because,
                weight=weight,
                defence=Defence.NOMINATIVE_USE,
            ),
        )


def _is_doubted(offer: Offer, asset: Asset, signals: Sequence[Signal], brand: str) -> bool:
    """Whether the mark is weakly found, or an ordinary word, beside the other maker's name."""
    channels = {signal.channel for signal in signals if signal.span is not None}
    if channels and channels <= _WEAK:
        return True
    if asset.dictionary_word and _in_lower_case(offer, signals):
        return True
    named_twice = brand in "".join(folded((offer.title or "")[:2000]).split())
    return named_twice and (asset.dictionary_word or channels.isdisjoint(_PLAIN))


def _in_lower_case(offer: Offer, signals: Sequence[Signal]) -> bool:
    """Whether the mark is written as no name is: "10d tenpenny nails" of a named maker."""
    found = uses(offer, signals)
    return bool(found) and all(use.words.islower() for use in found)


def _by_its_title(offer: Offer, signals: Sequence[Signal]) -> ContextFact:
    """A mark that only the text mentions, under a title that opens with another name."""
    fields = {signal.field for signal in signals if signal.span is not None}
    head = _HEAD.match(offer.title or "")
    if fields and fields <= {"description"} and head and _is_a_name(head.group()):
        because = f"the title opens with another name: {head.group()!r}"
        return ContextFact(
            name=OtherMakerReader.name,
            value=True,
            because=because,
            weight=-1.0,
            defence=Defence.NOMINATIVE_USE,
        )
    because = "the page names no maker"
    return ContextFact(name=OtherMakerReader.name, value=None, because=because)


def _is_a_name(word: str) -> bool:
    plain = folded(word)
    return not is_common(plain) and plain not in words() and plain.removesuffix("s") not in words()
