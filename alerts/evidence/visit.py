"""One visit: a fresh browser context, one page, looked at until it is quiet, kept, forgotten.

No permissions, no downloads, no service workers; popups are closed; all traffic goes through the
egress proxy. Overlays are recorded and never clicked: a click is an act.
"""

import asyncio
import base64
import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, CDPSession, Page, Response
from playwright.async_api import Error as PlaywrightError

from alerts.evidence.limits import Limits
from alerts.evidence.page_scripts import FACTS, SCROLL
from alerts.evidence.shot import Exchange, Shot
from alerts.evidence.traffic import Traffic
from monitor.domain.errors import CaptureFailed
from monitor.ports.clock import Clock

BOM = b"\xef\xbb\xbf"
TIMEZONE = "UTC"
FREEZES = 3
TLS_FACTS = (
    "protocol",
    "keyExchangeGroup",
    "cipher",
    "subjectName",
    "sanList",
    "issuer",
    "validFrom",
    "validTo",
    "certificateTransparencyCompliance",
)
"""What DevTools tells of a connection, in its own words."""
RESERVE = 0.25
"""Part of the whole time kept free at the end of a visit, for the screenshot and the DOM."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Where to go, and how. locale: BCP 47; user_agent: None = the browser's own."""

    url: str
    proxy_url: str
    locale: str
    user_agent: str | None = None


class Deadline:
    """What is left of the time for one visit."""

    def __init__(self, whole_s: float) -> None:
        self._end = asyncio.get_running_loop().time() + whole_s
        self._reserve_s = whole_s * RESERVE

    def left(self, most_s: float) -> float:
        """Seconds for a step that must leave the reserve alone; at least 0.1."""
        return self.rest(most_s, self._reserve_s)

    def rest(self, most_s: float, spare_s: float = 1.0) -> float:
        """Seconds for a step at the end, for which the reserve is there; at least 0.1."""
        left_s = self._end - asyncio.get_running_loop().time() - spare_s
        return max(0.1, min(most_s, left_s))


async def visit(browser: Browser, errand: Errand, limits: Limits, clock: Clock) -> Shot:
    """Go there and bring back what the page showed.

    Raises:
        CaptureFailed: the page could not be reached, or the browser broke down.
    """
    if urlsplit(errand.url).scheme not in {"http", "https"}:
        message = f"{errand.url} is no web address"
        raise CaptureFailed(message)
    try:
        async with asyncio.timeout(limits.whole_s):
            context = await _fresh_context(browser, errand, limits)
            try:
                return await _Visit(context, errand, limits, clock).shoot()
            finally:
                await _close(context)
    except TimeoutError as error:
        message = f"{errand.url}: the page kept the browser busy for too long"
        raise CaptureFailed(message) from error
    except PlaywrightError as error:
        message = f"{errand.url}: {_first_line(error)}"
        raise CaptureFailed(message) from error


async def _fresh_context(browser: Browser, errand: Errand, limits: Limits) -> BrowserContext:
    return await browser.new_context(
        proxy={"server": errand.proxy_url},
        service_workers="block",
        accept_downloads=False,
        permissions=[],
        viewport={"width": limits.width_px, "height": limits.height_px},
        locale=errand.locale,
        timezone_id=TIMEZONE,
        user_agent=errand.user_agent,
    )


async def _close(context: BrowserContext) -> None:
    try:
        await asyncio.wait_for(context.close(), 3.0)
    except (TimeoutError, PlaywrightError):
        return  # the camera sees a dead browser by itself


class _Visit:
    """The steps of one visit, in order."""

    def __init__(
        self, context: BrowserContext, errand: Errand, limits: Limits, clock: Clock
    ) -> None:
        self._context = context
        self._errand = errand
        self._limits = limits
        self._clock = clock
        self._deadline = Deadline(limits.whole_s)
        self._measures: dict[str, Any] = {}
        self._traffic = Traffic(limits, clock)
        self._popups: set[asyncio.Future[None]] = set()

    async def shoot(self) -> Shot:
        """All steps; Playwright's errors and time limits go up."""
        started_at, steady_from = self._clock.now(), time.monotonic()
        self._measures["cookies_before"] = len(await self._context.cookies())
        page = await self._context.new_page()
        self._context.on("page", self._close_popup)
        self._traffic.listen(page)
        session = await self._context.new_cdp_session(page)
        await self._traffic.buffers.watch(session)
        answer = await self._go(page, session)
        await self._scroll(session)
        facts, screenshot, dom = await self._keep(page, session)
        exchanges = await self._traffic.gather(self._deadline.rest(self._limits.body_s))
        await self._certificates(session)
        self._note(exchanges)
        self._measures["steady_s"] = round(time.monotonic() - steady_from, 3)
        return Shot(
            requested_url=self._errand.url,
            final_url=page.url,
            status=_status(exchanges, page.url, answer),
            title=_whole(str(facts.pop("title"))),
            exchanges=exchanges,
            screenshot=screenshot,
            dom=BOM + dom.encode("utf-8", "replace")[: self._limits.dom_bytes],
            text=_whole(str(facts.pop("text"))),
            started_at=started_at,
            ended_at=self._clock.now(),
            measures={**self._measures, **facts},
        )

    async def _go(self, page: Page, session: CDPSession) -> Response | None:
        connect_s = self._deadline.left(self._limits.connect_s)
        try:
            answer = await page.goto(
                self._errand.url, wait_until="commit", timeout=connect_s * 1000
            )
        finally:
            refusal = self._traffic.refusal()
            if refusal:
                message = f"{self._errand.url} was {refusal}"
                raise CaptureFailed(message)
        load_s = self._deadline.left(self._limits.load_s)
        try:
            await page.wait_for_load_state("load", timeout=load_s * 1000)
        except PlaywrightError:
            await self._traffic.settle(0.2)
            await self._cut(page, session)
        await self._traffic.settle(self._deadline.left(self._limits.settle_s))
        return answer

    async def _cut(self, page: Page, session: CDPSession) -> None:
        """Stop a page that loads for ever; first keep what has come of its own body."""
        body = await self._traffic.buffers.so_far(page.url)
        self._traffic.keep_partial(page.url, body)
        self._measures["load_cut"] = True
        await session.send("Page.stopLoading")

    async def _scroll(self, session: CDPSession) -> None:
        """Let lazy pictures load; a page that will not be scrolled is kept as it stands."""
        scroll_s = self._deadline.left(self._limits.scroll_s)
        bounds = {
            "step": 2 * self._limits.height_px,
            "most_px": self._limits.scroll_px,
            "most_ms": scroll_s * 1000,
        }
        try:
            scrolling = _evaluate(session, SCROLL, bounds)
            self._measures.update(await asyncio.wait_for(scrolling, scroll_s + 2.0))
        except PlaywrightError as error:
            self._measures["scroll_failed"] = _first_line(error)
        limit_s = self._deadline.left(self._limits.settle_s)
        self._measures["settled"] = await self._traffic.settle(limit_s)

    async def _keep(self, page: Page, session: CDPSession) -> tuple[dict[str, Any], bytes, str]:
        """Facts, picture and DOM of one moment: the page's own scripts stand still meanwhile.

        A page that goes elsewhere in that very moment is waited for and asked again.
        """
        for _ in range(FREEZES):
            try:
                await session.send("Page.stopLoading")
                await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
                limit_s = self._deadline.rest(5.0)
                facts = await asyncio.wait_for(_evaluate(session, FACTS, None), limit_s)
                screenshot = await self._screenshot(session)
                dom = await asyncio.wait_for(page.content(), self._deadline.rest(5.0))
            except PlaywrightError as error:
                last = error
                await asyncio.sleep(0.2)
                await self._traffic.settle(self._deadline.rest(1.0))
            else:
                return facts, screenshot, dom
        raise last

    async def _screenshot(self, session: CDPSession) -> bytes:
        """The whole page as lossless PNG; see `Limits.screenshot_px`, and twice the window wide."""
        metrics = await session.send("Page.getLayoutMetrics")
        size, most = metrics["cssContentSize"], self._limits
        width = max(1.0, min(float(size["width"]), 2.0 * most.width_px))
        height = max(1.0, min(float(size["height"]), float(most.screenshot_px)))
        self._measures["page_px"] = [round(size["width"]), round(size["height"])]
        self._measures["truncated"] = size["height"] > height or size["width"] > width
        order = {
            "format": "png",
            "optimizeForSpeed": True,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
        }
        taking = session.send("Page.captureScreenshot", order)
        limit_s = self._deadline.rest(self._limits.screenshot_s)
        return base64.b64decode((await asyncio.wait_for(taking, limit_s))["data"])

    async def _certificates(self, session: CDPSession) -> None:
        """The certificate chains of the browser's own connections, by DevTools."""
        tls: dict[str, Any] = {}
        for origin, details in list(self._traffic.buffers.security.items())[:20]:
            try:
                asking = session.send("Network.getCertificate", {"origin": origin})
                table = (await asyncio.wait_for(asking, 2.0))["tableNames"]
            except (TimeoutError, PlaywrightError, KeyError):
                table = []
            chain = [base64.b64decode(certificate) for certificate in table]
            tls[urlsplit(origin).netloc] = {
                "chain_sha256": [hashlib.sha256(der).hexdigest() for der in chain],
                "chain": list(table),
                **{key: details.get(key) for key in TLS_FACTS},
                "scts": len(details.get("signedCertificateTimestampList") or ()),
            }
        self._measures["tls"] = tls

    def _note(self, exchanges: Iterable[Exchange]) -> None:
        self._measures.update(
            viewport=[self._limits.width_px, self._limits.height_px],
            locale=self._errand.locale,
            timezone=TIMEZONE,
            service_workers="blocked",
            requests_dropped=self._traffic.dropped,
            requests_failed=[
                {"url": exchange.url, "because": exchange.failure}
                for exchange in exchanges
                if exchange.status is None
            ][:200],
            bodies_missing=[
                {"url": exchange.url, "because": exchange.truncated}
                for exchange in exchanges
                if exchange.truncated
            ][:200],
            redirects=[exchange.url for exchange in exchanges if _leads_on(exchange)][:50],
        )

    def _close_popup(self, page: Page) -> None:
        self._measures["popups"] = self._measures.get("popups", 0) + 1
        closing = asyncio.ensure_future(_close_page(page))
        self._popups.add(closing)
        closing.add_done_callback(self._popups.discard)


async def _evaluate(session: CDPSession, function: str, bounds: object) -> dict[str, Any]:
    """Call a function in a JavaScript world of its own, out of reach of the page's scripts.

    Raises:
        Error: the function failed, or the page went elsewhere meanwhile.
    """
    tree = await session.send("Page.getFrameTree")
    asked = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "rightswatch"}
    world = await session.send("Page.createIsolatedWorld", asked)
    call = {
        "expression": f"({function})({json.dumps(bounds)})",
        "contextId": world["executionContextId"],
        "awaitPromise": True,
        "returnByValue": True,
    }
    answer = await session.send("Runtime.evaluate", call)
    if "exceptionDetails" in answer:
        raise PlaywrightError(str(answer["exceptionDetails"].get("text")))
    return dict(answer["result"]["value"])


async def _close_page(page: Page) -> None:
    try:
        await asyncio.wait_for(page.close(), 2.0)
    except (TimeoutError, PlaywrightError):
        return


def _status(exchanges: Iterable[Exchange], url: str, first: Response | None) -> int | None:
    """HTTP status of the page that is shown, which scripts may have led to after the first."""
    bare = url.partition("#")[0]
    found = [e.status for e in exchanges if e.url == bare and e.status and not _leads_on(e)]
    if found:
        return found[-1]
    return first.status if first else None


def _leads_on(exchange: Exchange) -> bool:
    named = any(name.lower() == "location" for name, _ in exchange.response_headers)
    return exchange.status is not None and 300 <= exchange.status < 400 and named


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]


def _whole(text: str) -> str:
    """Text without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode()
