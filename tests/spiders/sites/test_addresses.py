"""Addresses of one offer on the marketplaces' country and mobile hosts: one market, one id."""

import pytest

from spiders.extract.identity import market_of, marketplace_listing

ADDRESSES = [
    ("https://www.etsy.com/listing/987650001/spoon?ref=x", "etsy.com", "987650001"),
    ("https://www.etsy.com/uk/listing/987650001", "etsy.com", "987650001"),
    ("https://www.lazada.vn/products/am-i700800-s900.html?spm=a", "lazada.vn", "700800"),
    ("https://www.lazada.co.th/products/pdp-i700800.html", "lazada.co.th", "700800"),
    ("https://pages.lazada.sg/products/i700800-s900.html", "lazada.sg", "700800"),
    ("https://www.flipkart.com/p/itm0a1b2c3d4e5f6", "flipkart.com", "itm0a1b2c3d4e5f6"),
    ("https://dl.flipkart.com/dl/x/p/itm0a1b2c3d4e5f6?pid=B", "flipkart.com", "itm0a1b2c3d4e5f6"),
    # codespell:ignore-next-line itme
    ("https://www.flipkart.com/x/p/itme?pid=BOTABC123DEF4567", "flipkart.com", "BOTABC123DEF4567"),
    ("https://www.walmart.com/ip/700800900", "walmart.com", "700800900"),
    ("https://www.walmart.ca/en/ip/slug/6000200300400", "walmart.ca", "6000200300400"),
    ("https://www.newegg.com/x/p/N82E16824990001", "newegg.com", "N82E16824990001"),
    (
        "https://www.newegg.com/x/p/1FT-001T-00042?Item=9SIA4RE8C03432",
        "newegg.com",
        "9SIA4RE8C03432",
    ),
    ("https://m.newegg.com/products/n82e16824990001", "newegg.com", "N82E16824990001"),
    (
        "https://www.newegg.ca/Product/Product.aspx?Item=9SIA4RE8C03432",
        "newegg.ca",
        "9SIA4RE8C03432",
    ),
    ("https://item.rakuten.co.jp/shop/code-1/?iasid=x", "rakuten.co.jp", "shop:code-1"),
    (
        "https://produto.mercadolivre.com.br/MLB-1230004567-x-_JM",
        "mercadolivre.com.br",
        "MLB1230004567",
    ),
    ("https://www.mercadolibre.com.ar/x/p/MLA15012345?pdp=1", "mercadolibre.com.ar", "MLA15012345"),
    (
        "https://www.mercadolibre.com.mx/x/up/MLMU3001234567",
        "mercadolibre.com.mx",
        "MLMU3001234567",
    ),
    ("https://articulo.mercadolibre.cl/MLC-987000123-x-_JM", "mercadolibre.cl", "MLC987000123"),
    ("https://detail.1688.com/offer/650111222333.html?spm=x", "1688.com", "650111222333"),
    ("https://m.1688.com/offer/650111222333.html", "1688.com", "650111222333"),
    ("https://detail.m.1688.com/page/index.html?offerId=650111222333", "1688.com", "650111222333"),
]


@pytest.mark.parametrize(("url", "market", "listing_id"), ADDRESSES)
def test_every_address_of_an_offer_has_its_id(url: str, market: str, listing_id: str) -> None:
    assert marketplace_listing(url) == (market, listing_id)


@pytest.mark.parametrize(
    ("url", "market"),
    [
        ("https://search.rakuten.co.jp/search/mall/x/", "rakuten.co.jp"),
        ("https://www.rakuten.co.jp/yamabuki-ya/", "rakuten.co.jp"),
        ("https://lista.mercadolivre.com.br/moringa", "mercadolivre.com.br"),
        ("https://s.1688.com/selloffer/offer_search.htm?keywords=x", "1688.com"),
        ("https://www.newegg.com/p/pl?d=monitor", "newegg.com"),
        ("https://www.lazada.com.my/catalog/?q=tiffin", "lazada.com.my"),
    ],
)
def test_lists_belong_to_the_market_of_their_offers(url: str, market: str) -> None:
    assert (market_of(url), marketplace_listing(url)) == (market, None)
