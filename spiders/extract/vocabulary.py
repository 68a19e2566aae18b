"""Words that shops write, by what they tell: labels in the languages of the markets watched.

Layer: spiders.extract, pure.
Flow: `words` finds all of them in one pass over a page's text -> prices, labels and kinds ask.

Phrases are lower case, one line a group of languages, separated by "|".
"""

import re
from typing import Final

CONDITIONS: Final = {
    "new": "new",
    "used": "used",
    "refurbished": "refurbished",
    "damaged": "damaged",
    "brand new": "new",
    "pre-owned": "used",
    "preowned": "used",
    "open box": "open box",
    "like new": "used",
    "neu": "new",
    "gebraucht": "used",
    "neuf": "new",
    "occasion": "used",
    "nuevo": "new",
    "usado": "used",
    "novo": "new",
    "nowy": "new",
    "używany": "used",
    "новый": "new",
    "全新": "new",
    "二手": "used",
    "新品": "new",
    "中古": "used",
    "certified refurbished": "refurbished",
    "renewed": "refurbished",
    "reconditioned": "refurbished",
    "for parts": "damaged",
    "for parts or not working": "damaged",
    "second hand": "used",
    "secondhand": "used",
    "very good": "used",
    "good": "used",
    "acceptable": "used",
    "nm": "used",
    "nm/m": "used",
    "near mint": "used",
    "neuwertig": "used",
    "generalüberholt": "refurbished",
    "defekt": "damaged",
    "d'occasion": "used",
    "très bon état": "used",
    "reconditionné": "refurbished",
    "usato": "used",
    "nuova": "new",
    "seminovo": "used",
    "reacondicionado": "refurbished",
    "recondicionado": "refurbished",
    "nieuw": "new",
    "gebruikt": "used",
    "nowe": "new",
    "używane": "used",
    "nový": "new",
    "použité": "used",
    "új": "new",
    "használt": "used",
    "ny": "new",
    "begagnad": "used",
    "brugt": "used",
    "brukt": "used",
    "б/у": "used",
    "новое": "new",
    "нове": "new",
    "вживане": "used",
    "sıfır": "new",
    "ikinci el": "used",
    "未使用": "new",
    "未使用に近い": "used",
    "目立った傷や汚れなし": "used",
    "baru": "new",
    "bekas": "used",
    "mới": "new",
    "đã sử dụng": "used",
    "새상품": "new",
    "중고": "used",
}
"""Condition as written, lower case -> new, used, refurbished, damaged, open box."""

BUY: Final = """
add to cart|add to bag|add to basket|add to trolley|add to my cart|add to my bag
add to shopping cart|add to shopping bag|add to your cart|add item to cart|add to order
add to tote
buy now|buy it now|buy this|order now|pre-order|preorder|place bid|make offer|add both to
buy new|checkout now|add one to basket|add one to cart|bid now|place a bid|place your bid|submit bid
gebot abgeben|jetzt bieten|enchérir|pujar|lägg bud|byd nu|bied nu|сделать ставку|licytuj|入札する
今すぐ落札|προσθήκη στο καλάθι|αγορά τώρα|chọn mua
in den warenkorb|in den einkaufskorb|in den einkaufswagen|jetzt kaufen|sofort-kaufen
sofort kaufen|jetzt bestellen
ajouter au panier|acheter maintenant|acheter cet|mettre au panier|ajouter à mon panier|j'achète
commander
añadir a la cesta|añadir al carrito|añadir a la bolsa|agregar al carrito|agregar al carro
comprar ya|comprar ahora|añadir al carro
adicionar ao carrinho|comprar agora|adicionar à sacola|aggiungi al carrello|acquista ora
compralo subito
in winkelwagen|in winkelmand|toevoegen aan winkelwagen|do koszyka|kup teraz|dodaj do koszyka
do košíku|vložit do košíku|kosárba|adaugă în coș|adauga in cos|sepete ekle|hemen al
lägg i varukorg|köp nu|læg i kurv|læg i indkøbskurv|køb nu|legg i handlekurv|kjøp nå
lisää ostoskoriin|lisää koriin
в корзину|купить сейчас|добавить в корзину|купить|до кошика|в кошик|купити|הוסף לסל|הוספה לסל
הוסף לעגלה|קנה עכשיו|קנו עכשיו|أضف إلى السلة|اشتر الآن
加入购物车|加入購物車|立即购买|立即購買|立刻购买|马上抢|放入购物车|直接購買|加入采购|立即订购
加入进货单|去购买|加到购物车
カートに入れる|カートに追加|かごに入れる|買い物かごに入れる|今すぐ購入|今すぐ買う|장바구니 담기
장바구니|바로구매|바로 구매|구매하기
thêm vào giỏ hàng|thêm vào giỏ|mua ngay|beli sekarang|tambah ke troli|tambahkan ke keranjang
หยิบใส่ตะกร้า|เพิ่มลงตะกร้า|ซื้อเลย|ซื้อทันที|ซื้อสินค้า
"""
"""What the control says that buys or bids."""

OLD: Final = """
was|were|rrp|msrp|srp|list price|listed price|list|reg|regular|regular price|reg. price|retail
retail price|original|originally|original price|old price|old|compare at|compare to|before
typical price|typically|market price|value
statt|uvp|vorher|ehemals|listenpreis|bisher|alter preis|au lieu de|prix barré|prix conseillé
prix public|prix de base|avant|prix d'origine
antes|antes de|de:|precio recomendado|pvp|pvpr|precio anterior|precio original|preço anterior
preço original|preço sugerido|prezzo consigliato|prezzo originale|prezzo di listino
старая цена|было|ранее|цена без скидки|стара ціна|cena katalogowa|cena regularna|najniższa cena
adviesprijs|van:|førpris|før|ord. pris|ordinarie pris|vejl. pris|tidligere pris
原价|原價|市场价|市場價|参考价|專櫃價|专柜价|吊牌价|指导价|定価|通常価格|希望小売価格|정가
시중가|eski fiyat|giá gốc|harga asal|מחיר קודם|מחיר מחירון
"""
"""Labels of a price that is no longer asked, or never was."""

SAVING: Final = """
save|saves|saving|savings|you save|discount|off|coupon|voucher|rebate|reward|rewards|points
deposit|cash back|cashback|trade-in|trade in|gift card|credit
sie sparen|gespart|ersparnis|gutschein|rabatt|kaution|pfand|économisez|vous économisez|économie
remise|réduction|ahorra|ahorras|ahorro|descuento|desconto|economize|economia|risparmi|sconto
скидка|экономия|выгода|знижка|oszczędzasz|rabat|spar|du sparer|besparing|korting|节省|立省|立减
优惠券|省|赠|クーポン|ポイント|割引|할인|쿠폰|적립|הנחה|חסכו
"""
"""Labels of what is taken off, given back or left as security."""

SHIPPING: Final = """
ships to|shipping to|delivers to|delivery to|posts to|post to|versand nach|lieferung nach
livraison vers|livraison en|envíos a|envío a|envio a|envia para|spedizione verso|spedizione in
доставка в|wysyłka do|配送至|発送先
shipping|postage|delivery|freight|handling|orders over|order over|orders above|orders of|over
above|minimum order|min. order|spend|purchase of|purchases over|purchases of|under|up to
less than
versand|versandkosten|lieferung|zzgl|mindestbestellwert|ab einem bestellwert|livraison
frais de port|envío|envio|gastos de envío|frete|spedizione|a partir de compras
доставка|доставки|от суммы|доставкой|wysyłka|dostawa|dostawy|verzendkosten|verzending|bezorging
frakt|fragt|levering|运费|快递|邮费|配送|满|包邮|送料|배송비|무료배송|phí vận chuyển|משלוח
"""
"""Labels of the cost of sending, and of limits of an order."""

INSTALMENT: Final = """
egységár|bruttó egységár|grundpreis|jednotková cena|jämförpris|jfr-pris|kilopris|literpris
unit price per|price per unit|prix au kilo|prix au litre|precio por kilo|cena za kg
installments of|instalments of|payments of|payment of|per month|monthly|down payment|as low as
from just|x de|x of|interest-free|afterpay|klarna|affirm|zip|sezzle|financing
monatlich|monatsrate|rate|ratenzahlung|em até|cuotas de|cuota|mensualidades|mensualités de
par mois|paiements de|al mese|rassrochka|рассрочка|в месяц|в кредит|raty|rata|分期|月供|花呗
月々|할부
"""
"""Labels of a part payment."""

PRICE: Final = """
price|our price|your price|sale price|special|sale|now|only|today|special price|deal|deal price
current price|current bid|highest bid|high bid|ledande bud|nuvarande bud|högsta bud|høyeste bud
højeste bud|aktuelles gebot|höchstgebot|enchère actuelle|puja actual|huidig bod|hoogste bod
offerta attuale|текущая ставка|aktualna cena|現在価格|即決価格|τιμή|prețul|pret
starting bid|winning bid|buy it now|buy new|buy used|kindle price
final price|unit price|offer price|selling price|online price|web price|member price|net price
from
verkaufspreis|endpreis|bruttopreis|ihr preis
preis|unser preis|nur|jetzt|sonderpreis|aktueller preis|barpreis|ab|prix|notre prix|maintenant
prix promo|à partir de|precio|precio final|ahora|desde|oferta|preço|por|por:|à vista|prezzo|ora
adesso|da
цена|ціна|цена:|сейчас|cena|nasza cena|prijs|speciale prijs|nu|onze prijs
pris|hinta|ár|preț|fiyat|fiyatı|价格
售价|现价|促销价|特价|一口价|淘宝价|商城价|京东价|批发价|活动价|到手价|券后价|価格|販売価格|税込
가격|판매가|מחיר|السعر|ราคา|harga|giá
"""
"""Labels of the price that is asked."""

OFFER: Final = """
in stock|out of stock|sold out|availability|available|qty|quantity|item #|item no|item number
item code|item:|sku|model #|model no|model number|model:|product code|part #|part no|part number
mpn|upc|isbn|asin|ships within|usually ships|add to wish list|add to wishlist|add to favorites
select size|select color|choose an option|size guide|size chart|price on request|call for price
ask for price|request a quote|preis auf anfrage|prix sur demande|precio a consultar|sob consulta
preise nach anmeldung|preis nach anmeldung|login for price|log in for price|sign in for price
log in to see prices|login to see prices|login to view prices|sign in to see price|dealer login
connectez-vous pour voir les prix|цена по запросу|价格面议|电询|問い合わせ
verfügbar|verfügbarkeit|lieferbar|lieferzeit|artikel-nr|artikelnummer|art.-nr|artikelnr|menge
merkzettel|bestellnummer|en stock|disponible|disponibilité|référence|quantité|réf|cantidad
referencia|disponibilidad|quantidade|quantità|disponibilità|referência|estoque
w magazynie|dostępność|dostępny|ilość|kod produktu|в наличии|артикул|количество|наличие
есть в наличии|код товара|код|op voorraad|aantal|på lager|i lager|antal|lagerstatus|skladem
库存|货号|数量|在庫|商品番号|商品编号|型号|尺码|颜色分类|재고|수량|מק"ט|במלאי|כמות|stok|จำนวน
số lượng
"""
"""What stands beside the price of an offer that can be ordered."""

LISTS: Final = """
sort by|sorted by|sort:|items per page|results per page|per page|show per page|refine by
refine your|refine results|filter by|narrow by|shop by|showing|search results|results for
results found|items found|products found|products per page|view all|compare selected
clear all filters|relevance|price: low to high|price low to high|best match
sortieren nach|sortierung|sortieren|artikel pro seite|treffer|suchergebnisse|trier par|résultats
produits par page|ordenar por|resultados|ordina per|risultati|sorteer op|sorteren|resultaten
sortuj|sortowanie|wyniki|sorter efter|sortera|sortér
сортировать|сортировка|найдено|товаров|показать по|综合排序|销量|相关度|排序|検索結果|並び替え
件中|정렬|검색결과|mới nhất|sắp xếp|urutkan|เรียงตาม
"""
"""What a list says of itself."""

CONDITION: Final = """
condition|item condition|zustand|artikelzustand|état|estado|condición|condição|condizione
kondisi|tình trạng|สภาพ
condizioni|stan|stav|állapot|состояние|стан|kondition|skick|stand|tilstand|kunto|conditie|toestand
durum|成色|商品の状態|状態|상태|상품상태
"""
"""Labels of the condition."""

BRAND: Final = """
brand|brand name|manufacturer|manufactured by|made by|maker|brand:|by brand
designer|publisher|label|vendor|marke|markenname|hersteller|marca|markenhersteller
fabricante|marque|fabricant|marchio|produttore|merk|fabrikant|marka|producent|výrobce|značka
výrobca|gyártó|márka|producător|producator|brend|proizvođač|proizvajalec|blagovna znamka
μάρκα|κατασκευαστής|üretici|mærke|märke|merke|produsent|varumärke|valmistaja|tuotemerkki|merkki
бренд|производитель|торговая марка|виробник|марка|品牌|品牌名称|牌子|廠牌|品牌名稱|厂商|ブランド
メーカー|ブランド名|メーカー名|製造元|브랜드|제조사|브랜드명
מותג|יצרן|العلامة التجارية|الماركة|thương hiệu|merek|jenama|ยี่ห้อ|แบรนด์
"""
"""Labels of the brand."""

SELLER: Final = """
sold by|sold and shipped by|sold & shipped by|ships from and sold by|dispatched from and sold by
shipped and sold by|sold and fulfilled by|sold & fulfilled by|sold and delivered by|seller info
seller|seller name|seller information|store name|shop name|merchant|supplier|sold & delivered by
fulfilled and sold by|offered by|marketplace seller|sold, shipped by|listed by|about the seller
verkauf durch|verkauft durch|verkauf und versand durch|verkauf & versand durch|verkäufer|anbieter
verkauft von|verkauft und versendet von|verkauf & versand|verkauf und versand|händler
verkäuferinformationen|vendu par|vendu et livré par|vendu & expédié par|expédié et vendu par
vendu et expédié par|vendeur|proposé par|marchand|boutique
vendido por|vendido y enviado por|vendido e entregue por|vendedor|vendido y entregado por
vendido e enviado por|enviado y vendido por|vendido y despachado por|tienda|loja
información del vendedor|informações do vendedor|tienda oficial|loja oficial
venduto da|venduto e spedito da|venditore|negozio|verkocht door|verkoper|verkoop door
verkocht en verzonden door|verkoop en verzending door
sprzedawca|sprzedaje|sprzedawane przez|sprzedaż i wysyłka|sprzedaje i wysyła|oferta od
prodávající|prodává|prodejce|predajca|predáva|prodajalec|prodavač|prodavac|eladó|forgalmazza
értékesíti|vândut de|vandut de|vândut și livrat de|vandut si livrat de|vânzător
säljare|sælger|selges av|säljs av|såld av|säljs och levereras av|sælges af|solgt av|selger|myyjä
πωλητής|πωλείται από
продавец|магазин|продавець|продаёт|продает|продавач|продавец и доставка
卖家|掌柜|掌柜名|店铺|店铺名称|店铺名|商家|賣家|賣場|店鋪|公司名称|供应商|商家名称|卖家昵称
販売元|販売業者|ショップ|ショップ名|店舗|店舗名|ストア|ストア名|出品者|販売店|販売会社
판매자|판매처|판매자명|판매업체|스토어|상호|판매자 정보
satıcı|mağaza|nhà bán|người bán|cửa hàng|bán bởi|được bán bởi|nhà bán hàng
penjual|dijual oleh|toko|kedai|ผู้ขาย|ร้านค้า|ขายโดย|המוכר|מוכר|נמכר על ידי|נמכר ע"י
البائع|يباع بواسطة|تباع بواسطة|يُباع بواسطة
"""
"""Labels of who sells."""

AFTER_NOT_PRICE: Final = re.compile(
    r"(?i)[\s\x01]{0,3}[x×]\s?\d{1,2}\b|[\s\x01\x02]{0,4}(?:/|per\b|a\b|pro\b|par\b|por\b|за\b|je\b|each\b)?[\s\x01]{0,3}"
    r"(?:/?\s*(?:mo\b|month|monat|mois|mes\b|mês|месяц|мес\b|月)|(?:/|per|pro|je|par|por|"
    r"за)\s*(?:\d+\s*)?"
    r"(?:kg|g|gr|gramm?|ml|m|lfm|qm|l|lt|litre|liter|oz|lb|ounce|count|ct|sheet|sq|ft|m2|m²|100)\b)"
    r"|[\s\x01\x02]{0,3}\(?(?:excl?\.?|ex\.|exkl\.?|zzgl\.?|without|excluding|plus|\+)[\s\x01]"
    r"{0,2}(?:vat\b|tax\b|gst\b|btw\b|mwst|moms\b|iva\b|tva\b|ust\b)|[\s\x01]{0,3}HT\b"
    r"|[\s\x01]{0,3}(?:off\b|discount|rabatt|de\s+réduction|korting|reward|in\s+rewards|"
    r"cash\s*back|"
    r"shipping|delivery|flat\s+rate|versand|livraison|gift\s+card|credit|and\s+(?:up|over|"
    r"under)|or\s+more"
    r"|以上|引き|オフ|ポイント|減)"
)
"""What follows an amount that is a rate, a saving or a limit."""

BEFORE_NOT_PRICE: Final = re.compile(
    r"(?i)(?:\b\d{1,2}\s*[x×]\s*(?:de|of|à|a|von|по)?|(?<![^\W\d] )\b\d{1,5}\s*\+\s*[:=]?"
    r"|\b\d{1,5}\s*(?:or\s+more|and\s+(?:more|up)"
    r"|stück|pcs|pieces|units|шт\.?|szt\.?)\s*[:=]?"
    r"|\b(?:ex\.?|excl?\.?|excluding|without|before)\s+(?:tax|vat|gst)|\bnetto(?:preis)?|\bbez\s+dph|\bhors\s+taxes?"
    r"|\b\d{1,5}[\s\x01]*(?:new|used|refurbished|collectible|neue?|gebrauchte?|neufs?|occasions?|"
    r"nuev[oa]s?|usad[oa]s?|nov[oa]s?|offers?|angebote|offres|ofertas)\b[^\d\x02]{0,16}"
    r"|\b(?:klarna|afterpay|clearpay|zip)\b\s*(?:from|ab|of)?)[\s\x01\x02:]*\Z"
)
"""What stands before an amount that is one of several payments, of a quantity, or without tax."""


def condition_of(written: str | None) -> str | None:
    """Condition as written ("Brand New", "https://schema.org/UsedCondition") -> our word."""
    text = (written or "").strip()
    text = text.rsplit("/", 1)[-1] if "//" in text else text
    text = text.lower().removesuffix("condition").strip(" .:")
    if text in CONDITIONS:
        return CONDITIONS[text]
    return next((word for start, word in CONDITIONS.items() if text.startswith(start + " ")), None)
