"""By which test a mark and an offer are compared, and which article allows what speaks against.

The laws stand in `laws.py`. An identical mark on identical goods needs no confusion in China and
the European Union; all else is weighed by how alike the marks are in appearance, sound and meaning,
whole and in their dominant part, with what the law of the place weighs besides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from monitor.ports.matcher import ContextReader
from rules.context.goods import goods_fit
from rules.context.laws import Law, laws_of

NAME: Final = "context.legal_test/1"

_WAYS: Final = {
    "literal": "appearance",
    "shape": "appearance",
    "fuzzy": "appearance",
    "picture": "appearance",
    "figure": "appearance",
    "phash": "appearance",
    "logo": "appearance",
    "sound": "sound",
    "alias": "meaning",
}
_IDENTICAL: Final = (": letter for letter", ", in other case")
_DOMINANT: Final = "(its dominant word)"
_GOODS: Final = {
    "fit": "the goods are those of the register",
    "near": "the goods are near those of the register",
    "far": "the goods are far from those of the register",
    "apart": "the goods are of another group than those of the register",
    None: "the goods are not known well enough",
}


class LegalTestReader:
    """Says whether confusion is asked for, and in which respects the marks are alike."""

    name: ClassVar[str] = NAME

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: "identity", "confusion", or None under a law without a profile."""
        del holder, on
        if asset.kind in NAMELESS or not signals:
            return ()
        laws = laws_of(offer, asset)
        if not laws:
            return (ContextFact(name=self.name, value=None, because="the law is not known here"),)
        law = laws[0]
        fit, because = goods_fit(offer, asset, signals)
        same_goods = because.startswith("the goods are registered ones")
        if law.identity and same_goods and any(map(_is_identical, signals)):
            said = f"the identical mark on identical goods needs no confusion, {law.identity}"
            return (ContextFact(name=self.name, value="identity", because=said),)
        alike = " and ".join(dict.fromkeys(_respects(signals)))
        part = "dominant part" if all(_DOMINANT in one.because for one in signals) else "whole"
        said = f"alike in {alike}, compared by the {part}; {_GOODS[fit]}; " if alike else ""
        is_word = "an ordinary word" if asset.dictionary_word else "no ordinary word"
        said += f"the mark is {is_word}; besides a person weighs {law.factors}; "
        said += f"confusion is for a person to weigh, {law.confusion}"
        return (ContextFact(name=self.name, value="confusion", because=said),)


class UnderTheLaw:
    """Other readers; each defence they find is told with the article by which the law allows it."""

    name: ClassVar[str] = "context.under_the_law/1"

    def __init__(self, readers: Sequence[ContextReader]) -> None:
        self._readers = tuple(readers)

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """Their facts, in order; a defence that was found cites the first law that applies."""
        told = (one.facts(offer, asset, holder, signals, on) for one in self._readers)
        read = [*chain.from_iterable(told)]
        if asset.kind in NAMELESS or not any(map(_is_found, read)):
            return read
        laws = laws_of(offer, asset)
        return [_citing(fact, laws[0]) for fact in read] if laws else read


def _citing(fact: ContextFact, law: Law) -> ContextFact:
    article = law.allows.get(fact.defence) if fact.defence and _is_found(fact) else None
    return replace(fact, because=f"{fact.because}; allowed by {article}") if article else fact


def _is_found(fact: ContextFact) -> bool:
    return fact.defence is not None and bool(fact.value) and fact.weight < 0


def _is_identical(signal: Signal) -> bool:
    return signal.channel == "literal" and signal.because.endswith(_IDENTICAL)


def _respects(signals: Sequence[Signal]) -> Iterator[str]:
    """Of the strongest signals first; a way that is no likeness of marks says nothing."""
    for signal in sorted(signals, key=lambda one: -one.score):
        if signal.channel in _WAYS:
            yield _WAYS[signal.channel]
