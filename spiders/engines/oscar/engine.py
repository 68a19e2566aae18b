"""django-oscar: traces, and the catalogue that lists everything. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target, TargetKind
from spiders.engines import feed
from spiders.engines.traces import Trace, classed, linked, weigh

NAME: Final = "oscar"
_TRACES: Final[tuple[Trace, ...]] = (
    (0.4, linked(rb"/oscar/(?:css|js|img)/")),
    (0.35, classed(rb"product_pod\b")),
    (0.3, re.compile(rb"\boscar\.(?:init|messages|search|basket)\b")),
    (0.3, linked(rb"/catalogue/(?:category/|[\"'])")),
    (0.2, classed(rb"price_color\b|basket-mini|add-to-basket")),
)
_CATALOGUE: Final = re.compile(rb"""href=["']([^"'<>\s]{0,200}?/catalogue/)(?:category/|["'])""")


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The catalogue: every offer, page by page."""
    named = _CATALOGUE.search(page.body)
    url = feed.joined(page.url, named[1].decode("utf-8", "replace")) if named else None
    if url is not None:
        yield Target(
            source_id=home.source_id, url=url, kind=TargetKind.CATEGORY, depth=home.depth + 1
        )


def read(page: Page, target: Target) -> PageReading:  # noqa: ARG001 - it has no feed
    """See choice.Engine."""
    return feed.no_feed(page)


def refine(reading: PageReading, page: Page) -> PageReading:  # noqa: ARG001 - all is visible there
    """See choice.Engine."""
    return reading
