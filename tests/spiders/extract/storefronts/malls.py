"""Marketplaces of Europe, Africa and the Gulf: sold by, split decimals, escaped state."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    as_text,
    document,
    header,
    ld,
    neighbours,
)

OTTO = Storefront(
    name="otto",
    url="https://www.otto.de/p/nordhem-couchtisch-asker-S0X1Y2/",
    title="Nordhem Couchtisch »Asker«",
    price="149.99",
    currency="EUR",
    image="abcd-asker",
    brand="Nordhem",
    seller="OTTO",
    html=document(
        header("OTTO", basket="0,00 €", banner="Gratis Rückversand")
        + (
            "<div class=pdp_short-info>"
            "<h1 class='pdp_short-info__main-name'>Nordhem Couchtisch »Asker«</h1>"
            "<a class=pdp_short-info__brand-name href='/nordhem/'>Nordhem</a></div>"
            "<div class=pdp_main-image>"
            "<img data-src='https://i.otto.de/i/otto/abcd-asker?w=900' "
            "src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt='Nordhem "
            "Couchtisch »Asker«'></div><div class=pdp_price>"
            "<span class='pdp_price__price-parts'>"
            "<span class=pdp_price__retail-price>ab 149,99&nbsp;€</span>"
            "<span class=pdp_price__strikethrough>UVP 219,99&nbsp;€</span></span>"
            "</div><p>ab 6,93 € mtl. in 24 Raten</p>"
            "<button>In den Warenkorb</button>"
            "<div>Verkauf & Versand durch <a>OTTO</a></div>"
        )
        + neighbours("59,99 €", heading="Kunden kauften auch"),
        title="Nordhem Couchtisch »Asker« online kaufen | OTTO",
        lang="de",
    ),
)

BOL = Storefront(
    name="bol",
    url="https://www.bol.com/nl/nl/p/vossen-snijplank-eiken/9300000123456/",
    title="Vossen snijplank eiken 40x25",
    price="27.50",
    currency="EUR",
    image="snijplank9",
    brand="Vossen",
    seller="Houtwerk Delft",
    html=document(
        header("bol.", basket="0")
        + (
            "<h1 class=page-heading><span data-test=title>Vossen snijplank eiken 40x2"
            "5</span></h1><div>Merk: <a href='/nl/nl/b/vossen/9'>Vossen</a></div>"
            "<img class=js_selected_image "
            "src='https://media.s-bol.com/snijplank9/550x550.jpg' alt='Vossen "
            "snijplank eiken 40x25'><section class=buy-block>"
            "<span class=promo-price data-test=price>27<sup "
            "class=promo-price__fraction>50</sup></span>"
            "<div>Adviesprijs <del>€ 34,95</del></div>"
            "<div>Verkoop door <a href='/nl/nl/v/houtwerk/12'>Houtwerk Delft</a> "
            "<span>9,1</span></div><button>In winkelwagen</button></section>"
        )
        + neighbours("12,99", heading="Anderen bekeken ook")
        + ld(
            '{"@type":"Product","name":"Vossen snijplank eiken '
            '40x25","offers":{"@type":"Offer","price":27.5,"priceCurrency":"EUR"},"im'
            'age":"https://media.s-bol.com/snijplank9/550x550.jpg"}'
        ),
        title="Vossen snijplank eiken 40x25 | bol",
        lang="nl-NL",
    ),
)

TRENDYOL_STATE = Storefront(
    name="trendyol state",
    url="https://www.trendyol.com/dagyolu/erkek-su-gecirmez-yuruyus-botu-p-55443322",
    title="Erkek Su Geçirmez Yürüyüş Botu",
    price="1149.90",
    currency="TRY",
    image="bot1",
    brand="Dağyolu",
    seller="DağSpor",
    html=document(
        (
            "<div id=product-detail-app><div class=loader></div></div>"
            "<script>window.__PRODUCT_DETAIL_APP_INITIAL_STATE__="
        )
        + as_json({
            "product": {
                "id": 55,
                "name": "Erkek Su Geçirmez Yürüyüş Botu",
                "nameWithProductCode": "Erkek Su Geçirmez Yürüyüş Botu TRK-9",
                "brand": {"name": "Dağyolu", "id": 3},
                "images": ["/ty12/product/media/bot1.jpg"],
                "merchant": {"id": 112, "name": "DağSpor", "officialName": "Dağ Spor Ltd. Şti."},
                "price": {
                    "discountedPrice": {"text": "1.149,90 TL", "value": 1149.9},
                    "originalPrice": {"text": "1.599 TL", "value": 1599},
                    "sellingPrice": {"value": 1249.9},
                    "currency": "TRY",
                },
            },
            "otherMerchants": [],
        })
        + ";window.TYPageName='pd';</script>",
        title="Dağyolu Erkek Su Geçirmez Yürüyüş Botu Fiyatı, Yorumları - Trendyol",
        lang="tr",
        head=(
            "<meta property=og:title content='Dağyolu Erkek Su Geçirmez Yürüyüş "
            "Botu'><meta property=og:image content='https://cdn.dsmcdn.com/ty12/produ"
            "ct/media/bot1.jpg'>"
        ),
    ),
)

EMAG = Storefront(
    name="emag",
    url="https://www.emag.ro/ceainic-ceramica-casa-verde-1-l/pd/D1X2Y3MBM/",
    title="Ceainic ceramica Casa Verde, 1 L",
    price="89.99",
    currency="RON",
    image="ceainic",
    brand="Casa Verde",
    seller="CeramicArt",
    html=document(
        header("eMAG", basket="0")
        + (
            "<h1 class=page-title>Ceainic ceramica Casa Verde, 1 L</h1>"
            "<div class=product-gallery>"
            "<a class='thumbnail product-gallery-image' "
            "href='https://s13emagst.akamaized.net/products/1/ceainic_res.jpg'>"
            "<img src='https://s13emagst.akamaized.net/products/1/ceainic_res_450x450"
            ".jpg' alt='Ceainic'></a></div><div class=product-highlight>"
            "<p class='rrp-lp30d'>PRP: <s>129<sup>99</sup> Lei</s></p>"
            "<p class=product-new-price>89<sup>"
            "<small class=mf-decimal>,</small>99</sup> <span>Lei</span></p></div>"
            "<div>Vândut și livrat de: <a "
            "href='/vendors/vendor/ceramicart'>CeramicArt</a></div>"
            "<button>Adauga in Cos</button><table><tr><td>Brand</td>"
            "<td>Casa Verde</td></tr></table>"
        )
        + neighbours("19,99 Lei", heading="Produse similare"),
        title="Ceainic ceramica Casa Verde, 1 L - eMAG.ro",
        lang="ro",
    ),
)

JUMIA = Storefront(
    name="jumia",
    url="https://www.jumia.com.ng/savanna-blender-2l-123456.html",
    title="Savanna 2L Table Blender SB-20",
    price="24500",
    currency="NGN",
    image="blend20",
    brand="Savanna",
    seller="KitchenHub NG",
    html=document(
        header("Jumia", basket="0")
        + (
            "<section class='col12 -df'><div id=imgs>"
            "<a href='https://ng.jumia.is/unsafe/fit-in/680x680/product/blend20/1.jpg"
            "'><img data-src='https://ng.jumia.is/unsafe/fit-in/500x500/product/blend"
            "20/1.jpg' src='data:image/gif;base64,R0lG' alt=''></a></div><div>"
            "<h1>Savanna 2L Table Blender SB-20</h1>"
            "<div>Brand: <a href='/savanna/'>Savanna</a> | <a "
            "href='/blenders/savanna/'>Similar products from Savanna</a></div><div>"
            "<span class='-b -ubpt'>₦ 24,500</span><div>"
            "<span class='-tal -gy5 -lthr'>₦ 35,000</span>"
            "<span class='bdg _dsct'>30%</span></div></div>"
            "<p>+ shipping from ₦ 650 to LEKKI</p><button>Add to cart</button></div>"
            "</section><section class=card><h2>Seller Information</h2><div>"
            "<p class='-m -pbs'>KitchenHub NG</p><p><bdo>87%</bdo> Seller Score</p>"
            "<p>Followers</p></div></section>"
        )
        + neighbours("₦ 4,900", heading="Customers who viewed this also viewed"),
        title="Savanna 2L Table Blender SB-20 | Jumia Nigeria",
    ),
)

NOON_NEXT = Storefront(
    name="noon next",
    url="https://www.noon.com/uae-en/oud-crystals/N12345A/p/",
    title="Oud Crystals Home Fragrance 200 ml",
    price="84.50",
    currency="AED",
    image="N1A",
    brand="Dar Reem",
    seller="Reem Trading",
    html=document(
        header("noon", basket="AED 0")
        + (
            "<div class=sc-1><div data-qa='pdp-brand-N1'>Dar Reem</div>"
            "<h1 data-qa='pdp-name-N1'>Oud Crystals Home Fragrance 200 ml</h1>"
            "<div class=swiper-slide>"
            "<img src='https://f.nooncdn.com/p/v1/N1A.jpg?width=800' alt='Oud "
            "Crystals Home Fragrance 200 ml'></div>"
            "<div class=priceNow data-qa='div-price-now'>AED <strong>84.50</strong> "
            "Inclusive of VAT</div><div class=priceWas>AED 120.00</div>"
            "<button>Add To Cart</button></div>"
        )
        + neighbours("AED 25.00", heading="Customers also viewed")
        + "<script id=__NEXT_DATA__ type='application/json'>"
        + as_json({
            "props": {
                "pageProps": {
                    "catalog": {
                        "product": {
                            "sku": "N1",
                            "product_title": "Oud Crystals Home Fragrance 200 ml",
                            "brand": "Dar Reem",
                            "image_keys": ["v1/N1A"],
                            "variants": [
                                {
                                    "offers": [
                                        {
                                            "price": 120,
                                            "sale_price": 84.5,
                                            "store_name": "Reem Trading",
                                            "is_buyable": 1,
                                        }
                                    ]
                                }
                            ],
                        }
                    }
                }
            }
        })
        + "</script>",
        title="Oud Crystals Home Fragrance 200 ml UAE | Dubai, Abu Dhabi | noon",
    ),
)

OLX_ESCAPED_STRING = Storefront(
    name="olx escaped string",
    url="https://www.olx.pl/d/oferta/rower-miejski-damka-28-cali-CID767-IDX.html",
    title="Rower miejski damka 28 cali",
    price="450",
    currency="PLN",
    image="rower28",
    seller="Marzena K.",
    html=document(
        (
            "<div id=root><div data-testid=main><h4>Rower miejski damka 28 cali</h4>"
            "<div data-testid=ad-price-container><h3>450 zł</h3></div>"
            "<div class=swiper-zoom-container>"
            "<img src='https://ireland.apollo.olxcdn.com/v1/files/rower28/image;s=100"
            "0x700' alt='Rower miejski damka 28 cali - 1'></div>"
            "<button>Kup z dostawą</button><div data-testid=user-profile>"
            "<h4>Marzena K.</h4><p>Na OLX od marca 2015</p></div></div></div>"
        )
        + neighbours("200 zł", heading="Podobne ogłoszenia", slug="/d/oferta/")
        + ("<script id=olx-init-config>window.__TAURUS__={};window.__PRERENDERED_STATE__= ")
        + as_text({
            "ad": {
                "ad": {
                    "id": 88,
                    "title": "Rower miejski damka 28 cali",
                    "price": {
                        "displayValue": "450 zł",
                        "regularPrice": {
                            "value": 450,
                            "currencyCode": "PLN",
                            "currencySymbol": "zł",
                        },
                    },
                    "user": {"id": 7, "name": "Marzena K.", "company_name": ""},
                    "photos": [
                        ("https://ireland.apollo.olxcdn.com/v1/files/rower28/image;s=1000x700")
                    ],
                    "params": [{"key": "state", "name": "Stan", "value": "Używane"}],
                }
            }
        })
        + ";</script>",
        title="Rower miejski damka 28 cali Kraków • OLX.pl",
        lang="pl",
    ),
)

MALLS = (OTTO, BOL, TRENDYOL_STATE, EMAG, JUMIA, NOON_NEXT, OLX_ESCAPED_STRING)
