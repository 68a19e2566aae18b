"""OpenCart: traces, its own map of the shop and its list of makers. Pure."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target, TargetKind
from spiders.engines import feed
from spiders.engines.traces import HeaderTrace, Trace, linked, weigh

NAME: Final = "opencart"
_TRACES: Final[tuple[Trace, ...]] = (
    (0.4, re.compile(rb"index\.php\?route=(?:common|product|information|checkout|account)/\w")),
    (0.4, linked(rb"catalog/view/(?:javascript|theme|stylesheet)/")),
    (0.25, re.compile(rb"\b(?:cart|wishlist|compare)\.add\(|data-oc-toggle=|button-cart")),
    (0.2, re.compile(rb"(?i)powered by\s*(?:<a\b[^>]{0,120}>\s*)?opencart")),
    (0.2, re.compile(rb"image/cache/catalog/|[?&;]product_id=\d")),
)
_HEADERS: Final[tuple[HeaderTrace, ...]] = ((0.3, "set-cookie", "ocsessid"),)
_LISTS: Final = ("information/sitemap", "product/manufacturer")


def traces(page: Page) -> float:
    """See choice.Engine."""
    return weigh(page, _TRACES, _HEADERS)


def targets(page: Page, home: Target) -> Iterator[Target]:
    """The map of the shop and its makers; both lead to every offer that a category or maker has."""
    for route in _LISTS:
        yield Target(
            source_id=home.source_id,
            url=urljoin(page.url, f"index.php?route={route}"),
            kind=TargetKind.CATEGORY,
            depth=home.depth + 1,
        )


def read(page: Page, target: Target) -> PageReading:  # noqa: ARG001 - it has no feed
    """See choice.Engine."""
    return feed.no_feed(page)


def refine(reading: PageReading, page: Page) -> PageReading:  # noqa: ARG001 - all is visible there
    """See choice.Engine."""
    return reading
