"""CDXJ: where each record of the WARC lies, sorted by a key that keeps sites together.

Own writer: the library that is customary for the key is under the AGPL.
Source: the CDXJ lines of WACZ 1.1.1 section 4.2 and the SURT form of the Internet Archive.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import SplitResult, quote, unquote, unquote_to_bytes, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
WWW: Final = re.compile(r"^www\d*\.", re.ASCII)
Key = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One response or resource record: what it holds and where it lies in the WARC, in bytes."""

    url: str
    at: datetime
    mime: str
    status: int | None
    digest: str
    offset: int
    length: int


def sort_key(url: str) -> str:
    """Turn a URL round so that one site's URLs sort together: `com,example)/path?a=1&b=2`.

    Scheme, user, fragment, default port and a leading `www.` are left out, escapes that need not be
    are undone, parameters are put in order, all is lower case: the customary key, by which replay
    finds a record again (compared with pywb over 4,000 URLs, bench/replay.py).
    """
    parts = urlsplit(url)
    host = WWW.sub("", _ascii_host(parts.hostname or ""))
    turned = host if ":" in host else ",".join(reversed(host.split(".")))
    port = _port(parts)
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        turned += f":{port}"
    path = _escaped(_straightened(_unescaped(parts.path))).lower()
    query = "&".join(sorted(_escaped(_unescaped(parts.query)).lower().split("&"), key=_pair))
    return f"{turned}){path.rstrip('/') or '/'}{'?' if query else ''}{query}"


def key_before(url: str) -> str:
    """The key of bundles of the schema rightswatch/capture/1, by which replay missed some records.

    It keeps `www.`, escapes and the order of parameters, and does not turn numeric hosts round.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    numeric = ":" in host or host.replace(".", "").isdigit()
    turned = host if numeric else ",".join(reversed(host.split(".")))
    port = _port(parts)
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        turned += f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{turned}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None


def _ascii_host(host: str) -> str:
    host = unquote(host).lower().strip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return _escaped(host.encode()).lower()


def _unescaped(text: str) -> bytes:
    """Escapes undone until none is left, as browsers' lists of addresses have it."""
    before, plain = b"", unquote_to_bytes(text)
    while before != plain:
        before, plain = plain, unquote_to_bytes(plain)
    return plain


def _escaped(plain: bytes) -> str:
    """With escapes for what is not printable ASCII, and for the signs of an escape."""
    kept = "".join(map(chr, {*range(0x21, 0x7F)} - {ord("#"), ord("%")}))
    return quote(plain, safe=kept)


def _straightened(path: bytes) -> bytes:
    """Without `.`, `..` and doubled slashes."""
    kept: list[bytes] = []
    for part in path.removeprefix(b"/").split(b"/"):
        if part == b".." and kept:
            kept.pop()
        elif part != b".":
            kept.append(part)
    return b"/" + b"/".join(filter(None, kept))


def _pair(parameter: str) -> tuple[str, ...]:
    return tuple(parameter.split("=", 1))


def index_text(places: Iterable[Place], filename: str, key: Key = sort_key) -> bytes:
    """The sorted lines of the index."""
    return b"".join(sorted(_line(place, filename, key) for place in places))


def _line(place: Place, filename: str, key: Key) -> bytes:
    fields = {
        "url": place.url,
        "mime": place.mime,
        **({} if place.status is None else {"status": str(place.status)}),
        "digest": place.digest,
        "length": str(place.length),
        "offset": str(place.offset),
        "filename": filename,
    }
    stamp = place.at.strftime("%Y%m%d%H%M%S")
    return f"{key(place.url)} {stamp} {json.dumps(fields)}\n".encode()
