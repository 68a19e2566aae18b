"""Brand and seller as the visible page labels them, in the languages of the markets.

Layer: spiders.extract, pure.
"""

import re
from typing import Final

from spiders.extract.document import Document, clean
from spiders.extract.words import PageWords

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
    r"查看|联系|收藏|进店|中心|推荐|服务|介绍|其他|其它|无|地址|电话|\W+)(?:$|\W)|^\W|[?!]|"
    r"\d{4,}.*\d{3,}|^(?:s|es|e|n|en|s\b)\s"
)
_TAIL: Final = re.compile(
    r"(?i)\s+(?:and|und|et|y|e|i)\s+(?:ships?|shipped|dispatched|fulfilled|versand|expédié|"
    r"enviado|entregue|spedito|delivered)\b.*$|\s*[|(].*$|\.\s.*$"
)


def brand_near(document: Document, words: PageWords, start: int, end: int) -> str | None:
    """The brand that a label names between two offsets of the stream."""
    return _named(document, words, "brand", start, end)


_BRAND_PAGE: Final = (
    "brand",
    "marke",
    "manufactur",
    "herstell",
    "marca",
    "fabric",
    "designer",
    "vendor",
    "producent",
    "proizvod",
)


def brand_by_link(document: Document, title: str) -> str | None:
    """The name of a link to a brand's page, where the title says that name too."""
    said = title.casefold()
    for node in document.nodes("a"):
        href = document.attr(node, "href").lower()
        if not any(word in href for word in _BRAND_PAGE):
            continue
        name = document.text(node, 80) or document.attr(node, "title")
        folded = name.strip().casefold()
        if 2 <= len(folded) <= 40 and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", said):
            return name.strip()
    return None


def seller_near(document: Document, words: PageWords, start: int, end: int) -> str | None:
    """The seller that a label names between two offsets of the stream."""
    return _named(document, words, "seller", start, end)


def _named(document: Document, words: PageWords, role: str, start: int, end: int) -> str | None:
    stream = document.stream
    for first, last in words.places[role]:
        if not start <= first <= end:
            continue
        value = _VALUE.match(stream, last, last + 130)
        if value is None or not _speaks(stream, first, value.group("gap"), stream[first:last]):
            continue
        name = _TAIL.sub("", clean(value.group("name"))).strip(" .-,;")
        if 2 <= len(name) <= _LONGEST and not _STOP.search(name) and name.count(" ") <= 5:
            return name
    return None


def _speaks(stream: str, first: int, gap: str, label: str) -> bool:
    """A label stands at the start of its block, and a colon or an edge parts it from its value."""
    before = stream[max(0, first - 2) : first].strip(" ")
    begins = before == "" or before[-1] in "\x01\x02\n\t.,;|(•*>/" or not before[-1].isalnum()
    parted = ":" in gap or "：" in gap or "\x01" in gap or "\x02" in gap
    return begins and (parted or label.lower().endswith((" by", " por", " par", " durch", " da")))
