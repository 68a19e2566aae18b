"""Where to go on a shop nobody has described: home, search, sitemaps, categories, sellers.

Offers are reported, never followed here; what leads on to offers is told by markup and by URL.
A shop whose software has a feed (spiders/engines) is read by that; its lists are visited only where
the feed cannot be read.
Layer: spiders/sites, no network; `read` is the extract package's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from monitor.domain.listing import PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.engines.choice import Engine, engine_named, engine_of, feeding, mentions, refined
from spiders.engines.feed import plain_way, told_of
from spiders.engines.marks import PLAIN
from spiders.extract import read_page
from spiders.hosts import same_host
from spiders.sites.generic import search, sitemap
from spiders.sites.generic.links import Link, links_of, seller_links, stays_on_site
from spiders.sites.generic.urls import is_act, is_never_visited, kind_by_url, tidy

THROUGH_COLLECTION: Final = re.compile(r"/collections/[^/?#]+(?=/products/[^/?#]+)")


class GenericSpider:
    """See ports/spider.py Spider, KnowsSellers and KnowsAnotherWay."""

    name: ClassVar[str] = "generic"
    engine: ClassVar[str | None] = None
    """The shop software that a source names; None = told by the home page's traces."""

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
        engine = feeding(target)
        if engine is not None:
            return engine.read(page, target)
        if target.kind is TargetKind.SITEMAP or not _is_text(page):
            return PageReading(kind=PageKind.OTHER)
        reading = read_page(page.body, url=page.url, headers=page.headers, status=page.status)
        return _with_shop(refined(reading, page), page)

    def seller_target(self, source: Source, seller: Seller) -> Target | None:
        """The page that the offer's own page linked to as the seller's, on the source's site."""
        if seller.url is None or not stays_on_site(seller.url, source.url):
            return None
        return _target(source.id, seller.url, TargetKind.SELLER)

    def instead(self, target: Target) -> Iterator[Target]:
        """The home page and its lists, for a feed that cannot be read."""
        way = plain_way(target)
        if way is not None:
            yield way

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """Offers, next page, categories, sellers; each address once."""
        seen = {tidy(page.url)}
        for way in self._follow(reading, page, target):
            found = _shortest(way, page)
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
        if told_of(target.url) is not None:
            yield from _from_feed(reading, target)
            return
        if not _is_text(page) or reading.kind in {PageKind.ERROR, PageKind.LOGIN}:
            return
        if target.kind is TargetKind.LISTING:
            for url in seller_links(page):
                yield _onward(target, url, TargetKind.SELLER)
        else:
            yield from self._from_list(reading, page, target)

    def _from_list(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """Feeds that the shop's software has; offers, next page; lists where there is no feed."""
        feeds = tuple(self._feeds(page, target)) if target.kind is TargetKind.HOME else ()
        yield from feeds
        for card in reading.cards:
            if stays_on_site(card.url, page.url) and not is_act(card.url):
                yield _onward(target, tidy(card.url), TargetKind.LISTING)
        if reading.next_url and stays_on_site(reading.next_url, page.url):
            kind = target.kind if target.kind is not TargetKind.HOME else TargetKind.CATEGORY
            yield _target(target.source_id, reading.next_url, kind, target.depth)
        has_feed = any(told_of(found.url) is not None for found in feeds)
        for found in _onwards(links_of(page), page, target):
            if not (has_feed and found.kind is TargetKind.CATEGORY):
                yield found

    def _feeds(self, page: Page, home: Target) -> Iterator[Target]:
        if urldefrag(home.url).fragment == PLAIN:
            return
        engine = self._engine_of(page)
        if engine is not None:
            yield from engine.targets(page, home)

    def _engine_of(self, page: Page) -> Engine | None:
        return engine_named(self.engine) if self.engine else engine_of(page)


def _with_shop(reading: PageReading, page: Page) -> PageReading:
    """The offer with its seller's address: the only one on the page, or the one that names him."""
    offer = reading.offer
    if offer is None or offer.seller is None:
        return reading
    links = list(seller_links(page))
    key = _letters(offer.seller.name or offer.seller.id or "")
    own = [url for url in links if key and key in _letters(unquote(url))]
    shops = own if len(links) > 1 else links
    if len(shops) != 1:
        return reading
    return replace(reading, offer=replace(offer, seller=replace(offer.seller, url=shops[0])))


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _shortest(target: Target, page: Page) -> Target:
    """An offer's own address, not the collection's through which a Shopify page leads to it."""
    url = THROUGH_COLLECTION.sub("", target.url)
    if url == target.url or target.kind is not TargetKind.LISTING or not mentions(page, "shopify"):
        return target
    return replace(target, url=url)


def _from_feed(reading: PageReading, target: Target) -> Iterator[Target]:
    """The feed's next page; its offers, which are put off as long as the feed tells of them."""
    if reading.next_url:
        yield _target(target.source_id, reading.next_url, target.kind, target.depth)
    for offer in reading.offers:
        yield _onward(target, offer.url, TargetKind.LISTING)


def _onwards(links: list[Link], page: Page, target: Target) -> Iterator[Target]:
    """Offers by their address; categories and sellers by theirs, or by standing in a menu."""
    home = urljoin(page.url, "/")
    for url, in_menu in links:
        kind = kind_by_url(url)
        if kind is None and in_menu and url != home:
            kind = TargetKind.CATEGORY
        if kind is TargetKind.CATEGORY and not same_host(url, page.url):
            continue  # the same shop in another language, or a sister: its own source
        if kind is not None:
            yield _onward(target, url, kind)


def _from_sitemap(page: Page, target: Target) -> Iterator[Target]:
    """Further sitemaps and pages; those of foreign hosts are left alone."""
    reading, root = sitemap.read_sitemap(page.body), urljoin(page.url, "/")
    for url in reading.sitemaps:
        if stays_on_site(url, page.url):
            yield _onward(target, url, TargetKind.SITEMAP)
    for written in reading.pages:
        whole = _whole(written, root)
        if whole is None or is_never_visited(whole):
            continue
        if not whole.startswith(root) and not stays_on_site(whole, page.url):
            continue
        kind = kind_by_url(whole)
        if kind is None:  # a sitemap lists what there is to buy; its other pages read as OTHER
            kind = TargetKind.LISTING if urlsplit(whole).path.strip("/") else TargetKind.HOME
        yield _onward(target, whole, kind)


def _whole(written: str, root: str) -> str | None:
    """A sitemap's address, which some shops write without the host."""
    try:
        return tidy(urljoin(root, written))
    except ValueError:  # "https://[" and the like
        return None


def _real_search(page: Page, target: Target, query: str) -> Iterator[Target]:
    url = search.search_url(page.body, page.url, query, _encoding(page))
    if url is not None and stays_on_site(url, page.url):
        yield _onward(target, url, TargetKind.SEARCH)


def _encoding(page: Page) -> str:
    said = (page.header("content-type") or "").lower().partition("charset=")[2].strip(" \"'")
    return said.partition(";")[0] or "utf-8"


def _is_text(page: Page) -> bool:
    """Whether it may be a page at all; what says nothing of itself is read."""
    kind = (page.header("content-type") or "text/html").lower()
    return any(word in kind for word in ("html", "xml", "text", "json"))


def _onward(target: Target, url: str, kind: TargetKind) -> Target:
    return _target(target.source_id, url, kind, target.depth + 1)


def _target(source_id: str, url: str, kind: TargetKind, depth: int = 0) -> Target:
    return Target(source_id=source_id, url=url, kind=kind, depth=depth)
