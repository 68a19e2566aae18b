"""Links of a page of an unknown shop, those that may be visited. Pure."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from monitor.domain.page import Page
from monitor.domain.target import TargetKind
from spiders.hosts import same_site
from spiders.sites.generic.urls import is_never_visited, kind_by_url, tidy

MOST_LINKS: Final = 400
"""Links followed up from one page; more is a link farm or a facet explosion."""
MOST_VARIANTS: Final = 8
"""Query strings taken of one path on one page."""
MOST_SELLERS: Final = 5
"""Storefronts taken from the page of one offer."""

Link = tuple[str, bool]
"""Absolute URL, and whether it stands in a menu."""

_IN_MENUS: Final = etree.XPath(
    "//nav//a | //header//a | //aside//a | //*[@role='navigation']//a | //*["
    "contains(@class, 'menu') or contains(@class, 'nav') or contains(@class, 'categor')"
    " or contains(@id, 'menu') or contains(@id, 'nav')]//a"
)
_HREF: Final = re.compile(rb"(?i)href\s*=\s*[\"']?([^\"'\s<>]{1,500})")
_SELLER_WORDS: Final = re.compile(r"(?i)sell|vend|merchant|storefront|usr|str/|dealer|%e5%ba%97|店")


def links_of(page: Page) -> list[Link]:
    """Links in the order of the page, capped; actions, traps and other sites left out."""
    try:
        tree = html.fromstring(page.body, base_url=page.url)
    except (etree.LxmlError, ValueError):
        return []
    base = _base(tree, page)
    menus = _IN_MENUS(tree)
    in_menus = set(menus) if isinstance(menus, list) else set()
    variants: Counter[str] = Counter()
    links: dict[str, bool] = {}
    for anchor in tree.iter("a"):
        url = _visitable(base, anchor, page)
        if url is None or (url not in links and _is_one_variant_more(url, variants)):
            continue
        links[url] = links.get(url, False) or anchor in in_menus
        if len(links) >= MOST_LINKS:
            break
    return list(links.items())


def _base(tree: etree._Element, page: Page) -> str:
    """The address that links are relative to."""
    told = next(tree.iter("base"), None)
    return urljoin(page.url, "" if told is None else told.get("href") or "")


def _is_one_variant_more(url: str, variants: Counter[str]) -> bool:
    """Count a query string of the URL's path; whether it is one more than are taken."""
    parts = urlsplit(url)
    variants[parts.path] += bool(parts.query)
    return variants[parts.path] > MOST_VARIANTS


def seller_links(page: Page) -> Iterator[str]:
    """Storefronts that an offer's page names, found without parsing it a second time."""
    return islice(_seller_links(page), MOST_SELLERS)


def _seller_links(page: Page) -> Iterator[str]:
    for match in dict.fromkeys(_HREF.findall(page.body)):
        href = _unescaped(match)
        if not _SELLER_WORDS.search(href):
            continue
        url = _absolute(page.url, href)
        if url is None or kind_by_url(url) is not TargetKind.SELLER:
            continue
        if stays_on_site(url, page.url) and not is_never_visited(url):
            yield url


def _unescaped(href: bytes) -> str:
    """An attribute's bytes as text; only `&amp;` occurs in addresses."""
    return href.decode("utf-8", "replace").replace("&amp;", "&")


def stays_on_site(url: str, other: str) -> bool:
    """Whether a link stays on the site; addresses that cannot be read do not."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and same_site(url, other)
    except ValueError:
        return False


def _visitable(base: str, anchor: etree._Element, page: Page) -> str | None:
    href = (anchor.get("href") or "").strip()
    if not href or href.startswith("#") or "nofollow" in (anchor.get("rel") or ""):
        return None
    url = _absolute(base, href)
    if url is None or not stays_on_site(url, page.url) or is_never_visited(url):
        return None
    return url


def _absolute(base: str, href: str) -> str | None:
    try:
        return tidy(urljoin(base, href))
    except ValueError:
        return None
