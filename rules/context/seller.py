"""Does the holder know this seller, or this shop?"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final
from urllib.parse import urlsplit

from monitor.domain.asset import Asset, Holder
from monitor.domain.listing import Offer
from monitor.domain.signal import ContextFact, Defence, Signal

NAME: Final = "context.authorised_seller/1"


class AuthorisedSellerReader:
    """The holder's own list decides: exact seller on that market, or a domain of the holder."""

    name: ClassVar[str] = NAME

    def facts(
        self, offer: Offer, asset: Asset, holder: Holder, signals: Sequence[Signal], on: date
    ) -> Sequence[ContextFact]:
        """One fact: True, False, or None when the page names no seller."""
        del asset, signals, on
        known = authorised(offer, holder)
        if known:
            return (self._fact(known),)
        seller = offer.seller
        if seller is None or not (seller.id or seller.name):
            return (ContextFact(name=self.name, value=None, because="the page names no seller"),)
        shown = seller.name or seller.id
        because = f"{shown!r} on {offer.listing.market} is not on the holder's list"
        return (ContextFact(name=self.name, value=False, because=because),)

    def _fact(self, because: str) -> ContextFact:
        return ContextFact(
            name=self.name,
            value=True,
            because=because,
            weight=-1.0,
            defence=Defence.AUTHORISED_SELLER,
            gate=True,
        )


def authorised(offer: Offer, holder: Holder) -> str | None:
    """Why the holder lets this seller offer its goods; None where it does not say so."""
    domain = _own_domain(offer, holder)
    if domain:
        return f"{domain} is a shop the holder authorised"
    seller = offer.seller
    names = {_fold(name) for name in (seller.id, seller.name) if name} if seller else set()
    for known in holder.authorised_sellers:
        if _fold(known.seller) in names and _same_market(known.market, offer):
            return f"{known.seller!r} is on the holder's list for {known.market}"
    return None


def _fold(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _within(host: str, domain: str) -> bool:
    return bool(domain) and (host == domain or host.endswith("." + domain))


def _own_domain(offer: Offer, holder: Holder) -> str | None:
    host = _host(offer.url)
    domains = (_host(domain.removeprefix("*.")) for domain in holder.authorised_domains)
    return next((domain for domain in domains if _within(host, domain)), None)


def _same_market(market: str, offer: Offer) -> bool:
    if market.strip() == "*":
        return True
    known = _host(market) or market.casefold()
    here = _host(offer.listing.market) or offer.listing.market.casefold()
    return known.removeprefix("www.") == here.removeprefix("www.") or _within(
        _host(offer.url), known
    )
