"""The marketplaces that have a spider of their own, one entry each."""

from typing import Final

from spiders.sites.ebay.spider import EbaySpider
from spiders.sites.marketplace import MarketplaceSpider

MARKETPLACES: Final[tuple[MarketplaceSpider, ...]] = (EbaySpider(),)
