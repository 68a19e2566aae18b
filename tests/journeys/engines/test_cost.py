"""What a whole shop costs in requests, by feed and by pages, from the first batch to the last."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.pipeline.crawl import record_visit
from monitor.pipeline.plan import SourcePlan
from monitor.ports.store import Lease
from monitor.store.database import SqlStore, open_store
from spiders.sites.generic.spider import GenericSpider
from tests.fixtures.crawl_child import CrawlInChild
from tests.fixtures.faults import FaultServer
from tests.journeys.engines.replica import Budget, open_shopify, order_of, source_of

OFFERS = 250
EVERY = timedelta(hours=6)
BUDGET = Budget(images=0, max_pages=300)
PassThrough = Callable[[datetime], int]


@pytest.fixture
def one_pass(
    tmp_path: Path, fault_server: FaultServer, crawl_in_child: CrawlInChild
) -> PassThrough:
    """Visit all that is due at a moment, batch by batch, as the daemon does; gives the requests."""
    store = open_store(f"sqlite:///{tmp_path}/cost.db")
    source = source_of(fault_server, BUDGET)
    plan = SourcePlan(source=source, every_s=EVERY.total_seconds(), asset_ids=())

    def visit_all(moment: datetime) -> int:
        before = len(fault_server.asked)
        with store.transaction() as tx:
            tx.targets.plan(list(GenericSpider().seeds(source, [])), plan.every_s, moment)
        for number in range(9):
            if not visit_batch(store, plan, moment, f"{moment:%H}-{number}"):
                return len(fault_server.asked) - before
        message = "the shop has no end"
        raise AssertionError(message)

    def visit_batch(store: SqlStore, plan: SourcePlan, moment: datetime, owner: str) -> bool:
        lease = Lease(owner=owner, now=moment, until=moment + timedelta(minutes=9))
        with store.transaction() as tx:
            batch = tx.targets.claim_batch(lease, ["s"], 300)
        if batch is None:
            return False
        order = order_of(source, [leased.target for leased in batch.targets], BUDGET)
        crawled = crawl_in_child(order)
        assert crawled.exit_code == 0, crawled.errors
        for visit in crawled.visits:
            then = replace(visit, started_at=moment, ended_at=moment)
            record_visit(store, plan, then, None, moment)
        with store.transaction() as tx:
            tx.targets.release(batch, moment + EVERY)
        return True

    return visit_all


def own_pages(server: FaultServer) -> set[str]:
    return {path for path in server.paths() if path.startswith("/products/")}


def rounds(one_pass: PassThrough) -> list[int]:
    begun = datetime.now(UTC)
    return [one_pass(begun + turn * EVERY) for turn in range(2)]


def test_by_its_feed_a_shop_of_250_offers_costs_a_handful_of_requests(
    fault_server: FaultServer, one_pass: PassThrough
) -> None:
    open_shopify(fault_server, OFFERS)
    assert rounds(one_pass) == [5, 5]  # robots.txt, home, sitemap, feed, the feed's empty end
    assert own_pages(fault_server) == set()


def test_by_its_pages_the_same_shop_costs_a_request_an_offer(
    fault_server: FaultServer, one_pass: PassThrough
) -> None:
    bare = "<html><nav><a href='/collections/bags'>Bags</a></nav><p>Bags by the sea.</p></html>"
    open_shopify(fault_server, OFFERS, home=bare)
    lists = OFFERS // 20 + 1
    one_batch = 3 + lists + OFFERS  # robots.txt, home, sitemap
    assert rounds(one_pass) == [one_batch + 1, one_batch]  # robots.txt once a batch


def test_a_feed_that_is_shut_later_brings_the_pages_back(
    fault_server: FaultServer, one_pass: PassThrough
) -> None:
    open_shopify(fault_server, 40)
    begun = datetime.now(UTC)
    one_pass(begun)
    fault_server.page("/products.json?limit=250&page=1", status=404)
    one_pass(begun + EVERY)
    assert own_pages(fault_server) == set()
    one_pass(begun + 2 * EVERY)
    assert own_pages(fault_server) == {f"/products/kranich-tote-{n}" for n in range(40)}
