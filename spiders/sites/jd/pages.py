"""JD: title, brand and pictures by the marks of its offer page; its price is not in the page.

Layer: spiders.sites, pure. Seen on one saved offer page (2018), a home page and a search page. The
price comes from an interface of its own, so that silence here means there is none.
"""

import re
from typing import Final

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard, seller_of, tidy
from spiders.extract.images import sources

_SOURCE: Final = re.compile(r"src\s*:\s*['\"]([^'\"]+\.(?:jpg|png|webp|avif))['\"]")
_VENDER: Final = re.compile(r"venderId\s*:\s*['\"]?(\d+)")


def read_offer(document: Document) -> Fields:
    """See adapters.SitePages."""
    fields = Fields("jd", complete=True)
    for name in ("sku-name", "itemInfo-name"):
        for node in document.with_class(name)[:1]:
            fields.title = fields.title or tidy(document.text(node))
    brands = document.by_id("parameter-brand")
    if brands is not None:
        links = [link for link in document.nodes("a") if document.within(link, brands)]
        if links:
            fields.brand = tidy(document.text(links[0]), 80)
    picture = document.by_id("spec-img")
    fields.images = sources(document, picture) if picture is not None else []
    vender = None
    for _, text in document.scripts:
        if "pageConfig" in text:
            told = _SOURCE.search(text)
            if told:
                fields.images.append(f"//img10.360buyimg.com/n0/{told.group(1)}")
            number = _VENDER.search(text)
            vender = number.group(1) if number and number.group(1) != "0" else vender
    fields.seller = seller_of(_shop(document), vender)
    return fields


def _shop(document: Document) -> str | None:
    for holder in ("popbox", "J-hove-wrap", "contact"):
        for node in document.with_class(holder)[:1]:
            for link in document.nodes("a"):
                href = document.attr(link, "href")
                if document.within(link, node) and re.search(r"(?i)mall\.jd\.|/index-\d+", href):
                    name = tidy(document.text(link) or document.attr(link, "title"), 80)
                    if name:
                        return name
    return None


def read_cards(document: Document) -> list[StateCard]:
    """See adapters.SitePages: JD's lists are visible."""
    del document
    return []
