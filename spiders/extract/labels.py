"""Brand and seller as the visible page labels them, in the languages of the markets.

Layer: spiders.extract, pure.
"""

import bisect
import itertools
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from spiders.extract import identity
from spiders.extract.document import Document, clean
from spiders.extract.fields import is_ratings
from spiders.extract.words import PageWords
from spiders.extract.zones import Zones

_LONGEST: Final = 60
_VALUE: Final = re.compile(
    r"(?P<gap>[\s\x01\x02]{0,10}[:：]?[\s\x01\x02]{0,16})(?P<name>[^\x01\x02:：|•]{2,90})"
)
_STOP: Final = re.compile(
    r"(?i)^(?:see|view|more|visit|contact|read|click|select|choose|ask|about|all|shop|new|n/?a|"
    r"none|other|others|unbranded|does\s+not"
    r"|feedback|ratings?|information|info|reviews?|details?|login|sign|your|our|the|and|or|of|"
    r"on|in|is|are|has|we|a|to|for|with|this|that|home|products?|items?|policy|"
    r"size|colou?r|price|material|model|type|style|qty|quantity|rank|support|help|service|"
    r"center|centre|stores?|warranty|compare|list|filter|search|sort|name|number|part|code|sku|"
    r"bitte|please|wählen|hand|sélectionne\w*|seleccion\w*|selecion\w*|выбер\w*|选择|請選|wybierz|"
    r"kontakt\w*|contacter|contactar|mehr|alle|zum|zur|voir|ver|vai|plus|bewertung\w*|verified|"
    r"связаться|задать|смотреть|все|написать|перейти|contatta|preguntar|rated|since|member|"
    r"followers?|positive|\d+(?:[.,]\d+)?\s*%|"
    r"搜\w*|查看|联系|收藏|进店|中心|推荐|服务|介绍|其他|其它|无|地址|电话|\W+)(?:$|\W)|^\W|[?!]|"
    r"\d{4,}.*\d{3,}|^(?:s|es|e|n|en|s\b)\s"
)
_TAIL: Final = re.compile(
    r"(?i)\s+(?:and|und|et|y|e|i)\s+(?:ships?|shipped|dispatched|fulfilled|versand|expédié|"
    r"enviado|entregue|spedito|delivered)\b.*$|\s*[|(;].*$|\.\s.*$|\s+(?:\d[.,]\d|\d{2,3}(?:[.,]\d+)?\s*%).*$"
)
_WITH_COLON_TEXT: Final = """
boutique händler loja magazin marchand mağaza merchant negozio supplier tienda toko kedai магазин
ショップ ストア 店舗 店舗名 商家 店铺 店鋪 賣場 스토어 상호 anbieter label maker designer марка
"""
_WITH_COLON: Final = frozenset((*_WITH_COLON_TEXT.split(), "made by"))
"""Labels that are words of every menu too: they speak where a colon or a table cell says so."""
_CELLS: Final = frozenset(("th", "td", "dt", "label"))


def brand_near(document: Document, words: PageWords, start: int, end: int) -> str | None:
    """The brand that a label names between two offsets of the stream."""
    return _named(document, words, "brand", start, end)


_BRAND_PAGE_TEXT: Final = """
brand marke manufactur herstell marca fabric designer vendor producent proizvod
"""
_BRAND_PAGE: Final = AhoCorasick(_BRAND_PAGE_TEXT.split())


def brand_by_link(document: Document, title: str) -> str | None:
    """The name of a link to a brand's page, where the title says that name too."""
    said = title.casefold()
    for node in sorted(document.links_naming(_BRAND_PAGE)):
        name = document.text(node, 80) or document.attr(node, "title")
        folded = name.strip().casefold()
        if 2 <= len(folded) <= 40 and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", said):
            return name.strip()
    return None


def brand_by_first_word(document: Document, title: str, title_node: int) -> str | None:
    """The first words of the title, where a link or a picture's words are exactly those.

    Shops begin a title with the brand and link the brand's own shelf by its name, or show its mark.
    """
    words = title.split()
    if title_node <= 0 or len(words) < 3:
        return None
    starts = {" ".join(words[:count]).casefold() for count in (1, 2)}
    links = document.nodes("a")
    above = links[bisect.bisect_left(links, title_node - 400) : bisect.bisect(links, title_node)]
    for name in itertools.chain(
        (document.text(node, 80) for node in above if _is_shelf(document, node, starts)),
        (
            document.attr(node, "alt").strip()
            for node in document.nodes("img")
            if _is_logo(document, node, starts)
        ),
    ):
        if len(name) >= 3 and not name.isdigit():
            return name
    return None


def _is_shelf(document: Document, link: int, names: set[str]) -> bool:
    """Tell whether a link is one word, one of some names, and its address holds that word."""
    if not 0 < document.text_to[link] - document.text_from[link] <= 40:
        return False
    said = document.text(link, 80)
    folded = said.casefold()
    return folded in names and " " not in said and folded in document.attr(link, "href").casefold()


def _is_logo(document: Document, picture: int, names: set[str]) -> bool:
    """Tell whether a picture that calls itself a logo or a brand's has one of some names."""
    attrs = document.attrs[picture]
    if (attrs.get("alt") or "").strip().casefold() not in names:
        return False
    source = attrs.get("src") or ""
    return "logo" in source.casefold() or "brand" in source


_BRAND_CLASS: Final = re.compile(
    r"(?:^|[\s_-]|product|prod|item|pdp|goods)(?:brand|manufacturer|maker|vendor|designer|marca|"
    r"marke|hersteller|marque|merk|producent)[-_]*(?:name|title|link|label|text|info)?(?:$|\s|[-_]\w?\d)"
)
_MORE: Final = re.compile(
    r"(?i)^(?:more|all|mehr|alles?|plus|más|mais)\s+(?:from|by|von|de|d'autres)\s+|^(?:by|von|par)\s+"
)
_BRAND_WORDS_TEXT: Final = """
brand manufacturer maker vendor designer marca marke hersteller marque merk producent
"""
_BRAND_WORDS: Final = AhoCorasick(_BRAND_WORDS_TEXT.split())
"""What the classes of a brand hold: few blocks do, and only these are looked at."""
_BRAND_REACH: Final = 220
"""Nodes before and after the title that are asked for a brand's class."""


def brand_by_class(document: Document, title_node: int) -> str | None:
    """What stands, short and alone, in a block near the title that its author calls brand."""
    if title_node <= 0:
        return None
    first, last = title_node - _BRAND_REACH, title_node + 2 * _BRAND_REACH
    for node in document.called(_BRAND_WORDS):
        length = document.text_to[node] - document.text_from[node]
        if not 2 <= length <= 80 or not first <= node < last:
            continue
        if not _BRAND_CLASS.search(document.name(node)):
            continue
        text = _MORE.sub("", clean(document.raw(node)))
        if ":" not in text and 2 <= len(text) <= 40 and "." not in text and not _STOP.search(text):
            return text
    return None


_STORE_LINK: Final = re.compile(
    r"(?i)^(?:(?P<sure>visit (?:the )?|besuche(?:n sie)? den |visite[rz] la boutique |"
    r"visita la tienda de |visita lo store (?:di |d')?|visite a loja (?:d[aoe] )?|"
    r"acesse a loja (?:d[aoe] )?|bezoek de )|shop (?:all |the )?|see (?:all |more )?(?:from |by )?|"
    r"more from |alle produkte von |mehr von |explore (?:all )?)"
    r"(?P<name>[^|:]{2,40}?)(?:[ -]store|[ -]shop|[ -]winkel)?(?:\s*\(.*)?$"
    r"|^(?P<cjk>.{1,30}?)(?:のストアを表示|旗舰店)$"
)


def brand_by_store_link(document: Document, title: str, title_node: int) -> str | None:
    """Whose store a link near the title invites to: "Visit the X Store", "Shop all X".

    Where the words are as common as "shop", the title has to say the name too.
    """
    links = document.nodes("a")
    first = bisect.bisect_left(links, title_node - 150)
    for node in links[first : bisect.bisect(links, title_node + 250)] if title_node > 0 else ():
        if document.text_to[node] - document.text_from[node] > 80:
            continue
        match = _STORE_LINK.match(document.text(node, 90))
        name = (match.group("name") or match.group("cjk")) if match else None
        if name and not _STOP.search(name):
            sure = match is not None and match.group().lower().endswith((
                "store",
                "boutique",
                "表示",
            ))
            if sure or name.casefold() in title.casefold():
                return name.strip()
    return None


_NO_BRAND_TEXT: Final = """
nobrand unbranded oem odm oemodm none no notspecified custom customized
notbranded generic nonbranded notapplicable na other others noname
doesnotapply unspecified unknown brandless null undefined
无品牌 無品牌 无 無 其他 其它 其他品牌 ノーブランド ノーブランド品 노브랜드 브랜드없음
sansmarque ohnemarke markenlos keinemarke keine sinmarca semmarca genérico generico senzamarca
безбренда безбренду нетбренда нет geenmerk bezmarki brakmarki markasız tidakadamerek tanpamerek
khôngthươnghiệu
"""
_NO_BRAND: Final = frozenset(_NO_BRAND_TEXT.split())


def plain_name(name: str | None) -> str:
    """Letters and digits alone, folded, for comparing names."""
    return "".join(filter(str.isalnum, (name or "").casefold()))


def is_no_brand(name: str) -> bool:
    """Tell whether what stands for a brand says there is none ("No Brand", "无品牌/无注册商标")."""
    first = re.split(r"[/／,(（|]", name, maxsplit=1)[0]
    return plain_name(name) in _NO_BRAND or plain_name(first) in _NO_BRAND


_FIRM_TEXT: Final = "american usa us uk europe international inc ltd llc corporation gmbh"
_FIRM_WORDS: Final = frozenset(_FIRM_TEXT.split())


def plain_brand(name: str, title: str) -> str:
    """A firm's name cut to the part that the title says: "American Honda" sells a Honda."""
    said = title.casefold()
    words = name.replace(",", " ").split()
    if len(words) < 2 or name.casefold() in said:
        return name
    kept = [word for word in words if word.casefold().strip(".") not in _FIRM_WORDS]
    plain = " ".join(kept)
    found = kept and re.search(rf"(?<!\w){re.escape(plain.casefold())}(?!\w)", said)
    return plain if found and len(plain) >= 3 else name


def seller_near(document: Document, words: PageWords, start: int, end: int) -> str | None:
    """The seller that a label names between two offsets of the stream."""
    return _named(document, words, "seller", start, end)


def vendor_near(document: Document, words: PageWords, start: int, end: int) -> str | None:
    """Whom the label "vendor" names: a seller where another label names the brand."""
    vendors = [place for place in words.places["brand"] if _is_vendor(document.stream, place)]
    return _read_labels(document, vendors, start, end)


def _is_vendor(stream: str, place: tuple[int, int]) -> bool:
    return stream[place[0] : place[1]].lower() == "vendor"


def seller_by_link(document: Document, title_node: int) -> str | None:
    """The first link below the title to a seller's page whose address spells what it says."""
    for node in document.nodes("a"):
        if node <= title_node:
            continue
        if node > title_node + 1500:
            return None
        url = document.join(document.attr(node, "href"))
        if url and identity.is_seller_page(url):
            name = document.text(node, 90)
            spelled = "".join(filter(str.isalnum, name.casefold()))
            path = "".join(filter(str.isalnum, unquote(url).casefold()))
            if len(spelled) >= 3 and len(name) <= _LONGEST and spelled in path.partition("?")[0]:
                return name
    return None


_SELLER_CLASS: Final = re.compile(
    r"(?:seller|merchant|vendor|shop|store|company)[-_]?name(?:$|[\s_-])|profile[-_]?user-?name|"
    r"(?:seller|vendor)[-_]?(?:info|link)[-_]?name|user-?login|"
    r"(?:user|seller|shop)[-_]?(?:info[-_]?)?nick(?:$|[\s_-]|name)"
)


_SELLER_WORDS: Final = AhoCorasick([
    "seller",
    "merchant",
    "vendor",
    "shop",
    "store",
    "company",
    "profile",
    "user",
])


def seller_by_class(document: Document, zones: Zones, title_node: int) -> str | None:
    """What stands, short and alone, from the title on in blocks called a seller's name.

    None where several names stand; a menu, a foot or a neighbour names others.
    """
    found: dict[str, str] = {}
    first = max(1, title_node - 40)  # a small ad may name who offers above its words
    for node in document.called(_SELLER_WORDS) if title_node > 0 else ():
        length = document.text_to[node] - document.text_from[node]
        if not 2 <= length <= 80 or node < first:
            continue
        if not _SELLER_CLASS.search(document.name(node)) or zones.is_foreign(
            document.parents[node]
        ):
            continue
        text = clean(document.raw(node))
        if ":" not in text and 2 <= len(text) <= 60 and not _STOP.search(text):
            found.setdefault(text.casefold(), text)
    return next(iter(found.values())) if len(found) == 1 else None


def _named(document: Document, words: PageWords, role: str, start: int, end: int) -> str | None:
    places = words.places[role]
    if role == "brand":  # "vendor" is the weakest of its labels
        places = sorted(places, key=lambda place: _is_vendor(document.stream, place))
    return _read_labels(document, places, start, end)


def _read_labels(
    document: Document, places: Sequence[tuple[int, int]], start: int, end: int
) -> str | None:
    stream = document.stream
    for first, last in places:
        if not start <= first <= end:
            continue
        value = _VALUE.match(stream, last, last + 130)
        label, gap = stream[first:last], value.group("gap") if value else ""
        if value is None or not _speaks(stream, first, gap, label):
            continue
        in_cell = document.tags[document.owner(first)] in _CELLS
        if label.lower() in _WITH_COLON and not in_cell and ":" not in gap and "：" not in gap:
            continue
        said = clean(value.group("name"))
        name = _TAIL.sub("", said).strip(" .-,;")
        named = 2 <= len(name) <= _LONGEST and not _STOP.search(name) and name.count(" ") <= 5
        if named and not is_ratings(said):
            return name
    return None


_LEADS_ON: Final = (
    *(
        " by",
        " por",
        " par",
        " durch",
        " da",
        " von",
        " door",
        " przez",
        " av",
        " af",
        " de",
        " od",
    ),
    *(" από", " oleh", " bởi", "โดย", "بواسطة", " על ידי"),
)
"""How labels end that need no colon: the name follows in the same sentence."""


def _speaks(stream: str, first: int, gap: str, label: str) -> bool:
    """A label stands at the start of its block, and a colon or an edge parts it from its value."""
    before = stream[max(0, first - 2) : first].strip(" ")
    begins = before == "" or before[-1] in "\x01\x02\n\t.,;|(•*>/" or not before[-1].isalnum()
    parted = ":" in gap or "：" in gap or "\x01" in gap or "\x02" in gap
    return begins and (parted or label.lower().endswith(_LEADS_ON))
