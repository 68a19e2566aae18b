"""The link to the next page of a list.

Layer: spiders.extract, pure.
"""

import functools
import itertools
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import urlsplit

from ahocorasick_rs import AhoCorasick

from spiders.extract.document import Document, clean
from spiders.extract.zones import address

_TEXT: Final = re.compile(
    r"(?i)^\W*(?:(?:page|seite|p[áa]gina|strona|страница|sida|side)\s+)?"
    r"(?:next|next\s+page|older(?:\s+(?:posts|entries))?|more\s+results|weiter|"
    r"nächste(?:\s+seite)?|vorwärts|suivant(?:e|s)?|page\s+suivante|siguiente|próxim[ao]|"
    r"seguinte|avançar|successiv[ao]|avanti|volgende|następn[ay]|dalej|další|ďalej|következő|"
    r"näst[ae]|næste|neste|seuraava|sonraki|ileri|următo\w+|след(?:ующая|\.)?|впер[её]д|далее|"
    r"наступна|下一页|下一頁|下页|后页|下一張|次へ|次の\w*|次ページ|다음|הבא|التالي|tiếp|"
    r"berikutnya|ถัดไป)(?:\s*(?:page|seite|página|pagina))?\W*\d{0,3}\W*$"
)
_ARROW: Final = re.compile(r"^\s*(?:[›»>→]|&gt;|>>|»»|&raquo;|▶|►|❯)\s*$")
_TO_ARROW: Final = re.compile(r"[›»→▶►❯][\s\x01\x02]*\Z|>{1,2}[\s\x01\x02]*\Z")
_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:next|nextpage|page-next|pagination-next|pagenext|nxt|older)(?:$|[\s_-])|"
    r"next-?(?:page|link|btn|button)|pagenav\w*next|btn_?next|link-next"
)
_NEXT: Final = AhoCorasick(["next", "nxt", "older"])
_BACK: Final = re.compile(
    r"(?i)^\W*(?:prev(?:ious)?|back|newer|zurück|vorherige|précédente?s?|anterior|indietro|vorige|"
    r"poprzedni|předchozí|föregående|forrige|назад|предыдущ|önceki|上一页|上一頁|前へ|前の|이전)"
)
_MONTHS: Final = re.compile(r"(?:^|[\s_-])(?:date|month|calendar)(?:$|[\s_-])")
_ICON: Final = re.compile(
    r"(?:chevron|arrow|angle|caret|icon)[-_]?(?:right|next|forward)|(?:^|[-_ /])next\b"
)
_PAGER: Final = re.compile(r"pag(?:e|ing|ination|er|inator|enav)|numbers|blaettern|navi")
_OFF: Final = re.compile(r"disabled|inactive|unavailable|slick|carousel|slider|swiper|slide")


def next_page(document: Document) -> str | None:
    """URL of the next page; None when this is the last or the page is no list."""
    declared = _declared(document)
    if declared:
        return declared
    best: str | None = None
    best_score = 0.0
    here = address(document.url)
    nexts = {node for node in document.called(_NEXT) if _NAME.search(document.name(node))}
    for node in document.nodes("a"):
        score = _score(document, node, nexts)
        href = _href(document, node) if score > 0 else "#"
        url = document.join(href) if not href.startswith("#") else None
        if url is None or address(url) == here:
            continue
        score += _surroundings(document, node, url)
        if score > best_score:
            best, best_score = url, score
    return best if best_score >= 2.0 else None


def _declared(document: Document) -> str | None:
    for node in document.nodes("link"):
        if "next" in document.attr(node, "rel").lower().split():
            url = document.join(document.attr(node, "href"))
            if url:
                return url
    return None


def _href(document: Document, node: int) -> str:
    """Where a link leads; where a script follows it, the address it is given."""
    attrs = document.attrs[node]
    href = attrs.get("href") or ""
    if href.startswith(("javascript:", "#")):
        return attrs.get("data-href") or attrs.get("data-url") or href
    return href


def _score(document: Document, node: int, nexts: AbstractSet[int]) -> float:
    """How much a link says that it leads on. nexts: the nodes that are called so."""
    attrs = document.attrs[node]
    rel = (attrs.get("rel") or "").lower().split()
    if "prev" in rel:
        return 0.0
    score = 2.5 * ("next" in rel)
    length = document.text_to[node] - document.text_from[node]
    raw = document.raw(node) if length <= 80 else "..."
    spoken = _spoken(raw)
    score += spoken
    silent = not any(map(str.isalnum, raw))
    if _is_titled(attrs):
        score += 2.0 if silent and not spoken else 1.5
    if not nexts.isdisjoint(_named(document, node)):
        arrow = silent or spoken or _TO_ARROW.search(raw)
        score += 1.5 if arrow else 0.7  # "show all" may stand beside the arrow
    elif silent and not score:
        score = _shown(document, node)
    return score


def _is_titled(attrs: Mapping[str, str]) -> bool:
    """Tell whether a link's title says that it leads to the next page."""
    titles = (attrs.get("title"), attrs.get("aria-label"))
    return any(title is not None and _spoken(title) >= 2.0 for title in titles)


def _named(document: Document, node: int) -> list[int]:
    """A link, what holds it and what it holds first: either may be called next."""
    inner = [node + 1] if node + 1 < document.ends[node] else []
    return [node, document.parents[node], *inner]


def _shown(document: Document, node: int) -> float:
    """How much a link without words looks like an arrow to the next page."""
    names = " ".join(
        f"{document.name(inner)} {document.attr(inner, 'src')} {document.attr(inner, 'alt')}"
        for inner in range(node + 1, min(document.ends[node], node + 4))
    ).lower()
    return 1.5 if names and _ICON.search(names) and "prev" not in names else 0.0


@functools.lru_cache(maxsize=4096)
def _spoken(raw: str) -> float:
    """How much the words of a link say that it leads to the next page."""
    text = clean(raw[:200])
    if not text or len(text) > 30 or _BACK.match(text):
        return 0.0
    if _TEXT.match(text):
        return 2.0
    return 1.0 if _ARROW.match(text) else 0.0


def _surroundings(document: Document, node: int, url: str) -> float:
    above = itertools.islice(document.ancestors(node), 4)
    names = " ".join(document.name(one) for one in above)
    score = 0.7 * bool(_PAGER.search(names))
    own = document.name(node)
    if _OFF.search(names) or _OFF.search(own):
        score -= 2.0
    if _MONTHS.search(f"{own} {names}"):
        score -= 2.0
    return score + 0.3 * (urlsplit(url).hostname == urlsplit(document.url).hostname)
