"""eBay Browse API: requests as it takes them, and its answers as offers.

Pure. Sources and what could not be verified: README.md. Names in quotes are the interface's.
"""

import base64
import re
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from monitor.domain.errors import FetchFailed, KeysRefused, SourceBusy
from monitor.domain.listing import Listing, Offer, OfferedImage, Price
from monitor.domain.page import Page
from monitor.domain.seller import Seller
from monitor.ports.asker import Admission, Keys, Question
from spiders.apis.reading import (
    PAUSE_S,
    Plain,
    address,
    amount,
    entries,
    inner,
    read_object,
    text,
    whole,
    words_of,
)
from spiders.extract.currency import iso_code
from spiders.extract.vocabulary import condition_of

MARKET: Final = "ebay.com"
LOGIN: Final = "/identity/v1/oauth2/token"
SEARCH: Final = "/buy/browse/v1/item_summary/search"
BY_PICTURE: Final = "/buy/browse/v1/item_summary/search_by_image"
ONE: Final = "/buy/browse/v1/item/get_item_by_legacy_id"
VARIANTS: Final = "/buy/browse/v1/item/get_items_by_item_group"

A_PAGE: Final = 50
"""Of at most 200: each offer's first picture is fetched at the source's pace too."""
LONGEST_QUERY: Final = 100
"""Characters of "q"."""
DEEPEST: Final = 10_000
"""Offers that a search gives at all."""
ALL_WAYS: Final = "buyingOptions:{FIXED_PRICE|AUCTION|BEST_OFFER}"
"""Without it, auctions without a fixed price are left out."""
SCOPE: Final = "https://api.ebay.com/oauth/api_scope"
MOST_IMAGES: Final = 24

_NUMBER: Final = re.compile(r"[0-9]{9,15}", re.ASCII)
_TOKEN: Final = re.compile(r"[\x21-\x7e]{10,8000}")
_HAS_VARIANTS: Final = 11006
_UNKNOWN_OFFER: Final = frozenset({11001, 11002, 11003})
_TOO_MANY: Final = 2001
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_SITE: Final = re.compile(r"(?:www\.)?ebay\.(?:[a-z]{2,3}|com?\.[a-z]{2})")


def search_url(root: str, query: str, offset: int = 0) -> str:
    """One page of a search by words, the newest offers first."""
    words = query[:LONGEST_QUERY]
    return _url(root, SEARCH, q=words, sort="newlyListed", offset=str(offset))


def shop_url(root: str, seller: str, offset: int = 0) -> str:
    """One page of all that a seller offers: the root of all categories, filtered by seller."""
    only = f"sellers:{{{seller}}}"
    return _url(root, SEARCH, only, category_ids="0", sort="newlyListed", offset=str(offset))


def picture_url(root: str, sha256: str, offset: int = 0) -> str:
    """One page of a search by picture; the fragment names the picture and is never sent."""
    return f"{_url(root, BY_PICTURE, offset=str(offset))}#picture={sha256}"


def one_url(root: str, number: str) -> str:
    """All of one offer, by the number its page shows."""
    return _address(root, ONE, {"legacy_item_id": number})


def variants_url(root: str, number: str) -> str:
    """All of one offer that is sold in variants, each with its own price."""
    return _address(root, VARIANTS, {"item_group_id": number})


def _url(root: str, path: str, *filters: str, **query: str) -> str:
    wanted = {
        **query,
        "limit": str(A_PAGE),
        "fieldgroups": "MATCHING_ITEMS,EXTENDED",
        "filter": ",".join((*filters, ALL_WAYS)),
    }
    return _address(root, path, wanted)


def _address(root: str, path: str, query: dict[str, str]) -> str:
    parts = urlsplit(root)
    return f"{parts.scheme}://{parts.netloc}{path}?{urlencode(query, quote_via=quote)}"


def login(root: str, keys: Keys) -> Question:
    """Ask for an application token (OAuth client credentials, RFC 6749, 4.4)."""
    pair = base64.b64encode(f"{keys.client_id}:{keys.client_secret}".encode()).decode()
    form = urlencode({"grant_type": "client_credentials", "scope": SCOPE})
    return Question(
        url=_address(root, LOGIN, {}).rstrip("?"),
        method="POST",
        headers={
            "Authorization": f"Basic {pair}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
        body=form.encode(),
    )


def admission(page: Page) -> Admission:
    """The token, and how long it holds.

    Raises:
        KeysRefused: the keys are not known.
        FetchFailed: the answer is something else.
    """
    told = read_object(page)
    if page.status in {400, 401, 403}:
        why = text(told.get("error_description"), 200) or text(told.get("error"), 200)
        because = f"it does not know our keys ({page.status}: {why or 'no reason told'})"
        raise KeysRefused(_host(page), because)
    token = told.get("access_token")
    if page.status != 200 or not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise FetchFailed(page.url, f"the login answered {page.status} without a token")
    return Admission(
        headers={"Authorization": f"Bearer {token}"},
        lasts_s=float(whole(told.get("expires_in")) or 0),
    )


def picture_body(picture: bytes) -> bytes:
    """The body of a search by picture."""
    return b'{"image":"' + base64.b64encode(picture) + b'"}'


def why_not(page: Page, told: Plain) -> int | None:
    """Read the interface's error object: its number when nobody is to blame, None without one.

    Raises:
        KeysRefused: the keys are not known, or not allowed this.
        SourceBusy: too many requests.
        FetchFailed: every other error.
    """
    errors = entries(told.get("errors"))
    if page.status < 400 and not errors:
        return None
    first = errors[0] if errors else {}
    number = whole(first.get("errorId"))
    reason = text(first.get("longMessage"), 300) or text(first.get("message"), 300)
    said = f"{page.status}: {reason or 'no reason told'}"
    if page.status in {401, 403}:
        verb = "does not know our keys" if page.status == 401 else "does not let our keys do this"
        alone = page.status == 403 and urlsplit(page.url).path == BY_PICTURE
        raise KeysRefused(_host(page), f"it {verb} ({said})", for_all=not alone)
    if number == _TOO_MANY:
        raise SourceBusy(page.url, PAUSE_S)
    if number == _HAS_VARIANTS or number in _UNKNOWN_OFFER or page.status == 404:
        return number or 404
    raise FetchFailed(page.url, f"{_host(page)} answered {said}")


def has_variants(number: int) -> bool:
    """Tell whether the error says that the offer has to be asked for by its variants."""
    return number == _HAS_VARIANTS


def _host(page: Page) -> str:
    return urlsplit(page.url).netloc


def found_offers(told: Plain) -> tuple[Offer, ...]:
    """The offers of one page of a search; entries without a number are left out."""
    offers = (read_offer(entry) for entry in entries(told.get("itemSummaries")))
    return tuple(offer for offer in offers if offer is not None)


def variants_offer(told: Plain, number: str) -> Offer | None:
    """One offer in variants: what the first says, and prices from the lowest to the highest."""
    variants = [entry for entry in entries(told.get("items")) if legacy_number(entry) == number]
    offers = [offer for entry in variants if (offer := read_offer(entry))]
    if not offers:
        return None
    prices = [offer.price for offer in offers if offer.price]
    common = entries(told.get("commonDescriptions"))
    first = offers[0]
    described = first.description or (words_of(common[0].get("description")) if common else None)
    provenance = dict.fromkeys(first.provenance or {}, "ebay-api")
    return Offer(
        listing=first.listing,
        url=first.url,
        title=first.title,
        price=_span(prices),
        images=_all_images(offers),
        brand=first.brand,
        seller=first.seller,
        description=described,
        category=first.category,
        condition=first.condition,
        ships_to=first.ships_to,
        provenance=provenance | ({"description": "ebay-api"} if described else {}),
    )


def _span(prices: list[Price]) -> Price | None:
    """Lowest to highest, when all are of one currency."""
    if not prices or len({price.currency for price in prices}) > 1:
        return None
    amounts = [price.amount for price in prices]
    low, high = min(amounts), max(amounts)
    return Price(amount=low, high=high if high > low else None, currency=prices[0].currency)


def _all_images(offers: list[Offer]) -> tuple[OfferedImage, ...]:
    urls = dict.fromkeys(image.url for offer in offers for image in offer.images)
    return tuple(OfferedImage(url=url) for url in list(urls)[:MOST_IMAGES])


def legacy_number(entry: Plain) -> str | None:
    """The number an offer's page shows; the interface's own id ("v1|NUMBER|0") holds it too."""
    told = entry.get("legacyItemId")
    if isinstance(told, str) and _NUMBER.fullmatch(told):
        return told
    pieces = (text(entry.get("itemId"), 80) or "").split("|")
    return pieces[1] if len(pieces) == 3 and _NUMBER.fullmatch(pieces[1]) else None


def read_offer(entry: Plain) -> Offer | None:
    """One offer of a search or one that was asked for; None without a number."""
    number = legacy_number(entry)
    if number is None:
        return None
    fields = {
        "title": text(entry.get("title"), 500),
        "price": _price(entry),
        "images": _images(entry),
        "brand": text(entry.get("brand"), 200),
        "seller": _seller(inner(entry.get("seller"))),
        "description": words_of(entry.get("description")) or text(entry.get("shortDescription")),
        "category": _category(entry),
        "condition": condition_of(text(entry.get("condition"), 100)),
        "ships_to": _countries(inner(entry.get("shipToLocations"))),
    }
    read = {name: value for name, value in fields.items() if value}
    return Offer(
        listing=Listing(market=MARKET, listing_id=number),
        url=_page_url(entry, number),
        provenance=dict.fromkeys(read, "ebay-api"),
        **read,  # type: ignore[arg-type]
    )


def _page_url(entry: Plain, number: str) -> str:
    """The page on the country site the interface names; its tracking is left out."""
    host = urlsplit(address(entry.get("itemWebUrl")) or "").hostname or ""
    return f"https://{host if _SITE.fullmatch(host) else 'www.ebay.com'}/itm/{number}"


def _price(entry: Plain) -> Price | None:
    """What a buyer pays now: the fixed price, else the highest bid."""
    for name in ("price", "currentBidPrice"):
        told = inner(entry.get(name))
        asked = amount(told.get("value"))
        if asked is not None:
            return Price(amount=asked, currency=iso_code(text(told.get("currency"), 3)))
    return None


def _images(entry: Plain) -> tuple[OfferedImage, ...]:
    holders = [inner(entry.get("image")), *entries(entry.get("additionalImages"))]
    thumbnails = entries(entry.get("thumbnailImages"))
    urls = [url for holder in holders if (url := address(holder.get("imageUrl")))]
    urls = urls or [url for holder in thumbnails if (url := address(holder.get("imageUrl")))]
    return tuple(OfferedImage(url=url) for url in list(dict.fromkeys(urls))[:MOST_IMAGES])


def _seller(told: Plain) -> Seller | None:
    """By name as on the page: the API's own id of a seller is not shown there."""
    name = text(told.get("username"), 100)
    return Seller(name=name) if name else None


def _category(entry: Plain) -> str | None:
    path = text(entry.get("categoryPath"), 500)
    if path:
        return path.replace("|", " > ")
    names = [text(one.get("categoryName"), 100) for one in entries(entry.get("categories"))]
    return next((name for name in names if name), None)


def _countries(told: Plain) -> tuple[str, ...]:
    """Countries it is sent to; "worldwide" and regions are no list of countries and say nothing."""
    regions = entries(told.get("regionIncluded"))
    named = [text(r.get("regionId"), 3) for r in regions if r.get("regionType") == "COUNTRY"]
    return tuple(dict.fromkeys(code for code in named if code and _COUNTRY.fullmatch(code)))
