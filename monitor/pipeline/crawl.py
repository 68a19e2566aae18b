"""crawl: write down what came of each visit.

Reads: leased targets (by way of a child process that visits them). Writes, in one transaction a
visit: sightings, newly found targets, when the URL is due again, and what an open case learns.

What a feed tells of needs no visit of its own: it is put off until the feed has failed to tell of
it once. So a feed that ends, or an offer that leaves it, brings the visits back by itself.

Old visits become daily sums, some at a time.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import structlog

from monitor.domain.errors import LeaseLost
from monitor.domain.listing import Offer
from monitor.domain.target import Batch, LeasedTarget, Visit
from monitor.pipeline.allot import learn
from monitor.pipeline.plan import SourcePlan, is_new_ground, next_due
from monitor.pipeline.recheck import observe
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

FEED_LASTS = 2.0
"""Rhythms that a feed's word of an offer stands for a visit."""
SUMMED_AT_ONCE = 500
"""Visits summed up in one transaction: 0.05 CPU s, in which nobody else writes to SQLite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNews:
    """What one visit brought: new or changed offers, targets not known before."""

    sightings: int = 0
    targets: int = 0


def record_visit(
    store: Store,
    plan: SourcePlan,
    visit: Visit,
    leased: LeasedTarget | None,
    now: datetime,
    batch: Batch | None = None,
) -> VisitNews:
    """Write one visit down; writing it twice adds nothing but a line in the coverage.

    Raises:
        LeaseLost: the host of the batch is another's now; nothing was written.
    """
    due = next_due(visit, plan.every_s, leased.attempts if leased else 0)
    found = [target for target in visit.found if is_new_ground(target, plan.source)]
    with store.transaction() as tx:
        if batch is not None and not tx.leases.holds_host(batch.host, batch.owner):
            message = f"{batch.host} was taken over"
            raise LeaseLost(message)
        looks_alike = visit.target.recheck and _says_what_the_feed_said(tx, visit)
        changed = sum(tx.sightings.record(sighting)[1] for sighting in visit.sightings)
        known = tx.targets.discover(found, plan.every_s, now) if found else 0
        told = [s.offer.url for s in visit.sightings if s.offer.is_told_by_feed]
        if told:
            until = visit.ended_at + timedelta(seconds=FEED_LASTS * plan.every_s)
            tx.targets.put_off(plan.source.id, told, until)
        tx.visits.record(visit)
        tx.targets.visited(visit, due, plan.every_s)
        learn(tx, plan, visit, max(changed, known))
        if visit.retry_after_s:
            until = visit.ended_at + timedelta(seconds=visit.retry_after_s)
            tx.targets.pause_host(visit.target.host, until, visit.because)
        observe(tx, visit, changed=bool(changed) and not looks_alike)
    log.info(
        "target.visited",
        source=plan.source.id,
        url=visit.target.url,
        outcome=visit.outcome.value,
        because=visit.because,
        changed=changed,
        found=known,
    )
    return VisitNews(sightings=changed, targets=known)


def sum_up_visits(store: Store, keep_days: int, now: datetime) -> int:
    """Put daily sums in the place of some visits older than that; gives how many were looked at."""
    day = (now - timedelta(days=keep_days)).astimezone(UTC).date()
    with store.transaction() as tx:
        return tx.visits.sum_up(datetime.combine(day, time.min, UTC), SUMMED_AT_ONCE)


def _says_what_the_feed_said(tx: Transaction, visit: Visit) -> bool:
    """Whether an offer's own page differs from the feed's word of it only as the two always do.

    They describe and picture one offer each in its own way; title and amount are the same.
    """
    if len(visit.sightings) != 1:
        return False
    now = visit.sightings[0].offer
    before = tx.sightings.latest(visit.target.source_id, now.listing)
    if before is None or not before.offer.is_told_by_feed:
        return False
    return _core(before.offer) == _core(now)


def _core(offer: Offer) -> tuple[str | None, Decimal | None]:
    return offer.title, offer.price.amount if offer.price else None
