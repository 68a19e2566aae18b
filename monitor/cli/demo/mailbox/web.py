"""The mail box in a browser: a small web server on 127.0.0.1.

Flow: request -> mail of the shelf -> `pages` -> answer under a policy that lets nothing run.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import parse_qs, urlsplit

from monitor.cli.demo.mailbox import pages
from monitor.cli.demo.mailbox.words import WORDS

PAGE_POLICY: Final = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
MAIL_POLICY: Final = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src data:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HTML: Final = "text/html; charset=utf-8"
STYLE: Final = Path(__file__).parent / "templates" / "mailbox.css"
PATH: Final = re.compile(r"/mails/(\d{1,9})(/html|/raw)?")


class Shelf(Protocol):
    """Where mails are kept."""

    def mails(self) -> Sequence[pages.Kept]:
        """All, oldest first."""
        ...

    def get(self, number: int) -> pages.Kept | None:
        """By number."""
        ...


@dataclass(frozen=True, slots=True)
class _Answer:
    body: bytes
    content_type: str = HTML
    policy: str = PAGE_POLICY
    status: HTTPStatus = HTTPStatus.OK
    download: str | None = None


class Web:
    """The web server and its thread. port: 0 takes a free one."""

    def __init__(self, shelf: Shelf, port: int) -> None:
        """Open the port.

        Raises:
            OSError: it is taken.
        """
        self._server = _Server(("127.0.0.1", port), shelf)
        self.port: int = self._server.server_port
        serve = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="mails")
        serve.daemon = True
        serve.start()

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], shelf: Shelf) -> None:
        self.shelf = shelf
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 30

    def do_GET(self) -> None:
        """Answer; a name other than this machine's is refused, against DNS rebinding."""
        answer = self._answer() if self._asked_for_us() else _missing("en")
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Content-Security-Policy", answer.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cache-Control", "no-store")
        if answer.download:
            self.send_header("Content-Disposition", f'attachment; filename="{answer.download}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *_: object) -> None:
        """Stay silent: the terminal belongs to the demo."""

    def _asked_for_us(self) -> bool:
        port = self.server.server_port
        return self.headers.get("Host") in {f"127.0.0.1:{port}", f"localhost:{port}"}

    def _answer(self) -> _Answer:
        path = urlsplit(self.path)
        language = self._language(path.query)
        if path.path == "/":
            return _page(pages.list_page(self.server.shelf.mails(), language))
        if path.path == "/mailbox.css":
            return _Answer(STYLE.read_bytes(), "text/css; charset=utf-8")
        asked = PATH.fullmatch(path.path)
        mail = self.server.shelf.get(int(asked[1])) if asked else None
        if asked is None or mail is None:
            return _missing(language)
        return _mail(mail, asked[2], language)

    def _language(self, query: str) -> str:
        wished = parse_qs(query).get("lang", [""])[0]
        if wished in WORDS:
            return wished
        accepted = self.headers.get("Accept-Language") or ""
        return "zh" if accepted.strip().lower().startswith("zh") else "en"


def _mail(mail: pages.Kept, part: str | None, language: str) -> _Answer:
    if part == "/raw":
        return _Answer(mail.content, "message/rfc822", download=f"{mail.number:06d}.eml")
    if part == "/html":
        html = pages.html_part(mail)
        return _missing(language) if html is None else _page(html, MAIL_POLICY)
    return _page(pages.mail_page(mail, language))


def _page(html: str, policy: str = PAGE_POLICY) -> _Answer:
    return _Answer(html.encode("utf-8", "replace"), policy=policy)


def _missing(language: str) -> _Answer:
    words = WORDS[language]
    return _Answer(
        words["missing"].encode(), "text/plain; charset=utf-8", status=HTTPStatus.NOT_FOUND
    )
