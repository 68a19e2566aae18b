"""Which shop software a site runs, by name or by the traces of its pages; loaded when met.

Layer: spiders/engines, pure.

A few plain words of the page decide which engines are asked at all, so that a page of a stranger's
shop loads none. The engine itself then weighs several traces.
"""

import importlib
from collections.abc import Iterator, Mapping
from typing import Final, Protocol, cast

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target
from spiders.engines.feed import told_of
from spiders.engines.marks import FEED as MARK
from spiders.engines.traces import LOOKED_AT, SURE

_HINTS: Final = {
    "shopify": (b"shopify",),
    "woocommerce": (b"woocommerce",),
    "magento": (b"x-magento-init", b"data-mage-init", b"magento_"),
    "prestashop": (b"prestashop", b"/modules/block", b"/modules/ps_"),
    "opencart": (b"index.php?route=", b"catalog/view/"),
    "oscar": (b"product_pod", b"/oscar/"),
}
"""Words in lower case, one of which stands on every page that an engine would recognise."""
_REFINERS: Final = {
    "magento": (b'"optionprices"', b"data-price-amount"),
    "prestashop": (b"data-product=",),
}
"""Engines that write of an offer what nobody else does, and the words where they do."""
ENGINES: Final = tuple(_HINTS)
"""Names under which a source can ask for an engine."""


class Engine(Protocol):
    """One shop software. All four are pure and never raise, whatever the page."""

    def traces(self, page: Page) -> float:
        """Confidence 0.0..1.0 that the page comes from this software; SURE and more is proof."""
        ...

    def targets(self, page: Page, home: Target) -> Iterator[Target]:
        """Feeds (see feed.py) and lists that the software has, given the shop's home page."""
        ...

    def read(self, page: Page, target: Target) -> PageReading:
        """Read a page of one of its feeds."""
        ...

    def refine(self, reading: PageReading, page: Page) -> PageReading:
        """Add to the reading of an offer's own page what this software alone writes there.

        What was read already stands.
        """
        ...


def engine_named(name: str) -> Engine:
    """The engine of that name.

    Raises:
        KeyError: there is none.
    """
    if name not in _HINTS:
        raise KeyError(name)
    return cast("Engine", importlib.import_module(f"spiders.engines.{name}.engine"))


def engine_of(page: Page) -> Engine | None:
    """The software that a page comes from; None when no traces prove one."""
    rated = [(engine.traces(page), engine) for engine in _engines_with(_HINTS, page)]
    best, engine = max(rated, key=lambda pair: pair[0], default=(0.0, None))
    return engine if best >= SURE else None


def refined(reading: PageReading, page: Page) -> PageReading:
    """The reading of an offer's own page, with what its software alone writes there."""
    for engine in _engines_with(_REFINERS, page) if reading.offer else ():
        if engine.traces(page) >= SURE:
            return engine.refine(reading, page)
    return reading


def mentions(page: Page, name: str) -> bool:
    """Tell whether a page holds a word of an engine: a reason to look closer, no proof."""
    body = page.body[:LOOKED_AT].lower()
    return any(word in body for word in _HINTS[name])


def _engines_with(words: Mapping[str, tuple[bytes, ...]], page: Page) -> list[Engine]:
    body = page.body[:LOOKED_AT].lower()
    return [engine_named(name) for name, some in words.items() if any(w in body for w in some)]


def feeding(target: Target) -> Engine | None:
    """The engine whose feed a target is; None for a page like any other."""
    told = told_of(target.url)
    return engine_named(told[MARK]) if told and _is_known(told) else None


def _is_known(told: Mapping[str, str]) -> bool:
    return told.get(MARK) in _HINTS
