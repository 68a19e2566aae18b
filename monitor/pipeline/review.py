"""review: a person's judgement of a case.

Reads: a decision. Writes: the review, the case's state, its history (append-only); for a confirmed
case also the seller's whole shop as a target, because who sells one copy mostly sells more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from monitor.domain.case import Case, CaseEventKind, CaseState
from monitor.domain.errors import UnknownCase
from monitor.domain.listing import Sighting
from monitor.domain.review import Review
from monitor.domain.target import Target
from monitor.ports.store import Store, Transaction

log = structlog.get_logger(__name__)

SHOP_EVERY_S = 86_400.0
"""Rhythm of a shop until its first visit, which gives it that of its source."""

ShopOf = Callable[[Sighting], Target | None]
"""Where all that a sighting's seller offers is listed; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The case as it stands now. shop: the target that this review put on the list, else None."""

    case: Case
    shop: Target | None = None


def no_shop(sighting: Sighting) -> None:
    """For whoever has no spiders: no shop is known."""
    del sighting


def review(store: Store, judgement: Review, shop_of: ShopOf = no_shop) -> Reviewed:
    """File a judgement; a confirmation also puts the seller's shop on the list, once a case.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        case = tx.cases.review(judgement)
        confirmed = judgement.decision is CaseState.CONFIRMED
        shop = _plan_shop(tx, case, shop_of, judgement.at) if confirmed else None
    log.info(
        "case.reviewed",
        case=case.number,
        decision=judgement.decision.value,
        by=judgement.by,
        shop=shop.url if shop else None,
    )
    return Reviewed(case=case, shop=shop)


def acknowledge(store: Store, number: str, by: str, now: datetime, note: str = "") -> Case:
    """Note that somebody is on a case, so that nobody is reminded of it before it changes.

    Raises:
        UnknownCase: there is no case of that number.
    """
    with store.transaction(durable=True) as tx:
        case = tx.cases.get(number)
        if case is None:
            raise UnknownCase(number)
        tx.cases.add_event(case.id, CaseEventKind.ACKNOWLEDGED, now, by=by, note=note)
    log.info("case.acknowledged", case=case.number, by=by)
    return case


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
    tx.cases.add_event(case.id, CaseEventKind.SHOP_PLANNED, now, by="rightswatch", note=shop.url)
    return shop
