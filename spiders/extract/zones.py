"""Parts of a page that belong to others: neighbours, menus, baskets, reviews.

Layer: spiders.extract, pure.
"""

import bisect
import re
from typing import Final
from urllib.parse import urlsplit

from spiders.extract.document import Document

_BAD: Final = re.compile(
    r"relat|recom|similar|upsell|up-sell|cross-?sell|crosssell|carousel|also|recent|viewed|history"
    r"|accessor|bundle|footer|(?:^|[\s_-])header(?:$|[\s_-])|(?:^|[\s_-])nav|menu|mini-?cart|cart-?(?:summary|total|content|block|widget)"
    r"|basket|sidebar|side-bar|(?:left|right)-?col|filter|facet|review|comment|sponsor|advert|bestsell|top-?sell"
    r"|suggest|promo(?!tion-?price)|banner|wishlist|newsletter|breadcrumb|kategori|categor|widget-?product|hot-?sale|tuijian|rank|popup|modal|tooltip|popover|shipping|delivery|compare-(?:list|block)|dropdown|warenkorb|panier|korb|comparison|sims|purchase-?together|frequently|combo|sold-?together|ads?-"
)
_BAD_TAGS: Final = frozenset(("nav", "footer", "aside"))


class Zones:
    """Answers, for a node, whether what stands there is about this page's own offer."""

    def __init__(self, document: Document, own_urls: set[str]) -> None:
        self._document = document
        self._own = own_urls
        self._bad: dict[int, bool] = {0: False, -1: False}
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
            document = self._document
            size = document.ends[one] - one
            # A holder of half the page says nothing of its parts.
            whole = size * 2 > len(document.tags)
            bad = bad or (
                not whole
                and (document.tags[one] in _BAD_TAGS or bool(_BAD.search(document.name(one))))
            )
            self._bad[one] = bad
        return bad

    def neighbour_link(self, node: int, title_node: int, letters: int = 500) -> bool:
        """Tell whether the smallest block around a node leads, by picture or name, elsewhere."""
        document = self._document
        holder = node
        while holder > 0 and document.text_to[holder] - document.text_from[holder] <= letters:
            if title_node > 0 and document.within(title_node, holder):
                return False
            if self._leads_away(holder):
                return True
            holder = document.parents[holder]
        return False

    def _leads_away(self, holder: int) -> bool:
        document = self._document
        if document.tags[holder] == "a":
            return self.is_elsewhere(document.attr(holder, "href"))
        first = bisect.bisect_left(self._links, holder)
        last = bisect.bisect_left(self._links, document.ends[holder])
        for link in self._links[first : min(last, first + 12)]:
            if self.is_elsewhere(document.attr(link, "href")) and self._shows_offer(link):
                return True
        return False

    def _shows_offer(self, link: int) -> bool:
        document = self._document
        at = bisect.bisect_left(self._images, link)
        if at < len(self._images) and self._images[at] < document.ends[link]:
            return True
        return document.text_to[link] - document.text_from[link] >= 25

    def is_elsewhere(self, href: str) -> bool:
        """Tell whether a link leads to another page than this one."""
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            return False
        if re.search(r"(?i)\.(?:jpe?g|png|gif|webp)(?:$|\?)", href):
            return False
        url = self._document.join(href)
        return url is not None and address(url) not in self._own


def address(url: str) -> str:
    """Host and path of a URL, enough to tell pages of one site apart; with query."""
    parts = urlsplit(url)
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}".lower()
