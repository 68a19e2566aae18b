"""The source that is no site: look-alikes of a holder's own domain, each a shop to be read. Pure.

Its one seed is a question (survey.py); what answers is visited as any unknown shop is, each host
with its own budget, pauses and robots.txt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar

from monitor.domain.listing import PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from spiders.domains.parking import why_parked
from spiders.domains.survey import MARK
from spiders.sites.generic.spider import GenericSpider

PARKED = "parked"


class LookalikeSpider:
    """See ports/spider.py Spider."""

    name: ClassVar[str] = "lookalike-domains"

    def __init__(self) -> None:
        self._shop = GenericSpider()

    def claims(self, url: str) -> bool:
        """No address by itself: a source asks for it by name."""
        del url
        return False

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """The question which look-alikes answer."""
        del queries
        url = f"{source.url.partition('#')[0]}#{MARK}"
        yield Target(source_id=source.id, url=url, kind=TargetKind.CATEGORY)

    def read(self, page: Page, target: Target) -> PageReading:
        """As any shop's page; a parked one is told as such and holds no offer."""
        because = why_parked(page.body) if target.kind is TargetKind.HOME else None
        if because is not None and page.status < 400:
            return PageReading(kind=PageKind.OTHER, signals=(f"{PARKED}: {because}",))
        return self._shop.read(page, target)

    def follow(self, reading: PageReading, page: Page, target: Target) -> Iterator[Target]:
        """As in any shop; the links of a parked page lead to advertisements."""
        if any(signal.startswith(PARKED) for signal in reading.signals):
            return
        for found in self._shop.follow(reading, page, target):
            yield replace(found, source_id=target.source_id)
