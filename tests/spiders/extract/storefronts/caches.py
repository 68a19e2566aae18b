"""State by the name of a variable or in boxes of their own; creators and shops as sellers."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    document,
    neighbours,
)

LAZADA_APP_RUN = Storefront(
    name="market, state as the argument of a call, nothing visible",
    url="https://www.lazada.co.th/products/portable-espresso-i3344556-s9988.html",
    title="Portable Espresso Maker 20 Bar",
    price="1290",
    currency="THB",
    image="espresso9",
    brand="Kavano",
    seller="Kavano Official TH",
    html=document(
        "<div id=container><div class=loading></div></div><script>try{app.run("
        + as_json({
            "data": {
                "root": {
                    "fields": {
                        "product": {
                            "title": "Portable Espresso Maker 20 Bar",
                            "brand": {"name": "Kavano"},
                        },
                        "skuInfos": {
                            "0": {
                                "price": {
                                    "salePrice": {"text": "฿1,290.00", "value": 1290},
                                    "originalPrice": {"text": "฿2,490.00", "value": 2490},
                                }
                            }
                        },
                        "seller": {"name": "Kavano Official TH", "sellerId": "1009"},
                        "skuGalleries": {
                            "0": [{"type": "img", "src": "//th-test-11.slatic.net/p/espresso9.jpg"}]
                        },
                    }
                }
            }
        })
        + ");}catch(e){console.log(e)}</script>",
        title="Portable Espresso Maker 20 Bar | Lazada.co.th",
        lang="th",
        head=(
            "<meta property=og:title content='Portable Espresso Maker 20 Bar | "
            "Lazada.co.th'><meta property=og:image content='//th-test-11.slatic.net/p"
            "/espresso9.jpg'>"
        ),
    ),
)

POSHMARK_STATE = Storefront(
    name="second-hand market, creator by name",
    url=("https://poshmark.com/listing/Meadowlark-Wool-Coat-Size-M-5f0000000000000000000001"),
    title="Meadowlark Wool Coat Size M",
    price="85",
    currency="USD",
    image="coat_l",
    brand="Meadowlark",
    seller="closet_of_jo",
    html=document(
        (
            "<div id=app><div class=listing__layout><div class=listing__carousel>"
            "<picture><source srcset='https://di2ponv0v5otw.cloudfront.net/posts/coat"
            "_l.webp'><img data-src='https://di2ponv0v5otw.cloudfront.net/posts/coat_"
            "l.jpg' alt='Meadowlark Wool Coat Size M'></picture></div>"
            "<a class=listing__brand>Meadowlark</a>"
            "<h1 class=listing__title-container>Meadowlark Wool Coat Size M</h1>"
            "<p class=h1>$85 <span class='td--lt'>$240</span></p>"
            "<a href='/closet/closet_of_jo' class=tc--b>@closet_of_jo</a>"
            "<button>Buy Now</button></div></div>"
        )
        + neighbours("$30", slug="/listing/")
        + "<script>window.__INITIAL_STATE__="
        + as_json({
            "$_listing_details": {
                "listingDetails": {
                    "id": "5f",
                    "title": "Meadowlark Wool Coat Size M",
                    "brand": "Meadowlark",
                    "price_amount": {"val": "85.0", "currency_code": "USD", "currency_symbol": "$"},
                    "original_price_amount": {"val": "240.0", "currency_code": "USD"},
                    "creator_username": "closet_of_jo",
                    "creator_display_handle": "closet_of_jo",
                    "cover_shot": {
                        "url_large": ("https://di2ponv0v5otw.cloudfront.net/posts/coat_l.jpg")
                    },
                }
            }
        })
        + ";(function(){var s;}());</script>",
        title="Meadowlark | Jackets & Coats | Meadowlark Wool Coat Size M | Poshmark",
        head=(
            "<meta property='og:price:amount' content='85.0'>"
            "<meta property='og:price:currency' content='USD'>"
            "<meta property=product:brand content=Meadowlark>"
            "<meta property='og:image' "
            "content='https://di2ponv0v5otw.cloudfront.net/posts/coat_l.jpg'>"
            "<meta property='og:title' content='Meadowlark Wool Coat Size M'>"
        ),
    ),
)

SHOPEE_MFE = Storefront(
    name="market, price in hundred-thousandths in state, two plain prices",
    url="https://shopee.co.id/Kipas-Angin-Mini-USB-Lipat-i.11.22",
    title="Kipas Angin Mini USB Lipat",
    price="45900",
    currency="IDR",
    image="kipas7",
    brand="Anginku",
    html=document(
        (
            "<div id=main><div class=page-product><div class=flex>"
            "<img src='https://down-id.img.susercontent.com/file/id-kipas7' "
            "alt='Kipas Angin Mini USB Lipat'>"
            "<h1 class=vR6K3w>Kipas Angin Mini USB Lipat</h1>"
            "<div class=IZPeQz>Rp45.900</div><div class=ZA5sW5>Rp89.000</div>"
            "<button>Masukkan Keranjang</button><button>Beli Sekarang</button>"
            "<div class='fV3TIn'>Gudang Kipas</div>"
            "<a href='/gudangkipas'>kunjungi toko</a></div></div></div>"
        )
        + neighbours("Rp12.000", heading="Kamu mungkin juga suka", slug="/x-i.")
        + "<script type='text/mfe-initial-data'>"
        + as_json({
            "initialState": {
                "DOMAIN_PDP": {
                    "data": {
                        "PDP_BFF_DATA": {
                            "cachedMap": {
                                "1/2": {
                                    "item": {
                                        "title": "Kipas Angin Mini USB Lipat",
                                        "brand": "Anginku",
                                        "price": 4590000000,
                                        "price_min": 4590000000,
                                        "currency": "IDR",
                                    },
                                    "shop_detailed": {"name": "Gudang Kipas", "shopid": 11},
                                }
                            }
                        }
                    }
                }
            }
        })
        + "</script>",
        title="Jual Kipas Angin Mini USB Lipat | Shopee Indonesia",
        lang="id",
    ),
)

OZON_DATA_STATE = Storefront(
    name="market, every box with a state of its own in an attribute",
    url="https://www.ozon.ru/product/termos-severok-750-ml-stal-1234567890/",
    title="Термос Северок 750 мл, сталь",
    price="1299",
    currency="RUB",
    image="7001",
    brand="Северок",
    seller="ТД Термос",
    html=document(
        (
            "<div id=layoutPage><div data-widget=webProductHeading>"
            "<h1>Термос Северок 750 мл, сталь</h1></div><div data-widget=webGallery>"
            "<img src='https://ir.ozone.ru/s3/multimedia-1-x/wc1000/7001.jpg' "
            "loading=eager></div><div id='state-webPrice-3121879-default-1' data-state='"
        )
        + as_attribute({
            "isAvailable": True,
            "cardPrice": "1 199 ₽",
            "price": "1 299 ₽",
            "originalPrice": "2 150 ₽",
            "showOriginalPrice": True,
        })
        + "'></div><div id='state-webBrand-1' data-state='"
        + as_attribute({
            "content": {"title": {"text": [{"type": "text", "content": "Северок"}]}},
            "brand": "Северок",
        })
        + "'></div><div id='state-webCurrentSeller-2' data-state='"
        + as_attribute({"sellerName": "ТД Термос", "sellerId": 555})
        + "'></div></div>"
        + neighbours("490 ₽", heading="Похожие товары", slug="/product/"),
        title=(
            "Термос Северок 750 мл, сталь - купить с доставкой по выгодным ценам в "
            "интернет-магазине OZON (1234567890)"
        ),
        lang="ru",
    ),
)

CACHES = (LAZADA_APP_RUN, POSHMARK_STATE, SHOPEE_MFE, OZON_DATA_STATE)
