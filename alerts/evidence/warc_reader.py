"""Read a WARC back, strictly: every digest recomputed, every byte accounted for."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from alerts.evidence.cdx import Place
from alerts.evidence.warc import VERSION, place_of
from monitor.domain.errors import EvidenceBroken

LARGEST_RECORD_BYTES = 1 << 28
STEP_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Record:
    headers: dict[str, str]
    block: bytes
    offset: int
    length: int


def read_places(content: bytes) -> tuple[list[Place], dict[str, str]]:
    """Where answers lie, and record id -> payload digest, both read from the WARC alone.

    Raises:
        EvidenceBroken: a record is damaged, or a digest does not fit.
    """
    places, payloads = [], {}
    for number, record in enumerate(_records(content)):
        try:
            head, payload = _split(record)
            _compare(record.headers, payload, record.block)
            payloads[record.headers["WARC-Record-ID"]] = _digest(payload)
            if record.headers["WARC-Type"] in {"response", "resource"}:
                places.append(_place(record, head, payload))
        except (ValueError, KeyError) as error:
            message = f"record {number} of the WARC is damaged: {error!r}"
            raise EvidenceBroken(message) from error
    return places, payloads


def _records(content: bytes) -> Iterator[_Record]:
    offset = 0
    while offset < len(content):
        text, end = _member(content, offset)
        yield _parsed(text, offset, end - offset)
        offset = end


def _member(content: bytes, offset: int) -> tuple[bytes, int]:
    """One gzip member: what it holds and where it ends. Fed in steps, to copy no tail twice.

    Raises:
        EvidenceBroken: it is damaged, does not end, or is larger than a record may be.
    """
    inflate = zlib.decompressobj(zlib.MAX_WBITS + 16)
    parts: list[bytes] = []
    size, at = 0, offset
    while not inflate.eof and at < len(content) and size < LARGEST_RECORD_BYTES:
        step = content[at : at + STEP_BYTES]
        try:
            parts.append(inflate.decompress(step, LARGEST_RECORD_BYTES - size))
        except zlib.error as error:
            message = f"the WARC is damaged at byte {offset}: {error}"
            raise EvidenceBroken(message) from error
        size += len(parts[-1])
        at += len(step) - len(inflate.unused_data)
    if not inflate.eof:
        message = f"the record at byte {offset} of the WARC does not end"
        raise EvidenceBroken(message)
    return b"".join(parts), at


def _parsed(text: bytes, offset: int, length: int) -> _Record:
    gap = text.find(b"\r\n\r\n")
    first, *lines = text[: max(gap, 0)].decode("utf-8", "replace").split("\r\n")
    headers = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    size = headers.get("Content-Length", "")
    whole = first == VERSION and gap > 0 and size.isdigit() and len(headers) == len(lines)
    # Sliced once: a body may be large, and each copy of it costs as much as a digest.
    if not whole or len(text) != gap + int(size) + 8 or not text.endswith(b"\r\n\r\n"):
        message = f"the record at byte {offset} of the WARC is not whole"
        raise EvidenceBroken(message)
    return _Record(headers, text[gap + 4 : -4], offset, length)


def _split(record: _Record) -> tuple[bytes | None, bytes]:
    """HTTP head and payload; head None for records that hold no HTTP message."""
    if record.headers["WARC-Type"] not in {"response", "request"}:
        return None, record.block
    head, gap, payload = record.block.partition(b"\r\n\r\n")
    return head + gap, payload


def _compare(headers: dict[str, str], payload: bytes, block: bytes) -> None:
    wanted = {"WARC-Block-Digest": block}
    if headers["WARC-Type"] != "warcinfo":
        wanted["WARC-Payload-Digest"] = payload
    for name, content in wanted.items():
        if headers[name] != _digest(content):
            message = f"{name} does not fit"
            raise ValueError(message)


def _place(record: _Record, head: bytes | None, payload: bytes) -> Place:
    is_response = record.headers["WARC-Type"] == "response"
    at = datetime.fromisoformat(record.headers["WARC-Date"])
    url, kind = record.headers["WARC-Target-URI"], record.headers["Content-Type"]
    place = place_of(url, at, head if is_response else None, kind, payload)
    return replace(place, offset=record.offset, length=record.length)


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
