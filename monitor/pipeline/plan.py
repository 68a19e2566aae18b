"""plan: which URL is due when.

Reads: watches, visits. Writes: seeds of every watch; when a visited URL is due again.

Searches belong to a pass: in each, a source is asked the core of its queries and the next part of
the tail (`queries.Asking`). A search that was read is parked, and forgotten when the next pass
begins, so that what rotates out is due no more and what stays in is asked again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache, partial

from monitor.domain.asset import Asset
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source, Watch
from monitor.pipeline.queries import Asking, asking_of, given, tongues_of
from monitor.ports.spider import Seeding
from monitor.ports.store import Fact, Store, Transaction

FIRST_RETRY_S = 15.0
WALL_S = 24 * 3600.0
"""Robots and policy refusals are asked again once a day: the answer is the site's to change."""
SEARCH_TRIES = 6
"""A search that failed so often in a row (over 15 minutes) waits for its next turn."""
PARKED = timedelta(days=36_500)
"""When a search of this pass is due again by itself: never."""

SpiderOf = Callable[[Source], Seeding]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePlan:
    """All watches of one source as one visit: shortest rhythm, every asset, every query.

    ask: gives the queries; they are derived when first asked for (2 ms an asset), by whoever plans.
    """

    source: Source
    every_s: float
    asset_ids: tuple[str, ...]
    ask: Callable[[], Asking] = Asking

    @property
    def asking(self) -> Asking:
        """What the source is asked for."""
        return self.ask()


def plan_sources(
    sources: Sequence[Source], watches: Sequence[Watch], assets: Mapping[str, Asset]
) -> list[SourcePlan]:
    """Gather the watches of each source, in the order of `sources`; unwatched ones are left out."""
    plans = []
    for source in sources:
        own = [watch for watch in watches if watch.source_id == source.id]
        if not own:
            continue
        asset_ids = sorted({asset_id for watch in own for asset_id in watch.asset_ids})
        plans.append(
            SourcePlan(
                source=source,
                every_s=min(watch.every_s for watch in own),
                asset_ids=tuple(asset_ids),
                ask=cache(partial(_asking, source, own, assets)),
            )
        )
    return plans


def _asking(source: Source, watches: Sequence[Watch], assets: Mapping[str, Asset]) -> Asking:
    asking = Asking()
    for watch in watches if source.is_visited else ():
        if watch.queries is not None:
            asking = asking.joined(given(watch.queries))
            continue
        tongues = watch.languages or tongues_of(source.url)
        watched = tuple(assets[asset_id] for asset_id in watch.asset_ids)
        asking = asking.joined(_derived(watched, tongues, watch.max_queries))
    return asking


_derived = lru_cache(maxsize=32)(asking_of)
"""Sources that share assets and languages share their queries."""


def plan_seeds(
    store: Store, plans: Sequence[SourcePlan], spider_of: SpiderOf, now: datetime
) -> int:
    """Put the seeds of every source's present pass into the frontier; gives how many are new."""
    new = 0
    with store.transaction() as tx:
        for plan in plans:
            if not plan.source.is_visited:
                continue
            number = _pass_of(tx, plan, now)
            words = [query.text for query in plan.asking.of_pass(number)]
            seeds = list(spider_of(plan.source).seeds(plan.source, words))
            new += _enter(tx, plan, seeds, now)
    return new


def _enter(tx: Transaction, plan: SourcePlan, seeds: Sequence[Target], now: datetime) -> int:
    """Where visits are shared, a seed that is known keeps the rhythm of its own."""
    enter = tx.targets.plan if plan.source.max_a_day is None else tx.targets.discover
    return enter(seeds, plan.every_s, now)


def begin_pass(tx: Transaction, plans: Sequence[SourcePlan], now: datetime) -> None:
    """Begin a pass of every source now, whatever its rhythm: all it has is due."""
    for plan in plans:
        _begin(tx, plan, tx.facts.told(_name(plan)), now)
    tx.targets.begin_pass([plan.source.id for plan in plans], now)


def _pass_of(tx: Transaction, plan: SourcePlan, now: datetime) -> int:
    """The number of the source's present pass; a new one begins when the rhythm has come round."""
    last = tx.facts.told(_name(plan))
    if last is not None and now < last.at + timedelta(seconds=plan.every_s):
        return _number(last)
    return _begin(tx, plan, last, now)


def _begin(tx: Transaction, plan: SourcePlan, last: Fact | None, now: datetime) -> int:
    """Searches that were asked go; those that nobody has read yet stay until somebody has."""
    number = 0 if last is None else _number(last) + 1
    tx.targets.forget(plan.source.id, TargetKind.SEARCH, due_after=now + PARKED / 2)
    tx.facts.keep(_name(plan), str(number), now)
    return number


def _name(plan: SourcePlan) -> str:
    return f"searches of {plan.source.id}"


def _number(told: Fact) -> int:
    return int(told.value) if told.value.isdecimal() else 0


def next_due(visit: Visit, every_s: float, attempts: int) -> datetime:
    """When a URL is due again.

    A page that was read comes back with its rhythm. A failed one comes back sooner, the wait
    doubling with every attempt up to the rhythm. A refusal by robots or policy waits a day. A page
    of a search is visited once in a pass: the next pass asks again.
    """
    failed = visit.outcome in {VisitOutcome.FAILED, VisitOutcome.BUSY}
    if visit.target.kind is TargetKind.SEARCH and (not failed or attempts + 1 >= SEARCH_TRIES):
        return visit.ended_at + PARKED
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
