"""Which questions are put to Rakuten Ichiba's search API, and in which order. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit, urlunsplit

from monitor.domain.errors import FetchFailed
from monitor.domain.page import Page, PageKind
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import Source
from monitor.ports.asker import Admission, Answer, Keys, Question
from spiders.apis.rakuten import client
from spiders.apis.reading import Plain, read_object, whole
from spiders.extract.identity import marketplace_listing


class RakutenAsker:
    """See ports/asker.py Asker and ports/spider.py KnowsSellers."""

    name: ClassVar[str] = "rakuten-api"

    def claims(self, url: str) -> bool:
        """The interface, in whichever version."""
        parts = urlsplit(url)
        known = parts.hostname in {"openapi.rakuten.co.jp", "app.rakuten.co.jp"}
        return known and "/IchibaItem/Search/" in parts.path

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        """One search for each query the interface takes, the latest changed offers first."""
        for words in dict.fromkeys(map(client.keyword, queries)):
            if words:
                url = client.search_url(source.url, keyword=words)
                yield Target(source_id=source.id, url=url, kind=TargetKind.SEARCH)

    def seller_target(self, source: Source, seller: Seller) -> Target | None:
        """All that a shop offers, by its code."""
        code = client.shop_code(seller.id)
        if code is None:
            return None
        url = client.search_url(source.url, shopCode=code)
        return Target(source_id=source.id, url=url, kind=TargetKind.SELLER)

    def login(self, source: Source, keys: Keys) -> Question | Admission:
        """There is none: every question carries the keys."""
        del source
        return client.admission(keys)

    def admission(self, page: Page) -> Admission:
        """Never asked for.

        Raises:
            FetchFailed: always.
        """
        raise FetchFailed(page.url, "the interface has no login")

    def picture_of(self, target: Target) -> None:
        """It has no search by picture."""
        del target

    def question(self, target: Target, source: Source, picture: bytes | None) -> Question:
        """A search as its URL says; the page of an offer is asked for by the code it keeps.

        Raises:
            FetchFailed: the page keeps none.
        """
        del picture
        if target.kind is not TargetKind.LISTING:
            return Question(url=target.url)
        code = client.code_of(target.url)
        if code is None:
            because = "Rakuten's interface finds an offer by its code, and this address keeps none"
            raise FetchFailed(target.url, because)
        return Question(url=client.search_url(source.url, itemCode=code))

    def answer(self, page: Page, target: Target) -> Answer | None:
        """A page of offers with the next one, or one offer.

        Raises:
            KeysRefused: the keys are not known, or not allowed from here.
            SourceBusy: too many requests.
            FetchFailed: it is no answer.
        """
        told = read_object(page)
        nothing = client.nothing_found(page, told)
        offers = () if nothing else client.found_offers(told)
        if target.kind is TargetKind.LISTING:
            known = marketplace_listing(target.url)
            mine = [o for o in offers if (o.listing.market, o.listing.listing_id) == known]
            return Answer(kind=PageKind.LISTING, offers=tuple(mine[:1])) if mine else None
        kind = PageKind.SELLER if target.kind is TargetKind.SELLER else PageKind.SEARCH
        following = None if nothing else _next(target, told)
        return Answer(kind=kind, offers=offers, next=following)


def _next(target: Target, told: Plain) -> Target | None:
    """The same question, one page on. Counted here: an answer does not say where we go."""
    parts = urlsplit(target.url)
    number = whole(parse_qs(parts.query).get("page", ["1"])[0]) or 1
    if number >= min(whole(told.get("pageCount")) or 1, client.DEEPEST):
        return None
    pairs = {**dict(parse_qsl(parts.query, keep_blank_values=True)), "page": str(number + 1)}
    query = urlencode(pairs, quote_via=quote)
    return replace(target, url=urlunsplit(parts._replace(query=query)), recheck=False)
