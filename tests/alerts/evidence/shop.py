"""A small shop on loopback, with everything that makes a page hard to keep."""

import contextlib
import io
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image

SESSION = "s3cr3tSessionValue00991"
IN_A_QUERY = "TOKEN0000in1the2query"
IN_A_HEADER = "k3y9in8a7header6of5an4app"
FETCH = f"fetch('/price.json?token={IN_A_QUERY}', {{headers: {{'X-Auth-Token': '{IN_A_HEADER}'}}}})"

OFFER = (
    """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>ACME pump, blue</title>
<style>body{font:16px sans-serif} .gap{height:1500px}</style></head><body>
<h1>ACME pump, blue</h1><p id="price">price is loading</p><img src="/pic/0.png" width="80">
<div class="gap"></div><img loading="lazy" src="/pic/1.png" width="80">
<div class="gap"></div><img loading="lazy" src="/pic/2.png" width="80">
<div class="gap"></div><img loading="lazy" src="/pic/3.png" width="80">
<p id="cookie"></p>
<script>"""
    + FETCH
    + """.then((r) => r.json()).then((p) => {
document.getElementById('price').textContent = p.price;
document.getElementById('cookie').textContent = document.cookie;});</script></body></html>"""
)

WALL = """<html><head><title>Just a moment...</title></head><body><h1>Prove you are human</h1>
</body></html>"""


def picture(number: int) -> bytes:
    """A small PNG of its own colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (80, 60), (40 * number, 90, 200)).save(buffer, "PNG")
    return buffer.getvalue()


class Shop(ThreadingHTTPServer):
    """seen: paths that were asked for, in order."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen: list[str] = []
        self.pages: dict[str, str] = {"/offer/1": OFFER, "/wall": WALL}
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Shop
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        path = self.path.partition("?")[0]
        special: dict[str, Callable[[], None]] = {
            "/go": self._redirect,
            "/endless": self._endless,
            "/endless-page": self._endless_page,
            "/price.json": lambda: self._send(b'{"price": "19.90 EUR"}', "application/json"),
            "/file.bin": self._download,
        }
        if path in special:
            special[path]()
        elif path.startswith("/pic/"):
            self._send(picture(int(path[5])), "image/png")
        elif path in self.server.pages:
            status = 403 if path == "/wall" else 200
            self._page(self.server.pages[path], status)
        else:
            self._send(b"not here", "text/plain", 404)

    def _page(self, text: str, status: int = 200) -> None:
        body = text.encode()
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            packer = zlib.compressobj(6, zlib.DEFLATED, 31)
            body = packer.compress(body) + packer.flush()
            self._send(body, "text/html; charset=utf-8", status, {"Content-Encoding": "gzip"})
            return
        self._send(body, "text/html; charset=utf-8", status)

    def _send(
        self, body: bytes, kind: str, status: int = 200, more: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"session={SESSION}; Path=/")
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/offer/1")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _download(self) -> None:
        more = {"Content-Disposition": "attachment; filename=file.bin"}
        self._send(struct.pack("<I", 7), "application/octet-stream", 200, more)

    def _endless(self) -> None:
        self._drip("text/plain", b"")

    def _endless_page(self) -> None:
        self._drip("text/html", b"<title>Endless</title><h1>ACME pump that never ends</h1>")

    def _drip(self, kind: str, first: bytes) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(first)
            while not self.server.stopping.is_set():
                self.wfile.write(b"and on " * 20)
                time.sleep(0.1)


@contextlib.contextmanager
def open_shop(tls: ssl.SSLContext | None = None) -> Iterator[Shop]:
    """Serve while the block lasts; with TLS where a context is given."""
    shop = Shop()
    if tls:
        shop.socket = tls.wrap_socket(shop.socket, server_side=True)
    thread = threading.Thread(target=shop.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield shop
    finally:
        shop.stopping.set()
        shop.shutdown()
        shop.server_close()
        thread.join()
