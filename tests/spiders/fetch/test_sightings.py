"""How many pictures the offers of a feed get."""

import pytest

from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from spiders.fetch.sightings import picture_shares


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


@pytest.mark.parametrize(
    ("most", "time_limit_s", "delay_s", "offers", "first", "total"),
    [
        (4, 300, 2.0, 250, 1, 60),  # 120 s of pictures, one each for the first
        (4, 300, 0.25, 250, 1, 250),
        (4, 300, 0.25, 120, 4, 480),
        (4, 300, 0.25, 20, 4, 80),
        (0, 300, 0.25, 250, 0, 0),
        (4, 300, 0.0, 250, 4, 1000),
        (4, 10, 60.0, 3, 0, 0),
        (4, 300, 2.0, 0, 0, 0),
    ],
)
def test_a_feeds_pictures_take_two_fifths_of_the_time_and_no_more(
    most: int, time_limit_s: float, delay_s: float, offers: int, first: int, total: int
) -> None:
    shares = picture_shares(order(most, time_limit_s), delay_s, offers)
    assert len(shares) == offers
    assert sum(shares) == total
    assert shares == sorted(shares, reverse=True)
    assert next(iter(shares), 0) == first
