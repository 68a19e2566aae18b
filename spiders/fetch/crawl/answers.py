"""An answer as a Page, and where a redirect leads. No network."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urldefrag, urljoin

from scrapy.http import Response

from monitor.domain.errors import EgressRefused
from monitor.domain.page import Page
from monitor.domain.target import VisitOutcome
from spiders.fetch.crawl.batch import MOST_REDIRECTS, Step
from spiders.fetch.crawl.failures import Trouble
from spiders.fetch.egress import EgressPolicy
from spiders.hosts import same_site

LARGEST_HEADERS: Final = 64 * 1024
"""Letters of all headers together that are kept of one answer; what comes later is dropped."""
SHOWN_LETTERS: Final = 200


def page_of(response: Response, step: Step) -> Page:
    """The answer to a step's request."""
    return Page(
        url=response.url,
        requested_url=step.target.url,
        status=response.status,
        headers=tuple(_headers(response)),
        body=response.body,
        fetched_at=datetime.now(UTC),
        rendered="playwright" in response.flags,
    )


def _headers(response: Response) -> Iterator[tuple[str, str]]:
    room = LARGEST_HEADERS
    for name, values in response.headers.items():
        for value in values:
            room -= len(name) + len(value)
            if room < 0:
                return
            yield name.decode("latin-1").lower(), value.decode("latin-1")


def redirected(page: Page, step: Step, location: str, policy: EgressPolicy) -> Step | Trouble:
    """The step that a redirect leads to, or why it is not followed."""
    try:
        url = urldefrag(urljoin(page.url, location)).url
    except ValueError:
        because = f"redirects to {location[:SHOWN_LETTERS]}, which is no address"
        return Trouble(VisitOutcome.FAILED, because)
    try:
        policy.check_url(url)
    except EgressRefused as error:
        because = f"redirects to {url[:SHOWN_LETTERS]}: {error.because}"
        return Trouble(VisitOutcome.POLICY, because)
    if url == step.url or url in step.trail:
        return Trouble(VisitOutcome.FAILED, "redirects in a circle")
    if len(step.trail) >= MOST_REDIRECTS:
        return Trouble(VisitOutcome.FAILED, f"redirects more than {MOST_REDIRECTS} times")
    if not same_site(url, step.target.url):
        because = f"redirects to another site, {url[:SHOWN_LETTERS]}"
        return Trouble(VisitOutcome.FAILED, because)
    return step.moved(url)
