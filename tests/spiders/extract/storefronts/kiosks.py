"""Offers as the shop software of many countries shows them, with what a buyer chooses from."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_attribute,
    as_json,
    crumbs,
    document,
    footer,
    header,
    ld,
    neighbours,
    reviews,
)

WOO_VARIABLE = Storefront(
    name="WooCommerce, variations in an attribute, a range of prices",
    url="https://www.loamandlinen.example.co.uk/product/hollis-apron/",
    title="Hollis Linen Apron",
    price="42.00",
    high="58.00",
    currency="GBP",
    image="hollis-apron",
    variants=("Clay / Short", "Clay / Long", "Ink / Short", "Ink / Long"),
    html=document(
        header("Loam & Linen", basket="£0.00", banner="Free delivery over £60")
        + "<nav class=woocommerce-breadcrumb><a href=/>Home</a> / <a href=/c/aprons>Aprons</a> / "
        "Hollis Linen Apron</nav><div class='product type-product'>"
        "<div class=woocommerce-product-gallery><div class=woocommerce-product-gallery__image>"
        "<a href=/wp-content/uploads/hollis-apron.jpg><img class=wp-post-image "
        "src=/wp-content/uploads/hollis-apron-600x600.jpg></a></div></div>"
        "<div class='summary entry-summary'><h1 class='product_title entry-title'>"
        "Hollis Linen Apron</h1><p class=price><span class='woocommerce-Price-amount amount'><bdi>"
        "<span class=woocommerce-Price-currencySymbol>&pound;</span>42.00</bdi></span> &ndash; "
        "<span class='woocommerce-Price-amount amount'><bdi>"
        "<span class=woocommerce-Price-currencySymbol>&pound;</span>58.00</bdi></span></p>"
        "<form class='variations_form cart' data-product_id=771 data-product_variations=\""
        + as_attribute([
            {
                "variation_id": at,
                "attributes": {"attribute_pa_colour": colour, "attribute_length": length},
                "display_price": price,
                "display_regular_price": price,
                "is_in_stock": True,
            }
            for at, (colour, length, price) in enumerate((
                ("Clay", "Short", 42),
                ("Clay", "Long", 58),
                ("Ink", "Short", 42),
                ("Ink", "Long", 58),
            ))
        ])
        + '"><table class=variations><tr><th><label for=pa_colour>Colour</label></th><td>'
        "<select id=pa_colour name=attribute_pa_colour data-attribute_name=attribute_pa_colour>"
        "<option value=''>Choose an option</option><option value=Clay>Clay</option>"
        "<option value=Ink>Ink</option></select></td></tr></table>"
        "<input type=number name=quantity value=1>"
        "<button class=single_add_to_cart_button>Add to basket</button></form></div></div>"
        + reviews()
        + neighbours("£19.00", heading="Related products")
        + footer("Loam & Linen"),
        title="Hollis Linen Apron - Loam & Linen",
        lang="en-GB",
    ),
)

SHOPIFY_META = Storefront(
    name="Shopify, variants in its analytics, radios on the page",
    url="https://www.fennfoot.example.com/products/marl-sock?variant=2",
    title="Marl Sock",
    price="14.00",
    high="16.00",
    currency="USD",
    image="marl-sock",
    brand="Fennfoot",
    variants=("Oat / S", "Oat / L", "Moss / S"),
    html=document(
        header("Fennfoot") + "<product-info><div class=product__title><h1>Marl Sock</h1></div>"
        "<p class=product__text>Fennfoot</p><img src='//www.fennfoot.example.com/cdn/shop/files/"
        "marl-sock.jpg?v=1&width=1946' alt='Marl Sock'>"
        "<div class='price__container'><span class='price-item price-item--regular'>$14.00 "
        "USD</span>"
        "</div><variant-selects><fieldset><legend>Color</legend>"
        "<input type=radio id=c0 name=Color value=Oat checked><label for=c0>Oat</label>"
        "<input type=radio id=c1 name=Color value=Moss><label for=c1>Moss</label></fieldset>"
        "</variant-selects><button name=add>Add to cart</button></product-info>"
        "<script>window.ShopifyAnalytics = window.ShopifyAnalytics || {};var meta = "
        + as_json({
            "product": {
                "id": 88,
                "vendor": "Fennfoot",
                "type": "Socks",
                "variants": [
                    {
                        "id": at,
                        "price": price,
                        "name": f"Marl Sock - {name}",
                        "public_title": name,
                        "sku": "",
                    }
                    for at, (name, price) in enumerate((
                        ("Oat / S", 1400),
                        ("Oat / L", 1600),
                        ("Moss / S", 1400),
                    ))
                ],
            },
            "page": {"pageType": "product"},
        })
        + ";for (var attr in meta) {}</script>"
        + neighbours("$9.00")
        + footer("Fennfoot"),
        title="Marl Sock – Fennfoot",
    ),
)

SHOPWARE = Storefront(
    name="Shopware 6, configurator of radios, price in meta",
    url="https://www.holzundhof.example.de/Gartenbank-Auwald/HH-1020",
    title="Gartenbank Auwald 3-Sitzer",
    price="349.00",
    currency="EUR",
    image="auwald",
    brand="Auhofer",
    variants=("Natur", "Grau lasiert"),
    condition=None,
    html=document(
        header("Holz & Hof", basket="0,00 €", banner="Versandkostenfrei ab 99 €")
        + "<div class=product-detail itemscope itemtype=https://schema.org/Product>"
        "<h1 class=product-detail-name itemprop=name>Gartenbank Auwald 3-Sitzer</h1>"
        "<div class=gallery-slider-item><img class='img-fluid gallery-slider-image' "
        "src=/media/aa/auwald.jpg data-full-image=/media/aa/auwald.jpg itemprop=image></div>"
        "<div class=product-detail-price-container><meta itemprop=price content=349>"
        "<p class='product-detail-price with-list-price'>349,00&nbsp;€"
        "<span class=list-price-price>429,00&nbsp;€</span></p></div>"
        "<p class=product-detail-tax>Preise inkl. MwSt. zzgl. Versandkosten</p>"
        "<div class=product-detail-configurator><div class=product-detail-configurator-group>"
        "<div class=product-detail-configurator-group-title>Farbe</div>"
        "<div class=product-detail-configurator-options>"
        "<div class=product-detail-configurator-option><input type=radio name=9f2c value=1 id=o1 "
        "class=product-detail-configurator-option-input checked><label for=o1 title=Natur "
        "class=product-detail-configurator-option-label>Natur</label></div>"
        "<div class=product-detail-configurator-option><input type=radio name=9f2c value=2 id=o2 "
        "class=product-detail-configurator-option-input><label for=o2 title='Grau lasiert' "
        "class=product-detail-configurator-option-label>Grau lasiert</label></div></div>"
        "</div></div>"
        "<button class=btn-buy>In den Warenkorb</button>"
        "<span class=product-detail-ordernumber>HH-1020</span>"
        "<table><tr><th>Hersteller:</th><td>Auhofer</td></tr></table></div>"
        + neighbours("49,90 €", heading="Ähnliche Artikel")
        + footer("Holz & Hof"),
        title="Gartenbank Auwald 3-Sitzer | HH-1020",
        lang="de-DE",
    ),
)

BIGCOMMERCE = Storefront(
    name="BigCommerce, options as rectangles, price without a class of its own kind",
    url="https://www.quillyard.example.com/bellows-fountain-pen/",
    title="Bellows Fountain Pen",
    price="64.95",
    currency="USD",
    image="bellows",
    brand="Quillyard Works",
    quantity=17,
    variants=("Fine", "Medium", "Broad"),
    html=document(
        header("Quillyard") + "<div class=productView><section class='productView-details'>"
        "<h1 class=productView-title>Bellows Fountain Pen</h1>"
        "<h2 class=productView-brand><a href=/brands/quillyard-works/><span>Quillyard Works</span>"
        "</a></h2><div class=productView-price><div class='price-section "
        "price-section--withoutTax'>"
        "<span class=price-was-label>Was:</span><span data-product-non-sale-price-without-tax "
        "class='price price--non-sale'>$79.95</span></div><div class=price-section>"
        "<span class=price-label></span><span class=price-now-label>Now:</span>"
        "<span data-product-price-without-tax class='price price--withoutTax'>$64.95</span></div>"
        "<div class='price-section price-section--saving'><span class=price>(You save</span>"
        "<span data-product-price-saved class='price price--saving'>$15.00</span></div></div>"
        "<dl><dt>SKU:</dt><dd data-product-sku>BFP</dd><dt>Current Stock:</dt>"
        "<dd><span data-product-stock>17</span></dd></dl></section>"
        "<section class=productView-images><figure class=productView-image "
        "data-zoom-image=https://cdn11.bigcommerce.example.com/s-1/images/1280x1280/bellows.jpg>"
        "<img src=https://cdn11.bigcommerce.example.com/s-1/images/500x659/bellows.jpg></figure>"
        "</section><form data-cart-item-add><div class=form-field "
        "data-product-attribute=set-rectangle>"
        "<label class='form-label form-label--alternate'>Nib: <small>(Required)</small></label>"
        + "".join(
            f"<input class=form-radio type=radio id=a{at} name=attribute[112] value={90 + at}>"
            f"<label class=form-option for=a{at} data-product-attribute-value={90 + at}>"
            f"<span class=form-option-variant>{name}</span></label>"
            for at, name in enumerate(("Fine", "Medium", "Broad"))
        )
        + "</div><label>Quantity:</label><input name=qty[] value=1>"
        "<input id=form-action-addToCart type=submit value='Add to Cart'></form></div>"
        + neighbours("$24.95", heading="Related Products")
        + '<script>var BCData = {"product_attributes":{"price":{"without_tax":'
        '{"formatted":"$64.95","value":64.95,"currency":"USD"}},"stock":17,"instock":true}};</script>'
        + footer("Quillyard"),
        title="Bellows Fountain Pen - Quillyard",
    ),
)

SQUARESPACE = Storefront(
    name="Squarespace, variants in an attribute",
    url="https://www.pebbleandpyre.example.com/shop/p/ember-candle",
    title="Ember Candle",
    price="25.00",
    high="40.00",
    currency="USD",
    image="ember-candle",
    variants=("Small", "Large"),
    html=document(
        "<header><div class=header-title><a href=/>Pebble & Pyre</a></div></header>"
        "<article class=ProductItem><section class=ProductItem-gallery><img "
        "data-src=https://images.squarespace-cdn.example.com/content/ember-candle.jpg "
        "data-image=https://images.squarespace-cdn.example.com/content/ember-candle.jpg "
        "alt='ember-candle.jpg'></section><section class=ProductItem-details>"
        "<h1 class=ProductItem-details-title>Ember Candle</h1><div class=ProductItem-product-price>"
        "<div class=product-price><span class=from>from</span> "
        "<span class=sqs-money-native>25.00</span></div></div>"
        '<div class=product-variants data-variants="'
        + as_attribute([
            {
                "id": "a",
                "attributes": {"Size": size},
                "price": price,
                "priceMoney": {"currency": "USD", "value": f"{price / 100:.2f}"},
                "qtyInStock": 4,
            }
            for size, price in (("Small", 2500), ("Large", 4000))
        ])
        + '"><div class=variant-option><div class=variant-option-title>Size:</div>'
        "<select data-variant-option-name=Size aria-label='Select Size'>"
        "<option value=''>Select Size</option><option>Small</option><option>Large</option></select>"
        "</div></div><div class=sqs-add-to-cart-button role=button>Add To Cart</div></section>"
        "</article>" + footer("Pebble & Pyre"),
        title="Ember Candle — Pebble & Pyre",
        head="<meta property='og:type' content='product'><meta property='product:price:currency' "
        "content='USD'><meta property='product:price:amount' content='25.00'>",
    ),
)

JTL = Storefront(
    name="JTL shop, variations in selects, price in words",
    url="https://www.messerstube.example.de/Kochmesser-Hagen-20-cm",
    title="Kochmesser Hagen 20 cm",
    price="119.00",
    currency="EUR",
    image="hagen20",
    brand="Hagenstahl",
    variants=("Olive", "Walnuss", "Mooreiche"),
    quantity=6,
    html=document(
        header("Messerstube", basket="0,00 EUR", banner="Ab 50 EUR versandkostenfrei")
        + crumbs("Küche", "Messer")
        + "<form id=buy_form class=jtl-validate><h1 class=product-title itemprop=name>"
        "Kochmesser Hagen 20 cm</h1><div id=image_wrapper><a href=/media/image/product/88/lg/"
        "hagen20.jpg><img src=/media/image/product/88/sm/hagen20.jpg></a></div>"
        "<ul><li class=product-sku><strong>Artikelnummer:</strong> <span>MS-88</span></li>"
        "<li class=product-manufacturer><strong>Hersteller:</strong> "
        "<a href=/Hagenstahl>Hagenstahl</a></li></ul><div class=price_wrapper>"
        "<strong class='price h1'><span>119,00 €</span> *</strong>"
        "<div class=vat_info>inkl. 19% USt., zzgl. <a href=/Versand>Versand</a></div></div>"
        "<div class=delivery-status>Lieferzeit: 2 - 3 Werktage</div>"
        "<div class=status>Lagerbestand: 6 Stück</div>"
        "<dl><dt>Griff</dt><dd><select name=eigenschaftwert[31] title='Griff' required>"
        "<option>Bitte wählen</option><option value=1>Olive</option><option value=2>Walnuss "
        "(+10,00 €)</option><option value=3>Mooreiche (+25,00 €)</option></select></dd></dl>"
        "<select name=anzahl><option>1</option><option>2</option><option>3</option></select>"
        "<button>in den Warenkorb</button></form>"
        + neighbours("29,90 €", heading="Kunden kauften dazu")
        + footer("Messerstube"),
        title="Kochmesser Hagen 20 cm, 119,00 EUR",
        lang="de",
    ),
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

PRODUCT_GROUP = Storefront(
    name="a group of variants in JSON-LD, each with its price",
    url="https://www.tarnhill.example.com/p/tarn-boot",
    title="Tarn Walking Boot",
    price="129.00",
    high="139.00",
    currency="GBP",
    image="tarn-boot",
    brand="Tarnhill",
    variants=("Peat 42", "Peat 47", "Slate 42"),
    html=document(
        header("Tarnhill", basket="£0.00")
        + "<h1>Tarn Walking Boot</h1><img src=/i/tarn-boot.jpg alt='Tarn Walking Boot' width=700>"
        "<p>From £129.00</p><button>Add to bag</button>"
        + ld(
            as_json({
                "@context": "https://schema.org",
                "@type": "ProductGroup",
                "name": "Tarn Walking Boot",
                "brand": {"name": "Tarnhill"},
                "variesBy": ["https://schema.org/color", "https://schema.org/size"],
                "hasVariant": [
                    {
                        "@type": "Product",
                        "name": f"Tarn Walking Boot {colour} {size}",
                        "color": colour,
                        "size": size,
                        "image": "https://www.tarnhill.example.com/i/tarn-boot.jpg",
                        "offers": {"@type": "Offer", "price": price, "priceCurrency": "GBP"},
                    }
                    for colour, size, price in (
                        ("Peat", "42", "129.00"),
                        ("Peat", "47", "139.00"),
                        ("Slate", "42", "129.00"),
                    )
                ],
            })
        )
        + neighbours("£15.00"),
        title="Tarn Walking Boot | Tarnhill",
        lang="en-GB",
    ),
)

KIOSKS = (
    WOO_VARIABLE,
    SHOPIFY_META,
    SHOPWARE,
    BIGCOMMERCE,
    SQUARESPACE,
    JTL,
    CAFE24,
    MAKESHOP,
    EC_CUBE,
    HARAVAN,
    TIENDANUBE,
    BITRIX,
    PRODUCT_GROUP,
)
