"""CrawlOrder: everything a crawl child needs, so that it asks nobody.

Apart from child.py so that the parent, which only writes orders, does not load the crawl engine.
"""

from dataclasses import dataclass

from monitor.domain.target import LeasedTarget, Target
from monitor.domain.watch import Source
from monitor.ports.browser import BrowserSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlOrder:
    """One batch of due targets of one source.

    time_limit_s: the child ends by itself before this; targets it did not reach get no visit.
    images_per_offer: most pictures fetched for one offer; 0 = none. max_pages: most pages fetched,
    leased ones and followed ones together. browser None = shells stay unread. visited_lately: pages
    that lead on; they are followed again only where met nearer to the seed. Leases stand all the
    same.
    """

    source: Source
    targets: tuple[LeasedTarget, ...]
    user_agent: str
    contact: str
    time_limit_s: float
    max_pages: int
    images_per_offer: int = 4
    browser: BrowserSpec | None = None
    visited_lately: tuple[Target, ...] = ()
