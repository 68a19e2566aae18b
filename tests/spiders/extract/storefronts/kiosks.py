"""Offers as the shop software of the West shows them, with what a buyer chooses from."""

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

WIX = Storefront(
    name="Wix, names only in data hooks",
    url="https://www.mossandmortar.example.com/product-page/river-stone-soap",
    title="River Stone Soap",
    price="9.50",
    currency="USD",
    image="river_soap",
    html=document(
        "<div id=SITE_CONTAINER><header><a href=/>Moss & Mortar</a><div data-hook=cart>$0.00</div>"
        "</header><article data-hook=product-page><section data-hook=product-image>"
        "<div data-hook=main-media-image-wrapper><img data-hook=main-media "
        "src=https://static.wixstatic.example.com/media/river_soap.jpg/v1/fill/w_500,h_500/river_soap.jpg>"
        "</div></section><section><h1 data-hook=product-title>River Stone Soap</h1>"
        "<div data-hook=sku>SKU: RS-1</div><div data-hook=product-price>"
        "<span data-hook=formatted-secondary-price data-wix-original-price='$12.00'>$12.00</span>"
        "<span data-hook=sr-formatted-primary-price-label>Sale Price</span>"
        "<span data-hook=formatted-primary-price data-wix-price='$9.50'>$9.50</span></div>"
        "<label>Quantity*</label><input type=number value=1>"
        "<button data-hook=add-to-cart>Add to Cart</button></section></article>"
        + neighbours("$4.00", heading="Related Products")
        + "</div>",
        title="River Stone Soap | Moss & Mortar",
    ),
)

ECWID = Storefront(
    name="Ecwid inside another site, the site's own heading first",
    url="https://www.birchbakery.example.com/shop/Sourdough-Crock-p77112233",
    title="Sourdough Crock",
    price="48.00",
    currency="USD",
    image="crock-1500",
    variants=("Blue", "Sand"),
    quantity=3,
    html=document(
        "<header><h1 class=site-title><a href=/>Birch Bakery</a></h1></header>"
        "<div class='ecwid ecwid-productBrowser'><div class=product-details itemscope "
        "itemtype=http://schema.org/Product><div class=details-gallery><img "
        "class=details-gallery__picture src=https://d2j6dbq0eux0bg.example.net/crock-1500.jpg></div>"
        "<h1 class='product-details__product-title ec-header-h3' itemprop=name>Sourdough Crock</h1>"
        "<div class=product-details__product-sku>SKU 00042</div><div "
        "class=product-details__product-price>"
        "<span class=details-product-price__value>$48.00</span></div>"
        "<div class=details-product-option--select><div class=product-details-module__title>Color"
        "</div><select aria-label=Color class=form-control__select name=Color>"
        "<option value=''>Please choose</option><option>Blue</option><option>Sand</option></select>"
        "</div><div class=product-details__product-availability>In stock: 3 available</div>"
        "<button>Add to Bag</button></div></div>" + neighbours("$8.00", heading="Related products"),
        title="Sourdough Crock | Birch Bakery",
    ),
)

KIOSKS = (
    WOO_VARIABLE,
    SHOPIFY_META,
    SHOPWARE,
    BIGCOMMERCE,
    SQUARESPACE,
    JTL,
    PRODUCT_GROUP,
    WIX,
    ECWID,
)
