"""Where to go on a shop nobody has described: home, search, sitemaps, categories, sellers.

Offers are reported, never followed here; what leads on to offers is told by markup and by URL.
Layer: spiders/sites, no network; `read` is the extract package's.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import LxmlError

from monitor.domain.listing import PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.extract import read_page
from spiders.hosts import same_site
from spiders.sites.generic import search, sitemap
from spiders.sites.generic.urls import is_never_visited, kind_by_url, tidy

MOST_LINKS: Final = 400
"""Links followed up from one page; more is a link farm or a facet explosion."""
MOST_VARIANTS: Final = 8
"""Query strings taken of one path on one page."""
_MENUS: Final = (
    "ancestor::nav | ancestor::header | ancestor::aside | ancestor::*[@role='navigation'] |"
    " ancestor::*[contains(@class, 'menu') or contains(@class, 'categor') or"
    " contains(@class, 'nav') or contains(@id, 'menu') or contains(@id, 'nav')]"
)


class GenericSpider:
    """See ports/spider.py."""

    name: ClassVar[str] = "generic"

    def claims(self, url: str) -> bool:
        """Every web address: this spider comes last."""
        return urlsplit(url).scheme in {"http", "https"}

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """The home page, the sitemap at its usual place, and one search for each query."""
        root = urljoin(source.url, "/")
        yield _target(source.id, source.url, TargetKind.HOME)
        yield _target(source.id, urljoin(root, "/sitemap.xml"), TargetKind.SITEMAP)
        for query in queries:
            yield _target(source.id, search.planned(source.url, query), TargetKind.SEARCH)

    def read(self, page: Page, target: Target) -> PageReading:
        """Read what a page says; sitemaps are read for their links alone."""
        if target.kind is TargetKind.SITEMAP or not _is_text(page):
            return PageReading(kind=PageKind.OTHER)
        return read_page(page.body, url=page.url, headers=page.headers, status=page.status)

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """Offers, next page, categories, sellers; each address once."""
        seen = {tidy(page.url)}
        for found in self._follow(reading, page, target):
            if found.url not in seen:
                seen.add(found.url)
                yield found

    def _follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        if target.kind is TargetKind.SITEMAP:
            yield from _from_sitemap(page, target)
            return
        query = search.planned_query(target.url) if target.kind is TargetKind.SEARCH else None
        if query is not None:
            yield from _real_search(page, target, query)
            return
        if not _is_text(page) or reading.kind in {PageKind.ERROR, PageKind.LOGIN}:
            return
        links = _links(page)
        if target.kind is TargetKind.LISTING:
            yield from _sellers(links, page, target)
            return
        for card in reading.cards:
            if _same_site(card.url, page.url):
                yield _onward(target, tidy(card.url), TargetKind.LISTING)
        if reading.next_url and _same_site(reading.next_url, page.url):
            kind = target.kind if target.kind is not TargetKind.HOME else TargetKind.CATEGORY
            yield _target(target.source_id, reading.next_url, kind, target.depth)
        yield from _onwards(links, page, target)


Link = tuple[str, bool]
"""Absolute URL, and whether it stands in a menu."""


def _links(page: Page) -> list[Link]:
    """Links of a page that may be visited, in order, capped."""
    try:
        tree = html.fromstring(page.body, base_url=page.url)
    except (LxmlError, ValueError):
        return []
    bases = [element.get("href") or "" for element in tree.iter("base")]
    base = urljoin(page.url, bases[0] if bases else "")
    variants: Counter[str] = Counter()
    links: list[Link] = []
    for anchor in tree.iter("a"):
        url = _joined(base, anchor)
        if url is None or not _same_site(url, page.url) or is_never_visited(url):
            continue
        variants[urlsplit(url).path] += bool(urlsplit(url).query)
        if variants[urlsplit(url).path] <= MOST_VARIANTS:
            links.append((url, bool(anchor.xpath(f"boolean({_MENUS})"))))
        if len(links) >= MOST_LINKS:
            break
    return links


def _joined(base: str, anchor: html.HtmlElement) -> str | None:
    href = (anchor.get("href") or "").strip()
    if not href or href.startswith("#") or "nofollow" in (anchor.get("rel") or ""):
        return None
    try:
        return tidy(urljoin(base, href))
    except ValueError:
        return None


def _onwards(links: list[Link], page: Page, target: Target) -> Iterator[Target]:
    """Offers by their address; categories and sellers by theirs, or by standing in a menu."""
    home = urljoin(page.url, "/")
    for url, in_menu in links:
        kind = kind_by_url(url)
        if kind is None and in_menu and url != home:
            kind = TargetKind.CATEGORY
        if kind is not None:
            yield _onward(target, url, kind)


def _sellers(links: list[Link], page: Page, target: Target) -> Iterator[Target]:
    for url, _ in links:
        if kind_by_url(url) is TargetKind.SELLER and url != page.url:
            yield _onward(target, url, TargetKind.SELLER)


def _from_sitemap(page: Page, target: Target) -> Iterator[Target]:
    """Further sitemaps and pages; those of foreign hosts are left alone."""
    reading = sitemap.read_sitemap(page.body)
    for url in reading.sitemaps:
        if _same_site(url, page.url):
            yield _onward(target, url, TargetKind.SITEMAP)
    for url in map(tidy, reading.pages):
        if not _same_site(url, page.url) or is_never_visited(url):
            continue
        kind = kind_by_url(url)
        if kind is None:  # a sitemap lists what there is to buy; its other pages read as OTHER
            kind = TargetKind.LISTING if urlsplit(url).path.strip("/") else TargetKind.HOME
        yield _onward(target, url, kind)


def _real_search(page: Page, target: Target, query: str) -> Iterator[Target]:
    url = search.search_url(page.body, page.url, query, _encoding(page))
    if url is not None and _same_site(url, page.url):
        yield _onward(target, url, TargetKind.SEARCH)


def _encoding(page: Page) -> str:
    said = (page.header("content-type") or "").lower().partition("charset=")[2].strip(" \"'")
    return said.partition(";")[0] or "utf-8"


def _is_text(page: Page) -> bool:
    """Whether it may be a page at all; what says nothing of itself is read."""
    kind = (page.header("content-type") or "text/html").lower()
    return any(word in kind for word in ("html", "xml", "text", "json"))


def _same_site(url: str, other: str) -> bool:
    """Whether a link stays on the site; addresses that cannot be read do not."""
    try:
        return urlsplit(url).scheme in {"http", "https"} and same_site(url, other)
    except ValueError:
        return False


def _onward(target: Target, url: str, kind: TargetKind) -> Target:
    return _target(target.source_id, url, kind, target.depth + 1)


def _target(source_id: str, url: str, kind: TargetKind, depth: int = 0) -> Target:
    return Target(source_id=source_id, url=url, kind=kind, depth=depth)
