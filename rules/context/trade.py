"""Who trades, and how much: quantities no private person has, and what became of earlier offers."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.network import SellerRef
from monitor.domain.review import Pasts, SellerCase
from monitor.domain.signal import ContextFact, Signal
from rules.context.uses import all_text

TRADE_UNITS: Final = 50
"""Units in stock from which on a seller is no private one."""

_WHOLESALE: Final = re.compile(
    r"批发|一件代发|代发|厂家直销|厂价|源头工厂|工厂直供|大量现货|批量"
    r"|\b(?:wholesale|bulk (?:lot|order|price)s?|dropship(?:ping)?|factory (?:price|direct)|moq"
    r"|lot of \d{2,}|per carton|grosshandel|restposten|mayoreo|al por mayor"
    r"|grossiste|ingrosso|atacado)\b|оптом|卸売|도매"
)


def no_pasts() -> Pasts:
    """For whoever keeps no cases."""
    return {}


class QuantityReader:
    """Reads how many there are, and words by which traders sell to traders."""

    name: ClassVar[str] = "context.quantity/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: units, "wholesale", or None where nothing is said."""
        del holder, signals, on
        if asset.kind in NAMELESS:
            return ()
        units = max(offer.quantity or 0, offer.sold or 0)
        if units >= TRADE_UNITS:
            how = "sold" if offer.sold == units else "in stock"
            return (self._fact(float(units), f"{units} are said to be {how}", 0.6),)
        words = _WHOLESALE.search(all_text(offer))
        if words:
            because = f"the offer is made to traders: {words.group()!r}"
            return (self._fact("wholesale", because, 0.6),)
        if units:
            return (self._fact(float(units), f"{units} are said to be there or sold", 0.0),)
        return (self._fact(None, "nothing is said of quantities", 0.0),)

    def _fact(self, value: float | str | None, because: str, weight: float) -> ContextFact:
        return ContextFact(name=self.name, value=value, because=because, weight=weight)


class SellerHistoryReader:
    """What people decided of other offers of this seller.

    pasts: prepared from stored cases. An earlier case of any holder that was confirmed speaks for
    this one; those of this holder that were dismissed or found licensed speak against it.
    """

    name: ClassVar[str] = "context.seller_history/1"

    def __init__(self, pasts: Callable[[], Pasts] = no_pasts) -> None:
        self._pasts = pasts

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: "confirmed", "cleared", or None: nothing was decided before.

        What was decided of this very offer is left out: a judgement is no reason for itself.
        """
        del signals, on
        if asset.kind in NAMELESS:
            return ()
        past = [case for case in self._past(offer) if case.listing != offer.listing]
        confirmed = sum(case.confirmed for case in past)
        if confirmed:
            because = f"{confirmed} other offers of this seller were confirmed"
            weight = min(1.0, 0.4 + 0.2 * confirmed)
            return (self._fact("confirmed", because, weight),)
        cleared = sum(case.holder_id == holder.id for case in past)
        if cleared:
            because = f"{cleared} other offers of this seller were dismissed or found licensed"
            return (self._fact("cleared", because, -min(1.0, 0.4 + 0.2 * cleared)),)
        return (self._fact(None, "nothing was decided of this seller's other offers", 0.0),)

    def _past(self, offer: Offer) -> Sequence[SellerCase]:
        seller = offer.seller
        if seller is None or seller.key is None:
            return ()
        return self._pasts().get(SellerRef(market=offer.listing.market, key=seller.key), ())

    def _fact(self, value: str | None, because: str, weight: float) -> ContextFact:
        return ContextFact(name=self.name, value=value, because=because, weight=weight)
