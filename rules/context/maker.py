"""Does the page name another maker in its brand field?"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal
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
])
_WEAK: Final = frozenset({"fuzzy", "sound"})


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
            return (ContextFact(name=self.name, value=None, because="the page names no maker"),)
        own = {"".join(folded(name).split()) for name in (asset.name, *asset.aliases, holder.name)}
        ours = any(brand in name or name in brand for name in own if name)
        if ours or any(signal.field == "brand" for signal in signals):
            because = f"the brand field says {offer.brand!r}"
            return (ContextFact(name=self.name, value=False, because=because),)
        channels = {signal.channel for signal in signals if signal.span is not None}
        weight = -1.0 if channels and channels <= _WEAK else -0.7
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
