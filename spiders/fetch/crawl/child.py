"""One batch of due targets, visited by Scrapy inside a child process.

The parent starts a process, hands it a CrawlOrder and reads Visits as they come; it kills the
process when it does not end by itself. So `crawl` runs once a process: its reactor cannot be
started twice.

Why Scrapy's own transport with another name resolver, and not an own download handler: every
connection of it asks the reactor's resolver, IP literals included, and goes to exactly the
address it was given (resolver.py). Pooling, time limits, body caps and TLS stay Scrapy's.

Nothing is written to stdout here; it may be the parent's channel.
"""

import contextlib
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

import scrapy.core.downloader.handlers.http11  # noqa: F401 - 0.2 CPU s each fork would pay again
import scrapy.squeues  # noqa: F401
import structlog
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.statscollectors import StatsCollector

from monitor.domain.errors import FetchFailed
from monitor.domain.target import Visit
from monitor.domain.watch import BrowserUse
from monitor.ports.blobs import Blobs
from monitor.ports.spider import Spider
from spiders.choice import choose_spider
from spiders.fetch.browser.proxy import ForwardProxy
from spiders.fetch.crawl.middleware import OutgoingMiddleware, RobotsMiddleware
from spiders.fetch.crawl.resolver import PinnedResolver
from spiders.fetch.crawl.unpacking import Unpacking
from spiders.fetch.crawl.visiting import Errand, Visiting
from spiders.fetch.egress import EgressPolicy, Resolve, rules_of, system_resolve
from spiders.fetch.order import CrawlOrder

__all__ = ["CrawlOrder", "crawl"]

log = structlog.get_logger(__name__)

CONCURRENT_ITEMS: Final = 1
"""Scrapy starts that many tasks for every answer. CPU a page with 1, 4, 100 of them: 17.8, 18.8,
22.3 ms (`bench/crawl.py --concurrent-items`, 250 pages, a loaded 2-core machine)."""
HANDLER: Final = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
LARGEST_PAGE_BYTES: Final = 10 * 1024 * 1024
ENDS_WITHIN_S: Final = 8.0
"""After a signal: what is under way may finish that long."""
SHORTEST_DELAY_S: Final = 0.002
"""With none, Scrapy 2.19 starts every waiting request of a host at once, whatever the concurrency:
it counts a request as under way only when its task has begun."""
ANSWER_WITHIN_S: Final = 30.0
"""One answer, from the connection to its last byte."""


def crawl(
    order: CrawlOrder,
    blobs: Blobs,
    spiders: Sequence[Spider],
    emit: Callable[[Visit], None],
    resolve: Resolve = system_resolve,
) -> None:
    """Visit every target of the order and what they lead on to; returns when all is done.

    emit is called once for each visited URL, as soon as the visit is over, in this thread.
    A target not reached before `order.time_limit_s` gets no visit. resolve: name -> addresses.

    Raises:
        FetchFailed: the crawl engine itself broke; the visits emitted so far stand.
    """
    policy = EgressPolicy(rules_of(order.source), resolve)
    refusals: dict[str, str] = {}
    errand = Errand(
        order=order,
        site=choose_spider(order.source, spiders),
        blobs=blobs,
        policy=policy,
        refusals=refusals,
        emit=emit,
    )
    with contextlib.ExitStack() as stack:
        settings = _settings(order, _resolver_class(policy, refusals))
        if order.browser is not None and order.source.browser is not BrowserUse.NEVER:
            from spiders.fetch.browser import rendering  # noqa: PLC0415 - 0.3 s that most batches save

            proxy = ForwardProxy(resolve)
            proxy_url = stack.enter_context(proxy.serve(policy.rules))
            settings |= rendering.settings(order.browser, order.user_agent, proxy_url)
        _run(errand, settings)


def _run(errand: Errand, settings: dict[str, Any]) -> None:
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(Visiting)
    process.crawl(crawler, errand=errand)
    _end_in_time(crawler, errand.order.time_limit_s)
    process.start(install_signal_handlers=False)
    _judge(crawler, errand.order)


def _end_in_time(crawler: Crawler, limit_s: float) -> None:
    """Stop asking for more in time for what is under way to end; at the limit, stop for good.

    A SIGTERM or SIGINT does the same at once. Scrapy's own handlers would first send all that
    waits, at its polite pace.
    """
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one

    later: Any = reactor

    def stop_asking(because: str) -> None:
        if isinstance(crawler.spider, Visiting) and crawler.engine is not None:
            crawler.spider.end(because)

    def stop() -> None:
        with contextlib.suppress(RuntimeError):
            later.stop()

    def told_to_end(*_: object) -> None:
        later.callFromThread(stop_asking, "told to end")
        later.callFromThread(later.callLater, ENDS_WITHIN_S, stop)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, told_to_end)
        signal.signal(signal.SIGINT, told_to_end)
    asking_s = max(limit_s - _answer_within_s(limit_s), 0.0)
    later.callLater(asking_s, stop_asking, "the time is up")
    later.callLater(limit_s, stop)


def _answer_within_s(limit_s: float) -> float:
    return min(ANSWER_WITHIN_S, limit_s / 3.0)


def _judge(crawler: Crawler, order: CrawlOrder) -> None:
    stats, spider = crawler.stats, crawler.spider
    exceptions = stats.get_value("spider_exceptions/count", 0) if stats else 0
    reason = (isinstance(spider, Visiting) and spider.closed_because) or "broken"
    log.info("batch.crawled", source=order.source.id, reason=reason, exceptions=exceptions)
    if exceptions or reason in {"broken", "start_error"}:
        raise FetchFailed(order.source.url, f"the crawl ended by {reason}, {exceptions} exceptions")


class PlainCounts(StatsCollector):
    """Scrapy's counters without what it does to warn of old spiders, a dozen times a page."""

    __getattribute__ = object.__getattribute__


def _resolver_class(policy: EgressPolicy, refusals: dict[str, str]) -> type[PinnedResolver]:
    class BatchResolver(PinnedResolver):
        """Scrapy builds its resolver itself, from a class."""

        @classmethod
        def from_crawler(cls, crawler: Any, reactor: Any) -> PinnedResolver:  # noqa: ANN401, ARG003
            """As Scrapy builds its resolver."""
            return cls(reactor, policy, refusals)

    return BatchResolver


def _settings(order: CrawlOrder, resolver: type[PinnedResolver]) -> dict[str, Any]:
    source = order.source
    headers = {
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": "en;q=0.8, *;q=0.5",
    }
    if "@" in order.contact:
        headers["From"] = order.contact
    return {
        "CONCURRENT_ITEMS": CONCURRENT_ITEMS,
        "CONCURRENT_REQUESTS": max(source.concurrency, 1) + 4,
        "CONCURRENT_REQUESTS_PER_DOMAIN": max(source.concurrency, 1),
        "COOKIES_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": headers,
        "DOWNLOADER_MIDDLEWARES_BASE": {
            OutgoingMiddleware: 100,
            RobotsMiddleware: 200,
            Unpacking: 590,
        },
        "DOWNLOAD_HANDLERS_BASE": {"http": HANDLER, "https": HANDLER},
        "DOWNLOAD_DELAY": max(source.min_delay_s, SHORTEST_DELAY_S),
        "DOWNLOAD_DELAY_JITTER": 0.0,  # a minimum is a minimum
        "DOWNLOAD_MAXSIZE": LARGEST_PAGE_BYTES,
        "DOWNLOAD_TIMEOUT": _answer_within_s(order.time_limit_s),
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_WARNSIZE": 0,
        "EXTENSIONS_BASE": {},
        "HTTPERROR_ALLOW_ALL": True,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "SPIDER_MIDDLEWARES_BASE": {},
        "STATS_CLASS": PlainCounts,
        "TELNETCONSOLE_ENABLED": False,
        "TWISTED_DNS_RESOLVER": resolver,
        "USER_AGENT": order.user_agent,
    }
