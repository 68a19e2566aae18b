"""Is the offer directed to where the right is in force?"""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Signal

_UNION: Final = frozenset([
    "AT",
    "BE",
    "BG",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GR",
    "HR",
    "HU",
    "IE",
    "IT",
    "LT",
    "LU",
    "LV",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SE",
    "SI",
    "SK",
])
_BENELUX: Final = frozenset({"BE", "NL", "LU"})
_REGIONS: Final = {"EM": _UNION, "EU": _UNION, "BX": _BENELUX}
_DOMAINS: Final = {"uk": "GB", "su": "RU", "ac": "GB"}
_NOT_COUNTRIES: Final = frozenset({
    "io",
    "co",
    "me",
    "tv",
    "ai",
    "cc",
    "ly",
    "to",
    "gg",
    "fm",
    "sh",
    "ws",
})
_CURRENCIES: Final = {
    "CNY": "CN", "JPY": "JP", "KRW": "KR", "GBP": "GB", "INR": "IN", "BRL": "BR", "RUB": "RU",
    "TRY": "TR", "PLN": "PL", "CZK": "CZ", "SEK": "SE", "DKK": "DK", "CHF": "CH", "CAD": "CA",
    "AUD": "AU", "NZD": "NZ", "MXN": "MX", "THB": "TH", "VND": "VN", "IDR": "ID", "MYR": "MY",
    "SGD": "SG", "PHP": "PH", "TWD": "TW", "HKD": "HK", "ZAR": "ZA", "AED": "AE", "SAR": "SA",
}  # fmt: skip


_HOMES: Final = {
    "taobao.com": "CN", "tmall.com": "CN", "jd.com": "CN", "1688.com": "CN", "goofish.com": "CN",
    "pinduoduo.com": "CN", "yangkeduo.com": "CN", "flipkart.com": "IN", "coupang.com": "KR",
}  # fmt: skip
"""Marketplaces under a domain of no country that sell in one."""


class TerritoryReader:
    """Shipping says it plainly; the market's domain and the currency suggest it, both prove it."""

    name: ClassVar[str] = "context.territory/1"

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """True, False (a gate where shipping, or market and currency alike, say so), or None."""
        del holder, signals, on
        covered = _covered(asset)
        if not covered:
            because = "where the right is in force is not known"
            return (ContextFact(name=self.name, value=None, because=because),)
        where = ", ".join(sorted(asset.territories)) or asset.office
        if offer.ships_to:
            return (self._shipped(offer.ships_to, covered, f"the right covers {where}"),)
        clues = _clues(offer)
        if not clues:
            because = "where the offer is directed is not known"
            return (ContextFact(name=self.name, value=None, because=because),)
        country = clues[0][0]
        inside = country in covered
        agreed = len(clues) > 1 and clues[1][0] == country
        told = [f"{how} suggests {place}" for place, how in clues]
        because = "; ".join((*(told if agreed else told[:1]), f"the right covers {where}"))
        gate = agreed and not inside
        weight = 0.0 if inside else -1.0 if gate else -0.7
        fact = ContextFact(name=self.name, value=inside, because=because, weight=weight, gate=gate)
        return (fact,)

    def _shipped(self, ships_to: Sequence[str], covered: frozenset[str], right: str) -> ContextFact:
        targets = expanded(ships_to)
        there = ", ".join(sorted(ships_to))
        if targets & covered or not targets:
            return ContextFact(name=self.name, value=True, because=f"it ships to {there}; {right}")
        because = f"it ships only to {there}; {right}"
        return ContextFact(name=self.name, value=False, because=because, weight=-1.0, gate=True)


def expanded(codes: Sequence[str]) -> frozenset[str]:
    """Country codes with regions spelt out; "WW" and the like say nothing."""
    found: set[str] = set()
    for code in (entry.strip().upper() for entry in codes):
        found |= _REGIONS.get(
            code, {code} if len(code) == 2 and code not in ("WO", "WW") else set()
        )
    return frozenset(found)


def directed_to(offer: Offer) -> frozenset[str]:
    """Countries the offer is sent to; where it does not say, the one its market or currency is of.

    Empty where nothing tells.
    """
    return expanded(offer.ships_to) or frozenset(place for place, _ in _clues(offer)[:1])


def _covered(asset: Asset) -> frozenset[str]:
    codes = asset.territories or ((asset.office,) if asset.office else ())
    return frozenset() if any(code.upper() in ("WO", "IB") for code in codes) else expanded(codes)


def _clues(offer: Offer) -> list[tuple[str, str]]:
    """The country by the market's own domain, then that of the currency, each with its words."""
    host = offer.listing.market.split(":", 1)[0].lower()
    last = host.rsplit(".", 1)[-1]
    found: list[tuple[str, str]] = []
    home = _HOMES.get(".".join(host.split(".")[-2:]))
    if home is None and len(last) == 2 and last.isalpha() and last not in _NOT_COUNTRIES:
        home = _DOMAINS.get(last, last.upper())
    if home:
        found.append((home, f"the market {host}"))
    currency = offer.price.currency if offer.price else None
    if currency == "EUR" and home in _UNION:
        found.append((home, "the currency EUR"))
    elif currency in _CURRENCIES:
        found.append((_CURRENCIES[currency], f"the currency {currency}"))
    return found
