"""A desk for imports: real blobs, one source for all markets, invented pages and pictures."""

import base64
import gzip
import hashlib
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor.domain.listing import Sighting
from monitor.domain.supply import PassedOver, Refusal, Remark
from monitor.store.blobs import FileBlobs
from spiders.imports import Importer, Terms, detect
from spiders.imports.bounds import FileFacts

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
OFFER = "https://shop.example/offer/70012"


def picture(shade: int = 90, width: int = 64) -> bytes:
    """A small JPEG, another one for each shade."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((width, 48)).point(lambda p: (p + shade) % 256).save(
        buffer, "JPEG"
    )
    return buffer.getvalue()


def page(
    title: str = "Zorvex Tote, calf leather",
    image: str = "https://img.shop.example/70012.jpg",
    price: str = "58.00",
    head: str = "",
    before: str = "",
    brand: str = "Zorvex",
) -> bytes:
    """The page of one invented offer."""
    return f"""{before}<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Bag Bazaar</title>{head}
<meta property="og:type" content="product"><meta property="og:title" content="{title}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Product",
"name": "{title}", "image": "{image}", "brand": {{"@type": "Brand", "name": "{brand}"}},
"offers": {{"@type": "Offer", "price": "{price}", "priceCurrency": "USD"}}}}</script></head>
<body><h1>{title}</h1><img id="main" src="{image}" width="600" height="450" alt="{title}">
<p class="price">${price}</p><button>Add to cart</button>
<p>Made by hand in small numbers; ships within two days.</p></body></html>""".encode()


@dataclass
class Desk:
    """Where files are read in a test. noted: files in the order in which they came in."""

    folder: Path
    noted: list[tuple[str, FileFacts]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blobs = FileBlobs(self.folder / ".blobs")

    def write(self, name: str, content: bytes) -> Path:
        """A file on the desk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def _came_in(self, name: str, facts: FileFacts) -> datetime:
        self.noted.append((name, facts))
        return NOON

    def terms(self, **more: Any) -> Terms:  # noqa: ANN401
        """Terms of an import by the test."""
        return Terms(
            by="the test",
            blobs=self.blobs,
            source_of=lambda market: f"source of {market}",
            came_in=self._came_in,
            **more,
        )

    def read(self, path: Path, **more: Any) -> "Read":  # noqa: ANN401
        """Everything that one file holds."""
        importer = Importer(self.terms(**more))
        return Read(list(importer.read(path, path.name, detect(path))))


@dataclass
class Read:
    """What came of one file."""

    outcomes: Sequence[Sighting | Refusal | Remark | PassedOver]

    @property
    def sightings(self) -> list[Sighting]:
        return [one for one in self.outcomes if isinstance(one, Sighting)]

    @property
    def sighting(self) -> Sighting:
        """The only one."""
        assert not self.refusals
        (found,) = self.sightings
        return found

    @property
    def refusals(self) -> list[Refusal]:
        return [one for one in self.outcomes if isinstance(one, Refusal)]

    @property
    def refusal(self) -> Refusal:
        """The only one."""
        (found,) = self.refusals
        return found

    @property
    def remarks(self) -> list[str]:
        return [one.text for one in self.outcomes if isinstance(one, Remark)]

    @property
    def passed_over(self) -> list[str]:
        return [one.kind.value for one in self.outcomes if isinstance(one, PassedOver)]


class Archive:
    """A web archive written by warcio, with the digests that crawlers write."""

    def __init__(self, *, packed: bool = True) -> None:
        self._buffer = io.BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=packed)
        self._write("warcinfo", "", b"software: a test\r\n", "application/warc-fields", [])

    def answer(
        self,
        url: str,
        body: bytes,
        kind: str = "text/html; charset=utf-8",
        *,
        at: str = "2026-02-01T08:30:00Z",
        headers: Sequence[tuple[str, str]] = (),
    ) -> "Archive":
        """Add one answer of a web server."""
        told = [("Content-Type", kind), *headers, ("Content-Length", str(len(body)))]
        lines = "".join(f"{name}: {value}\r\n" for name, value in told)
        block = f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + body
        named = [("WARC-Target-URI", url), ("WARC-Date", at)]
        named.append(("WARC-Payload-Digest", _digest(body)))
        self._write("response", url, block, "application/http; msgtype=response", named)
        return self

    def _write(
        self, kind: str, url: str, block: bytes, content_type: str, named: list[tuple[str, str]]
    ) -> None:
        name = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {url}')}>"
        told = [("WARC-Type", kind), ("WARC-Record-ID", name), *named]
        told.append(("WARC-Block-Digest", _digest(block)))
        headers = StatusAndHeaders("", told, protocol="WARC/1.0")
        record = ArcWarcRecord(
            "warc", kind, headers, io.BytesIO(block), None, content_type, len(block)
        )
        self._writer.write_record(record)

    @property
    def content(self) -> bytes:
        return self._buffer.getvalue()


def _digest(content: bytes) -> str:
    digest = hashlib.sha1(content, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


def chunked(body: bytes) -> bytes:
    """A body as HTTP/1.1 sends it in pieces."""
    pieces = [body[at : at + 700] for at in range(0, len(body), 700)]
    told = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return told + b"0\r\n\r\n"


def packed(body: bytes) -> bytes:
    """A body as servers pack it."""
    return gzip.compress(body)
