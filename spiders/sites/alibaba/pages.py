"""Alibaba.com: the state of its lists; its offers are read generically.

Layer: spiders.sites, pure. Seen on two saved list pages (2024).
"""

from typing import Any

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, tidy
from spiders.extract.money import find_money
from spiders.extract.state import object_after


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages: nothing beyond the generic reading."""
    del document
    return Fields("alibaba")


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: offers of `__page__data`."""
    state: Any = object_after(document, "__page__data")
    for name in ("offerSkeletonData", "offers"):
        state = state.get(name) if isinstance(state, dict) else None
    return [card for card in map(_card, state if isinstance(state, list) else []) if card]


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
