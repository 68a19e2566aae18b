"""A worker of `bench/workers.py`: the real steps, with plain parts for network, browser and mail.

A crawl child holds a file lock for its host while it lives and does not listen to SIGTERM: two on
one host are caught.
"""

import fcntl
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import structlog

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from monitor.domain.alert import Alert
from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import PageKind
from monitor.domain.target import Target, Visit, VisitOutcome
from monitor.domain.watch import Recipient
from monitor.pipeline.decide import decide_due
from monitor.pipeline.notify import send_due, write_due
from monitor.pipeline.preserve import Desk, preserve_due
from monitor.ports.clock import Clock
from monitor.ports.store import Lease
from monitor.runtime.clock import SystemClock
from monitor.runtime.crawling import Crawling, CrawlTerms
from monitor.runtime.lease import Owner
from monitor.runtime.worker import Step, work
from monitor.store.blobs import FileBlobs
from monitor.store.clock import clock_of
from monitor.store.database import SqlStore, open_store
from spiders.fetch.order import CrawlOrder
from tests.monitor.pipeline.small_house import PLAN, SHOP, House

BATCH = 5
VISIT_S = 0.05

AT_ONCE = replace(PLAN, source=replace(SHOP, min_delay_s=0.0))
OFFICERS = (Recipient(email="officer@bureau.example", most_an_hour=100_000),)


def visit_batch(folder: str, order_json: bytes, _kept: bytes, say: Callable[[bytes], None]) -> None:
    """A crawl child's life: every page is an offer. It holds its host as long as it lives."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    order = from_plain(CrawlOrder, json.loads(order_json))
    host = order.targets[0].target.host
    with Path(folder, f"{host}.lock").open("wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            note(folder, "broken", host)
        for leased in order.targets:
            time.sleep(VISIT_S)
            say(canonical_json(read_page(leased.id, leased.target)))


def read_page(row: int, target: Target) -> Visit:
    """A visit that found an offer of the mark. row: of the target."""
    now = datetime.now(UTC)
    listing = Listing(market=target.host, listing_id=urlsplit(target.url).path)
    offer = Offer(listing=listing, url=target.url, title="ACME bag")
    return Visit(
        target_id=row,
        target=target,
        outcome=VisitOutcome.READ,
        page_kind=PageKind.LISTING,
        started_at=now,
        ended_at=now,
        sightings=(Sighting(source_id="shop", offer=offer, seen_at=now),),
    )


def note(folder: str, name: str, line: str) -> None:
    """Append a line in one write, as many processes may."""
    with Path(folder, name).open("ab", buffering=0) as file:
        file.write(f"{line}\n".encode())


class NotingBox:
    """A channel that notes the key of each letter it is handed."""

    name = "post"

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def send(self, alert: Alert) -> None:
        """Take it."""
        note(self._folder, "letters", alert.key)


def steps_of(
    store: SqlStore, clock: Clock, owner: Owner, folder: str
) -> tuple[dict[str, Step], Step]:
    """The steps of a worker by queue, and what ends its children."""
    house = House(store, FileBlobs(Path(folder, "blobs")), recipients=OFFICERS)
    judge = house.judge()
    crawling = Crawling(store, clock, owner, {"shop": AT_ONCE}, terms(folder))
    desk = Desk(
        store=store,
        blobs=house.blobs,
        recorder=house.recorder,
        notary=house.notary,
        sources={"shop": SHOP},
    )

    def leased(name: str, step: Callable[[Lease], int]) -> Step:
        def run() -> int:
            with owner.claim(name) as lease:
                return step(lease)

        return run

    def notify(lease: Lease) -> int:
        written = write_due(store, house.post(), lease, clock)
        return written + send_due(store, NotingBox(folder), lease, clock)

    def match(lease: Lease) -> int:
        return decide_due(store, house.blobs, {"shop": judge}, lease, clock)

    def end() -> int:
        crawling.end()
        return 0

    return {
        "crawl": crawling.fill,
        "match": leased("match", match),
        "preserve": leased("preserve", lambda lease: preserve_due(desk, lease, clock)),
        "notify": leased("notify", notify),
    }, end


def terms(folder: str) -> CrawlTerms:
    """Two children at once, small batches."""
    return CrawlTerms(
        task=partial(visit_batch, folder),
        preload=("spiders.fetch.order", "tests.monitor.pipeline.small_house"),
        user_agent="Rightswatch/0.1",
        contact="",
        batch_size=BATCH,
        time_limit_s=60.0,
        images_per_offer=0,
        max_children=2,
        browser=None,
    )


def hand(url: str, folder: str, queues: Sequence[str]) -> None:
    """A worker process: until SIGTERM."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    store, clock = open_store(url), clock_of(url) or SystemClock()
    with Owner(store, clock, ",".join(queues)) as owner:
        steps, end = steps_of(store, clock, owner, folder)
        if queues == ["empty"]:
            steps["empty"] = empty(store, owner)
        Path(folder, f"ready-{os.getpid()}").write_text(str(time.process_time()), "utf-8")
        while not Path(folder, "go").exists() and not stop.is_set():
            time.sleep(0.01)
        work({queue: steps[queue] for queue in queues}, stop, leave_after_idle_s=None)
        end()
    store.close()


def empty(store: SqlStore, owner: Owner) -> Step:
    """Claim, write one row, done: what a unit costs beside its own work."""

    def step() -> int:
        with owner.claim("empty") as lease:
            with store.transaction() as tx:
                claimed = tx.sightings.claim_for_matching(lease, 10)
            for one in claimed:
                with store.transaction() as tx:
                    if tx.sightings.matched(one.id, lease.owner):
                        tx.facts.keep(f"done {one.id}", "", lease.now)
        return len(claimed)

    return step
