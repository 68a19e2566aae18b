"""Walls and pauses: a site that would not show its pages is asked a few times, then left alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import LeasedTarget, Target, TargetKind, VisitOutcome
from spiders.fetch.crawl.standstill import DEAD_REST_S, WALL_REST_S
from spiders.fetch.order import CrawlOrder
from tests.fixtures.crawl_child import CrawlInChild
from tests.fixtures.faults import FaultServer
from tests.journeys.crawl.shop import CHALLENGE, LOGIN, open_shop, order_of

READ_FIRST = {0, 4}
"""Once robots.txt is there, the last request that waited for it goes first."""


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_a_request_for_a_pause_ends_the_batch_at_once(
    crawl_in_child: CrawlInChild, fault_server: FaultServer, form: str
) -> None:
    open_shop(fault_server)
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    asked = "120" if form == "seconds" else later
    fault_server.page("/product/0", status=429, headers={"Retry-After": asked})
    crawled = crawl_in_child(order_of(fault_server, *(f"/product/{n}" for n in range(9))))
    assert crawled.exit_code == 0, crawled.errors
    busy = crawled.of(f"{fault_server.url}/product/0")
    assert busy.outcome is VisitOutcome.BUSY
    assert busy.retry_after_s is not None
    assert 100 < busy.retry_after_s <= 120
    assert fault_server.paths().count("/product/0") == 1
    after = fault_server.paths()[fault_server.paths().index("/product/0") + 1 :]
    assert len(after) <= 1
    assert len(crawled.visits) < 9


@pytest.mark.parametrize(
    ("body", "status", "outcome"),
    [
        (CHALLENGE, 403, VisitOutcome.CHALLENGE),
        (CHALLENGE, 200, VisitOutcome.CHALLENGE),
        ("<p>no</p>", 403, VisitOutcome.CHALLENGE),
        (LOGIN, 200, VisitOutcome.LOGIN),
        ("", 401, VisitOutcome.LOGIN),
    ],
)
def test_a_wall_that_stays_ends_the_batch_and_rests_the_host(
    crawl_in_child: CrawlInChild,
    fault_server: FaultServer,
    body: str,
    status: int,
    outcome: VisitOutcome,
) -> None:
    open_shop(fault_server, 12)
    for number in {*range(12)} - READ_FIRST:
        fault_server.page(f"/product/{number}", body, status=status)
    crawled = crawl_in_child(_slow(fault_server, 12))
    assert crawled.exit_code == 0, crawled.errors
    walls = [visit for visit in crawled.visits if visit.outcome is outcome]
    assert len(crawled.visits) - len(walls) == len(READ_FIRST)
    assert 3 <= len(walls) <= 4  # one may have been under way
    assert [visit.retry_after_s for visit in walls[:3]] == [None, None, WALL_REST_S]
    assert "walled us off on 3 pages" in (walls[2].because or "")
    asked = [path for path in fault_server.paths() if path.startswith("/product/")]
    assert len(asked) == len(crawled.visits)


def test_a_challenge_in_the_middle_is_one_page_and_the_batch_goes_on(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server, 9)
    for number in (2, 5, 7):
        fault_server.page(f"/product/{number}", CHALLENGE, status=403)
    crawled = crawl_in_child(_slow(fault_server, 9))
    outcomes = [visit.outcome for visit in crawled.visits]
    assert outcomes.count(VisitOutcome.CHALLENGE) == 3
    assert outcomes.count(VisitOutcome.READ) == 6
    for visit in crawled.visits:
        if visit.outcome is VisitOutcome.CHALLENGE:
            assert visit.sightings == ()
            assert visit.page_kind is PageKind.CHALLENGE


def test_walls_met_again_and_again_end_the_batch_too(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server, 40)
    for number in range(0, 40, 2):
        fault_server.page(f"/product/{number}", CHALLENGE, status=403)
    crawled = crawl_in_child(_slow(fault_server, 40))
    outcomes = [visit.outcome for visit in crawled.visits]
    assert outcomes.count(VisitOutcome.CHALLENGE) == 10
    assert len(outcomes) < 25


def test_a_refusal_beside_an_offer_that_still_answers_is_no_wall(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server, 10)
    for number in range(6):
        fault_server.page(f"/product/{number}", "<p>no</p>", status=403)
    order = order_of(fault_server, *(f"/product/{n}" for n in range(6)))
    control = f"{fault_server.url}/product/9"
    rechecks = tuple(
        LeasedTarget(id=leased.id, target=leased.target, control_url=control)
        for leased in order.targets
    )
    crawled = crawl_in_child(_with(order, rechecks))
    assert len(crawled.visits) == 6
    assert all(visit.control_alive for visit in crawled.visits)
    assert all(visit.retry_after_s is None for visit in crawled.visits)


@pytest.mark.parametrize("name", ["127.0.0.1:1", "nowhere.example"])
def test_where_nobody_answers_every_target_says_so_at_once_and_is_rested(
    crawl_in_child: CrawlInChild, fault_server: FaultServer, name: str
) -> None:
    order = order_of(fault_server)
    home = f"http://{name}"
    targets = tuple(LeasedTarget(id=n, target=_target(f"{home}/product/{n}")) for n in range(20))
    slow = _with(order, targets, url=f"{home}/", min_delay_s=2.0)
    crawled = crawl_in_child(slow)
    assert crawled.exit_code == 0, crawled.errors
    assert len(crawled.visits) == 20
    for visit in crawled.visits:
        assert (visit.outcome, visit.retry_after_s) == (VisitOutcome.FAILED, DEAD_REST_S), visit
        said = visit.because or ""
        assert "refuses connections" in said or "does not resolve" in said
    first, last = crawled.visits[0], crawled.visits[-1]
    assert (last.ended_at - first.started_at).total_seconds() < 25


def test_a_server_that_goes_away_in_the_middle_is_asked_three_times_more(
    crawl_in_child: CrawlInChild, fault_server: FaultServer
) -> None:
    open_shop(fault_server, 10)
    fault_server.leaves_after("/product/3")  # the fifth that is asked for
    crawled = crawl_in_child(_slow(fault_server, 10))
    assert crawled.exit_code == 0, crawled.errors
    outcomes = [visit.outcome for visit in crawled.visits]
    assert outcomes.count(VisitOutcome.READ) == 5
    assert 3 <= outcomes.count(VisitOutcome.FAILED) <= 4
    halted = [visit for visit in crawled.visits if "nobody answers" in (visit.because or "")]
    assert {visit.retry_after_s for visit in halted} == {DEAD_REST_S}


def _slow(server: FaultServer, offers: int) -> CrawlOrder:
    """One offer after the other, with a pause in which its answer is read."""
    order = order_of(server, *(f"/product/{n}" for n in range(offers)))
    return _with(order, order.targets, min_delay_s=0.2)


def _target(url: str) -> Target:
    return Target(source_id="s", url=url, kind=TargetKind.LISTING)


def _with(
    order: CrawlOrder,
    targets: tuple[LeasedTarget, ...],
    url: str | None = None,
    min_delay_s: float = 0.0,
) -> CrawlOrder:
    source = replace(order.source, url=url or order.source.url, min_delay_s=min_delay_s)
    return replace(order, targets=targets, source=source)
