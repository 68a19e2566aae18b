"""Spider: where to go on one kind of site, and what its pages say. No network in either."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol, runtime_checkable

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.seller import Seller
from monitor.domain.target import Target
from monitor.domain.watch import Source


class Seeding(Protocol):
    """Who knows what a source is visited for first: a Spider, or an Asker (asker.py)."""

    name: ClassVar[str]

    def claims(self, url: str) -> bool:
        """Tell whether this spider knows the site behind the URL."""
        ...

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """First targets: searches for each query where the site has them, else its home page."""
        ...


class Spider(Seeding, Protocol):
    """One marketplace, one shop engine, or the generic shop."""

    def read(self, page: Page, target: Target) -> PageReading:
        """Read what a page says. Pure."""
        ...

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """Targets that the page leads to, within the same source. Pure."""
        ...


@runtime_checkable
class KnowsSellers(Protocol):
    """A spider that can find a seller's whole shop from what one offer says of him."""

    def seller_target(self, source: Source, seller: Seller) -> Target | None:
        """The list of all that a seller offers; None when too little is known of him."""
        ...


@runtime_checkable
class KnowsAnotherWay(Protocol):
    """A spider whose targets can be shortcuts, with a longer way to the same offers."""

    def instead(self, target: Target) -> Iterator[Target]:
        """Where to go when a target could not be read, for whatever reason; mostly nowhere."""
        ...
