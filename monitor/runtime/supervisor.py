"""The supervisor: system ticks that find due work, and the child processes that do it.

Ticks are APScheduler jobs in UTC: they never overlap themselves, late ones run once, and none is
dropped for being late. All work lies in the database, so a tick that fails costs a little time.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Self

import structlog
from apscheduler.schedulers.background import BackgroundScheduler

from monitor.ports.clock import Clock
from monitor.ports.store import PLANNER, SUPERVISOR, Store
from monitor.runtime.children import WorkerPool
from monitor.runtime.crawling import Crawling
from monitor.runtime.planner import STAND_S, Planner
from monitor.runtime.worker import Step, attempt

log = structlog.get_logger(__name__)

SOON_S = 1.0
SELDOM_S = 30.0
BEAT_S = 10.0
STAMPS_S = 5.0
REMIND_S = 300.0
HOURLY_S = 3600.0
STUCK_S = 180.0
"""A pass in which nothing moves for so long and a pause more is ended; what waits is said."""
PATIENCE_S = 60.0
"""A pass waits for pages and captures that are tried again within this."""
RETRIES = 2
"""How often a pass waits for a page that failed; a site that stays down does not hold it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What waited at the last look. Ticks that find nothing here ask the database nothing."""

    targets: int = 0
    sightings: int = 0
    captures: int = 0
    captures_due: bool = False
    letters: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Steps the supervisor does itself: they wait for others far more than they compute.

    send: by channel, so that none waits for another. write_last, stamp_at_once: the last ones of a
    pass, so that no letter waits for its group, and what was sealed is stamped before it ends.
    """

    plan: Step
    ask_rechecks: Step
    turn_rights: Step
    write_letters: Step
    write_last: Step
    remind: Step
    send: Mapping[str, Step]
    sum_up_visits: Step
    stamp: Step
    stamp_at_once: Step
    delete_expired: Step
    watch_canaries: Step


class Supervisor:
    """Runs the house on one machine. planner: None = no other supervisor is on this database."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        crawling: Crawling,
        duties: Duties,
        pools: Mapping[str, WorkerPool],
        planner: Planner | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._crawling = crawling
        self._duties = duties
        self._pools = pools
        self._planner = planner
        self._seen = Standing()
        self._scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def __enter__(self) -> Self:
        """Start the ticks."""
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the ticks and every child."""
        self._end()

    def run_pass(self, stop: threading.Event, on_tick: Callable[[], None]) -> None:
        """Work until nothing is due any more, or until `stop`; `on_tick` twice a second or so."""
        with self:
            self._until_quiet(stop, on_tick)
            turned = attempt("canaries", self._duties.watch_canaries)  # as with retention
            if not stop.is_set() and (attempt("last letters", self._duties.write_last) or turned):
                self._until_quiet(stop, on_tick)
            attempt("stamps", self._duties.stamp_at_once)
        on_tick()

    def _until_quiet(self, stop: threading.Event, on_tick: Callable[[], None]) -> None:
        last, since = self._standing(), time.monotonic()
        while not stop.wait(0.5) and not self.is_quiet():
            on_tick()
            if (now := self._standing()) != last:
                last, since = now, time.monotonic()
            elif time.monotonic() - since > STUCK_S + self._crawling.longest_pause_s:
                log.error("pass.stuck", waiting=str(last))
                break

    def _standing(self) -> Standing:
        now = self._clock.now()
        with self._store.transaction() as tx:
            next_capture = tx.captures.next_due()
            return Standing(
                targets=tx.targets.due(self._crawling.sources, now),
                sightings=tx.sightings.unmatched(),
                captures=tx.captures.pending(),
                captures_due=next_capture is not None and next_capture <= now,
                letters=tx.outbox.waiting(now),
            )

    def is_quiet(self) -> bool:
        """Whether nothing is due, running or about to be tried again."""
        if self._crawling.running:
            return False
        now = self._clock.now()
        with self._store.transaction() as tx:
            if tx.targets.due(self._crawling.sources, now) or tx.sightings.unmatched():
                return False
            soon = now + timedelta(seconds=PATIENCE_S)
            if tx.targets.retries(self._crawling.sources, soon, RETRIES):
                return False
            capture_due = tx.captures.next_due()
            if capture_due is not None and capture_due < soon:
                return False
            return not tx.outbox.waiting(now)

    def _start(self) -> None:
        self._duties.plan()
        attempt("retention", self._duties.delete_expired)  # a pass may end before the hour does
        attempt("reminders", self._duties.remind)
        ticks: list[tuple[str, Step, float]] = [
            ("plan", self._duties.plan, SELDOM_S),
            ("look", self._look, SOON_S),
            ("crawl", lambda: self._crawling.fill() if self._seen.targets else 0, SOON_S),
            ("letters", partial(self._if_letters, self._duties.write_letters), SOON_S),
            *(
                (f"send {name}", partial(self._if_letters, send), SOON_S)
                for name, send in self._duties.send.items()
            ),
            ("rechecks", self._duties.ask_rechecks, SELDOM_S),
            ("rights", self._duties.turn_rights, SELDOM_S),
            ("old visits", self._duties.sum_up_visits, SELDOM_S),
            ("reminders", self._duties.remind, REMIND_S),
            ("stamps", self._duties.stamp, STAMPS_S),
            ("retention", self._duties.delete_expired, HOURLY_S),
            ("canaries", self._duties.watch_canaries, HOURLY_S),
            ("beat", self._beat, BEAT_S),
            *([(PLANNER, self._planner.stand, STAND_S)] if self._planner else []),
        ]
        for name, step, every_s in ticks:
            self._scheduler.add_job(
                attempt, "interval", seconds=every_s, args=(name, step), id=name
            )
        self._scheduler.start()
        self._beat()
        log.info("supervisor.started", sources=len(self._crawling.sources))

    def _end(self) -> None:
        self._scheduler.shutdown(wait=False)
        self._crawling.end()
        for pool in self._pools.values():
            pool.end()
        if self._planner is not None:
            attempt("resign", self._planner.resign)
        log.info("supervisor.ended")

    def _if_letters(self, step: Step) -> int:
        return step() if self._seen.letters else 0

    def _look(self) -> int:
        """See what waits, and start workers for it."""
        self._seen = self._standing()
        self._pools["match"].ensure(wanted=bool(self._seen.sightings))
        self._pools["preserve"].ensure(wanted=self._seen.captures_due)
        return 0

    def _beat(self) -> int:
        with self._store.transaction() as tx:
            tx.beats.beat(SUPERVISOR, self._clock.now())
        return 0
