"""The pictures that came with a page: which bytes belong to which picture of the offer.

Browsers save a picture under the last part of its address, often in a smaller size than the one
that extraction names; so pictures are known by their address in its largest form, and else by the
last part of that.

Layer: spiders.imports, no network.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from monitor.domain.listing import Offer
from monitor.ports.blobs import Blobs
from spiders.extract.images import canonical
from spiders.imports.bounds import LARGEST_PICTURE

Load = Callable[[], bytes | None]

_COPY: Final = re.compile(r"\(\d{1,3}\)(?=\.\w{2,5}$|$)")
_SIZED: Final = re.compile(r"(?i)(\.(?:jpe?g|png|gif|webp|avif))(?:_[\w.!-]*|\.(?:webp|avif))$")
"""Taobao and others append the size: a.jpg_400x400.jpg; browsers append what they were sent."""


def looks_like_picture(body: bytes) -> bool:
    """Tell by the first bytes whether it may be a picture; decoding it is others' work."""
    head = body[:16]
    starts = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    riff = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(starts) or riff or head[4:8] == b"ftyp"


def address_key(url: str) -> str:
    """One key for all sizes of a picture, where its server is known."""
    try:
        parts = urlsplit(canonical(url))
    except ValueError:
        return url
    return f"{parts.netloc.lower()}{unquote(parts.path)}?{parts.query}"


def name_key(url: str) -> str:
    """The last part of an address or path, without size and copy number."""
    name = unquote(canonical(url).partition("?")[0].rpartition("/")[2])
    return _SIZED.sub(r"\1", _COPY.sub("", name)).casefold()


class Shelf:
    """Pictures by address and by name; bytes are loaded when they are asked for."""

    def __init__(self) -> None:
        self._by_address: dict[str, Load] = {}
        self._by_name: dict[str, Load] = {}

    def put(self, url: str, load: Load) -> None:
        """Lay one down; the first of a name stays."""
        self._by_address.setdefault(address_key(url), load)
        name = name_key(url)
        if name:
            self._by_name.setdefault(name, load)

    def find(self, url: str) -> bytes | None:
        """The bytes of a picture; None when they did not come along or are no picture."""
        load = self._by_address.get(address_key(url)) or self._by_name.get(name_key(url))
        content = load() if load else None
        fits = content is not None and len(content) <= LARGEST_PICTURE
        return content if fits and looks_like_picture(content or b"") else None


def with_pictures(
    offer: Offer, find: Callable[[str], bytes | None], blobs: Blobs, most: int
) -> Offer:
    """The offer with its first pictures kept, as far as they came along."""
    images = []
    kept = 0
    for image in offer.images:
        content = find(image.url) if kept < most and image.sha256 is None else None
        if content is None:
            images.append(image)
            continue
        images.append(replace(image, sha256=blobs.put(content)))
        kept += 1
    return replace(offer, images=tuple(images))


def wanted(offers: Iterable[Offer], most: int) -> set[str]:
    """Keys of the addresses of the first pictures of offers."""
    return {address_key(image.url) for offer in offers for image in offer.images[:most]}
