"""WARC files, record by record, with flat memory however large the file.

The splitting is our own: a record's bytes are kept exactly as they were supplied, and a bomb is
told before it is unpacked. What stands inside a record, HTTP head and chunks, is read by warcio.

Layer: spiders.imports, no network.
Source: WARC/1.0 and 1.1 (ISO 28500).
"""

import base64
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NoReturn, Protocol

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from monitor.domain.errors import ImportRefused
from spiders.imports.bounds import LARGEST_PAGE, SEND_AGAIN, STEP, Inflating, Readable, inflated

LONGEST_HEAD: Final = 64 * 1024
LONGEST_LINE: Final = 16 * 1024
_HTTP: Final = ("HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3")
_DIGESTS: Final = frozenset({"md5", "sha1", "sha256", "sha512"})


class Lines(Readable, Protocol):
    """A stream of bytes that gives lines too."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or `size` bytes of it; none at the end."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record. headers: WARC headers by lower-case name. raw: head and block as supplied.

    block: None where the record is larger than a page may be.
    """

    headers: dict[str, str]
    raw: bytes
    block: bytes | None
    number: int

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.headers.get("warc-type", "").lower()

    @property
    def name(self) -> str:
        """Its id, else its number in the file."""
        return self.headers.get("warc-record-id", "")[:200] or f"number {self.number}"

    @property
    def url(self) -> str:
        """WARC-Target-URI; old writers put it in angle brackets."""
        return self.headers.get("warc-target-uri", "").strip("<> ")[:4000]

    @property
    def at(self) -> datetime | None:
        """WARC-Date in UTC; None where there is none that can be read."""
        try:
            at = datetime.fromisoformat(self.headers.get("warc-date", ""))
        except ValueError:
            return None
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a record holds of a web server's answer. status 0: a resource, which has none."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def content_type(self) -> str:
        """Lower case, without parameters."""
        kinds = (value for name, value in self.headers if name == "content-type")
        return next(kinds, "").partition(";")[0].strip().lower()


def records(stream: Readable, wanted: frozenset[str]) -> Iterator[Record]:
    """Records of the wanted types, in order; the others are read past.

    Raises:
        ImportRefused: the file is damaged, cut off or a bomb. What was given before stands.
    """
    lines = io.BufferedReader(Inflating(stream), STEP)
    number = 0
    while head := _head(lines, number):
        headers = _headers(head)
        size = headers.get("content-length", "")
        if not (size.isascii() and size.isdigit() and len(size) < 16):
            _break_off(number, "its length is not said")
        record_kind = headers.get("warc-type", "").lower()
        is_wanted = record_kind in wanted and int(size) <= LARGEST_PAGE
        block = _exactly(lines, int(size), number, keep=is_wanted)
        if record_kind in wanted:
            raw = head + block if is_wanted else head
            kept = block if is_wanted else None
            yield Record(headers=headers, raw=raw, block=kept, number=number)
        number += 1


def answer_of(record: Record) -> Answer:
    """The answer inside a record.

    Raises:
        ValueError: there is none, or its body cannot be had; the message says why.
    """
    if record.block is None:
        message = f"it has more than {LARGEST_PAGE // (1024 * 1024)} MiB"
        raise ValueError(message)
    if record.kind != "response":
        kind = record.headers.get("content-type", "")
        return Answer(status=0, headers=(("content-type", kind),), body=record.block)
    stream = io.BytesIO(record.block)
    try:
        head = StatusAndHeadersParser(_HTTP).parse(stream)
    except (StatusAndHeadersParserException, EOFError, ValueError, IndexError) as error:
        message = "it holds no HTTP answer"
        raise ValueError(message) from error
    headers = tuple((name.lower(), value) for name, value in head.headers)
    code = head.get_statuscode()
    encodings = [value for name, value in headers if name == "content-encoding"]
    body = stream.read()
    if any(n == "transfer-encoding" and "chunked" in v.lower() for n, v in headers):
        body = ChunkedDataReader(io.BytesIO(body)).read()
    for encoding in reversed(",".join(encodings).split(",")):
        body = _decoded(body, encoding.strip().lower())
    return Answer(status=int(code) if code.isdigit() else 0, headers=headers, body=body)


def digest_fault(record: Record) -> str | None:
    """What is wrong with the digests a record names of itself; None = they fit, or there are none.

    A payload digest is compared only where no chunks leave room for two readings of it.
    """
    block = record.block or b""
    head, gap, payload = block.partition(b"\r\n\r\n")
    whole = record.kind != "response"
    named = {"warc-block-digest": block}
    if whole or (gap and b"transfer-encoding" not in head.lower()):
        named["warc-payload-digest"] = block if whole else payload
    for name, content in named.items():
        if not _fits(record.headers.get(name, ""), content):
            return f"its {name} does not fit its bytes"
    return None


def _decoded(body: bytes, encoding: str) -> bytes:
    """A body decoded; some writers keep the header over a body that is decoded already."""
    if encoding in {"gzip", "x-gzip"} and not body.startswith(b"\x1f\x8b"):
        return body
    if encoding == "br" and body.lstrip()[:1] == b"<":
        return body
    return inflated(body, encoding, LARGEST_PAGE)


def _fits(written: str, content: bytes) -> bool:
    """Whether a digest as WARC writes it fits; unknown algorithms are not judged."""
    algorithm, _, value = written.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _DIGESTS or not value:
        return True
    digest = hashlib.new(algorithm, content, usedforsecurity=False)
    spellings = {digest.hexdigest(), base64.b32encode(digest.digest()).decode().lower()}
    return value.strip().lower().rstrip("=") in {one.rstrip("=") for one in spellings}


def _head(lines: Lines, number: int) -> bytes:
    """The header of the next record up to its empty line; b"" at the end of the file."""
    head = lines.readline(LONGEST_LINE)
    while head in {b"\r\n", b"\n"}:  # between records, more of them than there should be
        head = lines.readline(LONGEST_LINE)
    if head and not head.startswith(b"WARC/"):
        _break_off(number, "it does not begin as a WARC record")
    line = head
    while line not in {b"", b"\r\n", b"\n"}:
        line = lines.readline(LONGEST_LINE)
        head += line
        if len(head) > LONGEST_HEAD:
            _break_off(number, "its header does not end")
    if head and not line:
        _break_off(number, "the file ends in its header")
    return head


def _headers(head: bytes) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _exactly(lines: Lines, size: int, number: int, *, keep: bool) -> bytes:
    """So many bytes, given back or read past."""
    parts = []
    while size:
        part = lines.read(min(size, STEP))
        if not part:
            _break_off(number, "the file ends inside it")
        size -= len(part)
        if keep:
            parts.append(part)
    return b"".join(parts)


def _break_off(number: int, because: str) -> NoReturn:
    """Say where a file is damaged.

    Raises:
        ImportRefused: always.
    """
    problem = f"is damaged at record {number}: {because}"
    raise ImportRefused(problem, SEND_AGAIN)
