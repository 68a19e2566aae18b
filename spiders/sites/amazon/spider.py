"""Where to go on Amazon; each country site is a market of its own. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class AmazonSpider(MarketplaceSpider):
    """See MarketplaceSpider."""

    name: ClassVar[str] = "amazon"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)amazon\.(?:[a-z]{2,3}|com?\.[a-z]{2})$")
    paging: ClassVar[Paging] = Paging(deepest=20)

    def search_url(self, root: str, query: str) -> str:
        """Newest arrivals first."""
        return address(root, "/s", k=query, s="date-desc-rank")

    def listing_url(self, root: str, listing_id: str) -> str:
        """/dp/{ASIN}."""
        return address(root, f"/dp/{quote(listing_id)}")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """All offers of one merchant; a name alone finds nobody on Amazon."""
        return address(root, "/s", me=seller.id) if seller.id else None
