"""Where to go on 1688. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote, urlsplit

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_IN_SHOPS = Paging(parameter="pageNum", deepest=100)


class Alibaba1688Spider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the first label of his shop's host."""

    name: ClassVar[str] = "1688"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)1688\.com$")
    paging: ClassVar[Paging] = Paging(parameter="beginPage", deepest=50)

    def search_url(self, root: str, query: str) -> str:
        """The search for offers; without the charset it wants GBK."""
        path = "/selloffer/offer_search.htm"
        return address(root, path, "s.1688.com", charset="utf8", keywords=query)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/offer/{number}.html on the offers' own host."""
        return address(root, f"/offer/{quote(listing_id)}.html", "detail.1688.com")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The company's list of offers, on its own host; member numbers begin with "b2b-"."""
        shop = seller.id or ""
        if shop.startswith("b2b-") or not re.fullmatch(r"(?=.*[a-z])[a-z0-9-]{3,63}", shop):
            return None
        return address(root, "/page/offerlist.htm", f"{shop}.1688.com")

    def next_page(self, url: str) -> str | None:
        """Shops and the search count alike, by parameters of their own."""
        in_shop = urlsplit(url).path == "/page/offerlist.htm"
        return (_IN_SHOPS if in_shop else self.paging).after(url)
