"""One polite, guarded HTTP request at a time; the only module that knows httpx.

The URL's host is resolved and checked first (egress.py), then the request goes to that very
address, with the name in the Host header and in TLS, where the certificate is verified against it.
So nothing is resolved twice. Redirects are followed one by one, each checked like the first.

For what is fetched beside the crawl: time-stamp authorities, controls, documents. A connection
serves one request: two names on one address must not share a verified connection.

Layer: spiders/fetch; implements ports/http.py.
"""

import asyncio
import zlib
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin

import httpx

from monitor.domain.errors import EgressRefused, FetchFailed, SourceBusy
from monitor.domain.page import Page
from monitor.ports.http import EgressRule
from spiders.fetch.egress import Destination, EgressPolicy, Endpoint, Resolve, system_resolve
from spiders.fetch.outcomes import pause_s

LARGEST_BYTES: Final = 10 * 1024 * 1024
WITHIN_S: Final = 30.0
MOST_REDIRECTS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What goes out beside the address. Its headers may hold a key: it has no repr."""

    method: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


class GuardedClient:
    """See ports/http.py Http.

    within_s: time for one URL with all its redirects. largest_bytes: of the body, unpacked.
    """

    def __init__(
        self,
        user_agent: str,
        contact: str | None = None,
        *,
        within_s: float = WITHIN_S,
        largest_bytes: int = LARGEST_BYTES,
        resolve: Resolve = system_resolve,
    ) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        if contact and "@" in contact:
            self._headers["From"] = contact
        self._within_s = within_s
        self._largest_bytes = largest_bytes
        self._policy = EgressPolicy(resolve=resolve)
        self._trust = httpx.create_ssl_context(trust_env=False)

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, rule: EgressRule | None = None
    ) -> Page:
        """Fetch one URL; redirects are followed and checked one by one.

        rule holds for the URL's own host and port; another host has none.

        Raises:
            EgressRefused: the address policy forbids the URL or a redirect of it.
            FetchFailed: no usable answer.
            SourceBusy: 429, or 503 with Retry-After.
        """
        wanted = {**self._headers, **(headers or {})}
        return self._done(url, self._follow(url, wanted, rule))

    def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        rule: EgressRule | None = None,
    ) -> Page:
        """Ask one URL, with a body or without; a redirect is refused.

        Raises:
            EgressRefused: the address policy forbids the URL.
            FetchFailed: no usable answer, or one that leads elsewhere.
            SourceBusy: 429, or 503 with Retry-After.
        """
        asked = Asked(method=method, headers={**self._headers, **(headers or {})}, body=body)
        return self._done(url, self._send(url, asked, rule))

    def _done(self, url: str, asking: Coroutine[Any, Any, Page]) -> Page:
        """The answer, in time.

        Raises:
            FetchFailed: it did not come in time.
            SourceBusy: it asks for a pause.
        """
        with ThreadPoolExecutor(1, "http") as thread:  # the caller may itself run in an event loop
            page = thread.submit(asyncio.run, self._within_time(url, asking)).result()
        pause = pause_s(page)
        if pause is not None:
            raise SourceBusy(url, pause)
        return page

    async def _within_time(self, url: str, asking: Coroutine[Any, Any, Page]) -> Page:
        try:
            async with asyncio.timeout(self._within_s):
                return await asking
        except TimeoutError as error:
            because = f"no complete answer within {self._within_s:g} s"
            raise FetchFailed(url, because) from error

    async def _send(self, url: str, asked: Asked, rule: EgressRule | None) -> Page:
        page = await self._ask(self._policy.check_url(url, rule), rule, asked)
        if page.status in REDIRECTS:
            raise FetchFailed(url, "it leads to another address, which is not told what was asked")
        return page

    async def _follow(self, url: str, headers: Mapping[str, str], rule: EgressRule | None) -> Page:
        first = self._policy.check_url(url, rule)
        endpoint, given = first, rule
        for _ in range(MOST_REDIRECTS + 1):
            page = await self._ask(endpoint, given, Asked(method="GET", headers=headers))
            location = page.header("location")
            if page.status not in REDIRECTS or not location:
                return Page(
                    url=page.url,
                    requested_url=url,
                    status=page.status,
                    headers=page.headers,
                    body=page.body,
                    fetched_at=page.fetched_at,
                )
            try:
                endpoint, given = self._next(urljoin(endpoint.url, location), first, rule)
            except EgressRefused as error:
                because = f"it redirects to {error.url}: {error.because}"
                raise EgressRefused(url, because) from error
        raise FetchFailed(url, f"it redirects more than {MOST_REDIRECTS} times")

    def _next(
        self, url: str, first: Endpoint, rule: EgressRule | None
    ) -> tuple[Endpoint, EgressRule | None]:
        """Where a redirect leads; the rule goes along only to the host and port it was given for.

        Raises:
            EgressRefused: the policy forbids it.
        """
        try:
            endpoint = self._policy.check_url(url, rule)
        except EgressRefused:
            endpoint = None
        if rule is not None and endpoint and endpoint.authority == first.authority:
            return endpoint, rule
        return self._policy.check_url(url), None

    async def _ask(self, endpoint: Endpoint, rule: EgressRule | None, asked: Asked) -> Page:
        found = await asyncio.to_thread(self._policy.destination, endpoint, rule)
        failure: Exception | None = None
        for destination in found:
            try:
                return await self._ask_at(endpoint, destination, asked)
            except httpx.ConnectError as error:
                failure = error
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise FetchFailed(endpoint.url, _sentence(error)) from error
        raise FetchFailed(endpoint.url, _sentence(failure)) from failure

    async def _ask_at(self, endpoint: Endpoint, destination: Destination, asked: Asked) -> Page:
        target = httpx.URL(endpoint.url).copy_with(
            host=destination.address, port=destination.port, fragment=None
        )
        default = {"http": 80, "https": 443}[endpoint.scheme] == endpoint.port
        name = endpoint.authority.rpartition(":")[0] if default else endpoint.authority
        client = httpx.AsyncClient(trust_env=False, timeout=self._within_s, verify=self._trust)
        async with client:
            headers = {**asked.headers, "Host": name}
            request = client.build_request(
                asked.method, target, headers=headers, content=asked.body
            )
            request.extensions["sni_hostname"] = endpoint.host
            answer = await client.send(request, stream=True)
            try:
                body = await self._body(endpoint.url, answer)
            finally:
                await answer.aclose()
        return Page(
            url=endpoint.url,
            requested_url=endpoint.url,
            status=answer.status_code,
            headers=tuple((name.lower(), value) for name, value in answer.headers.multi_items()),
            body=body,
            fetched_at=datetime.now(UTC),
        )

    async def _body(self, url: str, answer: httpx.Response) -> bytes:
        """The body unpacked, never more of it in memory than allowed.

        Raises:
            FetchFailed: too large, packed in a way we did not ask for, or broken.
        """
        coding = answer.headers.get("content-encoding", "identity").strip().lower()
        if coding not in {"identity", "gzip", "x-gzip", ""}:
            raise FetchFailed(url, f"the answer is packed as {coding}, which was not asked for")
        unpack = None if coding in {"identity", ""} else zlib.decompressobj(wbits=31)
        body = bytearray()
        try:
            async for chunk in answer.aiter_raw():
                room = self._largest_bytes + 1 - len(body)
                body += chunk if unpack is None else unpack.decompress(chunk, room)
                if len(body) > self._largest_bytes:
                    raise FetchFailed(url, f"the answer is larger than {self._largest_bytes} bytes")
        except zlib.error as error:
            raise FetchFailed(url, "the answer cannot be unpacked") from error
        if unpack is not None and not unpack.eof:
            raise FetchFailed(url, "the packed answer ends too early")
        return bytes(body)


def _sentence(error: Exception | None) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "the server is too slow"
    if isinstance(error, httpx.ConnectError):
        return f"no connection: {error}"
    if isinstance(error, httpx.LocalProtocolError):  # its words show the header, maybe a key
        return "the request holds a character that HTTP does not allow"
    return f"{type(error).__name__}: {error}"
