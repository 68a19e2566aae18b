"""Parked domains: pages that offer the name itself or advertisements, and nothing else. Pure.

Recognised so that their links are not followed; a parked name is neither called an infringement
nor taken off the list: next time there may be a shop.
"""

import re
from typing import Final

LARGEST_READ: Final = 60_000
LONGEST_WORDS: Final = 3_000

_SAYS_SO: Final = re.compile(
    r"(?i)(?:this|the) domain (?:name )?(?:is |may be |might be )?(?:available )?for sale|"
    r"buy this domain|domain (?:is )?parked|parked (?:free|domain|by)|domain parking|"
    r"interested in (?:buying )?this domain|make an offer on this domain|"
    r"this (?:web ?site|web ?page|domain) (?:is|was) (?:parked|registered)|"
    r"(?:diese|die) domain \w{3,5} (?:zum verkauf|zu verkaufen)|ce (?:nom de )?domaine est "
    r"(?:à vendre|en vente)|域名出售|域名正在出售|[此该]域名(?:正在|可)?(?:出售|转让)|购买此域名|"
    r"このドメインは(?:お名前|売り出し|販売)"
)
_SERVED_BY: Final = re.compile(
    rb"(?i)(?:sedoparking|parkingcrew|bodis|parklogic|above|skenzo|afternic|dan|hugedomains|"
    rb"uniregistry|namebright|domainmarket|parkedpage|cashparking)\.(?:com|net)"
)
_TAGS: Final = re.compile(r"(?s)<(script|style)\b.*?</\1\s*>|<[^>]{0,2000}>")
_SELLS: Final = re.compile(
    r"(?i)add to (?:cart|bag|basket)|in den warenkorb|加入购物车|カートに入れる"
)


def why_parked(body: bytes) -> str | None:
    """Say by what a page is known as parked; None when it may be more than that."""
    start = body[:LARGEST_READ]
    words = " ".join(_TAGS.sub(" ", start.decode("utf-8", "replace")).split())
    if len(words) > LONGEST_WORDS or _SELLS.search(words):
        return None
    said = _SAYS_SO.search(words)
    if said:
        return f"the page says {said[0]!r}"
    served = _SERVED_BY.search(start)
    if served and len(words) < LONGEST_WORDS // 3:
        return f"the page is served by {served[0].decode('ascii', 'replace').lower()}"
    return None
