"""Sightings of what a page tells: its own offer, or all those of a feed, with their pictures.

One page may tell of hundreds of offers. Their pictures are fetched a few offers at a time, so that
pages get their turn in between, and no more of them than a fair share of the batch's time allows.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from monitor.domain.listing import Offer, PageReading, Sighting
from monitor.domain.page import Page, PageKind, PageRef
from monitor.ports.blobs import Blobs
from spiders.fetch.order import CrawlOrder
from spiders.fetch.pictures import OWN_DELAY_S, Pictures
from spiders.hosts import same_host

AT_ONCE: Final = 8
"""Offers of a feed whose pictures are asked for together."""
SHARE: Final = 0.4
"""Part of a batch's time that the pictures of one feed page may take."""


class Sightings:
    """Makes sightings of one batch; bodies and pictures go into the blob store."""

    def __init__(self, order: CrawlOrder, blobs: Blobs, pictures: Pictures) -> None:
        self._order = order
        self._blobs = blobs
        self._pictures = pictures

    async def of(self, page: Page, reading: PageReading) -> tuple[Sighting, ...]:
        """One for each offer; all of one page name the same answer."""
        if reading.offers:
            offers = await self._of_feed(page, reading.offers)
        elif reading.offer is not None and reading.kind is PageKind.LISTING:
            offers = [await self._pictures.added(reading.offer)]
        else:
            return ()
        kept = PageRef(
            url=page.url,
            requested_url=page.requested_url,
            status=page.status,
            headers=page.headers,
            body_sha256=await asyncio.to_thread(self._blobs.put, page.body),
            fetched_at=page.fetched_at,
            rendered=page.rendered,
        )
        source_id, at = self._order.source.id, page.fetched_at
        return tuple(
            Sighting(source_id=source_id, offer=offer, seen_at=at, page=kept) for offer in offers
        )

    async def _of_feed(self, page: Page, told: Sequence[Offer]) -> list[Offer]:
        offers: list[Offer] = []
        delay_s = self._order.source.min_delay_s
        if not any(_is_beside(page, offer) for offer in told):
            delay_s = min(delay_s, OWN_DELAY_S)
        shares = picture_shares(self._order, delay_s, len(told))
        for start in range(0, len(told), AT_ONCE):
            some = zip(told[start : start + AT_ONCE], shares[start:], strict=False)
            asked = (self._pictures.added(offer, most) for offer, most in some)
            offers += await asyncio.gather(*asked)
        return offers


def _is_beside(page: Page, offer: Offer) -> bool:
    """Whether the offer's first picture waits its turn among the pages of the shop."""
    return bool(offer.images) and same_host(offer.images[0].url, page.url)


def picture_shares(order: CrawlOrder, delay_s: float, offers: int) -> list[int]:
    """How many pictures each offer of a feed page gets: all alike, or the first ones one each.

    delay_s: between two pictures. The same order gives the same shares, so that an unchanged feed
    reads as unchanged.
    """
    most = order.images_per_offer
    budget = int(SHARE * order.time_limit_s / delay_s) if delay_s > 0 else most * offers
    if budget >= offers:
        return [min(most, budget // max(offers, 1))] * offers
    return [min(most, 1)] * budget + [0] * (offers - budget)
