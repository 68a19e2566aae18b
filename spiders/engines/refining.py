"""What an engine's own JSON adds to an offer that was read from its page. Pure."""

from dataclasses import dataclass, replace
from typing import Any

from monitor.domain.listing import OfferedImage, PageReading, Price
from spiders.engines.feed import price_of
from spiders.extract.fields import MAX_IMAGES, Fields
from spiders.extract.images import canonical


@dataclass(frozen=True, slots=True)
class Stated:
    """What the engine's JSON states. range_counts: its range completes a price that was read."""

    fields: Fields
    range_counts: bool = False


def completed(reading: PageReading, stated: Stated) -> PageReading:
    """The reading with the fields filled that nothing else on the page gave."""
    offer, fields = reading.offer, stated.fields
    if offer is None:
        return reading
    found: dict[str, Any] = {}
    if offer.price is None and fields.amount is not None:
        found["price"] = price_of(fields)
    elif offer.price is not None and offer.price.amount == fields.amount:
        found |= _better(offer.price, stated)
    if not offer.images and fields.images:
        urls = dict.fromkeys(map(canonical, fields.images))
        found["images"] = tuple(OfferedImage(url=url) for url in list(urls)[:MAX_IMAGES])
    for name in ("title", "brand", "description", "category"):
        if getattr(offer, name) is None and getattr(fields, name):
            found[name] = getattr(fields, name)
    if not found:
        return reading
    provenance = {**(offer.provenance or {}), **dict.fromkeys(found, fields.layer)}
    return replace(reading, offer=replace(offer, **found, provenance=provenance))


def _better(price: Price, stated: Stated) -> dict[str, Any]:
    """The same price with the currency or the upper end that the page shows nowhere else."""
    told = price_of(stated.fields)
    if told is None:
        return {}
    high = price.high or (told.high if stated.range_counts else None)
    better = replace(price, high=high, currency=price.currency or told.currency)
    return {"price": better} if better != price else {}
