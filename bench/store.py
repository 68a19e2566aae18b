"""The crawl's way into the store: visits, sightings and found links per second, on SQLite.

    python bench/store.py [--visits 3000] [--rows 1000000]

Each visit is what a child reports of one page: a sighting, 20 links of which most are known, the
visit itself, when the page is due again, and the question whether a case waits for it. First every
visit in a transaction of its own (as the daemon does), then in batches; then the same pages again,
unchanged. Last, claims over a frontier of --rows targets of 100 sources. CPU seconds are this
process's own, so they stay comparable on a busy machine.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.page import PageKind, PageRef
from monitor.domain.seller import Seller
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.ports.store import Lease, Store, Transaction
from monitor.store.database import open_store

START = datetime(2026, 5, 1, tzinfo=UTC)
DAY_S = 86_400.0
BATCH = 100
LINKS = 20


def main() -> None:
    """Print one line a measurement."""
    options = argparse.ArgumentParser()
    options.add_argument("--visits", type=int, default=3000)
    options.add_argument("--rows", type=int, default=1_000_000)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/one.db")
        with told("new pages, a transaction each", asked.visits):
            record(store, asked.visits, size=1, at_s=0)
        with told("same pages, unchanged", asked.visits):
            record(store, asked.visits, size=1, at_s=DAY_S)
        store.close()
        store = open_store(f"sqlite:///{folder}/batches.db")
        with told(f"new pages, {BATCH} a transaction", asked.visits):
            record(store, asked.visits, size=BATCH, at_s=0)
        store.close()
        store = open_store(f"sqlite:///{folder}/frontier.db")
        with told("targets discovered, 1,000 a call", asked.rows):
            fill(store, asked.rows)
        claim(store)
        store.close()


def record(store: Store, visits: int, *, size: int, at_s: float) -> None:
    """Write visits down, `size` in one transaction."""
    for first in range(0, visits, size):
        with store.transaction() as tx:
            for page in range(first, min(first + size, visits)):
                record_one(tx, page, START + timedelta(seconds=at_s + page))


def record_one(tx: Transaction, page: int, now: datetime) -> None:
    """What `monitor.pipeline.crawl.record_visit` writes for one page."""
    seen = sighting(page, now)
    found = [target(n) for n in range(max(0, page - LINKS + 2), page + 2)]
    visit = Visit(
        target_id=None,
        target=target(page),
        outcome=VisitOutcome.READ,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.LISTING,
        body_bytes=80_000,
        sightings=(seen,),
    )
    tx.sightings.record(seen)
    tx.targets.discover(found, DAY_S, now)
    tx.visits.record(visit)
    tx.targets.visited(visit, now + timedelta(seconds=DAY_S), DAY_S)
    tx.cases.of_listing_url("shop", visit.target.url)


def fill(store: Store, rows: int) -> None:
    """A frontier of 100 sources, all due."""
    for first in range(0, rows, 1000):
        source = f"source-{first // 1000 % 100}"
        some = [target(n, source) for n in range(first, min(first + 1000, rows))]
        with store.transaction() as tx:
            tx.targets.discover(some, DAY_S, START)


def claim(store: Store) -> None:
    """One batch of 50 from each source."""
    sources = [f"source-{n}" for n in range(100)]
    took = []
    for n in range(100):
        now = START + timedelta(seconds=1 + n)
        lease = Lease(owner=f"owner-{n}", now=now, until=now + timedelta(days=1))
        began = time.process_time()
        with store.transaction() as tx:
            batch = tx.targets.claim_batch(lease, sources, 50)
        took.append(time.process_time() - began)
        assert batch is not None, "every source has due targets"  # noqa: S101 - the bench's own check
    took.sort()
    middle, worst = took[50] * 1e3, took[-1] * 1e3
    print(f"claim of a batch of 50: median {middle:.1f} ms CPU, worst {worst:.1f} ms CPU")


def target(page: int, source: str = "shop") -> Target:
    """A target by number."""
    url = f"https://{source}.example/offers/{page}"
    return Target(source_id=source, url=url, kind=TargetKind.LISTING, depth=2)


def sighting(page: int, now: datetime) -> Sighting:
    """An offer with all that a good page gives: about 2 KB as JSON."""
    url = target(page).url
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=str(page)),
        url=url,
        title=f"ACME running shoe, size {page}",
        price=Price(amount=Decimal("19.90"), currency="EUR"),
        brand="ACME",
        seller=Seller(id=f"s{page % 50}", name=f"Seller {page % 50}"),
        description="Light, dry and warm. " * 50,
        provenance={"title": "json-ld", "price": "json-ld", "brand": "microdata"},
    )
    ref = PageRef(
        url=url,
        requested_url=url,
        status=200,
        headers=(("content-type", "text/html"), ("server", "nginx")),
        body_sha256="ab" * 32,
        fetched_at=now,
    )
    return Sighting(source_id="shop", offer=offer, seen_at=now, page=ref)


@contextmanager
def told(what: str, count: int) -> Iterator[None]:
    """Print how many a second went through while the block ran."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    speed = f"{count / cpu:,.0f} a CPU second ({cpu / count * 1e3:.2f} ms each)"
    print(f"{what}: {count} in {wall:.1f} s, {speed}")


if __name__ == "__main__":
    main()
