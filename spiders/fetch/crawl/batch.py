"""The batch in the child: which pages are visited, in which order, and when it is enough.

Leased targets come first. Pages that lead on (categories, next pages, sitemaps) bring more pages
that lead on; those are followed in the same batch, offers wait for a lease of their own. Traps
(calendars, facets, endless "next") are closed by counting. No network.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urldefrag, urlsplit

from monitor.domain.target import Target, TargetKind
from spiders.engines.marks import FEED, OURS
from spiders.fetch.order import CrawlOrder
from spiders.hosts import same_host

MOST_REDIRECTS: Final = 5
MOST_VARIANTS: Final = 40
"""Query strings visited of one path in one batch, next pages apart: more are facets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page on its way: what it is for, and where it stands.

    url: what is requested next, without fragment. trail: URLs requested so far.
    """

    target: Target
    url: str
    started_at: datetime
    target_id: int | None = None
    control_url: str | None = None
    trail: tuple[str, ...] = ()
    rendered: bool = False

    @property
    def asked(self) -> str:
        """The URL first requested, before any redirect."""
        return self.trail[0] if self.trail else self.url

    @property
    def is_feed(self) -> bool:
        """Whether what is asked for is no page: a browser would only wrap it into one."""
        return urldefrag(self.target.url).fragment.startswith(FEED)

    def moved(self, url: str) -> "Step":
        """The same page at the place a redirect names."""
        return replace(self, url=url, trail=(*self.trail, self.url))


class BatchFrontier:
    """What is visited in one child. Not thread-safe: it lives in the event loop."""

    def __init__(self, order: CrawlOrder) -> None:
        self._order = order
        self._left = order.max_pages
        self._seen: set[str] = set()
        self._lately = _depths(order.visited_lately)
        self._met: dict[str, set[str]] = {}
        self._lists: dict[str, str] = {}
        self._variants: Counter[str] = Counter()

    def leased(self, now: datetime) -> Iterator[Step]:
        """Steps of the leased targets, within the page budget; twins as the source's URL is."""
        for lease in self._order.targets[: self._left]:
            self._seen.add(_key(lease.target))
        urls = {urldefrag(lease.target.url).url for lease in self._order.targets}
        plain = {as_https(url): url for url in urls if as_https(url) != url}
        for lease in self._order.targets[: self._left]:
            url = secured(urldefrag(lease.target.url).url, self._order.source.url)
            over_tls = self._order.source.url.startswith("https://")
            yield Step(
                target=lease.target,
                url=url if over_tls else plain.get(url, url),
                started_at=now,
                target_id=lease.id,
                control_url=lease.control_url,
            )
        self._left = max(self._left - len(self._order.targets), 0)

    def followed(
        self, page: Step, found: Iterable[Target], next_url: str | None, now: datetime
    ) -> Iterator[Step]:
        """Steps for those targets, found on a page, that are visited at once.

        A next page is followed only while its predecessor brought offers not met before: for a
        search, a seller or a feed, not met in that list; for categories, which overlap, in none.
        """
        targets = list(found)
        fresh = self._count_fresh(page, targets)
        for target in targets:
            is_next = target.url == next_url
            if not target.kind.leads_on or (is_next and not fresh):
                continue
            if self._admits(target, is_next=is_next):
                if is_next:
                    self._lists[target.url] = self._list_of(page)
                yield Step(target=target, url=urldefrag(target.url).url, started_at=now)

    def _count_fresh(self, page: Step, targets: Iterable[Target]) -> int:
        offers = {_key(t) for t in targets if t.kind is TargetKind.LISTING}
        met = self._met.setdefault(self._list_of(page), set())
        fresh = len(offers - met)
        met |= offers
        return fresh

    def _list_of(self, page: Step) -> str:
        """The list a page belongs to, by the address of its first page."""
        own = page.target.kind in {TargetKind.SEARCH, TargetKind.SELLER} or _is_ours(page.target)
        if not own:
            return "categories"
        return self._lists.get(page.target.url, page.target.url)

    def _admits(self, target: Target, *, is_next: bool) -> bool:
        if self._left <= 0 or target.depth > self._order.source.max_depth:
            return False
        if target.source_id != self._order.source.id or self._is_known(target):
            return False
        parts = urlsplit(target.url)
        if parts.query and not is_next and target.kind is not TargetKind.SEARCH:
            self._variants[parts.path] += 1
            if self._variants[parts.path] > MOST_VARIANTS:
                return False
        self._seen.add(_key(target))
        self._left -= 1
        return True

    def _is_known(self, target: Target) -> bool:
        """Visited in this batch, or lately and no farther from the seed than it is met now."""
        key = _key(target)
        return key in self._seen or self._lately.get(key, target.depth + 1) <= target.depth


def _depths(pages: Iterable[Target]) -> dict[str, int]:
    depths: dict[str, int] = {}
    for page in pages:
        depths[_key(page)] = min(page.depth, depths.get(_key(page), page.depth))
    return depths


def as_https(url: str) -> str:
    """The same address over TLS; one with a port of its own stays as it is."""
    scheme, _, rest = url.partition("://")
    plain = scheme == "http" and ":" not in rest.partition("/")[0]
    return f"https://{rest}" if plain else url


def secured(url: str, near: str) -> str:
    """A URL over TLS where `near`, a URL of the same host, is known to be: one page, one address.

    Shops that once spoke plain HTTP still link to it here and there.
    """
    over_tls = as_https(url)
    try:
        known = over_tls != url and near.startswith("https://") and same_host(url, near)
    except ValueError:
        return url
    return over_tls if known else url


def at_one_address(found: Iterable[Target], page_url: str) -> tuple[Target, ...]:
    """What a page leads to, each page once, over TLS where the page itself came over it."""
    by_url: dict[str, Target] = {}
    for target in found:
        url = secured(target.url, page_url)
        by_url.setdefault(url, target if url == target.url else replace(target, url=url))
    return tuple(by_url.values())


def _key(target: Target) -> str:
    """One page, one key, whatever the scheme. What is wanted of it may differ by the fragment."""
    ours = target.kind is TargetKind.SEARCH or _is_ours(target)
    url = target.url if ours else urldefrag(target.url).url
    return url.partition("://")[2]


def _is_ours(target: Target) -> bool:
    return urldefrag(target.url).fragment.startswith(OURS)
