"""Where to go on Etsy; one market for all its languages. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_HOST = "www.etsy.com"


class EtsySpider(MarketplaceSpider):
    """See MarketplaceSpider. A seller's id is the name of his shop."""

    name: ClassVar[str] = "etsy"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)etsy\.com$")
    paging: ClassVar[Paging] = Paging(deepest=150)

    def search_url(self, root: str, query: str) -> str:
        """Newest offers first: what was seen last time comes last."""
        return address(root, "/search", _HOST, q=query, order="date_desc")

    def listing_url(self, root: str, listing_id: str) -> str:
        """/listing/{number}; the title may stand behind it, it does not matter."""
        return address(root, f"/listing/{quote(listing_id)}", _HOST)

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The shop by its name, which is unique and has no blanks."""
        if not seller.id or not re.fullmatch(r"[A-Za-z0-9]{2,40}", seller.id):
            return None
        return address(root, f"/shop/{seller.id}", _HOST)
