"""Which spider reads a source. Apart from the fetching, so that planning does not load it."""

from collections.abc import Sequence
from typing import TypeVar

from monitor.domain.errors import UnknownSite
from monitor.domain.watch import Source
from monitor.ports.spider import Seeding

AUTO = "auto"
S = TypeVar("S", bound=Seeding)


def choose_spider(source: Source, spiders: Sequence[S]) -> S:
    """The spider a source names, else the first that claims its URL.

    Raises:
        UnknownSite: no spider has that name, or none claims the URL.
    """
    fitting = [
        spider
        for spider in spiders
        if (spider.name == source.site if source.site != AUTO else spider.claims(source.url))
    ]
    if not fitting:
        raise UnknownSite(source.id, source.site, [spider.name for spider in spiders])
    return fitting[0]
