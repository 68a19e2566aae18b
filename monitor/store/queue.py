"""The queue of cases as people read it.

Every question is answered from an index that holds all it asks of `cases`; offers are read only for
the lines that are shown.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Select,
    Text,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from monitor.domain.case import CaseState
from monitor.domain.verdict import Grade
from monitor.ports.store import CaseKind, Harm, QueueLine, QueueQuery, Tally
from monitor.store.case_rows import case_id_of, case_of
from monitor.store.columns import AnyRow
from monitor.store.tables import case_events, cases, sellers, sightings

_OF = cases.c
Index(
    "ix_cases_gravest",
    _OF.grade, _OF.severity.desc(), _OF.id.desc(), _OF.state, _OF.market, _OF.holder_id,
)  # fmt: skip
Index("ix_cases_counted", _OF.state, _OF.grade, _OF.market, _OF.severity, _OF.holder_id)
Index("ix_cases_asset", _OF.asset_id, _OF.holder_id, _OF.id)
Index("ix_cases_seller", _OF.seller_row, _OF.id)

_GRAVEST = (cases.c.grade, cases.c.severity.desc(), cases.c.id.desc())


class SqlQueue:
    """Rows of `cases` with their offers and sellers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, query: QueueQuery) -> Sequence[QueueLine]:
        """The next lines in the order of the query."""
        order = _order(query)
        chosen = _narrowed(_scoped(select(cases.c.id), query), query)
        after = case_id_of(query.after) if query.after else None
        if after is not None:
            chosen = self._after(chosen, after, gravest=query.gravest)
        ids = list(self._connection.scalars(chosen.order_by(*order).limit(query.limit)))
        offer = type_coerce(sightings.c.body, Text).label("offer")
        told = (
            select(cases, offer, sellers.c.name.label("seller_name"))
            .join(sightings, sightings.c.id == cases.c.sighting_id)
            .outerjoin(sellers, sellers.c.id == cases.c.seller_row)
            .where(cases.c.id.in_(ids))
        )
        lines = {row.id: _line(row) for row in self._connection.execute(told)}
        return [lines[case_id] for case_id in ids]

    def tallies(self, query: QueueQuery) -> Sequence[Tally]:
        """How many there are of each state, grade, market and band of harm."""
        groups = (cases.c.state, cases.c.grade, cases.c.market)
        each = _scoped(select(*groups, cases.c.severity, func.count().label("counted")), query)
        alike = each.group_by(*groups, cases.c.severity).subquery()  # in the order of an index
        harm = _harm(alike.c.severity)
        kinds = (alike.c.state, alike.c.grade, alike.c.market, harm)
        summed = select(*kinds, func.sum(alike.c.counted).label("counted")).group_by(*kinds)
        return [
            Tally(
                state=row.state,
                grade=row.grade,
                market=row.market,
                harm=Harm(row.harm),
                count=int(row.counted),
            )
            for row in self._connection.execute(summed)
        ]

    def newest_event(self) -> int:
        """Number of the newest line of any case's history; 0 before the first."""
        return self._connection.scalar(select(func.max(case_events.c.id))) or 0

    def kinds(self, after_event: int = 0) -> Iterator[tuple[int, CaseKind]]:
        """Of each case with a line of history after one; a kind is made once for all its rows."""
        written = (type_coerce(column, Text) for column in (_OF.state, _OF.grade, _OF.market))
        asked = select(_OF.id, _OF.holder_id, *written, _harm(_OF.severity))
        if after_event:
            events = case_events.c
            asked = asked.where(_OF.id.in_(select(events.case_id).where(events.id > after_event)))
        known: dict[tuple[Any, ...], CaseKind] = {}
        for row in self._connection.execute(asked):
            told = row[1:]
            yield row[0], known.get(told) or known.setdefault(told, _kind(*told))

    def seller_name(self, seller: int) -> str | None:
        """As the market shows it."""
        return self._connection.scalar(select(sellers.c.name).where(sellers.c.id == seller))

    def _after(self, chosen: Select[Any], after: int, *, gravest: bool) -> Select[Any]:
        """Only what comes behind a case; all of it when that case is gone."""
        if not gravest:
            return chosen.where(cases.c.id < after)
        place = select(cases.c.grade, cases.c.severity).where(cases.c.id == after)
        last = self._connection.execute(place).first()
        if last is None:
            return chosen
        same = cases.c.grade == last.grade
        return chosen.where(
            or_(
                cases.c.grade > last.grade,
                and_(same, cases.c.severity < last.severity),
                and_(same, cases.c.severity == last.severity, cases.c.id < after),
            )
        )


def _order(query: QueueQuery) -> tuple[ColumnElement[Any], ...]:
    """Few cases are of one seller or right: an order that no index has keeps to the index of those.

    Without it SQLite walks all cases in order of gravity until it has met enough of the seller.
    """
    if not query.gravest:
        return (cases.c.id.desc(),)
    if query.seller is None and query.asset is None:
        return _GRAVEST
    return (func.coalesce(cases.c.grade, ""), *_GRAVEST[1:])


def _scoped(asked: Select[Any], query: QueueQuery) -> Select[Any]:
    """What a person may see, of which right and seller, and since when."""
    if query.holders is not None:
        asked = asked.where(cases.c.holder_id.in_(query.holders))
    if query.asset is not None:
        asked = asked.where(cases.c.asset_id == query.asset)
    if query.seller is not None:
        asked = asked.where(cases.c.seller_row == query.seller)
    if query.since is not None:
        asked = asked.where(cases.c.opened_at > query.since)
    return asked


def _narrowed(asked: Select[Any], query: QueueQuery) -> Select[Any]:
    if query.state is not None:
        asked = asked.where(cases.c.state == query.state)
    if query.grade is not None:
        asked = asked.where(cases.c.grade == query.grade)
    if query.market is not None:
        asked = asked.where(cases.c.market == query.market)
    if query.harm is not None:
        asked = asked.where(cases.c.severity.between(*query.harm.points))
    return asked


def _harm(points: ColumnElement[int]) -> ColumnElement[str]:
    """The band that points lie in, as its word."""
    return case(*((points >= one.points[0], literal(one.value)) for one in Harm)).label("harm")


def _kind(holder_id: str, state: str, grade: str, market: str, harm: str) -> CaseKind:
    return CaseKind(
        holder_id=holder_id,
        state=CaseState(state),
        grade=Grade(grade),
        market=market,
        harm=Harm(harm),
    )


def _line(row: AnyRow) -> QueueLine:
    """Of the offer only what a line shows is read: building it whole takes ten times as long."""
    offer = json.loads(row.offer)["offer"]
    price = offer.get("price") or {}
    seller = offer.get("seller") or {}
    amount = " ".join(filter(None, (price.get("amount"), price.get("currency"))))
    return QueueLine(
        case=case_of(row),
        asset=row.asset_id,
        title=offer.get("title"),
        price=amount or None,
        seller=row.seller_row,
        seller_name=row.seller_name or seller.get("name") or seller.get("id"),
    )
