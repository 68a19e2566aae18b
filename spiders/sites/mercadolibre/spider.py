"""Where to go on Mercado Libre; each country is a market. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote, urlsplit, urlunsplit

from monitor.domain.seller import Seller
from spiders.extract.identity import market_of
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_FROM = re.compile(r"_Desde_(\d{1,6})")
_LISTING = re.compile(r"([A-Z]{3})(U?)(\d{6,14})")


class MercadoLibreSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is his user number."""

    name: ClassVar[str] = "mercadolibre"
    hosts: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:^|\.)mercadoli(?:bre|vre)\.(?:com?(?:\.[a-z]{2})?|cl)$"
    )
    paging: ClassVar[Paging] = Paging(step=48, deepest=42)

    def search_url(self, root: str, query: str) -> str:
        """The words are the path, joined by dashes."""
        return address(root, f"/{quote('-'.join(query.split()), safe='-')}", _lists(root))

    def listing_url(self, root: str, listing_id: str) -> str:
        """An offer by its country and number; products of the catalogue have fewer digits."""
        found = _LISTING.fullmatch(listing_id)
        country, of_user, number = found.groups() if found else ("", "", "")
        www = f"www.{market_of(root)}"
        if of_user:
            return address(root, f"/up/{country}U{number}", www)
        if len(number) < 9:
            return address(root, f"/p/{quote(listing_id)}", www)
        host = "produto" if _is_brazil(root) else "articulo"
        return address(root, f"/{country}-{number}-_JM", f"{host}.{market_of(root)}")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """A search over one seller's offers, by his user number."""
        number = seller.id or ""
        return address(root, f"/_CustId_{number}", _lists(root)) if number.isdigit() else None

    def next_page(self, url: str) -> str | None:
        """Lists count offers, in the path: the second page begins at the 49th."""
        parts = urlsplit(url)
        found = _FROM.search(parts.path)
        start = (int(found.group(1)) if found else 1) + self.paging.step
        if start > self.paging.step * self.paging.deepest:
            return None
        place = f"_Desde_{start}"
        path = _FROM.sub(place, parts.path) if found else f"{parts.path}{place}"
        return urlunsplit(parts._replace(path=path, fragment=""))


def _is_brazil(root: str) -> bool:
    return (market_of(root) or "").endswith(".br")


def _lists(root: str) -> str:
    """The host of a country's lists."""
    return f"{'lista' if _is_brazil(root) else 'listado'}.{market_of(root)}"
