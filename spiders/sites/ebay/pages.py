"""eBay: title, price, seller and condition by the marks of its old and its present layout.

Layer: spiders.sites, pure. The old layout was seen on a saved page of 2016; the present one is
written from public descriptions of its class names and was not seen.
"""

import re
from typing import Final

from monitor.domain.seller import Seller
from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.images import sources
from spiders.extract.money import find_money
from spiders.extract.vocabulary import condition_of

_PREFIX: Final = re.compile(
    r"(?i)^\s*(?:details about|détails sur|details zu|dettagli su|detalles de)\s+"
)
_PRICE_IDS: Final = ("mm-saleDscPrc", "prcIsum", "prcIsum_bidPrice", "vi-bin-price")
_PRICE_CLASSES: Final = ("x-price-primary", "x-bin-price__content", "x-bid-price")
_SELLER_CLASSES: Final = (
    "mbg-nw",
    "x-sellercard-atf__info__about-seller",
    "ux-seller-section__item--seller",
    "x-store-information__store-name",
)


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("ebay")
    fields.title = _title(document)
    for node in _nodes(document, _PRICE_IDS, _PRICE_CLASSES):
        money = next(find_money(document.raw(node)), None)
        if money and money.amount > 0:
            fields.amount, fields.high, fields.currency = money.amount, money.high, money.sign
            break
    picture = document.by_id("icImg")
    if picture is not None:
        fields.images = sources(document, picture)
    for node in document.nodes("img"):
        if "ux-image" in document.name(document.parents[node]):
            fields.images += sources(document, node)[:1]
    fields.seller = _seller(document)
    for node in _nodes(
        document, ("vi-itm-cond",), ("x-item-condition-text", "x-item-condition-value")
    ):
        fields.condition = fields.condition or condition_of(document.text(node, 60))
    return fields


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: eBay's lists are visible."""
    del document
    return []


def _nodes(document: Document, ids: tuple[str, ...], classes: tuple[str, ...]) -> list[int]:
    found = [document.by_id(name) for name in ids]
    return [n for n in found if n is not None] + [
        node for name in classes for node in document.with_class(name)[:2]
    ]


def _title(document: Document) -> str | None:
    for node in _nodes(document, ("itemTitle",), ("x-item-title__mainTitle",)):
        return tidy(_PREFIX.sub("", document.text(node)))
    return None


def _seller(document: Document) -> Seller | None:
    for name in _SELLER_CLASSES:
        for node in document.with_class(name)[:1]:
            text = re.split(r"\s*[(\x02]", document.raw(node).strip("\x02\x01 \n\t"), maxsplit=1)[0]
            seller = tidy(text, 80)
            if seller:
                return seller_of(seller)
    return None
