"""The same offer gets the same pair, whatever its URL looks like."""

import pytest

from spiders.extract.identity import listing_identity

MARKETPLACES = [
    (
        "https://www.amazon.co.uk/Some-Slug/dp/B0057OC5O8/ref=sr_1_1?x=1",
        "amazon.co.uk",
        "B0057OC5O8",
    ),
    ("https://www.amazon.es/-/pt/Slug/dp/B09PRB88ZK", "amazon.es", "B09PRB88ZK"),
    ("https://www.amazon.com/gp/product/b0057oc5o8?psc=1", "amazon.com", "B0057OC5O8"),
    ("http://www.ebay.com/itm/Slug-Words/381228738769?hash=item58c", "ebay.com", "381228738769"),
    ("https://www.ebay.de/itm/381228738769", "ebay.com", "381228738769"),
    ("https://he.aliexpress.com/item/32993251330.html?spm=1", "aliexpress.com", "32993251330"),
    ("https://detail.1688.com/offer/612345678901.html", "1688.com", "612345678901"),
    (
        "https://www.alibaba.com/product-detail/Slug_1601174350468.html",
        "alibaba.com",
        "1601174350468",
    ),
    ("https://item.taobao.com/item.htm?id=562283240178&spm=a", "taobao.com", "562283240178"),
    ("https://detail.tmall.com/item.htm?spm=a&id=605258110430", "taobao.com", "605258110430"),
    ("https://world.taobao.com/item/562283240178.htm", "taobao.com", "562283240178"),
    ("https://item.jd.com/1020565583.html#comment", "jd.com", "1020565583"),
    ("https://item.m.jd.com/product/1020565583.html", "jd.com", "1020565583"),
    ("https://mobile.yangkeduo.com/goods.html?goods_id=12345678", "pinduoduo.com", "12345678"),
    ("https://shopee.sg/Slug-i.12345.67890", "shopee.sg", "12345.67890"),
    ("https://www.lazada.com.my/products/slug-i123456-s7890.html", "lazada.com.my", "123456"),
    ("https://www.etsy.com/de/listing/1234567890/slug?ref=x", "etsy.com", "1234567890"),
    (
        "https://articulo.mercadolibre.com.mx/MLM-123456789-slug",
        "mercadolibre.com.mx",
        "MLM123456789",
    ),
    ("https://www.walmart.com/ip/Slug/123456789?athcpid=1", "walmart.com", "123456789"),
    ("https://item.rakuten.co.jp/shop-name/item-0001/", "rakuten.co.jp", "shop-name:item-0001"),
    ("https://www.coupang.com/vp/products/6543210?itemId=1", "coupang.com", "6543210"),
    ("https://www.ozon.ru/product/slug-slug-123456789/?from=x", "ozon.ru", "123456789"),
    ("https://www.wildberries.ru/catalog/12345678/detail.aspx", "wildberries.ru", "12345678"),
    ("https://allegro.pl/oferta/slug-slug-1234567890", "allegro.pl", "1234567890"),
    (
        "https://www.newegg.com/slug/p/N82E16834156502?Item=N82E16834156502",
        "newegg.com",
        "N82E16834156502",
    ),
    ("https://www.flipkart.com/slug/p/itm1234567890abc?pid=X", "flipkart.com", "itm1234567890abc"),
]


@pytest.mark.parametrize(("url", "market", "listing_id"), MARKETPLACES)
def test_a_marketplace_offer_is_known_by_the_marketplaces_id(
    url: str, market: str, listing_id: str
) -> None:
    assert listing_identity(url) == (market, listing_id)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://www.shop.example/p/bag", "http://shop.example/p/bag/?utm_source=mail#top"),
        ("https://shop.example/p/bag?b=2&a=1", "https://shop.example/p/bag?a=1&b=2&gclid=x"),
        ("http://shop.example/index.php?id=7&cat=3", "http://shop.example/index.php?cat=9&id=7"),
        ("http://shop.example/a/bag;jsessionid=AA11", "http://shop.example/a/bag"),
        (
            "https://web.archive.org/web/20161126090544/http://www.shop.example/p/bag",
            "http://shop.example/p/bag",
        ),
        (
            "http://shop.example/product/113695/old-name.html",
            "http://shop.example/product/113695/new",
        ),
        ("https://shop.example/red-bag-p-28050.html", "https://shop.example/blue-bag-p-28050.html"),
    ],
)
def test_a_shops_offer_keeps_its_identity(first: str, second: str) -> None:
    assert listing_identity(first) == listing_identity(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("http://shop.example/view.php?id=7", "http://shop.example/view.php?id=8"),
        ("http://shop.example/view?item=red", "http://shop.example/view?item=blue"),
        ("http://shop.example/p/bag", "http://other.example/p/bag"),
        ("http://shop.example:8100/p/bag", "http://shop.example/p/bag"),
        ("http://shop.example/2024/bag-a", "http://shop.example/2024/bag-b"),
    ],
)
def test_different_offers_have_different_identities(first: str, second: str) -> None:
    assert listing_identity(first) != listing_identity(second)


def test_the_market_of_a_shop_is_its_host_with_its_port() -> None:
    assert listing_identity("http://www.shop.example:8100/p/bag") == ("shop.example:8100", "/p/bag")


@pytest.mark.parametrize("url", ["", "mailto:a@b", "http://[", "http://a:99999999/", "ftp://a/b"])
def test_what_is_no_web_address_has_no_identity(url: str) -> None:
    assert listing_identity(url) is None
