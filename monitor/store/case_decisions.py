"""What people decided, beside the verdict they had before them."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, case, func, or_, select

from monitor.domain.case import CaseState
from monitor.domain.listing import Listing
from monitor.domain.network import SellerRef
from monitor.domain.review import DECIDED_WITH, Decided, Pasts, SellerCase
from monitor.domain.signal import Ground
from monitor.store.case_rows import case_number
from monitor.store.columns import AnyRow
from monitor.store.tables import cases, listings, reviews, sellers, sightings, verdicts

_LAST = select(func.max(reviews.c.id).label("id")).group_by(reviews.c.case_id).subquery()

_KNOWN_THEN = verdicts.c.judged_at <= reviews.c.at

_BEFORE_THEM = (
    select(
        cases.c.id,
        reviews.c.decision,
        reviews.c.at,
        verdicts.c.decider,
        verdicts.c.score,
        verdicts.c.body,
    )
    .select_from(reviews)
    .join(_LAST, _LAST.c.id == reviews.c.id)
    .join(cases, cases.c.id == reviews.c.case_id)
    .join(listings, listings.c.listing_key == cases.c.listing_key)
    .join(sightings, sightings.c.listing_row == listings.c.id)
    .join(
        verdicts,
        and_(
            verdicts.c.sighting_id == sightings.c.id,
            verdicts.c.holder_id == cases.c.holder_id,
            or_(_KNOWN_THEN, sightings.c.seen_at <= reviews.c.at),
        ),
    )
    .where(reviews.c.decision != CaseState.OPEN, ~reviews.c.note.startswith(DECIDED_WITH))
    .order_by(
        reviews.c.id,
        verdicts.c.sighting_id,
        case((_KNOWN_THEN, 1), else_=0),
        verdicts.c.score,
        verdicts.c.id,
    )
)
"""Verdicts over what was seen when a case was last decided; the best over the newest comes last.

One that was reached again after the decision stands in for what it said by then: the same asset,
sighting and decider keep their last verdict alone.
"""

_OF_SELLERS = (
    select(
        sellers.c.market,
        sellers.c.market_key,
        cases.c.holder_id,
        listings.c.listing_id,
        cases.c.state,
    )
    .select_from(cases)
    .join(sightings, sightings.c.id == cases.c.sighting_id)
    .join(sellers, sellers.c.id == sightings.c.seller_row)
    .join(listings, listings.c.id == sightings.c.listing_row)
    .where(cases.c.state != CaseState.OPEN)
    .order_by(cases.c.id)
)


def decided_cases(connection: Connection) -> Sequence[Decided]:
    """One for each case whose last review stands and that had a verdict with a ground.

    What was decided with another case is that one's decision, and is told once.
    """
    last = {row.id: row for row in connection.execute(_BEFORE_THEM)}
    return [_decided(row) for row in last.values() if row.body.grounds]


def pasts_of_sellers(connection: Connection) -> Pasts:
    """Decided cases by the seller of their current sighting, oldest first."""
    pasts: dict[SellerRef, list[SellerCase]] = {}
    for row in connection.execute(_OF_SELLERS):
        decided = SellerCase(
            holder_id=row.holder_id,
            listing=Listing(market=row.market, listing_id=row.listing_id),
            confirmed=row.state is CaseState.CONFIRMED,
        )
        pasts.setdefault(SellerRef(market=row.market, key=row.market_key), []).append(decided)
    return pasts


def _decided(row: AnyRow) -> Decided:
    ground: Ground = row.body.grounds[0]
    return Decided(
        case_number=case_number(row.id),
        decider=row.decider,
        ground=ground,
        score=row.score,
        confirmed=row.decision is CaseState.CONFIRMED,
        at=row.at,
    )
