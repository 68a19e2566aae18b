"""Amounts with units, and limits that a claim sets for them.

Units are turned into one of their dimension: mm, g, ml, mAh, W, V, degrees C, s, degrees of angle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_WRITTEN: Final = {
    "length": "mm=1 毫米=1 cm=10 厘米=10 m=1000 米=1000 inch=25.4 inches=25.4 英寸=25.4 ft=304.8",
    "mass": "g=1 克=1 kg=1000 公斤=1000 千克=1000 lb=453.592 lbs=453.592 oz=28.3495",
    "volume": "ml=1 毫升=1 l=1000 liter=1000 litre=1000 liters=1000 litres=1000 升=1000",
    "charge": "mah=1 毫安=1 ah=1000",
    "power": "w=1 瓦=1 kw=1000",
    "voltage": "v=1 伏=1",
    "temperature": "°c=1 摄氏度=1",
    "time": "s=1 sec=1 seconds=1 秒=1 min=60 minutes=60 分钟=60 h=3600 hours=3600 小时=3600",
    "angle": "degrees=1 degree=1 °=1 度=1",
    "share": "%=1",
    "loudness": "db=1",
    "turns": "rpm=1",
    "frequency": "hz=1 khz=1000 mhz=1000000",
    "pressure": "pa=1 kpa=1000 mpa=1000000 bar=100000",
}
_UNITS: Final = {
    unit: (dimension, float(factor))
    for dimension, written in _WRITTEN.items()
    for unit, factor in (pair.split("=") for pair in written.split())
}
_UNIT: Final = "|".join(sorted(map(re.escape, _UNITS), key=lambda unit: (-len(unit), unit)))
_NUMBER: Final = r"\d{1,7}(?:[.,]\d{1,3})?"
_AMOUNT: Final = re.compile(
    rf"({_NUMBER})\s*({_UNIT})?\s*(?:to|and|until|[-–~～—]|至|到)\s*({_NUMBER})\s*({_UNIT})(?![a-z0-9])"
    rf"|({_NUMBER})[\s-]*({_UNIT})(?![a-z0-9])"
)
_LEAST: Final = re.compile(
    r"(?:at least|not less than|no less than|minimum(?: of)?|≥"
    r"|不小于|不少于|不低于|大于等于|大于或等于|至少)\s*$"
)
_MOST: Final = re.compile(
    r"(?:at most|not more than|no more than|not exceeding|up to|maximum(?: of)?|≤"
    r"|不大于|不超过|不高于|小于等于|小于或等于|至多)\s*$"
)
_OVER: Final = re.compile(r"(?:more than|greater than|above|exceeding|over|>|大于|超过|高于)\s*$")
_UNDER: Final = re.compile(r"(?:less than|smaller than|below|under|<|小于|低于)\s*$")
_LOOK_BACK: Final = 24
_INFINITE: Final = float("inf")


@dataclass(frozen=True, slots=True)
class Amount:
    """low..high in the dimension's unit; equal for one figure. text[start:end]: where it stands."""

    dimension: str
    low: float
    high: float
    start: int
    end: int
    open_low: bool = False
    open_high: bool = False

    def meets(self, limit: "Amount") -> bool:
        """Whether this amount lies within the limit; a range needs one point in common."""
        above = self.high > limit.low if limit.open_low else self.high >= limit.low
        below = self.low < limit.high if limit.open_high else self.low <= limit.high
        return above and below


def amounts(text: str) -> Iterator[Amount]:
    """Amounts as they stand in a folded text."""
    for found in _AMOUNT.finditer(text):
        low, low_unit, high, high_unit, one, unit = found.groups()
        if one:
            dimension, factor = _UNITS[unit]
            figure = _figure(one) * factor
            yield Amount(dimension, figure, figure, *found.span())
        else:
            dimension, factor = _UNITS[high_unit]
            first = _UNITS.get(low_unit or high_unit, (dimension, factor))[1]
            ends = sorted((_figure(low) * first, _figure(high) * factor))
            yield Amount(dimension, ends[0], ends[1], *found.span())


def limits(text: str) -> Iterator[Amount]:
    """Amounts of a claim with what the words before them make of them ("at least 5 m")."""
    for amount in amounts(text):
        yield _bounded(amount, text[max(0, amount.start - _LOOK_BACK) : amount.start])


def _bounded(amount: Amount, before: str) -> Amount:
    place = (amount.start, amount.end)
    if amount.low != amount.high:
        return amount
    if _LEAST.search(before):
        return Amount(amount.dimension, amount.low, _INFINITE, *place)
    if _MOST.search(before):
        return Amount(amount.dimension, 0.0, amount.high, *place)
    if _OVER.search(before):
        return Amount(amount.dimension, amount.low, _INFINITE, *place, open_low=True)
    if _UNDER.search(before):
        return Amount(amount.dimension, 0.0, amount.high, *place, open_high=True)
    return amount


def _figure(written: str) -> float:
    """One and a half for "1,5", fifteen hundred for "1,500"."""
    whole, comma, rest = written.partition(",")
    if comma:
        return float(whole + rest) if len(rest) == 3 else float(f"{whole}.{rest}")
    return float(written)
