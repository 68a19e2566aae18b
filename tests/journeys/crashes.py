"""The real capture pipeline, killed at labelled steps and at random instants, and what must hold.

A child (tests/journeys/lives.py) preserves what is due until nothing is, or until its fault.
"""

import sqlite3
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from alerts.evidence import shelf
from alerts.evidence.camera import Camera
from alerts.evidence.check import Outcome
from alerts.evidence.known_log import KnownLog
from alerts.evidence.log_key import FileNotary
from alerts.evidence.recorder import BundleRecorder
from alerts.evidence.shelf import Shelf
from alerts.evidence.verify import verify_bundle
from alerts.evidence.verify_log import presence_checks
from monitor.domain.page import PageKind
from monitor.domain.watch import Source
from monitor.pipeline import preserve
from monitor.pipeline.preserve import Desk, preserve_due
from monitor.pipeline.seals import write_seals
from monitor.ports.store import CaseQuery, Lease
from monitor.runtime.browser import find_browser
from monitor.store.blobs import FileBlobs
from monitor.store.captures import SqlCaptures
from monitor.store.cases import SqlCases
from monitor.store.database import SqlStore, open_store
from monitor.store.log import SqlLog
from monitor.store.outbox import SqlOutbox
from spiders.fetch.browser.proxy import ForwardProxy
from tests.journeys.lives import Life, Lives, ShiftedClock, Step, serve
from tests.monitor.pipeline.small_house import House, MovedClock, everything

STEPS: dict[str, Step] = {
    "a capture is claimed": (preserve, "_order", True),
    "the page is kept": (BundleRecorder, "_look", True),
    "a file is staged": (shelf, "_write", True),
    "a folder is synced": (shelf, "_sync", True),
    "the bundle is about to take its place": (Shelf, "_move", False),
    "the bundle has its place": (Shelf, "_move", True),
    "the bundle is recorded, not logged": (BundleRecorder, "record", True),
    "the entry is appended": (SqlLog, "append", True),
    "the capture is marked": (SqlCaptures, "sealed", True),
    "the event is written": (SqlCases, "add_event", True),
    "the case is announced": (SqlOutbox, "announce", True),
    "the checkpoint is signed": (FileNotary, "sign", True),
    "the checkpoint is kept": (SqlLog, "keep_checkpoint", True),
    "all is committed, no seal written": (preserve, "_seal", True),
    "seals are about to be written": (Shelf, "replace", False),
    "seals are written, not noted": (Shelf, "replace", True),
    "seals are noted": (SqlCaptures, "sealed_until", True),
}
DISK = ("a file is staged", "a folder is synced", "the bundle is about to take its place")
OF_THE_BROWSER: Step = (Camera, "shoot", True)


@dataclass
class Drill:
    """A house with so many cases whose captures are due, and the process that makes them.

    cases: how many are due at first. connect_to: a shop on loopback that a real browser visits;
    None = no browser.
    """

    folder: Path
    cases: int
    connect_to: str | None = None
    known: dict[Path, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = open_store(self.url)
        self._house = House(self.store, FileBlobs(self.folder / "blobs"), MovedClock())
        everything(self._house)
        wanted, self.cases = self.cases, 0
        self.top_up(wanted)
        self._lives = Lives([__file__, str(self.folder), self.connect_to or ""])

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'house.db'}"

    def top_up(self, waiting: int) -> None:
        """See to it that at least so many cases wait for their evidence."""
        with self.store.transaction() as tx:
            logged, _ = tx.log.root()
        wanted = max(self.cases, logged + waiting)
        for number in range(self.cases, wanted):
            self._house.see("ACME bag", listing_id=str(number))
        while self._house.match():
            pass
        self.cases = wanted

    def live(self, **fault: Any) -> int:  # noqa: ANN401 - fields of a Life
        """One child after the other's claims ran out; gives how it ended (negative: a signal)."""
        return self._lives.live(**fault)

    def close(self) -> None:
        self._lives.close()
        self.store.close()

    def violations(self) -> list[str]:
        """What is broken now; nothing of it may be, at whatever instant somebody died."""
        found = self._torn()
        with self.store.transaction() as tx:
            checkpoint = tx.log.checkpoint()
            log = KnownLog(tx.log.entries(), checkpoint.note if checkpoint else None, live=True)
        if log.fault:
            found.append(log.fault)
        present = presence_checks(log, lambda path: (self.folder / "evidence" / path).is_file())
        found += [check.because for check in present if check.outcome is Outcome.FAILED]
        sealed = Counter(told["capture_id"] for told in log.bundles())
        found += [f"{name} is logged {count} times" for name, count in sealed.items() if count > 1]
        with sqlite3.connect(self.folder / "house.db") as database:
            news = database.execute(
                "SELECT case_id, count(*) FROM news GROUP BY case_id"
            ).fetchall()
        database.close()
        return found + [f"case {case} is told {count} times" for case, count in news if count > 1]

    def unfinished(self) -> int:
        """Cases without evidence, seals that are not written, staging that was not cleared."""
        with self.store.transaction() as tx:
            cases = tx.cases.list(CaseQuery(limit=self.cases))
            bare = sum(not tx.captures.of_case(case.id) for case in cases)
            behind = len(tx.captures.seals_due(self.cases))
        staging = self.folder / "evidence" / ".staging"
        return bare + behind + (len(list(staging.iterdir())) if staging.is_dir() else 0)

    def _torn(self) -> list[str]:
        torn = []
        for path in (self.folder / "evidence").glob("2*/*/*/*"):
            if path.suffix == ".wacz" and self.known.get(path) != (at := _state(path.parent)):
                faults = [c for c in verify_bundle(path) if c.outcome in _BROKEN]
                torn += [f"{path.name}: {check.name}: {check.because}" for check in faults]
                self.known[path] = at
        return torn


_BROKEN = {Outcome.FAILED, Outcome.UNREADABLE}


def _state(folder: Path) -> int:
    return hash(tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in folder.iterdir()))


def classify(body: bytes, url: str, status: int | None) -> PageKind:
    del url, status
    return PageKind.LISTING if b"ACME" in body else PageKind.ERROR


def run(folder: Path, connect_to: str, life: Life) -> None:
    """Preserve until nothing is due; what fails is due again an hour later, in another life."""
    store: SqlStore = open_store(f"sqlite:///{folder / 'house.db'}")
    clock, notary = ShiftedClock(life.offset_s), FileNotary(folder / "log.key")
    recorder = BundleRecorder(
        folder=folder / "evidence",
        clock=clock,
        software="rightswatch",
        classify=classify,
        browser=find_browser(None, sandbox=True) if connect_to else None,
        proxy=ForwardProxy(),
        notary=notary,
    )
    source = Source(
        id="shop",
        url="http://shop.example/",
        allow_private_addresses=True,
        connect_to=connect_to or None,
    )
    desk = Desk(
        store=store,
        blobs=FileBlobs(folder / "blobs"),
        recorder=recorder,
        notary=notary,
        sources={"shop": source},
    )
    name = f"life-{life.offset_s}"
    while True:
        now = clock.now()
        lease = Lease(owner=name, now=now, until=now + timedelta(seconds=600))
        if not preserve_due(desk, lease, clock) and not write_seals(store, recorder):
            break
    recorder.close()


if __name__ == "__main__":
    home, shop = Path(sys.argv[1]), sys.argv[2]
    steps = {**STEPS, "the browser looked": OF_THE_BROWSER}
    serve(lambda life: run(home, shop, life), steps, home / "lives.log")
