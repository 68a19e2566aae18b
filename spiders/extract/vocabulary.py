"""Words that shops write, by what they tell: labels in the languages of the markets watched.

Layer: spiders.extract, pure.
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
    "全新": "new",
    "二手": "used",
    "新品": "new",
    "中古": "used",
}
"""Condition as written, lower case -> new, used, refurbished, damaged, open box."""

BUY: Final = re.compile(
    r"(?i)add\s+(?:item\s+)?to\s+(?:my\s+|your\s+|shopping\s+)?(?:cart|bag|basket|trolley|order|tote)"
    r"|buy\s+(?:it\s+)?now|buy\s+this|order\s+now|pre-?order\b|place\s+bid|make\s+offer"
    r"|in\s+den\s+(?:waren|einkaufs)korb|in\s+den\s+einkaufswagen|jetzt\s+kaufen|sofort-?kaufen"
    r"|ajouter\s+au\s+panier|acheter\s+(?:cet|maintenant)|mettre\s+au\s+panier|j'achète"
    r"|a(?:ñ|n)adir\s+a\s+la\s+(?:cesta|bolsa)|a(?:ñ|n)adir\s+al\s+carrito|agregar\s+al\s+carr"
    r"|comprar\s+(?:ya|ahora|agora)|adicionar\s+ao\s+carrinho|aggiungi\s+al\s+carrello"
    r"|acquista\s+(?:ora|subito)|in\s+winkelwagen|in\s+winkelmand|do\s+koszyka|kup\s+teraz"
    r"|do\s+ko(?:š|s)(?:í|i)ku|kosárba|adaug(?:ă|a)\s+(?:î|i)n\s+co(?:ș|s)|sepete\s+ekle"
    r"|l(?:ä|æ|a)gg\w*\s+i\s+(?:varu|handle|ind)?kor\w+|k(?:ö|ø)p\s+nu|læg\s+i\s+(?:kurv|indk)"
    r"|lisää\s+(?:osto)?koriin|в\s+корзину|купить|в\s+кошик|добавить\s+в|הוסף\s+ל|הוספה\s+לסל"
    r"|أضف\s+إلى|加入购物车|加入購物車|立即购买|立刻购买|马上抢|放入购物车|直接購買|加入采购|立即订购"
    r"|カートに入れる|かごに入れる|買い物かご|今すぐ(?:購入|買う)|장바구니|바로\s*구매|구매하기"
    r"|thêm\s+vào\s+giỏ|mua\s+ngay|beli\s+sekarang|tambah(?:kan)?\s+ke|หยิบใส่|เพิ่มลง|ซื้อ(?:เลย|ทันที|สินค้า)"
)
"""What the control says that buys or bids."""

LABEL_OLD: Final = re.compile(
    r"(?i)(?:\bwas\b|\brrp\b|\bmsrp\b|\bsrp\b|list(?:ed)?\s*price|reg(?:ular)?\b\.?(?:\s*price)?|retail(?:\s+price)?"
    r"|original(?:ly)?|\bold\b|compare\s+at|before|typical(?:ly)?|\bstatt\b|\buvp\b|\bvorher\b|ehemals|listenpreis"
    r"|au\s+lieu\s+de|prix\s+(?:barr|conseill|public|de\s+base)\w*|avant|\bantes\b|\bde\s*:|precio\s+recomendado|pvpr?\b|precio\s+(?:anterior|original)"
    r"|preço\s+(?:anterior|original|sugerido)|prezzo\s+(?:consigliato|originale)|старая\s+цена|было|ранее"
    r"|cena\s+(?:katalogowa|regularna)|market\s*price|原价|原價|市场价|市場價|参考价|专柜价|吊牌价|指导价|定価|通常価格|メーカー希望|정가|eski\s+fiyat|førpris|ord\.?\s*pris|vejl\.)"
    r"[^\x02\d]{0,14}\Z"
)
LABEL_SAVING: Final = re.compile(
    r"(?i)(?:\bsave\b|saving|you\s+save|discount|\boff\b|coupon|voucher|rebate|reward|points|sie\s+sparen|gespart|ersparnis"
    r"|économi|remise|ahorr|desc(?:uento|onto)|econom|risparmi|скидк|экономия|выгода|oszcz|节省|立省|省|优惠券|满\d|spar\b|deposit|kaution|pfand|cash\s*back|trade.?in)"
    r"[^\x02\d]{0,14}\Z"
)
LABEL_SHIPPING: Final = re.compile(
    r"(?i)(?:shipping|postage|delivery|freight|handling|versand\w*|lieferung|livraison|frais\s+de\s+port|env(?:í|i)o\w*|frete|spedizione"
    r"|доставк\w*|wysyłk\w*|dostaw\w*|verzend\w*|frakt|fragt|运费|快递|邮费|配送|送料|送料込|배송비|orders?\s+(?:over|above|of|from)|over|above|(?:minimum|min\.?)\s+(?:order|purchase)|spend|ab\s+einem|dès|a\s+partir\s+de\s+compras|от\s+суммы)"
    r"[^\x02\d]{0,24}\Z"
)
LABEL_INSTALMENT: Final = re.compile(
    r"(?i)(?:\d+\s*x\s*(?:de|of)?|installments?\s+of|payments?\s+of|monatl\w*|em\s+até|cuotas\s+de|mensualit\w+\s+de|рассрочк\w*|в\s+месяц|分期|月供|per\s+month|down\s+payment|as\s+low\s+as\s*\Z)[^\x02\d]{0,10}\Z"
)
LABEL_PRICE: Final = re.compile(
    r"(?i)(?:\bprice|\bnow\b|\bsale\b|\bonly\b|buy\s+(?:it\s+)?new|buy\s+used|our\s+price|your\s+price|deal|special|\bpreis\b|\bnur\b|jetzt|\bprix\b|maintenant|\bprecio\b|\bpreço\b|\bpor\s*:|oferta|prezzo|цена|ціна|cena|prijs|pris\b|价格|售价|现价|促销价|价\b|一口价|淘宝价|商城价|京东价|批发价|販売価格|価格|가격|מחיר|fiyat|ราคา|harga|giá)[^\x02\d]{0,12}\Z"
)
AFTER_NOT_PRICE: Final = re.compile(
    r"(?i)[\s\x01\x02]{0,4}(?:/|per\b|a\b|pro\b|par\b|por\b|за\b|je\b|each\b)?[\s\x01]{0,3}(?:/?\s*(?:mo\b|month|monat|mois|mes\b|mês|месяц|мес\b|月)"
    r"|(?:/|per|pro|je|par|por|за)\s*(?:\d+\s*)?(?:kg|g|gr|gramm?|ml|l|lt|litre|liter|oz|lb|ounce|count|ct|sheet|sq|ft|m2|m²|100)\b)"
    r"|[\s\x01]{0,3}(?:off\b|discount|rabatt|de\s+réduction|korting|reward|in\s+rewards|cash\s*back|shipping|delivery|flat\s+rate|versand|livraison|gift\s+card|credit)"
)

OFFER_WORDS: Final = re.compile(
    r"(?i)\b(?:in stock|out of stock|sold out|availability|available|qty|quantity|item\s*(?:#|no|number|code)|sku|model\s*(?:#|no|number)|product\s*code|part\s*(?:#|no)|mpn|upc|isbn|asin"
    r"|verfügbar\w*|lieferbar|lieferzeit|artikel-?(?:nr|nummer)|menge|en stock|disponib\w+|référence|quantité|réf\b|cantidad|referencia|disponibilidad|quantidade|quantità|disponibilità"
    r"|w magazynie|dostępność|ilość|в наличии|артикул|количество|наличие|есть в наличии|op voorraad|på lager|i lager)\b|库存|货号|数量|在庫|商品番号|商品编号|型号|재고|수량|מק\"ט|במלאי"
)
"""What stands beside the price of an offer that can be ordered."""


def condition_of(written: str | None) -> str | None:
    """Condition as written ("Brand New", "https://schema.org/UsedCondition") -> our word."""
    text = (written or "").strip().rsplit("/", 1)[-1].lower().removesuffix("condition").strip(" .:")
    if text in CONDITIONS:
        return CONDITIONS[text]
    return next((word for start, word in CONDITIONS.items() if text.startswith(start + " ")), None)
