"""The link to the next page of a list.

Layer: spiders.extract, pure.
"""

import functools
import itertools
import re
from typing import Final
from urllib.parse import urlsplit

from spiders.extract.document import Document, clean
from spiders.extract.zones import address

_TEXT: Final = re.compile(
    r"(?i)^\W*(?:next|next\s+page|older(?:\s+(?:posts|entries))?|more\s+results|weiter|"
    r"nächste(?:\s+seite)?|vorwärts|suivant(?:e|s)?|page\s+suivante|siguiente|próxim[ao]|"
    r"seguinte|avançar|successiv[ao]|avanti|volgende|następn[ay]|dalej|další|ďalej|következő|"
    r"näst[ae]|næste|neste|seuraava|sonraki|ileri|următo\w+|след(?:ующая|\.)?|вперед|далее|"
    r"наступна|下一页|下一頁|下页|后页|下一張|次へ|次の\w*|次ページ|다음|הבא|التالي|tiếp|"
    r"berikutnya|ถัดไป)(?:\s*(?:page|seite|página|pagina))?\W*\d{0,3}\W*$"
)
_ARROW: Final = re.compile(r"^\s*(?:[›»>→]|&gt;|>>|»»|&raquo;|▶|►|❯)\s*$")
_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:next|nextpage|page-next|pagination-next|pagenext|nxt|older)(?:$|[\s_-])|"
    r"next-?(?:page|link|btn|button)|pagenav\w*next|btn_?next|link-next"
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
    for node in document.nodes("a"):
        score = _score(document, node)
        href = document.attr(node, "href")
        url = document.join(href) if score > 0 and not href.startswith("#") else None
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


def _score(document: Document, node: int) -> float:
    attrs = document.attrs[node]
    score = 0.0
    rel = attrs.get("rel")
    if rel and "next" in rel.lower().split():
        score += 2.5
    if document.text_to[node] - document.text_from[node] <= 80:
        score += _spoken(document.raw(node))
    for name in ("title", "aria-label"):
        if attrs.get(name) and _spoken(attrs[name]) >= 2.0:
            score += 1.5
            break
    if names_next(document.name(node)) or names_next(document.name(document.parents[node])):
        score += 1.5
    return score


@functools.lru_cache(maxsize=4096)
def _spoken(raw: str) -> float:
    """How much the words of a link say that it leads to the next page."""
    text = clean(raw[:200])
    if not text or len(text) > 30:
        return 0.0
    if _TEXT.match(text):
        return 2.0
    return 1.0 if _ARROW.match(text) else 0.0


@functools.lru_cache(maxsize=8192)
def names_next(name: str) -> bool:
    """Tell whether lower-case names are those of a link to the next page."""
    return bool(_NAME.search(name))


def _surroundings(document: Document, node: int, url: str) -> float:
    above = itertools.islice(document.ancestors(node), 4)
    names = " ".join(document.name(one) for one in above)
    score = 0.7 * bool(_PAGER.search(names))
    if _OFF.search(names) or _OFF.search(document.name(node)):
        score -= 2.0
    return score + 0.3 * (urlsplit(url).hostname == urlsplit(document.url).hostname)
