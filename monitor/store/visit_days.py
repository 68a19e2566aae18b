"""Old visits as daily sums: what coverage tells stays the same, the rows go.

What a sum cannot tell is kept whole: the last time that each home page was read, and the last
remark of each question. They stand where they stood, so nothing that looks for them changes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    Text,
    and_,
    case,
    delete,
    func,
    literal,
    select,
)

from monitor.domain.target import TargetKind, VisitOutcome
from monitor.store.columns import AnyRow, Named, Utc
from monitor.store.facts import SqlFacts
from monitor.store.tables import metadata, visits
from monitor.store.work import insert_into

visit_days = Table(
    "visit_days",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("outcome", Named(VisitOutcome), primary_key=True),
    Column("day", Utc, primary_key=True),  # its first instant
    Column("visits", Integer, nullable=False),
    Column("last_at", Utc, nullable=False),
)

_SUMMED: Final = "visits summed up to row"
_DAY: Final = timedelta(days=1)


def _is(column: Column[Any], value: object) -> ColumnElement[bool]:
    """With the value in the statement's text: a partial index is found by nothing less."""
    return column == literal(value, column.type, literal_execute=True)


_READ: Final = _is(visits.c.outcome, VisitOutcome.READ)
_LAST_WORDS: Final = {
    "ix_visits_homes": and_(_READ, _is(visits.c.kind, TargetKind.HOME)),
    "ix_visits_remarks": and_(_READ, visits.c.page_kind.is_(None)),
}
"""By the partial index that holds them: SQLite has to be told to look only there."""


def sum_up(connection: Connection, before: datetime, limit: int) -> int:
    """Put daily sums in the place of the oldest visits that ended before a moment.

    Gives how many were looked at, the few that stay included.
    """
    facts = SqlFacts(connection)
    told = facts.told(_SUMMED)
    oldest = list(_oldest(connection, int(told.value) if told else 0, before, limit))
    if not oldest:
        return 0
    staying = _last_words(connection, oldest)
    gone = [row for row in oldest if row.id not in staying]
    if gone:
        _add(connection, gone)
        connection.execute(delete(visits).where(visits.c.id.in_([row.id for row in gone])))
    facts.keep(_SUMMED, str(oldest[-1].id), before)
    return len(oldest)


def counted_since(sources: Sequence[str], since: datetime) -> Select[Any]:
    """(source, outcome, visits) of the days of which a part lies after a moment."""
    return (
        select(visit_days.c.source_id, visit_days.c.outcome, func.sum(visit_days.c.visits))
        .where(visit_days.c.source_id.in_(sources), visit_days.c.day > since - _DAY)
        .group_by(visit_days.c.source_id, visit_days.c.outcome)
    )


def last_read(sources: Sequence[str]) -> Select[Any]:
    """(source, when a page of it was last read), of the days alone."""
    return (
        select(visit_days.c.source_id, func.max(visit_days.c.last_at))
        .where(visit_days.c.source_id.in_(sources), visit_days.c.outcome == VisitOutcome.READ)
        .group_by(visit_days.c.source_id)
    )


def _oldest(
    connection: Connection, after_id: int, before: datetime, limit: int
) -> Iterator[AnyRow]:
    """In the order in which they were written down, up to the first that is too young.

    The newest stays, however old: SQLite would give its number to the next.
    """
    newest = select(func.max(visits.c.id)).scalar_subquery()
    some = (
        select(visits.c.id, visits.c.source_id, visits.c.url, visits.c.outcome, visits.c.ended_at)
        .where(visits.c.id > after_id, visits.c.id < newest)
        .order_by(visits.c.id)
        .limit(limit)
    )
    for row in connection.execute(some):
        if row.ended_at >= before:
            return
        yield row


def _last_words(connection: Connection, rows: Sequence[AnyRow]) -> set[int]:
    """Of those rows the last of their home page, or of their question."""
    of_them = and_(
        visits.c.source_id.in_({row.source_id for row in rows}),
        visits.c.url.in_({row.url for row in rows}),
    )
    last: set[int] = set()
    for index, condition in _LAST_WORDS.items():
        words = (
            select(func.max(visits.c.id))
            .where(condition, of_them)
            .group_by(visits.c.source_id, visits.c.url)
            .with_hint(visits, f"INDEXED BY {index}", "sqlite")
        )
        last |= set(connection.scalars(words))
    return last


def _add(connection: Connection, rows: Sequence[AnyRow]) -> None:
    counts: Counter[tuple[str, VisitOutcome, datetime]] = Counter()
    last: dict[tuple[str, VisitOutcome, datetime], datetime] = {}
    for row in rows:
        day = row.ended_at.replace(hour=0, minute=0, second=0, microsecond=0)
        key = (row.source_id, row.outcome, day)
        counts[key] += 1
        last[key] = max(row.ended_at, last.get(key, row.ended_at))
    new = insert_into(connection, visit_days)
    later = new.excluded.last_at > visit_days.c.last_at
    more = new.on_conflict_do_update(
        index_elements=["source_id", "outcome", "day"],
        set_={
            "visits": visit_days.c.visits + new.excluded.visits,
            "last_at": case((later, new.excluded.last_at), else_=visit_days.c.last_at),
        },
    )
    sums = [
        {"source_id": key[0], "outcome": key[1], "day": key[2], "visits": n, "last_at": last[key]}
        for key, n in counts.items()
    ]
    connection.execute(more, sums)
