"""What people confirmed, read from the reviews in the order in which they were written."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select, text

from monitor.domain.case import CaseState
from monitor.domain.review import Confirmation
from monitor.store.columns import AnyRow
from monitor.store.tables import cases, reviews

_EARLIER = reviews.alias("earlier")
_BEFORE = (
    select(_EARLIER.c.decision)
    .where(_EARLIER.c.case_id == reviews.c.case_id, _EARLIER.c.id < reviews.c.id)
    .order_by(_EARLIER.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_STANDS = reviews.c.decision == CaseState.CONFIRMED


class SqlConfirmations:
    """Rows of `reviews` that confirm, and those that follow one that did."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def after(
        self, last: int, limit: int, holders: Sequence[str] | None = None
    ) -> Sequence[Confirmation]:
        """Those behind number `last`, oldest first.

        PostgreSQL numbers rows before they are committed: the lock waits for whoever is writing
        one, so that no smaller number turns up after a larger one was read.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("LOCK TABLE reviews IN SHARE MODE"))
        chosen = (
            select(reviews)
            .where(reviews.c.id > last, or_(_STANDS, _BEFORE.in_((CaseState.CONFIRMED,))))
            .order_by(reviews.c.id)
            .limit(limit)
        )
        if holders is not None:
            of_them = chosen.join(cases, cases.c.id == reviews.c.case_id)
            chosen = of_them.where(cases.c.holder_id.in_(holders))
        return [_confirmation(row) for row in self._connection.execute(chosen)]


def _confirmation(row: AnyRow) -> Confirmation:
    return Confirmation(
        id=row.id,
        case_id=row.case_id,
        stands=row.decision is CaseState.CONFIRMED,
        at=row.at,
        by=row.by,
        note=row.note,
    )
