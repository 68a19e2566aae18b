"""Controls: listings known to be alive, asked beside a recheck: a wall is no end of an offer.

Each is asked once a batch.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import urldefrag, urljoin

from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind
from monitor.ports.spider import Spider
from spiders.fetch.crawl.batch import MOST_REDIRECTS, Step
from spiders.hosts import same_site

Fetch = Callable[[Step], Awaitable[Page]]


class Controls:
    """What the controls of one batch answer. fetch: asks for one page, follows no redirect."""

    def __init__(self, site: Spider, source_id: str, fetch: Fetch) -> None:
        self._site = site
        self._source_id = source_id
        self._fetch = fetch
        self._alive: dict[str, bool] = {}

    async def alive(self, url: str | None, *, ended: bool) -> bool | None:
        """Whether a listing still answers as one; None where there is none or it is too late."""
        if url is None or (url not in self._alive and ended):
            return None
        if url not in self._alive:
            self._alive[url] = await self._answers_as_listing(url)
        return self._alive[url]

    async def _answers_as_listing(self, url: str) -> bool:
        target = Target(source_id=self._source_id, url=url, kind=TargetKind.LISTING)
        step = Step(target=target, url=urldefrag(url).url, started_at=datetime.now(UTC))
        try:
            for _ in range(MOST_REDIRECTS + 1):
                page = await self._fetch(step)
                location = page.header("location")
                if not (300 <= page.status < 400 and location):
                    break
                step = step.moved(urljoin(page.url, location))
            return self._is_listing(page, target)
        except Exception:  # noqa: BLE001 - whatever it was, the control did not answer
            return False

    def _is_listing(self, page: Page, target: Target) -> bool:
        return (
            page.status == 200
            and self._site.read(page, target).kind is PageKind.LISTING
            and same_site(page.url, target.url)
        )
