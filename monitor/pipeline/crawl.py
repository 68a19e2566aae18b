"""crawl: write down what came of each visit.

Reads: leased targets (by way of a child process that visits them). Writes, in one transaction a
visit: sightings, newly found targets, when the URL is due again, and what an open case learns.

What a feed tells of needs no visit of its own: it is put off until the feed has failed to tell of
it once. So a feed that ends, or an offer that leaves it, brings the visits back by itself.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitor.domain.target import LeasedTarget, Visit
from monitor.pipeline.plan import SourcePlan, is_new_ground, next_due
from monitor.pipeline.recheck import observe
from monitor.ports.store import Store

log = structlog.get_logger(__name__)

FEED_LASTS = 2.0
"""Rhythms that a feed's word of an offer stands for a visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNews:
    """What one visit brought: new or changed offers, targets not known before."""

    sightings: int = 0
    targets: int = 0


def record_visit(
    store: Store, plan: SourcePlan, visit: Visit, leased: LeasedTarget | None, now: datetime
) -> VisitNews:
    """Write one visit down; writing it twice adds nothing but a line in the coverage."""
    due = next_due(visit, plan.every_s, leased.attempts if leased else 0)
    found = [target for target in visit.found if is_new_ground(target, plan.source)]
    with store.transaction() as tx:
        changed = sum(tx.sightings.record(sighting)[1] for sighting in visit.sightings)
        known = tx.targets.discover(found, plan.every_s, now) if found else 0
        told = told_in_full(visit)
        if told:
            until = visit.ended_at + timedelta(seconds=FEED_LASTS * plan.every_s)
            tx.targets.put_off(plan.source.id, told, until)
        tx.visits.record(visit)
        tx.targets.visited(visit, due, plan.every_s)
        if visit.retry_after_s:
            until = visit.ended_at + timedelta(seconds=visit.retry_after_s)
            tx.targets.pause_host(visit.target.host, until)
        observe(tx, visit, changed=bool(changed))
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


def told_in_full(visit: Visit) -> list[str]:
    """URLs of offers that a feed told all of; those whose pictures it could not get are left out.

    Where not one picture came, none is wanted or none is to be had: a visit would not bring more.
    """
    offers = [s.offer for s in visit.sightings if s.offer.is_told_by_feed]
    seen = {offer.url for offer in offers if any(image.sha256 for image in offer.images)}
    return [offer.url for offer in offers if not seen or not offer.images or offer.url in seen]
