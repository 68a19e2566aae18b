"""Traffic: every request of one page and what came back, bodies bounded.

Listens to Playwright's events, which cover frames, workers and redirects alike. Bodies arrive
content-decoded. A body that never ends is cut after `Limits.body_s`; what had come by then is asked
of Chromium's own buffer.
"""

import asyncio
import base64
import binascii
from collections.abc import Awaitable, Coroutine
from datetime import datetime
from typing import Any, TypeVar

from playwright.async_api import CDPSession, Page, Request, Response
from playwright.async_api import Error as PlaywrightError

from alerts.evidence.limits import Limits
from alerts.evidence.shot import Exchange, Headers
from monitor.ports.clock import Clock

T = TypeVar("T")

HEADERS_S = 2.0
NO_BODY = frozenset({204, 205, 304})
REFUSED = "proxy-status"
"""Header by which a proxy owns up to an answer of its own (RFC 9209)."""


class Traffic:
    """What one page asked and got. The order is that of the requests."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._flights: dict[Request, _Flight] = {}
        self._bytes = 0
        self.dropped = 0
        self.buffers = Buffers()

    def listen(self, page: Page) -> None:
        """Follow one page, its frames and its workers."""
        page.on("request", self._asked)
        page.on("response", self._answered)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._failed)

    async def settle(self, limit_s: float) -> bool:
        """Wait until nothing has been in the air for `Limits.quiet_s`; False when time ran out."""
        loop = asyncio.get_running_loop()
        end, quiet_since = loop.time() + limit_s, loop.time()
        while loop.time() < end:
            if any(flight.in_air for flight in self._flights.values()):
                quiet_since = loop.time()
            elif loop.time() - quiet_since >= self._limits.quiet_s:
                return True
            await asyncio.sleep(0.02)
        return False

    async def gather(self, limit_s: float) -> tuple[Exchange, ...]:
        """Wait for the bodies on their way, at most so long, and give all exchanges."""
        tasks = [flight.keeping for flight in self._flights.values() if flight.keeping]
        if tasks:
            await asyncio.wait(tasks, timeout=max(limit_s, 0.0))
        for flight in self._flights.values():
            if flight.keeping and not flight.keeping.done():
                flight.keeping.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return tuple([flight.exchange() for flight in self._flights.values()])

    def refusal(self) -> str | None:
        """Why the proxy did not let the page itself through; None when it did."""
        flights = (one for one in self._flights.values() if one.request.is_navigation_request())
        return next((one.failure for one in flights if one.refused), None)

    def keep_partial(self, url: str, body: bytes) -> None:
        """Note what has come of a body that is about to be cut off."""
        for flight in self._flights.values():
            if flight.in_air and flight.request.url == url and not flight.body:
                flight.body, flight.truncated = body[: self._limits.body_bytes], "time"

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:", "about:")):
            return
        if len(self._flights) >= self._limits.exchanges:
            self.dropped += 1
            return
        self._flights[request] = _Flight(request, self._clock.now())

    def _answered(self, response: Response) -> None:
        flight = self._flights.get(response.request)
        if flight and REFUSED in response.headers:
            flight.refuse(response.headers[REFUSED])
        elif flight:
            flight.keeping = asyncio.ensure_future(self._keep(flight, response))

    def _ended(self, request: Request) -> None:
        flight = self._flights.get(request)
        if flight:
            flight.in_air = False

    def _failed(self, request: Request) -> None:
        flight = self._flights.get(request)
        if flight:
            flight.in_air = False
            flight.failure = request.failure or "failed"

    async def _keep(self, flight: "_Flight", response: Response) -> None:
        flight.status = response.status
        flight.reason = response.status_text
        flight.response_headers = _pairs(response.headers)
        sent = await _or_none(response.request.headers_array(), HEADERS_S)
        came = await _or_none(response.headers_array(), HEADERS_S)
        if sent is not None:
            flight.request_headers = tuple((pair["name"], pair["value"]) for pair in sent)
        if came is not None:
            flight.response_headers = tuple((pair["name"], pair["value"]) for pair in came)
        if _without_body(flight, response):
            flight.in_air = False
            return
        await self._keep_body(flight, response)

    async def _keep_body(self, flight: "_Flight", response: Response) -> None:
        flight.truncated = flight.truncated or "unspecified"
        room = self._limits.all_bytes - self._bytes
        declared = flight.header("content-length")
        if (
            declared
            and declared.isdigit()
            and int(declared) > min(room, 4 * self._limits.body_bytes)
        ):
            flight.truncated = "length"
            flight.in_air = False
            return
        try:
            body = await asyncio.wait_for(response.body(), self._limits.body_s)
            flight.truncated = None
        except TimeoutError:
            flight.truncated = "time"
            body = await self.buffers.so_far(flight.request.url)
        except PlaywrightError as error:
            flight.failure = _first_line(error)
            flight.truncated = "time" if flight.body else "disconnect"
            body = b""
        flight.in_air = False
        most = max(min(self._limits.body_bytes, self._limits.all_bytes - self._bytes), 0)
        if len(body) > most:
            flight.truncated, body = "length", body[:most]
        flight.body = body or flight.body
        self._bytes += len(body)


class Buffers:
    """Chromium's own buffers of answers that have not ended, and what it says of each host."""

    def __init__(self) -> None:
        self._session: CDPSession | None = None
        self._open: dict[str, str] = {}
        self.security: dict[str, dict[str, Any]] = {}

    async def watch(self, session: CDPSession) -> None:
        """Follow the page behind a DevTools session."""
        self._session = session
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.loadingFailed", self._finished)
        await session.send("Network.enable")

    async def so_far(self, url: str) -> bytes:
        """Bytes of an unfinished answer that have come; empty when there is none."""
        name = next((name for name, of in self._open.items() if of == url), None)
        if name is None or self._session is None:
            return b""
        asking = self._session.send("Network.streamResourceContent", {"requestId": name})
        answer = await _or_none(asking, HEADERS_S)
        try:
            return base64.b64decode(answer["bufferedData"]) if answer else b""
        except (KeyError, binascii.Error):
            return b""

    def _received(self, event: dict[str, Any]) -> None:
        response = event.get("response", {})
        url = str(response.get("url", ""))
        self._open[str(event.get("requestId"))] = url
        details = response.get("securityDetails")
        if isinstance(details, dict):
            origin = "/".join(url.split("/", 3)[:3])
            self.security.setdefault(origin, details)

    def _finished(self, event: dict[str, Any]) -> None:
        self._open.pop(str(event.get("requestId")), None)


class _Flight:
    """One request on its way."""

    def __init__(self, request: Request, at: datetime) -> None:
        self.request = request
        self.started_at = at
        self.in_air = True
        self.keeping: asyncio.Future[None] | None = None
        self.status: int | None = None
        self.reason = ""
        self.request_headers = _pairs(request.headers)
        self.response_headers: Headers = ()
        self.body = b""
        self.truncated: str | None = None
        self.failure: str | None = None
        self.refused = False

    def header(self, name: str) -> str | None:
        return next((v for key, v in self.response_headers if key.lower() == name), None)

    def refuse(self, because: str) -> None:
        """What answered was the proxy, not the site: no answer at all."""
        self.failure = f"refused by the address policy: {because}"
        self.refused, self.in_air = True, False

    def exchange(self) -> Exchange:
        return Exchange(
            url=self.request.url,
            method=self.request.method,
            request_headers=self.request_headers,
            started_at=self.started_at,
            status=self.status,
            reason=self.reason,
            response_headers=self.response_headers,
            request_body=_posted(self.request),
            body=self.body,
            truncated=self.truncated,
            failure=self.failure,
        )


def _without_body(flight: _Flight, response: Response) -> bool:
    redirect = 300 <= response.status < 400 and flight.header("location") is not None
    return redirect or response.status in NO_BODY or flight.request.method == "HEAD"


def _pairs(headers: dict[str, str]) -> Headers:
    return tuple(headers.items())


def _posted(request: Request) -> bytes:
    try:
        return request.post_data_buffer or b""
    except (PlaywrightError, ValueError):
        return b""


async def _or_none(asking: Coroutine[Any, Any, T] | Awaitable[T], limit_s: float) -> T | None:
    try:
        return await asyncio.wait_for(asking, limit_s)
    except (TimeoutError, PlaywrightError):
        return None


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]
