"""Replica: pages of our own in the shape of one marketplace's, and what must be read of them.

One module a marketplace makes its REPLICA; `test_sites.py` sends the marketplace's spider through
it, under the marketplace's own host names, on loopback. Goods, names and prices are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider
from tests.fixtures.faults import FaultServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an offer's page says. price: decimal string, None where the page shows none."""

    title: str
    price: str | None
    currency: str | None
    seller: Seller | None
    brand: str | None = None
    condition: str | None = None
    images: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replica:
    """One marketplace in small.

    home: URL of the source, http. pages: request target (path, and query where it matters) ->
    body. offers: listing_id -> what its page says. searched: listing ids on the result pages of
    `query`, all pages together. seller, shop: whose whole shop is visited, and what it must give;
    empty where the marketplace shows no seller's offers together.
    wall: the marketplace's own refusal. gone: path of an offer that is no longer there.
    """

    spider: MarketplaceSpider
    home: str
    query: str
    pages: Mapping[str, str | bytes]
    offers: Mapping[str, Expected]
    searched: frozenset[str]
    seller: Seller
    shop: frozenset[str]
    wall: str | bytes
    wall_status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def open(self, server: FaultServer) -> None:
        """Put the pages on a server."""
        for path, body in self.pages.items():
            server.page(path, body, headers=self.headers)


def request_target(url: str) -> str:
    """What a visitor asks a server for to get the URL."""
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")
