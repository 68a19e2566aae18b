"""Pictures of offers beside Scrapy: one after the other, at the source's pace."""

from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from monitor.domain.errors import EgressRefused, FetchFailed, SourceBusy
from monitor.domain.listing import Offer, OfferedImage
from monitor.domain.watch import Source
from monitor.ports.blobs import Blobs
from monitor.ports.http import EgressRule, Http
from spiders.fetch.ask.pace import Ended, Pace
from spiders.fetch.crawl.pictures import ACCEPT, LARGEST_BYTES, MOST_FAILURES, looks_like_picture
from spiders.fetch.egress import ANY_HOST, rules_of


class PlainPictures:
    """Fetches pictures into the blob store, each URL once a batch. fetched: how many it has."""

    def __init__(self, http: Http, blobs: Blobs, pace: Pace, source: Source) -> None:
        self._http = http
        self._blobs = blobs
        self._pace = pace
        self._rules = rules_of(source)
        self._kept: dict[str, str | None] = {}
        self._failures: Counter[str] = Counter()
        self.fetched = 0

    def added(self, offer: Offer, most: int) -> Offer:
        """The offer with `sha256` set on those of its first pictures that could be had in time."""
        first = tuple(
            OfferedImage(url=image.url, sha256=self._digest(image.url))
            for image in offer.images[:most]
        )
        return replace(offer, images=first + offer.images[most:])

    def _digest(self, url: str) -> str | None:
        if url not in self._kept:
            self._kept[url] = self._fetch(url)
        return self._kept[url]

    def _fetch(self, url: str) -> str | None:
        host = urlsplit(url).netloc.lower()
        if self._failures[host] >= MOST_FAILURES:
            return None
        body = self._body(url, host)
        if body is None or len(body) > LARGEST_BYTES or not looks_like_picture(body):
            return None
        self.fetched += 1
        return self._blobs.put(body)

    def _body(self, url: str, host: str) -> bytes | None:
        rule: EgressRule | None = self._rules.get(host) or self._rules.get(ANY_HOST)
        try:
            self._pace.wait_for(url)
            page = self._http.get(url, headers={"Accept": ACCEPT}, rule=rule)
        except (Ended, EgressRefused):
            return None
        except SourceBusy:
            self._failures[host] = MOST_FAILURES
            return None
        except FetchFailed:
            self._failures[host] += 1
            return None
        self._failures[host] = 0
        return page.body if page.status == 200 else None
