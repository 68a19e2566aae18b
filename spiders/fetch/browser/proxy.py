"""The browser's only way out: a forward proxy on loopback that applies the address policy.

Filters inside the browser are no boundary (redirects, WebSockets and favicons slip past them); a
proxy sees every connection. Each one is checked by its own host and port, resolved once, and
connected to the address that was checked. Plain requests are forwarded one a connection; CONNECT
carries TLS and WebSockets as they are.

The browser's own calls home are dropped. What was refused is kept in `refusals`.

Layer: spiders/fetch; runs in a thread of its own with its own event loop.
"""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import structlog

from monitor.domain.errors import EgressRefused, FetchFailed
from monitor.ports.http import EgressRule, Reached
from spiders.fetch.egress import Destination, EgressPolicy, Resolve, system_resolve

log = structlog.get_logger(__name__)

LARGEST_HEAD_BYTES: Final = 64 * 1024
LARGEST_ANSWER_BYTES: Final = 64 * 1024 * 1024
HEAD_WITHIN_S: Final = 15.0
CONNECT_WITHIN_S: Final = 10.0
IDLE_S: Final = 60.0
CHUNK_BYTES: Final = 64 * 1024
KEPT_REFUSALS: Final = 1000
KEPT_REACHED: Final = 1000

# Where Chromium calls by itself: updates, sync, safe browsing, hints, push messages.
CALLS_HOME: Final = frozenset({
    "accounts.google.com",
    "android.clients.google.com",
    "clients1.google.com",
    "clients2.google.com",
    "clients2.googleusercontent.com",
    "clients3.google.com",
    "clients4.google.com",
    "clientservices.googleapis.com",
    "content-autofill.googleapis.com",
    "dl.google.com",
    "edgedl.me.gvt1.com",
    "mtalk.google.com",
    "optimizationguide-pa.googleapis.com",
    "passwordsleakcheck-pa.googleapis.com",
    "redirector.gvt1.com",
    "safebrowsing.googleapis.com",
    "safebrowsing.google.com",
    "sb-ssl.google.com",
    "ssl.gstatic.com",
    "tools.google.com",
    "update.googleapis.com",
    "www.googleapis.com",
})
# Headers that concern one connection only (RFC 9110, 7.6.1).
HOP_BY_HOP: Final = frozenset({
    "connection",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "upgrade",
})
_REFUSED: Final = (
    "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n"
    "Content-Length: {length}\r\nConnection: close\r\n"
    'Proxy-Status: rightswatch; details="{status}"\r\n\r\n'
)
# Proxy-Status (RFC 9209) tells whoever records the traffic that the site said none of this.


class ForwardProxy:
    """See ports/http.py EgressProxy. One instance may serve several times, not at once.

    refusals: (URL or host:port, why), the latest 1000.
    """

    def __init__(self, resolve: Resolve = system_resolve) -> None:
        self._resolve = resolve
        self.refusals: deque[tuple[str, str]] = deque(maxlen=KEPT_REFUSALS)
        self._reached: dict[Reached, None] = {}

    @property
    def reached(self) -> Sequence[Reached]:
        """See ports/http.py; the first 1000."""
        return tuple(self._reached)

    @contextlib.contextmanager
    def serve(self, rules: Mapping[str, EgressRule]) -> Iterator[str]:
        """Run while the block lasts; gives "http://127.0.0.1:port". rules: by host[:port]."""
        policy = EgressPolicy(dict(rules), self._resolve)
        self._reached = {}
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever, name="egress-proxy", daemon=True)
        thread.start()
        try:
            door = _Door(policy, self.refusals, self._reached)
            server = asyncio.run_coroutine_threadsafe(door.open(), loop).result(10.0)
            try:
                yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            finally:
                asyncio.run_coroutine_threadsafe(door.close(server), loop).result(10.0)
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join(10.0)
            loop.close()


class _Door:
    """The listening side: one task a connection."""

    def __init__(
        self,
        policy: EgressPolicy,
        refusals: deque[tuple[str, str]],
        reached: dict[Reached, None],
    ) -> None:
        self._policy = policy
        self._refusals = refusals
        self._reached = reached
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> asyncio.Server:
        return await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=LARGEST_HEAD_BYTES)

    async def close(self, server: asyncio.Server) -> None:
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the other side went away, or was too slow, or said too much
        except ValueError:
            await self._refuse(writer, "400 Bad Request", "?", "the request is malformed")
        finally:
            await _close(writer)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(HEAD_WITHIN_S):
            head = await reader.readuntil(b"\r\n\r\n")
        line, *headers = head.decode("latin-1").rstrip("\r\n").split("\r\n")
        method, target, version = line.split(" ")
        tunnel = method == "CONNECT"
        url = f"https://{target}/" if tunnel else target
        try:
            out = await self._connect(url)
        except EgressRefused as error:
            await self._refuse(writer, "403 Forbidden", target, error.because)
            return
        except (FetchFailed, OSError, TimeoutError) as error:
            await self._refuse(writer, "502 Bad Gateway", target, str(error), keep=False)
            return
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                out[1].write(_origin_form(method, target, version, headers))
            await _relay((reader, writer), out)
        finally:
            await _close(out[1])

    async def _connect(self, url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        endpoint = self._policy.check_url(url)
        if endpoint.host in CALLS_HOME:
            raise EgressRefused(url, "the browser calls home by itself")
        found = await asyncio.to_thread(self._policy.destination, endpoint)
        failure: Exception = FetchFailed(url, "no address")
        for destination in found:
            try:
                async with asyncio.timeout(CONNECT_WITHIN_S):
                    way = await asyncio.open_connection(destination.address, destination.port)
            except (OSError, TimeoutError) as error:
                failure = error
            else:
                self._note(endpoint.host, found, destination)
                return way
        raise failure

    def _note(self, host: str, found: Sequence[Destination], taken: Destination) -> None:
        addresses = tuple(one.address for one in found)
        if len(self._reached) < KEPT_REACHED:
            spoken = Reached(host=host, addresses=addresses, address=taken.address, port=taken.port)
            self._reached.setdefault(spoken)

    async def _refuse(
        self,
        writer: asyncio.StreamWriter,
        status: str,
        target: str,
        because: str,
        *,
        keep: bool = True,
    ) -> None:
        if keep:
            self._refusals.append((target, because))
            log.info("connection.refused", target=target, because=because)
        body = f"not fetched: {because}\n".encode()
        writer.write(_REFUSED.format(status=status, length=len(body)).encode() + body)
        with contextlib.suppress(OSError):
            await writer.drain()


def _origin_form(method: str, target: str, version: str, headers: list[str]) -> bytes:
    """The request as the origin wants it: path only, one request a connection."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = [
        line
        for line in headers
        if line.partition(":")[0].strip().lower() not in HOP_BY_HOP | {"host"}
    ]
    lines = [f"{method} {path} {version}", f"Host: {parts.netloc}", *kept, "Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


async def _relay(
    inside: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    outside: tuple[asyncio.StreamReader, asyncio.StreamWriter],
) -> None:
    """Carry bytes both ways until the server ends, someone is idle too long, or it is too much."""
    up = asyncio.ensure_future(_pump(inside[0], outside[1], LARGEST_ANSWER_BYTES))
    try:
        await _pump(outside[0], inside[1], LARGEST_ANSWER_BYTES)
    finally:
        up.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError, TimeoutError):
            await up


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most_bytes: int
) -> None:
    while most_bytes > 0:
        async with asyncio.timeout(IDLE_S):
            chunk = await reader.read(CHUNK_BYTES)
        if not chunk:
            break
        most_bytes -= len(chunk)
        writer.write(chunk)
        await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):
        if writer.can_write_eof():
            writer.write_eof()


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(OSError, asyncio.CancelledError):
        await writer.wait_closed()
