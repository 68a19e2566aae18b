"""A small forward proxy that lets out only what a rule names, and owns up to its refusals."""

import contextlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

from monitor.ports.http import EgressRule, Reached


class StrictProxy:
    """refused: hosts that were asked for in vain. reached: it keeps no account of others."""

    reached: Sequence[Reached] = ()

    def __init__(self) -> None:
        self.refused: list[str] = []

    @contextlib.contextmanager
    def serve(self, rules: Mapping[str, EgressRule]) -> Iterator[str]:
        """See ports/http.py."""

        class Handler(_Handler):
            allowed = frozenset(rules)
            refused = self.refused

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        server.block_on_close = False
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    allowed: ClassVar[frozenset[str]]
    refused: ClassVar[list[str]]

    def log_message(self, *_: object) -> None:
        pass

    def do_CONNECT(self) -> None:
        self._refuse(self.path)

    def do_POST(self) -> None:
        self._refuse(urlsplit(self.path).netloc)

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.netloc not in self.allowed:
            self._refuse(parts.netloc)
            return
        site = HTTPConnection(parts.netloc, timeout=20)
        try:
            site.request("GET", self.path.partition(parts.netloc)[2], headers=dict(self.headers))
            answer = site.getresponse()
            body = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except (OSError, HTTPException):
            self._refuse(parts.netloc)
        finally:
            site.close()

    def _refuse(self, host: str) -> None:
        self.refused.append(host)
        self.send_response(403)
        self.send_header("Proxy-Status", "strict; error=destination_ip_prohibited")
        self.send_header("Content-Length", "7")
        self.end_headers()
        self.wfile.write(b"refused")
