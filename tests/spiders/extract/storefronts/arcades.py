"""Offers on markets of Europe and the Americas, with their sellers, fees and second prices."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    as_json,
    crumbs,
    document,
    footer,
    header,
    ld,
    neighbours,
    reviews,
)

VINTED = Storefront(
    name="second-hand clothes, a second price with the buyer's protection",
    url="https://www.vinted.fr/items/5566778899-manteau-laine-brume",
    title="Manteau laine Brume taille M",
    price="18.00",
    currency="EUR",
    image="f800/brume",
    brand="Brume & Lin",
    seller="chloe_dressing",
    condition="used",
    html=document(
        header("Vinted", basket="", banner="Protection acheteurs incluse")
        + "<div class=item-page><section class=item-photos><figure data-testid=item-photo-1>"
        "<img data-testid=item-photo-1--img "
        "src=https://images1.vinted.example.net/t/f800/brume.webp "
        "alt='Manteau laine Brume taille M'></figure></section><aside class=item-page-sidebar>"
        "<div data-testid=item-page-summary-plugin><h1 class=web_ui__Text__title>"
        "Manteau laine Brume taille M</h1></div><div data-testid=item-price>"
        "<p class=web_ui__Text__subtitle>18,00 €</p></div>"
        "<button class=total-combined-price><div aria-label='Prix avec Protection acheteurs'>"
        "19,60 €</div><span>Protection acheteurs incluse</span></button>"
        "<div class=details-list><div><span>Marque</span> <a href=/brand/brume-lin>"
        "<span itemprop=name>Brume &amp; Lin</span></a></div><div><span>Taille</span> M</div>"
        "<div><span>État</span> <span itemprop=status>Très bon état</span></div></div>"
        "<p>Envoi : à partir de 2,88 €</p><button>Acheter</button><a "
        "href=/member/771-chloe_dressing>"
        "<span data-testid=profile-username>chloe_dressing</span></a></aside></div>"
        + neighbours("9,00 €", heading="Dressing du membre", slug="/items/1")
        + footer("Vinted"),
        title="Manteau laine Brume taille M | Vinted",
        lang="fr",
    ),
)

DEPOP = Storefront(
    name="second-hand market with hashed names, the offer called in a paragraph",
    url="https://www.depop.com/products/junowears-70s-suede-waistcoat-tan/",
    title="70s suede waistcoat in tan",
    price="34.00",
    currency="GBP",
    image="depop.example.com/b1/waist",
    brand=None,
    seller="junowears",
    html=document(
        "<div id=__next><header><a href=/>depop</a></header><main>"
        "<div class=styles_imageItem__UWJs6><img "
        "src=https://media-photos.depop.example.com/b1/waist.jpg "
        "alt='70s suede waistcoat in tan by junowears'></div><div class=styles_details__x>"
        "<a class=sc-eDnWTT href=/junowears/><p>junowears</p></a>"
        "<h1 class=styles_productName__q>70s suede waistcoat in tan</h1>"
        "<p class=styles_price__H8qdh aria-label=Price>£34.00</p>"
        "<p class=styles_fee__x>+ £2.10 Buyer fee</p><p>Size: M</p><p>Condition: Used - Good</p>"
        "<button>Buy now</button></div></main>"
        + neighbours("£12.00", heading="You might also like", slug="/products/")
        + "</div><script id=__NEXT_DATA__ type=application/json>"
        + as_json({
            "props": {
                "pageProps": {
                    "initialReduxState": {
                        "product": {
                            "slug": "junowears-70s-suede-waistcoat-tan",
                            "description": "70s suede waistcoat in tan",
                            "price": {"priceAmount": "34.00", "currencyName": "GBP"},
                            "seller": {"username": "junowears"},
                        }
                    }
                }
            }
        })
        + "</script>",
        title="70s suede waistcoat in tan | Depop",
        lang="en-GB",
    ),
)

ALLEGRO = Storefront(
    name="market of poland, hashed names, price parted, an instalment first",
    url="https://allegro.pl/oferta/lampka-biurkowa-zuraw-led-czarna-13344556677",
    title="Lampka biurkowa Żuraw LED czarna",
    price="129.99",
    currency="PLN",
    image="a.allegroimg.example/s512/zuraw",
    brand="Żurawek",
    seller="swiatlo-hurt",
    condition="new",
    html=document(
        header("Allegro", basket="", banner="Smart! od 45 zł")
        + crumbs("Dom i Ogród", "Oświetlenie")
        + "<article><div data-box-name=showoffer.productHeader><div><h1 class=mp4t_0>"
        "Lampka biurkowa Żuraw LED czarna</h1></div><div>od <a href=/uzytkownik/swiatlo-hurt>"
        "swiatlo-hurt</a> | poleca 99,2%</div></div>"
        "<div data-box-name=gallery><img src=https://a.allegroimg.example/s512/zuraw/1.jpg "
        "alt='Lampka biurkowa Żuraw LED czarna'></div><div data-box-name=price>"
        "<div>12 x 10,83 zł <a>raty zero</a></div><div aria-label='cena 129,99 zł'>"
        "<span>129<span>,</span></span><span>99</span> <span>zł</span></div>"
        "<div>najniższa cena z 30 dni: 135,00 zł</div></div><div>zapłać za 30 dni</div>"
        "<button>Dodaj do koszyka</button><table><tr><td>Stan</td><td>Nowy</td></tr>"
        "<tr><td>Marka</td><td>Żurawek</td></tr></table></article>"
        + neighbours("39,99 zł", heading="Klienci oglądali też", slug="/oferta/")
        + footer("Allegro"),
        title="Lampka biurkowa Żuraw LED czarna - Allegro",
        lang="pl",
        head="<meta itemprop=price content=129.99><meta itemprop=priceCurrency content=PLN>",
    ),
)

EMAG = Storefront(
    name="market of romania, a price in small print, several sellers below",
    url="https://www.emagazin.example.ro/rucsac-negura-28l/pd/DKLM12MBM/",
    title="Rucsac urban Negura 28L, impermeabil, gri",
    price="249.99",
    currency="RON",
    image="negura28",
    brand="Negura",
    seller="Pasul Verde SRL",
    quantity=4,
    html=document(
        header("eMagazin", basket="0 Lei", banner="Livrare gratuita peste 150 Lei")
        + "<h1 class=page-title>Rucsac urban Negura 28L, impermeabil, gri</h1>"
        "<div class=product-gallery-image><img src=https://s13.example.ro/negura28.jpg "
        "width=600></div>"
        "<div class=product-highlights><p class=product-old-price><span>PRP: <s>399<sup>"
        ",00</sup> Lei"
        "</s></span> (-37%)</p><p class=product-new-price>249<sup><small class=mf-decimal>"
        ",</small>99"
        "</sup> <span>Lei</span></p></div><div class=stock-and-genius>"
        "<span class=label>ultimele 4 produse</span></div>"
        "<div class=product-highlight>Vandut si livrat de <a href=/vendors/pasul-verde/><strong>"
        "Pasul Verde SRL</strong></a></div><p>Brand: <a href=/brand/negura>Negura</a></p>"
        "<button>Adauga in Cos</button><section class=other-offers><h3>2 oferte ale "
        "partenerilor</h3>"
        "<div>259<sup>,00</sup> Lei vandut de Alt Magazin</div></section>"
        + neighbours("59,99 Lei", heading="Produse similare")
        + footer("eMagazin"),
        title="Rucsac urban Negura 28L, impermeabil, gri - eMagazin",
        lang="ro",
    ),
)

BOL = Storefront(
    name="market of the netherlands, euros and cents apart, sold by another",
    url="https://www.winkelplein.example.nl/nl/nl/p/theepot-wolk-1l/9300000112233445/",
    title="Theepot Wolk 1 liter met filter",
    price="27.95",
    currency="EUR",
    image="wolk-1l",
    brand="Wolkenhuis",
    seller="De Theetuin",
    html=document(
        header("Winkelplein", basket="€ 0,00", banner="Gratis verzending vanaf 25 euro")
        + "<h1><span data-test=title>Theepot Wolk 1 liter met filter</span></h1>"
        "<div>Merk: <a data-role=BRAND href=/b/wolkenhuis>Wolkenhuis</a></div>"
        "<div class=image-slot><img data-zoom-image-url=https://media.example.nl/wolk-1l-1200.jpg "
        "src=https://media.example.nl/wolk-1l-550.jpg alt='Theepot Wolk 1 liter met filter'></div>"
        "<section class=buy-block><div class=list-price>Adviesprijs <del>34,95</del></div>"
        "<div class=price-block__price><span class=promo-price data-test=price>27"
        "<sup class=promo-price__fraction data-test=price-fraction>95</sup></span></div>"
        "<div>Voor 23:59 besteld, morgen in huis</div><a class=btn-buy>In winkelwagen</a>"
        "<div>Verkoop door <a href=/nl/v/theetuin/771/>De Theetuin</a></div></section>"
        + neighbours("€ 9,95", heading="Vaak samen gekocht")
        + reviews("Sanne")
        + footer("Winkelplein"),
        title="Theepot Wolk 1 liter met filter | Winkelplein",
        lang="nl-NL",
    ),
)

CDISCOUNT = Storefront(
    name="market of france, euro sign in place of the point",
    url="https://www.halles.example.fr/f-117-bru88.html",
    title="Perceuse visseuse Bruant 18V 2 batteries",
    price="89.99",
    currency="EUR",
    image="bru88",
    brand="BRUANT",
    seller="OutilPro",
    html=document(
        header("Halles", basket="0,00 €", banner="Livraison gratuite dès 25€")
        + "<div itemscope itemtype=https://schema.org/Product><h1 itemprop=name>"
        "Perceuse visseuse Bruant 18V 2 batteries</h1><a href=/m-117-bruant.html>Toute la "
        "marque BRUANT"
        "</a><div class=c-productViewer><img itemprop=image src=https://i2.example.fr/bru88/rw/700x700.jpg>"
        "</div><div class=fpPriceBlock><div class=priceStrike>119€90</div>"
        "<div class='c-price c-price--promo' itemprop=price content=89.99>89€99</div>"
        "<div>ou 22€50 x 4 fois</div></div>"
        "<div>Vendu et expédié par <a href=/mpv-77-outilpro.html>OutilPro</a></div>"
        "<table><tr><td>Marque</td><td>BRUANT</td></tr></table><button>Ajouter au "
        "panier</button></div>"
        + neighbours("29€99", heading="Les clients ont aussi acheté")
        + footer("Halles"),
        title="Perceuse visseuse Bruant 18V 2 batteries - Achat / Vente - Halles",
        lang="fr",
    ),
)

MAGALU = Storefront(
    name="market of brazil, price at once and in instalments",
    url="https://www.lojao.example.com.br/fritadeira-air-fryer-ipe-4l/p/kd7gh88/ep/fryr/",
    title="Fritadeira Air Fryer Ipê 4L Preta",
    price="299.90",
    currency="BRL",
    image="ipe-4l",
    brand="Ipê",
    seller="Casa do Sertão",
    html=document(
        header("Lojão", basket="R$ 0,00", banner="Frete grátis acima de R$ 79")
        + "<h1 data-testid=heading-product-title>Fritadeira Air Fryer Ipê 4L Preta</h1>"
        "<img data-testid=image-selected-thumbnail src=https://a-static.example.com.br/800x560/ipe-4l.jpg>"
        "<p data-testid=price-original>R$ 499,00</p><p data-testid=price-value>ou R$ 299,90</p>"
        "<span>no Pix (10% de desconto)</span><p>R$ 333,22 em até 10x de R$ 33,32 sem juros</p>"
        "<div>Vendido por <label><a href=/lojista/casadosertao/>Casa do Sertão</a></label> "
        "e entregue "
        "por <b>Lojão</b></div><button>Adicionar à Sacola</button>"
        "<table><tr><td>Marca</td><td>Ipê</td></tr><tr><td>Referência</td><td>AF4</td></tr></table>"
        + neighbours("R$ 59,90", heading="Quem viu este produto comprou")
        + footer("Lojão"),
        title="Fritadeira Air Fryer Ipê 4L Preta - Lojão",
        lang="pt-BR",
    ),
)

FALABELLA = Storefront(
    name="market of chile, Next state beside hashed names, a card's price first",
    url="https://www.almacen.example.cl/almacen-cl/product/117711223/Silla-de-playa-Coiron/117711223",
    title="Silla de playa Coirón plegable",
    price="24990",
    currency="CLP",
    image="117711223_1",
    brand="COIRON",
    seller="Tierra Sur",
    html=document(
        header("Almacén", basket="$ 0", banner="Despacho gratis sobre $ 19.990")
        + "<div id=__next><div class=product-brand><a href=/search?brand=COIRON>COIRON</a></div>"
        "<h1 class='jsx-783883818 product-name'>Silla de playa Coirón plegable</h1>"
        "<img id=pdp-image src=https://media.example.cl/almacenCL/117711223_1/w=1500>"
        "<ol class=prices><li class='prices-0' data-event-price=24.990><span>$ 24.990</span></li>"
        "<li class='prices-1 crossed' data-normal-price=39.990><span class='copy13 crossed'>"
        "$ 39.990"
        "</span></li></ol><div>Vendido por <a href=/seller/tierra-sur>Tierra Sur</a></div>"
        "<button>Agregar al Carro</button></div><script id=__NEXT_DATA__ type=application/json>"
        + as_json({
            "props": {
                "pageProps": {
                    "productData": {
                        "id": "117711223",
                        "name": "Silla de playa Coirón plegable",
                        "brandName": "COIRON",
                        "variants": [
                            {
                                "prices": [
                                    {"type": "eventPrice", "price": ["24.990"], "symbol": "$ "},
                                    {
                                        "type": "normalPrice",
                                        "crossed": True,
                                        "price": ["39.990"],
                                        "symbol": "$ ",
                                    },
                                ]
                            }
                        ],
                    }
                }
            }
        })
        + "</script>"
        + neighbours("$ 9.990", heading="También te puede interesar")
        + footer("Almacén"),
        title="Silla de playa Coirón plegable | almacen.com",
        lang="es-CL",
    ),
)

PROM = Storefront(
    name="market of small firms in ukraine, data attributes in place of classes",
    url="https://prom.example.ua/ua/p1998877-serviz-chajnij-polin.html",
    title="Сервіз чайний Полин на 6 персон",
    price="1450",
    currency="UAH",
    image="serviz_polin",
    seller="Кераміка Опішня",
    html=document(
        header("Пром", basket="0 ₴", banner="Безкоштовна доставка від 500 ₴")
        + "<div data-qaid=breadcrumbs_seo_item><a href=/ua/posuda>Посуд</a></div>"
        "<h1 data-qaid=product_name>Сервіз чайний Полин на 6 персон</h1>"
        "<div data-qaid=image_block><img "
        "src=https://images.prom.example.ua/5_w640_h640_serviz_polin.jpg "
        "alt='Сервіз чайний Полин на 6 персон'></div><span data-qaid=presence_data>В "
        "наявності</span>"
        "<div data-qaid=main_product_info><div data-qaid=price_without_discount>1 800 ₴</div>"
        "<div data-qaid=product_price data-qaprice=1450>1 450 <span>₴</span></div></div>"
        "<button data-qaid=buy-button>Купити</button><div data-qaid=seller_info>Продавець: "
        "<a data-qaid=company_name href=/ua/c771-keramika.html>Кераміка Опішня</a></div>"
        "<div>Оптові ціни від 1 300 ₴</div>"
        + neighbours("290 ₴", heading="Схожі товари")
        + footer("Пром"),
        title="Сервіз чайний Полин на 6 персон: продаж, ціна у Полтаві",
        lang="uk",
    ),
)

ZALANDO = Storefront(
    name="fashion shop with hashed names, brand and name in one heading",
    url="https://www.modehaus.example.de/wiesental-sommerkleid-rosa-wt121c0ab-j11.html",
    title="Sommerkleid Blütenmeer",
    price="39.95",
    currency="EUR",
    image="wt121c0ab",
    brand="Wiesental",
    variants=("34", "36", "38", "40"),
    html=document(
        header("Modehaus", basket="", banner="Kostenlose Lieferung ab 29,90 €")
        + "<x-wrapper-re-1-4><h1 class='OBkCPz Z82GLX'><span class='EKabf7'>Wiesental</span>"
        "<span class='EKabf7 R_QwOV'>Sommerkleid Blütenmeer</span></h1>"
        "<div class='UyCaZm'><p><span class='sDq_FX dgII7d'>39,95 €</span>"
        "<span class=D5Ux8M>inkl. MwSt.</span></p><p class=oo>Ursprünglich: <span>59,95 €</span>"
        "<span>-33 %</span></p></div><div id=picker><button id=picker-trigger>Größe wählen</button>"
        "<div class=size-list role=listbox>"
        + "".join(
            f"<div role=option><label class=size-option title='{size}'>{size}</label></div>"
            for size in ("34", "36", "38", "40")
        )
        + "</div></div><button>In den Warenkorb</button></x-wrapper-re-1-4>"
        "<img src=https://img01.example.net/article/wt121c0ab.jpg?imwidth=762 "
        "alt='Wiesental - Sommerkleid Blütenmeer'>"
        + neighbours("19,95 €", heading="Auch beliebt")
        + ld(
            as_json({
                "@context": "https://schema.org",
                "@type": "Product",
                "name": "Sommerkleid Blütenmeer",
                "brand": {"@type": "Brand", "name": "Wiesental"},
                "image": ["https://img01.example.net/article/wt121c0ab.jpg"],
                "offers": [
                    {"@type": "Offer", "price": "39.95", "priceCurrency": "EUR", "sku": f"x{n}"}
                    for n in range(4)
                ],
            })
        ),
        title="Wiesental Sommerkleid Blütenmeer - rosa - Modehaus.de",
        lang="de",
    ),
)

ARCADES = (
    VINTED,
    DEPOP,
    ALLEGRO,
    EMAG,
    BOL,
    CDISCOUNT,
    MAGALU,
    FALABELLA,
    PROM,
    ZALANDO,
)
