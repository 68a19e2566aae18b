"""Hands: the steps of one process, by queue, and the supervisor that calls them."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from monitor.bootstrap.crawl_child import PRELOAD, crawl_batch
from monitor.bootstrap.wiring import COMMAND, Wiring
from monitor.domain.codec import canonical_json
from monitor.pipeline.crawl import sum_up_visits
from monitor.pipeline.decide import decide_due
from monitor.pipeline.preserve import Desk, preserve_due
from monitor.pipeline.recheck import ask_due
from monitor.pipeline.register import DayOfRights
from monitor.runtime.crawling import Crawling, CrawlTerms
from monitor.runtime.lease import Owner
from monitor.runtime.planner import Planner
from monitor.runtime.worker import Step, attempt

if TYPE_CHECKING:
    from monitor.runtime.supervisor import Duties, Supervisor


class Hands:
    """Steps that work in the name of one owner."""

    def __init__(self, wiring: Wiring, owner: Owner) -> None:
        self._wiring = wiring
        self._owner = owner

    @property
    def steps(self) -> Mapping[str, Step]:
        """Queue -> the step that works it off."""
        return {
            "crawl": self._crawl,
            "match": self._match,
            "preserve": self._preserve,
            "notify": self._notify,
        }

    def close(self) -> None:
        """End the children that still crawl; their unvisited targets go back."""
        if "crawling" in self.__dict__:
            self.crawling.end()

    @cached_property
    def crawling(self) -> Crawling:
        """What visits, in children of this process."""
        wiring, service = self._wiring, self._wiring.settings.service
        terms = CrawlTerms(
            task=partial(crawl_batch, service.blobs),
            user_agent=service.user_agent,
            contact=service.contact or "",
            preload=PRELOAD,
            batch_size=service.crawl.batch_size,
            time_limit_s=service.crawl.batch_timeout_s,
            images_per_offer=service.images_per_offer,
            max_children=service.crawl.max_children,
            browser=wiring.browser,
        )
        visited = {
            source_id: plan for source_id, plan in wiring.plans.items() if plan.source.is_visited
        }
        return Crawling(wiring.store, wiring.clock, self._owner, visited, terms)

    def duties(self, planner: Planner | None = None) -> "Duties":
        """What a supervisor does itself. planner: whether it is its turn; None = always."""
        from monitor.runtime.supervisor import Duties

        wiring, post_office = self._wiring, self._wiring.post_office
        store, clock, sealing = wiring.store, wiring.clock, wiring.sealing
        keep_days = wiring.settings.service.keep_visits_days
        stamp, stamp_at_once = sealing.steps(store, lambda: wiring.recorder, self._owner, clock)
        turn_rights = DayOfRights(wiring.settings.assets, wiring.register, clock)

        def alone(step: Step) -> Step:
            return planner.alone(step) if planner else step

        return Duties(
            plan=alone(self._plan),
            ask_rechecks=alone(lambda: ask_due(store, clock.now(), wiring.never_visited)),
            turn_rights=alone(turn_rights),
            write_letters=partial(self._write, closing=False),
            write_last=partial(self._write, closing=True),
            remind=alone(lambda: post_office.remind(store)),
            send=post_office.sending(store, self._owner),
            sum_up_visits=alone(lambda: sum_up_visits(store, keep_days, clock.now())),
            stamp=stamp,
            stamp_at_once=stamp_at_once,
            delete_expired=alone(sealing.deletion(store, clock)),
            watch_canaries=alone(partial(post_office.watch_canaries, store, wiring.plans)),
        )

    def supervisor(self, planner: Planner | None = None) -> "Supervisor":
        """The supervisor of this machine.

        Its workers are told these settings, so that a file broken meanwhile harms nobody.
        """
        from monitor.runtime.children import WorkerPool
        from monitor.runtime.supervisor import Supervisor

        wiring, service = self._wiring, self._wiring.settings.service
        settings, worker = canonical_json(wiring.settings), (*COMMAND, "worker", "--on-leash")
        pools = {
            "match": WorkerPool((*worker, "--queues", "match"), service.match_workers, settings),
            "preserve": WorkerPool((*worker, "--queues", "preserve"), 1, settings),
        }
        duties = self.duties(planner)
        return Supervisor(wiring.store, wiring.clock, self.crawling, duties, pools, planner)

    def _crawl(self) -> int:
        return self.crawling.fill()

    def _match(self) -> int:
        wiring = self._wiring
        with self._owner.claim("match") as lease:
            return decide_due(wiring.store, wiring.blobs, wiring.judges, lease, wiring.clock)

    def _preserve(self) -> int:
        wiring = self._wiring
        desk = Desk(
            store=wiring.store,
            blobs=wiring.blobs,
            recorder=wiring.recorder,
            notary=wiring.sealing.notary,
            sources={source.id: source for source in wiring.settings.sources},
        )
        with self._owner.claim("preserve") as lease:
            return preserve_due(desk, lease, wiring.clock)

    def _notify(self) -> int:
        """Write what is due, and send it; a channel that fails holds no other up."""
        wiring = self._wiring
        with wiring.store.transaction() as tx:
            if not tx.outbox.waiting(wiring.clock.now()):
                return 0
        written = self._write(closing=False)
        sending = wiring.post_office.sending(wiring.store, self._owner)
        return written + sum(attempt(f"send {name}", send) for name, send in sending.items())

    def _write(self, *, closing: bool) -> int:
        wiring = self._wiring
        return wiring.post_office.write(wiring.store, wiring.blobs, self._owner, closing=closing)

    def _plan(self) -> int:
        """Enter what is due now, and share the visits of limited sources."""
        from monitor.pipeline.allot import share_visits
        from monitor.pipeline.plan import plan_seeds

        wiring = self._wiring
        plans, now = list(wiring.plans.values()), wiring.clock.now()
        new = plan_seeds(wiring.store, plans, wiring.seeding_of, now)
        return new + share_visits(wiring.store, plans, now)
