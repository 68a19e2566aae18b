"""CDXJ: where each record of the WARC lies, sorted by a key that keeps sites together.

Own writer: the library that is customary for the key is under the AGPL.
Source: the CDXJ lines of WACZ 1.1.1 section 4.2 and the SURT form of the Internet Archive.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}


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
    """Turn a URL round so that one site's URLs sort together: `com,example,www)/path?query`.

    Scheme, user, fragment and the default port are left out; all is lower case.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    numeric = ":" in host or host.replace(".", "").isdigit()
    turned = host if numeric else ",".join(reversed(host.split(".")))
    try:
        port = parts.port
    except ValueError:
        port = None
    if port and port != DEFAULT_PORTS.get(parts.scheme):
        turned += f":{port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{turned}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def index_text(places: Iterable[Place], filename: str) -> bytes:
    """The sorted lines of the index."""
    return b"".join(sorted(_line(place, filename) for place in places))


def _line(place: Place, filename: str) -> bytes:
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
    return f"{sort_key(place.url)} {stamp} {json.dumps(fields)}\n".encode()
