"""Pictures of an offer: fetched through the same policy and robots.txt as pages.

A picture on a host that pages come from waits its turn among them, at the source's pace. A host
that serves pictures alone (most shops' do) has a budget of its own: 4 at a time, a quarter of a
second apart; a person's browser asks faster. A host that fails three times in a row, or asks for a
pause, is left alone for the rest of the batch; the offer is seen all the same.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from monitor.domain.listing import Offer, OfferedImage
from spiders.fetch.crawl.keeping import Keeper
from spiders.fetch.outcomes import asks_for_pause

LARGEST_BYTES: Final = 8 * 1024 * 1024
MOST_REDIRECTS: Final = 3
MOST_FAILURES: Final = 3
OWN_DELAY_S: Final = 0.25
OWN_AT_ONCE: Final = 4
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

    def __init__(self, keeper: Keeper, download: Download, per_offer: int) -> None:
        self._keeper = keeper
        self._download = download
        self._per_offer = per_offer
        self._kept: dict[str, asyncio.Future[str | None]] = {}
        self._failures: Counter[str] = Counter()

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
        host = ""
        try:
            host = urlsplit(url).netloc.lower()
            if self._failures[host] >= MOST_FAILURES:
                return None
            answer = await self._follow(url)
        except (
            IgnoreRequest
        ):  # not allowed, too large, or the batch has ended: no fault of the host
            return None
        except Exception:  # noqa: BLE001 - a picture that cannot be had is no reason to lose the offer
            self._failures[host] += 1
            return None
        self._failures[host] = 0
        if asks_for_pause(answer.status, b"Retry-After" in answer.headers):
            self._failures[host] = MOST_FAILURES
        if answer.status != 200 or not looks_like_picture(answer.body):
            return None
        return await self._keeper.kept(answer.body)

    async def _follow(self, url: str) -> Response:
        for _ in range(MOST_REDIRECTS + 1):
            meta = {"download_maxsize": LARGEST_BYTES}
            headers = {"Accept": ACCEPT}
            request = Request(url, callback=NO_CALLBACK, meta=meta, headers=headers)
            answer = await self._download(request)
            location = answer.headers.get(b"Location")
            if not (300 <= answer.status < 400 and location):
                break
            url = urljoin(url, location.decode("latin-1"))
        return answer
