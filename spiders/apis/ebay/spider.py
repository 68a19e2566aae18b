"""Which questions are put to eBay's Browse API, and in which order. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from monitor.domain.errors import FetchFailed
from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from monitor.ports.asker import Admission, Answer, Keys, Question
from spiders.apis.ebay import client
from spiders.apis.reading import Plain, read_object, whole
from spiders.extract.identity import marketplace_listing

MOST_BY_PICTURE: Final = 200
"""Offers taken of a search by picture: they come by resemblance, further ones resemble little."""

_PICTURE: Final = re.compile(r"picture=([0-9a-f]{64})")
_SELLER: Final = re.compile(r"[^\s{}|,#&?/\\]{1,100}")


class EbayAsker:
    """See ports/asker.py Asker, SearchesPictures and ports/spider.py KnowsSellers."""

    name: ClassVar[str] = "ebay-api"

    def claims(self, url: str) -> bool:
        """The interface and its sandbox."""
        return (urlsplit(url).hostname or "") in {"api.ebay.com", "api.sandbox.ebay.com"}

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """One search for each query, the newest offers first."""
        for query in queries:
            url = client.search_url(source.url, query)
            yield Target(source_id=source.id, url=url, kind=TargetKind.SEARCH)

    def picture_seeds(self, source: Source, sha256s: Sequence[str]) -> Iterator[Target]:
        """One search for each registered picture."""
        for sha256 in sha256s:
            url = client.picture_url(source.url, sha256)
            yield Target(source_id=source.id, url=url, kind=TargetKind.SEARCH)

    def seller_target(self, source: Source, seller: Seller) -> Target | None:
        """All that a seller offers, by the user name."""
        name = seller.name or seller.id
        if name is None or not _SELLER.fullmatch(name):
            return None
        url = client.shop_url(source.url, name)
        return Target(source_id=source.id, url=url, kind=TargetKind.SELLER)

    def login(self, source: Source, keys: Keys) -> Question | Admission:
        """A token comes first."""
        return client.login(source.url, keys)

    def admission(self, page: Page) -> Admission:
        """See client.admission."""
        return client.admission(page)

    def picture_of(self, target: Target) -> str | None:
        """The digest that the fragment names."""
        found = _PICTURE.fullmatch(urlsplit(target.url).fragment)
        return found[1] if found else None

    def question(self, target: Target, source: Source, picture: bytes | None) -> Question:
        """A search as its URL says; the page of an offer is asked for by its number.

        Raises:
            FetchFailed: the page is of no offer of eBay's.
        """
        headers = {"Accept": "application/json"}
        if source.marketplace:
            headers["X-EBAY-C-MARKETPLACE-ID"] = source.marketplace
        if target.kind is TargetKind.LISTING and not _is_ours(target.url):
            url = client.one_url(source.url, _number(target.url))
            return Question(url=url, headers=headers)
        url = target.url.partition("#")[0]
        if picture is None:
            return Question(url=url, headers=headers)
        headers["Content-Type"] = "application/json"
        return Question(url=url, method="POST", headers=headers, body=client.picture_body(picture))

    def answer(self, page: Page, target: Target) -> Answer | None:
        """A page of offers with the next one, or one offer.

        Raises:
            KeysRefused: the keys are not known, or not allowed this.
            SourceBusy: too many requests.
            FetchFailed: it is no answer.
        """
        told = read_object(page)
        error = client.why_not(page, told)
        if target.kind is TargetKind.LISTING:
            return self._one(page, told, error, target)
        if error is not None:
            raise FetchFailed(page.url, f"the search does not exist any more ({page.status})")
        offers = client.found_offers(told)
        kind = PageKind.SELLER if target.kind is TargetKind.SELLER else PageKind.SEARCH
        return Answer(kind=kind, offers=offers, next=_next(target, told))

    def _one(self, page: Page, told: Plain, error: int | None, target: Target) -> Answer | None:
        number = _number(target.url)
        if error is not None and client.has_variants(error):
            url = client.variants_url(page.url, number)
            return Answer(kind=PageKind.LISTING, instead=replace(target, url=url))
        if error is not None:
            return None
        offer = client.variants_offer(told, number) if "items" in told else client.read_offer(told)
        if offer is None or offer.listing.listing_id != number:
            raise FetchFailed(page.url, f"the answer is about another offer than {number}")
        return Answer(kind=PageKind.LISTING, offers=(offer,))


def _is_ours(url: str) -> bool:
    return urlsplit(url).path in {client.ONE, client.VARIANTS}


def _number(url: str) -> str:
    """The number of an offer, from its page's URL or from a question about it.

    Raises:
        FetchFailed: there is none.
    """
    if _is_ours(url):
        asked = parse_qs(urlsplit(url).query)
        return (asked.get("legacy_item_id") or asked.get("item_group_id") or [""])[0]
    known = marketplace_listing(url)
    if known is None or known[0] != client.MARKET:
        raise FetchFailed(url, "eBay's interface cannot be asked about a page that is not eBay's")
    return known[1]


def _next(target: Target, told: Plain) -> Target | None:
    """The same question, one page on. Counted here: an answer does not say where we go."""
    total = whole(told.get("total"))
    parts = urlsplit(target.url)
    pairs = dict(parse_qsl(parts.query, keep_blank_values=True))
    after = (whole(pairs.get("offset")) or 0) + client.A_PAGE
    deepest = MOST_BY_PICTURE if parts.path == client.BY_PICTURE else client.DEEPEST
    more = total if total is not None else deepest if told.get("next") else 0
    if after >= min(more, deepest):
        return None
    query = urlencode({**pairs, "offset": str(after)}, quote_via=quote)
    return replace(target, url=urlunsplit(parts._replace(query=query)), recheck=False)
