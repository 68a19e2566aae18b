"""Where to go on Walmart: the United States, Canada, Mexico. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.extract.identity import market_of
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class WalmartSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the number in his shop's address."""

    name: ClassVar[str] = "walmart"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)walmart\.(?:com|ca|com\.mx)$")
    paging: ClassVar[Paging] = Paging(deepest=25)

    def search_url(self, root: str, query: str) -> str:
        """Canada's addresses begin with the language."""
        path = "/en/search" if market_of(root) == "walmart.ca" else "/search"
        return address(root, path, _host(root), q=query)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/ip/{number}; the name that may stand before the number is left out."""
        return address(root, f"/ip/{quote(listing_id)}", _host(root))

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """All products of a seller; known for the United States alone."""
        number = seller.id or ""
        if market_of(root) != "walmart.com" or not number.isdigit():
            return None
        return address(root, f"/global/seller/{number}/cp/shopall", _host(root))


def _host(root: str) -> str:
    return f"www.{market_of(root)}"
