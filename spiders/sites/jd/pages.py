"""JD: title, brand and pictures by the marks of its offer page; its price is not in the page.

Layer: spiders.sites, pure. Seen on one saved offer page (2018), a home page and a search page. The
price comes from an interface of its own, so that silence here means there is none.
"""

import re
from collections.abc import Iterator
from typing import Final

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.images import sources

_SOURCE: Final = re.compile(r"src\s*:\s*['\"]([^'\"]+\.(?:jpg|png|webp|avif))['\"]")
_SHOP: Final = re.compile(r"(?i)mall\.jd\.|/index-\d+")
_SHOP_ID: Final = re.compile(r"shopId\s*:\s*['\"]?(\d+)")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("jd", complete=True)
    titles = (tidy(document.text(node)) for node in _firsts(document, "sku-name", "itemInfo-name"))
    fields.title = next(filter(None, titles), None)
    brands = document.by_id("parameter-brand")
    if brands is not None:
        link = next(_links(document, brands), None)
        fields.brand = None if link is None else tidy(document.text(link), 80)
    picture = document.by_id("spec-img")
    fields.images = sources(document, picture) if picture is not None else []
    configs = [text for _, text in document.scripts if "pageConfig" in text]
    paths = [told[1] for text in configs if (told := _SOURCE.search(text))]
    fields.images += [f"//img10.360buyimg.com/n0/{path}" for path in paths]
    shop_ids = [told[1] for text in configs if (told := _SHOP_ID.search(text)) and told[1] != "0"]
    fields.seller = seller_of(_shop(document), shop_ids[-1] if shop_ids else None)
    return fields


def _shop(document: Document) -> str | None:
    """The name on the first link to a shop, in the blocks that speak of the seller."""
    names = (
        tidy(document.text(link) or document.attr(link, "title"), 80)
        for block in _firsts(document, "popbox", "J-hove-wrap", "contact")
        for link in _links(document, block)
        if _SHOP.search(document.attr(link, "href"))
    )
    return next(filter(None, names), None)


def _firsts(document: Document, *classes: str) -> Iterator[int]:
    """The first node of each class."""
    for name in classes:
        yield from document.with_class(name)[:1]


def _links(document: Document, block: int) -> Iterator[int]:
    return (link for link in document.nodes("a") if document.within(link, block))


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: JD's lists are visible."""
    del document
    return []
