"""What people decided, beside the verdict they had before them."""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, func, select

from monitor.domain.case import CaseState
from monitor.domain.review import DECIDED_WITH, Decided
from monitor.domain.signal import Ground
from monitor.store.case_rows import case_number
from monitor.store.columns import AnyRow
from monitor.store.tables import cases, listings, reviews, sightings, verdicts

_LAST = select(func.max(reviews.c.id).label("id")).group_by(reviews.c.case_id).subquery()

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
            verdicts.c.judged_at <= reviews.c.at,
        ),
    )
    .where(reviews.c.decision != CaseState.OPEN, ~reviews.c.note.startswith(DECIDED_WITH))
    .order_by(reviews.c.id, verdicts.c.sighting_id, verdicts.c.score, verdicts.c.id)
)
"""Verdicts known when a case was last decided; the best over the newest sighting comes last."""


def decided_cases(connection: Connection) -> Sequence[Decided]:
    """One for each case whose last review stands and that had a verdict with a ground.

    What was decided with another case is that one's decision, and is told once.
    """
    last = {row.id: row for row in connection.execute(_BEFORE_THEM)}
    return [_decided(row) for row in last.values() if row.body.grounds]


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
