"""Offers that only the page's state holds, under a title that names the market and no goods."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    as_text,
    document,
    header,
)

_EMPTY = "<div id=root></div>"

SHOPEE_CACHED_MAP = Storefront(
    name="market of the south-east, state in a script of its own type",
    url="https://shopee.com.my/Tudung-Bawal-Melur-Ironless-i.88123.9911223344",
    title="Tudung Bawal Melur Ironless 45",
    price="19.90",
    currency="MYR",
    image="my-11134207-melur",
    brand="Melur",
    seller="melur.official",
    html=document(
        "<div id=main></div><script type='text/mfe-initial-data' data-module=pdp>"
        + as_json({
            "initialState": {
                "DOMAIN_PDP": {
                    "data": {
                        "PDP_BFF_DATA": {
                            "cachedMap": {
                                "88123/9911223344": {
                                    "item": {
                                        "item_id": 9911223344,
                                        "shop_id": 88123,
                                        "title": "Tudung Bawal Melur Ironless 45",
                                        "price": 1990000,
                                        "price_before_discount": 2990000,
                                        "currency": "MYR",
                                        "brand": "Melur",
                                        "images": [
                                            "https://down-my.img.susercontent.com/file/my-11134207-melur"
                                        ],
                                    },
                                    "shop_detailed": {"shopid": 88123, "name": "melur.official"},
                                }
                            }
                        }
                    }
                },
                "DOMAIN_RCMD": {"recommend": [{"name": "Tudung Lain", "price": 990000}]},
            }
        })
        + "</script>",
        title="Shopee Malaysia | Free Shipping Across Malaysia",
        lang="ms",
    ),
)

PINDUODUO_RAW = Storefront(
    name="group buying, raw data under a title of the mall",
    url="https://mobile.yangkeduo.com/goods.html?goods_id=556677889900&page_from=23",
    title="山岚保温杯316不锈钢大容量500ml",
    price="39.9",
    currency="CNY",
    image="t16img.yangkeduo.com/pdd/shanlan-1",
    seller="山岚家居旗舰店",
    html=document(
        _EMPTY
        + "<script>window.rawData="
        + as_json({
            "store": {
                "initDataObj": {
                    "goods": {
                        "goodsID": 556677889900,
                        "goodsName": "山岚保温杯316不锈钢大容量500ml",
                        "minGroupPrice": "39.9",
                        "maxGroupPrice": "39.9",
                        "minNormalPrice": "59.9",
                        "marketPrice": "99",
                        "sideSalesTip": "已拼1.2万件",
                        "topGallery": [
                            {"id": 1, "url": "https://t16img.yangkeduo.com/pdd/shanlan-1.jpeg"}
                        ],
                        "skus": [
                            {
                                "skuID": 1,
                                "groupPrice": "39.9",
                                "specs": [{"spec_key": "颜色", "spec_value": "雾蓝"}],
                            },
                            {
                                "skuID": 2,
                                "groupPrice": "39.9",
                                "specs": [{"spec_key": "颜色", "spec_value": "象牙白"}],
                            },
                        ],
                    },
                    "mall": {"mallID": 771, "mallName": "山岚家居旗舰店"},
                }
            },
            "recommend": {"goodsList": [{"goodsName": "别的杯子", "groupPrice": "9.9"}]},
        })
        + ";</script>",
        title="拼多多商城",
        lang="zh",
    ),
)

OZON_WIDGETS = Storefront(
    name="market of widgets, each state in an attribute",
    url="https://www.ozon.ru/product/termokruzhka-bereg-450-ml-1188220033/",
    title="Термокружка Берег 450 мл, синяя",
    price="1299",
    currency="RUB",
    image="ir.ozone.ru/s3/multimedia-b/bereg450",
    seller="Берег Товары",
    html=document(
        "<div id=__ozon></div>"
        "<div id='state-webProductHeading-3385933-default-1' data-state=\""
        + as_attribute({"title": "Термокружка Берег 450 мл, синяя", "id": 1188220033})
        + "\"></div><div id='state-webGallery-3311626-default-1' data-state=\""
        + as_attribute({
            "coverImage": "https://ir.ozone.ru/s3/multimedia-b/bereg450.jpg",
            "sku": "1188220033",
        })
        + "\"></div><div id='state-webPrice-3121879-default-1' data-state=\""
        + as_attribute({
            "isAvailable": True,
            "cardPrice": "1 199 ₽",
            "price": "1 299 ₽",
            "originalPrice": "2 500 ₽",
        })
        + "\"></div><div id='state-webCurrentSeller-1-default-1' data-state=\""
        + as_attribute({"name": "Берег Товары", "sellerName": "Берег Товары", "id": 55})
        + '"></div>',
        title="OZON маркетплейс – миллионы товаров по выгодным ценам",
        lang="ru",
    ),
)

NOON_NEXT = Storefront(
    name="market of the gulf, Next state, offers inside variants",
    url="https://www.noon.com/uae-en/desert-lantern/N7001122A/p/?o=abc",
    title="Desert Lantern With Handle Brass 30cm",
    price="89",
    currency=None,
    brand="Sahrawi",
    seller="Lantern House",
    image="N7001122A_1",
    html=document(
        "<div id=__next></div><script id=__NEXT_DATA__ type=application/json>"
        + as_json({
            "props": {
                "pageProps": {
                    "catalog": {
                        "product": {
                            "sku": "N7001122A",
                            "product_title": "Desert Lantern With Handle Brass 30cm",
                            "brand": "Sahrawi",
                            "image_keys": ["N7001122A_1"],
                            "images": ["https://f.nooncdn.com/p/N7001122A_1.jpg"],
                            "variants": [
                                {
                                    "sku": "N7001122A-1",
                                    "offers": [
                                        {
                                            "price": 129,
                                            "sale_price": 89,
                                            "store_name": "Lantern House",
                                        }
                                    ],
                                }
                            ],
                        }
                    }
                }
            }
        })
        + "</script>",
        title="noon - Online Shopping UAE",
    ),
)

OLX_PRERENDERED = Storefront(
    name="small ads, state as a string under a title of the site",
    url="https://www.olx.example.pl/d/oferta/rower-gorski-skarpa-29-CID767-ID19aBcD.html",
    title="Rower górski Skarpa 29 cali, stan bardzo dobry",
    price="1450",
    currency="PLN",
    image="skarpa29",
    seller="Bartek",
    html=document(
        "<div id=root></div><script>window.__PRERENDERED_STATE__= "
        + as_text({
            "ad": {
                "ad": {
                    "id": 911223344,
                    "title": "Rower górski Skarpa 29 cali, stan bardzo dobry",
                    "url": (
                        "https://www.olx.example.pl/d/oferta/"
                        "rower-gorski-skarpa-29-CID767-ID19aBcD.html"
                    ),
                    "price": {
                        "regularPrice": {"value": 1450, "currencyCode": "PLN"},
                        "displayValue": "1 450 zł",
                    },
                    "user": {"id": 4, "name": "Bartek"},
                    "photos": ["https://ireland.apollo.example/v1/files/skarpa29/image;s=1000x700"],
                }
            },
            "similarAds": {"ads": [{"title": "Rower inny", "price": 100}]},
        })
        + ";</script>",
        title="OLX.pl - ogłoszenia",
        lang="pl",
    ),
)

TIKI_NEXT = Storefront(
    name="market of vietnam, Next state, seller current",
    url="https://tiki.vn/binh-giu-nhiet-suong-mai-750ml-p27711223.html",
    title="Bình Giữ Nhiệt Sương Mai 750ml",
    price="249000",
    currency="VND",
    image="suongmai750",
    brand="Sương Mai",
    seller="Sương Mai Official",
    html=document(
        "<div id=__next><div class=loading></div></div>"
        "<script id=__NEXT_DATA__ type=application/json>"
        + as_json({
            "props": {
                "initialState": {
                    "productv2": {
                        "productData": {
                            "response": {
                                "data": {
                                    "id": 27711223,
                                    "name": "Bình Giữ Nhiệt Sương Mai 750ml",
                                    "url_path": "binh-giu-nhiet-suong-mai-750ml-p27711223.html",
                                    "price": 249000,
                                    "original_price": 399000,
                                    "brand": {"id": 1, "name": "Sương Mai"},
                                    "current_seller": {"id": 7, "name": "Sương Mai Official"},
                                    "images": [
                                        {"base_url": "https://salt.tikicdn.com/suongmai750.jpg"}
                                    ],
                                    "thumbnail_url": "https://salt.tikicdn.com/t/suongmai750.jpg",
                                }
                            }
                        }
                    }
                }
            }
        })
        + "</script>",
        title="Tiki - Mua hàng online giá tốt",
        lang="vi",
    ),
)

INERTIA_PAGE = Storefront(
    name="state of Inertia in an attribute, cents",
    url="https://store.example.com/l/grain-pack",
    title="Grain & Dust Texture Pack",
    price="25",
    currency="USD",
    image="grainpack",
    seller="Ottla Wick",
    html=document(
        '<div id=app data-page="'
        + as_attribute({
            "component": "Product/Show",
            "props": {
                "product": {
                    "id": "zz1",
                    "permalink": "grain-pack",
                    "name": "Grain & Dust Texture Pack",
                    "price_cents": 2500,
                    "currency_code": "usd",
                    "seller": {"id": "9", "name": "Ottla Wick"},
                    "covers": [{"url": "https://public-files.example.com/grainpack.png"}],
                },
                "recommended_products": [{"name": "Other pack", "price_cents": 900}],
            },
            "url": "/l/grain-pack",
        })
        + '"></div>',
        title="Store",
    ),
)

REMIX_CONTEXT = Storefront(
    name="state of Remix, one offer, an address that names it by its handle",
    url="https://shop.example.ca/products/aster-wool-beanie",
    title="Aster Wool Beanie",
    price="38.00",
    currency="CAD",
    image="aster-beanie",
    brand="Asterling",
    html=document(
        header("Asterling", basket="$0.00")
        + "<main id=app></main><script>window.__remixContext = "
        + as_json({
            "state": {
                "loaderData": {
                    "root": {"cart": {"lines": []}, "shop": {"name": "Asterling"}},
                    "routes/products.$handle": {
                        "product": {
                            "id": "gid://shop/Product/71",
                            "title": "Aster Wool Beanie",
                            "handle": "aster-wool-beanie",
                            "vendor": "Asterling",
                            "selectedVariant": {
                                "price": {"amount": "38.00", "currencyCode": "CAD"},
                                "image": {"url": "https://cdn.example.com/aster-beanie.jpg"},
                            },
                        },
                        "recommended": {"products": [{"title": "Mittens", "price": "12"}]},
                    },
                }
            }
        })
        + ";</script>",
        title="Asterling | Knitwear made in Canada",
    ),
)

SVELTE_START = Storefront(
    name="state of SvelteKit as arguments of its start",
    url="https://www.keramik.example.dk/vare/4471",
    title="Stentøjskande Mose 1,2 L",
    price="449",
    currency="DKK",
    image="mosekande",
    brand="Mosevej",
    html=document(
        "<div><script>{const element=document.currentScript.parentElement;"
        "Promise.all([]).then(([kit, app]) => {kit.start(app, element, {node_ids: [0, 4],"
        'data: [{type:"data",data:{menu:["Nyt","Tilbud"]},uses:{}},{type:"data",data:{vare:'
        '{id:4471,navn:"mosekande",title:"Stentøjskande Mose 1,2 L",brand:"Mosevej",'
        'price:{amount:449,currency:"DKK"},images:["https://img.keramik.example.dk/mosekande.jpg"]'
        "}},uses:{}}],form:null,error:null});});}</script></div>",
        title="Keramik.dk",
        lang="da",
    ),
)

ANGULAR_STATE = Storefront(
    name="transfer state of Angular with its own escapes",
    url="https://hard.example.ua/ua/noutbuk-ruta-14/p388112233/",
    title="Ноутбук Рута 14 (R14-8/512) сірий",
    price="24999",
    currency="UAH",
    image="ruta14",
    brand="Рута",
    seller="Рута Маркет",
    html=document(
        "<rz-root></rz-root><script id=rz-client-state type=application/json>"
        + as_json({
            "G.json.https://api?id=388112233": {
                "body": {
                    "data": {
                        "id": 388112233,
                        "title": "Ноутбук Рута 14 (R14-8/512) сірий",
                        "price": 24999,
                        "old_price": 27999,
                        "brand": "Рута",
                        "seller": {"id": 5, "title": "Рута Маркет"},
                        "images": [{"original": {"url": "https://content.example.ua/ruta14.jpg"}}],
                    }
                }
            }
        }).replace('"', "&q;")
        + "</script>",
        title="Інтернет-магазин",
        lang="uk",
    ),
)

SHELLS = (
    SHOPEE_CACHED_MAP,
    PINDUODUO_RAW,
    OZON_WIDGETS,
    NOON_NEXT,
    OLX_PRERENDERED,
    TIKI_NEXT,
    INERTIA_PAGE,
    REMIX_CONTEXT,
    SVELTE_START,
    ANGULAR_STATE,
)
