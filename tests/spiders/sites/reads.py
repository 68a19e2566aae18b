"""Reading pages written for a test, as the crawler does: whole, by their URL."""

from decimal import Decimal

from monitor.domain.listing import Offer
from monitor.domain.page import PageKind
from spiders.extract import read_page


def offer_of(body: str | bytes, url: str) -> Offer:
    """The offer of a page that must be one."""
    raw = body if isinstance(body, bytes) else body.encode()
    reading = read_page(raw, url)
    assert reading.kind is PageKind.LISTING, (reading.kind, reading.signals)
    assert reading.offer is not None
    return reading.offer


def money_of(offer: Offer) -> tuple[str, str | None, str | None] | None:
    """(price, upper end, currency); None without a price."""
    price = offer.price
    if price is None:
        return None
    return plain(price.amount), plain(price.high) if price.high else None, price.currency


def plain(amount: Decimal) -> str:
    """Without zeros at the end, so that 12.5 and 12.50 are one."""
    return f"{amount.normalize():f}"


def cards_of(body: str | bytes, url: str) -> list[tuple[str, str | None, str | None]]:
    """(listing id, title, price) of each card of a page that must be a list."""
    raw = body if isinstance(body, bytes) else body.encode()
    reading = read_page(raw, url)
    assert reading.kind in {PageKind.SEARCH, PageKind.SELLER}, (reading.kind, reading.signals)
    return [
        (card.listing_id or "", card.title, plain(card.price.amount) if card.price else None)
        for card in reading.cards
    ]


def kind_of(body: str, url: str, status: int = 200) -> PageKind:
    """What a page is."""
    return read_page(body.encode(), url, status=status).kind
