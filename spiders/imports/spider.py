"""The spider of walled sites: it goes nowhere. What is known of them comes from imported files.

Layer: spiders.imports, no network.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from monitor.domain.listing import PageReading
from monitor.domain.page import Page
from monitor.domain.target import Target
from monitor.domain.watch import IMPORT_SITE, Source
from spiders.extract import read_page


class ImportSpider:
    """See ports/spider.py. A source gets it by name alone: `site: import`."""

    name: ClassVar[str] = IMPORT_SITE

    def claims(self, url: str) -> bool:  # noqa: ARG002
        """None: a site is walled because somebody says so."""
        return False

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:  # noqa: ARG002
        """None."""
        return iter(())

    def read(self, page: Page, target: Target) -> PageReading:  # noqa: ARG002
        """What a page says, as anywhere."""
        return read_page(page.body, url=page.url, headers=page.headers, status=page.status)

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:  # noqa: ARG002
        """None."""
        return iter(())
