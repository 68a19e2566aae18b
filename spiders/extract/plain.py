"""A PageReading in the shape that `rightswatch extract` prints and others measure us by.

Layer: spiders.extract, pure.
"""

from typing import Any

from monitor.domain.listing import ListingCard, Offer, PageReading, Price
from monitor.domain.seller import Seller

Plain = dict[str, Any]


def to_plain_reading(reading: PageReading) -> Plain:
    """page_kind, listing or null, listings, next, provenance; prices are decimal strings.

    signals: what was odd or decided the kind, in plain words.
    """
    offer = reading.offer
    return {
        "page_kind": reading.kind.value,
        "listing": _listing(offer) if offer else None,
        "listings": [_card(card) for card in reading.cards],
        "next": reading.next_url,
        "provenance": dict(offer.provenance or {}) if offer else {},
        "signals": list(reading.signals),
    }


def _listing(offer: Offer) -> Plain:
    price = offer.price
    return {
        "market": offer.listing.market or None,
        "listing_id": offer.listing.listing_id or None,
        "url": offer.url or None,
        "title": offer.title,
        "price": decimal_text(price),
        "price_high": format(price.high, "f") if price and price.high is not None else None,
        "currency": price.currency if price else None,
        "images": [image.url for image in offer.images],
        "brand": offer.brand,
        "seller": _seller(offer.seller),
        "description": offer.description,
        "category": offer.category,
        "condition": offer.condition,
        "language": offer.language,
        "ships_to": list(offer.ships_to),
        "variants": list(offer.variants),
        "quantity": offer.quantity,
        "sold": offer.sold,
    }


def decimal_text(price: Price | None) -> str | None:
    """The amount as a plain decimal, never with an exponent."""
    return format(price.amount, "f") if price else None


def _seller(seller: Seller | None) -> Plain | None:
    return {"id": seller.id, "name": seller.name} if seller else None


def _card(card: ListingCard) -> Plain:
    return {
        "url": card.url,
        "market": card.market,
        "listing_id": card.listing_id,
        "title": card.title,
        "price": decimal_text(card.price),
        "currency": card.price.currency if card.price else None,
        "image": card.image,
    }
