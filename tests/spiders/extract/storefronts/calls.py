"""State as the argument of a call, in caches of clients, relays and data attributes."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    document,
    header,
    neighbours,
)

BESTBUY_APOLLO_TRANSPORT = Storefront(
    name="electronics shop, state pushed into a client's cache",
    url="https://www.bestbuy.com/site/halvorn-nc700/6601234.p?skuId=6601234",
    title="Halvorn - NC700 Wireless Noise Cancelling Headphones - Black",
    price="179.99",
    currency="USD",
    image="6601234_sd",
    brand="Halvorn",
    seller="AudioBarn Outlet",
    html=document(
        header("Best Buy")
        + (
            "<div class='sku-title'><h1>Halvorn - NC700 Wireless Noise Cancelling Hea"
            "dphones - Black</h1></div><div class=shop-media>"
            "<img class='primary-image' "
            "src='https://pisces.bbystatic.com/image2/BestBuy_US/images/products/6601"
            "/6601234_sd.jpg;maxHeight=640' alt='Front Zoom. Halvorn - NC700'></div>"
            "<div class=priceView-hero></div>"
        )
        + neighbours("$39.99", heading="Compare similar products", slug="/site/x/")
        + '<script>((window[Symbol.for("ApolloSSRDataTransport")] ??= []).push('
        + as_json({
            "rehydrate": {
                ":R1:": {
                    "data": {
                        "productBySkuId": {
                            "__typename": "Product",
                            "skuId": "6601234",
                            "name": {
                                "short": (
                                    "Halvorn - NC700 Wireless Noise Cancelling Headphones - Black"
                                )
                            },
                            "brand": "Halvorn",
                            "price": {
                                "customerPrice": 179.99,
                                "regularPrice": 249.99,
                                "savings": {"totalSavings": 70},
                            },
                            "primaryImage": {
                                "href": (
                                    "https://pisces.bbystatic.com/image2/Best"
                                    "Buy_US/images/products/6601/6601234_sd.jpg"
                                )
                            },
                            "marketplace": {"seller": {"name": "AudioBarn Outlet", "id": "s99"}},
                        }
                    }
                }
            }
        })
        + "))</script>",
        title="Halvorn - NC700 Wireless Noise Cancelling Headphones - Black - Best Buy",
    ),
)

HOMEDEPOT_APOLLO = Storefront(
    name="hardware shop, cache of a client with arguments in its keys",
    url=("https://www.homedepot.com/p/Corvex-18V-Cordless-Drill-Driver-Kit-CX18/312456789"),
    title="18V Cordless 1/2 in. Drill/Driver Kit",
    price="99",
    currency="USD",
    image="corvex-drill",
    brand="Corvex",
    html=document(
        header("The Home Depot")
        + (
            "<div class=product-details><h2 class=product-details__brand--link>"
            "<a href='/b/Corvex/N-5yc1vZ1'>Corvex</a></h2>"
            "<h1 class=sui-h4>18V Cordless 1/2 in. Drill/Driver Kit</h1>"
            "<div class=mediagallery>"
            "<img src='https://images.thdstatic.com/productImages/aa/svn/corvex-drill"
            "-cx18-64_600.jpg' alt='18V Cordless 1/2 in. Drill/Driver Kit' "
            "width=600></div><div id=standard-price></div>"
            "<button>Add to Cart</button></div>"
        )
        + neighbours("$19.97", heading="Frequently Bought Together")
        + "<script>window.__APOLLO_STATE__="
        + as_json({
            "ROOT_QUERY": {'product({"itemId":"312456789"})': {"__ref": "base-catalog-312456789"}},
            "base-catalog-312456789": {
                "itemId": "312456789",
                "identifiers": {
                    "brandName": "Corvex",
                    "productLabel": "18V Cordless 1/2 in. Drill/Driver Kit",
                    "modelNumber": "CX18",
                },
                "media": {
                    "images": [
                        {
                            "url": (
                                "https://images.thdstatic.com/productImag"
                                "es/aa/svn/corvex-drill-cx18-64_<SIZE>.jpg"
                            ),
                            "type": "IMAGE",
                        }
                    ]
                },
                'pricing({"storeId":"8119"})': {
                    "value": 99,
                    "original": 129,
                    "alternatePriceDisplay": False,
                },
                "fulfillment({})": {"sellerName": None},
            },
            "base-catalog-2": {
                "identifiers": {"brandName": "Tuffo", "productLabel": "Drill bit set"},
                'pricing({"storeId":"8119"})': {"value": 19.97},
            },
        })
        + "</script>",
        title="Corvex 18V Cordless 1/2 in. Drill/Driver Kit CX18 - The Home Depot",
    ),
)

_RELAYED_AD = {
    "id": "7001",
    "marketplace_listing_title": "Oak writing desk, solid wood",
    "formatted_price": {"text": "$140"},
    "listing_price": {"amount": "140.00", "currency": "USD", "amount_with_offset": "14000"},
    "marketplace_listing_seller": {"__typename": "User", "name": "Dana Whitlock", "id": "1000"},
    "listing_photos": [{"image": {"uri": "https://scontent.xx.fbcdn.net/v/deskphoto_n.jpg"}}],
    "attribute_data": [{"attribute_name": "Condition", "label": "Used - like new"}],
}
_ANSWER = {"viewer": {"marketplace_product_details_page": {"target": _RELAYED_AD}}}
_RELAYED = ["adp_query", {"__bbox": {"complete": True, "result": {"data": _ANSWER}}}]
_SCHEDULED = {"__bbox": {"require": [["RelayPrefetchedStreamCache", "next", [], _RELAYED]]}}

FACEBOOK_RELAY = Storefront(
    name="classified ad, relay of scheduled calls",
    url="https://www.facebook.com/marketplace/item/7001234567/",
    title="Oak writing desk, solid wood",
    price="140",
    currency="USD",
    image="deskphoto",
    seller="Dana Whitlock",
    html=document(
        "<div id=mount_0></div><script type='application/json' data-sjs>"
        + as_json({"require": [["ScheduledServerJS", "handle", None, [_SCHEDULED]]]})
        + "</script>",
        title=("Oak writing desk, solid wood - Furniture - Reno, Nevada | Facebook Marketplace"),
        head=(
            "<meta property=og:title content='Oak writing desk, solid wood'>"
            "<meta property=og:image "
            "content='https://scontent.xx.fbcdn.net/v/t45/deskphoto_n.jpg?stp=1'>"
        ),
    ),
)

M1688_CONTEXT_CALL = Storefront(
    name="wholesale, state as the second argument of a function",
    url="https://detail.1688.com/offer/712345678901.html",
    title="新款男士真皮腰带自动扣 厂家批发",
    price="19.80",
    currency="CNY",
    image="O1CN01belt",
    seller="广州市鹿纹皮具有限公司",
    html=document(
        (
            "<div id=root-container></div>"
            "<script>window.context=(function(b,d){for(var k in d)b[k]=d[k];return "
            "b})(window.contextPath,"
        )
        + as_json({
            "result": {
                "data": {
                    "productTitle": {"fields": {"title": "新款男士真皮腰带自动扣 厂家批发"}},
                    "mainPrice": {
                        "fields": {
                            "priceModel": {
                                "currentPrices": [
                                    {"price": "23.50", "beginAmount": "1"},
                                    {"price": "19.80", "beginAmount": "50"},
                                ]
                            }
                        }
                    },
                },
                "global": {
                    "globalData": {
                        "model": {
                            "offerTitle": "新款男士真皮腰带自动扣 厂家批发",
                            "sellerModel": {
                                "companyName": "广州市鹿纹皮具有限公司",
                                "loginId": "鹿纹皮具",
                                "memberId": "b2b-22100",
                            },
                            "tradeModel": {"minPrice": "19.80", "maxPrice": "23.50"},
                        }
                    }
                },
            }
        })
        + ");</script>",
        title="新款男士真皮腰带自动扣 厂家批发-阿里巴巴",
        lang="zh-CN",
        head=(
            "<meta property=og:image content='https://cbu01.alicdn.com/img/ibank/O1CN01belt.jpg'>"
        ),
    ),
)

CALLS = (BESTBUY_APOLLO_TRANSPORT, HOMEDEPOT_APOLLO, FACEBOOK_RELAY, M1688_CONTEXT_CALL)
