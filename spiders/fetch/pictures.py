"""Pictures of an offer: fetched through the same policy, robots and pauses as pages."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from monitor.domain.listing import Offer, OfferedImage
from monitor.ports.blobs import Blobs

LARGEST_BYTES: Final = 8 * 1024 * 1024
MOST_REDIRECTS: Final = 3
ACCEPT: Final = "image/avif,image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8"

Download = Callable[[Request], Awaitable[Response]]


def looks_like_picture(body: bytes) -> bool:
    """Tell by the first bytes whether it may be a picture; decoding it is others' work."""
    head = body[:16]
    starts = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    riff = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    boxed = head[4:8] == b"ftyp"
    vector = b"<svg" in body[:1024].lower()
    return head.startswith(starts) or riff or boxed or vector


class Pictures:
    """Fetches pictures into the blob store, each URL once a batch."""

    def __init__(self, blobs: Blobs, download: Download, per_offer: int) -> None:
        self._blobs = blobs
        self._download = download
        self._per_offer = per_offer
        self._kept: dict[str, asyncio.Future[str | None]] = {}

    async def added(self, offer: Offer, most: int | None = None) -> Offer:
        """The offer with `sha256` set on those of its first pictures that could be had.

        most: how many are asked for at the most, where that is fewer than usual.
        """
        asked = self._per_offer if most is None else min(most, self._per_offer)
        wanted = offer.images[:asked]
        digests = await asyncio.gather(*(self._digest(image.url) for image in wanted))
        fetched = tuple(
            OfferedImage(url=image.url, sha256=digest)
            for image, digest in zip(wanted, digests, strict=True)
        )
        return replace(offer, images=fetched + offer.images[asked:])

    async def _digest(self, url: str) -> str | None:
        if url not in self._kept:
            self._kept[url] = asyncio.ensure_future(self._fetch(url))
        return await asyncio.shield(self._kept[url])

    async def _fetch(self, url: str) -> str | None:
        try:
            answer = await self._follow(url)
        except Exception:  # noqa: BLE001 - a picture that cannot be had is no reason to lose the offer
            return None
        if answer is None or not looks_like_picture(answer.body):
            return None
        return await asyncio.to_thread(self._blobs.put, answer.body)

    async def _follow(self, url: str) -> Response | None:
        for _ in range(MOST_REDIRECTS + 1):
            meta = {"download_maxsize": LARGEST_BYTES}
            headers = {"Accept": ACCEPT}
            request = Request(url, callback=NO_CALLBACK, meta=meta, headers=headers)
            answer = await self._download(request)
            location = answer.headers.get(b"Location")
            if 300 <= answer.status < 400 and location:
                url = urljoin(url, location.decode("latin-1"))
                continue
            return answer if answer.status == 200 else None
        return None
