"""What every request of the crawl passes on its way out: address policy, headers, robots.txt.

Scrapy calls `process_request` for pages, pictures and robots.txt files alike, before its per-host
queue; so a refused request costs no place in it. The resolver checks again where it connects.
"""

import asyncio
from collections.abc import Awaitable
from typing import Protocol, Self, cast
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadConnectionRefusedError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from monitor.domain.errors import EgressRefused
from monitor.domain.target import VisitOutcome
from spiders.fetch.crawl.robots import (
    LARGEST_BYTES,
    MOST_REDIRECTS,
    RobotsRules,
    rules_from_answer,
    rules_unreachable,
)
from spiders.fetch.egress import EgressPolicy
from spiders.fetch.refused import Refused, Unsent

UNASKED = "rightswatch_is_robots"
RESTARTS_WITHIN_S = 2.0


def engine_of(crawler: Crawler) -> ExecutionEngine:
    """The running engine of a crawl.

    Raises:
        RuntimeError: the crawl has not begun or has ended.
    """
    if crawler.engine is None:
        message = "the crawl has no engine now"
        raise RuntimeError(message)
    return crawler.engine


async def download(crawler: Crawler, request: Request) -> Response:
    """Fetch one thing beside the visits; it passes the same middleware and queues."""
    return await engine_of(crawler).download_async(request)


def pace(crawler: Crawler, host: str, delay_s: float, at_once: int) -> None:
    """Give a host a pace of its own, unless it has one."""
    own = {"delay": delay_s, "concurrency": at_once, "jitter": 0.0}
    engine_of(crawler).downloader.per_slot_settings.setdefault(host, own)


class Guarded(Protocol):
    """What the middleware asks of the Scrapy spider it serves."""

    policy: EgressPolicy
    token: str

    def failure(self, error: BaseException, url: str) -> tuple[VisitOutcome, str, bool]:
        """An exception as outcome, sentence, and whether nobody answers there."""
        ...


def _guarded(crawler: Crawler) -> Guarded:
    return cast("Guarded", crawler.spider)


class OutgoingMiddleware:
    """Refuses URLs the address policy forbids, whoever asked for them; dresses the others.

    One in place of Scrapy's for headers, user agent and time limit: each of them costs a request
    as much as the whole of this.
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._crawler = crawler
        self._within_s = settings.getfloat("DOWNLOAD_TIMEOUT")
        self._headers = dict(settings.getdict("DEFAULT_REQUEST_HEADERS"))
        self._headers["User-Agent"] = settings["USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds its components."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or refuse it.

        Raises:
            Refused: with outcome POLICY.
        """
        try:
            _guarded(self._crawler).policy.check_url(request.url)
        except EgressRefused as error:
            raise Refused(VisitOutcome.POLICY, error.because) from error
        for name, value in self._headers.items():
            request.headers.setdefault(name, value)
        request.meta.setdefault("download_timeout", self._within_s)


class RobotsMiddleware:
    """Asks each origin's robots.txt once a batch and keeps to it; a wished delay is granted."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, asyncio.Future[RobotsRules]] = {}
        self._known: dict[str, RobotsRules] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """As Scrapy builds its components."""
        return cls(crawler)

    def process_request(self, request: Request) -> Awaitable[None] | None:
        """Let the request pass, or refuse it; at once where the rules are known.

        Raises:
            Refused: with outcome ROBOTS, or POLICY for an origin with a forbidden address.
        """
        if request.meta.get(UNASKED):
            return None
        rules = self._known.get(_origin_of(request.url))
        if rules is None:
            return self._obey_soon(request)
        _obey(rules, request)
        return None

    async def _obey_soon(self, request: Request) -> None:
        _obey(await self.rules(request.url), request)

    async def rules(self, url: str) -> RobotsRules:
        """Rules of the URL's origin, fetched when first asked for."""
        origin = _origin_of(url)
        if origin not in self._asked:
            self._asked[origin] = asyncio.ensure_future(self._fetch(origin))
        self._known[origin] = await asyncio.shield(self._asked[origin])
        return self._known[origin]

    async def _fetch(self, origin: str) -> RobotsRules:
        spider = _guarded(self._crawler)
        try:
            answer = await self._ask(origin)
        except Unsent:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was, we have no permission
            outcome, because, dead = spider.failure(error, origin)
            if isinstance(error, Refused):  # a redirect of robots.txt led to a forbidden place
                outcome = VisitOutcome.ROBOTS
            return rules_unreachable(outcome, because, spider.token, dead=dead)
        rules = rules_from_answer(answer.status, answer.body, spider.token)
        if rules.delay_s:
            self._slow_down(urlsplit(origin).hostname or "", rules.delay_s)
        return rules

    async def _ask(self, origin: str) -> Response:
        """The answer for robots.txt; where nobody listens, once more: servers are restarted."""
        try:
            return await self._follow(f"{origin}/robots.txt")
        except DownloadConnectionRefusedError:
            await asyncio.sleep(RESTARTS_WITHIN_S)
            return await self._follow(f"{origin}/robots.txt")

    async def _follow(self, url: str) -> Response:
        for _ in range(MOST_REDIRECTS + 1):
            meta = {UNASKED: True, "download_maxsize": 4 * LARGEST_BYTES}
            request = Request(url, callback=NO_CALLBACK, meta=meta, priority=1000)
            answer = await download(self._crawler, request)
            location = answer.headers.get(b"Location")
            if not (300 <= answer.status < 400 and location):
                break
            url = urljoin(url, location.decode("latin-1"))
        return answer

    def _slow_down(self, host: str, delay_s: float) -> None:
        """As AutoThrottle does: the running slot, and the settings of one made anew."""
        downloader = engine_of(self._crawler).downloader
        delay_s = max(delay_s, self._crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {"delay": delay_s, "concurrency": 1, "jitter": 0.0}
        if host in downloader.slots:
            downloader.slots[host].delay = delay_s
            downloader.slots[host].concurrency = 1


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _obey(rules: RobotsRules, request: Request) -> None:
    """Refuse what the rules forbid.

    Raises:
        Refused: with the outcome they name.
    """
    because = rules.why_refused(request.url)
    if because:
        raise Refused(rules.outcome, because, rules.dead)
