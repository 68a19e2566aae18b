"""How much harm an offer may do: what it sells, how many of them, at what price, and how far.

It says nothing of how like the offer is; of two cases as sure it says which one cannot wait.
Source: what platforms and customs put first, IP Enforcement Portal and product safety rules:
Regulation (EU) 2023/988 article 6 on how safe goods are; damages by units sold, China Trademark Law
(2019) article 63 with Fa Shi [2002] 32 as amended in 2020, article 14.
"""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.domain.listing import Offer
from monitor.domain.severity import Severity
from monitor.domain.signal import Signal
from rules.context.goods import offered_goods
from rules.context.territory import expanded
from rules.context.uses import all_text

MOST_UNITS: Final = 25
MOST_VALUE: Final = 20
MOST_REACH: Final = 15

_SAFETY: Final = {
    5: 40, 10: 40, 13: 40, 12: 30, 29: 25, 30: 25, 32: 25, 33: 30, 3: 20, 34: 20, 11: 15, 28: 15,
    31: 10, 8: 10, 7: 10,
}  # fmt: skip
"""Nice class -> points of goods that can hurt whoever eats, wears, drives or plugs them in."""

_DANGEROUS: Final = re.compile(
    r"\b(?:brake|airbag|seat ?belt|child seat|car seat|helmet|respirator|smoke (?:alarm|detector)|"
    r"life ?jacket|baby formula|infant formula|insulin|pacifier|power ?bank|lithium|"
    r"batter(?:y|ies)|chargers?|e-?bike|hoverboard|teether|baby bottle)\b"
    r"|刹车|安全气囊|安全带|安全座椅|头盔|口罩|烟雾报警|救生衣|奶粉|充电宝|移动电源|锂电|电池|充电器|奶嘴|"
    r"药|疫苗|注射|血压计|隐形眼镜"
)
_DANGER: Final = 35

_IN_DOLLARS: Final = {
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "CHF": 1.2, "CNY": 0.14, "JPY": 0.007, "KRW": 0.0007,
    "AUD": 0.65, "CAD": 0.7, "SGD": 0.75, "HKD": 0.13, "TWD": 0.03, "INR": 0.012, "BRL": 0.18,
    "MXN": 0.05, "PLN": 0.25, "RUB": 0.01, "TRY": 0.03, "THB": 0.03, "MYR": 0.22, "SEK": 0.1,
}  # fmt: skip
"""Currency -> US dollars to about a tenth: enough for the order of a sum, for nothing else."""


def harm_of(offer: Offer, signals: Sequence[Signal]) -> Severity:
    """Points of harm, 0..100, and what they rest on; the marks that signals name are no goods.

    Up to 40 for goods that endanger people, 25 for how many there are or were sold, 20 for what
    they come to at their price, 15 for the countries they are sent to.
    """
    told = [*_safety(offer, signals), *_units(offer), *_value(offer), *_reach(offer)]
    if not told:
        return Severity(points=0, because="nothing is said of numbers, price or shipping")
    return Severity(
        points=sum(points for points, _ in told), because="; ".join(why for _, why in told)
    )


def _safety(offer: Offer, signals: Sequence[Signal]) -> Iterator[tuple[int, str]]:
    known = offered_goods(offer, signals)
    points, word = max(((_SAFETY.get(known[word], 0), word) for word in known), default=(0, ""))
    danger = _DANGEROUS.search(all_text(offer))
    if danger and points < _DANGER:
        points, word = _DANGER, danger.group()
    if points:
        yield points, f"such goods can hurt people: {word!r}"


def _units(offer: Offer) -> Iterator[tuple[int, str]]:
    units = max(offer.sold or 0, offer.quantity or 0)
    if units > 0:
        said = f"{units} are said to be " + ("sold" if offer.sold == units else "in stock")
        yield min(MOST_UNITS, round(8 * math.log10(1 + units))), said


def _value(offer: Offer) -> Iterator[tuple[int, str]]:
    rate = _IN_DOLLARS.get(offer.price.currency or "") if offer.price else None
    if offer.price is None or rate is None or not offer.price.amount > 0:
        return
    dollars = float(offer.price.amount) * rate * max(1, offer.sold or 0)
    each = f"each is offered at {offer.price.amount} {offer.price.currency}"
    yield min(MOST_VALUE, round(5 * math.log10(1 + dollars))), each


def _reach(offer: Offer) -> Iterator[tuple[int, str]]:
    if not offer.ships_to:
        return
    countries = len(expanded(offer.ships_to))
    if countries == 0:
        yield MOST_REACH, "it ships to the whole world"
    elif countries > 1:
        yield min(MOST_REACH, 3 * countries), f"it ships to {countries} countries"
