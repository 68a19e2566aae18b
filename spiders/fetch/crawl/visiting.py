"""The visits of one batch, as a Scrapy spider: each page becomes exactly one Visit.

Layer: spiders/fetch. Scrapy asks for requests and brings answers; what to follow is batch.py's,
what a page says is the site spider's, what an answer means is outcomes.py's.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin

import scrapy
import structlog
from scrapy import Request, signals
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.defer import deferred_from_coro

from monitor.domain.errors import EgressRefused, StoreRefused
from monitor.domain.listing import PageReading
from monitor.domain.page import Page, PageKind
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import BrowserUse
from monitor.ports.blobs import Blobs
from monitor.ports.spider import KnowsAnotherWay, Spider
from spiders.fetch.crawl import middleware
from spiders.fetch.crawl.answers import page_of, redirected
from spiders.fetch.crawl.batch import BatchFrontier, Step, at_one_address, secured
from spiders.fetch.crawl.controls import Controls
from spiders.fetch.crawl.failures import Trouble, meaning_of_failure
from spiders.fetch.crawl.keeping import Keeper
from spiders.fetch.crawl.pictures import OWN_AT_ONCE, OWN_DELAY_S, Pictures
from spiders.fetch.crawl.robots import product_token
from spiders.fetch.crawl.sightings import Sightings
from spiders.fetch.crawl.standstill import DEAD_REST_S, Standstill
from spiders.fetch.egress import EgressPolicy
from spiders.fetch.order import CrawlOrder
from spiders.fetch.outcomes import asks_for_pause, meaning_of_reading, pause_s, why_unread
from spiders.fetch.refused import Refused, Unsent
from spiders.fetch.visits import visit_of
from spiders.hosts import same_site

log = structlog.get_logger(__name__)

LEASED_FIRST: Final = 100
LARGEST_SITEMAP_BYTES: Final = 50 * 1024 * 1024
"""What the protocol allows of one; any other page is cut at a fifth of it (child.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What the visits need. refusals: shared with the resolver, see there."""

    order: CrawlOrder
    site: Spider
    blobs: Blobs
    policy: EgressPolicy
    refusals: dict[str, str]
    emit: Callable[[Visit], None]


class Visiting(scrapy.Spider):
    """Visits the targets of one order and what they lead on to."""

    name = "visiting"

    def __init__(self, errand: Errand) -> None:
        super().__init__()
        self.policy = errand.policy
        self.token = product_token(errand.order.user_agent)
        self.ended_because: str | None = None
        self.closed_because: str | None = None
        self._errand = errand
        self._source = errand.order.source
        self._batch = BatchFrontier(errand.order)
        keeper = Keeper(errand.blobs)
        pictures = Pictures(keeper, self._picture, errand.order.images_per_offer)
        self._sightings = Sightings(
            errand.order, keeper, pictures, lambda: self.ended_because is not None
        )
        self._standstill = Standstill()
        self._controls = Controls(errand.site, self._source.id, self._asked_beside)
        self._waiting: dict[str, list[Step]] = {}
        self._page_hosts: set[str] = set()

    async def start(self) -> AsyncIterator[Request]:
        """Requests for the leased targets; those of one page wait for one answer."""
        self.crawler.signals.connect(self._arrived, signals.response_downloaded)
        for step in self._batch.leased(_now()):
            if step.url in self._waiting:
                self._waiting[step.url].append(step)
                continue
            self._waiting[step.url] = []
            request = self._request(step)
            if request is not None:
                yield request

    def _arrived(self, response: Response, request: Request) -> None:
        """Called for each answer before the next request leaves: a pause asked for begins here."""
        names_one = b"Retry-After" in response.headers
        if "step" in request.cb_kwargs and asks_for_pause(response.status, names_one):
            self.end("the site asked for a pause")

    def end(self, because: str) -> None:
        """Stop asking for more; what waits in a queue is dropped, what is under way finishes."""
        if self.ended_because is not None:
            return
        self.ended_because = because
        engine = middleware.engine_of(self.crawler)
        for slot in engine.downloader.slots.values():
            while slot.queue:
                _request, waiting = slot.queue.popleft()
                waiting.errback(Unsent(because))
        deferred_from_coro(engine.close_spider_async(reason=because))

    def closed(self, reason: str) -> None:
        """Scrapy says why the crawl has ended."""
        self.closed_because = reason

    def failure(self, error: BaseException, url: str) -> Trouble:
        """What an exception means."""
        return meaning_of_failure(error, url, self._errand.refusals)

    async def answered(self, response: Response, step: Step) -> AsyncIterator[Request]:
        """Turn an answer into a visit and into the requests it leads to.

        One page's trouble is that page's failed visit: nothing a page holds ends the batch.

        Raises:
            OSError: visits can no longer be handed over; the batch ends.
            StoreRefused: pages can no longer be kept; the batch ends.
        """
        page = page_of(response, step)
        try:
            requests = await self._answer(page, step)
        except (OSError, StoreRefused):  # the parent went away, or the disk is full: it is over
            self.end("visits can no longer be handed over")
            raise
        except Exception as error:
            log.exception("page.failed", url=step.url)
            because = f"reading the page failed: {type(error).__name__}: {error}"
            self._emit(step, VisitOutcome.FAILED, because, page=page)
            requests = []
        for request in requests:
            if self.ended_because is None:
                yield request

    def failed(self, failure: Any) -> None:  # noqa: ANN401 - Twisted's Failure
        """Turn a request that brought no answer into a visit."""
        step: Step = failure.request.cb_kwargs["step"]
        if failure.check(Unsent):
            return
        trouble = self.failure(failure.value, step.url)
        rest_s = DEAD_REST_S if trouble.dead else None
        asked = trouble.dead and not isinstance(failure.value, Refused)
        self._emit(step, trouble.outcome, trouble.because, asked_dead=asked, retry_after_s=rest_s)

    def _request(self, step: Step) -> Request | None:
        try:
            self._page_hosts.add(self.policy.check_url(step.url).host)
            return Request(
                step.url,
                callback=self.answered,
                errback=self.failed,
                cb_kwargs={"step": step},
                dont_filter=True,
                priority=LEASED_FIRST if step.target_id is not None else -step.target.depth,
                meta=self._meta(step),
            )
        except EgressRefused as error:
            self._emit(step, VisitOutcome.POLICY, error.because)
        except ValueError as error:
            self._emit(step, VisitOutcome.FAILED, f"the URL cannot be requested: {error}")
        return None

    def _meta(self, step: Step) -> dict[str, Any]:
        if step.target.kind is TargetKind.SITEMAP:
            return {"download_maxsize": LARGEST_SITEMAP_BYTES}
        always = self._source.browser is BrowserUse.ALWAYS and self._errand.order.browser
        if not step.rendered and (not always or step.is_feed):
            return {}
        meta: dict[str, Any] = self.settings["RIGHTSWATCH_RENDERED_META"]
        return dict(meta)

    def _requests(self, steps: list[Step]) -> list[Request]:
        return [request for step in steps if (request := self._request(step)) is not None]

    async def _answer(self, page: Page, step: Step) -> list[Request]:
        location = page.header("location")
        if 300 <= page.status < 400 and location:
            onward = redirected(page, step, location, self.policy)
            if isinstance(onward, Step):
                return self._requests([onward])
            self._emit(step, onward.outcome, onward.because, page=page)
            return []
        unread = why_unread(page, step.target)
        if unread is not None:
            rest_s = pause_s(page)
            await self._emit_with_control(step, *unread, page=page, retry_after_s=rest_s)
            return []
        reading = self._errand.site.read(page, step.target)
        if reading.kind is PageKind.SHELL and not page.rendered and self._may_render:
            return self._requests([replace(step, rendered=True)])
        return await self._read(page, step, reading)

    @property
    def _may_render(self) -> bool:
        return (
            self._errand.order.browser is not None and self._source.browser is not BrowserUse.NEVER
        )

    async def _read(self, page: Page, step: Step, reading: PageReading) -> list[Request]:
        outcome, because = meaning_of_reading(reading.kind, page.status, step.target)
        if outcome is not VisitOutcome.READ:
            await self._emit_with_control(step, outcome, because, page=page, page_kind=reading.kind)
            return []
        self._standstill.answered()  # now, not when its pictures and bytes are kept
        if reading.kind is PageKind.SHELL:
            because = self._why_shell(page)
        sightings = await self._sightings.of(page, reading)
        steps: list[Step] = []
        for one in (step, *self._waiting.pop(step.asked, ())):
            found = at_one_address(self._errand.site.follow(reading, page, one.target), page.url)
            found += await self._sitemaps(page, one)
            await self._emit_with_control(
                one,
                outcome,
                because,
                page=page,
                page_kind=reading.kind,
                sightings=sightings if one is step else (),
                found=found,
            )
            following = secured(reading.next_url, page.url) if reading.next_url else None
            steps.extend(self._batch.followed(one, found, following, _now()))
        return self._requests(steps)

    def _why_shell(self, page: Page) -> str:
        if page.rendered:
            return "stays empty in a browser too"
        if self._source.browser is BrowserUse.NEVER:
            return "needs a browser, which this source is not to use"
        return "needs a browser, none found"

    async def _sitemaps(self, page: Page, step: Step) -> tuple[Target, ...]:
        """Sitemaps that robots.txt names; read once the home page is."""
        if step.target.kind is not TargetKind.HOME:
            return ()
        rules = await self._robots.rules(page.url)
        own = [urljoin(page.url, url) for url in rules.sitemaps]
        return tuple(
            Target(source_id=self._source.id, url=url, kind=TargetKind.SITEMAP, depth=1)
            for url in own
            if same_site(url, page.url)
        )

    @property
    def _robots(self) -> middleware.RobotsMiddleware:
        passed = middleware.engine_of(self.crawler).downloader.middleware.middlewares
        return next(part for part in passed if isinstance(part, middleware.RobotsMiddleware))

    async def _emit_with_control(
        self,
        step: Step,
        outcome: VisitOutcome,
        because: str | None,
        **more: Any,  # noqa: ANN401
    ) -> None:
        ended = self.ended_because is not None
        alive = await self._controls.alive(step.control_url, ended=ended)
        self._emit(step, outcome, because, control_alive=alive, **more)

    async def _asked_beside(self, step: Step) -> Page:
        """A page fetched beside the visits."""
        request = Request(step.url, callback=NO_CALLBACK, meta=self._meta(step))
        return page_of(await self._download(request), step)

    async def _picture(self, request: Request) -> Response:
        host = self.policy.check_url(request.url).host
        if host not in self._page_hosts:
            delay_s = self.settings.getfloat("DOWNLOAD_DELAY")
            middleware.pace(self.crawler, host, min(delay_s, OWN_DELAY_S), OWN_AT_ONCE)
        return await self._download(request)

    async def _download(self, request: Request) -> Response:
        if self.ended_because is not None:
            raise Unsent(self.ended_because)
        return await middleware.download(self.crawler, request)

    def _emit(
        self,
        step: Step,
        outcome: VisitOutcome,
        because: str | None,
        *,
        page: Page | None = None,
        asked_dead: bool = False,
        **more: Any,  # noqa: ANN401 - further fields of the visit
    ) -> None:
        """Hand over the visit of one page, for every target that waited for it.

        asked_dead: a connection was tried, and nobody answers there.
        """
        if more.get("control_alive"):
            self._standstill.answered()
        halt = self._standstill.met(outcome, dead=asked_dead)
        if halt is not None:
            because = f"{because}; {halt.because}: nothing more is asked for now"
            more["retry_after_s"] = halt.rest_s
        for one in (step, *self._waiting.pop(step.asked, ())):
            self._hand_over(one, outcome, because, page, **more)
        if halt is not None:
            self.end(halt.because)

    def _hand_over(
        self,
        step: Step,
        outcome: VisitOutcome,
        because: str | None,
        page: Page | None,
        **more: Any,  # noqa: ANN401 - further fields of the visit
    ) -> None:
        if outcome is not VisitOutcome.READ:
            more["found"] = self._instead(step)
        self._errand.emit(visit_of(step, outcome, because, page, **more))

    def _instead(self, step: Step) -> tuple[Target, ...]:
        """Where the site's spider goes on when a page cannot be read; begun at once."""
        site = self._errand.site
        found = tuple(site.instead(step.target)) if isinstance(site, KnowsAnotherWay) else ()
        if found and self.ended_because is None:
            for request in self._requests(list(self._batch.followed(step, found, None, _now()))):
                middleware.engine_of(self.crawler).crawl(request)
        return found


def _now() -> datetime:
    return datetime.now(UTC)
