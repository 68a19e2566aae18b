"""Alibaba.com: the state of its offers and of its lists.

Layer: spiders.sites, pure. Lists were seen on two saved pages (2024); the state of offers,
`window.detailData`, is written from public descriptions and was not seen.
"""

import re
from typing import Any, Final

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.jsonld import amount_of
from spiders.extract.money import find_money
from spiders.extract.state import object_after

_SHOP: Final = re.compile(r"//([a-z0-9-]{2,63})\.(?:en\.|m\.en\.)?alibaba\.com", re.IGNORECASE)
_NO_BRAND: Final = frozenset({"oem", "odm", "oem/odm", "none", "no", "customized", "custom"})


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages: `globalData` of the state; without it the generic reading stands."""
    fields = Fields("alibaba")
    state = object_after(document, "detailData")
    about = _at(state, "globalData", "product")
    if not about:
        return fields
    fields.title = tidy(about.get("subject"))
    _read_price(_at(about, "price"), fields)
    media = about.get("mediaItems")
    places = [_at(entry, "imageUrl") for entry in media] if isinstance(media, list) else []
    urls = (place.get("big") or place.get("normal") for place in places)
    fields.images = [url for url in urls if isinstance(url, str)]
    fields.brand = _brand(about.get("productBasicProperties"))
    seller = _at(state, "globalData", "seller")
    shop = _SHOP.search(str(seller.get("companyProfileUrl") or seller.get("subDomain") or ""))
    fields.seller = seller_of(tidy(seller.get("companyName"), 120), shop[1] if shop else None)
    return fields


def _at(node: object, *names: str) -> dict[str, Any]:
    """The object behind these keys; empty where there is none."""
    for name in names:
        node = node.get(name) if isinstance(node, dict) else None
    return node if isinstance(node, dict) else {}


def _read_price(price: dict[str, Any], fields: Fields) -> None:
    """Ladder (the more, the cheaper) or range; in dollars, as the state says by its key's name."""
    ladder = price.get("productLadderPrices")
    steps = [_at(step).get("dollarPrice") for step in ladder] if isinstance(ladder, list) else []
    span = _at(price, "productRangePrices")
    steps += [span.get("dollarPriceRangeLow"), span.get("dollarPriceRangeHigh")]
    amounts = sorted(amount for amount in map(amount_of, steps) if amount)
    if amounts:
        fields.amount, fields.currency = amounts[0], "USD"
        fields.high = amounts[-1] if amounts[-1] > amounts[0] else None


def _brand(rows: object) -> str | None:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and str(row.get("attrName")).strip().casefold() == "brand name":
            name = tidy(row.get("attrValue"), 80)
            return None if name is None or name.casefold() in _NO_BRAND else name
    return None


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: offers of `__page__data`."""
    offers = _at(object_after(document, "__page__data"), "offerSkeletonData").get("offers")
    return [card for card in map(_card, offers if isinstance(offers, list) else []) if card]


def _card(entry: object) -> StateCard | None:
    if not isinstance(entry, dict):
        return None
    url = entry.get("productUrl") or entry.get("action") or entry.get("detailUrl")
    if not isinstance(url, str):
        return None
    written = next(
        (entry[key] for key in ("price", "promotionPrice", "originalMinPrice") if entry.get(key)),
        None,
    )
    money = next(find_money(str(written or ""), bare=True), None)
    return StateCard(
        url=url,
        title=tidy(entry.get("title") or entry.get("productPuretitle") or entry.get("enPureTitle")),
        amount=money.amount if money else None,
        high=money.high if money else None,
        currency=money.sign if money else None,
        image=tidy(entry.get("mainImage"), 500),
    )
