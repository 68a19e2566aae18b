"""Sightings of what a page tells: its own offer, or those of a feed, with their pictures.

One page may tell of hundreds of offers. Their pictures are fetched a few offers at a time, so that
pages get their turn in between, and no more of them than a fair share of the batch's time allows.
Offers whose pictures did not get their turn are left out: their own pages are visited instead. So
an offer is seen whole or not at all, and does not change its looks from one pass to the next.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from monitor.domain.listing import Offer, PageReading, Sighting
from monitor.domain.page import Page, PageKind
from spiders.fetch.crawl.keeping import Keeper
from spiders.fetch.crawl.pictures import OWN_DELAY_S, Pictures
from spiders.fetch.order import CrawlOrder
from spiders.hosts import same_host

AT_ONCE: Final = 8
"""Offers of a feed whose pictures are asked for together."""
SHARE: Final = 0.4
"""Part of a batch's time that the pictures of one feed page may take."""


class Sightings:
    """Makes sightings of one batch; bodies are kept by the keeper.

    is_over: whether the batch has ended, so that nothing more can be fetched.
    """

    def __init__(
        self, order: CrawlOrder, keeper: Keeper, pictures: Pictures, is_over: Callable[[], bool]
    ) -> None:
        self._order = order
        self._keeper = keeper
        self._pictures = pictures
        self._is_over = is_over

    async def of(self, page: Page, reading: PageReading) -> tuple[Sighting, ...]:
        """One for each offer; all of one page name the same answer."""
        if reading.offers:
            offers = await self._of_feed(page, reading.offers)
        elif reading.offer is not None and reading.kind is PageKind.LISTING:
            offers = [await self._pictures.added(reading.offer)]
        else:
            return ()
        kept = page.kept_under(await self._keeper.kept(page.body))
        source_id, at = self._order.source.id, page.fetched_at
        return tuple(
            Sighting(source_id=source_id, offer=offer, seen_at=at, page=kept) for offer in offers
        )

    async def _of_feed(self, page: Page, told: Sequence[Offer]) -> list[Offer]:
        offers: list[Offer] = []
        delay_s = self._order.source.min_delay_s
        if not any(_is_beside(page, offer) for offer in told):
            delay_s = min(delay_s, OWN_DELAY_S)
        shares = shared_out(self._order, delay_s, told)
        for start in range(0, len(shares), AT_ONCE):
            some = shares[start : start + AT_ONCE]
            asked = (self._pictures.added(offer, most) for offer, most in some)
            seen = await asyncio.gather(*asked)
            if self._is_over():  # some of these pictures may have been refused for that alone
                offers += [offer for offer, most in shares[start:] if not most]
                break
            offers += seen
        return offers


def _is_beside(page: Page, offer: Offer) -> bool:
    """Whether the offer's first picture waits its turn among the pages of the shop."""
    return bool(offer.images) and same_host(offer.images[0].url, page.url)


def shared_out(order: CrawlOrder, delay_s: float, told: Sequence[Offer]) -> list[tuple[Offer, int]]:
    """The offers of a feed page that are seen, each with how many of its pictures are fetched.

    delay_s: between two pictures. All get the same number, or the first ones one each and the
    others are left out. The same order gives the same shares.
    """
    most = order.images_per_offer
    pictured = sum(bool(offer.images) for offer in told)
    budget = most * pictured
    if delay_s > 0:
        budget = min(budget, int(SHARE * order.time_limit_s / delay_s))
    each = max(budget // pictured, min(most, 1)) if pictured else 0
    seen: list[tuple[Offer, int]] = []
    for offer in told:
        share = each if offer.images else 0
        if share <= budget:
            seen.append((offer, share))
            budget -= share
    return seen
