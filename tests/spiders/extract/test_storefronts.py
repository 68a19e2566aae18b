"""Every field of offers in the shape of engines and markets, read with no site adapter."""

import re
from decimal import Decimal

import pytest

from monitor.domain.listing import Offer
from monitor.domain.page import PageKind
from spiders.extract import read_page
from tests.spiders.extract.storefronts import STOREFRONTS, Storefront


def folded(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", (text or "").casefold())


def differences(page: Storefront, offer: Offer) -> dict[str, tuple[object, object]]:
    """Field -> (wanted, read), where they differ."""
    price, seller = offer.price, offer.seller
    wanted_and_read: dict[str, tuple[object, object]] = {
        "title": (True, folded(page.title) in folded(offer.title)),
        "price": (page.amount, price.amount if price else None),
    }
    if page.currency:
        wanted_and_read["currency"] = (page.currency, price.currency if price else None)
    if page.high:
        wanted_and_read["high"] = (Decimal(page.high), price.high if price else None)
    if page.image:
        main = offer.images[0].url if offer.images else ""
        wanted_and_read["image"] = (page.image, page.image if page.image in main else main)
    wanted_and_read["brand"] = (page.brand or offer.brand, offer.brand)
    if page.seller or not page.brand:
        wanted_and_read["seller"] = (page.seller, seller.name if seller else None)
    for name in ("variants", "condition", "quantity"):
        wanted = getattr(page, name)
        wanted_and_read[name] = (wanted, getattr(offer, name) if wanted is not None else None)
    return {name: pair for name, pair in wanted_and_read.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("page", STOREFRONTS, ids=lambda page: page.name)
def test_offers_of_engines_and_markets_are_read_without_adapters(page: Storefront) -> None:
    reading = read_page(page.body, page.url, page.headers, site_adapters=False)
    assert reading.kind is PageKind.LISTING, reading.signals
    assert reading.offer is not None
    assert differences(page, reading.offer) == {}
