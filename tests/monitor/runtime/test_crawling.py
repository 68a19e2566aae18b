"""Crawl children: what one leaves for the next of its source is handed on, in memory alone."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.queries import given
from monitor.runtime.clock import SystemClock
from monitor.runtime.crawling import Crawling, CrawlTerms
from monitor.runtime.forks import KEEPSAKE
from monitor.runtime.lease import Owner
from monitor.store.database import SqlStore, open_store
from spiders.fetch.order import CrawlOrder

SECRET = b"token-of-"


def tell_what_was_kept(order_json: bytes, kept: bytes, say: Callable[[bytes], None]) -> None:
    """A batch whose visits say what the child was handed, and that leaves a mark for the next."""
    order = from_plain(CrawlOrder, json.loads(order_json))
    say(KEEPSAKE + SECRET + order.source.id.encode())
    for lease in order.targets:
        now = datetime.now(UTC)
        visit = Visit(
            target_id=lease.id,
            target=lease.target,
            outcome=VisitOutcome.GONE,
            because="handed on" if kept == SECRET + order.source.id.encode() else repr(kept),
            started_at=now,
            ended_at=now,
        )
        say(canonical_json(visit))


def plan(source_id: str) -> SourcePlan:
    source = Source(id=source_id, url=f"http://{source_id}.example/")
    return SourcePlan(source=source, every_s=3600.0, asset_ids=(), ask=lambda: given([]))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/crawling.db")
    yield opened
    opened.close()


def test_what_a_child_leaves_reaches_the_next_child_of_its_source_and_no_table(
    store: SqlStore, tmp_path: Path
) -> None:
    clock = SystemClock()
    terms = CrawlTerms(
        task=tell_what_was_kept,
        preload=(),
        user_agent="Rightswatch/0.1",
        contact="",
        batch_size=10,
        time_limit_s=60.0,
        images_per_offer=0,
        max_children=1,
        browser=None,
    )
    plans = {source_id: plan(source_id) for source_id in ("one", "two")}
    with Owner(store, clock) as owner:
        crawling = Crawling(store, clock, owner, plans, terms)
        for number in range(2):
            with store.transaction() as tx:
                for source_id in plans:
                    url = f"http://{source_id}.example/{number}"
                    page = Target(source_id=source_id, url=url, kind=TargetKind.LISTING)
                    tx.targets.discover([page], 3600.0, clock.now())
            for _ in plans:
                assert crawling.fill() == 1
                while crawling.running:
                    time.sleep(0.05)
    with store.transaction() as tx:
        rows = tx.visits.coverage(list(plans), datetime(2026, 1, 1, tzinfo=UTC), clock.now())
    assert [row.outcomes for row in rows] == [{"gone": 2}, {"gone": 2}]
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert held.count(b"handed on") >= 2
    assert SECRET not in held
