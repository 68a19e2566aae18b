"""review: a person's judgement of a case.

Reads: a decision. Writes: the review, the case's state, its history (append-only); for a confirmed
case also the seller's whole shop as a target, because who sells one copy mostly sells more. Where
asked to, the same for every twin of the case: one decision for one offer under many numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from monitor.domain.case import Case, CaseEventKind, CaseFile, CaseState
from monitor.domain.listing import Sighting
from monitor.domain.review import DECIDED_WITH, Review
from monitor.domain.target import Target
from monitor.domain.twins import are_twins
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

SHOP_EVERY_S = 86_400.0
"""Rhythm of a shop until its first visit, which gives it that of its source."""
SELLER_WEIGHT = 4.0
"""Where visits are shared, news of such a shop is wanted twice as soon as that of others."""

ShopOf = Callable[[Sighting], Target | None]
"""Where all that a sighting's seller offers is listed; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The case as it stands now. shop: the target that this review put on the list, else None.

    twins: cases that could be decided alike, or that were, where that was asked for.
    """

    case: Case
    shop: Target | None = None
    twins: tuple[Case, ...] = ()


def no_shop(sighting: Sighting) -> None:
    """For whoever has no spiders: no shop is known."""
    del sighting


def review(
    store: Store, judgement: Review, shop_of: ShopOf = no_shop, *, twins_too: bool = False
) -> Reviewed:
    """File a judgement; a confirmation also puts the seller's shop on the list, once a case.

    twins_too: file it for the twins as well, each with its own review and line of history that
    names this case; all or none. Reopening takes back only what was decided with this case.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        twins = _twins(tx, judgement)
        case = tx.cases.review(judgement)
        if twins_too:
            twins = [tx.cases.review(_with(case.number, judgement, twin)) for twin in twins]
        confirmed = judgement.decision is CaseState.CONFIRMED
        for closed in [case, *(twins if twins_too else ())] if confirmed else ():
            tx.pictures.ask_trims(closed.listing, judgement.at)
        shop = _plan_shop(tx, case, shop_of, judgement.at) if confirmed else None
    log.info(
        "case.reviewed",
        case=case.number,
        decision=judgement.decision.value,
        by=judgement.by,
        shop=shop.url if shop else None,
        twins=len(twins) if twins_too else 0,
    )
    return Reviewed(case=case, shop=shop, twins=tuple(twins))


def acknowledge(store: Store, number: str, by: str, now: datetime, note: str = "") -> Case:
    """Note that somebody is on a case, so that nobody is reminded of it before it changes.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        case = tx.cases.get(number)
        tx.cases.add_event(case.id, CaseEventKind.ACKNOWLEDGED, now, by=by, note=note)
    log.info("case.acknowledged", case=case.number, by=by)
    return case


def _twins(tx: Transaction, judgement: Review) -> list[Case]:
    """Cases that this judgement may serve: in the state that this one is in before it.

    Raises:
        UnknownCase: there is no case of that number.
    """
    case = tx.cases.get(judgement.case_number)
    own = tx.cases.file(case.id)
    others = [other for other in tx.cases.beside(case.id) if other.state is case.state]
    files = [tx.cases.file(other.id) for other in others]
    if judgement.decision is CaseState.OPEN:
        return [file.case for file in files if _decided_with(case.number, file)]
    return [file.case for file in files if are_twins(own, file)]


def _with(number: str, judgement: Review, twin: Case) -> Review:
    note = ": ".join(filter(None, (_name(number), judgement.note)))
    return replace(judgement, case_number=twin.number, note=note)


def _decided_with(number: str, file: CaseFile) -> bool:
    """Whether the last decision on a case was that of another one."""
    decisions = [event.note for event in file.events if event.kind is CaseEventKind.REVIEWED]
    return bool(decisions) and _name(number) in decisions[-1].split(": ")


def _name(number: str) -> str:
    return f"{DECIDED_WITH} {number}"


def _plan_shop(tx: Transaction, case: Case, shop_of: ShopOf, now: datetime) -> Target | None:
    """Make the seller's shop due at once; what is found there goes the way of every offer."""
    file = tx.cases.file(case.id)
    shop = shop_of(file.sighting)
    if shop is None:
        return None
    planned = {event.note for event in file.events if event.kind is CaseEventKind.SHOP_PLANNED}
    if shop.url in planned:
        return None
    tx.targets.hurry(shop, SHOP_EVERY_S, now)
    tx.pages.weigh(shop, SELLER_WEIGHT)
    tx.cases.add_event(case.id, CaseEventKind.SHOP_PLANNED, now, by="rightswatch", note=shop.url)
    return shop
