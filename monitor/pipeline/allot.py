"""allot: which pages get the visits of a source that allows only so many a day.

Reads: what earlier visits of each page brought. Writes: the rhythm of each page, and when it is due
again by it. Searches keep their own turn and come first; what they leave of the limit is shared by
the rule of `rhythm`. Where the limit covers every page at the rhythm of the watch, nothing is
shared. A page that a case asks for, that failed, or that somebody visits now is left as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from monitor.domain.target import Visit, VisitOutcome
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.rhythm import DAY_S, Floats, Pages, believed, seen_of, visits_a_second
from monitor.ports.store import KnownPage, Pace, Store, Transaction

EVERY_S = 1800.0
"""Visits are shared anew so often; between two times a page keeps the rhythm of the watch."""
FORGETS_S = 14 * DAY_S
"""Half of what a page once brought counts after this."""
HARDLY = 0.1
"""A rhythm that changes by less is left."""
LEAST_SHARE = 0.2
"""Of the limit, for pages, however many searches there are."""
SAME_S = 1.0
"""A page that is due so near its rhythm after it was read is due for no other reason."""
SHARED = "shared"
FREE = "free"


def learn(tx: Transaction, plan: SourcePlan, visit: Visit, news: int) -> None:
    """Note what a visit that read its page brought; the first one of a page only begins to watch.

    news: offers and pages that were new, or had changed. Sources without a limit learn nothing.
    """
    if plan.source.max_a_day is None or visit.outcome is not VisitOutcome.READ:
        return
    before = tx.pages.read_at(visit.target)
    gap_s = (visit.ended_at - before).total_seconds() if before else 0.0
    watched_s = seen_of(max(gap_s, 0.0))
    tx.pages.learn(visit.target, visit.ended_at, news if before else 0, watched_s)


def share_visits(store: Store, plans: Sequence[SourcePlan], now: datetime) -> int:
    """Give every page of each limited source its rhythm; gives how many got another one.

    Once a limit is gone, all pages get the rhythm of the watch back.
    """
    changed = 0
    for plan in plans:
        if not plan.source.is_visited:
            continue
        state = FREE if plan.source.max_a_day is None else SHARED
        with store.transaction() as tx:
            last = tx.facts.told(_name(plan))
            before = FREE if last is None else last.value
            if state == before == FREE:
                continue
            if last is not None and before == state:
                if now < last.at + timedelta(seconds=EVERY_S):
                    continue
                gone_s = (now - last.at).total_seconds()
                tx.pages.fade(plan.source.id, 0.5 ** (gone_s / FORGETS_S))
            tx.facts.keep(_name(plan), state, now)
            changed += tx.pages.pace(_paces(plan, tx.pages.known(plan.source.id)))
    return changed


def rhythms(plan: SourcePlan, pages: Sequence[KnownPage]) -> Floats:
    """Seconds between two visits of each page."""
    enough = len(pages) / plan.every_s * DAY_S <= for_pages(plan)
    if plan.source.max_a_day is None or enough:
        return np.full(len(pages), plan.every_s)
    known = gathered(pages)
    of_hosts = np.full(known.hosts.max(initial=0) + 1, _most_a_second(plan))
    return 1.0 / visits_a_second(known, for_pages(plan) / DAY_S, of_hosts)


def _most_a_second(plan: SourcePlan) -> float:
    """Visits a second that the source's pause leaves to one host, whatever the limit allows."""
    pause_s = plan.source.min_delay_s
    return 1.0 / pause_s if pause_s else float("inf")


def for_pages(plan: SourcePlan) -> float:
    """Visits a day that searches leave of the source's limit."""
    most = float(plan.source.max_a_day or 0)
    searches = len(plan.asking.core) + min(plan.asking.most, len(plan.asking.tail))
    return max(most - searches * DAY_S / plan.every_s, LEAST_SHARE * most)


def gathered(pages: Sequence[KnownPage]) -> Pages:
    """The same in columns."""
    return Pages(
        news=np.array([page.news for page in pages]),
        watched_s=np.array([page.watched_s for page in pages]),
        weights=np.array([page.weight for page in pages]),
        kinds=_numbered([page.kind.value for page in pages]),
        hosts=_numbered([page.host for page in pages]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a page has its rhythm.

    every_s: seconds between two visits, by what is known now; fair_s: the same if all pages of the
    source were visited alike; brought, watched_days: what its visits showed, older ones counting
    less; a_day: news a day it is taken to bring; pages: how many share `of` visits a day.
    """

    page: KnownPage
    every_s: float
    fair_s: float
    brought: float
    watched_days: float
    a_day: float
    pages: int
    of: float


def reason(plan: SourcePlan, pages: Sequence[KnownPage], url: str) -> Reason | None:
    """Why the page at an address has its rhythm; None when the source does not know it."""
    at = next((n for n, page in enumerate(pages) if page.url == url), None)
    if at is None:
        return None
    shares = plan.source.max_a_day is not None
    of = for_pages(plan) if shares else len(pages) * DAY_S / plan.every_s
    return Reason(
        page=pages[at],
        every_s=float(rhythms(plan, pages)[at]),
        fair_s=max(len(pages) * DAY_S / of, plan.every_s),
        brought=pages[at].news,
        watched_days=pages[at].watched_s / DAY_S,
        a_day=float(believed(gathered(pages))[at]) * DAY_S,
        pages=len(pages),
        of=of,
    )


def _numbered(names: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    return np.unique(names, return_inverse=True)[1].astype(np.intp)


def _paces(plan: SourcePlan, pages: Sequence[KnownPage]) -> list[Pace]:
    """What has to be written, of pages that wait for nothing but their rhythm."""
    paces = []
    for page, every_s in zip(pages, rhythms(plan, pages).tolist(), strict=True):
        if page.read_at is None or abs(every_s / page.every_s - 1.0) < HARDLY:
            continue
        waits_s = (page.due_at - page.read_at).total_seconds()
        if abs(waits_s - page.every_s) < SAME_S:
            due_at = page.read_at + timedelta(seconds=every_s)
            paces.append(Pace(id=page.id, every_s=every_s, due_at=due_at))
    return paces


def _name(plan: SourcePlan) -> str:
    return f"visits of {plan.source.id}"
