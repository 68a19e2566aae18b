"""Alibaba.com: the state of its offers and of its lists.

Layer: spiders.sites, pure. Lists were seen on two saved pages (2024); the state of offers,
`window.detailData`, is written from public descriptions and was not seen.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.money import find_money
from spiders.extract.state import object_after
from spiders.sites.state import amount, rows, set_price, table, texts, word

_SHOP: Final = re.compile(r"//([a-z0-9-]{2,63})\.(?:en\.|m\.en\.)?alibaba\.com", re.IGNORECASE)


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages: `globalData` of the state; without it the generic reading stands."""
    fields = Fields("alibaba")
    state = object_after(document, "detailData")
    about = table(state, "globalData", "product")
    if not about:
        return fields
    fields.title = word(about, "subject", limit=500)
    set_price(fields, _prices(table(about, "price")), "USD")
    places = [table(entry, "imageUrl") for entry in rows(about, "mediaItems")]
    fields.images = [
        url for place in places for url in texts(place, "big") or texts(place, "normal")
    ]
    facts = rows(about, "productBasicProperties")
    named = (fact for fact in facts if (word(fact, "attrName") or "").casefold() == "brand name")
    fields.brand = next((word(fact, "attrValue") for fact in named), None)
    seller = table(state, "globalData", "seller")
    shop = _SHOP.search(word(seller, "companyProfileUrl") or word(seller, "subDomain") or "")
    fields.seller = seller_of(word(seller, "companyName"), shop[1] if shop else None)
    return fields


def _prices(price: dict[str, Any]) -> Iterator[Decimal | None]:
    """Ladder (the more, the cheaper) or range; in dollars, as the state says by its key's name."""
    for step in rows(price, "productLadderPrices"):
        yield amount(step, "dollarPrice")
    yield amount(price, "productRangePrices", "dollarPriceRangeLow")
    yield amount(price, "productRangePrices", "dollarPriceRangeHigh")


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: offers of `__page__data`."""
    offers = rows(object_after(document, "__page__data"), "offerSkeletonData", "offers")
    return [card for card in map(_card, offers) if card is not None]


def _card(entry: dict[str, Any]) -> StateCard | None:
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
