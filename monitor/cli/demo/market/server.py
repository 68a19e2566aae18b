"""The market itself: a web server on 127.0.0.1 that remembers who asked for what.

Flow: shelf (what is on sale) -> pages and pictures (what it looks like) -> answers; tests change
the shelf while it runs and read `requests` afterwards.
"""

import contextlib
import hashlib
import socket
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import SplitResult, parse_qs, urlsplit

from monitor.cli.demo.market import pages
from monitor.cli.demo.market.catalogue import CATEGORIES, sellers
from monitor.cli.demo.market.offers import MarketOffer, Markup
from monitor.cli.demo.market.pictures import offer_picture
from monitor.cli.demo.market.shelf import Shelf

_STATIC: Final = Path(__file__).parent / "templates"
_HTML: Final = "text/html; charset=utf-8"
_STATIC_TYPES: Final = {"market.css": "text/css; charset=utf-8", "offer.js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRequest:
    """One line of the market's log. path: with its query. at: aware UTC."""

    method: str
    path: str
    status: int
    user_agent: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    content_type: str = _HTML
    status: HTTPStatus = HTTPStatus.OK


class Market:
    """A marketplace on a free port of 127.0.0.1. Use as a context manager, or start and stop.

    port: 0 takes a free one; it is kept over `go_down` and `come_back`. It is part of the market's
    name, and so of the identity of every listing.
    """

    def __init__(self, port: int = 0) -> None:
        self.shelf = Shelf()
        self._asked_port = port
        self._server: _Server | None = None
        self._requests: list[MarketRequest] = []
        self._lock = threading.Lock()

    def start(self) -> Self:
        """Open the market; it answers when this returns. Twice is harmless.

        Raises:
            OSError: the port is taken.
        """
        if self._server:
            return self
        self._server = _Server(("127.0.0.1", self._asked_port), self)
        self._asked_port = self._server.server_port
        name = f"market-{self._asked_port}"
        serve = threading.Thread(target=self._server.serve_forever, args=(0.05,), name=name)
        serve.daemon = True
        serve.start()
        return self

    def stop(self) -> None:
        """Close the market; visitors are refused from now on. Twice is harmless."""
        server, self._server = self._server, None
        if server:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    @property
    def host(self) -> str:
        """`127.0.0.1:PORT`, which is also the market's name in listings."""
        return f"127.0.0.1:{self._asked_port}"

    @property
    def url(self) -> str:
        """Where its home page lies, with a slash at the end."""
        return f"http://{self.host}/"

    @property
    def offers(self) -> list[MarketOffer]:
        """What is on sale in the open part of the market, with its planted truth."""
        return self.shelf.on_sale()

    @property
    def requests(self) -> list[MarketRequest]:
        """Everything that was asked for, oldest first."""
        with self._lock:
            return list(self._requests)

    def remember(self, request: MarketRequest) -> None:
        """Append one line to the log."""
        with self._lock:
            self._requests.append(request)

    def go_down(self) -> None:
        """Be unreachable, as in an outage: connections are refused."""
        self.stop()

    def come_back(self) -> None:
        """End the outage, on the same port and with the same offers."""
        self.start()

    def remove_offer(self, offer_id: str) -> MarketOffer:
        """Take an offer down; see `Shelf.remove`."""
        return self.shelf.remove(offer_id)

    def change_price(self, offer_id: str, price: Decimal | None = None) -> MarketOffer:
        """Ask another price; see `Shelf.change_price`."""
        return self.shelf.change_price(offer_id, price)

    def relist(self, offer_id: str) -> MarketOffer:
        """Bring a removed offer back under a new number; see `Shelf.relist`."""
        return self.shelf.relist(offer_id)

    def answer(self, place: SplitResult) -> _Answer:
        """What lies at a path."""
        folder, _, rest = place.path.lstrip("/").partition("/")
        asked = parse_qs(place.query)
        if folder in {"c", "search", "seller"}:
            found = self._cards(folder, rest, asked)
        elif folder in {"offer", "private", "api", "pictures"}:
            found = self._of_offer(folder, rest)
        else:
            found = self._fixed(place.path)
        return found or _Answer(pages.missing().encode(), status=HTTPStatus.NOT_FOUND)

    def _cards(self, folder: str, rest: str, asked: dict[str, list[str]]) -> _Answer | None:
        page = _page_number(asked)
        text: str | None = None
        if folder == "c" and rest in CATEGORIES:
            text = pages.category(self.shelf, CATEGORIES[rest], page)
        elif folder == "seller" and rest in sellers():
            text = pages.seller(self.shelf, sellers()[rest], page)
        elif folder == "search":
            text = pages.search(self.shelf, asked.get("q", [""])[0], page)
        return _Answer(text.encode()) if text is not None else None

    def _of_offer(self, folder: str, rest: str) -> _Answer | None:
        offer = self.shelf.get(rest.rpartition("/")[2].partition(".")[0])
        if offer is None:
            return None
        path = f"/{folder}/{rest}"
        if path == offer.picture_path:
            picture = offer_picture(offer.id, offer.picture, offer.language)
            return _Answer(picture, f"image/{offer.picture_format}")
        if path == f"/api/offers/{offer.id}":
            return _Answer(pages.offer_json(offer).encode(), "application/json")
        if path != offer.path:
            return None
        status = HTTPStatus.FORBIDDEN if offer.markup is Markup.WALL else HTTPStatus.OK
        return _Answer(pages.offer(self.shelf, offer, self.url[:-1]).encode(), status=status)

    def _fixed(self, path: str) -> _Answer | None:
        base = self.url[:-1]
        if path in {"/", "/zh/"}:
            return _Answer(pages.home(self.shelf, "zh" if path == "/zh/" else "en", base).encode())
        if path == "/robots.txt":
            return _Answer(pages.robots(base).encode(), "text/plain; charset=utf-8")
        if path == "/sitemap.xml":
            return _Answer(pages.sitemap(self.shelf, base).encode(), "application/xml")
        name = path.removeprefix("/static/")
        if path.startswith("/static/") and name in _STATIC_TYPES:
            return _Answer(_static(name), _STATIC_TYPES[name])
        return None


@cache
def _static(name: str) -> bytes:
    return (_STATIC / name).read_bytes()


def _page_number(asked: dict[str, list[str]]) -> int:
    """The page asked for; 0, which no list has, when it is no number."""
    text = asked.get("page", ["1"])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], market: Market) -> None:
        self.market = market
        self._open: set[socket.socket] = set()
        super().__init__(address, _Visitor)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Take in a visitor, and keep the connection in view."""
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Let one visitor go."""
        if isinstance(request, socket.socket):
            self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Close the door, and every connection that is kept alive."""
        super().server_close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Visitor(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "CopperlineMarket"
    sys_version = ""
    timeout = 20  # seconds a silent connection may stay
    disable_nagle_algorithm = True  # head and body leave at once

    def do_GET(self) -> None:
        """Answer, or say that the visitor's copy is still good."""
        answer = self.server.market.answer(urlsplit(self.path))
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:24]}"'
        unchanged = answer.status == HTTPStatus.OK and self.headers.get("If-None-Match") == etag
        status = HTTPStatus.NOT_MODIFIED if unchanged else answer.status
        self._remember(status)
        self.send_response(status)
        if answer.status == HTTPStatus.OK:
            self.send_header("ETag", etag)
            self.send_header("Cache-Control", "no-cache")
        if not unchanged:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if not unchanged and self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - the library's name

    def _remember(self, status: HTTPStatus) -> None:
        self.server.market.remember(
            MarketRequest(
                method=self.command,
                path=self.path,
                status=status,
                user_agent=self.headers.get("User-Agent", ""),
                at=datetime.now(UTC),
            )
        )

    def log_message(self, *_: object) -> None:
        """Stay silent: `Market.requests` is the log."""

    def handle(self) -> None:
        """Answer until the visitor leaves, however rudely."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True
