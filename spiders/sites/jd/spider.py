"""Where to go on JD. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class JdSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the number of his shop."""

    name: ClassVar[str] = "jd"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)jd\.(?:com|hk)$")
    paging: ClassVar[Paging] = Paging(step=2, deepest=100)  # the even halves come by script

    def search_url(self, root: str, query: str) -> str:
        """The search of the desktop site."""
        return address(root, "/Search", "search.jd.com", keyword=query, enc="utf-8")

    def listing_url(self, root: str, listing_id: str) -> str:
        """/{sku}.html on the offers' own host."""
        return address(root, f"/{quote(listing_id)}.html", "item.jd.com")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The shop's front page, by its number."""
        if not seller.id or not seller.id.isdigit():
            return None
        return address(root, f"/index-{seller.id}.html", "mall.jd.com")
