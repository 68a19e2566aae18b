"""Offers as marketplaces print them: state in scripts, sellers by label, many amounts."""

from tests.spiders.extract.storefronts.frame import (
    Storefront,
    document,
    header,
    ld,
    neighbours,
    reviews,
)

FLIPKART = Storefront(
    name="Indian market, hashed classes, seller block, offers with amounts",
    url="https://www.flipkart.com/zarika-steel-bottle-1-l/p/itm0a1b2c3d4e5f6?pid=BOTXYZ123",
    title="Zarika Steel Bottle 1 L",
    price="449",
    currency="INR",
    image="zarika-bottle",
    brand="Zarika",
    seller="KitchenKart",
    html=document(
        "<div id=container><div class=_1kfTjk><a href=/>Home</a></div><div class=_1YokD2><div "
        "class=CXW8mj><img class='_396cs4 _2amPTt' src='https://rukminim1.flixcart.com/image/416/"
        "416/bottle/zarika-bottle.jpeg?q=70' alt='Zarika Steel Bottle 1 L'></div><div><h1 "
        "class=yhB1nd><span class=B_NuCI>Zarika Steel Bottle 1 L&nbsp;&nbsp;(Pack of 1, Silver)"
        "</span></h1><div class=_25b18c><div class='_30jeq3 _16Jk6d'>₹449</div><div class='_3I9_wc "
        "_2p6lqe'>₹1,299</div><div class='_3Ay6Sb'><span>65% off</span></div></div><div>Available "
        "offers</div><li>Bank Offer: 10% off up to ₹750 on orders of ₹5,000 and above</li><li>"
        "Special Price: Get extra ₹50 off</li><button class=_2KpZ6l>ADD TO CART</button><button>"
        "BUY NOW</button><div class=_1RLviY><div>Seller</div><div id=sellerName><span><span>"
        "KitchenKart</span></span><div>4.3</div></div></div><div>Specifications<table><tr><td>"
        "Brand</td><td>Zarika</td></tr><tr><td>Capacity</td><td>1000 ml</td></tr></table></div>"
        "</div></div></div>" + neighbours("₹299", heading="Similar Products"),
        title="Zarika Steel Bottle 1 L - Buy Zarika Steel Bottle 1 L Online at Best Prices in "
        "India - Zarika : Flipkart.com",
        head=ld(
            '[{"@context":"http://schema.org","@type":"BreadcrumbList","itemListElement":[]},'
            '{"@type":"Product","name":"Zarika Steel Bottle 1 L","brand":{"name":"Zarika"},'
            '"image":"https://rukminim1.flixcart.com/image/128/128/bottle/zarika-bottle.jpeg",'
            '"offers":{"@type":"AggregateOffer","priceCurrency":"INR","price":449}}]'
        ),
    ),
)

WALMART = Storefront(
    name="American market, NEXT_DATA with current price, visible price in parts",
    url="https://www.walmart.com/ip/Brightwell-LED-Camping-Lantern/555123456",
    title="Brightwell LED Camping Lantern, 600 Lumen",
    price="18.97",
    currency="USD",
    image="lantern",
    brand="Brightwell",
    seller="Summit Goods LLC",
    html=document(
        "<div id=__next><header><span>Pickup or delivery?</span><span>$0.00</span></header><main>"
        "<div data-testid=hero-image-container><img src='https://i5.walmartimages.com/seo/"
        "lantern.jpeg?odnHeight=640' alt='Brightwell LED Camping Lantern, 600 Lumen, 1 of 4'></div>"
        "<a href=/c/brand/brightwell>Brightwell</a><h1 itemprop=name id=main-title>Brightwell LED "
        "Camping Lantern, 600 Lumen</h1><div data-testid=price-wrap><span itemprop=price "
        "data-seo-id=hero-price>Now $18.97</span><span aria-hidden=true class=strike>$29.99</span>"
        "<div>You save <span>$11.02</span></div></div><button data-automation-id=atc>Add to cart"
        "</button><div>Sold by <a href=/seller/1234>Summit Goods LLC</a></div><div>Free 30-day "
        "returns</div></main></div>"
        + neighbours("$12.97", heading="Similar items you might like", slug="/ip/")
        + '<script id=__NEXT_DATA__ type="application/json">{"props":{"pageProps":{"initialData":'
        '{"data":{"product":{"name":"Brightwell LED Camping Lantern, 600 Lumen","brand":'
        '"Brightwell","usItemId":"555123456","sellerDisplayName":"Summit Goods LLC","sellerName":'
        '"Summit Goods LLC","priceInfo":{"currentPrice":{"price":18.97,"priceString":"$18.97",'
        '"currencyUnit":"USD"},"wasPrice":{"price":29.99}}}}}}}}</script>',
        title="Brightwell LED Camping Lantern, 600 Lumen - Walmart.com",
    ),
)

ETSY = Storefront(
    name="craft market, plus sign after the price, shop name by link, estimated tax",
    url="https://www.etsy.com/listing/987654321/hand-carved-spoon-cherry-wood",
    title="Hand carved spoon, cherry wood, eating spoon",
    price="24.50",
    currency="USD",
    image="il_fullxfull.555",
    seller="SprucehillWood",
    html=document(
        header("Etsy") + "<div class=listing-page><div class=image-carousel-container><img src="
        "'https://i.etsystatic.com/1/r/il/a/555/il_794xN.555_x.jpg' data-src-zoom-image="
        "'https://i.etsystatic.com/1/r/il/a/555/il_fullxfull.555_x.jpg' alt='a spoon'></div>"
        "<div data-buy-box-region=price><p class='wt-text-title-larger'><span "
        "class=wt-screen-reader-only>Price:</span> $24.50+</p><p class=wt-text-strikethrough>"
        "<span class=wt-screen-reader-only>Original Price:</span> $35.00+</p><p>You save $10.50 "
        "(30%)</p></div><h1 data-buy-box-listing-title>Hand carved spoon, cherry wood, eating "
        "spoon</h1><p><a href='/shop/SprucehillWood?ref=l'>SprucehillWood</a></p><button>Add to "
        "cart</button><h2>Item details</h2><p>Ships from Oregon. Cost to ship $6.25</p></div>"
        + neighbours("$19.00", heading="You may also like", slug="/listing/1000")
        + reviews(),
        title="Hand Carved Spoon, Cherry Wood, Eating Spoon - Etsy",
        head="<meta property=og:type content=product>"
        + ld(
            '{"@type":"Product","url":"https://www.etsy.com/listing/987654321","name":"Hand carved '
            'spoon, cherry wood, eating spoon","image":[{"@type":"ImageObject","contentURL":'
            '"https://i.etsystatic.com/1/r/il/a/555/il_fullxfull.555_x.jpg"}],"offers":{"@type":'
            '"AggregateOffer","offerCount":12,"lowPrice":"24.50","highPrice":"24.50",'
            '"priceCurrency":"USD"},"brand":{"@type":"Brand","name":"SprucehillWood"}}'
        ),
    ),
)

NEWEGG = Storefront(
    name="electronics market, price split into strong and sup, seller box, rebates",
    url="https://www.newegg.com/p/N82E16820999001",
    title="CoreStack 16GB DDR4 3200 Desktop Memory Model CS16-32",
    price="44.99",
    currency="USD",
    image="20-999-001",
    brand="CoreStack",
    seller="Newegg",
    html=document(
        header("Newegg")
        + "<div class=product-wrap><h1 class=product-title>CoreStack 16GB DDR4 3200 Desktop Memory "
        "Model CS16-32</h1><img class=product-view-img-original src='https://c1.neweggimages.com/"
        "ProductImage/20-999-001-V01.jpg' alt='CoreStack 16GB'></div><div class=product-pane>"
        "<div class=product-seller-sold-by>Sold and shipped by <strong>Newegg</strong></div><div "
        "class=product-price><ul class=price><li class=price-was>$64.99</li><li "
        "class=price-current>$<strong>44</strong><sup>.99</sup></li><li class=price-save>Save: 30%"
        "</li><li class=price-ship>Free Shipping</li></ul></div><button title='ADD TO CART'>ADD TO "
        "CART</button></div><table class=table-horizontal><tr><th>Brand</th><td>CoreStack</td></tr>"
        "<tr><th>Capacity</th><td>16GB</td></tr></table>"
        + neighbours("$89.99", heading="Customers also viewed"),
        title="CoreStack 16GB DDR4 3200 Desktop Memory Model CS16-32 - Newegg.com",
    ),
)

MERCADO = Storefront(
    name="Mercado Libre, price in fraction and cents, instalments, previous price first",
    url="https://produto.mercadolivre.com.br/MLB-1234567890-chaleira-esmaltada-_JM",
    title="Chaleira Esmaltada Vermelha 2 Litros",
    price="129.90",
    currency="BRL",
    image="NP_600-MLB",
    brand="Fogo Manso",
    seller="CASA DO SITIO",
    html=document(
        header("Mercado", basket="0", banner="Frete grátis acima de R$ 79")
        + "<div class=ui-pdp-container><figure class=ui-pdp-gallery__figure><img "
        "class=ui-pdp-gallery__figure__image data-zoom='https://http2.mlstatic.com/"
        "D_NQ_NP_600-MLB1-F.jpg' src='https://http2.mlstatic.com/D_NQ_NP_600-MLB1-O.jpg' "
        "alt='Chaleira Esmaltada Vermelha 2 Litros'></figure><span class=ui-pdp-subtitle>Novo | "
        "+100 vendidos</span><h1 class=ui-pdp-title>Chaleira Esmaltada Vermelha 2 Litros</h1>"
        "<div class=ui-pdp-price><s class=andes-money-amount--previous aria-label='Antes: 159 "
        "reais'><span>R$</span><span class=andes-money-amount__fraction>159</span></s><div "
        "class=ui-pdp-price__second-line><span class=andes-money-amount><span>R$</span><span "
        "class=andes-money-amount__fraction>129</span><span class=andes-money-amount__cents>90"
        "</span></span> <span>18% OFF</span></div><div>em 10x R$ 12,99 sem juros</div></div>"
        "<p>Vendido por <a href=/perfil/CASA>CASA DO SITIO</a></p><button>Comprar agora</button>"
        "<button>Adicionar ao carrinho</button><table><tr><th>Marca</th><td>Fogo Manso</td></tr>"
        "</table></div>" + neighbours("R$ 89", heading="Quem viu este produto também comprou"),
        title="Chaleira Esmaltada Vermelha 2 Litros | MercadoLivre",
        lang="pt-BR",
        head=ld(
            '{"@type":"Product","name":"Chaleira Esmaltada Vermelha 2 Litros","image":'
            '"https://http2.mlstatic.com/D_NQ_NP_600-MLB1-F.jpg","offers":{"@type":"Offer",'
            '"price":129.9,"priceCurrency":"BRL"}}'
        ),
    ),
)

LAZADA = Storefront(
    name="Lazada, price only in the module state, shell otherwise filled",
    url="https://www.lazada.sg/products/folding-desk-fan-i1234567-s7654321.html",
    title="Folding Desk Fan 7200mAh Rechargeable",
    price="25.90",
    currency="SGD",
    image="deskfan",
    brand="Breezo",
    seller="Breezo Flagship Store",
    html=document(
        header("Lazada", basket="0")
        + "<div id=container><h1 class=pdp-mod-product-badge-title>Folding Desk Fan 7200mAh "
        "Rechargeable</h1><div class=pdp-product-brand>Brand: <a href=/breezo>Breezo</a></div>"
        "<div class=gallery-preview-panel><img class='pdp-mod-common-image "
        "gallery-preview-panel__image' src='https://sg-live.slatic.net/p/deskfan.jpg_720x720q80."
        "jpg' alt='Folding Desk Fan'></div><div class=pdp-product-price></div><button>Buy Now"
        "</button><button>Add to Cart</button><div class=seller-name><div>Sold by</div><a "
        "href=//www.lazada.sg/shop/breezo>Breezo Flagship Store</a></div></div>"
        '<script>var __moduleData__ = {"data":{"root":{"fields":{"product":{"title":'
        '"Folding Desk Fan 7200mAh Rechargeable","brand":{"name":"Breezo"}},"skuInfos":{"0":'
        '{"price":{"originalPrice":{"value":49.9},"salePrice":{"value":25.9,"text":"$25.90"}}}},'
        '"seller":{"name":"Breezo Flagship Store","sellerId":"1000123"}}}}};</script>',
        title="Folding Desk Fan 7200mAh Rechargeable | Lazada Singapore",
        lang="en-SG",
    ),
)

NEXT_SHOP = Storefront(
    name="client-rendered shop, price only in the state of the page, no marketplace known",
    url="https://www.trailhaus.example.ch/de/artikel/stirnlampe-400",
    title="Stirnlampe Glimm 400",
    price="59.90",
    currency="CHF",
    image="glimm400",
    brand="Glimm",
    html=document(
        "<div id=__next><main><h1>Stirnlampe Glimm 400</h1><img src='/_next/image?url=%2Fmedia%2F"
        "glimm400.jpg&w=1080&q=75' srcset='/_next/image?url=%2Fmedia%2Fglimm400.jpg&w=640&q=75 1x, "
        "/_next/image?url=%2Fmedia%2Fglimm400.jpg&w=1080&q=75 2x' alt='Stirnlampe Glimm 400'>"
        "<div class=css-1x></div>"
        "<p>Drei Stufen, rotes Licht für die Nacht, wasserdicht nach IPX6. "
        "Der Akku hält auf der mittleren Stufe zwölf Stunden und lädt über USB-C. Das Band lässt "
        ""
        "sich waschen. Zwei Jahre Gewähr.</p><button>In den Warenkorb</button>"
        "<p>Artikelnummer 400-1</p><dl>"
        "<dt>Marke</dt><dd>Glimm</dd></dl></main></div>"
        '<script id=__NEXT_DATA__ type="application/json">{"props":{"pageProps":{"product":{'
        '"name":"Stirnlampe Glimm 400","brand":{"name":"Glimm"},"price":{"value":59.9,"currency":'
        '"CHF"},"related":[{"name":"Stirnlampe Glimm 200","price":{"value":39.9,"currency":"CHF"}}'
        "]}}}}</script>",
        title="Stirnlampe Glimm 400 | Trailhaus",
        lang="de-CH",
    ),
)

INSTALMENTS = Storefront(
    name="instalment price larger than the price itself, cash price by a word",
    url="https://www.lojaazul.example.com.br/bicicleta-aro-29/p",
    title="Bicicleta Aro 29 Alumínio",
    price="1899.00",
    currency="BRL",
    image="bike29",
    brand="Serrana",
    html=document(
        header("Loja Azul", basket="R$ 0,00", banner="Frete grátis nas compras acima de R$ 199,00")
        + "<div class=vtex-store-components><h1 class=productName>Bicicleta Aro 29 Alumínio</h1>"
        "<img class=productImageTag src=/arquivos/bike29.jpg alt='Bicicleta Aro 29 Alumínio'>"
        "<span class=productBrand>Serrana</span><span class=listPrice>De: R$ 2.499,00</span><span "
        "class=sellingPrice>Por: R$ 1.899,00</span><span class=installments>ou 12x de R$ 158,25 "
        "sem juros</span><p>Marca: Serrana</p><button>Adicionar ao carrinho</button></div>"
        + neighbours("R$ 149,90", heading="Quem comprou, comprou também"),
        title="Bicicleta Aro 29 Alumínio - Loja Azul",
        lang="pt-BR",
    ),
)

TWO_CURRENCIES = Storefront(
    name="two currencies side by side, the shop's own first",
    url="https://www.amberhouse.example.bg/produkt/ogarlitsa-kehlibar",
    title="Огърлица от кехлибар",
    price="78.00",
    currency="BGN",
    image="kehlibar",
    html=document(
        header("Amber", basket="0.00 лв.")
        + "<div class=product-info><h1>Огърлица от кехлибар</h1><img src=/i/kehlibar.jpg "
        "alt='Огърлица от кехлибар' width=600 height=600><div class=price>78.00 лв. / 39.88 €</div>"
        "<button>Купи</button></div>" + neighbours("45.00 лв.", heading="Подобни продукти"),
        title="Огърлица от кехлибар | Amber",
        lang="bg",
    ),
)

PREORDER_RANGE = Storefront(
    name="from-price with a word, deposit and unit price nearby",
    url="https://www.curtainloft.example.ie/made-to-measure/velvet-moss",
    title="Velvet Curtain, Moss, Made to Measure",
    price="84.00",
    currency="EUR",
    image="velvet-moss",
    html=document(
        header("Curtain Loft", basket="€0.00", banner="Free delivery over €150")
        + "<div class=product-page><h1>Velvet Curtain, Moss, Made to Measure</h1><div class=photo>"
        "<picture><source srcset='/img/velvet-moss-1600.webp 1600w' type=image/webp><img "
        "loading=lazy src='/img/velvet-moss-800.jpg' alt='Moss velvet curtain'></picture></div>"
        "<p class=price-from>from €84.00</p><p class=unit>€21.00 per m</p><p>Deposit: €20.00</p>"
        "<select name=width><option>90 cm</option><option>120 cm (+€15.00)</option></select>"
        "<button>Add to basket</button></div>" + neighbours("€35.00", heading="Pairs well with"),
        title="Velvet Curtain, Moss, Made to Measure | Curtain Loft",
        lang="en-IE",
    ),
)

MARKETS = (
    FLIPKART,
    WALMART,
    ETSY,
    NEWEGG,
    MERCADO,
    LAZADA,
    NEXT_SHOP,
    INSTALMENTS,
    TWO_CURRENCIES,
    PREORDER_RANGE,
)
