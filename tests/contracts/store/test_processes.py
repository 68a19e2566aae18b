"""Several processes on one store, and what a kill at any instant leaves behind."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.domain.merkle import GrownTree
from monitor.domain.target import Target, TargetKind
from monitor.ports.store import CaseQuery, Store
from monitor.store.database import SqlStore, open_store
from tests.contracts.store.made import alert, sighting
from tests.contracts.store.worker import DAY_S, SOURCES

ROOT = Path(__file__).resolve().parents[3]
EACH = 30
KILLS = 2

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a worker; all that still run are killed in the end."""
    started: list[subprocess.Popen[str]] = []

    def start_worker(
        url: str, task: str, owner: str, lease_s: float = 60.0
    ) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.contracts.store.worker"]
        process = subprocess.Popen(
            [*command, url, task, owner, str(lease_s)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start_worker
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_processes_that_claim_at_once_do_no_work_twice(
    store: SqlStore, store_url: str, start: Start
) -> None:
    _give_work(store)
    workers = [start(store_url, "work", f"worker-{n}") for n in range(2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    done = _done(store)
    assert set(done.values()) == {1}
    assert len(done) == 3 * EACH


def test_killed_workers_lose_nothing_and_repeat_nothing(
    store: SqlStore, store_url: str, start: Start
) -> None:
    _give_work(store)
    for kill in range(KILLS):
        worker = start(store_url, "work", f"killed-{kill}", lease_s=1.0)
        _hear(worker, lines=3 + 20 * kill)
        worker.kill()
    assert start(store_url, "work", "last", lease_s=1.0).wait(timeout=120) == 0
    done = _done(store)
    assert len(done) == 3 * EACH
    once = {work: times for work, times in done.items() if not work.startswith("visited")}
    assert set(once.values()) == {1}


def test_a_process_killed_inside_a_transaction_leaves_nothing_of_it(
    store: SqlStore, store_url: str, start: Start
) -> None:
    with store.transaction() as tx:
        kept = tx.log.append("before", datetime.now(UTC))
    worker = start(store_url, "hang", "doomed")
    _hear(worker, lines=2)
    worker.kill()
    worker.wait()
    with store.transaction() as tx:
        assert tx.log.head() == kept
        assert tx.cases.list(CaseQuery()) == []
        assert tx.sightings.unmatched() == 0
        tx.log.append("after", datetime.now(UTC))
    _assert_tree(store)


def test_processes_that_open_an_empty_database_at_once_find_one_set_of_tables(
    empty_url: str, start: Start
) -> None:
    openers = [start(empty_url, "open", f"opener-{n}") for n in range(2)]
    assert [opener.wait(timeout=60) for opener in openers] == [0, 0]
    store = open_store(empty_url)
    with store.transaction() as tx:
        assert tx.log.append("first", datetime.now(UTC)).index == 0
    store.close()


def _give_work(store: Store) -> None:
    now = datetime.now(UTC)
    with store.transaction() as tx:
        for n in range(EACH):
            tx.sightings.record(sighting(str(n)))
            tx.outbox.queue(alert(f"k{n}"), now)
            source = SOURCES[n % len(SOURCES)]
            url = f"https://{source}.example/{n}"
            seed = Target(source_id=source, url=url, kind=TargetKind.LISTING)
            tx.targets.discover([seed], DAY_S, now)


def _hear(worker: subprocess.Popen[str], lines: int) -> None:
    assert worker.stdout is not None
    for _ in range(lines):
        assert worker.stdout.readline()


def _done(store: Store) -> Counter[str]:
    _assert_tree(store)
    with store.transaction() as tx:
        return Counter(json.loads(entry.body) for entry in tx.log.entries())


def _assert_tree(store: Store) -> None:
    with store.transaction() as tx:
        entries = tx.log.entries()
        assert tx.log.root()[1] == GrownTree([entry.body.encode() for entry in entries]).root()
    assert [entry.index for entry in entries] == list(range(len(entries)))
