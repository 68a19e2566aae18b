"""Circumstances of designs: the product class of the goods, and designs known before.

A design is infringed by goods of the same or a similar kind (Judicial Interpretation Fa Shi [2009]
21, articles 8 and 9), and by nothing that was known before it (Patent Law of China as amended
in 2020, the defence of an existing design).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
from rules.context.goods import goods_fit

KNOWN_BEFORE: Final = "known_before"
"""Channel of a signal whose picture is as near to a prior design as to the registered one."""

NICE_OF_LOCARNO: Final[dict[int, tuple[int, ...]]] = {
    1: (29, 30, 31), 2: (25,), 3: (18,), 4: (21,), 5: (24,), 6: (20, 27), 7: (8, 11, 21),
    8: (6, 7, 8), 9: (6, 16, 20, 21), 10: (9, 14), 11: (14, 20, 21, 26), 12: (12,), 13: (7, 9),
    14: (9,), 15: (7,), 16: (9,), 17: (15,), 18: (7, 9, 16), 19: (16,), 20: (6, 9, 20),
    21: (22, 28), 22: (8, 13, 28), 23: (11,), 24: (10,), 25: (6, 19), 26: (11,), 27: (34,),
    28: (3, 5, 8, 21, 26), 29: (9,), 30: (18, 21, 31), 31: (7, 8, 11, 21),
}  # fmt: skip
"""Class of designs (Locarno Classification, edition 15) -> classes of goods (Nice) that hold them.
Class 32, graphic symbols and surface patterns, is of any goods and stands in no row."""

_STRENGTH: Final = {"fit": 0.3, "near": -0.2, "far": -1.0, None: 0.0}
_SAID: Final = {
    "fit": "the goods are of the product class that the design is registered for",
    "near": "the goods are next to the product class that the design is registered for",
    "far": "the goods are far from the product class that the design is registered for",
    None: "the goods are not known well enough to compare",
}


class DesignClassReader:
    """Compares the offered goods with the design's Locarno classes and its goods."""

    name: ClassVar[str] = "context.design_class/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a design: "fit", "near", "far", or None when either side is not known."""
        del holder, on
        if asset.kind is not AssetKind.DESIGN:
            return ()
        classes = {nice for code in asset.locarno_classes for nice in _nice(code)}
        known = replace(asset, nice_classes=tuple(sorted(classes)))
        fit = goods_fit(offer, known, signals)[0] if classes or asset.goods else None
        fact = ContextFact(name=self.name, value=fit, because=_SAID[fit], weight=_STRENGTH[fit])
        return (fact,)


class PriorDesignReader:
    """Tells that what is shown is as near to a design known before as to the registered one."""

    name: ClassVar[str] = "context.prior_design/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a design: True or False where prior designs were named, else None."""
        del offer, holder, on
        if asset.kind is not AssetKind.DESIGN:
            return ()
        if not asset.prior_designs:
            because = "no design known before is named"
            return (ContextFact(name=self.name, value=None, because=because),)
        told = [signal for signal in signals if signal.matcher.startswith("design.")]
        known = bool(told) and all(signal.channel == KNOWN_BEFORE for signal in told)
        said = "every view shown is as near to a design known before as to the registered one"
        because = said if known else "a view shown is nearer to the design than to those before it"
        fact = ContextFact(
            name=self.name,
            value=known,
            because=because,
            weight=-1.0 if known else 0.0,
            defence=Defence.PRIOR_DESIGN,
        )
        return (fact,)


def _nice(code: str) -> tuple[int, ...]:
    """Classes of goods for a class such as "07-01"; () for one that is of any goods."""
    digits = code.split("-", 1)[0]
    return NICE_OF_LOCARNO.get(int(digits), ()) if digits.isdecimal() else ()
