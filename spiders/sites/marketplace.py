"""MarketplaceSpider: what spiders of marketplaces share; a site adds its own addresses.

Layer: spiders/sites, no network.
Flow: seeds (one search a query) -> read -> follow: offers by their canonical address, next page.

An offer's seller is not followed from here: whole shops are visited when a person confirms a case
(`seller_target`), else every offer would pull in its seller's thousands.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from typing import ClassVar, Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from monitor.domain.listing import ListingCard, PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.extract import read_page
from spiders.extract.identity import market_of, marketplace_listing

_LISTS: Final = frozenset({PageKind.SEARCH, PageKind.SELLER})
_WALLS: Final = frozenset({PageKind.CHALLENGE, PageKind.LOGIN, PageKind.ERROR, PageKind.SHELL})
_HREF: Final = re.compile(rb"(?i)href\s*=\s*[\"']?([^\"'\s<>]{1,500})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How the pages of a list are numbered in its address.

    first: number of the first page; step: from one page to the next; deepest: pages that the
    marketplace gives of one list, further ones repeat or are refused.
    """

    parameter: str = "page"
    first: int = 1
    step: int = 1
    deepest: int = 20

    def after(self, url: str) -> str | None:
        """The address of the next page; None behind the deepest."""
        parts = urlsplit(url)
        pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
        given = pairs.get(self.parameter, "")
        number = int(given) if re.fullmatch(r"\d{1,6}", given) else self.first
        if (number - self.first) // self.step + 2 > self.deepest:
            return None
        pairs[self.parameter] = str(number + self.step)
        return urlunsplit(parts._replace(query=urlencode(pairs), fragment=""))


class MarketplaceSpider(ABC):
    """See ports/spider.py Spider and KnowsSellers.

    hosts: pattern of the marketplace's hosts, without a port.
    """

    name: ClassVar[str]
    hosts: ClassVar[re.Pattern[str]]
    paging: ClassVar[Paging] = Paging()

    def claims(self, url: str) -> bool:
        """Tell whether the URL's host is the marketplace's."""
        return self.hosts.search((urlsplit(url).hostname or "").lower()) is not None

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """One search for each query; a source that names a list of its own is read from there."""
        parts = urlsplit(source.url)
        if parts.path.strip("/") or parts.query or not queries:
            yield Target(source_id=source.id, url=source.url, kind=TargetKind.CATEGORY)
        for query in queries:
            url = self.search_url(source.url, query)
            yield Target(source_id=source.id, url=url, kind=TargetKind.SEARCH)

    def read(self, page: Page, target: Target) -> PageReading:
        """Read what a page says; the next page of a list is told by its number.

        A list of one or two offers does not look like one; here it is known to be asked for, so
        any page that links to offers and is no wall is read as the list.
        """
        reading = read_page(page.body, url=page.url, headers=page.headers, status=page.status)
        if target.kind is TargetKind.LISTING or reading.kind in _WALLS or page.status >= 400:
            return reading
        cards = reading.cards or tuple(_linked_offers(page))
        if not cards:
            return reading
        kind = reading.kind if reading.kind in _LISTS else PageKind.SEARCH
        next_url = self.next_page(page.url)
        return replace(reading, kind=kind, offer=None, cards=cards, next_url=next_url)

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """Offers of a list, each once under its canonical address; the list's next page."""
        if target.kind is TargetKind.LISTING:
            return
        market = market_of(page.url)
        listing_ids = dict.fromkeys(
            card.listing_id for card in reading.cards if card.market == market and card.listing_id
        )
        for listing_id in listing_ids:
            url = self.listing_url(page.url, listing_id)
            yield _onward(target, url, TargetKind.LISTING, target.depth + 1)
        if reading.next_url is not None:
            yield _onward(target, reading.next_url, target.kind, target.depth)

    def seller_target(self, source: Source, seller: Seller) -> Target | None:
        """The seller's whole shop; None where the page gave too little of him to find it."""
        url = self.shop_url(source.url, seller)
        if url is None:
            return None
        return Target(source_id=source.id, url=url, kind=TargetKind.SELLER)

    def next_page(self, url: str) -> str | None:
        """The address of a list's next page; None when the marketplace gives no more."""
        return self.paging.after(url)

    @abstractmethod
    def search_url(self, root: str, query: str) -> str:
        """The first result page. root: any URL of the marketplace; scheme and country are its."""

    @abstractmethod
    def listing_url(self, root: str, listing_id: str) -> str:
        """The canonical address of an offer. root: as above."""

    @abstractmethod
    def shop_url(self, root: str, seller: Seller) -> str | None:
        """The list of all that a seller offers. root: as above."""


def address(root: str, path: str, host: str | None = None, **query: str) -> str:
    """An address of the marketplace: scheme of `root`, its host unless another is named."""
    parts = urlsplit(root)
    return urlunsplit((parts.scheme, host or parts.netloc, path, urlencode(query), ""))


def _linked_offers(page: Page) -> Iterator[ListingCard]:
    """Offers that a page links to, without parsing it a second time."""
    for href in dict.fromkeys(_HREF.findall(page.body)):
        try:
            url = urljoin(page.url, unescape(href.decode("utf-8", "replace")))
            known = marketplace_listing(url)
        except ValueError:
            continue
        if known is not None:
            yield ListingCard(url=url, market=known[0], listing_id=known[1])


def _onward(target: Target, url: str, kind: TargetKind, depth: int) -> Target:
    return Target(source_id=target.source_id, url=url, kind=kind, depth=depth)
