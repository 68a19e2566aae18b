"""Where to go on AliExpress, global or on a country's host. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class AliexpressSpider(MarketplaceSpider):
    """See MarketplaceSpider."""

    name: ClassVar[str] = "aliexpress"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)aliexpress\.(?:com|us|ru)$")
    paging: ClassVar[Paging] = Paging(deepest=60)

    def search_url(self, root: str, query: str) -> str:
        """The words stand in the path as well, with hyphens."""
        words = quote("-".join(query.split()), safe="-")
        return address(root, f"/w/wholesale-{words}.html", SearchText=query)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/item/{number}.html."""
        return address(root, f"/item/{quote(listing_id)}.html")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The store's list of everything, by the store's number."""
        if not seller.id:
            return None
        return address(root, f"/store/{quote(seller.id)}/pages/all-items.html")
