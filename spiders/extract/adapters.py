"""Which site's own reading applies to a host; a site's module is loaded when its first page comes.

Layer: spiders.extract, pure.

The sites know extract, extract knows the sites by name only, so that one page of one marketplace
loads one adapter and a stranger's shop loads none.
"""

import importlib
import re
from typing import Final, Protocol, cast

from spiders.extract.document import Document
from spiders.extract.fields import Fields, StateCard

_ADAPTERS: Final = (
    (re.compile(r"(?:^|\.)amazon\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"), "amazon"),
    (re.compile(r"(?:^|\.)ebay\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"), "ebay"),
    (re.compile(r"(?:^|\.)aliexpress\.(?:com|us|ru)$"), "aliexpress"),
    (re.compile(r"(?:^|\.)(?:taobao|tmall)\.(?:com|hk|com\.hk)$"), "taobao"),
    (re.compile(r"(?:^|\.)jd\.(?:com|hk)$"), "jd"),
    (re.compile(r"(?:^|\.)alibaba\.com$"), "alibaba"),
    (re.compile(r"(?:^|\.)etsy\.com$"), "etsy"),
    (re.compile(r"(?:^|\.)lazada\.(?:[a-z]{2,3}|com?\.[a-z]{2})$"), "lazada"),
    (re.compile(r"(?:^|\.)flipkart\.com$"), "flipkart"),
    (re.compile(r"(?:^|\.)walmart\.(?:com|ca|com\.mx)$"), "walmart"),
    (re.compile(r"(?:^|\.)newegg\.(?:com|ca)$"), "newegg"),
    (re.compile(r"^(?:item|search|www)\.rakuten\.co\.jp$"), "rakuten"),
    (re.compile(r"(?:^|\.)mercadoli(?:bre|vre)\.(?:com?(?:\.[a-z]{2})?|cl)$"), "mercadolibre"),
    (re.compile(r"(?:^|\.)1688\.com$"), "alibaba1688"),
)


class SitePages(Protocol):
    """What a site's pages.py offers. Both are pure and never raise on any page of the site."""

    def read_offer(self, document: Document) -> Fields:
        """What the page claims of its own offer; `layer` names the site."""
        ...

    def read_cards(self, document: Document) -> list[StateCard]:
        """Cards that stand only in the page's state; empty where the visible page has them."""
        ...


def adapter_for(host: str) -> SitePages | None:
    """The site's own reading, None for a host that has none."""
    for pattern, site in _ADAPTERS:
        if pattern.search(host):
            return cast("SitePages", importlib.import_module(f"spiders.sites.{site}.pages"))
    return None
