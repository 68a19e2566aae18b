"""What a file is, told by its first bytes and, where they do not say, by its name.

Exports of registers have readers of their own: `registers`.

Layer: spiders.imports, no network.
"""

import json
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from monitor.domain.errors import ImportRefused
from spiders.imports.bounds import opened

LOOK_AT: Final = 4096


class FileKind(StrEnum):
    """What can be read."""

    HTML = "html"
    MHTML = "mhtml"
    WARC = "warc"
    WACZ = "wacz"
    CSV = "csv"
    JSONL = "jsonl"


_BY_NAME: Final = {
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".shtml": FileKind.HTML,
    ".mhtml": FileKind.MHTML,
    ".mht": FileKind.MHTML,
    ".warc": FileKind.WARC,
    ".wacz": FileKind.WACZ,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".jsonl": FileKind.JSONL,
    ".ndjson": FileKind.JSONL,
}
_MARKUP: Final = (b"<!doctype html", b"<html", b"<head", b"<!-- saved from", b"<?xml")


def detect(path: Path) -> FileKind:
    """What a file is.

    Raises:
        ImportRefused: it cannot be read, or is nothing that holds offers.
    """
    with opened(path) as file:
        head = file.read(LOOK_AT)
    named = by_name(path)
    is_packed_archive = named is FileKind.WARC and head.startswith(b"\x1f\x8b")
    kind = named if is_packed_archive else _by_content(head) or named
    if kind is None:
        problem = "is no saved page, web archive or table of offers"
        remedy = "Import HTML, MHTML, WARC, WARC.gz, WACZ, CSV or JSONL (docs/how-to)."
        raise ImportRefused(problem, remedy)
    return kind


def by_name(path: Path) -> FileKind | None:
    """What its name says; None when that is nothing known."""
    name = path.name.lower().removesuffix(".gz")
    return _BY_NAME.get(Path(name).suffix)


def _by_content(head: bytes) -> FileKind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head)
    if head.startswith(b"\x1f\x8b"):
        return _gzipped(head)
    if head.startswith(b"WARC/"):
        return FileKind.WARC
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _is_mail(text):
        return FileKind.MHTML
    if text.lower().startswith(_MARKUP):
        return FileKind.HTML
    return FileKind.JSONL if _is_json_line(text) else None


def _zipped(head: bytes) -> FileKind:
    """A WACZ; office documents are ZIP files too.

    Raises:
        ImportRefused: it is an office document.
    """
    if b"[Content_Types].xml" in head or b"mimetypeapplication/vnd.oasis" in head:
        problem = "is a spreadsheet or another office document"
        raise ImportRefused(problem, "Save it as 'CSV UTF-8' and import that.")
    return FileKind.WACZ


def _gzipped(head: bytes) -> FileKind:
    """A packed WARC; other packed files are left to be unpacked by hand.

    Raises:
        ImportRefused: it holds something else.
    """
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(head, 16)
    except zlib.error:
        start = b""
    if not start.startswith(b"WARC/"):
        problem = "is packed by gzip and holds no web archive"
        raise ImportRefused(problem, "Unpack it, then import what was in it.")
    return FileKind.WARC


def _is_mail(text: bytes) -> bool:
    """Whether it begins with the headers of a MIME message that holds a page."""
    lines = text.lower()
    names = (b"from:", b"mime-version:", b"snapshot-content-location:", b"content-type: multipart")
    return lines.startswith(names) and b"multipart/related" in lines


def _is_json_line(text: bytes) -> bool:
    """Whether the first line is an object of JSON, or its beginning where it is long."""
    if not text.startswith(b"{"):
        return False
    line, end, _ = text.partition(b"\n")
    if not end and len(text) > LOOK_AT // 2:
        return text[1:].lstrip().startswith(b'"')
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
