"""Parts of a page that belong to others: neighbours, menus, baskets, reviews.

Layer: spiders.extract, pure.
"""

import bisect
import functools
import re
from typing import Final

from spiders.extract.document import Document

_OTHERS: Final = re.compile(
    r"relat(?:ed|ion)|recomm?|similar|up-?sell|cross-?sell|carousel|also-?|recently|viewed|history"
    r"|accessor(?:y|ies)|bundle|sponsor|advert|best-?sell|top-?sell|bestsell|suggest|tuijian|combo"
    r"|purchase-?together|frequently|sold-?together|comparison|compare-|sims|hot-?sale|featured"
    r"|you-?may|more-?from|other-?products|same-?brand|together|upgrade|warrant|protection-?plan"
)
"""Names of blocks that show other offers."""
_FRAME: Final = re.compile(
    r"footer|(?:^|[\s_-])(?:site|page|global|main|top)?-?header(?:$|[\s_-])|(?:^|"
    r"[\s_-])nav(?:bar|igation)?(?:$|[\s_-])"
    r"|menu|mini-?(?:cart|basket)|cart-?(?:summary|total|content|block|widget|count)|"
    r"basket-?(?:summary|mini)|warenkorb|panier"
    r"|side-?bar|filter|facet|(?<!p)reviews?(?:$|[\s_-])|comments?(?:$|[\s_-])|newsletter|breadcrumb|"
    r"wishlist|popup|modal|tooltip|dropdown"
    r"|financing|sub-?nav|top-?bar|promo-?(?:bar|banner|message)|announcement|attach-|currencies"
    r"|currency[-_ ]?(?:select|switch|list|menu|choose|dropdown|box|pick|nav|bar|form)"
    r"|(?:select|switch|choose)[-_]?currency"
)
"""Names of the page's frame: menus, baskets, reviews."""
_ROWS: Final = frozenset(("tr", "li"))
_BAD_TAGS: Final = frozenset(("nav", "footer", "aside"))


@functools.lru_cache(maxsize=20_000)
def speaks_of_others(name: str) -> bool:
    """Tell whether lower-case names are those of other offers or of the frame."""
    return len(name) > 3 and bool(_OTHERS.search(name) or _FRAME.search(name))


class Zones:
    """Answers, for a node, whether what stands there is about this page's own offer."""

    def __init__(self, document: Document, own_urls: set[str], title_node: int) -> None:
        self._document = document
        self._own = own_urls
        self._bad: dict[int, bool] = {0: False, -1: False}
        self._title = title_node
        self._links = document.nodes("a")
        self._images = document.nodes("img")

    def is_foreign(self, node: int) -> bool:
        """Tell whether the names of the holders say menu, neighbour, basket or the like."""
        path = []
        while node not in self._bad:
            path.append(node)
            node = self._document.parents[node]
        bad = self._bad[node]
        for one in reversed(path):
            bad = bad or self._names_others(one)
            self._bad[one] = bad
        return bad

    def _names_others(self, node: int) -> bool:
        """A holder of the title, or of half the page, says nothing of its parts."""
        document = self._document
        if self._title > 0 and document.within(self._title, node):
            return False
        if (document.ends[node] - node) * 2 > len(document.tags):
            return False
        if document.tags[node] in _BAD_TAGS:
            return True
        return speaks_of_others(document.name(node))

    def neighbour_link(self, node: int, *, pictures_only: bool, letters: int = 500) -> bool:
        """Tell whether the smallest block around a node leads, by picture or name, elsewhere.

        pictures_only: names do not count, as where the amount stands in a place of its own.
        """
        document = self._document
        holder = node
        while holder > 0 and document.text_to[holder] - document.text_from[holder] <= letters:
            if self._title > 0 and document.within(self._title, holder):
                return False
            if self._leads_away(holder, pictures_only=pictures_only):
                return True
            if not pictures_only and document.tags[holder] in _ROWS and self._names_other(holder):
                return True
            holder = document.parents[holder]
        return False

    def _names_other(self, row: int) -> bool:
        """Tell whether a row of a table or list begins with a link to another page of the site."""
        document = self._document
        at = bisect.bisect_left(self._links, row)
        if at >= len(self._links) or self._links[at] >= document.ends[row]:
            return False
        link = self._links[at]
        begins = document.text_from[link] - document.text_from[row] <= 3
        said = document.text_to[link] - document.text_from[link]
        url = document.join(document.attr(link, "href")) or ""
        other = address(url).partition("?")[0] not in {own.partition("?")[0] for own in self._own}
        return begins and said >= 4 and other and self.is_elsewhere(document.attr(link, "href"))

    def _leads_away(self, holder: int, *, pictures_only: bool) -> bool:
        document = self._document
        if document.tags[holder] == "a":
            return self.is_elsewhere(document.attr(holder, "href"))
        first = bisect.bisect_left(self._links, holder)
        last = bisect.bisect_left(self._links, document.ends[holder])
        for link in self._links[first : min(last, first + 12)]:
            if self.is_elsewhere(document.attr(link, "href")) and self._shows_offer(
                link, pictures_only=pictures_only
            ):
                return True
        return False

    def _shows_offer(self, link: int, *, pictures_only: bool) -> bool:
        document = self._document
        at = bisect.bisect_left(self._images, link)
        if at < len(self._images) and self._images[at] < document.ends[link]:
            return True
        return not pictures_only and document.text_to[link] - document.text_from[link] >= 25

    def is_elsewhere(self, href: str) -> bool:
        """Tell whether a link leads to another page than this one."""
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            return False
        if href.rsplit("?", 1)[0].lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp")):
            return False
        url = self._document.join(href)
        return url is not None and address(url) not in self._own


@functools.lru_cache(maxsize=16_384)
def address(url: str) -> str:
    """Host, path and query of a URL, folded, enough to tell pages of one site apart."""
    rest = url.partition("://")[2].partition("#")[0].lower().removeprefix("www.")
    path, _, query = rest.partition("?")
    return f"{path.rstrip('/')}?{query}"
