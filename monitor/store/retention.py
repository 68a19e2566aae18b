"""Legal holds, and bundles on their way out: states of captures, and the history of cases."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, update

from monitor.domain.capture import CaptureState, EvidenceBundle
from monitor.domain.case import CaseEventKind, CaseState
from monitor.ports.store import KeptBundle
from monitor.store.captures import STANDING
from monitor.store.case_rows import case_number
from monitor.store.columns import AnyRow
from monitor.store.tables import captures, case_events, cases, reviews
from monitor.store.work import changed_one

_HOLDS: Final = (CaseEventKind.HELD, CaseEventKind.RELEASED)
_LAST_HOLD = (
    select(func.max(case_events.c.id))
    .where(case_events.c.kind.in_(_HOLDS))
    .group_by(case_events.c.case_id)
)
_HELD = select(case_events.c.case_id).where(
    case_events.c.id.in_(_LAST_HOLD), case_events.c.kind == CaseEventKind.HELD
)
_DECIDED = (
    select(reviews.c.case_id, func.max(reviews.c.at).label("at"))
    .group_by(reviews.c.case_id)
    .subquery()
)


class SqlRetention:
    """Rows of `captures` and `case_events`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_held(self, case_id: int) -> bool:
        """Whether a case is on legal hold; its row stays locked until the transaction ends."""
        self._connection.execute(
            select(cases.c.id).where(cases.c.id == case_id).with_for_update()
        ).first()
        last = (
            select(case_events.c.kind)
            .where(case_events.c.case_id == case_id, case_events.c.kind.in_(_HOLDS))
            .order_by(case_events.c.id.desc())
            .limit(1)
        )
        return self._connection.scalar(last) is CaseEventKind.HELD

    def expired(
        self, state: CaseState, decided_before: datetime, limit: int
    ) -> Sequence[KeptBundle]:
        """Bundles of cases in a state, last decided before, and not held; oldest first."""
        due = and_(cases.c.state == state, _DECIDED.c.at < decided_before)
        free = and_(due, cases.c.id.not_in(_HELD))
        rows = _kept(free).join(_DECIDED, _DECIDED.c.case_id == cases.c.id).limit(limit)
        return [_bundle(row) for row in self._connection.execute(rows)]

    def of_case(self, case_id: int) -> Sequence[KeptBundle]:
        """Bundles of one case that stand."""
        return [_bundle(row) for row in self._connection.execute(_kept(cases.c.id == case_id))]

    def bury(self, capture_id: str) -> bool:
        """Its tombstone is in the log: its bytes are to go. False when it does not stand."""
        standing = and_(captures.c.id == capture_id, captures.c.state.in_(STANDING))
        gone = update(captures).where(standing).values(state=CaptureState.BURIED, seals_due=None)
        return changed_one(self._connection, gone)

    def buried(self) -> Sequence[EvidenceBundle]:
        """Bundles whose bytes are still to go."""
        waiting = (
            select(captures.c.bundle)
            .where(captures.c.state == CaptureState.BURIED)
            .order_by(captures.c.entry_index)
        )
        return list(self._connection.scalars(waiting))

    def removed(self, capture_id: str) -> None:
        """The bytes are gone."""
        this = and_(captures.c.id == capture_id, captures.c.state == CaptureState.BURIED)
        self._connection.execute(update(captures).where(this).values(state=CaptureState.REMOVED))


def _kept(which: ColumnElement[bool]) -> Select[tuple[int, EvidenceBundle, int]]:
    return (
        select(cases.c.id, captures.c.bundle, captures.c.entry_index)
        .select_from(cases)
        .join(captures, captures.c.case_id == cases.c.id)
        .where(captures.c.state.in_(STANDING), which)
        .order_by(captures.c.entry_index)
    )


def _bundle(row: AnyRow) -> KeptBundle:
    return KeptBundle(
        case_id=row.id,
        case_number=case_number(row.id),
        bundle=row.bundle,
        entry_index=row.entry_index,
    )
