"""Brand, seller and condition as the visible page labels them, in the languages of the markets.

Layer: spiders.extract, pure.
"""

import re
from typing import Final

from spiders.extract.document import BLOCK_EDGE, Document, clean

_EDGE: Final = r"[\s\x01\x02]"
BRAND_LABEL: Final = re.compile(
    rf"(?i)(?:^|[\x01\x02.|,;(\s])(?:brand(?:\s*name)?|manufacturer|maker|designer|marke|hersteller|marca|fabricante|marque|fabricant|marchio|produttore|merk|fabrikant|marka|producent|výrobce|značka|mærke|märke|varumärke|бренд|производитель|торговая\s+марка|виробник|品牌(?:名称)?|牌子|ブランド|メーカー|브랜드|제조사|מותג|العلامة\s+التجارية|thương\s+hiệu|merek|ยี่ห้อ|แบรนด์)"
    rf"{_EDGE}{{0,3}}(?:[:：]{_EDGE}{{0,12}}|[\x01\x02]{_EDGE}{{0,12}})([^\x02\x01:：]{{1,80}})"
)
SELLER_LABEL: Final = re.compile(
    rf"(?i)(?:sold\s+(?:and\s+\w+\s+)?by|dispatched\s+from\s+and\s+sold\s+by|ships\s+from\s+and\s+sold\s+by|seller(?:\s+name)?|merchant|store\s*name|shop\s*name|vendor|verk(?:auf|auft)\s+(?:durch|von)|verkäufer|anbieter|vendu\s+(?:et\s+\w+\s+)?par|vendeur|vendido\s+(?:y\s+\w+\s+)?por|vendido\s+e\s+\w+\s+por|vendedor|venduto\s+(?:e\s+\w+\s+)?da|venditore|verkocht\s+door|verkoper|sprzedawca|sprzedaje|продавец|магазин|продавець|卖家|掌柜|店铺(?:名称)?|商家|賣家|公司名称|販売元|販売業者|ショップ|판매자|판매처|satıcı|nhà\s+bán|penjual|ผู้ขาย|המוכר|البائع)"
    rf"{_EDGE}{{0,3}}[:：]?{_EDGE}{{0,12}}([^\x02\x01:：]{{2,60}})"
)
_STOP: Final = re.compile(
    r"(?i)^(?:see|view|more|visit|contact|read|click|select|choose|ask|about|all|new|n/?a|none|other|unbranded|does\s+not\s+apply|feedback|rating|information|ratings?|reviews?|details?|login|sign|your|the|and|your\s|here|查看|联系|收藏|进店|联系卖家|\W+)\b"
)


def brand_near(document: Document, *, start: int, end: int) -> str | None:
    """The brand that a label names between two offsets of the stream."""
    for match in BRAND_LABEL.finditer(document.stream, max(0, start), end):
        name = clean(match.group(1)).strip(" .-|,")
        if _is_name(name, 60):
            return name
    return None


def seller_near(document: Document, *, start: int, end: int) -> str | None:
    """The seller that a label names between two offsets of the stream."""
    for match in SELLER_LABEL.finditer(document.stream, max(0, start), end):
        name = clean(match.group(1)).strip(" .-|,")
        if _is_name(name, 60):
            return name
    return None


def _is_name(name: str, limit: int) -> bool:
    if not 2 <= len(name) <= limit or _STOP.match(name):
        return False
    return (
        BLOCK_EDGE not in name
        and sum(letter.isalpha() for letter in name) >= 2
        and name.count(" ") <= 6
    )
