"""Markets of many lands: boxes of their own state, sellers by label, prices in parts."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    as_text,
    document,
    footer,
    header,
    ld,
    neighbours,
)

ALLEGRO_BOXES = Storefront(
    name="allegro boxes",
    url="https://allegro.pl/oferta/plecak-turystyczny-40l-wodoodporny-13579246801",
    title="Plecak turystyczny 40L wodoodporny",
    price="189.90",
    currency="PLN",
    image="plecak40",
    brand="Wędrowiec",
    seller="gorski_sklep",
    html=document(
        (
            "<main><div data-box-name=summary>"
            "<h1 class=mp4t_0>Plecak turystyczny 40L wodoodporny</h1>"
            "<div itemscope itemtype='http://schema.org/Product'>"
            "<meta itemprop=sku content=13579246801>"
            "<meta itemprop=image content='https://a.allegroimg.com/original/11/pleca"
            "k40.jpg'><div itemprop=offers itemscope itemtype='http://schema.org/Offe"
            "r'><meta itemprop=price content='189.90'>"
            "<meta itemprop=priceCurrency content=PLN></div>"
            "<meta itemprop=brand content='Wędrowiec'></div>"
            "<div aria-label='cena 189,90 zł'><span>189,</span>"
            "<span class=small>90 zł</span></div>"
            "<div>zapłać później z <b>Allegro Pay</b> 5 rat po 37,98 zł</div>"
            "<button>dodaj do koszyka</button></div>"
            "<script type='application/json' data-serialize-box-id='sB7'>"
        )
        + as_json({
            "seller": {"id": "55", "login": "gorski_sklep", "sellerName": "gorski_sklep"},
            "offer": {"name": "Plecak turystyczny 40L wodoodporny"},
        })
        + (
            "</script><div data-box-name='Seller'><div>od <span>Firma</span></div>"
            "<a href='/uzytkownik/gorski_sklep'>gorski_sklep</a>"
            "<span>poleca 99,2%</span></div></main>"
        )
        + neighbours("59,90 zł", heading="Podobne oferty", slug="/oferta/"),
        title="Plecak turystyczny 40L wodoodporny (13579246801) • Cena, Opinie - Allegro",
        lang="pl",
    ),
)

KAKAKU = Storefront(
    name="kakaku",
    url="https://kakaku.com/item/K0001234567/",
    title="KR-205",
    price="6980",
    currency="JPY",
    image="K0001234567",
    brand="霧島",
    encoding="shift_jis",
    html=document(
        (
            "<div id=titleBox><div class=boxL>"
            "<h2 itemprop=name>電気ケトル KR-205 [ホワイト]</h2>"
            "<span class=makerLabel><a href='/maker/kirishima/'>霧島</a></span>"
            "</div><img src='https://img1.kakaku.k-img.com/images/productimage/fullsc"
            "ale/K0001234567.jpg' alt='KR-205 の製品画像'></div>"
            "<div id=productInfoBox><div class=priceWrap><p>最安価格(税込)：</p>"
            "<span class=priceTxt>¥6,980</span></div><p>(前週比：-20円↓)</p>"
            "<p>発売日：2023年 9月</p></div><ul>"
            "<li>メーカー希望小売価格：￥9,800</li></ul>"
        )
        + neighbours(
            "¥3,980", heading="この製品を見た人はこんな製品も見ています", slug="/item/K000"
        ),
        title="価格.com - 霧島 KR-205 電気ケトル [ホワイト] 価格比較",
        lang="ja",
        charset="shift_jis",
    ),
)

RAKUTEN_ITEM = Storefront(
    name="rakuten item",
    url="https://item.rakuten.co.jp/yamato-tea/sencha-100/",
    title="深蒸し煎茶 100g 3袋セット",
    price="2160",
    currency="JPY",
    image="sencha100",
    seller="大和茶園 楽天市場店",
    encoding="euc_jp",
    html=document(
        (
            "<div id=pagebody><table><tr><td><div class=breadcrumb>"
            "<a href=/>トップ</a> &gt; <a href=/c>日本茶</a></div>"
            "<img src='//thumbnail.image.rakuten.co.jp/@0_mall/yamato-tea/cabinet/sen"
            "cha100.jpg?_ex=128x128' alt='sencha' width=64></td><td>"
            "<a href='https://image.rakuten.co.jp/yamato-tea/cabinet/sencha100.jpg'>"
            "<img src='https://image.rakuten.co.jp/yamato-tea/cabinet/sencha100.jpg' "
            "width=500></a><span class=catch_copy>送料無料 ポイント5倍</span>"
            "<span class=item_name><b>深蒸し煎茶 100g 3袋セット</b></span><table>"
            "<tr><td>商品番号</td><td>sencha-100</td></tr><tr><td>"
            "<span class=price1>価格</span></td><td>"
            "<span class=price2 itemprop=price content=2160>2,160円</span> (税込) "
            "送料無料</td></tr></table><input type=submit value='かごに追加'></td>"
            "</tr></table></div><div>ショップ：<a href='https://www.rakuten.co.jp/yam"
            "ato-tea/'>大和茶園 楽天市場店</a></div>"
        )
        + neighbours("1,080円", heading="おすすめ商品", slug="/yamato-tea/"),
        title="【楽天市場】深蒸し煎茶 100g 3袋セット：大和茶園 楽天市場店",
        lang="ja",
        charset="euc-jp",
        head=(
            "<meta property=og:title content='【楽天市場】深蒸し煎茶 100g "
            "3袋セット：大和茶園 楽天市場店'>"
        ),
    ),
)

COUPANG_SDP = Storefront(
    name="coupang sdp",
    url="https://www.coupang.com/vp/products/7890123?itemId=1&vendorItemId=9",
    title="하늘정원 대나무 칫솔 10개입",
    price="12900",
    currency="KRW",
    image="toothbrush10",
    brand="하늘정원",
    seller="초록상점",
    html=document(
        header("쿠팡", basket="0", banner="로켓배송")
        + (
            "<div class=prod-atf><img class=prod-image__detail src='//thumbnail7.coup"
            "angcdn.com/thumbnails/remote/492x492ex/image/retail/toothbrush10.jpg' "
            "alt='상품이미지'><h2 class=prod-buy-header__title>하늘정원 대나무 칫솔 1"
            "0개입</h2><a class=prod-brand-name href='/np/products/brand-shop?brandNa"
            "me=x'>하늘정원</a><div class=prod-price><div class=prod-origin-price>"
            "<span class=discount-rate>28%</span>"
            "<span class=origin-price>17,900원</span></div>"
            "<div class=prod-sale-price><span class=total-price>"
            "<strong>12,900<span>원</span></strong></span>"
            "<span class=unit-price>(1개당 1,290원)</span></div></div>"
            "<div class=prod-vendor-container>판매자: <a class=prod-sale-vendor-name "
            "href='https://shop.coupang.com/A001'>초록상점</a></div>"
            "<button>장바구니 담기</button><button>바로구매</button></div>"
        )
        + neighbours("5,900원", heading="다른 고객이 함께 본 상품", slug="/vp/products/1"),
        title="하늘정원 대나무 칫솔 10개입 - 칫솔 | 쿠팡",
        lang="ko",
    ),
)

MYNTRA = Storefront(
    name="myntra",
    url=("https://www.myntra.com/kurtas/tarini/tarini-women-printed-straight-kurta/12345678/buy"),
    title="Tarini Women Printed Straight Kurta",
    price="799",
    currency="INR",
    image="kurta1",
    brand="Tarini",
    seller="Omni Retail Pvt",
    html=document(
        "<div id=mountRoot style='min-height:750px'></div><script>window.__myx = "
        + as_json({
            "pdpData": {
                "id": 1,
                "name": "Tarini Women Printed Straight Kurta",
                "brand": {"name": "Tarini"},
                "price": {"mrp": 1999, "discounted": 799},
                "mrp": 1999,
                "sizes": [{"sizeSellerData": [{"sellerPartnerId": 9, "discountedPrice": 799}]}],
                "sellers": [{"sellerName": "Omni Retail Pvt", "sellerPartnerId": 9}],
                "media": {
                    "albums": [
                        {
                            "images": [
                                {
                                    "imageURL": (
                                        "http://assets.myntassets.com/assets/images/kurta1.jpg"
                                    ),
                                    "src": (
                                        "http://assets.myntassets.com/($height),q"
                                        "_($qualityPercentage),w_($width)/assets/"
                                        "images/kurta1.jpg"
                                    ),
                                }
                            ]
                        }
                    ]
                },
            }
        })
        + (
            '</script><script type=\'application/ld+json\'>{"@context":"https://schem'
            'a.org/","@type":"Product","name":"Tarini Women Printed Straight '
            'Kurta","image":"http://assets.myntassets.com/assets/images/kurta1.jpg","'
            'brand":{"@type":"Brand","name":"Tarini"},"offers":{"@type":"Offer","pric'
            'eCurrency":"INR","price":"799","availability":"InStock"}}</script>'
        ),
        title="Tarini Women Printed Straight Kurta - Kurtas for Women | Myntra",
    ),
)

TARGET_JSON_PARSE = Storefront(
    name="target json.parse",
    url="https://www.target.com/p/12oz-stoneware-mug-moss-hearthfield/-/A-87654321",
    title="12oz Stoneware Mug Moss - Hearthfield™",
    price="7.50",
    currency="USD",
    image="GUEST_mug77",
    brand="Hearthfield",
    html=document(
        header("Target")
        + (
            "<h1 data-test=product-title>12oz Stoneware Mug Moss - Hearthfield™</h1>"
            "<a href='/b/hearthfield/-/N-abc'>Shop all Hearthfield</a>"
            "<div data-test=image-gallery-item-0><picture>"
            "<source srcset='https://target.scene7.com/is/image/Target/GUEST_mug77?wi"
            "d=1200&fmt=webp'><img src='https://target.scene7.com/is/image/Target/GUE"
            "ST_mug77?wid=800' alt='12oz Stoneware Mug Moss - Hearthfield™: image 1 "
            "of 4'></picture></div><div data-test=module-product-detail-price></div>"
        )
        + neighbours("$3.00", heading="Consider these similar items")
        + (
            "<script>Object.defineProperties(window,{'__TGT_DATA__':{configurable:fal"
            "se,enumerable:true,value:deepFreeze(JSON.parse("
        )
        + as_text({
            "__PRELOADED_QUERIES__": {
                "queries": [
                    [
                        ["@web/domain-product/get-pdp-v1", {"tcin": "87654321"}],
                        {
                            "data": {
                                "product": {
                                    "tcin": "87654321",
                                    "item": {
                                        "product_description": {
                                            "title": (
                                                "12oz Stoneware Mug Moss - Hearthfield&#8482;"
                                            )
                                        },
                                        "primary_brand": {"name": "Hearthfield"},
                                        "enrichment": {
                                            "images": {
                                                "primary_image_url": (
                                                    "https://target.scene7.com/is/image/Targe"
                                                    "t/GUEST_mug77"
                                                )
                                            }
                                        },
                                        "product_vendors": [
                                            {"id": "1", "vendor_name": "Summerset Goods"}
                                        ],
                                    },
                                    "price": {
                                        "current_retail": 7.5,
                                        "formatted_current_price": "$7.50",
                                        "reg_retail": 10,
                                    },
                                }
                            }
                        },
                    ]
                ]
            }
        })
        + "))}})</script>",
        title="12oz Stoneware Mug Moss - Hearthfield™ : Target",
    ),
)

ZALANDO = Storefront(
    name="zalando",
    url="https://en.zalando.de/lunaria-jersey-dress-navy-lu121c01a-k11.html",
    title="Jersey dress - navy",
    price="44.95",
    currency="EUR",
    image="navy1",
    brand="Lunaria",
    seller="Lunaria GmbH",
    html=document(
        (
            "<div id=z-pdp-root><x-wrapper-re-1-4><h1><a href='/lunaria/'>"
            "<span class='SZKKsK'>Lunaria</span></a>"
            "<span class='EKabf7'>Jersey dress - navy</span></h1><p>"
            "<span class='sDq_FX dgII7d'>44,95 €</span> <span>VAT included</span>"
            "</p><p><span>Originally: </span><span>59,95 €</span><span>-25%</span>"
            "</p><button>Add to bag</button>"
            "<p>Sold by <span>Lunaria GmbH</span>, shipped by Zalando</p>"
            "</x-wrapper-re-1-4><ul><li>"
            "<img src='https://img01.ztat.net/article/spp-media-p1/lu121/navy1.jpg?im"
            "width=762' alt='Lunaria Jersey dress - navy'></li></ul></div>"
        )
        + neighbours("29,95 €", heading="Similar items")
        + ld(
            '{"@context":"http://schema.org/","@type":"Product","name":"Lunaria '
            'Jersey dress - navy","brand":{"@type":"Brand","name":"Lunaria"},"image":'
            '["https://img01.ztat.net/article/spp-media-p1/lu121/navy1.jpg?imwidth=10'
            '3"],"offers":[{"@type":"Offer","price":"44.95","priceCurrency":"EUR","av'
            'ailability":"http://schema.org/InStock"},{"@type":"Offer","price":"44.95'
            '","priceCurrency":"EUR","availability":"http://schema.org/OutOfStock"}]}'
        ),
        title="Lunaria Jersey dress - navy - Zalando.de",
    ),
)

FNAC = Storefront(
    name="fnac",
    url="https://www.fnac.com/mp33445566/Lampe-de-bureau-Orvelle-LED/w-4",
    title="Lampe de bureau Orvelle LED",
    price="39.99",
    currency="EUR",
    image="lampe-orvelle",
    brand="Orvelle",
    seller="LumiHome",
    html=document(
        header("Fnac", basket="0,00 €", banner="Livraison gratuite dès 35€")
        + (
            "<h1 class=f-productHeader-Title>Lampe de bureau Orvelle LED</h1>"
            "<div class=f-productVisuals>"
            "<img class=f-productVisuals-mainMedia "
            "src='https://static.fnac-static.com/multimedia/Images/lampe-orvelle/1507"
            "-1/tsp.jpg' alt='Lampe de bureau Orvelle LED'></div>"
            "<div class=f-faPriceBox>"
            "<span class=f-faPriceBox__price>39<sup>€99</sup></span>"
            "<span class=f-faPriceBox__oldPrice>54<sup>€90</sup></span></div>"
            "<p>Vendu et expédié par <a href='/Shop/LumiHome'>LumiHome</a> "
            "<span>4,5/5 (1203 ventes)</span></p><button>Ajouter au panier</button>"
            "<table><tr><td>Marque</td><td>Orvelle</td></tr></table>"
        )
        + neighbours("12€99", heading="Les clients ont aussi acheté")
        + footer("Fnac"),
        title="Lampe de bureau Orvelle LED - Luminaire - Achat & prix | fnac",
        lang="fr",
    ),
)

BAZAARS = (
    ALLEGRO_BOXES,
    KAKAKU,
    RAKUTEN_ITEM,
    COUPANG_SDP,
    MYNTRA,
    TARGET_JSON_PARSE,
    ZALANDO,
    FNAC,
)
