"""Where to go on Lazada; each of its six countries is a market. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.extract.identity import market_of
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class LazadaSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the name in his shop's address."""

    name: ClassVar[str] = "lazada"
    hosts: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:^|\.)lazada\.(?:sg|vn|com\.my|com\.ph|co\.id|co\.th)$"
    )
    paging: ClassVar[Paging] = Paging(deepest=100)

    def search_url(self, root: str, query: str) -> str:
        """The catalogue's search."""
        return address(root, "/catalog/", _host(root), q=query)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/products/pdp-i{number}.html; the words before the number do not matter."""
        return address(root, f"/products/pdp-i{quote(listing_id)}.html", _host(root))

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """All products of a shop, by the name in its address; a number alone leads nowhere."""
        shop = seller.id or ""
        if shop.isdigit() or not re.fullmatch(r"[\w.-]{2,80}", shop):
            return None
        query = {"q": "All-Products", "from": "wangpu", "pageTypeId": "2"}
        return address(root, f"/{shop}/", _host(root), **query)


def _host(root: str) -> str:
    """The country's own host: pages come from others too."""
    return f"www.{market_of(root)}"
