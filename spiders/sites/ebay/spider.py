"""Where to go on eBay, on any of its country sites. Terms and walls: README.md."""

import re
from typing import ClassVar
from urllib.parse import quote

from monitor.domain.seller import Seller
from spiders.sites.marketplace import MarketplaceSpider, Paging, address

_A_PAGE = "240"
"""The most offers that a result page gives."""


class EbaySpider(MarketplaceSpider):
    """See MarketplaceSpider."""

    name: ClassVar[str] = "ebay"
    hosts: ClassVar[re.Pattern[str]] = re.compile(r"(?:^|\.)ebay\.(?:[a-z]{2,3}|com?\.[a-z]{2})$")
    paging: ClassVar[Paging] = Paging(parameter="_pgn", deepest=42)  # 10,000 offers of a search

    def search_url(self, root: str, query: str) -> str:
        """Newest offers first: what was seen last time comes last."""
        return address(root, "/sch/i.html", _nkw=query, _sop="10", _ipg=_A_PAGE)

    def listing_url(self, root: str, listing_id: str) -> str:
        """/itm/{number}; the title may stand between, it does not matter."""
        return address(root, f"/itm/{quote(listing_id)}")

    def shop_url(self, root: str, seller: Seller) -> str | None:
        """A search over one seller's offers, by the user name."""
        user = seller.id or seller.name
        return address(root, "/sch/i.html", _ssn=user, _sop="10", _ipg=_A_PAGE) if user else None
