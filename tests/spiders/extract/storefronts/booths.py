"""Offers as the shop software of Asia, Latin America and Russia shows them."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    document,
    footer,
    header,
    neighbours,
)

CAFE24 = Storefront(
    name="Cafe24, price in a row of a table, options as selects",
    url="https://www.nuri.example.kr/product/detail.html?product_no=412&cate_no=24",
    title="누리 린넨 와이드 팬츠",
    price="39000",
    currency="KRW",
    image="nuri-linen",
    brand="누리",
    variants=("베이지", "블랙"),
    html=document(
        header("NURI", basket="0원", banner="50,000원 이상 무료배송")
        + "<div class=xans-product-detail><div class=detailArea><div class=keyImg>"
        "<img src=//img.nuri.example.kr/web/product/big/nuri-linen.jpg class=BigImage></div>"
        "<div class=headingArea><h2>누리 린넨 와이드 팬츠</h2></div><table><tbody>"
        "<tr><th scope=row>소비자가</th><td><span><strike id=span_product_price_custom>"
        "52,000원</strike>"
        "</span></td></tr><tr><th scope=row>판매가</th><td><strong id=span_product_price_text>"
        "39,000원</strong></td></tr><tr><th scope=row>브랜드</th><td>누리</td></tr>"
        "<tr><th scope=row>적립금</th><td>390원 (1%)</td></tr>"
        "<tr><th scope=row>배송비</th><td>3,000원 (50,000원 이상 구매 시 무료)</td></tr>"
        "</tbody></table>"
        "<table class=xans-product-option><tr><th>컬러</th><td><select option_title='컬러' "
        "name=option1 id=product_option_id1><option value='*' selected>- [필수] 옵션을 "
        "선택해 주세요 -"
        "</option><option value='**' disabled>-------------------</option>"
        "<option value=P1>베이지</option><option value=P2>블랙</option></select></td></tr></table>"
        "<div id=totalPrice>총 상품금액 <strong>0</strong></div><a class=btnSubmit>구매하기</a>"
        "</div></div>" + neighbours("19,000원", heading="관련상품") + footer("NURI"),
        title="누리 린넨 와이드 팬츠 - NURI",
        lang="ko",
    ),
)

MAKESHOP = Storefront(
    name="Makeshop of Japan, a table of sizes and colours",
    url="https://www.ishikoro.example.jp/view/item/000000000881",
    title="石ころ柄手ぬぐい 二重ガーゼ",
    price="1980",
    currency="JPY",
    image="ishikoro-881",
    html=document(
        header("石ころ商店", basket="0円", banner="5,500円以上で送料無料")
        + "<div id=itemInfo><div id=M_imageMain><img src=https://makeshop-img.example.jp/ishikoro/"
        "shopimages/ishikoro-881.jpg></div><h1 id=itemName>石ころ柄手ぬぐい 二重ガーゼ</h1>"
        "<dl class=item-price><dt>希望小売価格</dt><dd>2,420円</dd><dt>販売価格(税込)</dt>"
        "<dd data-id=makeshop-item-price:1>1,980円</dd><dt>ポイント</dt><dd>18ポイント</dd></dl>"
        "<p>商品コード：ISK-881</p><a class=cartBtn>カートに入れる</a></div>"
        + neighbours("880円", heading="この商品を買った人は")
        + footer("石ころ商店"),
        title="石ころ柄手ぬぐい 二重ガーゼ | 石ころ商店",
        lang="ja",
    ),
)

EC_CUBE = Storefront(
    name="EC-CUBE 4, classes in selects, a range in one paragraph",
    url="https://www.kayabuki.example.jp/products/detail/57",
    title="茅葺きブレンド コーヒー豆 200g",
    price="1620",
    high="1836",
    currency="JPY",
    image="kayabuki57",
    variants=("豆のまま", "中挽き", "細挽き"),
    html=document(
        header("茅葺き珈琲", basket="¥0", banner="10,000円以上で送料無料")
        + "<div class=ec-productRole><div class=ec-sliderItemRole><div class=slide-item>"
        "<img src=/html/upload/save_image/kayabuki57.jpg></div></div>"
        "<div class=ec-productRole__profile><div class=ec-productRole__title>"
        "<h2 class=ec-headingTitle>茅葺きブレンド コーヒー豆 200g</h2></div>"
        "<div class=ec-productRole__priceRegular><span class=ec-productRole__priceRegularPrice>"
        "通常価格：<span class=price01-default>￥1,944 ～ ￥2,160</span></span></div>"
        "<div class=ec-productRole__price><div class=ec-price><span class='ec-price__price "
        "price02-default'>￥1,620 ～ ￥1,836</span> <span class=ec-price__tax>税込</span>"
        "</div></div>"
        "<div class=ec-productRole__code>商品コード： kb-57</div>"
        "<form id=form1><div class=ec-productRole__actions><div class=ec-select>"
        "<select id=classcategory_id1 name=classcategory_id1><option value=__unselected>"
        "選択してください</option><option value=1>豆のまま</option><option value=2>中挽き</option>"
        "<option value=3>細挽き</option></select></div><input id=quantity name=quantity value=1>"
        "<button class='ec-blockBtn--action add-cart'>カートに入れる</button></div></form>"
        "</div></div>" + neighbours("￥540", heading="おすすめ商品") + footer("茅葺き珈琲"),
        title="茅葺き珈琲 / 茅葺きブレンド コーヒー豆 200g",
        lang="ja",
    ),
)

HARAVAN = Storefront(
    name="Haravan of Vietnam, options that name their price",
    url="https://maybac.example.vn/products/ao-khoac-gio-may-bac",
    title="Áo khoác gió Mây Bạc",
    price="590000",
    currency="VND",
    image="may-bac-1",
    brand="Mây Bạc",
    variants=("Đen / M", "Đen / L", "Xám / M"),
    html=document(
        header("Mây Bạc", basket="0₫", banner="Miễn phí giao hàng đơn từ 500.000₫")
        + "<div class=product-detail-wrapper><div class=product-image-feature><img "
        "src=//product.hstatic.example.net/1/product/may-bac-1_master.jpg></div>"
        "<h1>Áo khoác gió Mây Bạc</h1><span id=pro_sku>SKU: MB1</span>"
        "<p>Thương hiệu: <a href=/collections/vendors?q=may-bac>Mây Bạc</a></p>"
        "<div class=product-price id=price-preview><span class=pro-sale>-15%</span>"
        "<span class=pro-price>590,000₫</span><del>690,000₫</del></div>"
        "<form id=add-item-form action=/cart/add><div class='select clearfix'>"
        "<select id=product-select name=id style='display:none'>"
        "<option value=1>Đen / M - 590,000₫</option><option value=2>Đen / L - 590,000₫</option>"
        "<option value=3>Xám / M - 590,000₫</option></select></div>"
        "<button id=add-to-cart>Thêm vào giỏ hàng</button></form></div>"
        + neighbours("290,000₫", heading="Sản phẩm liên quan")
        + footer("Mây Bạc"),
        title="Áo khoác gió Mây Bạc – Mây Bạc Store",
        lang="vi",
    ),
)

TIENDANUBE = Storefront(
    name="Tiendanube, variants in an attribute, price of three instalments beside",
    url="https://www.yerbayarcilla.example.com.ar/productos/mate-barro-rojo/",
    title="Mate de barro rojo",
    price="18500.00",
    currency="ARS",
    image="mate-barro",
    variants=("Chico", "Grande"),
    html=document(
        header("Yerba y Arcilla", basket="$0,00", banner="Envío gratis desde $60.000")
        + '<div id=single-product class=js-product-container data-variants="'
        + as_attribute([
            {
                "product_id": 9,
                "price_short": "$18.500,00",
                "price_long": "$18.500,00 ARS",
                "price_number": 18500,
                "price_number_raw": 1850000,
                "compare_at_price_short": "$22.000,00",
                "stock": stock,
                "option0": size,
                "option1": None,
                "id": at,
            }
            for at, (size, stock) in enumerate((("Chico", 3), ("Grande", 5)))
        ])
        + '"><div class=js-swiper-product><a '
        "href=//acdn.mitiendanube.example.com/mate-barro-1024.webp>"
        "<img class=js-product-slide-img src='data:image/gif;base64,R0lGOD' "
        "data-srcset='//acdn.mitiendanube.example.com/mate-barro-480.webp 480w, "
        "//acdn.mitiendanube.example.com/mate-barro-1024.webp 1024w'></a></div>"
        "<h1 class=js-product-name>Mate de barro rojo</h1><div class=price-container>"
        "<span id=compare_price_display class=price-compare>$22.000,00</span>"
        "<span id=price_display class=js-price-display data-product-price=1850000>$18.500,00</span>"
        "<span class=js-offer-percentage>15% OFF</span></div><div class=js-max-installments>"
        "<strong>3</strong> cuotas sin interés de <strong>$6.166,67</strong></div>"
        "<div>20% de descuento pagando con Transferencia: <b>$14.800,00</b></div>"
        "<form><label>Tamaño</label><select name=variation[0] class=js-variation-option>"
        "<option>Chico</option><option>Grande</option></select>"
        "<input type=submit class=js-addtocart value='Agregar al carrito'></form></div>"
        + neighbours("$9.900,00", heading="Productos similares")
        + footer("Yerba y Arcilla"),
        title="Mate de barro rojo - Comprar en Yerba y Arcilla",
        lang="es",
    ),
)

BITRIX = Storefront(
    name="1C-Bitrix, state in quotes of JavaScript, stock in words",
    url="https://www.lesnik.example.ru/catalog/palatki/palatka-uroshnik-3/",
    title="Палатка Урошник 3 туристическая",
    price="12990",
    currency="RUB",
    image="uroshnik3",
    brand="Лесник",
    quantity=8,
    html=document(
        header("Лесник", basket="0 ₽", banner="Бесплатная доставка от 5 000 ₽")
        + "<div class=bx-breadcrumb><div class=bx-breadcrumb-item><a href=/catalog/>"
        "Каталог</a></div>"
        "<div class=bx-breadcrumb-item><a href=/catalog/palatki/>Палатки</a></div></div>"
        "<h1 class=bx-title>Палатка Урошник 3 туристическая</h1>"
        "<div class=product-item-detail-slider-image><img "
        "src=/upload/iblock/1a2/uroshnik3.jpg></div>"
        "<div class=product-item-detail-price-old>15 990 ₽</div>"
        "<div class=product-item-detail-price-current id=bx_117_price>12 990 ₽</div>"
        "<div class=product-item-detail-economy-price>Экономия 3 000 ₽</div>"
        "<dl class=product-item-detail-properties><dt>Бренд</dt><dd>Лесник</dd>"
        "<dt>Артикул</dt><dd>UR-3</dd></dl><div class=product-item-detail-info-container>"
        "Наличие: в наличии 8 шт</div><a class='btn btn-primary product-item-detail-buy-button'>"
        "В корзину</a><script>var ob117 = new JCCatalogElement({'CONFIG':{'USE_CATALOG':true},"
        "'PRODUCT':{'ID':'4471','PICT':{'SRC':'/upload/iblock/1a2/uroshnik3.jpg'},'NAME':'Палатка "
        "Урошник 3 туристическая','ITEM_PRICES':[{'PRICE':12990,'BASE_PRICE':15990,"
        "'CURRENCY':'RUB'}]}});</script>"
        + neighbours("990 ₽", heading="С этим товаром покупают")
        + footer("Лесник"),
        title="Палатка Урошник 3 туристическая купить в Москве",
        lang="ru",
    ),
)

YOUZAN_GLOBAL = Storefront(
    name="shops in a messenger, amounts in fen",
    url="https://shop88.youzan.example.cn/v2/goods/2oabc81xyz?step=1",
    title="松影手工皮带男士牛皮",
    price="168",
    currency="CNY",
    image="songying-belt",
    seller="松影皮具",
    html=document(
        "<div id=app></div><script>window._global = "
        + as_json({
            "kdtId": 88,
            "mp_data": {"shop_name": "松影皮具"},
            "goodsData": {
                "goods": {
                    "alias": "2oabc81xyz",
                    "title": "松影手工皮带男士牛皮",
                    "pictures": [{"url": "https://img01.example.cn/songying-belt.jpg"}],
                    "priceFen": 16800,
                },
                "shop": {"shopName": "松影皮具"},
            },
        })
        + ";</script>",
        title="商品详情",
        lang="zh-CN",
    ),
)

BOOTHS = (
    CAFE24,
    MAKESHOP,
    EC_CUBE,
    HARAVAN,
    TIENDANUBE,
    BITRIX,
    YOUZAN_GLOBAL,
)
