"""Where to go on Rakuten Ichiba. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_SEARCH = "search.rakuten.co.jp"


class RakutenSpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the number of his shop, else its name in URLs."""

    name: ClassVar[str] = "rakuten"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"^(?:(?:www|item|search)\.)?rakuten\.co\.jp$")
    paging: ClassVar[Paging] = Paging(parameter="p", deepest=150)

    def search_url(self, root: str, query: str) -> str:
        """The words are part of the path."""
        return address(root, f"/search/mall/{quote(query, safe='')}/", _SEARCH)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/{shop}/{number of the goods in it}/."""
        shop, _, number = listing_id.partition(":")
        return address(root, f"/{quote(shop)}/{quote(number)}/", "item.rakuten.co.jp")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """A search over one shop by its number; by its name only its front page is known."""
        shop = seller.id or ""
        if shop.isdigit():
            return address(root, "/search/mall/", _SEARCH, sid=shop)
        if re.fullmatch(r"[a-z0-9][a-z0-9_-]{1,40}", shop):
            return address(root, f"/{shop}/", "www.rakuten.co.jp")
        return None
