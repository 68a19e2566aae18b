"""State in server streams, functions, flat lists and attributes; sellers in meta names."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    crumbs,
    document,
    header,
    ld,
    neighbours,
)

NUXT2_FUNCTION = Storefront(
    name="nuxt2 function",
    url="https://www.vaermland.example.se/produkt/bordslampa-glim",
    title="Bordslampa Glim mässing",
    price="895",
    currency="SEK",
    image="glim.jpg",
    brand="Glimhult",
    html=document(
        header("Värmland", basket="0 kr", banner="Fri frakt över 499 kr")
        + (
            "<div id=__nuxt><h1>Bordslampa Glim mässing</h1>"
            "<img class=product-image "
            "data-src=https://img.vaermland.example.se/glim.jpg src=/blank.gif "
            "alt='Bordslampa Glim mässing'><div class=price-placeholder></div>"
            "<button>Köp nu</button></div>"
        )
        + neighbours("199 kr", heading="Liknande produkter")
        + (
            "<script>window.__NUXT__=(function(a,b,c,d){return "
            '{layout:"default",data:[{product:{id:771,name:"Bordslampa Glim '
            'mässing",brand:{name:b},price:{current:c,currency:"SEK",original:d},inSt'
            'ock:a}}],state:{cart:{}}}}(true,"Glimhult",895,1195));</script>'
        ),
        title="Bordslampa Glim mässing - Värmland",
        lang="sv-SE",
    ),
)

NUXT3_PAYLOAD = Storefront(
    name="nuxt3 payload",
    url="https://www.regale.example.at/p/wandregal-birke-80",
    title="Wandregal Birke 80 cm",
    price="54.90",
    currency="EUR",
    image="birke80",
    brand="Birkwerk",
    html=document(
        header("Regale", basket="0,00 €", banner="Versand ab 4,90 €")
        + (
            "<h1>Wandregal Birke 80 cm</h1><picture>"
            "<source data-srcset='https://cdn.regale.example.at/birke80.jpg 800w'>"
            "<img src='data:image/svg+xml;base64,AA' alt='Wandregal Birke 80 cm'>"
            "</picture><button>In den Warenkorb</button>"
        )
        + neighbours("12,90 €", heading="Passt dazu")
        + "<script type='application/json' id='__NUXT_DATA__' data-ssr=true>"
        + as_json([
            {"data": 1},
            {"product-9": 2},
            {"name": 3, "price": 4, "currencyCode": 5, "manufacturer": 6, "gallery": 7},
            "Wandregal Birke 80 cm",
            54.9,
            "EUR",
            {"name": 8},
            [9],
            "Birkwerk",
            "https://cdn.regale.example.at/birke80.jpg",
        ])
        + "</script>",
        title="Wandregal Birke 80 cm | Regale.at",
        lang="de-AT",
    ),
)

BASE64_PRICE_ATTR = Storefront(
    name="base64 price attr",
    url="https://www.kolejka.example.pl/produkt/lokomotywa-ep09",
    title="Lokomotywa EP09 H0",
    price="459.00",
    currency="PLN",
    image="ep09",
    brand="Torpol",
    html=document(
        header("Kolejka", basket="0,00 zł", banner="Wysyłka od 12,99 zł")
        + (
            "<h1>Lokomotywa EP09 H0</h1>"
            "<img id=main-img src=/img/ep09.jpg alt='Lokomotywa EP09 H0' width=500>"
            "<div class=price-box></div><p>Producent: Torpol</p>"
            "<button>Dodaj do koszyka</button>"
            "<script>var product = {'name': 'Lokomotywa EP09 H0', 'price': '"
        )
        + "NDU5LjAw"
        + "', 'currency': 'PLN'};</script>"
        + neighbours("39,00 zł", heading="Podobne"),
        title="Lokomotywa EP09 H0 - Kolejka",
        lang="pl",
    ),
)

DATALAYER = Storefront(
    name="datalayer",
    url="https://www.velohaus.example.de/gravelbike-tarn-3",
    title="Gravelbike Tarn 3",
    price="1899",
    currency="EUR",
    image="tarn3",
    brand="Tarnwerk",
    html=document(
        header("Velohaus", basket="0,00 €", banner="0% Finanzierung ab 300 €")
        + crumbs("Räder", "Gravel")
        + (
            "<h1>Gravelbike Tarn 3</h1><div class=slick>"
            "<img data-lazy=/bilder/tarn3.jpg alt='Gravelbike Tarn 3'></div>"
            "<div class=preis><span class=euro>1.899</span>"
            "<span class=komma>,-</span></div>"
            "<small>inkl. MwSt. zzgl. Versand</small>"
            "<p>oder 36x 52,75 € im Leasing</p><button>In den Warenkorb</button>"
            "<script>dataLayer.push({ecommerce:{detail:{products:[{name:'Gravelbike "
            "Tarn 3',id:'T3',price:'1899.00',brand:'Tarnwerk',category:'Gravel'}]}}})"
            ";</script>"
        )
        + neighbours("29,90 €", heading="Zubehör"),
        title="Gravelbike Tarn 3 kaufen | Velohaus",
        lang="de",
    ),
)

DATA_PRODUCT_JSON = Storefront(
    name="data-product json",
    url="https://www.cosmetica.example.it/crema-viso-olivella-50ml.html",
    title="Crema viso Olivella 50 ml",
    price="24.50",
    currency="EUR",
    image="crema-olivella",
    brand="Olivella",
    html=document(
        header("Cosmetica", basket="0,00 €", banner="Spedizione gratuita da 39 €")
        + "<div class=product-container data-product='"
        + as_attribute({
            "id": 12,
            "name": "Crema viso Olivella 50 ml",
            "manufacturer_name": "Olivella",
            "price_amount": 24.5,
            "price": "24,50 €",
            "regular_price": "31,00 €",
            "condition": "new",
        })
        + (
            "'><h1 class=h1>Crema viso Olivella 50 ml</h1>"
            "<div class=images-container>"
            "<img class=js-qv-product-cover "
            "data-image-large-src='/112-large/crema-olivella.jpg' "
            "src='/112-home/crema-olivella.jpg'></div><div class=product-prices>"
            "<div class=product-discount><span class=regular-price>31,00 €</span>"
            "</div><div class=current-price><span content=24.5>24,50 €</span>"
            "<span class=discount-percentage>-21%</span></div></div>"
            "<button>Aggiungi al carrello</button></div>"
        )
        + neighbours("9,90 €", heading="Altri prodotti"),
        title="Crema viso Olivella 50 ml - Cosmetica",
        lang="it",
    ),
)

META_SELLER_ETSY_LIKE = Storefront(
    name="meta seller etsy-like",
    url="https://www.handmark.example.com/listing/5551/felt-slippers",
    title="Felt slippers, natural wool",
    price="68.00",
    currency="USD",
    image="felt68",
    seller="WoolAndRye",
    html=document(
        header("Handmark")
        + (
            "<h1>Felt slippers, natural wool</h1>"
            "<img class=carousel-image "
            "src=https://img.handmark.example.com/il/felt68.jpg alt='Felt slippers'>"
            "<p class=wt-text>US$ 68.00</p><button>Add to basket</button>"
            "<a href=/shop/WoolAndRye>View shop</a>"
        )
        + neighbours("US$ 25.00"),
        title="Felt Slippers, Natural Wool | Handmark",
        head=(
            "<meta property='og:type' content='handmark:listing'>"
            "<meta property='og:title' content='Felt slippers, natural wool'>"
            "<meta property='og:image' "
            "content='https://img.handmark.example.com/il/felt68.jpg'>"
            "<meta property='handmark:shop' "
            "content='https://www.handmark.example.com/shop/WoolAndRye'>"
            "<meta property='handmark:price_value' content='68.00'>"
            "<meta property='handmark:currency_code' content='USD'>"
        ),
    ),
)

YAHOO_AUCTION = Storefront(
    name="yahoo auction",
    url="https://page.auctions.yahoo.co.jp/jp/auction/x1122334455",
    title="鉄瓶 南部鉄器 霰文 1.2L",
    price="18500",
    currency="JPY",
    image="tetsubin",
    seller="古道具みなと",
    html=document(
        (
            "<div id=__next><h1>鉄瓶 南部鉄器 霰文 1.2L</h1>"
            "<img src='https://auc-pctr.c.yimg.jp/i/auctions.c.yimg.jp/tetsubin.jpg' "
            "alt='鉄瓶 南部鉄器 霰文 1.2L - 画像1'><dl><dt>現在</dt>"
            "<dd>18,500円<span>（税0円）</span></dd></dl><dl><dt>即決</dt>"
            "<dd>22,000円（税0円）</dd></dl><button>入札する</button>"
            "<button>今すぐ落札</button></div>"
        )
        + neighbours("3,000円", heading="関連商品", slug="/jp/auction/y")
        + "<script id=__NEXT_DATA__ type='application/json'>"
        + as_json({
            "props": {
                "pageProps": {
                    "initialState": {
                        "item": {
                            "detail": {
                                "item": {
                                    "title": "鉄瓶 南部鉄器 霰文 1.2L",
                                    "price": 18500,
                                    "taxinPrice": 18500,
                                    "bidorbuy": 22000,
                                    "seller": {"aucUserId": "AbC", "displayName": "古道具みなと"},
                                    "img": [
                                        {
                                            "image": (
                                                "https://auc-pctr.c.yimg.jp/i/auctions.c."
                                                "yimg.jp/tetsubin.jpg"
                                            )
                                        }
                                    ],
                                }
                            }
                        }
                    }
                }
            }
        })
        + "</script>",
        title="Yahoo!オークション - 鉄瓶 南部鉄器 霰文 1.2L",
        lang="ja",
    ),
)

RUTEN_BIG5 = Storefront(
    name="ruten big5",
    url="https://www.ruten.example.com.tw/item/show?22112233445566",
    title="手沖咖啡壺 細口 600ml",
    price="680",
    currency="TWD",
    image="coffeepot600",
    brand="山月",
    seller="cafe88",
    encoding="big5",
    html=document(
        (
            "<div>滿$490免運費</div><h1 class=item-title>手沖咖啡壺 細口 600ml</h1>"
            "<img class=item-gallery-main-image "
            "src='https://gcs.example.tw/coffeepot600.jpg' alt='手沖咖啡壺 細口 "
            "600ml'><div class=item-purchase-price><span>直購價</span>"
            "<strong class=text-price-dollar>$680</strong></div><div>數量 3</div>"
            "<div>運費 $60</div><div>品牌：山月</div>"
            "<div>賣家：<a href=/user/cafe88>cafe88</a> (1234)</div>"
            "<button>直接購買</button><button>加入購物車</button>"
        )
        + neighbours("$150", heading="看了又看"),
        title="手沖咖啡壺 細口 600ml | 露天",
        lang="zh-TW",
        charset="big5",
    ),
)

HEBREW = Storefront(
    name="hebrew",
    url="https://www.bayit.example.co.il/items/kumkum-17",
    title="קומקום נירוסטה 1.7 ליטר",
    price="149",
    currency="ILS",
    image="kumkum17",
    brand="אלומה",
    html=document(
        header("בית", basket="0 ₪", banner="משלוח חינם מעל 299 ₪")
        + (
            "<h1>קומקום נירוסטה 1.7 ליטר</h1>"
            "<img src=/i/kumkum17.jpg alt='קומקום נירוסטה 1.7 ליטר' width=500>"
            "<div class=price>₪149</div><div class=old-price>₪199</div>"
            "<div>מותג: אלומה</div><button>הוסף לסל</button>"
        )
        + neighbours("₪49", heading="מוצרים דומים"),
        title="קומקום נירוסטה 1.7 ליטר | בית",
        lang="he",
    ),
)

REVERB_LD_SELLER = Storefront(
    name="reverb ld seller",
    url="https://reverb.com/item/77665544-strato-copy-1978",
    title="Strato Copy 1978 Sunburst",
    price="420.00",
    currency="USD",
    image="strato78",
    brand="Kasuga",
    seller="Lowtown Guitars",
    html=document(
        header("Reverb")
        + (
            "<h1>Strato Copy 1978 Sunburst</h1>"
            "<img src='https://rvb-img.reverb.com/i/s--x/strato78.jpg' alt='Strato "
            "Copy 1978 Sunburst' width=600><div class=price-display-block>$420</div>"
            "<div>+ $45 Shipping</div><div>Used – Good</div>"
            "<button>Add to Cart</button><p>Or pay $37.98/mo</p>"
        )
        + neighbours("$99", slug="/item/2")
        + ld(
            '{"@type":"Product","name":"Strato Copy 1978 '
            'Sunburst","brand":{"name":"Kasuga"},"offers":{"@type":"Offer","price":"4'
            '20.00","priceCurrency":"USD","itemCondition":"https://schema.org/UsedCon'
            'dition","seller":{"@type":"Organization","name":"Lowtown Guitars"}}}'
        ),
        title="Strato Copy 1978 Sunburst | Reverb",
    ),
)

_ROWS = (
    '1:"$Sreact.fragment"\n2:I[123,["a","b"],"x"]\n7:["$","main",null,{"product":'
    '{"id":"p1","title":"Marrow Cast Iron Skillet 26 cm","vendor":{"name":"Marrow"},'
    '"priceInfo":{"price":64.0,"currency":"GBP","compareAt":80}}}]\n'
    '8:["$","div",null,{"related":[{"title":"Marrow lid","price":19}]}]\n'
)

SERVER_STREAM = Storefront(
    name="chunks of a server stream, cut in the middle of a row",
    url="https://www.potsandpans.example.co.uk/shop/marrow-cast-iron-skillet",
    title="Marrow Cast Iron Skillet 26 cm",
    price="64",
    currency="GBP",
    image="skillet26",
    brand="Marrow",
    html=document(
        header("Pots", basket="£0.00", banner="Free delivery over £50")
        + "<h1 class=text-2xl>Marrow Cast Iron Skillet 26 cm</h1><div class=relative><img alt='"
        "Marrow Cast Iron Skillet 26 cm' srcset='/_next/image?url=%2Fskillet26.jpg&w=640&q=75 1x,"
        " /_next/image?url=%2Fskillet26.jpg&w=1200&q=75 2x' src='data:image/gif;base64,R0lG'></div>"
        "<div class=animate-pulse></div><button>Add to basket</button>"
        + neighbours("£19.00", heading="Goes well with")
        + "<script>(self.__next_f=self.__next_f||[]).push([0])</script>"
        + "".join(
            f"<script>self.__next_f.push([1,{as_json(chunk)}])</script>"
            for chunk in (_ROWS[:150], _ROWS[150:])
        ),
        title="Marrow Cast Iron Skillet 26 cm | Pots & Pans",
        lang="en-GB",
    ),
)

STREAMS = (
    SERVER_STREAM,
    NUXT2_FUNCTION,
    NUXT3_PAYLOAD,
    BASE64_PRICE_ATTR,
    DATALAYER,
    DATA_PRODUCT_JSON,
    META_SELLER_ETSY_LIKE,
    YAHOO_AUCTION,
    RUTEN_BIG5,
    HEBREW,
    REVERB_LD_SELLER,
)
