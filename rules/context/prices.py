"""The price: against what the holder's goods cost, and against what others ask for such goods.

A price that the maker cannot sell at speaks for a copy; one that is usual says nothing. Currencies
are not converted: a range or a level in another one leaves the circumstance unknown.
Source: price as a flag of counterfeits, OECD and EUIPO, "Misuse of E-Commerce for Trade in
Counterfeits" (2021).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median_low
from typing import ClassVar, Final

from monitor.domain.asset import NAMELESS, Asset, Holder
from monitor.domain.listing import Offer, Price
from monitor.domain.prices import PriceLevel, PriceLevels, PriceRange
from monitor.domain.signal import ContextFact, Signal
from rules.context.goods import offered_goods
from rules.context.resale import resold_because

LEAST_OFFERS: Final = 20
"""Offers of one kind of goods below which no level is told."""

_FAR: Final = Decimal("0.34")
_CLEARLY: Final = Decimal("0.75")
_USUAL: Final = Decimal("0.5")
_CENT: Final = Decimal("0.01")


def no_levels() -> PriceLevels:
    """For whoever has seen no other offers."""
    return {}


class PriceReader:
    """Compares the price with the range that the holder states for the asset."""

    name: ClassVar[str] = "context.price/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: "far_below", "below", "within" or "above", or None.

        None where the page shows no price (0 stands for one), the holder states none in its
        currency, or the goods are second-hand: used goods have no price of their own.
        """
        del holder, signals, on
        if asset.kind in NAMELESS:
            return ()
        if asset.prices and resold_because(offer):
            return (_unknown(self.name, "used goods are not compared with new ones"),)
        price = offer.price
        if price is None or price.currency is None or _asked(price) <= 0:
            return (_unknown(self.name, "the page shows no price in a known currency"),)
        stated = [one for one in asset.prices if one.currency == price.currency]
        if not stated:
            because = f"the holder states no price in {price.currency}"
            return (_unknown(self.name, because),)
        return (_within(self.name, price, stated),)


class MarketPriceReader:
    """Compares the price with the median of other offers of the same goods.

    levels: prepared from stored sightings (`levels_of`); asked anew for each offer, so that who
    prepares them decides how fresh they are.
    """

    name: ClassVar[str] = "context.market_price/1"

    def __init__(self, levels: Callable[[], PriceLevels] = no_levels) -> None:
        self._levels = levels

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact of a mark: "far_below", "below" or "usual", or None where too little is known.

        Of several words for the goods the rarest tells: "table lamp" before "lamp".
        """
        del holder, on
        if asset.kind in NAMELESS:
            return ()
        price, levels = offer.price, self._levels()
        if price is None or price.currency is None or _asked(price) <= 0 or not levels:
            return (_unknown(self.name, "no other prices of such goods are known"),)
        if resold_because(offer):
            return (_unknown(self.name, "used goods are not compared with new ones"),)
        goods = sorted(offered_goods(offer, signals))
        known = [
            (levels[word, price.currency], word)
            for word in goods
            if (word, price.currency) in levels
        ]
        if not known:
            return (_unknown(self.name, "no other prices of such goods are known"),)
        level, word = min(known, key=lambda one: (one[0].offers, one[1]))
        return (_beside(self.name, price, level, word),)


def levels_of(offers: Iterable[Offer]) -> PriceLevels:
    """Median price of each kind of goods in each currency, where LEAST_OFFERS or more ask one.

    Cost: 0.2 ms an offer.
    """
    asked: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for offer in offers:
        price = offer.price
        if price and price.currency and price.amount > 0:
            for word in offered_goods(offer, ()):
                asked[word, price.currency].append(price.amount)
    return {
        key: PriceLevel(offers=len(prices), median=median_low(prices))
        for key, prices in sorted(asked.items())
        if len(prices) >= LEAST_OFFERS
    }


def _within(name: str, price: Price, stated: Sequence[PriceRange]) -> ContextFact:
    """Against the lowest end of all ranges: goods of one mark cost this and that."""
    low = min(one.low for one in stated)
    tops = [one.high for one in stated]
    high = None if None in tops else max(top for top in tops if top is not None)
    asked = _asked(price)
    said = f"it is offered at {_shown(price)}"
    cheapest = f"the holder's goods cost {low} {price.currency} at least"
    if asked < low * _FAR:
        return ContextFact(name=name, value="far_below", because=f"{said}; {cheapest}", weight=1.0)
    if asked < low * _CLEARLY:
        return ContextFact(name=name, value="below", because=f"{said}; {cheapest}", weight=0.5)
    if high is not None and price.amount > high:
        dearest = f"the holder's goods cost {high} {price.currency} at most"
        return ContextFact(name=name, value="above", because=f"{said}; {dearest}")
    return ContextFact(name=name, value="within", because=f"{said}; {cheapest}")


def _beside(name: str, price: Price, level: PriceLevel, word: str) -> ContextFact:
    asked = _asked(price)
    usual = level.median.quantize(_CENT)
    because = (
        f"it is offered at {_shown(price)}; of {level.offers} offers of {word!r} half ask "
        f"{usual} {price.currency} or less"
    )
    if asked < level.median * _FAR:
        return ContextFact(name=name, value="far_below", because=because, weight=1.0)
    if asked < level.median * _USUAL:
        return ContextFact(name=name, value="below", because=because, weight=0.5)
    return ContextFact(name=name, value="usual", because=because)


def _asked(price: Price) -> Decimal:
    """The most that is asked."""
    return price.high or price.amount


def _shown(price: Price) -> str:
    high = f" to {price.high}" if price.high is not None and price.high != price.amount else ""
    return f"{price.amount}{high} {price.currency}"


def _unknown(name: str, because: str) -> ContextFact:
    return ContextFact(name=name, value=None, because=because)
