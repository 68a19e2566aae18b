"""The market's pages, read as any shop's pages are read."""

import httpx
import pytest

from monitor.cli.demo.market.offers import MarketOffer, Markup
from monitor.cli.demo.market.server import Market
from monitor.domain.listing import PageReading
from monitor.domain.page import PageKind
from spiders.extract import read_page


def read(visitor: httpx.Client, market: Market, path: str) -> PageReading:
    answer = visitor.get(market.url + path.removeprefix("/"))
    return read_page(answer.content, str(answer.url), answer.headers, status=answer.status_code)


def misread(offer: MarketOffer, reading: PageReading) -> list[str]:
    read = reading.offer
    if read is None:
        return [f"{offer.id} is taken for {reading.kind}"]
    price = read.price and (read.price.amount, read.price.currency)
    told = {
        "title": (read.title, offer.title),
        "price": (price, (offer.price, offer.currency)),
        "brand": (read.brand, offer.brand),
        "seller": (read.seller and read.seller.name, offer.seller.name),
        "picture": (bool(read.images) and read.images[0].url.endswith(offer.picture_path), True),
    }
    return [f"{offer.id} {field}: {got!r}" for field, (got, is_) in told.items() if got != is_]


def test_every_open_offer_is_read_as_its_page_shows_it(market: Market) -> None:
    walled = {Markup.SCRIPT, Markup.WALL}
    with httpx.Client(trust_env=False) as visitor:
        faults = [
            fault
            for offer in market.offers
            if offer.markup not in walled
            for fault in misread(offer, read(visitor, market, offer.path))
        ]
    assert not faults


@pytest.mark.parametrize(
    ("markup", "kind"), [(Markup.SCRIPT, PageKind.SHELL), (Markup.WALL, PageKind.CHALLENGE)]
)
def test_a_page_that_shows_no_offer_is_called_what_it_is(
    market: Market, markup: Markup, kind: PageKind
) -> None:
    offer = next(offer for offer in market.offers if offer.markup is markup)
    with httpx.Client(trust_env=False) as visitor:
        assert read(visitor, market, offer.path).kind is kind
