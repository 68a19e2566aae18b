"""Pages that need a browser: one warm Chromium a child, its traffic through our proxy only.

The browser is started when the first page asks for it; most batches never do. It loads no
pictures, fonts or media (the offer is text; pictures are fetched by their URL), keeps no cookies
beyond the batch, runs no service workers, and reaches nothing but the egress proxy.
"""

import asyncio
import contextlib
from typing import Any, Final

from playwright.async_api import Page, Request
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from monitor.ports.browser import BrowserSpec

SKIPPED: Final = frozenset({"image", "font", "media"})
NAVIGATION_MS: Final = 20_000
SETTLE_MS: Final = 5_000
SWITCHES: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-sync",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--no-first-run",
    "--no-pings",
)


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # it is untyped
    """scrapy-playwright's handler, with the browser started at the first page that needs it."""

    _launching: asyncio.Task[None] | None = None

    async def _maybe_launch_in_thread(self) -> None:
        """Not yet."""

    async def _create_page(self, request: Any, spider: Any) -> Page:  # noqa: ANN401 - as there
        if self._launching is None:
            self._launching = asyncio.ensure_future(self._launch())
        await self._launching
        page: Page = await super()._create_page(request, spider)
        return page


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
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": NAVIGATION_MS,
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
            "playwright_page_methods": [PageMethod(settle)],
        },
    }


def is_without_offer(request: Request) -> bool:
    """Tell whether a resource can be left out: it holds no text of an offer."""
    return request.resource_type in SKIPPED


async def close_popups(page: Page, _request: object) -> None:
    """Windows the page opens are closed: nobody looks at them."""
    closing: set[asyncio.Task[None]] = set()

    def close(popup: Page) -> None:
        task = asyncio.ensure_future(popup.close())
        closing.add(task)
        task.add_done_callback(closing.discard)

    page.on("popup", close)


async def settle(page: Page) -> None:
    """Wait until the page has stopped asking for more, 5 s at most: some never stop."""
    with contextlib.suppress(PlaywrightTimeout):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)
