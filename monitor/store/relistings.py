"""Relistings, and the traces by which goods of cases are found again.

Traces are kept of cases alone: they are few beside all that is seen, so that looking up those of
every new offer costs next to nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from monitor.domain.case import Case, CaseState, LiveState
from monitor.domain.listing import Listing
from monitor.domain.relisting import Refusal, Relisting, Sameness
from monitor.store.case_rows import case_number, case_of
from monitor.store.columns import AnyRow, Body, RowId, Utc, Written
from monitor.store.keys import pair_key
from monitor.store.tables import cases, metadata
from monitor.store.work import insert_into

case_traces = Table(
    "case_traces",
    metadata,
    Column("trace", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", RowId, ForeignKey("cases.id"), primary_key=True),
)

relistings = Table(
    "relistings",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("case_id", RowId, ForeignKey("cases.id"), nullable=False),
    Column("listing_key", LargeBinary, nullable=False),
    Column("market", Written, nullable=False),
    Column("listing_id", Written, nullable=False),
    Column("url", Written, nullable=False),
    Column("sighting_id", RowId, ForeignKey("sightings.id"), nullable=False),
    Column("at", Utc, nullable=False),
    Column("sameness", Body(Sameness), nullable=False),
    Column("reopened", Boolean, nullable=False),
    Column("refused_by", Written),
    Column("refused_at", Utc),
    Column("refused_note", Written),
    UniqueConstraint("case_id", "listing_key"),
    Index("ix_relistings_listing_key", "listing_key"),
    Index("ix_relistings_at", "at"),
)

_CLOSED: Final = or_(
    cases.c.state == CaseState.CONFIRMED,
    and_(cases.c.state == CaseState.OPEN, cases.c.live == LiveState.REMOVED),
)
_STANDS: Final = relistings.c.refused_at.is_(None)
_SHARING: Final = (
    select(cases)
    .join(case_traces, case_traces.c.case_id == cases.c.id)
    .where(
        case_traces.c.trace.in_(bindparam("traces", expanding=True)),
        _CLOSED,
        cases.c.listing_key != bindparam("own_key"),
        ~exists().where(
            relistings.c.case_id == cases.c.id, relistings.c.listing_key == bindparam("own_key")
        ),
    )
    .group_by(cases.c.id)
    .order_by(func.count().desc(), cases.c.id.desc())
    .limit(bindparam("most"))
)
"""Asked twice of every offer: making the statement anew costs more than running it."""


class SqlRelistings:
    """Rows of `case_traces` and `relistings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, case_id: int, traces: Sequence[int]) -> None:
        """Keep by what the goods of a case are found again."""
        if not traces:
            return
        keep = insert_into(self._connection, case_traces).on_conflict_do_nothing()
        self._connection.execute(keep, [{"trace": one, "case_id": case_id} for one in traces])

    def candidates(self, listing: Listing, traces: Sequence[int], limit: int) -> Sequence[Case]:
        """Closed cases over other listings that share a trace, most shared traces first."""
        if not traces:
            return []
        key = pair_key(listing.market, listing.listing_id)
        asked = {"traces": list(traces), "own_key": key, "most": limit}
        return [case_of(row) for row in self._connection.execute(_SHARING, asked)]

    def tie(self, relisting: Relisting) -> bool:
        """Keep a relisting, once for each case and listing."""
        listing = relisting.listing
        row = {
            "case_id": relisting.case_id,
            "listing_key": pair_key(listing.market, listing.listing_id),
            "market": listing.market,
            "listing_id": listing.listing_id,
            "url": relisting.url,
            "sighting_id": relisting.sighting_id,
            "at": relisting.at,
            "sameness": relisting.sameness,
            "reopened": relisting.reopened,
        }
        keep = insert_into(self._connection, relistings).on_conflict_do_nothing(
            index_elements=["case_id", "listing_key"]
        )
        return self._connection.scalar(keep.returning(relistings.c.id), row) is not None

    def of_case(self, case_id: int) -> Sequence[Relisting]:
        """Offers that are tied to a case or were, oldest first."""
        return self._read(select(relistings).where(relistings.c.case_id == case_id))

    def of_listing(self, listing: Listing, holder_id: str) -> Relisting | None:
        """What ties a listing to an earlier case of a holder; the newest that stands."""
        tied = (
            select(relistings)
            .join(cases, cases.c.id == relistings.c.case_id)
            .where(
                relistings.c.listing_key == pair_key(listing.market, listing.listing_id),
                cases.c.holder_id == holder_id,
                _STANDS,
            )
        )
        return next(reversed(self._read(tied)), None)

    def refuse(self, case_id: int, listing: Listing, refusal: Refusal) -> Relisting | None:
        """Say that they are not the same."""
        key = pair_key(listing.market, listing.listing_id)
        said = {
            "refused_by": refusal.by,
            "refused_at": refusal.at,
            "refused_note": refusal.note,
        }
        which = and_(relistings.c.case_id == case_id, relistings.c.listing_key == key, _STANDS)
        row = self._connection.execute(
            update(relistings).where(which).values(said).returning(relistings)
        ).first()
        return _relisting_of(row) if row else None

    def standing(self, since: datetime) -> Sequence[Relisting]:
        """Every relisting since a moment that nobody has refused, oldest first."""
        return self._read(select(relistings).where(_STANDS, relistings.c.at >= since))

    def _read(self, rows: Select[Any]) -> Sequence[Relisting]:
        found = self._connection.execute(rows.order_by(relistings.c.id))
        return [_relisting_of(row) for row in found]


def _relisting_of(row: AnyRow) -> Relisting:
    refused = None
    if row.refused_at is not None:
        refused = Refusal(by=row.refused_by, at=row.refused_at, note=row.refused_note)
    return Relisting(
        case_id=row.case_id,
        case_number=case_number(row.case_id),
        listing=Listing(market=row.market, listing_id=row.listing_id),
        url=row.url,
        sighting_id=row.sighting_id,
        at=row.at,
        sameness=row.sameness,
        reopened=row.reopened,
        refused=refused,
    )
