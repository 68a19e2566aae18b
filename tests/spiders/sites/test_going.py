"""Where the marketplaces' spiders go: countries, pages of lists, sellers known by half."""

import pytest

from monitor.domain.seller import Seller
from spiders.extract.identity import marketplace_listing
from spiders.sites.alibaba1688.spider import Alibaba1688Spider
from spiders.sites.etsy.spider import EtsySpider
from spiders.sites.flipkart.spider import FlipkartSpider
from spiders.sites.lazada.spider import LazadaSpider
from spiders.sites.marketplace import MarketplaceSpider
from spiders.sites.marketplaces import MARKETPLACES
from spiders.sites.mercadolibre.spider import MercadoLibreSpider
from spiders.sites.newegg.spider import NeweggSpider
from spiders.sites.rakuten.spider import RakutenSpider
from spiders.sites.walmart.spider import WalmartSpider


@pytest.mark.parametrize(
    ("spider", "root", "url"),
    [
        (EtsySpider(), "https://www.etsy.com/de/", "https://www.etsy.com/search?q=a+b&order=date_desc"),
        (LazadaSpider(), "https://pages.lazada.co.th/x", "https://www.lazada.co.th/catalog/?q=a+b"),
        (WalmartSpider(), "https://www.walmart.ca/en", "https://www.walmart.ca/en/search?q=a+b"),
        (WalmartSpider(), "https://walmart.com.mx/", "https://www.walmart.com.mx/search?q=a+b"),
        (NeweggSpider(), "https://www.newegg.ca/", "https://www.newegg.ca/p/pl?d=a+b"),
        (RakutenSpider(), "https://item.rakuten.co.jp/x/y/", "https://search.rakuten.co.jp/search/mall/a%20b/"),
        (MercadoLibreSpider(), "https://www.mercadolibre.com.mx/", "https://listado.mercadolibre.com.mx/a-b"),
        (MercadoLibreSpider(), "https://produto.mercadolivre.com.br/MLB-1", "https://lista.mercadolivre.com.br/a-b"),
    ],
)  # fmt: skip
def test_a_search_stays_in_the_country_of_its_source(
    spider: MarketplaceSpider, root: str, url: str
) -> None:
    assert spider.search_url(root, "a b") == url


@pytest.mark.parametrize(
    ("spider", "root", "listing_id"),
    [
        (FlipkartSpider(), "https://www.flipkart.com/", "itm0a1b2c3d4e5f6"),
        (FlipkartSpider(), "https://dl.flipkart.com/", "BOTABC123DEF4567"),
        (NeweggSpider(), "https://www.newegg.com/", "9SIA4RE8C03432"),
        (RakutenSpider(), "https://search.rakuten.co.jp/", "shop:code-1"),
        (MercadoLibreSpider(), "https://www.mercadolibre.com.ar/", "MLA15012345"),
        (MercadoLibreSpider(), "https://www.mercadolibre.com.ar/", "MLA1501234567"),
        (MercadoLibreSpider(), "https://www.mercadolibre.com.mx/", "MLMU3001234567"),
        (Alibaba1688Spider(), "https://s.1688.com/", "650111222333"),
    ],
)
def test_an_offers_address_says_its_id(
    spider: MarketplaceSpider, root: str, listing_id: str
) -> None:
    known = marketplace_listing(spider.listing_url(root, listing_id))
    assert known is not None
    assert known[1] == listing_id


@pytest.mark.parametrize(
    ("spider", "url", "after"),
    [
        (MercadoLibreSpider(), "https://l.mercadolivre.com.br/a_Desde_49_NoIndex_True", "https://l.mercadolivre.com.br/a_Desde_97_NoIndex_True"),
        (MercadoLibreSpider(), "https://l.mercadolivre.com.br/casa/", "https://l.mercadolivre.com.br/casa/_Desde_49"),
        (MercadoLibreSpider(), "https://l.mercadolivre.com.br/a_Desde_1969", None),
        (Alibaba1688Spider(), "https://x1.1688.com/page/offerlist.htm", "https://x1.1688.com/page/offerlist.htm?pageNum=2"),
        (Alibaba1688Spider(), "https://s.1688.com/o.htm?beginPage=49", "https://s.1688.com/o.htm?beginPage=50"),
        (Alibaba1688Spider(), "https://s.1688.com/o.htm?beginPage=50", None),
    ],
)  # fmt: skip
def test_lists_are_numbered_where_the_marketplace_numbers_them(
    spider: MarketplaceSpider, url: str, after: str | None
) -> None:
    assert spider.next_page(url) == after


@pytest.mark.parametrize(
    ("spider", "root", "seller"),
    [
        (EtsySpider(), "https://www.etsy.com/", Seller(name="Plum and Lathe")),
        (LazadaSpider(), "https://www.lazada.sg/", Seller(id="400500", name="Dapur")),
        (FlipkartSpider(), "https://www.flipkart.com/", Seller(id="5e11er", name="TamraBazaar")),
        (WalmartSpider(), "https://www.walmart.com/", Seller(id="F55CDC31AB754BB68FE0")),
        (WalmartSpider(), "https://www.walmart.ca/", Seller(id="101102103")),
        (NeweggSpider(), "https://www.newegg.com/", Seller(id="A1B2", name="Screen Depot")),
        (RakutenSpider(), "https://www.rakuten.co.jp/", Seller(name="やまぶき屋")),
        (MercadoLibreSpider(), "https://www.mercadolibre.com.mx/", Seller(name="ALFARERIA")),
        (Alibaba1688Spider(), "https://www.1688.com/", Seller(id="b2b-2200")),
        (Alibaba1688Spider(), "https://www.1688.com/", Seller(id="2200")),
    ],
)
def test_a_seller_of_whom_too_little_is_known_has_no_shop(
    spider: MarketplaceSpider, root: str, seller: Seller
) -> None:
    assert spider.shop_url(root, seller) is None


def test_a_rakuten_shop_known_by_name_alone_has_its_front_page() -> None:
    url = RakutenSpider().shop_url("https://item.rakuten.co.jp/a/b/", Seller(id="yamabuki-ya"))
    assert url == "https://www.rakuten.co.jp/yamabuki-ya/"


def test_no_two_marketplaces_claim_one_host() -> None:
    roots = (
        "https://www.etsy.com/", "https://www.lazada.com.ph/", "https://www.flipkart.com/",
        "https://www.walmart.com/", "https://www.newegg.com/", "https://item.rakuten.co.jp/a/b/",
        "https://articulo.mercadolibre.cl/x", "https://detail.1688.com/offer/1.html",
    )  # fmt: skip
    for root in roots:
        assert len([spider.name for spider in MARKETPLACES if spider.claims(root)]) == 1
