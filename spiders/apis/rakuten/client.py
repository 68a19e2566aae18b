"""Rakuten Ichiba search API: requests as it takes them, and its answers as offers.

Pure. Sources and what could not be verified: README.md. Names in quotes are the interface's.
"""

import re
from typing import Final
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from monitor.domain.errors import FetchFailed, KeysRefused, SourceBusy
from monitor.domain.listing import Listing, Offer, OfferedImage, Price
from monitor.domain.page import Page
from monitor.domain.seller import Seller
from monitor.ports.asker import Admission, Keys
from spiders.apis.reading import (
    PAUSE_S,
    Plain,
    address,
    amount,
    entries,
    inner,
    text,
    words_of,
)
from spiders.extract.identity import marketplace_listing

MARKET: Final = "rakuten.co.jp"
A_PAGE: Final = 30
"""The most that a page gives."""
DEEPEST: Final = 100
"""Pages of a search that are given at all."""

_CODE: Final = re.compile(r"[\w.-]{1,64}:[\w.-]{1,255}")
_LISTING: Final = re.compile(r"[\w.%~-]{1,64}:[\w.%~-]{1,255}")
_SHOP: Final = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_SIZE: Final = re.compile(r"[?&]_ex=\d+x\d+$")
_ABOUT_KEYS: Final = re.compile(r"(?i)application.?id|access.?key|access.?token|client_id")
_CODE_MARK: Final = "code="


def search_url(root: str, page: int = 1, **wanted: str) -> str:
    """One page of a search. wanted: keyword, shopCode or itemCode."""
    parts = urlsplit(root)
    query = {
        **wanted,
        "page": str(page),
        "hits": str(A_PAGE),
        "sort": "-updateTimestamp",
        "availability": "0",
        "format": "json",
        "formatVersion": "2",
    }
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote), fragment=""))


def keyword(query: str) -> str | None:
    """The query as the interface takes it: it refuses words of one letter; None = none is left."""
    words = [word for word in query.split() if len(word) > 1]
    return " ".join(words)[:128] or None


def shop_code(written: str | None) -> str | None:
    """A shop's code, as in its address."""
    return written if written and _SHOP.fullmatch(written) else None


def admission(keys: Keys) -> Admission:
    """Both keys with every question, and the registered address, which is compared."""
    headers = {"accessKey": keys.client_secret}
    if keys.application_url:
        parts = urlsplit(keys.application_url)
        headers["Referer"] = keys.application_url
        headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
    return Admission(headers=headers, query={"applicationId": keys.client_id})


def nothing_found(page: Page, told: Plain) -> bool:
    """Read the interface's error object: True = nothing is found, False = there is no error.

    Raises:
        KeysRefused: the keys are not known, or not allowed from here.
        SourceBusy: too many requests.
        FetchFailed: every other error.
    """
    other = inner(told.get("errors"))
    name = text(told.get("error"), 100)
    if page.status < 400 and name is None and not other:
        return False
    reason = text(told.get("error_description"), 300) or text(other.get("errorMessage"), 300)
    said = f"{page.status} {name or ''}".strip() + f": {reason or 'no reason told'}"
    host = urlsplit(page.url).netloc
    if name == "not_found":
        return True
    if page.status in {401, 403} or (reason and _ABOUT_KEYS.search(reason)):
        raise KeysRefused(host, f"it does not accept our keys, or not from here ({said})")
    if name == "too_many_requests":
        raise SourceBusy(page.url, PAUSE_S)
    if reason and "configuration not found" in reason.lower():
        said += "; the version at the end of the source's url is retired: write the present one"
    raise FetchFailed(page.url, f"{host} answered {said}")


def found_offers(told: Plain) -> tuple[Offer, ...]:
    """The offers of one page; entries whose address is no offer's are left out."""
    listed = entries(told.get("Items") or told.get("items"))
    offers = (read_offer(inner(entry.get("Item")) or entry) for entry in listed)
    return tuple(offer for offer in offers if offer is not None)


def read_offer(entry: Plain) -> Offer | None:
    """One offer; None when its address does not tell which."""
    url = address(entry.get("itemUrl"))
    known = marketplace_listing(url) if url else None
    if known is None or known[0] != MARKET or not _LISTING.fullmatch(known[1]):
        return None
    fields = {
        "title": text(entry.get("itemName"), 500),
        "price": _price(entry),
        "images": _images(entry),
        "seller": _seller(entry),
        "description": words_of(entry.get("itemCaption")),
    }
    read = {name: value for name, value in fields.items() if value}
    return Offer(
        listing=Listing(market=known[0], listing_id=known[1]),
        url=_page_url(known[1], text(entry.get("itemCode"), 320)),
        language="ja",
        provenance=dict.fromkeys(read, "rakuten-api"),
        **read,  # type: ignore[arg-type]
    )


def _page_url(listing_id: str, code: str | None) -> str:
    """The offer's page; its fragment keeps the interface's own code, which the page's URL lacks."""
    shop, _, name = listing_id.partition(":")
    mark = f"#{_CODE_MARK}{code}" if code and _CODE.fullmatch(code) else ""
    return f"https://item.rakuten.co.jp/{shop}/{name}/{mark}"


def code_of(url: str) -> str | None:
    """The interface's own code that a page's URL keeps."""
    fragment = urlsplit(url).fragment
    code = fragment.removeprefix(_CODE_MARK)
    return code if code != fragment and _CODE.fullmatch(code) else None


def _price(entry: Plain) -> Price | None:
    asked = amount(entry.get("itemPrice"))
    return Price(amount=asked, currency="JPY") if asked is not None else None


def _images(entry: Plain) -> tuple[OfferedImage, ...]:
    """The pictures without the parameter that makes them small."""
    urls = _urls(entry.get("mediumImageUrls")) or _urls(entry.get("smallImageUrls"))
    return tuple(OfferedImage(url=_SIZE.sub("", url)) for url in urls)


def _urls(listed: object) -> list[str]:
    """Addresses of a list: plain (formatVersion 2) or each in an object (formatVersion 1)."""
    if not isinstance(listed, list):
        return []
    named = (one.get("imageUrl") if isinstance(one, dict) else one for one in listed)
    return list(dict.fromkeys(url for one in named if (url := address(one))))


def _seller(entry: Plain) -> Seller | None:
    code, name = shop_code(text(entry.get("shopCode"), 64)), text(entry.get("shopName"), 200)
    return Seller(id=code, name=name) if code or name else None
