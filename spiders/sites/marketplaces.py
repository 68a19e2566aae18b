"""The marketplaces that have a spider of their own, one entry each."""

from typing import Final

from spiders.sites.alibaba.spider import AlibabaSpider
from spiders.sites.aliexpress.spider import AliexpressSpider
from spiders.sites.amazon.spider import AmazonSpider
from spiders.sites.ebay.spider import EbaySpider
from spiders.sites.jd.spider import JdSpider
from spiders.sites.marketplace import MarketplaceSpider
from spiders.sites.taobao.spider import TaobaoSpider

MARKETPLACES: Final[tuple[MarketplaceSpider, ...]] = (
    AlibabaSpider(),
    AliexpressSpider(),
    AmazonSpider(),
    EbaySpider(),
    JdSpider(),
    TaobaoSpider(),
)
