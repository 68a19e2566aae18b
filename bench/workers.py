"""Worker processes on one PostgreSQL: scaling, and what `kill -9` loses, repeats or breaks.

    make bench-workers
    .venv/bin/python bench/workers.py [--offers 240] [--kills 20] [--procrastinate PYTHON]

The real store, claims, crawl children, matching, sealing and letters; plain parts stand where the
network, the browser and the mail server would, so that what is measured is the working together.
A crawl child holds a file lock for its host while it lives and does not listen to SIGTERM: two on
one host are caught. PYTHON: an interpreter that has Procrastinate, for the same empty tasks beside
ours. Goals: lost 0, done twice 0, two on one host 0.
"""

import argparse
import json
import logging
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from workers_hand import hand, read_page

from monitor.domain.case import CaseEventKind
from monitor.domain.target import Target, TargetKind
from monitor.ports.store import CaseQuery
from monitor.store.blobs import FileBlobs
from monitor.store.database import SqlStore, open_store
from tests.fixtures.postgres import running_server
from tests.monitor.pipeline.small_house import House, everything

HOSTS = 12
EMPTY = 2_000
QUEUES = ("crawl", "match", "preserve", "notify")
LIMIT_S = 500.0
PEER = Path(__file__).with_name("peers") / "procrastinate_tasks.py"


class Crew:
    """Worker processes, and what they burnt."""

    def __init__(self, url: str, folder: str) -> None:
        self._command = [sys.executable, __file__, "--hand", url, folder]
        self.all: list[subprocess.Popen[bytes]] = []
        self._cpu_s = children_cpu_s()

    def start(self, queues: Sequence[str]) -> None:
        """One more."""
        command = [*self._command, ",".join(queues)]
        self.all.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))

    def go(self) -> float:
        """Let all begin at once when all are ready; CPU seconds that they took to get there."""
        ready = [Path(self._command[-1], f"ready-{process.pid}") for process in self.all]
        while not all(path.exists() and path.stat().st_size for path in ready):
            if any(process.poll() is not None for process in self.all):
                sys.exit("a worker did not start")
            time.sleep(0.02)
        Path(self._command[-1], "go").touch()
        return sum(float(path.read_text("utf-8")) for path in ready)

    def end(self) -> float:
        """CPU seconds of all and of their children."""
        for process in self.all:
            process.terminate()
        for process in self.all:
            process.wait(timeout=60)
        return children_cpu_s() - self._cpu_s


def children_cpu_s() -> float:
    """Of all processes that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def give(url: str, folder: str, offers: int) -> SqlStore:
    """A database with so many pages due."""
    store = open_store(url)
    house = House(store, FileBlobs(Path(folder, "blobs")))
    house.clock.moment = datetime.now(UTC)
    everything(house)
    pages = [
        Target(source_id="shop", url=f"http://h{n % HOSTS}.example/{n}", kind=TargetKind.LISTING)
        for n in range(offers)
    ]
    with store.transaction() as tx:
        tx.targets.discover(pages, 86_400.0, datetime.now(UTC))
    return store


def left_of(store: SqlStore, queue: str) -> int:
    """How much waits for a stage."""
    now = datetime.now(UTC)
    with store.transaction() as tx:
        waits = {
            "crawl": lambda: tx.targets.due(["shop"], now),
            "match": tx.sightings.unmatched,
            "preserve": tx.captures.pending,
            "notify": lambda: tx.outbox.waiting(now + timedelta(seconds=1)),
        }
        return waits[queue]()


def until_done(store: SqlStore, queues: Sequence[str]) -> float:
    """Wait; gives the seconds."""
    began = time.monotonic()
    while any(left_of(store, queue) for queue in queues):
        if time.monotonic() - began > LIMIT_S:
            break
        time.sleep(0.05)
    return time.monotonic() - began


def scaling(url_of: Callable[[str], str], offers: int) -> None:
    """Each stage alone by 1, 2 and 4 processes, from when all are ready."""
    print(f"{'stage':10} {'workers':>7} {'units/s':>8} {'CPU ms a unit':>14}")
    for workers in (1, 2, 4):
        with tempfile.TemporaryDirectory() as folder:
            url = url_of(f"scale_{workers}")
            store = give(url, folder, offers)
            for queue in QUEUES:
                crew = Crew(url, folder)
                for _ in range(workers):
                    crew.start([queue])
                start_s = crew.go()
                spent_s = until_done(store, [queue])
                cpu_ms = (crew.end() - start_s) * 1000 / offers
                Path(folder, "go").unlink()
                print(f"{queue:10} {workers:7} {offers / spent_s:8.1f} {cpu_ms:14.1f}", flush=True)
            store.close()


def deaths(url: str, offers: int, kills: int, chance: random.Random) -> bool:
    """Three workers that do everything; one after the other dies at a random instant."""
    with tempfile.TemporaryDirectory() as folder:
        store, crew = give(url, folder, offers), Crew(url, folder)
        for _ in range(3):
            crew.start(QUEUES)
        crew.go()
        done_at = []
        for _ in range(kills):
            time.sleep(chance.uniform(0.2, 2.0))
            doomed = chance.choice(crew.all)
            os.kill(doomed.pid, signal.SIGKILL)
            doomed.wait()
            crew.all.remove(doomed)
            crew.start(QUEUES)
            done_at.append(sum(left_of(store, queue) for queue in QUEUES))
        spent_s = until_done(store, QUEUES)
        time.sleep(1.0)
        until_done(store, QUEUES)
        crew.end()
        lost, twice = counted(store, offers)
        letters = Counter(lines(folder, "letters"))
        broken = len(lines(folder, "broken"))
        store.close()
    working = sum(left > 0 for left in done_at)
    print(f"{kills} kills, {working} while work was left; the rest took {spent_s:.0f} s")
    print(f"lost {lost} of {offers}, done twice {twice}, two on one host {broken} (goals 0)")
    again = sum(count - 1 for count in letters.values())
    print(f"letters {len(letters)}, handed over again under the same Message-ID: {again}")
    return not (lost or twice or broken) and working == kills


def counted(store: SqlStore, offers: int) -> tuple[int, int]:
    """(offers without sealed evidence that was told, anything that stands twice)."""
    lost, twice = offers, 0
    with store.transaction() as tx:
        for case in tx.cases.list(CaseQuery(limit=offers + 1)):
            kinds = Counter(event.kind for event in tx.cases.file(case.id).events)
            sealed, told = kinds[CaseEventKind.SEALED], kinds[CaseEventKind.ALERTED]
            lost -= bool(sealed and told)
            twice += max(sealed - 1, 0) + max(told - 1, 0)
        logged = Counter(
            json.loads(entry.body)["bundle"]["capture_id"] for entry in tx.log.entries()
        )
    return lost, twice + sum(count - 1 for count in logged.values())


def lines(folder: str, name: str) -> list[str]:
    """What was noted."""
    path = Path(folder, name)
    return path.read_text("utf-8").splitlines() if path.exists() else []


def empty_tasks(url: str) -> None:
    """Ours: so many empty units by two workers, one killed half-way; then what idling costs."""
    with tempfile.TemporaryDirectory() as folder:
        store = give(url, folder, 0)
        now, began = datetime.now(UTC), time.process_time()
        for first in range(0, EMPTY, 100):
            with store.transaction() as tx:
                for number in range(first, first + 100):
                    page_url = f"http://h0.example/{number}"
                    page = Target(source_id="shop", url=page_url, kind=TargetKind.LISTING)
                    tx.sightings.record(replace(read_page(0, page).sightings[0], seen_at=now))
        give_ms = (time.process_time() - began) * 1000 / EMPTY
        crew = Crew(url, folder)
        for _ in range(2):
            crew.start(["empty"])
        crew.go()
        began = time.monotonic()
        while left_of(store, "match") > EMPTY / 2:
            time.sleep(0.01)
        crew.all[0].kill()
        until_done(store, ["match"])
        spent_s, cpu_s = time.monotonic() - began, crew.end()
        idle = Crew(url, folder)
        idle.start(["empty"])
        time.sleep(20.0)
        idle_ms = idle.end() * 1000 / 20
        with store.transaction() as tx:
            lost = EMPTY - sum(tx.facts.told(f"done {n}") is not None for n in range(1, EMPTY + 1))
        store.close()
    print(f"ours: {EMPTY} empty units, 2 workers, one killed half-way: {spent_s:.1f} s")
    print(f"  {cpu_s * 1000 / EMPTY:.2f} CPU ms a unit with start-up, {give_ms:.2f} to give one")
    print(
        f"  lost {lost}, idle {idle_ms:.0f} CPU ms a second over 20 s, start-up in it", flush=True
    )


def main() -> int:
    """Run it; exit code 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--offers", type=int, default=240)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["scaling", "deaths", "empty"])
    parser.add_argument("--procrastinate", help="an interpreter that has it")
    parser.add_argument("--hand", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.hand:
        url, folder, queues = asked.hand
        hand(url, folder, queues.split(","))
        return 0
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start, seed {asked.seed}")
    good = True
    with running_server() as server:
        if asked.only in {None, "deaths"}:
            chance = random.Random(asked.seed)  # noqa: S311 - instants, no secret
            # Enough that work is left at every kill.
            good = deaths(server.create("deaths"), asked.offers * 4, asked.kills, chance)
        if asked.only in {None, "scaling"}:
            scaling(server.create, asked.offers)
        if asked.only in {None, "empty"}:
            empty_tasks(server.create("empty"))
            if asked.procrastinate:
                peer = [asked.procrastinate, str(PEER), server.url("peer"), str(EMPTY)]
                server.create("peer")
                subprocess.run(peer, check=True)
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
