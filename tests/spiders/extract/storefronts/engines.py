"""Offers as the common shop engines print them: hosted ones, and the most spread others."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    crumbs,
    document,
    footer,
    header,
    ld,
    neighbours,
)

SHOPIFY = Storefront(
    name="Shopify, sale price after the regular one, JSON-LD in a graph of variants",
    url="https://oakandloom.example.com/products/linen-apron-rust?variant=4411",
    title="Linen Apron – Rust",
    price="48.00",
    currency="GBP",
    image="apron_rust_1",
    brand="Oak & Loom",
    html=document(
        header("Oak & Loom", basket="£0.00", banner="Free UK delivery on orders over £60")
        + "<main><div class=product-single><div class=product__media><img class=lazyload "
        "src='data:image/gif;base64,R0lGOD' data-src='//cdn.shopify.com/s/files/1/01/products/"
        "apron_rust_1_{width}x.jpg?v=1' data-widths='[180,360]' alt='Linen Apron – Rust'>"
        "<noscript><img src='//cdn.shopify.com/s/files/1/01/products/apron_rust_1_600x.jpg'>"
        "</noscript></div><div class=product__info><p class=product__vendor>Oak &amp; Loom</p>"
        "<h1 class=product__title>Linen Apron – Rust</h1><div class='price price--on-sale'>"
        "<div class=price__regular><span class=visually-hidden>Regular price</span>"
        "<span class='price-item price-item--regular'>£60.00</span></div><div class=price__sale>"
        "<span class=visually-hidden>Regular price</span><s class='price-item'>£60.00</s>"
        "<span class=visually-hidden>Sale price</span>"
        "<span class='price-item price-item--sale'>£48.00</span></div></div>"
        "<form action=/cart/add method=post><select name=id><option>Rust / One - £48.00</option>"
        "</select><button type=submit name=add>Add to cart</button></form>"
        "<p>Pay in 3 interest-free payments of £16.00 with Klarna</p></div></div></main>"
        + neighbours("£22.00")
        + footer("Oak & Loom"),
        title="Linen Apron – Rust – Oak &amp; Loom",
        head="<meta property=og:type content=product><meta property=og:title content='Linen Apron "
        "– Rust'><meta property=og:image content='http://cdn.shopify.com/s/files/1/01/products/"
        "apron_rust_1_1200x1200.jpg'>"
        "<meta property=og:price:amount content='48.00'><meta property=og:price:currency "
        "content=GBP>"
        + ld(
            '{"@context":"http://schema.org/","@type":"ProductGroup","name":"Linen Apron – Rust",'
            '"brand":{"@type":"Brand","name":"Oak & Loom"},"hasVariant":[{"@type":"Product",'
            '"name":"Linen Apron – Rust - One","offers":{"@type":"Offer","price":"48.00",'
            '"priceCurrency":"GBP"}}]}'
        ),
    ),
)

SHOPIFY_BARE = Storefront(
    name="Shopify theme without structured data, price only in cents of a script and on the page",
    url="https://driftwood.example.com.au/products/salt-cellar",
    title="Acacia Salt Cellar",
    price="34.95",
    currency="AUD",
    image="salt-cellar",
    brand="Driftwood Home",
    html=document(
        header("Driftwood", basket="$0.00", banner="Free shipping over $120")
        + "<div id=ProductSection><div class='grid product-photos'><img id=ProductPhotoImg "
        "src='/cdn/shop/products/salt-cellar_grande.jpg?v=12' alt='Acacia Salt Cellar'></div>"
        "<h1 itemprop=name>Acacia Salt Cellar</h1><span class=money id=ProductPrice>$34.95</span>"
        "<form action=/cart/add><input type=hidden name=id value=8><button>Add to Cart</button>"
        "</form></div>"
        + neighbours("$15.00")
        + '<script>var meta = {"product":{"id":91,"vendor":"Driftwood Home","variants":'
        '[{"id":8,"price":3495,"name":"Acacia Salt Cellar"}]}};</script>' + footer("Driftwood"),
        title="Acacia Salt Cellar | Driftwood",
    ),
)

WOO = Storefront(
    name="WooCommerce, del and ins, tabs with an attribute table",
    url="https://bergkraft.example.de/produkt/wanderstock-esche/",
    title="Wanderstock Esche 120 cm",
    price="39.90",
    currency="EUR",
    image="wanderstock-esche",
    brand="Bergkraft",
    html=document(
        header("Bergkraft", basket="0,00&nbsp;€", banner="Versandkostenfrei ab 50&nbsp;€")
        + "<nav class=woocommerce-breadcrumb><a href=/>Startseite</a> / "
        "<a href=/produkt-kategorie/stoecke/>Stöcke</a> / Wanderstock Esche 120 cm</nav>"
        "<div class='product type-product'><span class=onsale>Angebot!</span>"
        "<div class=woocommerce-product-gallery><div class=woocommerce-product-gallery__image>"
        "<a href='/wp-content/uploads/wanderstock-esche.jpg'><img class=wp-post-image "
        "src='/wp-content/uploads/wanderstock-esche-600x600.jpg' "
        "data-large_image='/wp-content/uploads/wanderstock-esche.jpg'></a></div></div>"
        "<div class='summary entry-summary'><h1 class='product_title entry-title'>Wanderstock "
        "Esche 120 cm</h1><p class=price><del aria-hidden=true><span class=amount><bdi>49,90"
        "<span class=woocommerce-Price-currencySymbol>€</span></bdi></span></del> <ins><span "
        "class=amount><bdi>39,90<span>€</span></bdi></span></ins></p><p class=wc-gzd-unit-price>"
        "<span class=amount>33,25&nbsp;€</span> / m</p><p class=tax>inkl. 19 % MwSt. zzgl. "
        "Versandkosten</p><form class=cart><button class=single_add_to_cart_button>In den "
        "Warenkorb</button></form><div class=product_meta>Artikelnummer: WS-120</div></div>"
        "<table class=woocommerce-product-attributes><tr><th>Länge</th><td><p>120 cm</p></td></tr>"
        "<tr><th>Marke</th><td><p><a href=/marke/bergkraft/>Bergkraft</a></p></td></tr></table>"
        "<section class='related products'><h2>Ähnliche Produkte</h2><ul class=products>"
        + "".join(
            f"<li class=product><a href=/produkt/stock-{n}/><img src=/wp-content/stock-{n}.jpg>"
            f"<h2>Stock {n}</h2><span class=price><span class=amount>2{n},90 €</span></span></a>"
            "<a href=?add-to-cart=1>In den Warenkorb</a></li>"
            for n in range(3)
        )
        + "</ul></section></div>"
        + footer("Bergkraft"),
        title="Wanderstock Esche 120 cm - Bergkraft",
        lang="de",
    ),
)

MAGENTO1 = Storefront(
    name="Magento 1, old-price and special-price with labels, currency chooser",
    url="https://www.tackroom.example.com/leather-headcollar.html",
    title="Leather Headcollar, Cob",
    price="27.50",
    currency="GBP",
    image="headcollar",
    brand="Fenwick & Sons",
    html=document(
        "<select id=select-currency><option>British Pound - £</option><option>US Dollar - $"
        "</option></select>"
        + header("Tackroom", basket="£0.00", banner="Order by 3pm")
        + crumbs("Horse", "Headcollars")
        + "<div class=product-view><div class=product-shop><div class=product-name><h1>Leather "
        "Headcollar, Cob</h1></div><p class='availability in-stock'>Availability: <span>In stock"
        "</span></p><div class=price-box><p class=old-price><span class=price-label>Regular Price:"
        "</span> <span class=price id=old-price-7>£35.00</span></p><p class=special-price><span "
        "class=price-label>Special Price</span> <span class=price id=product-price-7>£27.50</span>"
        "</p></div><div class=add-to-cart><label>Qty:</label><input name=qty><button "
        "class='button btn-cart' title='Add to Basket'><span>Add to Basket</span></button></div>"
        "</div><div class=product-img-box><p class=product-image><a href='/media/catalog/product/"
        "h/e/headcollar.jpg' class=cloud-zoom><img src='/media/catalog/product/cache/1/image/"
        "265x/h/e/headcollar.jpg' alt='Leather Headcollar, Cob'></a></p></div></div>"
        "<table class=data-table id=product-attribute-specs-table><tr><th class=label>Manufacturer"
        "</th><td class=data>Fenwick &amp; Sons</td></tr></table>"
        "<div class='block block-related'><strong>Related Products</strong><ol>"
        + "".join(
            f"<li class=item><a class=product-image href=/rug-{n}.html><img src=/media/rug-{n}.jpg>"
            f"</a><p class=product-name><a href=/rug-{n}.html>Rug {n}</a></p><div class=price-box>"
            f"<span class=price>£{n}1.00</span></div></li>"
            for n in range(1, 4)
        )
        + "</ol></div>"
        + footer("Tackroom"),
        title="Leather Headcollar, Cob - Headcollars - Tackroom",
    ),
)

MAGENTO2 = Storefront(
    name="Magento 2, gallery only in a script, price with data attributes",
    url="https://www.lumo.example.nl/tafellamp-boog-messing.html",
    title="Tafellamp Boog messing",
    price="129.00",
    currency="EUR",
    image="boog_1.jpg",
    brand="Lumo",
    html=document(
        header("Lumo", basket="€ 0,00", banner="Gratis verzending vanaf € 50")
        + "<div class=page-title-wrapper><h1 class=page-title><span class=base "
        "data-ui-id=page-title-wrapper itemprop=name>Tafellamp Boog messing</span></h1></div>"
        "<div class=product-info-price><div class='price-box price-final_price'>"
        "<span class=special-price><span class=price-container><span class=price-label>Speciale "
        "prijs</span><span data-price-amount=129 data-price-type=finalPrice "
        "class=price-wrapper><span class=price>€&nbsp;129,00</span></span></span></span>"
        "<span class=old-price><span class=price-label>Normale prijs</span><span "
        "data-price-amount=159 data-price-type=oldPrice><span class=price>€&nbsp;159,00</span>"
        "</span></span></div></div><div class='stock available'>Op voorraad</div>"
        "<form id=product_addtocart_form><button id=product-addtocart-button class=tocart>In "
        "winkelwagen</button></form><div class='product media'><div class=gallery-placeholder>"
        "<img alt='main product photo' class=gallery-placeholder__image "
        "src='https://www.lumo.example.nl/media/catalog/product/cache/x/b/o/boog_1.jpg'></div>"
        '<script type="text/x-magento-init">{"[data-gallery-role=gallery-placeholder]":'
        '{"mage/gallery/gallery":{"data":[{"thumb":"https://www.lumo.example.nl/media/boog_1.jpg",'
        '"full":"https://www.lumo.example.nl/media/boog_1.jpg","isMain":true}]}}}</script></div>'
        "<table id=product-attribute-specs-table><tr><th class='col label'>Merk</th>"
        "<td class='col data'>Lumo</td></tr></table>"
        + neighbours("€ 79,00", heading="Misschien ook leuk", slug="/")
        + footer("Lumo"),
        title="Tafellamp Boog messing",
        lang="nl",
    ),
)

PRESTA16 = Storefront(
    name="PrestaShop 1.6, our_price_display, reference, condition",
    url="https://www.voilerie.example.fr/accueil/27-sac-marin-toile.html",
    title="Sac marin en toile 40 L",
    price="64.00",
    currency="EUR",
    image="112-thickbox_default",
    brand="Voilerie du Port",
    html=document(
        header("Voilerie", basket="0,00 €", banner="Livraison offerte dès 80 €")
        + "<div class=primary_block><div class=pb-left-column><span id=view_full_size>"
        "<img id=bigpic itemprop=image src='https://www.voilerie.example.fr/"
        "112-large_default/sac.jpg' alt='Sac marin en toile 40 L'></span><ul id=thumbs_list_frame>"
        "<li><a href='https://www.voilerie.example.fr/112-thickbox_default/sac.jpg' "
        "class=fancybox><img src='/112-cart_default/sac.jpg'></a></li></ul></div>"
        "<div class=pb-center-column><h1 itemprop=name>Sac marin en toile 40 L</h1>"
        "<p id=product_reference><label>Référence : </label><span itemprop=sku>SM40</span></p>"
        "<p id=product_condition><label>État : </label><span>Neuf</span></p></div>"
        "<form id=buy_block><div class=content_prices><p class=our_price_display><span "
        "id=our_price_display class=price>64,00 €</span> TTC</p><p id=reduction_percent>"
        "<span>-20%</span></p><p id=old_price><span class=price>80,00 €</span></p></div>"
        "<button name=Submit><span>Ajouter au panier</span></button></form></div>"
        "<p>Fabricant : <a href='/3_voilerie-du-port'>Voilerie du Port</a></p>"
        + neighbours("24,00 €", heading="Les clients ont aussi acheté")
        + footer("Voilerie"),
        title="Sac marin en toile 40 L - Voilerie",
        lang="fr",
    ).replace("112-large_default", "112-thickbox_default"),
)

PRESTA17 = Storefront(
    name="PrestaShop 1.7, current-price with content, manufacturer logo",
    url="https://kavovar.example.cz/konvice/15-konvice-hrdlo.html",
    title="Konvice s labutím hrdlem 1 l",
    price="1290",
    currency="CZK",
    image="konvice-large",
    brand="Kávovar",
    html=document(
        header("Kavovar", basket="0,00 Kč", banner="Doprava zdarma nad 1 500 Kč")
        + "<section id=main itemscope itemtype='https://schema.org/Product'>"
        "<div class=page-content>"
        "<div class=product-cover><img class=js-qv-product-cover src='/img/konvice-large.jpg' "
        "itemprop=image></div></div><h1 class=h1 itemprop=name>Konvice s labutím hrdlem 1 l</h1>"
        "<div class=product-prices><div class=product-discount><span class=regular-price>1 590,00"
        " Kč</span></div><div class='product-price h5 has-discount' itemprop=offers itemscope "
        "itemtype='https://schema.org/Offer'><meta itemprop=priceCurrency content=CZK>"
        "<div class=current-price><span itemprop=price content=1290>1 290,00 Kč</span>"
        "<span class='discount discount-amount'>Ušetříte 300,00 Kč</span></div></div></div>"
        "<button class=add-to-cart>Do košíku</button><div class=product-manufacturer>"
        "<label class=label>Značka</label><span><a href='/brand/2-kavovar'>Kávovar</a></span>"
        "</div></section>"
        + neighbours("390,00 Kč", heading="Mohlo by se hodit")
        + footer("Kavovar"),
        title="Konvice s labutím hrdlem 1 l",
        lang="cs",
    ),
)

OPENCART = Storefront(
    name="OpenCart, plain lists, price as a heading, ex tax",
    url="https://gadgetden.example.com/index.php?route=product/product&product_id=61",
    title="Brass Desk Compass",
    price="31.20",
    currency="USD",
    image="compass-500x500",
    brand="Northmark",
    html=document(
        header("Gadgetden", basket="0 item(s) - $0.00")
        + "<div id=content><div class=row><ul class=thumbnails><li><a class=thumbnail "
        "href='/image/cache/compass-500x500.jpg'><img src='/image/cache/compass-228x228.jpg' "
        "title='Brass Desk Compass'></a></li></ul><div id=tab-description>Points north.</div>"
        "</div><div><h1>Brass Desk Compass</h1><ul class=list-unstyled><li>Brand: <a "
        "href='/index.php?route=product/manufacturer/info&manufacturer_id=4'>Northmark</a></li>"
        "<li>Product Code: BDC-1</li><li>Reward Points: 400</li><li>Availability: In Stock</li>"
        "</ul><ul class=list-unstyled><li><span style='text-decoration: line-through;'>$39.00"
        "</span></li><li><h2>$31.20</h2></li><li>Ex Tax: $26.00</li><li>Price in reward points: "
        "300</li><li><hr></li><li>10 or more $28.00</li></ul><div id=product><button "
        "id=button-cart>Add to Cart</button></div></div></div>"
        + neighbours("$77.00", heading="Related Products")
        + footer("Gadgetden"),
        title="Brass Desk Compass",
    ),
)

BIGCOMMERCE = Storefront(
    name="BigCommerce, data attributes and price sections for MSRP, was, now",
    url="https://www.paddleco.example.com/river-paddle-carbon/",
    title="River Paddle, Carbon",
    price="189.00",
    currency="USD",
    image="paddle_main",
    brand="Paddle Co",
    html=document(
        header("Paddle Co") + "<div class=productView><section class=productView-images><figure "
        "class=productView-image data-zoom-image='https://cdn11.bigcommerce.com/s-x/images/"
        "stencil/1280x1280/products/5/paddle_main.jpg'><img class='productView-image--default "
        "lazyload' data-src='https://cdn11.bigcommerce.com/s-x/images/stencil/500x500/products/5/"
        "paddle_main.jpg' src='/img/loading.svg' alt='River Paddle, Carbon'></figure></section>"
        "<section class=productView-details><h1 class=productView-title>River Paddle, Carbon</h1>"
        "<h2 class=productView-brand><a href=/paddle-co/><span>Paddle Co</span></a></h2>"
        "<div class=productView-price><div class='price-section rrp-price--withoutTax'>MSRP: "
        "<span class='price price--rrp'>$249.00</span></div><div class='price-section "
        "non-sale-price--withoutTax'><span class=price-was-label>Was:</span> <span class='price "
        "price--non-sale'>$219.00</span></div><div class='price-section price--withoutTax'>"
        "<span class=price-now-label>Now:</span> <span class='price price--withoutTax'>$189.00"
        "</span></div><div class=price-section--saving>(You save <span class='price "
        "price--saving'>$60.00</span>)</div></div><input type=submit "
        "value='Add to Cart' id=form-action-addToCart></section></div>"
        + neighbours("$59.00")
        + footer("Paddle Co"),
        title="River Paddle, Carbon - Paddle Co",
    ),
)

SQUARESPACE = Storefront(
    name="Squarespace, og meta with escaped title, no button words but an add form",
    url="https://www.clayandsmoke.example.com/store/p/raku-tea-bowl",
    title="Raku Tea Bowl",
    price="85.00",
    currency="USD",
    image="raku.jpg",
    html=document(
        header("Clay & Smoke")
        + "<article class=ProductItem><div class=ProductItem-gallery><img data-src="
        "'https://images.squarespace-cdn.com/content/v1/5/raku.jpg' data-image="
        "'https://images.squarespace-cdn.com/content/v1/5/raku.jpg' alt='raku.jpg'></div>"
        "<section class=ProductItem-details><h1 class=ProductItem-details-title>Raku Tea Bowl</h1>"
        "<div class=ProductItem-product-price><div class=product-price>$85.00</div></div>"
        "<div class=ProductItem-details-excerpt><p>Each bowl is fired with sawdust.</p></div>"
        "<div class=sqs-add-to-cart-button role=button>Add To Cart</div></section></article>"
        + footer("Clay & Smoke"),
        title="Raku Tea Bowl &mdash; Clay &amp; Smoke",
        head="<meta property=og:site_name content='Clay &amp; Smoke'><meta property=og:title "
        "content='Raku Tea Bowl — Clay &amp;amp; Smoke'><meta property=og:type content=product>"
        "<meta property=product:price:amount content=85.00><meta property=product:price:currency "
        "content=USD><meta property=og:image content='http://static1.squarespace.com/static/5/t/"
        "6/raku.jpg?format=1500w'>",
    ),
)

WIX = Storefront(
    name="Wix, data-hook attributes, nameless classes",
    url="https://www.beeandbalm.example.com/product-page/lip-balm-honey",
    title="Honey Lip Balm",
    price="6.50",
    currency="EUR",
    image="a1b2c3",
    html=document(
        "<header id=SITE_HEADER><p>Free shipping from 40 €</p></header><main><article "
        "class=_2GhTB><div data-hook=product-gallery-root class=_1bX><img src="
        "'https://static.wixstatic.com/media/a1b2c3~mv2.jpg/v1/fill/w_500,h_500/a1b2c3~mv2.jpg' "
        "alt='Honey Lip Balm'></div><h1 class=_2qrJF data-hook=product-title>Honey Lip Balm</h1>"
        "<div data-hook=sku class=_1rwRc>SKU: 0007</div><div data-hook=product-prices-wrapper>"
        "<span data-hook=product-price-before-discount class=_x1><span>7,90&nbsp;€</span></span>"
        "<span data-hook=formatted-primary-price>6,50&nbsp;€</span></div>"
        "<button data-hook=add-to-cart class=_3jT>Add to Cart</button></article></main>"
        + footer("Bee and Balm"),
        title="Honey Lip Balm | Bee and Balm",
        head="<meta property=og:type content=product>",
    ),
)

ENGINES = (
    SHOPIFY,
    SHOPIFY_BARE,
    WOO,
    MAGENTO1,
    MAGENTO2,
    PRESTA16,
    PRESTA17,
    OPENCART,
    BIGCOMMERCE,
    SQUARESPACE,
    WIX,
)
