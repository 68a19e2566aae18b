"""plan: which URL is due when.

Reads: watches, visits. Writes: seeds of every watch; when a visited URL is due again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.domain.asset import Asset
from monitor.domain.target import Target, Visit, VisitOutcome
from monitor.domain.watch import Source, Watch
from monitor.ports.spider import Spider
from monitor.ports.store import Store

FIRST_RETRY_S = 15.0
WALL_S = 24 * 3600.0
"""Robots and policy refusals are asked again once a day: the answer is the site's to change."""

SpiderOf = Callable[[Source], Spider]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlan:
    """All watches of one source as one visit: shortest rhythm, every asset, every query."""

    source: Source
    every_s: float
    queries: tuple[str, ...]
    asset_ids: tuple[str, ...]


def queries_for(assets: Sequence[Asset]) -> tuple[str, ...]:
    """Search words of assets: what they are called and what they are also called."""
    words = [word for asset in assets for word in (asset.text, *asset.aliases) if word]
    return tuple(dict.fromkeys(word.strip() for word in words))


def plan_sources(
    sources: Sequence[Source], watches: Sequence[Watch], assets: Mapping[str, Asset]
) -> list[SourcePlan]:
    """Gather the watches of each source, in the order of `sources`; unwatched ones are left out."""
    plans = []
    for source in sources:
        own = [watch for watch in watches if watch.source_id == source.id]
        if not own:
            continue
        queries = [query for watch in own for query in _queries(watch, assets)]
        asset_ids = sorted({asset_id for watch in own for asset_id in watch.asset_ids})
        plans.append(
            SourcePlan(
                source=source,
                every_s=min(watch.every_s for watch in own),
                queries=tuple(dict.fromkeys(queries)),
                asset_ids=tuple(asset_ids),
            )
        )
    return plans


def _queries(watch: Watch, assets: Mapping[str, Asset]) -> Sequence[str]:
    if watch.queries is not None:
        return watch.queries
    return queries_for([assets[asset_id] for asset_id in watch.asset_ids])


def plan_seeds(
    store: Store, plans: Sequence[SourcePlan], spider_of: SpiderOf, now: datetime
) -> int:
    """Put the seeds of every source into the frontier; gives how many are new."""
    new = 0
    with store.transaction() as tx:
        for plan in plans:
            seeds = list(spider_of(plan.source).seeds(plan.source, plan.queries))
            new += tx.targets.plan(seeds, plan.every_s, now)
    return new


def next_due(visit: Visit, every_s: float, attempts: int) -> datetime:
    """When a URL is due again.

    A page that was read comes back with its rhythm. A failed one comes back sooner, the wait
    doubling with every attempt up to the rhythm. A refusal by robots or policy waits a day.
    """
    wait_s = every_s
    if visit.outcome in {VisitOutcome.ROBOTS, VisitOutcome.POLICY}:
        wait_s = max(every_s, WALL_S)
    elif visit.outcome in {VisitOutcome.FAILED, VisitOutcome.BUSY}:
        wait_s = min(every_s, FIRST_RETRY_S * 2.0 ** min(attempts, 16))
        wait_s = max(wait_s, visit.retry_after_s or 0.0)
    return visit.ended_at + timedelta(seconds=wait_s)


def is_new_ground(target: Target, source: Source) -> bool:
    """Whether a found target belongs to the frontier: within the depth its source allows."""
    return target.source_id == source.id and target.depth <= source.max_depth
