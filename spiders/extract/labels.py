"""Brand and seller as the visible page labels them, in the languages of the markets.

Layer: spiders.extract, pure.
"""

import bisect
import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote

from spiders.extract import identity
from spiders.extract.document import Document, clean
from spiders.extract.fields import is_ratings
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
    r"搜\w*|查看|联系|收藏|进店|中心|推荐|服务|介绍|其他|其它|无|地址|电话|\W+)(?:$|\W)|^\W|[?!]|"
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


def brand_by_first_word(document: Document, title: str, title_node: int) -> str | None:
    """The first words of the title, where a link or a picture's words are exactly those.

    Shops begin a title with the brand and link the brand's own shelf by its name, or show its mark.
    """
    words = title.split()
    if title_node <= 0 or len(words) < 3:
        return None
    starts = {" ".join(words[:count]).casefold() for count in (1, 2)}
    links, pictures = document.nodes("a"), document.nodes("img")
    above = links[bisect.bisect_left(links, title_node - 400) : bisect.bisect(links, title_node)]
    said = (
        *(_name_of_shelf(document, node) for node in above),
        *(_name_of_logo(document, node) for node in pictures),
    )
    fitting = (name for name in said if name and name.casefold() in starts)
    return next((name for name in fitting if len(name) >= 3 and not name.isdigit()), None)


def _name_of_shelf(document: Document, link: int) -> str | None:
    """One word of a link whose address holds that word: a brand's own shelf."""
    if document.text_to[link] - document.text_from[link] > 40:
        return None
    said = document.text(link, 80)
    shelf = said.casefold() in document.attr(link, "href").casefold()
    return said if shelf and " " not in said else None


def _name_of_logo(document: Document, picture: int) -> str | None:
    """What a picture that calls itself a logo or a brand's says in place of itself."""
    source = document.attr(picture, "src")
    is_mark = "logo" in source.casefold() or "brand" in source
    return document.attr(picture, "alt").strip() if is_mark else None


_BRAND_CLASS: Final = re.compile(
    r"(?:^|[\s_-]|product|prod|item|pdp|goods)(?:brand|manufacturer|vendor|designer|marca|marke|"
    r"hersteller)[-_]*(?:name|title|link|label)?(?:$|\s)"
)
_MORE: Final = re.compile(
    r"(?i)^(?:more|all|mehr|alles?|plus|más|mais)\s+(?:from|by|von|de|d'autres)\s+|^(?:by|von|par)\s+"
)
_BRAND_REACH: Final = 220
"""Nodes before and after the title that are asked for a brand's class."""


def brand_by_class(document: Document, title_node: int) -> str | None:
    """What stands, short and alone, in a block near the title that its author calls brand."""
    if title_node <= 0:
        return None
    first = max(0, title_node - _BRAND_REACH)
    for node in range(first, min(title_node + 2 * _BRAND_REACH, len(document.tags))):
        length = document.text_to[node] - document.text_from[node]
        name = document.name(node)
        if length > 80 or len(name) < 6 or not _BRAND_CLASS.search(name):
            continue
        text = _MORE.sub("", clean(document.raw(node)))
        if ":" not in text and 2 <= len(text) <= 40 and "." not in text and not _STOP.search(text):
            return text
    return None


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
        if value is None or not _speaks(stream, first, value.group("gap"), stream[first:last]):
            continue
        name = _TAIL.sub("", clean(value.group("name"))).strip(" .-,;")
        named = 2 <= len(name) <= _LONGEST and not _STOP.search(name) and name.count(" ") <= 5
        if named and not is_ratings(name):
            return name
    return None


def _speaks(stream: str, first: int, gap: str, label: str) -> bool:
    """A label stands at the start of its block, and a colon or an edge parts it from its value."""
    before = stream[max(0, first - 2) : first].strip(" ")
    begins = before == "" or before[-1] in "\x01\x02\n\t.,;|(•*>/" or not before[-1].isalnum()
    parted = ":" in gap or "：" in gap or "\x01" in gap or "\x02" in gap
    return begins and (parted or label.lower().endswith((" by", " por", " par", " durch", " da")))
