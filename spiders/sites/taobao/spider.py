"""Where to go on Taobao and Tmall, one market with two fronts. Terms and walls: README.md."""

import re
from typing import ClassVar

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address


class TaobaoSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is his user number."""

    name: ClassVar[str] = "taobao"
    hosts: ClassVar[re.Pattern[str]] = re.compile(
        r"(?:^|\.)(?:taobao|tmall)\.(?:com|hk)$|(?:^|\.)tmall\.com\.hk$"
    )
    paging: ClassVar[Paging] = Paging(parameter="s", first=0, step=44, deepest=100)

    def search_url(self, root: str, query: str) -> str:
        """Taobao's search; it finds Tmall's offers too."""
        return address(root, "/search", "s.taobao.com", q=query, ie="utf8")

    def listing_url(self, root: str, listing_id: str) -> str:
        """item.taobao.com sends on to Tmall where the offer stands there."""
        return address(root, "/item.htm", "item.taobao.com", id=listing_id)

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The seller's shop by his user number; it sends on to the shop's own host."""
        if not seller.id or not seller.id.isdigit():
            return None
        path = "/shop/view_shop.htm"
        return address(root, path, "store.taobao.com", user_number_id=seller.id)
