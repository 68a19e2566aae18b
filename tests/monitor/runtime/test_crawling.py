"""Crawl children: which batches they get, and what one leaves for the next of its source."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.queries import given
from monitor.ports.store import Lease
from monitor.runtime.clock import SystemClock
from monitor.runtime.crawling import Crawling, CrawlTerms
from monitor.runtime.forks import KEEPSAKE, Task
from monitor.runtime.lease import Owner
from monitor.store.database import SqlStore, open_store
from spiders.fetch.order import CrawlOrder

SECRET = b"token-of-"
LIST = "http://one.example/list"


def visit_of(lease: LeasedTarget, outcome: VisitOutcome, because: str = "") -> bytes:
    """What a child says of a visit that began and ended now."""
    now = datetime.now(UTC)
    visit = Visit(
        target_id=lease.id,
        target=lease.target,
        outcome=outcome,
        because=because,
        started_at=now,
        ended_at=now,
    )
    return canonical_json(visit)


def tell_what_was_kept(order_json: bytes, kept: bytes, say: Callable[[bytes], None]) -> None:
    """A batch whose visits say what the child was handed, and that leaves a mark for the next."""
    order = from_plain(CrawlOrder, json.loads(order_json))
    say(KEEPSAKE + SECRET + order.source.id.encode())
    for lease in order.targets:
        say(
            visit_of(
                lease,
                VisitOutcome.GONE,
                "handed on" if kept == SECRET + order.source.id.encode() else repr(kept),
            )
        )


def tell_whether_the_list_was_visited_lately(
    order_json: bytes, _kept: bytes, say: Callable[[bytes], None]
) -> None:
    """A batch whose visits read their pages where the order calls LIST, and it alone, visited."""
    order = from_plain(CrawlOrder, json.loads(order_json))
    knows_it = [page.url for page in order.visited_lately] == [LIST]
    for lease in order.targets:
        say(visit_of(lease, VisitOutcome.READ if knows_it else VisitOutcome.GONE))


def tell_one_and_wait_for_the_next_owner(
    order_json: bytes, _kept: bytes, say: Callable[[bytes], None]
) -> None:
    """The second visit is said when the file that the first target names is there."""
    order = from_plain(CrawlOrder, json.loads(order_json))
    for lease in order.targets:
        say(visit_of(lease, VisitOutcome.GONE))
        place = Path(order.contact)
        place.with_suffix(".said").touch()
        while not place.exists():
            time.sleep(0.02)
    time.sleep(60)


def plan(source_id: str, min_delay_s: float = 0.0) -> SourcePlan:
    source = Source(id=source_id, url=f"http://{source_id}.example/", min_delay_s=min_delay_s)
    return SourcePlan(source=source, every_s=3600.0, asset_ids=(), ask=lambda: given([]))


def terms_of(task: Task, batch_size: int = 10, contact: str = "") -> CrawlTerms:
    return CrawlTerms(
        task=task,
        preload=(),
        user_agent="Rightswatch/0.1",
        contact=contact,
        batch_size=batch_size,
        time_limit_s=60.0,
        images_per_offer=0,
        max_children=1,
        browser=None,
    )


def visit_all(crawling: Crawling) -> None:
    """One tick of the supervisor, and the end of all that it began."""
    assert crawling.fill() == 1
    while crawling.running:
        time.sleep(0.05)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = open_store(f"sqlite:///{tmp_path}/crawling.db")
    yield opened
    opened.close()


def test_what_a_child_leaves_reaches_the_next_child_of_its_source_and_no_table(
    store: SqlStore, tmp_path: Path
) -> None:
    clock = SystemClock()
    terms = terms_of(tell_what_was_kept)
    plans = {source_id: plan(source_id) for source_id in ("one", "two")}
    with Owner(store, clock) as owner:
        crawling = Crawling(store, clock, owner, plans, terms)
        for number in range(2):
            with store.transaction() as tx:
                for source_id in plans:
                    url = f"http://{source_id}.example/{number}"
                    page = Target(source_id=source_id, url=url, kind=TargetKind.LISTING)
                    tx.targets.discover([page], 3600.0, clock.now())
            visit_all(crawling)
    with store.transaction() as tx:
        rows = tx.visits.coverage(list(plans), datetime(2026, 1, 1, tzinfo=UTC), clock.now())
    assert [row.outcomes for row in rows] == [{"gone": 2}, {"gone": 2}]
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert held.count(b"handed on") >= 2
    assert SECRET not in held


def test_one_tick_visits_all_that_is_due_and_later_batches_know_the_lists_of_earlier_ones(
    store: SqlStore,
) -> None:
    clock = SystemClock()
    kinds = {LIST: TargetKind.CATEGORY} | {f"{LIST}/{n}": TargetKind.LISTING for n in range(2)}
    with Owner(store, clock) as owner:
        terms = terms_of(tell_whether_the_list_was_visited_lately, batch_size=1)
        crawling = Crawling(store, clock, owner, {"one": plan("one")}, terms)
        for url, kind in kinds.items():
            page = Target(source_id="one", url=url, kind=kind)
            with store.transaction() as tx:
                tx.targets.discover([page], 3600.0, clock.now())
        visit_all(crawling)
    with store.transaction() as tx:
        (row,) = tx.visits.coverage(["one"], datetime(2026, 1, 1, tzinfo=UTC), clock.now())
    assert row.outcomes == {"gone": 1, "read": 2}


def test_the_pause_of_a_source_holds_between_two_batches_too(store: SqlStore) -> None:
    clock = SystemClock()
    plans = {"one": plan("one", min_delay_s=30.0), "two": plan("two")}
    pages = [
        Target(source_id=source_id, url=f"http://{source_id}.example/{n}", kind=TargetKind.LISTING)
        for source_id in plans
        for n in range(2)
    ]
    with Owner(store, clock) as owner:
        crawling = Crawling(store, clock, owner, plans, terms_of(tell_what_was_kept, batch_size=1))
        with store.transaction() as tx:
            tx.targets.discover(pages, 3600.0, clock.now())
        visit_all(crawling)
        assert crawling.fill() == 0
    with store.transaction() as tx:
        now = clock.now()
        rows = tx.visits.coverage(list(plans), datetime(2026, 1, 1, tzinfo=UTC), now)
        assert [row.outcomes for row in rows] == [{"gone": 1}, {"gone": 2}]
        assert tx.targets.due(["one"], now) == 1, "waits for its host, and a pass for it"


def test_a_batch_that_was_taken_over_ends_its_child_and_writes_nothing_more(
    store: SqlStore, tmp_path: Path
) -> None:
    clock, place = SystemClock(), tmp_path / "taken"
    pages = [
        Target(source_id="one", url=f"http://one.example/{n}", kind=TargetKind.LISTING)
        for n in range(2)
    ]
    terms = terms_of(tell_one_and_wait_for_the_next_owner, contact=str(place))
    with Owner(store, clock) as owner:
        crawling = Crawling(store, clock, owner, {"one": plan("one")}, terms)
        with store.transaction() as tx:
            tx.targets.discover(pages, 3600.0, clock.now())
        assert crawling.fill() == 1
        while not place.with_suffix(".said").exists() or _visits(store) < 1:
            time.sleep(0.02)
        later = clock.now() + timedelta(minutes=1)  # as if this process had been stopped so long
        with store.transaction() as tx:
            claim = Lease(owner="another", now=later, until=later + timedelta(seconds=20))
            batch = tx.targets.claim_batch(claim, ["one"], 10)
        place.touch()
        began = time.monotonic()
        while crawling.running:
            assert time.monotonic() - began < 20, "the child would have stayed for a minute"
            time.sleep(0.05)
    assert batch is not None
    assert [leased.target for leased in batch.targets] == [pages[1]]
    assert _visits(store) == 1
    with store.transaction() as tx:
        assert tx.leases.holds_host(batch.host, "another"), "the other's claim was left alone"


def test_visits_are_told_by_the_clock_that_claims_go_by(store: SqlStore) -> None:
    clock = AheadClock()
    page = Target(source_id="one", url="http://one.example/1", kind=TargetKind.LISTING)
    with Owner(store, clock) as owner:
        crawling = Crawling(store, clock, owner, {"one": plan("one")}, terms_of(tell_what_was_kept))
        with store.transaction() as tx:
            tx.targets.discover([page], 3600.0, clock.now())
        visit_all(crawling)
    with store.transaction() as tx:
        assert tx.targets.due(["one"], clock.now() + timedelta(minutes=59)) == 0
        assert tx.targets.due(["one"], clock.now() + timedelta(minutes=61)) == 1


class AheadClock:
    """Ten hours ahead of this machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(hours=10)


def _visits(store: SqlStore) -> int:
    with store.transaction() as tx:
        (row,) = tx.visits.coverage(["one"], datetime(2026, 1, 1, tzinfo=UTC), datetime.now(UTC))
    return sum(row.outcomes.values())
