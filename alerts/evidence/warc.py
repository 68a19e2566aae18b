"""The WARC file: what the browser received, and the crawl's answer that caused the verdicts.

Digests are `sha256:` with hex digits, the one spelling that both warcio and FastWARC check.
Identifiers and dates come from what is recorded, so that the same visit gives the same bytes.

Source: WARC/1.1 (ISO 28500:2017).
"""

import hashlib
import io
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from alerts.evidence.cdx import Place
from alerts.evidence.shot import Exchange, Headers
from monitor.domain.page import Page

VERSION = "WARC/1.1"
REPLACED = {"content-encoding", "content-length", "transfer-encoding"}
"""Headers that would be untrue beside a decoded body; kept under X-Archive-Orig-."""


class WarcFile:
    """A WARC/1.1 in memory, one gzip member a record, and the places of what it holds."""

    def __init__(self, capture_id: str, software: str, started_at: datetime) -> None:
        self._capture_id = capture_id
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=True, warc_version=VERSION)
        self._count = 0
        self.places: list[Place] = []
        fields = f"software: {software}\r\nformat: {VERSION}\r\nisPartOf: {capture_id}\r\n"
        about = {"WARC-Filename": "data.warc.gz", "Content-Type": "application/warc-fields"}
        self._write("warcinfo", "", started_at, fields.encode(), about)

    @property
    def content(self) -> bytes:
        """The file so far."""
        return self._buffer.getvalue()

    def add_exchange(self, exchange: Exchange) -> str | None:
        """Add a response and its request; a request without an answer is left to capture.json.

        Gives the record id of the response.
        """
        if exchange.status is None:
            return None
        head = _response_head(exchange.status, exchange.reason, exchange)
        more = {"WARC-Truncated": exchange.truncated} if exchange.truncated else {}
        name = self._add_response(exchange.url, exchange.started_at, head, exchange.body, more)
        target = _target(exchange.url)
        asked = f"{exchange.method} {target} HTTP/1.1\r\n{_lines(exchange.request_headers)}\r\n"
        self._write(
            "request",
            exchange.url,
            exchange.started_at,
            asked.encode() + exchange.request_body,
            {"WARC-Concurrent-To": name, "Content-Type": "application/http; msgtype=request"},
            payload_digest=sha256(exchange.request_body),
        )
        return name

    def add_answer(self, page: Page) -> str:
        """Add the crawl's answer; gives its record id.

        A page that a browser had rendered is no server's answer and becomes a resource record.
        """
        if page.rendered:
            mime = {"Content-Type": "text/html"}
            return self._add_place(
                ("resource", page.url, page.fetched_at), page.body, page.body, mime, None
            )
        answer = Exchange(
            url=page.url,
            method="GET",
            request_headers=(),
            started_at=page.fetched_at,
            status=page.status,
            response_headers=page.headers,
            body=page.body,
        )
        head = _response_head(page.status, "", answer)
        return self._add_response(page.url, page.fetched_at, head, page.body, {})

    def _add_response(
        self, url: str, at: datetime, head: bytes, body: bytes, more: dict[str, str]
    ) -> str:
        headers = {"Content-Type": "application/http; msgtype=response", **more}
        return self._add_place(("response", url, at), head + body, body, headers, head)

    def _add_place(
        self,
        what: tuple[str, str, datetime],
        block: bytes,
        payload: bytes,
        headers: dict[str, str],
        head: bytes | None,
    ) -> str:
        kind, url, at = what
        offset = self._buffer.tell()
        digest = sha256(payload)
        name = self._write(kind, url, at, block, headers, payload_digest=digest)
        place = place_of(url, at, head, headers["Content-Type"], digest)
        length = self._buffer.tell() - offset
        self.places.append(replace(place, offset=offset, length=length))
        return name

    def _write(
        self,
        kind: str,
        url: str,
        at: datetime,
        block: bytes,
        headers: dict[str, str],
        *,
        payload_digest: str | None = None,
    ) -> str:
        digest = sha256(block)
        seed = f"{self._capture_id}/{self._count}/{kind}/{digest}"
        name = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, seed)}>"
        self._count += 1
        named = [("WARC-Type", kind), ("WARC-Record-ID", name), ("WARC-Date", warc_date(at))]
        if url:
            named.append(("WARC-Target-URI", ascii_url(url)))
        named += [(key, value) for key, value in headers.items() if key != "Content-Type"]
        named.append(("WARC-Block-Digest", digest))
        if payload_digest is not None:
            named.append(("WARC-Payload-Digest", payload_digest))
        record = ArcWarcRecord(
            *("warc", kind, StatusAndHeaders("", named, protocol=VERSION)),
            *(io.BytesIO(block), None, headers["Content-Type"], len(block)),
        )
        self._writer.write_record(record)
        return name


def place_of(url: str, at: datetime, head: bytes | None, content_type: str, digest: str) -> Place:
    """What the index says of a record, read from the record alone; its place is still 0.

    head: the HTTP status line and headers of a response; None for a resource. digest: of its
    payload.

    Raises:
        ValueError: the head has no status.
    """
    status, mime = None, content_type
    if head is not None:
        first, *lines = head.decode("utf-8", "replace").split("\r\n")
        status = int(first[9:12])
        pairs = (line.partition(":") for line in lines)
        kinds = (value.strip() for key, _, value in pairs if key.strip().lower() == "content-type")
        mime = next(kinds, "") or "unk"
    return Place(
        url=ascii_url(url),
        at=at.astimezone(UTC).replace(microsecond=0),
        mime=mime.partition(";")[0].strip().lower() or "unk",
        status=status,
        digest=digest,
        offset=0,
        length=0,
    )


def warc_date(at: datetime) -> str:
    """UTC with microseconds, as WARC/1.1 allows."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def ascii_url(url: str) -> str:
    """The URL with everything outside printable ASCII percent-encoded."""
    return quote(url, safe="!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def sha256(content: bytes) -> str:
    """Digest as WARC and WACZ write it: `sha256:` and hex digits."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _response_head(status: int, reason: str, exchange: Exchange) -> bytes:
    kept = [
        (f"X-Archive-Orig-{key}" if key.lower() in REPLACED else key, value)
        for key, value in exchange.response_headers
    ]
    kept.append(("Content-Length", str(len(exchange.body))))
    phrase = _clean(reason) or _phrase(status)
    return f"HTTP/1.1 {status} {phrase}\r\n{_lines(tuple(kept))}\r\n".encode()


def _lines(headers: Headers | Iterable[tuple[str, str]]) -> str:
    return "".join(f"{_clean(key)}: {_clean(value)}\r\n" for key, value in headers)


def _clean(text: str) -> str:
    """One line: a header that holds line ends would forge others."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join(whole.replace("\0", " ").split())


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _target(url: str) -> str:
    """Path and query of a URL, as a request line has them."""
    rest = ascii_url(url).partition("#")[0].partition("://")[2]
    return "/" + rest.partition("/")[2]
