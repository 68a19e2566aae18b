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
    """One record. head: of an HTTP message, None where it is none; payload: the block behind it."""

    headers: dict[str, str]
    block: memoryview
    head: bytes | None
    payload: memoryview
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
            digest = _held_digest(record)
            payloads[record.headers["WARC-Record-ID"]] = digest
            if record.headers["WARC-Type"] in {"response", "resource"}:
                places.append(_place(record, digest))
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
    if not whole or len(text) != gap + int(size) + 8 or not text.endswith(b"\r\n\r\n"):
        message = f"the record at byte {offset} of the WARC is not whole"
        raise EvidenceBroken(message)
    view, begin = memoryview(text), gap + 4  # a body may be large: a copy costs as much as a digest
    block = view[begin:-4]
    if headers.get("WARC-Type") not in {"response", "request"}:
        return _Record(headers, block, None, block, offset, length)
    split = text.find(b"\r\n\r\n", begin, len(text) - 4)
    behind = len(text) - 4 if split < 0 else split + 4
    return _Record(headers, block, text[begin:behind], view[behind:-4], offset, length)


def _held_digest(record: _Record) -> str:
    """Digest of the payload, when both digests are as the record tells them.

    Raises:
        ValueError: one is not.
        KeyError: one is not told.
    """
    headers, block = record.headers, _digest(record.block)
    payload = block if record.head is None else _digest(record.payload)
    if headers["WARC-Block-Digest"] != block:
        message = "WARC-Block-Digest does not fit"
        raise ValueError(message)
    if headers["WARC-Type"] != "warcinfo" and headers["WARC-Payload-Digest"] != payload:
        message = "WARC-Payload-Digest does not fit"
        raise ValueError(message)
    return payload


def _place(record: _Record, digest: str) -> Place:
    is_response = record.headers["WARC-Type"] == "response"
    at = datetime.fromisoformat(record.headers["WARC-Date"])
    url, kind = record.headers["WARC-Target-URI"], record.headers["Content-Type"]
    place = place_of(url, at, record.head if is_response else None, kind, digest)
    return replace(place, offset=record.offset, length=record.length)


def _digest(content: memoryview) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
