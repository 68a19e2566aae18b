"""Which offers of a feed are seen, and with how many pictures."""

import pytest

from monitor.domain.listing import Listing, Offer, OfferedImage
from monitor.domain.watch import Source
from spiders.fetch.crawl.sightings import shared_out
from spiders.fetch.order import CrawlOrder


def order(most: int, time_limit_s: float) -> CrawlOrder:
    return CrawlOrder(
        source=Source(id="s", url="https://shop.example/"),
        targets=(),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=time_limit_s,
        max_pages=9,
        images_per_offer=most,
    )


def offer(number: int, pictures: int = 5) -> Offer:
    images = tuple(OfferedImage(url=f"https://i.example/{n}.png") for n in range(pictures))
    listing = Listing(market="shop.example", listing_id=str(number))
    return Offer(listing=listing, url=f"https://shop.example/{number}", images=images)


@pytest.mark.parametrize(
    ("most", "time_limit_s", "delay_s", "offers", "seen", "each"),
    [
        (4, 300, 2.0, 250, 60, 1),  # 120 s of pictures, one each for the first
        (4, 300, 0.25, 250, 250, 1),
        (4, 300, 0.25, 120, 120, 4),
        (4, 300, 0.25, 200, 200, 2),
        (4, 300, 0.25, 20, 20, 4),
        (0, 300, 2.0, 250, 250, 0),
        (4, 300, 0.0, 250, 250, 4),
        (4, 10, 60.0, 3, 0, 0),
        (4, 300, 2.0, 0, 0, 0),
    ],
)
def test_a_feeds_pictures_take_two_fifths_of_the_time_and_no_more(
    most: int, time_limit_s: float, delay_s: float, offers: int, seen: int, each: int
) -> None:
    told = [offer(number) for number in range(offers)]
    shares = shared_out(order(most, time_limit_s), delay_s, told)
    assert [one for one, _ in shares] == told[:seen]
    assert {share for _, share in shares} <= {each}
    if delay_s:
        assert sum(share for _, share in shares) * delay_s <= 0.4 * time_limit_s


def test_an_offer_without_pictures_is_always_seen() -> None:
    told = [offer(1), offer(2, pictures=0), offer(3)]
    assert [one for one, _ in shared_out(order(4, 5), 2.0, told)] == [told[0], told[1]]
