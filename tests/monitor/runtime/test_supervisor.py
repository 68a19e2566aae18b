"""A pass ends when all is done, or when nothing moves any more, and not while a host rests."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.domain.target import Target, TargetKind
from monitor.runtime import supervisor
from monitor.runtime.children import WorkerPool
from monitor.runtime.clock import SystemClock
from monitor.runtime.crawling import Crawling
from monitor.runtime.lease import Owner
from monitor.runtime.supervisor import Duties, Supervisor
from monitor.store.database import open_store
from tests.monitor.runtime.test_crawling import plan, tell_what_was_kept, terms_of


def nothing() -> int:
    return 0


IDLE = Duties(
    plan=nothing,
    ask_rechecks=nothing,
    turn_rights=nothing,
    write_letters=nothing,
    write_last=nothing,
    remind=nothing,
    send={},
    sum_up_visits=nothing,
    stamp=nothing,
    stamp_at_once=nothing,
    delete_expired=nothing,
    watch_canaries=nothing,
)


def test_a_pass_waits_for_a_pause_that_is_longer_than_its_patience(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "STUCK_S", 2.0)
    store, clock = open_store(f"sqlite:///{tmp_path}/pass.db"), SystemClock()
    pages = [
        Target(source_id="one", url=f"http://one.example/{n}", kind=TargetKind.LISTING)
        for n in range(2)
    ]
    pools = {name: WorkerPool((), 0, b"") for name in ("match", "preserve")}
    with Owner(store, clock) as owner:
        plans = {"one": plan("one", min_delay_s=6.0)}
        crawling = Crawling(store, clock, owner, plans, terms_of(tell_what_was_kept, batch_size=1))
        with store.transaction() as tx:
            tx.targets.discover(pages, 3600.0, clock.now())
        whole = Supervisor(store, clock, crawling, IDLE, pools)
        whole.run_pass(threading.Event(), lambda: None)
    with store.transaction() as tx:
        (row,) = tx.visits.coverage(["one"], datetime(2026, 1, 1, tzinfo=UTC), clock.now())
    store.close()
    assert row.outcomes == {"gone": 2}
