"""By which test a mark and an offer are compared, where the offer is directed.

What is measured is the same everywhere; what is asked of it is not. An identical mark on identical
goods needs no confusion in China and the European Union; all else is weighed by how alike the marks
are in appearance, sound and meaning, whole and in their dominant part, to the ordinary attention of
those who buy such goods.

Sources: China, Trademark Law article 57(1) and (2); Interpretation Fa Shi [2020] 19, articles 9 and
10. European Union, Regulation (EU) 2017/1001 article 9(2)(a) and (b); CJEU C-251/95 Sabel. United
States, 15 U.S.C. 1114(1); Polaroid v. Polarad, 287 F.2d 492 (2d Cir. 1961).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal
from rules.context.goods import goods_fit
from rules.context.territory import expanded

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
    None: "the goods are not known well enough",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """One law. identity: where an identical mark on identical goods is enough; None = nowhere."""

    territories: frozenset[str]
    identity: str | None
    confusion: str


PROFILES: Final = (
    Profile(frozenset({"CN"}), "China Trademark Law 57(1)", "China Trademark Law 57(2)"),
    Profile(
        expanded(["EM"]),
        "Regulation (EU) 2017/1001 9(2)(a)",
        "Regulation (EU) 2017/1001 9(2)(b)",
    ),
    Profile(frozenset({"US"}), None, "15 U.S.C. 1114(1)"),
)
"""In order: of a right in force in several the first decides that the offer is directed to."""


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
        profile = _profile(offer, asset)
        if profile is None:
            return (ContextFact(name=self.name, value=None, because="the law is not known here"),)
        fit, because = goods_fit(offer, asset, signals)
        same_goods = because.startswith("the goods are registered ones")
        if profile.identity and same_goods and any(map(_is_identical, signals)):
            said = f"the identical mark on identical goods needs no confusion, {profile.identity}"
            return (ContextFact(name=self.name, value="identity", because=said),)
        alike = " and ".join(dict.fromkeys(_respects(signals)))
        part = "dominant part" if all(_DOMINANT in one.because for one in signals) else "whole"
        said = f"alike in {alike}, compared by the {part}; {_GOODS[fit]}; " if alike else ""
        said += f"confusion is for a person to weigh, {profile.confusion}"
        return (ContextFact(name=self.name, value="confusion", because=said),)


def _profile(offer: Offer, asset: Asset) -> Profile | None:
    """The first whose territory the right covers and the offer ships to, if it says where."""
    covered = expanded(asset.territories or ((asset.office,) if asset.office else ()))
    directed = expanded(offer.ships_to)
    here = (covered & directed) or covered
    return next((profile for profile in PROFILES if profile.territories & here), None)


def _is_identical(signal: Signal) -> bool:
    return signal.channel == "literal" and signal.because.endswith(_IDENTICAL)


def _respects(signals: Sequence[Signal]) -> Iterator[str]:
    """Of the strongest signals first; a way that is no likeness of marks says nothing."""
    for signal in sorted(signals, key=lambda one: -one.score):
        if signal.channel in _WAYS:
            yield _WAYS[signal.channel]
