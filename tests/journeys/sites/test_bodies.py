"""Every marketplace's spider among answers that never end, or are not what they announce."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from monitor.domain.watch import Source
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import Crawled, CrawlTogether
from tests.fixtures.faults import FaultServer, run_fault_server
from tests.journeys.sites.replica import Replica, request_target
from tests.journeys.sites.test_sites import REPLICAS

BODIES = {
    "50 MB": "larger than allowed",
    "a gzip bomb": "larger than allowed when decompressed",
    "a wrong length": "before its announced length",
    "a drip": "time limit",
}
LIMIT_S = 45.0  # a third of it is what a drip costs; all children wait at the same time


@dataclass(frozen=True, slots=True)
class Faced:
    """One replica, what its visit came to, and the listing id behind each fault."""

    replica: Replica
    crawled: Crawled
    faulty: dict[str, str]

    def url(self, number: str) -> str:
        return self.replica.spider.listing_url(self.replica.home, number)


def others(replica: Replica, count: int) -> list[str]:
    """Ids that the marketplace might give to further offers."""
    like = next(iter(replica.offers))
    last = [number for number in "7654321098" if like[:-1] + number not in replica.offers]
    return [like[:-1] + number for number in last[:count]]


def prepare(replica: Replica, server: FaultServer) -> tuple[CrawlOrder, dict[str, str]]:
    """The search, the faulty offers among the good ones, and who must be told of them."""
    replica.open(server)
    faulty = dict(zip(BODIES, others(replica, len(BODIES)), strict=True))
    paths = {
        fault: request_target(replica.spider.listing_url(replica.home, number))
        for fault, number in faulty.items()
    }
    server.large(paths["50 MB"], 50)
    server.gzip_bomb(paths["a gzip bomb"], 60)
    server.short(paths["a wrong length"])
    server.drip(paths["a drip"])
    source = Source(
        id="s",
        url=replica.home,
        min_delay_s=0,
        concurrency=4,
        allow_private_addresses=True,
        connect_to=f"127.0.0.1:{server.port}",
    )
    numbers = [*faulty.values(), *replica.offers]
    targets = [
        Target(
            source_id="s",
            url=replica.spider.listing_url(replica.home, number),
            kind=TargetKind.LISTING,
        )
        for number in numbers
    ]
    order = CrawlOrder(
        source=source,
        targets=tuple(LeasedTarget(id=n, target=target) for n, target in enumerate(targets)),
        user_agent="Rightswatch/0.1",
        contact="",
        time_limit_s=LIMIT_S,
        max_pages=50,
        images_per_offer=0,
    )
    return order, faulty


@pytest.fixture(scope="module")
def all_faced(crawl_together: CrawlTogether) -> Iterator[dict[str, Faced]]:
    with ExitStack() as servers:
        prepared = [
            prepare(replica, servers.enter_context(contextmanager(run_fault_server)()))
            for replica in REPLICAS
        ]
        crawled = crawl_together([order for order, _ in prepared])
        yield {
            replica.spider.name: Faced(replica, crawl, faulty)
            for replica, crawl, (_, faulty) in zip(REPLICAS, crawled, prepared, strict=True)
        }


@pytest.fixture(params=REPLICAS, ids=lambda replica: replica.spider.name)
def faced(request: pytest.FixtureRequest, all_faced: dict[str, Faced]) -> Faced:
    return all_faced[request.param.spider.name]


def test_each_target_among_faulty_answers_has_one_outcome(faced: Faced) -> None:
    assert faced.crawled.exit_code == 0, faced.crawled.errors
    urls = sorted(visit.target.url for visit in faced.crawled.visits)
    assert urls == sorted(map(faced.url, [*faced.faulty.values(), *faced.replica.offers]))


@pytest.mark.parametrize("fault", BODIES)
def test_an_answer_that_cannot_be_kept_is_a_failed_visit_with_its_reason(
    faced: Faced, fault: str
) -> None:
    visit = faced.crawled.of(faced.url(faced.faulty[fault]))
    assert (visit.outcome, visit.sightings) == (VisitOutcome.FAILED, ())
    assert BODIES[fault] in (visit.because or "")


def test_no_good_offer_is_lost_among_faulty_answers(faced: Faced) -> None:
    for number, expected in faced.replica.offers.items():
        (sighting,) = faced.crawled.of(faced.url(number)).sightings
        assert sighting.offer.title == expected.title
