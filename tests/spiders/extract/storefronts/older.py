"""Older engines: tables, prices beside their old one, titles without a heading."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    document,
    header,
    neighbours,
    reviews,
)

OSCOMMERCE = Storefront(
    name="oscommerce",
    url=("http://www.bellows.example.com/product_info.php?cPath=12_44&products_id=812"),
    title="Brass Hand Bellows 14 inch",
    price="38.50",
    currency="USD",
    image="bellows14",
    html=(
        "<html><head><title>Brass Hand Bellows 14 inch : Bellows & Co</title>"
        "</head><body><table border=0 width=100%><tr><td>"
        "<img src=images/store_logo.png></td></tr></table><table><tr>"
        "<td width=150><div class=infoBoxHeading>Categories</div>"
        "<a href=index.php?cPath=12>Fireside</a>"
        "<div class=infoBoxHeading>Manufacturers</div><form>"
        "<select name=manufacturers_id><option>Please Select</option>"
        "<option value=3>Ironbridge</option></select></form>"
        "<div class=infoBoxHeading>What's New?</div>"
        "<a href=product_info.php?products_id=900>"
        "<img src=images/poker.jpg alt='Poker'></a>"
        "<a href=product_info.php?products_id=900>Poker</a><br>$12.00</td><td>"
        "<form name=cart_quantity><table><tr>"
        "<td class=pageHeading valign=top>Brass Hand Bellows 14 inch<br>"
        "<span class=smallText>[BB14]</span></td>"
        "<td class=pageHeading align=right>"
        "<s>$45.00</s> <span class=productSpecialPrice>$38.50</span></td></tr>"
        "</table><a href='http://www.bellows.example.com/images/bellows14.jpg' ta"
        "rget=_blank><img src=images/bellows14.jpg alt='Brass Hand Bellows 14 inc"
        "h' width=180><br>Click to enlarge</a><p>Leather and brass.</p>"
        "<input type=image src=button_in_cart.gif alt='Add to Cart'></form>"
        "<td width=150><div class=infoBoxHeading>Shopping Cart</div>0 items<div c"
        "lass=infoBoxHeading>Manufacturer Info</div>Ironbridge Homepage<br>Other "
        "products</td></tr></table></body></html>"
    ),
)

VIRTUEMART = Storefront(
    name="virtuemart",
    url="http://www.segel.example.de/index.php/shop/taschen/seesack-gross-detail",
    title="Seesack groß aus Segeltuch",
    price="79.00",
    currency="EUR",
    image="seesack",
    brand="Nordkap",
    html=document(
        (
            "<div id=wrap><div class=moduletable><h3>Warenkorb</h3><div>0,00 €</div>"
            "</div><div class='productdetails-view'>"
            "<h1>Seesack groß aus Segeltuch</h1><div class=main-image>"
            "<a rel=vm-additional-images "
            "href='/images/stories/virtuemart/product/seesack.jpg'>"
            "<img src='/images/stories/virtuemart/product/resized/seesack_250x250.jpg"
            "' alt=seesack></a></div><div class=product-price id=productPrice12>"
            "<div class='PricesalesPrice'><span>Verkaufspreis: </span>"
            "<span class=PricesalesPrice>79,00 €</span></div>"
            "<div class=PricetaxAmount><span>MwSt.: </span><span>12,61 €</span>"
            "</div><div class=PricepriceWithoutTax><span>Nettopreis: </span>"
            "<span>66,39 €</span></div></div>"
            "<input type=submit name=addtocart class=addtocart-button value='In den "
            "Warenkorb'><div class=manufacturer><a href=/index.php?man=3>Nordkap</a>"
            "</div></div></div>"
        ),
        title="Taschen : Seesack groß aus Segeltuch",
        lang="de-de",
    ),
)

XTCOMMERCE = Storefront(
    name="xtcommerce",
    url="http://www.modellzug.example.at/product_info.php?info=p1201_waggon.html",
    title="Güterwagen Epoche III rot",
    price="34.90",
    currency="EUR",
    image="1201_0",
    html=document(
        (
            "<table><tr><td><a href=index.php>Startseite</a> &raquo; Wagen</td></tr>"
            "</table><div id=left><div>Hersteller</div><a>Bitte wählen</a></div>"
            "<div class=product_info><h1>Güterwagen Epoche III rot</h1>"
            "<img src='images/product_images/info_images/1201_0.jpg' "
            "class=productimage alt='Güterwagen Epoche III rot'>"
            "<div class=price>34,90 EUR</div>"
            "<div class=taxandshippinginfo>inkl. 20 % MwSt. zzgl. <a "
            "href=shop_content.php>Versandkosten</a></div>"
            "<div>Lieferzeit: 3-4 Tage</div><div>Art.Nr.: 1201</div>"
            "<input type=image alt='In den Warenkorb'></div>"
        )
        + neighbours("19,90 EUR", heading="Kunden kauften auch"),
        title="Güterwagen Epoche III rot - Modellzug",
        lang="de",
    ),
)

YAHOO_STORE = Storefront(
    name="yahoo store",
    url="http://www.kiteparadise.example.com/ripstop6.html",
    title="Ripstop 6 Foot Delta Kite",
    price="24.95",
    currency="USD",
    html=(
        "<html><head><title>Ripstop 6 Foot Delta Kite</title></head><body>"
        "<table width=750><tr><td>"
        "<img src=http://lib.store.yahoo.net/lib/kites/header.gif></td></tr><tr>"
        "<td><a href=index.html>Home</a> &gt; <a href=delta.html>Delta Kites</a>"
        "</td></tr></table><form method=POST action=http://order.store.yahoo.net/"
        "cgi-bin/wg-order?kites+ripstop6><table><tr><td>"
        "<a href=http://lib.store.yahoo.net/lib/kites/ripstop6-big.jpg>"
        "<img src=http://ep.yimg.com/ca/I/kites_2271_48271 width=300 height=300 "
        "alt='Ripstop 6 Foot Delta Kite'></a></td><td>"
        "<h1>Ripstop 6 Foot Delta Kite</h1>Regular price: $34.95<br>"
        "<b>Sale price: $24.95</b>, 2/$45.00<br>Color: <select>"
        "<option>Red</option></select><input type=submit value='Add to cart'>"
        "</td></tr></table></form><hr>Orders over $60 ship free</body></html>"
    ),
)

CUBECART = Storefront(
    name="cubecart",
    url="http://www.soapery.example.co.uk/lavender-soap-bar/prod_55.html",
    title="Lavender Soap Bar 120g",
    price="3.75",
    currency="GBP",
    image="lavender",
    html=document(
        header("Soapery", basket="£0.00", banner="Free UK delivery over £25")
        + (
            "<div id=product><h1>Lavender Soap Bar 120g</h1><div class=product-img>"
            "<a href=images/cache/lavender.600.jpg class=colorbox>"
            "<img src=images/cache/lavender.225.jpg></a></div>"
            "<p class=price>Price: <span id=ptp class=sale_price>£3.75</span> <span "
            "class=old_price>£4.50</span></p><p>Product Code: SOAP-LAV</p>"
            "<p>Condition: New</p><input type=submit value='Add to Basket'></div>"
        )
        + neighbours("£2.00"),
        title="Lavender Soap Bar 120g - Soapery",
        lang="en-GB",
    ),
)

XCART = Storefront(
    name="xcart",
    url="http://www.toolmart.example.com/3-ton-floor-jack.html",
    title="3 Ton Low Profile Floor Jack",
    price="189.99",
    currency="USD",
    image="jack3t",
    html=document(
        header("ToolMart")
        + (
            "<div class=product-details><div class=image>"
            "<img id=product_thumbnail class=photo "
            "src='http://www.toolmart.example.com/images/D/jack3t.jpg' width=300 "
            "alt='3 Ton Low Profile Floor Jack'></div><div class=details>"
            "<h1>3 Ton Low Profile Floor Jack</h1><table class=product-properties>"
            "<tr><td class=property-name>SKU</td>"
            "<td class=property-value id=product_code>J3T</td></tr><tr>"
            "<td class=property-name>Weight</td>"
            "<td class=property-value>62.00 lbs</td></tr><tr>"
            "<td class=property-name>Market price:</td><td class=property-value>"
            "<span class=currency>$259.99</span></td></tr><tr>"
            "<td class='property-name product-price'>Our price:</td>"
            "<td class=property-value><span class=product-price-value>"
            "<span class=currency>$<span id=product_price>189.99</span></span>"
            "</span></td></tr></table>"
            "<button title='Add to cart'>Add to cart</button></div></div>"
        )
        + neighbours("$24.99"),
        title="3 Ton Low Profile Floor Jack :: ToolMart",
    ),
)

MIVA = Storefront(
    name="miva",
    url=("http://www.teahouse.example.com/mm5/merchant.mvc?Screen=PROD&Product_Code=ASSAM1"),
    title="Assam Gold Tips 1 lb",
    price="29.00",
    currency="USD",
    image="assam1",
    html=(
        "<html><head><title>Tea House: Assam Gold Tips 1 lb</title></head><body>"
        "<div id=nav><a href=/>Home</a></div><table><tr><td>"
        "<img src=graphics/00000001/assam1.jpg alt='Assam Gold Tips 1 lb'></td>"
        "<td><font size=+1><b>Assam Gold Tips 1 lb</b></font>"
        "<br>Code: <b>ASSAM1</b><br>Price: <b>$29.00</b>"
        "<br>Quantity in Basket: <i>none</i>"
        "<form>Quantity: <input name=Quantity value=1>"
        "<input type=submit value='Add One To Basket'></form></td></tr></table>"
        "</body></html>"
    ),
)

WEBSPHERE = Storefront(
    name="websphere",
    url=(
        "https://www.lampworld.example.com/webapp/wcs/stores/servlet/ProductDispl"
        "ay?productId=88214&storeId=10151"
    ),
    title="Arc Floor Lamp, Brushed Nickel",
    price="149.00",
    currency="USD",
    image="afl22",
    html=document(
        header("LampWorld")
        + (
            "<div id=product_longdescription_88214>"
            "<h1 id=catalog_link class=catalog_link>Arc Floor Lamp, Brushed "
            "Nickel</h1><div class=sku>Item #: AFL-22</div>"
            "<img id=productMainImage src='/wcsstore/images/afl22_fm.jpg' alt='Arc "
            "Floor Lamp, Brushed Nickel'><div id=price_display_88214>"
            "<span class=price listPrice>Reg. $199.00</span> <span class='price "
            "offerPrice' id=offerPrice_88214>Sale $149.00</span></div>"
            "<input type=hidden id=ProductInfoPrice_88214 value='$149.00'>"
            "<a id=addToCart>Add to Cart</a></div>"
        )
        + neighbours("$59.00")
        + reviews(),
        title="Arc Floor Lamp, Brushed Nickel | LampWorld",
    ),
)

OXID = Storefront(
    name="oxid",
    url="https://www.pflanzen.example.de/Stauden/Lavendel-Hidcote-3er.html",
    title="Lavendel Hidcote 3er Set",
    price="14.97",
    currency="EUR",
    image="lavendel3",
    html=document(
        header("Pflanzen", basket="0,00 €")
        + (
            "<div id=details><h1 id=productTitle>"
            "<span itemprop=name>Lavendel Hidcote 3er Set</span></h1>"
            "<div class=picture><a id=zoom1 href='/out/pictures/master/lavendel3.jpg'"
            "><img id=zoomImg src='/out/pictures/generated/380_340_75/lavendel3.jpg' "
            "alt='Lavendel Hidcote 3er Set'></a></div><div class=tobasketFunction>"
            "<label id=productPrice class=price><strong>"
            "<span>14,97 €</span> *</strong>"
            "</label> <span class=unit>(4,99 € / Stück)</span></div>"
            "<span>inkl. MwSt., <a href=/versand>zzgl. Versandkosten</a></span>"
            "<button id=toBasket>In den Warenkorb</button></div>"
        )
        + neighbours("8,99 €", heading="Kunden kauften auch"),
        title="Lavendel Hidcote 3er Set | Stauden",
        lang="de",
    ),
)

NETSUITE = Storefront(
    name="netsuite",
    url="https://www.gasketcity.example.com/s.nl/it.A/id.4421/.f",
    title="Head Gasket Kit HG-77",
    price="64.20",
    currency="USD",
    image="hg77",
    brand="Sealtite",
    html=(
        "<html><head><title>Head Gasket Kit HG-77 - Gasket City</title></head>"
        "<body><table><tr><td class=portletHandle>Gasket City</td></tr></table>"
        "<table><tr><td class=texttable><a href=/img/hg77-l.jpg>"
        "<img class=prodimg src='/core/media/media.nl?id=hg77' alt='Head Gasket "
        "Kit HG-77'></a></td><td><h1>Head Gasket Kit HG-77</h1><table><tr>"
        "<td class=smalltextnolink>Manufacturer</td><td>Sealtite</td></tr><tr>"
        "<td>Our price</td><td>$64.20</td></tr><tr><td>Core deposit</td>"
        "<td>$15.00</td></tr></table><input type=submit value='Add to Cart'>"
        "</td></tr></table></body></html>"
    ),
)

SHOPIFY_SOLD_OUT_LIST = Storefront(
    name="shopify sold out list",
    url="https://www.inkandoak.example.com/products/linocut-heron",
    title="Heron Linocut Print",
    price="45.00",
    currency="USD",
    image="products/heron",
    brand="Mara Lind",
    html=document(
        header("Ink & Oak")
        + (
            "<h1 class='product-single__title'>Heron Linocut Print</h1>"
            "<p class=product-single__vendor>Mara Lind</p><div class=product__media>"
            "<img data-widths='[180,360]' "
            "data-src='//cdn.shopify.com/s/files/1/1/products/heron_{width}x.jpg?v=1'"
            " src='//cdn.shopify.com/s/files/1/1/products/heron_180x.jpg?v=1' "
            "alt='Heron Linocut Print'></div><dl class=price>"
            "<div class=price__regular><dt>"
            "<span class=visually-hidden>Regular price</span></dt><dd>"
            "<span class=price-item>$45.00</span></dd></div><div class=price__sale>"
            "<dt>Sale price</dt><dd><span>$45.00</span></dd><dt>Regular price</dt>"
            "<dd><s></s></dd></div></dl><button disabled>Sold out</button>"
        )
        + neighbours("$30.00")
        + (
            '<script type="application/json" '
            'data-product-json>{"id":1,"title":"Heron Linocut '
            'Print","handle":"linocut-heron","vendor":"Mara '
            'Lind","price":4500,"variants":[{"id":9,"price":4500}]}</script>'
        ),
        title="Heron Linocut Print – Ink & Oak",
    ),
)

OLDER = (
    OSCOMMERCE,
    VIRTUEMART,
    XTCOMMERCE,
    YAHOO_STORE,
    CUBECART,
    XCART,
    MIVA,
    WEBSPHERE,
    OXID,
    NETSUITE,
    SHOPIFY_SOLD_OUT_LIST,
)
