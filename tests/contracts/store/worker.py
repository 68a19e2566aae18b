"""A process that works from the store: started, and sometimes killed, by the tests beside it.

Each piece of work it does is an entry of the evidence log, written in the transaction that did it.
"""

import sys
import time
from datetime import UTC, datetime, timedelta

from monitor.domain.target import Visit, VisitOutcome
from monitor.ports.store import Lease, Store
from monitor.store.database import open_store
from tests.contracts.store.made import open_case

SOURCES = [f"source-{n}" for n in range(4)]
DAY_S = 86_400.0


def main(url: str, task: str, owner: str, lease_s: float) -> None:
    """Do one task: "open" the store, "work" until nothing is due, or "hang" in a transaction."""
    store = open_store(url)
    print("open", flush=True)  # noqa: T201 - heard by the test
    if task == "work":
        while work(store, owner, lease_s):
            pass
    elif task == "hang":
        hang(store)
    store.close()


def work(store: Store, owner: str, lease_s: float) -> bool:
    """One round; False when nothing is due or leased any more."""
    now = datetime.now(UTC)
    lease = Lease(owner=owner, now=now, until=now + timedelta(seconds=lease_s))
    done = _match(store, lease) + _visit(store, lease) + _send(store, lease)
    if done:
        return True
    with store.transaction() as tx:
        left = tx.sightings.unmatched() + tx.targets.due(SOURCES, now) + tx.outbox.waiting(now)
    time.sleep(0.1)
    return bool(left)


def hang(store: Store) -> None:
    """Write, and never commit."""
    with store.transaction(durable=True) as tx:
        open_case(tx, "half-way")
        tx.log.append("half-way", datetime.now(UTC))
        print("inside", flush=True)  # noqa: T201 - heard by the test
        time.sleep(600)


def _match(store: Store, lease: Lease) -> int:
    with store.transaction() as tx:
        claimed = tx.sightings.claim_for_matching(lease, 5)
    for stored in claimed:
        with store.transaction() as tx:
            if tx.sightings.matched(stored.id, lease.owner):
                _note(tx.log.append(f"matched {stored.id}", lease.now).body)
    return len(claimed)


def _visit(store: Store, lease: Lease) -> int:
    with store.transaction() as tx:
        batch = tx.targets.claim_batch(lease, SOURCES, 5)
    if batch is None:
        return 0
    for leased in batch.targets:
        visit = Visit(
            target_id=leased.id,
            target=leased.target,
            outcome=VisitOutcome.READ,
            started_at=lease.now,
            ended_at=lease.now,
        )
        with store.transaction() as tx:
            tx.targets.visited(visit, lease.now + timedelta(days=1), DAY_S)
            _note(tx.log.append(f"visited {leased.id}", lease.now).body)
    with store.transaction() as tx:
        tx.targets.release(batch, lease.now)
    return len(batch.targets)


def _send(store: Store, lease: Lease) -> int:
    with store.transaction() as tx:
        claimed = tx.outbox.claim(lease, "email", 5)
    for queued in claimed:
        with store.transaction(durable=True) as tx:
            if tx.outbox.sent(queued.id, lease.owner, lease.now):
                _note(tx.log.append(f"sent {queued.id}", lease.now).body)
    return len(claimed)


def _note(body: str) -> None:
    print(body, flush=True)  # noqa: T201 - heard by the test


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
