"""The link to the next page of a list.

Layer: spiders.extract, pure.
"""

import re
from typing import Final
from urllib.parse import urlsplit

from spiders.extract.document import Document
from spiders.extract.zones import address

_TEXT: Final = re.compile(
    r"(?i)^\W*(?:next|next\s+page|older(?:\s+(?:posts|entries))?|more\s+results|weiter|nächste(?:\s+seite)?|vorwärts|suivant(?:e|s)?|page\s+suivante|siguiente|próxim[ao]|seguinte|avançar|successiv[ao]|avanti|volgende|następn[ay]|dalej|další|ďalej|következő|näst[ae]|næste|neste|seuraava|sonraki|ileri|următo\w+|след(?:ующая|\.)?|вперед|далее|наступна|下一页|下一頁|下页|后页|下一張|次へ|次の\w*|次ページ|다음|הבא|التالي|tiếp|berikutnya|ถัดไป)(?:\s*(?:page|seite|página|pagina))?\W*\d{0,3}\W*$"
)
_ARROW: Final = re.compile(r"^\s*(?:[›»>→]|&gt;|>>|»»|&raquo;|▶|►|❯)\s*$")
_NAME: Final = re.compile(
    r"(?:^|[\s_-])(?:next|nextpage|page-next|pagination-next|pagenext|nxt|older)(?:$|[\s_-])|next-?(?:page|link|btn|button)|pagenav\w*next|btn_?next|link-next"
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
        url = document.join(document.attr(node, "href"))
        if url is None or address(url) == here or document.attr(node, "href").startswith("#"):
            continue
        score = _score(document, node, url)
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


def _score(document: Document, node: int, url: str) -> float:
    attrs = document.attrs[node]
    text = document.text(node, 60)
    score = 0.0
    if "next" in (attrs.get("rel") or "").lower().split():
        score += 2.5
    if len(text) <= 30 and _TEXT.match(text):
        score += 2.0
    elif _ARROW.match(text):
        score += 1.0
    said = f"{attrs.get('title', '')}|{attrs.get('aria-label', '')}"
    if len(said) > 1 and any(_TEXT.match(part) for part in said.split("|") if part):
        score += 1.5
    if _NAME.search(document.name(node)) or _NAME.search(document.name(document.parents[node])):
        score += 1.5
    if score <= 0:
        return 0.0
    names = " ".join(
        document.name(above) for _, above in zip(range(4), document.ancestors(node), strict=False)
    )
    if _PAGER.search(names):
        score += 0.7
    if _OFF.search(names) or _OFF.search(document.name(node)):
        score -= 2.0
    if urlsplit(url).hostname == urlsplit(document.url).hostname:
        score += 0.3
    return score
