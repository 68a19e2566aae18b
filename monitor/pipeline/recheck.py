"""recheck: look again at offers with a case, and say only what the look showed.

Reads: cases whose look is due; visits of their offers. Writes: targets that are due at once; what
the offer's state is. "Removed" needs looks that agree while another page of the site still answers.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from monitor.domain.case import Case, CaseEvent, LiveState
from monitor.domain.page import PageKind
from monitor.domain.relisting import Relisting
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.relisting import look_for_earlier_ones
from monitor.ports.store import Store, Transaction

AGREEING_LOOKS = 3
"""Looks in a row that must find the offer gone: one or two can be a fault of the site."""

LOOK_AGAIN = {
    LiveState.LIVE: timedelta(days=1),
    LiveState.CHANGED: timedelta(days=1),
    LiveState.REMOVED: timedelta(days=7),
    LiveState.SOLD_OUT: timedelta(days=1),
    LiveState.LOGIN: timedelta(days=1),
    LiveState.WITHHELD: timedelta(days=1),
    LiveState.BLOCKED: timedelta(days=1),
    LiveState.ERROR: timedelta(hours=1),
    LiveState.UNSEEN: timedelta(days=1),
}
DOUBTFUL = timedelta(hours=1)
"""Between looks that find the offer gone, until enough agree."""

WITHHELD = 451
"""HTTP: unavailable for legal reasons, which may hold for our country alone (RFC 7725)."""

_NOT_SHOWN = {
    VisitOutcome.LOGIN: LiveState.LOGIN,
    VisitOutcome.CHALLENGE: LiveState.BLOCKED,
    VisitOutcome.ROBOTS: LiveState.BLOCKED,
    VisitOutcome.BUSY: LiveState.BLOCKED,
}

ASKED = timedelta(hours=6)
"""A look that was asked for and never came is asked for again after this."""


def first_look(tx: Transaction, case: Case, now: datetime, *, seen: bool = True) -> None:
    """Give a new case the date of its next look. seen: False when only an import told of it."""
    live = LiveState.LIVE if seen else LiveState.UNSEEN
    due = now + LOOK_AGAIN[live]
    tx.cases.looked(case.id, live, agreeing_looks=0, recheck_due=due, at=now)


def ask_due(store: Store, now: datetime, never_visited: Collection[str] = ()) -> int:
    """Make the offers of due cases due for a visit; gives how many cases were due.

    never_visited: ids of sources whose offers come by import alone; nobody goes there to look.
    """
    with store.transaction() as tx:
        due = tx.cases.due_for_recheck(now, limit=200)
        for case in due:
            url = tx.sightings.url_of(case.listing)
            if url and case.source_id not in never_visited:
                target = Target(
                    source_id=case.source_id, url=url, kind=TargetKind.LISTING, recheck=True
                )
                tx.targets.ask_recheck(target, now)
            tx.cases.looked(
                case.id,
                case.live,
                agreeing_looks=case.agreeing_looks,
                recheck_due=now + ASKED,
                at=now,
            )
    return len(due)


def observe(tx: Transaction, visit: Visit, *, changed: bool) -> None:
    """Tell the cases of a visited offer what the visit showed."""
    if visit.target.kind is not TargetKind.LISTING:
        return
    for case in tx.cases.of_listing_url(visit.target.source_id, visit.target.url):
        live, looks = judge_look(case, visit, changed=changed)
        doubtful = looks > 0 and live is not LiveState.REMOVED
        wait = DOUBTFUL if doubtful else LOOK_AGAIN[live]
        tx.cases.looked(
            case.id,
            live,
            agreeing_looks=looks,
            recheck_due=visit.ended_at + wait,
            at=visit.ended_at,
        )
        if live is LiveState.REMOVED and case.live is not live:
            tx.pictures.ask_trims(case.listing, visit.ended_at)
            look_for_earlier_ones(tx, case, visit.ended_at)


def judge_look(case: Case, visit: Visit, *, changed: bool) -> tuple[LiveState, int]:
    """What a look means: the new state, and how many looks in a row found the offer gone."""
    looks = case.agreeing_looks
    if visit.outcome is VisitOutcome.READ and visit.page_kind is PageKind.LISTING:
        alive = LiveState.CHANGED if changed else LiveState.LIVE
        return (LiveState.SOLD_OUT if _is_sold_out(case, visit) else alive), 0
    if visit.http_status == WITHHELD:
        return LiveState.WITHHELD, looks
    if not _is_gone(visit):
        return _NOT_SHOWN.get(visit.outcome, LiveState.ERROR), looks
    if not visit.control_alive:
        return case.live, looks
    return (LiveState.REMOVED if looks + 1 >= AGREEING_LOOKS else case.live), looks + 1


def _is_sold_out(case: Case, visit: Visit) -> bool:
    """Whether the page says of this offer that none are there."""
    seen = [sighting.offer for sighting in visit.sightings]
    return any(offer.listing == case.listing and offer.quantity == 0 for offer in seen)


def _is_gone(visit: Visit) -> bool:
    """Whether the answer itself says that there is no such offer."""
    if visit.outcome is VisitOutcome.GONE:
        return True
    elsewhere = {PageKind.SEARCH, PageKind.SELLER, PageKind.OTHER}
    return visit.outcome is VisitOutcome.READ and visit.page_kind in elsewhere


def days_to(
    state: LiveState, opened: Sequence[CaseEvent], looks: Sequence[CaseEvent]
) -> list[float]:
    """Days from the opening of each case to the first look that showed a state, shortest first.

    opened, looks: events of those kinds, oldest first. A case that never showed it is left out.
    """
    since = {event.case_id: event.at for event in opened}
    first: dict[int, datetime] = {}
    for event in looks:
        if event.note.endswith(f"-> {state.value}"):
            first.setdefault(event.case_id, event.at)
    known = (case_id for case_id in first if case_id in since)
    return sorted((first[case_id] - since[case_id]) / timedelta(days=1) for case_id in known)


def days_to_relist(looks: Sequence[CaseEvent], relistings: Sequence[Relisting]) -> list[float]:
    """Days from the look that showed an offer removed to when it was first known to be back.

    looks: LIVE_STATE events; relistings: those that stand; both oldest first. Shortest first; a
    case whose offer was never seen removed before is left out.
    """
    gone: dict[int, list[datetime]] = {}
    for look in looks:
        if look.note.endswith(f"-> {LiveState.REMOVED.value}"):
            gone.setdefault(look.case_id, []).append(look.at)
    first: dict[int, timedelta] = {}
    for one in relistings:
        before = [at for at in gone.get(one.case_id, ()) if at <= one.at]
        if before:
            first.setdefault(one.case_id, one.at - before[-1])
    return sorted(waited / timedelta(days=1) for waited in first.values())
