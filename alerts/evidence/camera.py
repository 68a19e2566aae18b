"""Camera: one warm browser on a thread of its own, which any thread may ask for a shot.

The thread owns the event loop, so that a browser that hangs costs the asker a bounded wait and
never the process: the browser is killed and the next shot starts another.
"""

import asyncio
import contextlib
import os
import signal
import threading
from collections.abc import Coroutine, Mapping
from typing import Any, TypeVar

import structlog
from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from alerts.evidence.cleanliness import (
    EXTENSION_SWITCHES,
    NAME_SWITCHES,
    ROAD_SWITCHES,
    TRUST_SWITCHES,
)
from alerts.evidence.limits import Limits
from alerts.evidence.shot import Shot
from alerts.evidence.visit import Errand, visit
from monitor.domain.codec import to_plain
from monitor.domain.errors import CaptureFailed
from monitor.ports.browser import BrowserSpec
from monitor.ports.clock import Clock
from monitor.ports.http import EgressProxy, EgressRule

log = structlog.get_logger(__name__)

T = TypeVar("T")

NOWHERE = "http://127.0.0.1:9"
"""Proxy of the browser itself: what is not asked by a visit goes nowhere (discard port)."""
STOP_S = 5.0
RISKY = (*TRUST_SWITCHES, *ROAD_SWITCHES, *NAME_SWITCHES, *EXTENSION_SWITCHES)


class Camera:
    """Takes shots with one Chromium."""

    def __init__(
        self, spec: BrowserSpec, proxy: EgressProxy, clock: Clock, limits: Limits | None = None
    ) -> None:
        self._spec = spec
        self._proxy = proxy
        self._clock = clock
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._warm: _WarmBrowser | None = None

    def shoot(
        self,
        url: str,
        rules: Mapping[str, EgressRule],
        *,
        locale: str = "en-US",
        user_agent: str | None = None,
    ) -> Shot:
        """Visit one URL; at most `Limits.whole_s` and the start of a browser.

        Raises:
            CaptureFailed: the page could not be reached, or the browser broke down.
        """
        limit_s = self._limits.whole_s + self._limits.launch_s + 2 * STOP_S
        with self._lock:
            with self._proxy.serve(rules) as proxy_url:
                errand = Errand(url=url, proxy_url=proxy_url, locale=locale, user_agent=user_agent)
                came = self._shot_or_failure(errand, limit_s)
            if isinstance(came, CaptureFailed):  # raised here, so that the proxy is closed in peace
                raise came
            came.measures["hosts"] = [to_plain(host) for host in self._proxy.reached]
            return came

    def close(self) -> None:
        """Let the browser go and end the thread. A later shot starts both afresh."""
        with self._lock:
            if self._loop is None or self._thread is None:
                return
            with contextlib.suppress(CaptureFailed):
                self._ask(self._drop(), 4 * STOP_S)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(STOP_S)
            self._loop = self._thread = None

    def _shot_or_failure(self, errand: Errand, limit_s: float) -> Shot | CaptureFailed:
        try:
            return self._ask(self._shoot(errand), limit_s)
        except CaptureFailed as error:
            return error

    def _ask(self, work: Coroutine[Any, Any, T], limit_s: float) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._running_loop())
        try:
            return future.result(limit_s)
        except TimeoutError as error:
            future.cancel()
            if self._warm:
                self._warm.kill()
            self._loop = self._thread = self._warm = None  # that thread is lost; take a new one
            message = f"the browser did not answer within {limit_s:g} s"
            raise CaptureFailed(message) from error

    def _running_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=_run, args=(self._loop,), name="camera", daemon=True
            )
            self._thread.start()
        return self._loop

    async def _shoot(self, errand: Errand) -> Shot:
        warm = await self._browser()
        try:
            shot = await visit(warm.browser, errand, self._limits, self._clock)
        except (CaptureFailed, PlaywrightError) as error:
            await self._drop()
            if isinstance(error, PlaywrightError):
                message = f"{errand.url}: {str(error).partition(chr(10))[0][:300]}"
                raise CaptureFailed(message) from error
            raise
        shot.measures["browser"] = {
            "version": warm.browser.version,
            "stated": self._spec.version,
            "sandbox": self._spec.sandbox,
            "switches": warm.switches,
            "extensions": await _extensions(warm.browser),
        }
        return shot

    async def _browser(self) -> "_WarmBrowser":
        if self._warm and (self._warm.visits >= self._limits.visits or not self._warm.lives):
            await self._drop()
        if self._warm is None:
            self._warm = await _WarmBrowser.start(self._spec, self._limits)
        self._warm.visits += 1
        return self._warm

    async def _drop(self) -> None:
        warm, self._warm = self._warm, None
        if warm:
            await warm.stop()


class _WarmBrowser:
    """A running Chromium, and the process id by which it can be killed."""

    def __init__(self, playwright: Playwright, browser: Browser) -> None:
        self.browser = browser
        self.visits = 0
        self.switches: list[str] | None = None
        self._playwright = playwright
        self._pid: int | None = None

    @property
    def lives(self) -> bool:
        return self.browser.is_connected()

    @classmethod
    async def start(cls, spec: BrowserSpec, limits: Limits) -> "_WarmBrowser":
        playwright = await async_playwright().start()
        try:
            browser = await playwright.chromium.launch(
                executable_path=spec.executable,
                chromium_sandbox=spec.sandbox,
                args=list(spec.args),
                proxy={"server": NOWHERE},
                timeout=limits.launch_s * 1000,
            )
        except PlaywrightError as error:
            await playwright.stop()
            message = f"the browser {spec.executable} does not start: {str(error)[:600]}"
            raise CaptureFailed(message) from error
        warm = cls(playwright, browser)
        warm._pid = await _process_id(browser)
        warm.switches = await _risky_switches(browser)
        log.info("browser.started", version=browser.version, pid=warm._pid)
        return warm

    async def stop(self) -> None:
        try:
            await asyncio.wait_for(self.browser.close(), STOP_S)
        except (TimeoutError, PlaywrightError):
            self.kill()
        with contextlib.suppress(TimeoutError, PlaywrightError):
            await asyncio.wait_for(self._playwright.stop(), STOP_S)

    def kill(self) -> None:
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            log.warning("browser.killed", pid=self._pid)


async def _process_id(browser: Browser) -> int | None:
    answer = await _told(browser, "SystemInfo.getProcessInfo")
    kinds = {entry["type"]: int(entry["id"]) for entry in answer.get("processInfo", ())}
    return kinds.get("browser")


async def _risky_switches(browser: Browser) -> list[str] | None:
    """Those switches of the running browser that somebody may object to; None = it did not tell."""
    line = (await _told(browser, "SystemInfo.getInfo")).get("commandLine")
    if line is None:
        return None
    given = [f"--{one.strip()}" for one in line.split(" --")[1:]]
    harmless = {f"--proxy-server={NOWHERE}", *EXTENSION_SWITCHES}  # these name no extension
    return [one[:300] for one in given if one.startswith(RISKY) and one not in harmless]


async def _extensions(browser: Browser) -> list[str] | None:
    """URLs of what runs in the browser as an extension; None = it did not tell."""
    targets = (await _told(browser, "Target.getTargets")).get("targetInfos")
    if targets is None:
        return None
    return [one["url"][:300] for one in targets if one["url"].startswith("chrome-extension:")]


async def _told(browser: Browser, question: str) -> dict[str, Any]:
    """What the browser answers to a DevTools question; empty when it does not."""
    try:
        session = await asyncio.wait_for(browser.new_browser_cdp_session(), STOP_S)
        try:
            return dict(await asyncio.wait_for(session.send(question), STOP_S))
        finally:
            await asyncio.wait_for(session.detach(), STOP_S)
    except (TimeoutError, PlaywrightError):
        return {}


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
