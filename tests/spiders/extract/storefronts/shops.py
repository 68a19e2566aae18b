"""Offers as larger, older and hand-made shops print them; sold out, and on request."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    crumbs,
    document,
    footer,
    header,
    ld,
    neighbours,
    reviews,
)

NOP = Storefront(
    name="nopCommerce, label rows, price-value class, vendor",
    url="https://store.example.com/walnut-chess-set",
    title="Walnut Chess Set",
    price="112.00",
    currency="USD",
    image="0000123_walnut",
    brand="Gambit Works",
    seller="Old Town Games",
    html=document(
        header("Store", basket="(0)")
        + crumbs("Games", "Chess")
        + "<form id=product-details-form><div class=product-essential><div class=picture>"
        "<img id=main-product-img-5 src='/images/thumbs/0000123_walnut_550.jpeg' "
        "alt='Picture of Walnut Chess Set'></div><div class=overview><div class=product-name>"
        "<h1>Walnut Chess Set</h1></div><div class=manufacturers><span class=label>Manufacturer:"
        "</span><span class=value><a href=/gambit>Gambit Works</a></span></div><div "
        "class=product-vendor><span class=label>Vendor:</span><span class=value><a href=/otg>Old "
        "Town Games</a></span></div><div class=prices><div class=old-product-price><label>Old "
        "price:</label><span>$140.00</span></div><div class=product-price><label>Price:</label>"
        "<span class=price-value-5>$112.00</span></div></div><div class=add-to-cart><input "
        "type=text value=1><button class=add-to-cart-button type=button>Add to cart</button>"
        "</div></div></div></form>"
        + neighbours("$18.00", heading="Customers who bought this also bought")
        + footer("Store"),
        title="Store. Walnut Chess Set",
    ),
)

SHOPWARE = Storefront(
    name="Shopware 6, microdata, list price after the price, delivery time",
    url="https://www.kellerwerk.example.at/Weinregal-Eiche/KW-220",
    title="Weinregal Eiche für 24 Flaschen",
    price="149.95",
    currency="EUR",
    image="weinregal",
    brand="Kellerwerk",
    html=document(
        header("Kellerwerk", basket="0,00 €*", banner="Kostenloser Versand ab € 100,- Bestellwert")
        + "<div class=product-detail itemscope itemtype='https://schema.org/Product'>"
        "<h1 class=product-detail-name itemprop=name>Weinregal Eiche für 24 Flaschen</h1>"
        "<div class=product-detail-manufacturer><a href='/k' title=Kellerwerk><img "
        "src=/media/kw-logo.png class=product-detail-manufacturer-logo alt=Kellerwerk></a></div>"
        "<div class=gallery-slider-item><img src='/media/weinregal.jpg' itemprop=image "
        "srcset='/media/weinregal.jpg 1920w, /thumbnail/weinregal_400x400.jpg 400w'></div>"
        "<div class=product-detail-buy><meta itemprop=brand content=Kellerwerk><div "
        "itemprop=offers itemscope itemtype='https://schema.org/Offer'>"
        "<meta itemprop=priceCurrency content=EUR><p class='product-detail-price with-list-price'>"
        "149,95 €*<span class='list-price-badge'>%</span><span class=product-detail-list-price-"
        "wrapper><span class=list-price-price>199,95 €*</span> (25.01% gespart)</span></p>"
        "<p class=product-detail-tax>Preise inkl. MwSt. zzgl. Versandkosten</p><p "
        "class=delivery-information>Sofort verfügbar, Lieferzeit 1-3 Tage</p></div>"
        "<button class=btn-buy>In den Warenkorb</button></div></div>"
        + neighbours("ab 39,95 €*", heading="Kunden haben auch gesehen")
        + footer("Kellerwerk"),
        title="Weinregal Eiche für 24 Flaschen | KW-220",
        lang="de-AT",
    ),
)

ZENCART = Storefront(
    name="Zen Cart, table layout, productSpecialPrice",
    url="http://www.beadbarn.example.com/index.php?main_page=product_info&products_id=180",
    title="Czech Glass Beads, 6 mm, Teal",
    price="3.40",
    currency="USD",
    image="teal-beads",
    brand="Jablon",
    html=document(
        "<div id=headerWrapper><div id=tagline>Save 10% on orders over $50!</div></div>"
        "<table><tr><td id=navColumnOne><div class=sideBoxContent>Specials<a href="
        "'index.php?main_page=product_info&products_id=9'><img src=images/special9.gif "
        "alt='Amber drops'></a><span class=normalprice>$5.00</span> <span class="
        "productSpecialPrice>$4.00</span></div></td><td><div id=productGeneral><div "
        "id=productMainImage><a href='images/large/teal-beads_LRG.jpg'><img src="
        "'images/medium/teal-beads_MED.jpg' alt='Czech Glass Beads, 6 mm, Teal' "
        "title='Czech Glass Beads, 6 mm, Teal' width=150></a></div><h1 id=productName>Czech Glass "
        "Beads, 6 mm, Teal</h1><h2 id=productPrices><span class=normalprice>$4.25 </span>&nbsp;"
        "<span class=productSpecialPrice>$3.40</span><span class=productPriceDiscount>"
        "<br>Save:&nbsp;"
        "20% off</span></h2><div id=cartAdd>Add to Cart: <input name=cart_quantity value=1>"
        "<input type=image src=includes/button_in_cart.gif alt='Add to Cart'></div><ul "
        "id=productDetailsList><li>Model: CZ6T</li><li>44 Units in Stock</li>"
        "<li>Manufactured by: Jablon</li></ul></div></td></tr></table>",
        title="Czech Glass Beads, 6 mm, Teal : Bead Barn",
        lang="",
        charset="iso-8859-1",
    ),
)

DEMANDWARE = Storefront(
    name="Salesforce Commerce, JSON-LD without offers, price ranges, swatches",
    url="https://www.harrow.example.com/p/merino-crew/HW221.html?dwvar_HW221_color=NAVY",
    title="Merino Crew Jumper",
    price="79.00",
    high="99.00",
    currency="GBP",
    image="HW221_NAVY_1",
    brand="Harrow",
    html=document(
        header("Harrow", basket="£0.00", banner="Free delivery over £100")
        + "<div class='pdp-main product-detail' data-pid=HW221><div class=primary-images><img "
        "class='d-block img-fluid' itemprop=image src='https://edge.disstg.commercecloud."
        "salesforce.com/dw/image/v2/X/HW221_NAVY_1.jpg?sw=800&sh=800' alt='Merino Crew Jumper, , "
        "large'></div><h1 class=product-name>Merino Crew Jumper</h1><div class=prices><div "
        "class=price><span class=range><span class=sales><span class=value content=79.00>£79.00"
        "</span></span> - <span class=sales><span class=value content=99.00>£99.00</span></span>"
        "</span></div></div><button class='add-to-cart btn' disabled>Add to Bag</button></div>"
        + neighbours("£45.00", heading="Complete the look")
        + footer("Harrow"),
        title="Merino Crew Jumper | Harrow",
        lang="en-GB",
        head=ld(
            '{"@type":"Product","name":"Merino Crew Jumper","brand":{"@type":"Thing",'
            '"name":"Harrow"},"image":["https://edge.disstg.commercecloud.salesforce.com/dw/image/'
            'v2/X/HW221_NAVY_1.jpg"],"offers":{"@type":"Offer","price":null}}'
        ),
    ),
)

HYBRIS = Storefront(
    name="SAP hybris, price without class, product code, tax note",
    url="https://shop.verbindo.example.de/c/schrauben/p/0042-117",
    title="Edelstahlschraube A2 M6x40",
    price="12.48",
    currency="EUR",
    image="M6x40",
    brand="Verbindo",
    html=document(
        header("Verbindo", basket="0,00 EUR")
        + "<div class=product-details><div class=image-gallery__image><img class=lazyOwl "
        "data-zoom-image='/medias/M6x40.jpg?context=b' src='/medias/M6x40-300.jpg' "
        "alt='Edelstahlschraube A2 M6x40'></div><div class=name>Edelstahlschraube A2 M6x40 "
        "<span class=sku>ID</span><span class=code>0042-117</span></div><h1>Edelstahlschraube A2 "
        "M6x40</h1><p class=price>12,48 EUR</p><p>Grundpreis: 0,12 EUR / Stück</p><p>zzgl. 19% "
        "MwSt. und Versandkosten 5,90 EUR</p><button id=addToCartButton>In den Warenkorb</button>"
        "</div><table><tr><td class=attrib>Hersteller</td><td>Verbindo</td></tr></table>"
        + neighbours("8,11 EUR", heading="Zubehör")
        + footer("Verbindo"),
        title="Edelstahlschraube A2 M6x40 | Schrauben | Verbindo Shop",
        lang="de",
    ),
)

VOLUSION = Storefront(
    name="Volusion, tables, split label cells, colors_pricebox",
    url="https://www.trainyard.example.com/product-p/ho-214.htm",
    title="HO Scale Boxcar, Maroon",
    price="24.99",
    currency="USD",
    image="ho-214-2",
    brand="Trainyard Models",
    html=document(
        header("Trainyard") + "<table id=v65-product-parent><tr><td><a id=product_photo_zoom_url "
        "href='/v/vspfiles/photos/HO-214-2.jpg'><img id=product_photo itemprop=image "
        "src='/v/vspfiles/photos/ho-214-2T.jpg' alt='HO Scale Boxcar, Maroon'></a></td><td>"
        "<font class='productnamecolorLARGE colors_productname'><span itemprop=name>HO Scale "
        "Boxcar, Maroon</span></font><table class=colors_pricebox><tr><td><font class=pricecolor>"
        "<div class=product_listprice>List Price: $34.99</div><div class=product_productprice>"
        "<b>Our Price: <span itemprop=price content=24.99>$24.99</span></b></div>"
        "<div class=product_yousave>You save $10.00!</div></font></td></tr></table>"
        "Product Code: <span class=product_code>HO-214</span><br>Manufacturer: <a "
        "href='/SearchResults.asp?mfg=Trainyard+Models'>Trainyard Models</a><input type=image "
        "name=btnaddtocart alt='Add to cart'></td></tr></table>"
        + neighbours("$9.99", heading="Accessories")
        + footer("Trainyard"),
        title="HO Scale Boxcar, Maroon - Trainyard Models",
        lang="",
    ),
)

BITRIX = Storefront(
    name="Bitrix, windows-1251 bytes, old price first, properties list",
    url="https://instrument.example.ru/catalog/dreli/drel-udarnaya-650/",
    title="Дрель ударная 650 Вт",
    price="4590",
    currency="RUB",
    image="drel-650",
    brand="Молот",
    encoding="cp1251",
    html=document(
        header("Инструмент", basket="0 руб.", banner="Бесплатная доставка от 5 000 руб.")
        + "<div class=bx_item_detail><h1 class=bx-title>Дрель ударная 650 Вт</h1><div "
        "class=bx_item_container><div class=bx_item_slider><div class=bx_bigimages><img "
        "id=bx_117848907_pict src='/upload/iblock/drel-650.jpg' alt='Дрель ударная 650 Вт'></div>"
        "</div><div class=bx_rt><div class=item_price><div class=item_old_price>5 290 руб.</div>"
        "<div class=item_current_price>4 590 руб.</div><div class=item_economy_price>(Экономия 700"
        " руб.)</div></div><div class=item_buttons><a class='bx_big bx_bt_button bx_cart' "
        "href='javascript:void(0);'>В корзину</a></div></div></div><dl><dt>Мощность</dt><dd>650 Вт"
        "</dd><dt>Производитель</dt><dd>Молот</dd></dl></div>"
        + neighbours("990 руб.", heading="С этим товаром покупают", slug="/catalog/")
        + footer("Инструмент"),
        title="Дрель ударная 650 Вт - купить в интернет-магазине Инструмент",
        lang="ru",
        charset="windows-1251",
    ),
)

HAND_MADE = Storefront(
    name="hand-made shop, tables and bold text, no classes at all",
    url="http://www.kite.example.org/kites/delta2.html",
    title="Delta II Kite",
    price="55",
    currency="USD",
    image="delta2.jpg",
    html=(
        "<html><head><title>Windy Ridge Kites - Delta II Kite</title></head><body bgcolor=white>"
        "<center><img src=banner.gif width=468 height=60><h2>Windy Ridge Kites</h2></center>"
        "<a href=index.html>Home</a> | <a href=order.html>How to order</a><hr><h2>Delta II Kite"
        "</h2><table><tr><td><img src=delta2.jpg width=300 height=240></td><td>Ripstop nylon, 2 m "
        "span. Flies from 8 to 25 mph.<p><b>Price: $55</b><p>Shipping $6.50 in the lower 48"
        "<form action=/cgi-bin/cart.pl><input type=submit value='Buy Now'></form></td></tr>"
        "</table><hr>Call us</body></html>"
    ),
)

SOLD_OUT = Storefront(
    name="sold out without a price, neighbours and a wish list remain",
    url="https://vinylroom.example.com/products/night-ferry-lp",
    title="Night Ferry LP",
    price=None,
    image="night-ferry",
    html=document(
        header("Vinyl Room")
        + "<div class=product-detail><img src=/media/night-ferry.jpg alt='Night Ferry LP'>"
        "<h1>Night Ferry LP</h1><p class=stock>Sold out</p><p>Tell me when it is back.</p>"
        "<a href=/wishlist/add>Add to wishlist</a><p>SKU: NF-1</p></div>"
        + neighbours("$24.00")
        + reviews()
        + footer("Vinyl Room"),
        title="Night Ferry LP | Vinyl Room",
        head="<meta property=og:type content=product>"
        + ld(
            '{"@type":"Product","name":"Night Ferry LP","image":"/media/night-ferry.jpg","offers":'
            '{"@type":"Offer","availability":"https://schema.org/OutOfStock","price":"0.00",'
            '"priceCurrency":"USD"}}'
        ),
    ),
)

ON_REQUEST = Storefront(
    name="price on request, shipping amounts nearby",
    url="https://pressen.example.de/maschinen/hydraulikpresse-50t",
    title="Hydraulikpresse 50 t",
    price=None,
    image="presse50",
    brand="Hydromax",
    html=document(
        header("Pressen", basket="0,00 €", banner="Versandkostenfrei ab 250,00 €")
        + "<div class=artikel><h1>Hydraulikpresse 50 t</h1><img src=/bilder/presse50.jpg "
        "alt='Hydraulikpresse 50 t'><p class=preis>Preis auf Anfrage</p><p>Artikelnummer: HP50</p>"
        "<p>Versandkosten: 180,00 €</p><p>Hersteller: Hydromax</p><a href=/kontakt>Angebot "
        "anfordern</a></div>" + neighbours("1.299,00 €", heading="Zubehör") + footer("Pressen"),
        title="Hydraulikpresse 50 t kaufen | Pressen",
        lang="de",
    ),
)

SHOPS = (
    NOP,
    SHOPWARE,
    ZENCART,
    DEMANDWARE,
    HYBRIS,
    VOLUSION,
    BITRIX,
    HAND_MADE,
    SOLD_OUT,
    ON_REQUEST,
)
