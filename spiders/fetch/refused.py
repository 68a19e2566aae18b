"""Requests of a crawl that are not sent, in the way Scrapy takes such news."""

from scrapy.exceptions import IgnoreRequest

from monitor.domain.target import VisitOutcome


class Refused(IgnoreRequest):
    """A request that is not sent, with the outcome its visit gets.

    dead: because nobody answers at its host.
    """

    def __init__(self, outcome: VisitOutcome, because: str, dead: bool = False) -> None:  # noqa: FBT001, FBT002 - a plain fact
        super().__init__(because)
        self.outcome = outcome
        self.because = because
        self.dead = dead


class Unsent(IgnoreRequest):
    """A request that was not sent because the batch has ended; it leaves no visit."""
