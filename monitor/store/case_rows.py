"""Rows of cases as domain values, and the number people know a case by."""

from monitor.domain.case import Case, CaseEvent
from monitor.domain.listing import Listing
from monitor.domain.severity import Severity
from monitor.store.columns import AnyRow
from monitor.store.numbers import number_of, row_id_of


def case_number(case_id: int) -> str:
    """Number for people: "RW-000123"."""
    return number_of("RW", case_id)


def case_id_of(number: str) -> int | None:
    """Row behind a number as people write it ("RW-000123", "rw-123"); None when it is none."""
    return row_id_of("RW", number)


def case_of(row: AnyRow) -> Case:
    """The case a row of `cases` holds."""
    return Case(
        id=row.id,
        number=case_number(row.id),
        holder_id=row.holder_id,
        source_id=row.source_id,
        listing=Listing(market=row.market, listing_id=row.listing_id),
        grade=row.grade,
        state=row.state,
        live=row.live,
        opened_at=row.opened_at,
        sighting_id=row.sighting_id,
        agreeing_looks=row.agreeing_looks,
        recheck_due=row.recheck_due,
        severity=Severity(points=row.severity, because=row.severe_because),
    )


def event_of(row: AnyRow) -> CaseEvent:
    """The event a row of `case_events` holds."""
    return CaseEvent(
        id=row.id, case_id=row.case_id, kind=row.kind, at=row.at, by=row.by, note=row.note
    )
