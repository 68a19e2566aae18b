"""Where to go on Flipkart. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_HOST = "www.flipkart.com"


class FlipkartSpider(MarketplaceSpider):
    """See MarketplaceSpider. Flipkart has no page of all that one seller offers."""

    name: ClassVar[str] = "flipkart"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)flipkart\.com$")
    paging: ClassVar[Paging] = Paging(deepest=25)

    def search_url(self, root: str, query: str) -> str:
        """Newest offers first."""
        return address(root, "/search", _HOST, q=query, sort="recency_desc")

    def listing_url(self, root: str, listing_id: str) -> str:
        """By the number of the offer, or by that of the product where only it was shown."""
        if listing_id.startswith("itm"):
            return address(root, f"/product/p/{quote(listing_id)}", _HOST)
        return address(root, "/product/p/itme", _HOST, pid=listing_id)  # codespell:ignore itme

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """None: sellers are named beside their offers and have no public list."""
        del root, seller
        return None
