"""The marketplaces that have a spider of their own, one entry each."""

from typing import Final

from spiders.sites.alibaba.spider import AlibabaSpider
from spiders.sites.alibaba1688.spider import Alibaba1688Spider
from spiders.sites.aliexpress.spider import AliexpressSpider
from spiders.sites.amazon.spider import AmazonSpider
from spiders.sites.ebay.spider import EbaySpider
from spiders.sites.etsy.spider import EtsySpider
from spiders.sites.flipkart.spider import FlipkartSpider
from spiders.sites.jd.spider import JdSpider
from spiders.sites.lazada.spider import LazadaSpider
from spiders.sites.marketplace import MarketplaceSpider
from spiders.sites.mercadolibre.spider import MercadoLibreSpider
from spiders.sites.newegg.spider import NeweggSpider
from spiders.sites.rakuten.spider import RakutenSpider
from spiders.sites.taobao.spider import TaobaoSpider
from spiders.sites.walmart.spider import WalmartSpider

MARKETPLACES: Final[tuple[MarketplaceSpider, ...]] = (
    Alibaba1688Spider(),
    AlibabaSpider(),
    AliexpressSpider(),
    AmazonSpider(),
    EbaySpider(),
    EtsySpider(),
    FlipkartSpider(),
    JdSpider(),
    LazadaSpider(),
    MercadoLibreSpider(),
    NeweggSpider(),
    RakutenSpider(),
    TaobaoSpider(),
    WalmartSpider(),
)
