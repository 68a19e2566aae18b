"""Cases, their verdicts, events and reviews."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, exists, func, insert, or_, select, update

from monitor.domain.case import Case, CaseEvent, CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.errors import UnknownCase
from monitor.domain.listing import Sighting
from monitor.domain.review import Decided, Pasts, Review
from monitor.domain.severity import NOT_WEIGHED, Severity
from monitor.domain.verdict import Grade, Verdict
from monitor.ports.store import CaseQuery
from monitor.store.case_decisions import decided_cases, pasts_of_sellers
from monitor.store.case_rows import case_id_of, case_number, case_of, event_of
from monitor.store.columns import AnyRow
from monitor.store.keys import text_key
from monitor.store.tables import case_events, cases, listings, reviews, sightings
from monitor.store.verdicts import best_grade, keep_verdicts, newest_verdicts
from monitor.store.work import insert_into, shares

WATCHED = (CaseState.OPEN, CaseState.CONFIRMED)
SERVICE = "rightswatch"
MOST_BESIDE = 1_000
"""Cases of one seller that are looked at beside another."""

_SEEN_AT = select(listings.c.listing_key).where(
    listings.c.source_id == bindparam("source_id"),
    or_(
        listings.c.url_key == bindparam("key"),
        listings.c.requested_key == bindparam("key"),
    ),
)
_WATCHED_AT = (
    select(cases)
    .where(cases.c.listing_key.in_(_SEEN_AT), cases.c.state.in_(WATCHED))
    .order_by(cases.c.id)
)
_GRAVEST_FIRST = (cases.c.grade, cases.c.severity.desc(), cases.c.id.desc())
"""A case's grade is written "alert" or "review": in the order of letters the louder comes first."""
_NEWEST_FIRST = (cases.c.opened_at.desc(), cases.c.id.desc())
_ITS_SIGHTING = sightings.alias("its_sighting")
_ITSELF = cases.alias("itself")
_OF_SELLER = (
    select(cases)
    .join(sightings, sightings.c.id == cases.c.sighting_id)
    .join(_ITS_SIGHTING, _ITS_SIGHTING.c.seller_row == sightings.c.seller_row)
    .join(_ITSELF, _ITSELF.c.sighting_id == _ITS_SIGHTING.c.id)
    .where(
        _ITSELF.c.id == bindparam("case"),
        cases.c.id != bindparam("case"),
        cases.c.holder_id == _ITSELF.c.holder_id,
    )
    .order_by(cases.c.id)
    .limit(MOST_BESIDE)
)


class SqlCases:
    """Rows of `cases`, `verdicts`, `case_events` and `reviews`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def judge(
        self,
        sighting_id: int,
        holder_id: str,
        filed: Sequence[Verdict],
        now: datetime,
        severity: Severity = NOT_WEIGHED,
    ) -> tuple[Case, CaseEventKind | None] | None:
        """File one holder's verdicts over one sighting; only an open case is raised.

        A sighting older than the case's current one adds its verdicts and moves nothing.

        Raises:
            LookupError: there is no such sighting.
        """
        seen = self._sighting(sighting_id)
        grade = best_grade(filed)
        case = self._of_listing(holder_id, seen.listing_key)
        if case is None and grade is Grade.NONE:
            return None
        keep_verdicts(self._connection, sighting_id, holder_id, filed, now)
        weighed = {
            "severity": severity.points,
            "severe_because": severity.because,
            "seller_row": seen.seller_row,
            **_foremost(filed),
        }
        first = {"grade": grade, "opened_at": now, **weighed}
        opened = self._open(seen, holder_id, first) if case is None else None
        if opened is not None:
            self.add_event(opened.id, CaseEventKind.OPENED, now, by=SERVICE, note=grade.value)
            return opened, CaseEventKind.OPENED
        return self._go_on(holder_id, seen, grade, now, weighed)

    def get(self, number: str) -> Case:
        """See the port.

        Raises:
            UnknownCase: there is no case of that number.
        """
        case_id = case_id_of(number)
        row = self._row(case_id) if case_id is not None else None
        if row is None:
            raise UnknownCase(number)
        return case_of(row)

    def file(self, case_id: int, sighting_id: int | None = None) -> CaseFile:
        """The case with one sighting, the newest verdict per asset over it, and all events.

        Raises:
            UnknownCase: there is no such case.
            LookupError: there is no such sighting.
        """
        case = case_of(self._known(case_id))
        of_sighting = case.sighting_id if sighting_id is None else sighting_id
        happened = (
            select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.id)
        )
        return CaseFile(
            case=case,
            sighting=self._body(of_sighting),
            verdicts=newest_verdicts(self._connection, of_sighting, case.holder_id),
            events=tuple(event_of(row) for row in self._connection.execute(happened)),
        )

    def list(self, query: CaseQuery) -> Sequence[Case]:
        """By query, in its order."""
        order = _GRAVEST_FIRST if query.gravest_first else _NEWEST_FIRST
        asked = select(cases).order_by(*order)
        if query.states is not None:
            asked = asked.where(cases.c.state.in_(query.states))
        if query.grade is not None:
            asked = asked.where(cases.c.grade == query.grade)
        if query.source_id is not None:
            asked = asked.where(cases.c.source_id == query.source_id)
        if query.holder_id is not None:
            asked = asked.where(cases.c.holder_id == query.holder_id)
        return [case_of(row) for row in self._connection.execute(asked.limit(query.limit))]

    def review(self, review: Review) -> Case:
        """Append a judgement, set the state, append the event; the same one twice counts once.

        Raises:
            UnknownCase: there is no such case.
        """
        case = self.get(review.case_number)
        keep = insert_into(self._connection, reviews).on_conflict_do_nothing()
        row = {
            "case_id": case.id,
            "decision": review.decision,
            "by": review.by,
            "at": review.at,
            "note": review.note,
        }
        if self._connection.scalar(keep.returning(reviews.c.id), row) is not None:
            self._set(case.id, state=review.decision)
            note = ": ".join(filter(None, (review.decision.value, review.note)))
            self.add_event(case.id, CaseEventKind.REVIEWED, review.at, by=review.by, note=note)
        return case_of(self._known(case.id))

    def add_event(
        self, case_id: int, kind: CaseEventKind, at: datetime, *, by: str, note: str = ""
    ) -> CaseEvent:
        """Append one line of history."""
        line = insert(case_events).returning(case_events)
        row = {"case_id": case_id, "kind": kind, "at": at, "by": by, "note": note}
        return event_of(self._connection.execute(line, row).one())

    def add_events(
        self, case_ids: Sequence[int], kind: CaseEventKind, at: datetime, *, by: str, note: str
    ) -> None:
        """Append the same line to the history of each of these cases."""
        line = {"kind": kind, "at": at, "by": by, "note": note}
        if case_ids:
            lines = [{"case_id": case_id, **line} for case_id in case_ids]
            self._connection.execute(insert(case_events), lines)

    def set_state(self, case_id: int, state: CaseState) -> None:
        """Give a case a state that no judgement brought; its history says why."""
        self._set(case_id, state=state)

    def states(self, case_ids: Sequence[int]) -> Mapping[int, CaseState]:
        """What people have decided of each."""
        found: dict[int, CaseState] = {}
        for some in shares(case_ids):
            which = cases.c.id.in_(some)
            rows = self._connection.execute(select(cases.c.id, cases.c.state).where(which))
            found |= {row.id: row.state for row in rows}
        return found

    def awaits_answer(self, case_id: int, since_event: int) -> bool:
        """Whether the case is open and nobody has acknowledged it since an event of it."""
        answered = exists().where(
            case_events.c.case_id == case_id,
            case_events.c.kind == CaseEventKind.ACKNOWLEDGED,
            case_events.c.id > since_event,
        )
        waits = and_(cases.c.id == case_id, cases.c.state == CaseState.OPEN, ~answered)
        return self._connection.scalar(select(cases.c.id).where(waits)) is not None

    def beside(self, case_id: int) -> Sequence[Case]:
        """Other cases of its holder whose offers are of the same seller, oldest first."""
        found = self._connection.execute(_OF_SELLER, {"case": case_id})
        return [case_of(row) for row in found]

    def happened(self, kind: CaseEventKind, since: datetime) -> Sequence[CaseEvent]:
        """Events of one kind, of all cases, oldest first."""
        told = (
            select(case_events)
            .where(case_events.c.kind == kind, case_events.c.at >= since)
            .order_by(case_events.c.id)
        )
        return [event_of(row) for row in self._connection.execute(told)]

    def due_for_recheck(self, now: datetime, limit: int) -> Sequence[Case]:
        """Open and confirmed cases whose look is due, oldest first."""
        due = (
            select(cases)
            .where(cases.c.recheck_due <= now, cases.c.state.in_(WATCHED))
            .order_by(cases.c.recheck_due, cases.c.id)
            .limit(limit)
        )
        return [case_of(row) for row in self._connection.execute(due)]

    def of_listing_url(self, source_id: str, url: str) -> Sequence[Case]:
        """Open and confirmed cases of the listing that was last seen at a URL."""
        where = {"source_id": source_id, "key": text_key(url)}
        return [case_of(row) for row in self._connection.execute(_WATCHED_AT, where)]

    def looked(
        self,
        case_id: int,
        live: LiveState,
        *,
        agreeing_looks: int,
        recheck_due: datetime | None,
        at: datetime,
    ) -> None:
        """Set what the last look showed; a changed `live` appends a LIVE_STATE event.

        Raises:
            UnknownCase: there is no such case.
        """
        before = self._known(case_id).live
        self._set(case_id, live=live, agreeing_looks=agreeing_looks, recheck_due=recheck_due)
        if live is not before:
            note = f"{before.value} -> {live.value}"
            self.add_event(case_id, CaseEventKind.LIVE_STATE, at, by=SERVICE, note=note)

    def counts(self) -> Mapping[str, int]:
        """CaseState value -> cases; every state is named."""
        by_state = select(cases.c.state, func.count()).group_by(cases.c.state)
        counted = {state.value: count for state, count in self._connection.execute(by_state)}
        return {state.value: 0 for state in CaseState} | counted

    def decided(self) -> Sequence[Decided]:
        """Cases that stand decided, with the best verdict there was by then; oldest first."""
        return decided_cases(self._connection)

    def pasts(self) -> Pasts:
        """Decided cases by the seller of their current sighting, oldest first."""
        return pasts_of_sellers(self._connection)

    def _go_on(
        self,
        holder_id: str,
        seen: AnyRow,
        grade: Grade,
        now: datetime,
        weighed: Mapping[str, Any],
    ) -> tuple[Case, CaseEventKind | None]:
        case = _there(self._of_listing(holder_id, seen.listing_key), "the case is gone")
        current = self._sighting(case.sighting_id)
        if (seen.seen_at, seen.id) >= (current.seen_at, current.id):
            self._set(case.id, sighting_id=seen.id, source_id=seen.source_id, **weighed)
        event = None
        if case.state is CaseState.OPEN and not case.grade.at_least(grade):
            self._set(case.id, grade=grade)
            event = CaseEventKind.RAISED
            note = f"{case.grade.value} -> {grade.value}"
            self.add_event(case.id, event, now, by=SERVICE, note=note)
        return case_of(self._known(case.id)), event

    def _open(self, seen: AnyRow, holder_id: str, first: Mapping[str, Any]) -> Case | None:
        row = {
            "holder_id": holder_id,
            "listing_key": seen.listing_key,
            "market": seen.market,
            "listing_id": seen.listing_id,
            "source_id": seen.source_id,
            "sighting_id": seen.id,
            "state": CaseState.OPEN,
            "live": LiveState.LIVE,
            "agreeing_looks": 0,
            **first,
        }
        new = insert_into(self._connection, cases).on_conflict_do_nothing(
            index_elements=["listing_key", "holder_id"]
        )
        opened = self._connection.execute(new.returning(cases), row).first()
        return case_of(opened) if opened else None

    def _sighting(self, sighting_id: int) -> AnyRow:
        of_listing = (
            select(
                sightings.c.id,
                sightings.c.seen_at,
                sightings.c.source_id,
                sightings.c.seller_row,
                listings.c.listing_key,
                listings.c.market,
                listings.c.listing_id,
            )
            .join(listings, sightings.c.listing_row == listings.c.id)
            .where(sightings.c.id == sighting_id)
        )
        row = self._connection.execute(of_listing).first()
        return _there(row, f"there is no sighting {sighting_id}")

    def _body(self, sighting_id: int) -> Sighting:
        body = select(sightings.c.body).where(sightings.c.id == sighting_id)
        row = self._connection.execute(body).first()
        sighting: Sighting = _there(row, f"there is no sighting {sighting_id}").body
        return sighting

    def _of_listing(self, holder_id: str, listing_key: bytes) -> AnyRow | None:
        mine = and_(cases.c.listing_key == listing_key, cases.c.holder_id == holder_id)
        return self._connection.execute(select(cases).where(mine).with_for_update()).first()

    def _row(self, case_id: int) -> AnyRow | None:
        one = select(cases).where(cases.c.id == case_id)
        return self._connection.execute(one).first()

    def _known(self, case_id: int) -> AnyRow:
        row = self._row(case_id)
        if row is None:
            raise UnknownCase(case_number(case_id))
        return row

    def _set(self, case_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of `cases`
        self._connection.execute(update(cases).where(cases.c.id == case_id).values(**values))


def _foremost(filed: Sequence[Verdict]) -> dict[str, str]:
    """The right that a case is about before all others; nothing where no verdict was filed."""
    best = min(filed, key=lambda verdict: (-verdict.score, verdict.asset_id), default=None)
    return {"asset_id": best.asset_id} if best else {}


def _there(row: AnyRow | None, otherwise: str) -> AnyRow:
    if row is None:
        raise LookupError(otherwise)
    return row
