"""Crawl children: one bounded process per batch of due targets, its visits written as they come."""

import json
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from monitor.domain.codec import canonical_json, from_plain
from monitor.domain.errors import LeaseLost, StoreBusy
from monitor.domain.target import Batch, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.plan import FIRST_RETRY_S, SourcePlan
from monitor.ports.browser import BrowserSpec
from monitor.ports.clock import Clock
from monitor.ports.store import Store
from monitor.runtime.clock import SystemClock
from monitor.runtime.forks import KEEPSAKE, ForkedChild, Nursery, Task
from monitor.runtime.lately import Lately
from monitor.runtime.lease import Owner
from spiders.fetch.order import CrawlOrder

log = structlog.get_logger(__name__)

STORE_WAITS_S = (0.5, 2.0, 8.0)
"""A visit that a busy database did not take is written again after these."""
UNMADE = frozenset({VisitOutcome.BUSY, VisitOutcome.ROBOTS, VisitOutcome.POLICY})
"""Outcomes of visits that cost no request of the day's."""
PUT_OFF_S = 3600.0
"""A source whose day is used up is looked at again after this."""
CLOCKS_AGREE = timedelta(seconds=1)
KILL_AFTER_S = 20.0
"""Beyond its own time limit, a child that has not ended is killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlTerms:
    """What every order says alike, and how many children may run.

    task: called in a child with the order as JSON and what an earlier child of the source left
    behind KEEPSAKE; says each visit as JSON. preload: modules it needs.
    """

    task: Task
    preload: Sequence[str]
    user_agent: str
    contact: str
    batch_size: int
    time_limit_s: float
    images_per_offer: int
    max_children: int
    browser: BrowserSpec | None


class Crawling:
    """Claims batches and visits them in children, at most `terms.max_children` at once."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        owner: Owner,
        plans: Mapping[str, SourcePlan],
        terms: CrawlTerms,
    ) -> None:
        self._store = store
        self._clock = clock
        self._owner = owner
        self._plans = plans
        self._terms = terms
        self._threads: list[threading.Thread] = []
        self._nursery = Nursery(terms.preload)
        self._children: set[ForkedChild] = set()
        self._keepsakes: dict[str, bytes] = {}
        self._lately = Lately()
        self._ending = False

    @property
    def sources(self) -> list[str]:
        """Ids of the sources that are visited."""
        return list(self._plans)

    @property
    def _limited(self) -> list[str]:
        """Sources with a daily limit: one batch at a time, so that what is left can be counted."""
        plans = self._plans.values()
        return [plan.source.id for plan in plans if plan.source.max_a_day is not None]

    @property
    def longest_pause_s(self) -> float:
        """Longest time for which a host of a source may have to rest between two requests."""
        return max((plan.source.min_delay_s for plan in self._plans.values()), default=0.0)

    @property
    def running(self) -> int:
        """Children at work."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        return len(self._threads)

    def fill(self) -> int:
        """Start children while there are due batches and room; gives how many were started."""
        started = 0
        while not self._ending and self.running < self._terms.max_children:
            claimed = self._claimed()
            if claimed is None:
                break
            batch, _ = claimed
            thread = threading.Thread(
                target=self._visit_in_turn, args=claimed, name=f"crawl-{batch.source_id}"
            )
            self._threads.append(thread)
            thread.start()
            started += 1
        return started

    def end(self) -> None:
        """Ask all children to end; their unvisited targets go back into the frontier."""
        self._ending = True
        for child in list(self._children):
            child.ask_to_end()
        for thread in self._threads:
            thread.join()

    def _claimed(self) -> tuple[Batch, ExitStack] | None:
        """A due batch and what ends its claim; None = nothing is due on a host that is free."""
        with ExitStack() as claim:
            lease = claim.enter_context(self._owner.claim("crawl"))
            with self._store.transaction() as tx:
                batch = tx.targets.claim_batch(
                    lease, self.sources, self._terms.batch_size, self._limited
                )
            return None if batch is None else (batch, claim.pop_all())

    def _visit_in_turn(self, batch: Batch, claim: ExitStack) -> None:
        """Visit a batch, then what else is due: many small sources must not wait for many ticks."""
        self._visit_safely(batch, claim)
        while not self._ending and (claimed := self._claimed_safely()) is not None:
            self._visit_safely(*claimed)

    def _claimed_safely(self) -> tuple[Batch, ExitStack] | None:
        try:
            return self._claimed()
        except StoreBusy as error:  # the next tick claims again
            log.warning("batch.unclaimed", because=str(error))
            return None

    def _visit_safely(self, batch: Batch, claim: ExitStack) -> None:
        with claim:
            try:
                self._visit(batch)
            except Exception:
                log.exception("batch.failed", source=batch.source_id)

    def _visit(self, batch: Batch) -> None:
        order = self._order(batch)
        if order.max_pages < 1:
            self._put_off(batch)
            return
        kept = self._keepsakes.get(batch.source_id, b"")
        child = self._nursery.start(
            self._terms.task,
            canonical_json(order),
            kept,
            until=self._owner.holds_until(batch.owner),
        )
        self._owner.follow(batch.owner, child.hold_until)
        self._children.add(child)
        if self._ending:  # began since the batch was claimed, and may have missed this child
            child.ask_to_end()
        visited = 0
        try:
            for said in child.sayings(self._terms.time_limit_s + KILL_AFTER_S):
                if said.startswith(KEEPSAKE):
                    self._keepsakes[batch.source_id] = said.removeprefix(KEEPSAKE)
                    continue
                self._record(batch, said)
                visited += 1
        except LeaseLost as error:
            child.kill(f"its claim has gone: {error}")
        finally:
            child.bury()
            self._children.discard(child)
            self._release(batch, child, visited)

    def _order(self, batch: Batch) -> CrawlOrder:
        source = self._plans[batch.source_id].source
        return CrawlOrder(
            source=source,
            targets=batch.targets,
            user_agent=self._terms.user_agent,
            contact=self._terms.contact,
            time_limit_s=self._terms.time_limit_s,
            max_pages=min(source.max_pages, self._left_today(source)),
            images_per_offer=self._terms.images_per_offer,
            browser=self._terms.browser,
            visited_lately=self._lately.of(source.id, self._clock.now()),
        )

    def _left_today(self, source: Source) -> int:
        """Requests that the source's limit leaves of the last 24 hours.

        No other batch of the source is at work on any machine, so what is counted here is left.
        """
        if source.max_a_day is None:
            return source.max_pages
        now = self._clock.now()
        with self._store.transaction() as tx:
            (row,) = tx.visits.coverage([source.id], now - timedelta(days=1), now)
        made = sum(n for name, n in row.outcomes.items() if name not in UNMADE)
        return max(source.max_a_day - made, 0)

    def _put_off(self, batch: Batch) -> None:
        """Say that the day's requests are used up; the host is left alone for a while."""
        first, now = batch.targets[0], self._clock.now()
        most = self._plans[batch.source_id].source.max_a_day
        visit = Visit(
            target_id=first.id,
            target=first.target,
            outcome=VisitOutcome.BUSY,
            because=f"the {most} requests a day that `max_a_day` allows are used up",
            started_at=now,
            ended_at=now,
            retry_after_s=PUT_OFF_S,
        )
        self._write(batch, visit)
        with self._store.transaction() as tx:
            tx.targets.release(batch, now)

    def _record(self, batch: Batch, said: bytes) -> None:
        visit = self._in_time(from_plain(Visit, json.loads(said)))
        self._write(batch, visit)
        every = timedelta(seconds=self._plans[batch.source_id].every_s)
        self._lately.note(visit.target, visit.ended_at + every)

    def _in_time(self, visit: Visit) -> Visit:
        """The same by the clock that leases and pauses go by; a child knows the machine's alone."""
        ahead = self._clock.now() - SystemClock().now()
        if abs(ahead) < CLOCKS_AGREE:
            return visit
        return replace(visit, started_at=visit.started_at + ahead, ended_at=visit.ended_at + ahead)

    def _write(self, batch: Batch, visit: Visit) -> None:
        leased = next((t for t in batch.targets if t.id == visit.target_id), None)
        plan = self._plans[batch.source_id]
        for wait_s in (*STORE_WAITS_S, None):
            try:
                record_visit(self._store, plan, visit, leased, self._clock.now(), batch)
            except StoreBusy:
                if wait_s is None:
                    raise
                time.sleep(wait_s)
            else:
                return

    def _release(self, batch: Batch, child: ForkedChild, visited: int) -> None:
        broken = child.exit_code != 0 and not self._ending
        now = self._clock.now()
        retry_at = now + timedelta(seconds=FIRST_RETRY_S if broken else 0.0)
        # The pause between two requests holds from this batch's last to the next one's first too.
        free_at = now + timedelta(seconds=self._plans[batch.source_id].source.min_delay_s)
        with self._store.transaction() as tx:
            left = tx.targets.release(batch, retry_at, free_at)
        log.info(
            "batch.ended",
            source=batch.source_id,
            visited=visited,
            unvisited=left,
            exit=child.exit_code,
        )
