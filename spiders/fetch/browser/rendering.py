"""Pages that need a browser: one warm Chromium a child, its traffic through our proxy only.

The browser is started when the first page asks for it; most batches never do. It loads nothing
that holds no offer (offerless.py), keeps no cookies beyond the batch, runs no service workers, and
reaches nothing but the egress proxy.

A page that hangs, crashes its tab or grows without end is that page's failure. A browser that
ended is started again, `MOST_STARTS` times a batch at the most; one that does not start is said
once, and the pages that need it fail with that sentence at once. Playwright waits for a close
without end: a browser that does not close a tab in time is killed, and the pages beside it are
read by the next.
"""

import asyncio
import contextlib
import os
import signal
from collections.abc import Awaitable, Callable
from typing import Any, Final

import structlog
from playwright.async_api import Browser, Error, Page, Request
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from monitor.domain.target import VisitOutcome
from monitor.ports.browser import BrowserSpec
from spiders.fetch.browser.offerless import holds_no_offer
from spiders.fetch.refused import Refused

log = structlog.get_logger(__name__)

NAVIGATION_MS: Final = 20_000
SETTLE_MS: Final = 5_000
CLOSE_WITHIN_S: Final = 10.0
START_WITHIN_S: Final = 30.0
MOST_STARTS: Final = 3
MOST_NODES: Final = 100_000
MOST_LETTERS: Final = 8_000_000
AT_ONCE: Final = 2
RAN_IN: Final = "rightswatch_browser"
ENDS_WITHIN_S: Final = 0.3
"""Until a browser that was killed is known to be gone."""
SWITCHES: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--js-flags=--max-old-space-size=512",
    "--no-first-run",
    "--no-pings",
)
SIZE: Final = """() => [
  document.getElementsByTagName('*').length, (document.documentElement?.textContent ?? '').length
]"""


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # it is untyped
    """scrapy-playwright's handler with limits on time, size and how often a browser is started."""

    _manager: asyncio.Task[None] | None = None
    _pid: int | None = None
    _starts = 0
    _off: str | None = None

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._within_s = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    async def _maybe_launch_in_thread(self) -> None:
        """Not yet: the browser is started at the first page that needs it."""

    async def _maybe_launch_browser(self) -> None:
        """Start the browser where none runs; where it does not start, say so once.

        Raises:
            Refused: it does not start, or has ended too often.
        """
        async with self.browser_launch_lock:
            if self._is_running:
                return
            if self._off is None and self._starts >= MOST_STARTS:
                self._turn_off(f"the browser ended {self._starts} times")
            if self._off is None:
                self._starts += 1
                await self._start()
            if self._off is not None:
                raise Refused(VisitOutcome.FAILED, f"needs a browser: {self._off}")

    async def _start(self) -> None:
        try:
            async with asyncio.timeout(START_WITHIN_S):
                self.browser = await self.browser_provider.launch_browser()
                self._pid = await _process_of(self.browser)
        except (Error, OSError, TimeoutError) as error:
            self._turn_off(f"it does not start: {first_line(error)}")
        else:
            self.stats.inc_value("playwright/browser_count")
            self._ended = asyncio.Event()
            self.browser.on("disconnected", self._forget_contexts)

    def _turn_off(self, because: str) -> None:
        self._off = because
        log.warning("browser.off", because=because, until="the batch has ended")

    def _forget_contexts(self, _browser: object) -> None:
        """What lived in a browser that ended is gone; the next page makes it anew."""
        self._ended.set()
        self.context_wrappers.clear()

    async def _create_page(self, request: Any, spider: Any) -> Page:  # noqa: ANN401 - as there
        if self._manager is None:
            self._manager = asyncio.ensure_future(self._launch())
        await self._manager
        if self._off is not None:
            raise Refused(VisitOutcome.FAILED, f"needs a browser: {self._off}")
        page: Page = await super()._create_page(request, spider)
        request.meta[RAN_IN] = self.browser
        return page

    async def _download_request(self, request: Any, spider: Any = None) -> Any:  # noqa: ANN401
        """Render one page; once more when not the page but the browser ended meanwhile.

        Raises:
            Error: the page cannot be rendered.
        """
        spider = spider or self._crawler.spider
        try:
            return await self._download_request_with_retry(request, spider)
        except Error:
            await asyncio.sleep(ENDS_WITHIN_S)
            ran_in = request.meta.pop(RAN_IN, None)
            if ran_in is not None and ran_in.is_connected():
                raise
            return await self._download_request_with_retry(request, spider)

    @property
    def _is_running(self) -> bool:
        return hasattr(self, "browser") and self.browser.is_connected()

    async def _download_request_with_page(self, request: Any, page: Page, spider: Any) -> Any:  # noqa: ANN401
        """As there, within a time limit; its tab is closed, whatever happens.

        Raises:
            DownloadTimeoutError: the page is not done.
        """
        try:
            async with asyncio.timeout(self._within_s):
                return await super()._download_request_with_page(request, page, spider)
        except TimeoutError as error:
            message = f"not rendered within {self._within_s:g} s"
            raise DownloadTimeoutError(message) from error
        finally:
            await self._closed_in_time(page.close)

    async def _close(self) -> None:
        """As there; what was left when a browser had to be killed is closed in a second turn."""
        close = super()._close
        await self._closed_in_time(close) or await self._closed_in_time(close)

    async def _closed_in_time(self, close: Callable[[], Awaitable[None]]) -> bool:
        """Close a tab or all. False: it took too long, so the browser was killed."""
        try:
            async with asyncio.timeout(CLOSE_WITHIN_S):
                with contextlib.suppress(Error):
                    await close()
        except TimeoutError:
            log.warning("browser.killed", because=f"it did not close within {CLOSE_WITHIN_S:g} s")
            await self._kill()
            return False
        return True

    async def _kill(self) -> None:
        if self._pid is None or not self._is_running:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_WITHIN_S):
                await self._ended.wait()

    def _make_close_page_callback(self, context_name: str) -> Callable[[], None]:
        """Gives a page's place back once: a tab that crashed is closed as well."""
        wrapper = self.context_wrappers.get(context_name)
        places = [wrapper.semaphore] if wrapper else []

        def give_back(*_: object) -> None:
            if places:
                places.pop().release()

        return give_back


async def _process_of(browser: Browser) -> int:
    """The id of the browser's main process, which Playwright keeps to itself."""
    session = await browser.new_browser_cdp_session()
    told = await session.send("SystemInfo.getProcessInfo")
    await session.detach()
    return next(int(one["id"]) for one in told["processInfo"] if one["type"] == "browser")


def first_line(error: BaseException) -> str:
    """The first line of what an error says, 200 letters at most."""
    return (str(error).strip() or type(error).__name__).partition("\n")[0][:200]


def settings(browser: BrowserSpec, user_agent: str, proxy_url: str) -> dict[str, Any]:
    """Scrapy settings by which requests with RIGHTSWATCH_RENDERED_META are rendered."""
    handler = f"{__name__}.{RenderingHandler.__name__}"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": browser.executable,
            # As a switch: a context's user agent sends client hints of a made-up platform along.
            "args": [*browser.args, *SWITCHES, f"--user-agent={user_agent}"],
            "chromium_sandbox": browser.sandbox,
            "proxy": {"server": proxy_url, "bypass": "<-loopback>"},
            "headless": True,
        },
        "PLAYWRIGHT_CONTEXTS": {},
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": AT_ONCE,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": NAVIGATION_MS,
        "PLAYWRIGHT_DOWNLOAD_TIMEOUT": int(CLOSE_WITHIN_S * 1000),
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,
        "PLAYWRIGHT_ABORT_REQUEST": is_without_offer,
        "RIGHTSWATCH_RENDERED_META": {
            "playwright": True,
            "playwright_context": "crawl",
            "playwright_context_kwargs": {
                "service_workers": "block",
                "accept_downloads": False,
                "viewport": {"width": 1280, "height": 1600},
            },
            "playwright_page_goto_kwargs": {"wait_until": "load"},
            "playwright_page_init_callback": close_popups,
            "playwright_page_methods": [PageMethod(settle), PageMethod(weigh)],
        },
    }


def is_without_offer(request: Request) -> bool:
    """Tell whether a resource can be left out."""
    return holds_no_offer(request.resource_type, request.url)


async def close_popups(page: Page, _request: object) -> None:
    """Windows the page opens are closed: nobody looks at them. Dialogs close by themselves."""
    closing: set[asyncio.Task[None]] = set()

    def close(popup: Page) -> None:
        task = asyncio.ensure_future(_close_quietly(popup))
        closing.add(task)
        task.add_done_callback(closing.discard)

    page.on("popup", close)


async def _close_quietly(page: Page) -> None:
    with contextlib.suppress(Error, TimeoutError):
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await page.close()


async def settle(page: Page) -> None:
    """Wait until the page has stopped asking for more, 5 s at most: some never stop."""
    with contextlib.suppress(PlaywrightTimeout):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)


async def weigh(page: Page) -> None:
    """Look how much there is before all of it is fetched.

    Raises:
        Refused: more than any offer page holds.
    """
    nodes, letters = await page.evaluate(SIZE)
    if nodes > MOST_NODES or letters > MOST_LETTERS:
        because = f"the rendered page is larger than allowed ({nodes} elements, {letters} letters)"
        raise Refused(VisitOutcome.FAILED, because)
