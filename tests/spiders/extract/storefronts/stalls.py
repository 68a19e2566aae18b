"""Offers on markets of Asia, Africa and the Near East: names hashed, prices of many kinds."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    crumbs,
    document,
    footer,
    header,
    neighbours,
    reviews,
)

TOKOPEDIA = Storefront(
    name="market of indonesia, everything by the tests' names",
    url="https://www.tokopedia.com/kebunsari/pot-tanah-liat-sekar-diameter-20-cm",
    title="Pot Tanah Liat Sekar Diameter 20 cm",
    price="38500",
    currency="IDR",
    image="sekar20",
    seller="Kebun Sari",
    quantity=14,
    condition="new",
    html=document(
        "<div id=zeus-root><header data-testid=divHeader><a href=/>Tokopedia</a></header>"
        "<nav aria-label=Breadcrumb><a href=/p/rumah>Rumah Tangga</a></nav>"
        "<div data-testid=pdpContainer><img data-testid=PDPMainImage "
        "src=https://images.tokopedia.example.net/img/cache/700/sekar20.jpg>"
        "<h1 class=css-1xfedof data-testid=lblPDPDetailProductName>"
        "Pot Tanah Liat Sekar Diameter 20 cm</h1><p><span "
        "data-testid=lblPDPDetailProductSoldCounter>"
        "Terjual 250+</span></p><div class=price data-testid=lblPDPDetailProductPrice>"
        "Rp38.500</div>"
        "<span data-testid=lblPDPDetailDiscountPercentage>23%</span>"
        "<span data-testid=lblPDPDetailOriginalPrice>Rp50.000</span>"
        "<ul data-testid=lblPDPInfoProduk><li><span>Kondisi: </span><span>Baru</span></li>"
        "<li><span>Min. Pemesanan: </span><span>1 Buah</span></li></ul>"
        "<a data-testid=llbPDPFooterShopName href=/kebunsari><h2>Kebun Sari</h2></a>"
        "<div data-testid=stock-label>Stok: 14</div><div>Subtotal <b>Rp38.500</b></div>"
        "<button>+ Keranjang</button><p>Ongkir mulai Rp9.000</p></div>"
        + neighbours("Rp12.000", heading="Lainnya di toko ini")
        + "</div>",
        title="Jual Pot Tanah Liat Sekar Diameter 20 cm | Tokopedia",
        lang="id",
    ),
)

COUPANG = Storefront(
    name="market of korea, price of the member beside that of all",
    url="https://www.coupang.com/vp/products/7711223344?itemId=1&vendorItemId=88",
    title="솔바람 대나무 도마 대형, 1개",
    price="15900",
    currency="KRW",
    image="solbaram",
    brand="솔바람",
    seller="바람상회",
    html=document(
        header("쿠팡", basket="0원", banner="와우회원 무료배송")
        + "<div class=prod-atf><img class=prod-image__detail "
        "src=//thumbnail7.coupangcdn.example.com/thumbnails/remote/492x492ex/solbaram.jpg>"
        "<a class=prod-brand-name href=/np/brand/sol>솔바람</a>"
        "<h1 class=prod-buy-header__title>솔바람 대나무 도마 대형, 1개</h1>"
        "<span class=count>1,204개 상품평</span><div class=prod-price>"
        "<div class=prod-origin-price><span class=discount-rate>20%</span>"
        "<span class=origin-price>19,900원</span></div><div class=prod-sale-price>"
        "<span class=total-price><strong>15,900<span class=price-unit>원</span></strong></span>"
        "<span class=unit-price>(1개당 15,900원)</span></div></div>"
        "<div class=prod-sale-vendor>판매자: <a class=prod-sale-vendor-name href=/v/1>"
        "바람상회</a></div>"
        "<div class=reward-cash>최대 795원 적립</div><button>장바구니 담기</button></div>"
        + neighbours("9,900원", heading="다른 고객이 함께 본 상품", slug="/vp/products/1")
        + footer("쿠팡"),
        title="솔바람 대나무 도마 대형, 1개 - 도마 | 쿠팡",
        lang="ko",
    ),
)

GMARKET = Storefront(
    name="open market of korea, coupon price below the price of all",
    url="https://item.gmarket.example.co.kr/Item?goodscode=3344556677",
    title="파도소리 방수 캠핑매트 200x150",
    price="29800",
    currency="KRW",
    image="pado-mat",
    seller="파도캠핑",
    html=document(
        header("G마켓", basket="0", banner="스마일클럽 무료배송")
        + "<div class=item-topinfowrap><div class=thumb-gallery><img "
        "src=https://gdimg.gmarket.example.co.kr/pado-mat/still/600></div><div class=item-topinfo>"
        "<h1 class=itemtit>파도소리 방수 캠핑매트 200x150</h1><div class=price>"
        "<span class=price_original><span class=text__price>38,000</span>원</span>"
        "<span class=price_innerwrap><strong class=price_real>29,800<em>원</em></strong>"
        "</span></div>"
        "<div>쿠폰적용가 <b>27,900원</b></div><div>배송비 2,500원</div>"
        "<div class=item-seller>판매자 <a class=link__seller href=/shop/pado>파도캠핑</a></div>"
        "<button>구매하기</button></div></div>"
        + neighbours("12,000원", heading="함께 볼만한 상품")
        + footer("G마켓"),
        title="G마켓-파도소리 방수 캠핑매트 200x150",
        lang="ko",
    ),
)

GOOFISH = Storefront(
    name="idle goods of china, the description is the title",
    url="https://www.goofish.com/item?id=881122334455&categoryId=50025461",
    title="云岭 帆布邮差包 九成新 尺寸合适自提优惠",
    price="128",
    currency="CNY",
    image="yunling-bag",
    seller="阿青的小铺",
    html=document(
        "<div id=content><div class=page-header><a href=/>闲鱼</a></div>"
        "<div class=item-container--a1><div class=item-pic--b2><img "
        "src=//img.alicdn.example.com/bao/yunling-bag.jpg_790x10000Q90.jpg></div>"
        "<div class=item-main-info--c3><div class=item-user-info-nick--d4>阿青的小铺</div>"
        "<div class=value--EyQBSInp><div class=price--OEWLbcxC>128</div></div>"
        "<div class=symbol>¥</div><div class=post-fee>包邮</div><div>3人想要</div>"
        "<div class=desc--GaIUKUQY>云岭 帆布邮差包 九成新 尺寸合适自提优惠</div>"
        "<button>立即购买</button></div></div>"
        + neighbours("¥20", heading="为你推荐", slug="/item?id=1")
        + "</div>",
        title="云岭 帆布邮差包 九成新 尺寸合适自提优惠_闲鱼",
        lang="zh-CN",
    ),
)

TRENDYOL = Storefront(
    name="market of turkey, basket price beside the price, brand in the heading",
    url="https://www.carsi.example.com.tr/zeytinli/keten-gomlek-p-88112233?merchantId=55",
    title="Zeytinli Erkek Keten Gömlek Kum Rengi",
    price="449.90",
    currency="TRY",
    image="keten-gomlek",
    brand="Zeytinli",
    seller="Ege Tekstil",
    variants=("S", "M", "L"),
    html=document(
        header("Çarşı", basket="0 TL", banner="150 TL üzeri kargo bedava")
        + "<div class=product-detail-container><h1 class=pr-new-br><a href=/zeytinli-x-b1>"
        "Zeytinli</a> "
        "<span>Erkek Keten Gömlek Kum Rengi</span></h1><img class=base-product-image "
        "src=https://cdn.example.com.tr/ty88/keten-gomlek/1_org_zoom.jpg>"
        "<div class=product-price-container><span class=prc-org>599,90 TL</span>"
        "<span class=prc-dsc>449,90 TL</span></div><div>Sepette %5 indirim</div>"
        "<div class=variants><div class=sp-itm title=S>S</div><div class=sp-itm title=M>M</div>"
        "<div class=sp-itm title=L>L</div></div><div class=merchant-box>Satıcı: "
        "<a class=merchant-text href=/magaza/ege-m-55>Ege Tekstil</a></div>"
        "<button>Sepete Ekle</button></div><script>"
        "window.__PRODUCT_DETAIL_APP_INITIAL_STATE__="
        + as_json({
            "product": {
                "id": 88112233,
                "name": "Erkek Keten Gömlek Kum Rengi",
                "brand": {"name": "Zeytinli"},
                "price": {
                    "discountedPrice": {"text": "449,90 TL", "value": 449.9},
                    "sellingPrice": {"text": "449,90 TL", "value": 449.9},
                    "originalPrice": {"text": "599,90 TL", "value": 599.9},
                },
                "merchant": {"id": 55, "name": "Ege Tekstil"},
            }
        })
        + ";</script>"
        + neighbours("99,90 TL", heading="Benzer Ürünler")
        + footer("Çarşı"),
        title="Zeytinli Erkek Keten Gömlek Kum Rengi - Fiyatı, Yorumları",
        lang="tr",
    ),
)

HEPSIBURADA = Storefront(
    name="market of turkey, price in content, other sellers below",
    url="https://www.pazar.example.com.tr/sahil-tost-makinesi-p-HBCV0000112233",
    title="Sahil ST-40 Tost Makinesi Granit 1800 W",
    price="1899.00",
    currency="TRY",
    image="sahil-st40",
    brand="Sahil",
    seller="Mutfak Dünyası",
    html=document(
        header("Pazar", basket="0 TL", banner="Kupon fırsatı")
        + crumbs("Elektrikli Mutfak", "Tost")
        + "<div class=productDetailContent><h1 id=product-name itemprop=name>"
        "Sahil ST-40 Tost Makinesi Granit 1800 W</h1><a class=brand-name href=/sahil>Sahil</a>"
        "<picture><img itemprop=image src=https://productimages.example.net/s/1/550/sahil-st40.jpg>"
        "</picture><span id=originalPrice><del>2.399,00 TL</del></span>"
        "<span id=offering-price content=1899.00><span data-bind=markupText:0>1.899</span>"
        "<span data-bind=markupText:1>,00</span> TL</span><div>Peşin fiyatına 3 x 633,00 TL</div>"
        "<span class=seller>Satıcı: <a href=/magaza/mutfak>Mutfak Dünyası</a></span>"
        "<button>Sepete ekle</button><div class=other-merchants><h3>Diğer satıcılar (2)</h3>"
        "<div>1.949,00 TL Ev Market</div><div>1.999,00 TL Ocak AŞ</div></div></div>"
        + neighbours("299,00 TL", heading="Bunlar da ilginizi çekebilir")
        + footer("Pazar"),
        title="Sahil ST-40 Tost Makinesi Granit 1800 W Fiyatı",
        lang="tr",
    ),
)

JUMIA = Storefront(
    name="market of kenya, classes of one letter",
    url="https://www.jumia.co.ke/mwangaza-solar-lantern-20w-88112233.html",
    title="Mwangaza Solar Lantern 20W With Phone Charger",
    price="1299",
    currency="KES",
    image="33/22118/1",
    brand="Mwangaza",
    seller="Nyota Traders",
    html=document(
        header("Jumia", basket="KSh 0", banner="Free delivery")
        + "<section class='col12 -df'><div id=imgs class=sldr><img class='-fw -fh' "
        "data-src=https://ke.jumia.example.is/unsafe/fit-in/680x680/product/33/22118/1.jpg></div>"
        "<div class='-fs0 -pls -prl'><h1 class='-fs20 -pts -pbxs'>"
        "Mwangaza Solar Lantern 20W With Phone Charger</h1><div class=-pvxs>Brand: "
        "<a class=_more href=/mwangaza/>Mwangaza</a> | <a href=/x/>Similar products from "
        "Mwangaza</a>"
        "</div><div class='df -i-ctr'><span dir=ltr class='-b -ubpt -tal -fs24'>KSh 1,299</span>"
        "<span dir=ltr class='-tal -gy5 -lthr -fs16'>KSh 2,400</span>"
        "<span class='bdg _dsct'>46%</span></div><p>12 units left</p>"
        "<p>+ shipping from KSh 110 to CBD</p><button class='add btn _prim'>Add to cart</button>"
        "</div></section><section class=card><h2>Seller Information</h2>"
        "<p class='-m -pbs'>Nyota Traders</p><p>90% Seller Score</p></section>"
        + neighbours("KSh 499", heading="You may also like")
        + footer("Jumia"),
        title="Mwangaza Solar Lantern 20W With Phone Charger @ Best Price Online | Jumia Kenya",
        lang="en",
    ),
)

DARAZ = Storefront(
    name="market of pakistan, modules by their names",
    url="https://www.daraz.pk/products/chinar-wooden-hookah-stand-i441122-s990011.html",
    title="Chinar Wooden Coat Stand Carved",
    price="3499",
    currency="PKR",
    image="chinar-stand",
    brand="Chinar",
    seller="Wadi Crafts",
    html=document(
        "<div id=container><div class=pdp-block><div class=gallery-preview-panel><img "
        "class='pdp-mod-common-image' src=https://static-01.daraz.example.pk/p/chinar-stand.jpg></div>"
        "<div class=pdp-mod-product-badge-wrapper><h1 class=pdp-mod-product-badge-title>"
        "Chinar Wooden Coat Stand Carved</h1></div><div class=pdp-product-brand>"
        "<span class=pdp-product-brand__name>Brand: </span><a class='pdp-link "
        "pdp-product-brand__brand-link' "
        "href=/chinar/>Chinar</a> <a href=/furniture/>More Furniture from Chinar</a></div>"
        "<div class=pdp-product-price><span class='notranslate pdp-price pdp-price_type_normal'>"
        "Rs. 3,499</span><div class=origin-block><span class='pdp-price pdp-price_type_deleted'>"
        "Rs. 4,999</span><span class=pdp-product-price__discount>-30%</span></div></div>"
        "<div>Standard Delivery Rs. 250</div><button>Buy Now</button><button>Add to Cart</button>"
        "<div class=seller-name><div class=seller-name__title>Sold by</div>"
        "<div class=seller-name__detail><a class=seller-name__detail-name href=/shop/wadi-crafts/>"
        "Wadi Crafts</a></div></div></div>"
        + neighbours("Rs. 499", heading="From The Same Store", slug="/products/x-i1.html?")
        + "</div>",
        title="Chinar Wooden Coat Stand Carved: Buy Online at Best Prices in Pakistan | Daraz.pk",
    ),
)

KASPI = Storefront(
    name="market of kazakhstan, instalments louder than the price",
    url="https://kaspi.example.kz/shop/p/chainik-tulpar-1-7-l-sinii-104412233/",
    title="Чайник Тулпар 1.7 л синий",
    price="12490",
    currency="KZT",
    image="tulpar17",
    brand=None,
    seller="Дала Маркет",
    html=document(
        header("Магазин", basket="0 ₸", banner="Рассрочка 0-0-12")
        + "<div class=item><h1 class=item__heading>Чайник Тулпар 1.7 л синий</h1>"
        "<div class=item__slider-pic-wrapper><img class=item__slider-pic "
        "src=https://resources.kaspi.example.kz/img/tulpar17.jpg></div>"
        "<div class=item__price><div class=item__price-left-side><div "
        "class=item__price-heading>Цена"
        "</div><div class=item__price-once>12 490 ₸</div></div><div class=item__price-right-side>"
        "<div class=item__price-heading>В рассрочку</div><div class=item__add-info>4 163 ₸</div>"
        "<div>х 3 мес</div></div></div><table class=sellers-table__self><tr><td>Продавец</td></tr>"
        "<tr><td><a href=/shop/info/merchant/dala/>Дала Маркет</a></td><td>12 490 ₸</td>"
        "</tr></table>"
        "<button>Купить сейчас</button></div>"
        + neighbours("990 ₸", heading="Похожие товары")
        + footer("Магазин"),
        title="Чайник Тулпар 1.7 л синий купить в Алматы",
        lang="ru-KZ",
    ),
)

MERCARI_JP = Storefront(
    name="flea market of japan, custom elements, state of the goods in words",
    url="https://jp.mercari.com/item/m77112233445",
    title="霧島窯 湯呑み 未使用 箱付き",
    price="2400",
    currency="JPY",
    image="m77112233445_1",
    seller="やまねこ堂",
    condition="used",
    html=document(
        "<div id=root><main><mer-item-thumbnail><figure><img "
        "src='https://static.mercdn.example.net/item/detail/orig/photos/m77112233445_1.jpg?1' "
        "alt='霧島窯 湯呑み 未使用 箱付きのサムネイル'></figure></mer-item-thumbnail>"
        "<section data-testid=item-detail><h1 class=heading__a9>霧島窯 湯呑み 未使用 箱付き</h1>"
        "<div data-testid=price><span class=currency>¥</span><span>2,400</span></div>"
        "<p>(税込) 送料込み</p><button>購入手続きへ</button>"
        "<h2>商品の情報</h2><div><span>商品の状態</span><span data-testid=商品の状態>"
        "未使用に近い</span></div>"
        "<div><span>配送料の負担</span><span>送料込み(出品者負担)</span></div>"
        "<h2>出品者</h2><a href=/user/profile/8811 data-location='item_details:seller_info'>"
        "<p data-testid=seller-name>やまねこ堂</p></a></section></main>"
        + neighbours("¥300", heading="この商品を見ている人におすすめ", slug="/item/m1")
        + "</div>",
        title="霧島窯 湯呑み 未使用 箱付き - メルカリ",
        lang="ja",
    ),
)

STORES_JP = Storefront(
    name="hosted shop of japan, sizes in a list with what is left",
    url="https://kumomori.stores.example.jp/items/64aa11bb22",
    title="雲森パーカー 墨染め",
    price="9800",
    currency="JPY",
    image="kumomori-parka",
    html=document(
        "<header><a href=/><img src=/logo.png alt=雲森></a></header><main><div class=item_main>"
        "<div class=item_gallery><img src=https://imagedelivery.example.net/kumomori-parka/public>"
        "</div><div class=item_detail><h1 class=item_name>雲森パーカー 墨染め</h1>"
        "<p class=item_price>¥9,800 <span>税込</span></p><p>"
        "※この商品は、最短で11月29日にお届けします。</p>"
        "<p>※別途送料がかかります。¥15,000以上のご注文で国内送料が無料になります。</p>"
        "<select name=variation><option value=''>種類を選択</option><option value=1>M</option>"
        "<option value=2>L</option></select><button>カートに入れる</button></div></div></main>"
        + neighbours("¥1,200", heading="こちらもおすすめ")
        + reviews("佐藤"),
        title="雲森パーカー 墨染め | 雲森 powered by STORES",
        lang="ja",
    ),
    variants=("M", "L"),
)

STALLS = (
    TOKOPEDIA,
    COUPANG,
    GMARKET,
    GOOFISH,
    TRENDYOL,
    HEPSIBURADA,
    JUMIA,
    DARAZ,
    KASPI,
    MERCARI_JP,
    STORES_JP,
)
