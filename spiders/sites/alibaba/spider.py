"""Where to go on Alibaba.com. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote, urlsplit, urlunsplit

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_SHOP_LIST = re.compile(r"^/productlist(?:-(\d{1,4}))?\.html$")


class AlibabaSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the first label of his shop's host."""

    name: ClassVar[str] = "alibaba"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)alibaba\.com$")
    paging: ClassVar[Paging] = Paging(deepest=100)

    def search_url(self, root: str, query: str) -> str:
        """The trade search."""
        return address(root, "/trade/search", SearchText=query, tab="all")

    def listing_url(self, root: str, listing_id: str) -> str:
        """/product-detail/_{number}.html; the title that stands before the number is left out."""
        return address(root, f"/product-detail/_{quote(listing_id)}.html", "www.alibaba.com")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The company's list of products, on its own host."""
        if not seller.id or not re.fullmatch(r"[a-z0-9-]{2,63}", seller.id):
            return None
        return address(root, "/productlist.html", f"{seller.id}.en.alibaba.com")

    def next_page(self, url: str) -> str | None:
        """A shop's list counts in its path, a search in its query."""
        parts = urlsplit(url)
        shop = _SHOP_LIST.match(parts.path)
        if shop is None:
            return super().next_page(url)
        number = int(shop.group(1) or 1) + 1
        path = f"/productlist-{number}.html"
        return urlunsplit(parts._replace(path=path)) if number <= self.paging.deepest else None
