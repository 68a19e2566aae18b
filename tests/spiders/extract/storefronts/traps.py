"""Pages that invite an invention: no price, others' prices, ratings and words that are no name."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    document,
    footer,
    header,
    ld,
    neighbours,
)

BACKGROUND_IMAGE = Storefront(
    name="background image",
    url="https://www.atelier-noyer.example.fr/produits/planche-noyer",
    title="Planche à découper noyer",
    price="49",
    currency="EUR",
    image="planche-noyer",
    brand="Noyeraie",
    html=document(
        header("Atelier", basket="0 €", banner="Livraison offerte dès 80 €")
        + (
            "<div class=product-photo "
            "style=\"background-image:url('/photos/planche-noyer.jpg')\"></div>"
            "<h1>Planche à découper noyer</h1><p class=prix>49 €</p>"
            "<p>Marque : Noyeraie</p><button>Ajouter au panier</button>"
        )
        + neighbours("12 €", heading="Vous aimerez aussi"),
        title="Planche à découper noyer – Atelier Noyer",
        lang="fr",
    ),
)

STALE_LD = Storefront(
    name="stale ld",
    url="https://www.tentco.example.com/products/ridge-2p",
    title="Ridge 2P Tent",
    price="219.00",
    currency="USD",
    image="ridge2p",
    brand="TentCo Gear",
    html=document(
        header("TentCo")
        + (
            "<h1 class=product-name>Ridge 2P Tent</h1>"
            "<img src=/t/ridge2p.jpg alt='Ridge 2P Tent' width=600><div class=price>"
            "<span class=was>Was $289.00</span> <span class=now>Now $219.00</span>"
            "</div><button>Add to cart</button>"
        )
        + neighbours("$49.00")
        + ld(
            '{"@type":"Product","name":"Ridge 2P Tent","brand":"TentCo '
            'Gear","offers":{"@type":"Offer","price":"289.00","priceCurrency":"USD"}}'
        ),
        title="Ridge 2P Tent | TentCo",
    ),
)

WRONG_ISO = Storefront(
    name="wrong iso",
    url="https://www.dilna.example.cz/aku-vrtacka-18v",
    title="Aku vrtačka 18V Hrom",
    price="2490",
    currency="CZK",
    image="vrtacka18",
    brand="Hrom",
    html=document(
        header("Dílna", basket="0 Kč", banner="Doprava zdarma od 1 500 Kč")
        + (
            "<div itemscope itemtype='http://schema.org/Product'>"
            "<h1 itemprop=name>Aku vrtačka 18V Hrom</h1>"
            "<img itemprop=image src=/f/vrtacka18.jpg>"
            "<div itemprop=offers itemscope itemtype='http://schema.org/Offer'>"
            "<meta itemprop=priceCurrency content='Kč'>"
            "<strong itemprop=price content='2490'>2 490 Kč</strong> <span>2 058 Kč "
            "bez DPH</span></div><p>Značka: <a href=/hrom>Hrom</a></p>"
            "<button>Do košíku</button></div>"
        )
        + neighbours("390 Kč", heading="Podobné zboží"),
        title="Aku vrtačka 18V Hrom | Dílna.cz",
        lang="cs",
    ),
)

ENDED_LISTING = Storefront(
    name="ended listing",
    url="https://www.ebay.com/itm/334455667788",
    title="Vintage brass compass with case",
    price=None,
    image="compass",
    seller="brassandco",
    html=document(
        header("eBay")
        + (
            "<div class=d-statusmessage>This listing was ended by the seller on Mon, "
            "Nov 2 because the item is no longer available.</div>"
            "<h1 class=x-item-title__mainTitle>"
            "<span>Vintage brass compass with case</span></h1>"
            "<div class=ux-image-carousel>"
            "<img src='https://i.ebayimg.com/images/g/compass/s-l500.jpg' "
            "alt='Vintage brass compass with case'></div>"
            "<div class=x-sellercard-atf__info>"
            "<a href='https://www.ebay.com/str/brassandco'><span>brassandco</span>"
            "</a> (1204)</div><p>Condition: Used</p>"
        )
        + neighbours("US $19.99", heading="Similar items", slug="/itm/9"),
        title="Vintage brass compass with case | eBay",
    ),
)

LOGIN_FOR_PRICE = Storefront(
    name="login for price",
    url="https://www.grossmarkt.example.de/artikel/8812-gastro-pfanne",
    title="Gastro Pfanne 32 cm",
    price=None,
    image="pfanne32",
    brand="Kochwerk",
    html=document(
        header("Grossmarkt", basket="0,00 €", banner="Mindestbestellwert 150,00 €")
        + (
            "<h1>Gastro Pfanne 32 cm</h1>"
            "<img src=/m/pfanne32.jpg alt='Gastro Pfanne 32 cm' width=400>"
            "<p class=price><a href=/login>Preise nach Anmeldung sichtbar</a></p>"
            "<p>Art.-Nr. 8812</p><p>Hersteller: Kochwerk</p>"
        )
        + neighbours("ab 19,90 €", heading="Kunden kauften auch")
        + footer("Grossmarkt"),
        title="Gastro Pfanne 32 cm - Grossmarkt",
        lang="de",
    ),
)

STATE_NEIGHBORS_ONLY = Storefront(
    name="state neighbors only",
    url="https://www.camerahall.example.com/obscura-m2-body",
    title="Obscura M2 Camera Body",
    price=None,
    image="obscura-m2",
    brand="Obscura",
    html=document(
        header("CameraHall")
        + (
            "<h1>Obscura M2 Camera Body</h1>"
            "<img class=main src=/i/obscura-m2.jpg alt='Obscura M2 Camera Body'>"
            "<div id=price data-sku=M2></div><button>Add to cart</button>"
            "<h3>Accessories</h3><table><tr><td><a href=/bag>Camera bag</a></td>"
            "<td>$39.00</td></tr><tr><td><a href=/cap>Lens cap</a></td>"
            "<td>$9.00</td></tr></table>"
        )
        + "<script>window.__STATE__="
        + as_json({
            "recommendations": {
                "items": [{"name": "Camera bag", "price": 39}, {"name": "Lens cap", "price": 9}]
            },
            "product": {"name": "Obscura M2 Camera Body", "brand": "Obscura", "price": None},
        })
        + "</script>",
        title="Obscura M2 Camera Body | CameraHall",
    ),
)

SELLER_LABEL_IS_RATING = Storefront(
    name="seller label is rating",
    url="https://www.bazarone.example.com/p/desk-clock-991",
    title="Walnut desk clock",
    price="32.00",
    currency="USD",
    image="clock991",
    html=document(
        header("Bazar")
        + (
            "<h1>Walnut desk clock</h1>"
            "<img src=/i/clock991.jpg alt='Walnut desk clock' width=420>"
            "<p class=price>$32.00</p><div>Seller rating: 4.8 out of 5</div>"
            "<div>Seller: <a href=/contact>Contact seller</a></div>"
            "<button>Buy now</button>"
        )
        + neighbours("$12.00"),
        title="Walnut desk clock - Bazar One",
    ),
)

BRAND_NO_BRAND = Storefront(
    name="brand no brand",
    url="https://www.tshirtbarn.example.com/p/roadster-1967-tee",
    title="1967 Roadster Garage Tee",
    price="21.99",
    currency="USD",
    image="roadstertee",
    html=document(
        header("TshirtBarn")
        + (
            "<a href=/brands/all>Shop by brand</a><h1>1967 Roadster Garage Tee</h1>"
            "<img src=/i/roadstertee.jpg alt='1967 Roadster Garage Tee' width=420>"
            "<p class=price>$21.99</p>"
            "<p>Brand new with tags. Brands we carry: see list.</p>"
            "<p>Made by hand in Ohio</p><button>Add to cart</button>"
        )
        + neighbours("$18.00"),
        title="1967 Roadster Garage Tee | Tshirt Barn",
    ),
)

UNDECLARED_1251 = Storefront(
    name="undeclared 1251",
    url="http://www.svarka.example.ru/tovar/maska-svarschika",
    title="Маска сварщика Хамелеон",
    price="3150",
    currency="RUB",
    image="maska",
    brand="Сварог",
    encoding="cp1251",
    html=(
        "<html><head><title>Маска сварщика Хамелеон купить в Москве</title>"
        "</head><body><div>Доставка от 300 руб.</div>"
        "<h1>Маска сварщика Хамелеон</h1>"
        "<img src=/img/maska.jpg width=300 alt='Маска сварщика Хамелеон'>"
        "<div>Цена: <b>3 150 руб.</b></div><div>Производитель: Сварог</div>"
        "<input type=submit value='В корзину'></body></html>"
    ),
)

ALIBABA_LADDER = Storefront(
    name="alibaba ladder",
    url=("https://www.alibaba.com/product-detail/Custom-Silicone-Lunch-Box_1600123456789.html"),
    title="Custom Silicone Lunch Box Foldable",
    price="1.85",
    currency="USD",
    image="lunchbox",
    seller="Ningbo Sil Houseware Co., Ltd.",
    html=document(
        header("Alibaba")
        + (
            "<h1>Custom Silicone Lunch Box Foldable</h1><div class=main-image>"
            "<img src='https://s.alicdn.com/@sc04/kf/lunchbox.jpg_720x720q50.jpg' "
            "alt='Custom Silicone Lunch Box'></div><div class=price-list>"
            "<div class=price-item><div class=quality>100 - 499 pieces</div>"
            "<div class=price>US$2.60</div></div><div class=price-item>"
            "<div class=quality>&gt;= 5000 pieces</div>"
            "<div class=price>US$1.85</div></div></div><div class=company-name>"
            "<a href='https://ningbosil.en.alibaba.com'>Ningbo Sil Houseware Co., "
            "Ltd.</a></div><button>Contact supplier</button>"
        )
        + neighbours("US$0.90", slug="/product-detail/x_1")
        + "<script>window.detailData="
        + as_json({
            "globalData": {
                "product": {
                    "subject": "Custom Silicone Lunch Box Foldable",
                    "price": {
                        "productLadderPrices": [
                            {"min": 100, "price": 2.6},
                            {"min": 5000, "price": 1.85},
                        ],
                        "productRangePrices": {"priceRangeLow": 1.85, "priceRangeHigh": 2.6},
                    },
                },
                "seller": {"companyName": "Ningbo Sil Houseware Co., Ltd.", "companyId": 2299},
            }
        })
        + "</script>",
        title="Custom Silicone Lunch Box Foldable - Buy Lunch Box Product on Alibaba.com",
    ),
)

CSR_OG_ONLY = Storefront(
    name="csr og only",
    url="https://www.aliexpress.com/item/1005009876543210.html",
    title="Mini Label Printer Bluetooth",
    price=None,
    image="labelprinter",
    html=document(
        (
            "<div id=root></div><div class=recommend>"
            "<a href=/item/1005001.html>Other printer</a> US $12.99</div>"
            "<script>window.runParams={};window._dida_config_={isCSR:true}</script>"
        ),
        title="Mini Label Printer Bluetooth - AliExpress",
        head=(
            "<meta property=og:title content='Mini Label Printer Bluetooth - "
            "AliExpress 7'><meta property=og:image content='https://ae01.alicdn.com/k"
            "f/labelprinter.jpg'>"
        ),
    ),
)

TEMU_RAW = Storefront(
    name="temu raw",
    url="https://www.temu.com/collapsible-laundry-basket-g-601099512345678.html",
    title="Collapsible Laundry Basket 45L",
    price="11.48",
    currency="USD",
    image="laundry45",
    seller="Homely Hub",
    html=document(
        (
            "<div id=main><h1>Collapsible Laundry Basket 45L</h1>"
            "<img src='https://img.kwcdn.com/product/laundry45.jpg' alt='Collapsible "
            "Laundry Basket 45L'><div class='_2z'><span>$</span><span>11</span>"
            "<span>.48</span></div><div class='_3x'>RRP $29.99</div>"
            "<div>Sold by Homely Hub (2.1K+ followers)</div>"
            "<div role=button>Add to cart</div></div>"
        )
        + neighbours("$3.98", slug="/x-g-60109951")
        + "<script>window.rawData="
        + as_json({
            "store": {
                "goods": {"goodsId": 601, "goodsName": "Collapsible Laundry Basket 45L"},
                "price": {"salePriceStr": "$11.48", "salePrice": 1148, "linePrice": 2999},
                "mall": {"mallName": "Homely Hub", "mallId": 634},
            }
        })
        + "</script>",
        title="Collapsible Laundry Basket 45L | Temu",
    ),
)

TRAPS = (
    BACKGROUND_IMAGE,
    STALE_LD,
    WRONG_ISO,
    ENDED_LISTING,
    LOGIN_FOR_PRICE,
    STATE_NEIGHBORS_ONLY,
    SELLER_LABEL_IS_RATING,
    BRAND_NO_BRAND,
    UNDECLARED_1251,
    ALIBABA_LADDER,
    CSR_OG_ONLY,
    TEMU_RAW,
)
