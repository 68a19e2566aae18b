"""Shops of small engines in many languages, prices by the piece, bids and boleto."""

from tests.spiders.extract.storefronts.frame import Storefront, document, header, neighbours

DEMANDWARE_2015 = Storefront(
    name="demandware 2015",
    url=("https://www.northface.example.com/on/demandware.store/product/alpine-jacket"),
    title="Alpine Shell Jacket",
    price="180.00",
    currency="USD",
    image="aj900",
    html=document(
        header("North")
        + (
            "<div id=product-content>"
            "<h1 class=product-name itemprop=name>Alpine Shell Jacket</h1>"
            "<div class=product-number>Item No. <span>AJ-900</span></div>"
            "<div class=product-price><span class=price-standard>$240.00</span>"
            "<span class=price-sales>$180.00</span></div>"
            "<div class=product-primary-image>"
            "<a class=main-image href='https://demandware.edgesuite.net/images/large/"
            "aj900.jpg'><img class=primary-image src='https://demandware.edgesuite.ne"
            "t/images/large/aj900.jpg?sw=350' alt='Alpine Shell Jacket'></a></div>"
            "<button id=add-to-cart>Add to Bag</button></div>"
        )
        + neighbours("$90.00"),
        title="Alpine Shell Jacket | North Outfitters",
    ),
)

BOOKS = Storefront(
    name="books",
    url="https://www.bokhandel.example.no/bok/fjellbok-9788200000000",
    title="Den store fjellboka",
    price="399",
    currency="NOK",
    image="9788200000000",
    html=document(
        header("Bok", basket="kr 0")
        + (
            "<h1>Den store fjellboka</h1><h2 class=author>Kari Nordmann</h2>"
            "<img class=cover src=/omslag/9788200000000.jpg alt='Omslag: Den store "
            "fjellboka'><div class=price>399,-</div><p>Forlag: Fjellforlaget</p>"
            "<p>ISBN 9788200000000</p><button>Legg i handlekurv</button>"
        )
        + neighbours("199,-", heading="Andre kjøpte"),
        title="Den store fjellboka av Kari Nordmann (Innbundet) - Bokhandel",
        lang="nb",
    ),
)

GREEK = Storefront(
    name="greek",
    url="https://www.e-bazaar.example.gr/proionta/kafetiera-espresso",
    title="Καφετιέρα Espresso 15 bar Βόλος",
    price="119.90",
    currency="EUR",
    image="kafetiera",
    brand="Βόλος",
    html=document(
        header("e-bazaar", basket="0,00 €")
        + (
            "<h1>Καφετιέρα Espresso 15 bar Βόλος</h1>"
            "<img id=main_image src=/img/kafetiera.jpg alt='Καφετιέρα Espresso 15 "
            "bar Βόλος'><div class=final-price>119,90 €</div><del>149,90 €</del>"
            "<p>Κατασκευαστής: <a href=/volos>Βόλος</a></p>"
            "<a class=btn>Προσθήκη στο καλάθι</a>"
        )
        + neighbours("19,90 €", heading="Σχετικά"),
        title="Καφετιέρα Espresso 15 bar Βόλος | e-bazaar",
        lang="el",
    ),
)

HUNGARIAN = Storefront(
    name="hungarian",
    url="https://www.kertbarat.example.hu/termek/locsolotomlo-25m",
    title="Locsolótömlő 25 m zöld",
    price="8990",
    currency="HUF",
    image="tomlo25",
    brand="Zöldsziget",
    encoding="iso-8859-2",
    html=document(
        header("Kertbarát", basket="0 Ft")
        + (
            "<h1>Locsolótömlő 25 m zöld</h1>"
            "<img src=/kep/tomlo25.jpg alt='Locsolótömlő 25 m zöld' width=450>"
            "<div class=ar>8 990 Ft</div><div>Bruttó egységár: 359,6 Ft/m</div>"
            "<div>Gyártó: Zöldsziget</div><button>Kosárba</button>"
        )
        + neighbours("1 490 Ft", heading="Kapcsolódó"),
        title="Locsolótömlő 25 m zöld - Kertbarát",
        lang="hu",
        charset="iso-8859-2",
    ),
)

UKRAINIAN_PROM = Storefront(
    name="ukrainian prom",
    url="https://prom.example.ua/ua/p1234567-samovar-elektrichnij.html",
    title="Самовар електричний 3 л",
    price="2150",
    currency="UAH",
    image="samovar3",
    brand="Тула",
    seller="ТОВ Самоварня",
    html=document(
        header("Prom", basket="0 ₴")
        + (
            "<h1 data-qaid=product_name>Самовар електричний 3 л</h1>"
            "<img src='https://images.prom.example.ua/samovar3.jpg' alt='Самовар "
            "електричний 3 л'><div data-qaid=product_price data-qaprice=2150>"
            "<span>2 150</span> <span>₴</span></div>"
            "<span data-qaid=price_without_discount>2 690 ₴</span>"
            "<div>Продавець: <a data-qaid=company_name href=/c1>ТОВ Самоварня</a>"
            "</div><div>98% позитивних відгуків</div><button>Купити</button><table>"
            "<tr><td>Виробник</td><td>Тула</td></tr></table>"
        )
        + neighbours("450 ₴", heading="Схожі товари"),
        title="Самовар електричний 3 л, ціна 2150 грн - купити",
        lang="uk",
    ),
)

BRAZIL_PARCEL = Storefront(
    name="brazil parcel",
    url="https://www.eletro.example.com.br/produto/batedeira-orbital-500w",
    title="Batedeira Planetária Orbital 500W",
    price="409.90",
    currency="BRL",
    image="batedeira500",
    brand="Orbital",
    seller="Eletro",
    html=document(
        header("Eletro", basket="R$ 0,00", banner="Frete grátis acima de R$ 199")
        + (
            "<h1>Batedeira Planetária Orbital 500W</h1>"
            "<img class=zoom src=/fotos/batedeira500.jpg alt='Batedeira Planetária "
            "Orbital 500W'><p>de <s>R$ 499,90</s></p>"
            "<p>por <strong>R$ 409,90</strong></p>"
            "<p>ou <b>R$ 389,90</b> à vista no boleto (5% de desconto)</p>"
            "<p>em até 10x de R$ 40,99 sem juros</p>"
            "<p>Vendido e entregue por <a>Eletro</a></p>"
            "<button>Comprar agora</button><p>Marca: Orbital</p>"
        )
        + neighbours("R$ 89,90", heading="Quem viu também viu"),
        title="Batedeira Planetária Orbital 500W - Eletro",
        lang="pt-BR",
    ),
)

SPANISH_CARREFOUR_LIKE = Storefront(
    name="spanish carrefour-like",
    url="https://www.hiper.example.es/freidora-aire-4l/VC4A-123/p",
    title="Freidora de aire Llama 4L",
    price="59.90",
    currency="EUR",
    image="freidora4",
    brand="Llama",
    seller="Electroclick",
    html=document(
        header("Hiper", basket="0,00 €")
        + (
            "<h1 class=product-header__name>Freidora de aire Llama 4L</h1>"
            "<div class=pics-slider><img src='https://static.hiper.example.es/freidor"
            "a4_375.jpg' alt='Freidora de aire Llama 4L'></div><div class=buybox>"
            "<span class=buybox__price--strikethrough>79,90 €</span> <span "
            "class='buybox__price buybox__price--current'>59,90 €</span>"
            "<p>Vendido por <a href=/seller/7>Electroclick</a></p>"
            "<p>Enviado por Electroclick</p><button>Añadir al carrito</button></div>"
            "<p>Financia desde 9,98 €/mes</p><dl><dt>Marca</dt><dd>Llama</dd></dl>"
        )
        + neighbours("19,90 €", heading="También te puede interesar"),
        title="Freidora de aire Llama 4L | Hiper",
        lang="es",
    ),
)

DANISH_KATONI = Storefront(
    name="danish katoni",
    url="https://www.sko.example.dk/herre/stovler/vandrestovle-brun",
    title="Vandrestøvle brun ruskind",
    price="799",
    currency="DKK",
    image="vandre.jpg",
    brand="Fjordsko",
    seller="Skobutikken Aarhus",
    html=document(
        header("Sko", basket="0 kr")
        + (
            "<h1>Vandrestøvle brun ruskind</h1><span class=brand>Fjordsko</span>"
            "<img itemprop=image src=/b/vandre.jpg alt='Vandrestøvle brun ruskind'>"
            "<div><span class=pris>Nu 799 kr</span>"
            "<span class=foer>Før 1.299 kr</span></div><button>Læg i kurv</button>"
            "<p>Sælges af: Skobutikken Aarhus</p>"
        )
        + neighbours("399 kr", heading="Lignende"),
        title="Vandrestøvle brun ruskind - Sko.dk",
        lang="da",
    ),
)

THAI = Storefront(
    name="thai",
    url="https://www.talad.example.co.th/product/klong-12345",
    title="กล่องไม้สักแกะสลัก",
    price="890",
    currency="THB",
    image="klong",
    brand="สักทอง",
    seller="ร้านไม้สักเชียงใหม่",
    html=document(
        (
            "<h1>กล่องไม้สักแกะสลัก</h1>"
            "<img src=/img/klong.jpg width=480 alt='กล่องไม้สักแกะสลัก'>"
            "<div class=price>ราคา ฿890</div><div>จัดส่ง ฿50</div>"
            "<div>ผู้ขาย: ร้านไม้สักเชียงใหม่</div><div>แบรนด์: สักทอง</div>"
            "<button>หยิบใส่ตะกร้า</button>"
        )
        + neighbours("฿150", heading="สินค้าที่คล้ายกัน"),
        title="กล่องไม้สักแกะสลัก | ตลาด",
        lang="th",
    ),
)

VIETNAM_TIKI = Storefront(
    name="vietnam tiki",
    url="https://tiki.vn/noi-com-dien-hoa-mai-1-8l-p123456789.html",
    title="Nồi cơm điện Hoa Mai 1.8L",
    price="549000",
    currency="VND",
    image="noicom18",
    brand="Hoa Mai",
    seller="Gia Dụng Sài Gòn",
    html=document(
        header("Tiki", basket="0 ₫")
        + (
            "<h1 class=title>Nồi cơm điện Hoa Mai 1.8L</h1>"
            "<h6>Thương hiệu: <a href=/thuong-hieu/hoa-mai.html>Hoa Mai</a></h6>"
            "<img src='https://salt.tikicdn.com/cache/w1200/noicom18.jpg' alt='Nồi "
            "cơm điện Hoa Mai 1.8L'><div class=product-price__current-price>549.000 ₫"
            "</div><div class=product-price__list-price>790.000 ₫</div>"
            "<div class=seller-name><span>Bán bởi</span> <a>Gia Dụng Sài Gòn</a>"
            "</div><button>Chọn mua</button>"
        )
        + neighbours("99.000 ₫", heading="Sản phẩm tương tự"),
        title="Nồi cơm điện Hoa Mai 1.8L | Tiki",
        lang="vi",
    ),
)

AUCTION_BIDS = Storefront(
    name="auction bids",
    url="https://www.tradera.example.se/item/302/555666777/keramikvas-1960-tal",
    title="Keramikvas 1960-tal grön",
    price="120",
    currency="SEK",
    image="keramikvas",
    seller="retrofynd",
    html=document(
        header("Tradera", basket="0 kr")
        + (
            "<h1>Keramikvas 1960-tal grön</h1>"
            "<img src=/img/keramikvas.jpg alt='Keramikvas 1960-tal grön' width=600>"
            "<div><span>Ledande bud</span><span>120 kr</span></div>"
            "<div>Frakt: 79 kr</div><div>Säljare: <a>retrofynd</a></div>"
            "<button>Lägg bud</button>"
        )
        + neighbours("50 kr", heading="Liknande"),
        title="Keramikvas 1960-tal grön på Tradera",
        lang="sv",
    ),
)

COUNTERS = (
    DEMANDWARE_2015,
    BOOKS,
    GREEK,
    HUNGARIAN,
    UKRAINIAN_PROM,
    BRAZIL_PARCEL,
    SPANISH_CARREFOUR_LIKE,
    DANISH_KATONI,
    THAI,
    VIETNAM_TIKI,
    AUCTION_BIDS,
)
