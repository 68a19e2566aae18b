"""Where to go on Newegg, in the United States and in Canada. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.extract.identity import market_of
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class NeweggSpider(MarketplaceSpider):
    """See MarketplaceSpider. No list of all that one seller offers is known."""

    name: ClassVar[str] = "newegg"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)newegg\.(?:com|ca)$")
    paging: ClassVar[Paging] = Paging(deepest=100)

    def search_url(self, root: str, query: str) -> str:
        """/p/pl: the list of products."""
        return address(root, "/p/pl", _host(root), d=query)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/p/{number}; the name that may stand before it is left out."""
        return address(root, f"/p/{quote(listing_id)}", _host(root))

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """None: the address of a seller's list could not be found in public."""
        del root, seller
        return None


def _host(root: str) -> str:
    return f"www.{market_of(root)}"
