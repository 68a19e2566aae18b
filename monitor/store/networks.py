"""Traits of sellers, the links they make, and links that people cut."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    Table,
    UniqueConstraint,
    bindparam,
    case,
    exists,
    func,
    insert,
    or_,
    select,
)

from monitor.domain.case import CaseState
from monitor.domain.network import LinkCut, LinkEdge, SellerRef, Trait, TraitKind
from monitor.ports.store import SellerStanding
from monitor.store.columns import AnyRow, Named, RowId, Utc, Written
from monitor.store.keys import pair_key
from monitor.store.tables import cases, metadata, sellers, sightings
from monitor.store.work import insert_into, shares

MOST_TRAITS = 2_000
"""Traits of one seller that are followed, the newest first."""

seller_traits = Table(
    "seller_traits",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("seller_row", RowId, ForeignKey("sellers.id"), nullable=False),
    Column("trait_key", LargeBinary, nullable=False),  # a digest: the trait itself is not kept
    Column("kind", Named(TraitKind), nullable=False),
    Column("shown", Written, nullable=False),
    Column("sighting_id", RowId, ForeignKey("sightings.id"), nullable=False),
    UniqueConstraint("trait_key", "seller_row"),
    Index("ix_seller_traits_seller_row", "seller_row"),
)

link_words = Table(  # append-only: the last word on a pair counts
    "link_words",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("one_row", RowId, ForeignKey("sellers.id"), nullable=False),
    Column("other_row", RowId, ForeignKey("sellers.id"), nullable=False),
    Column("linked", Boolean, nullable=False),
    Column("by", Written, nullable=False),
    Column("at", Utc, nullable=False),
    Column("note", Written, nullable=False),
    Index("ix_link_words_pair", "one_row", "other_row"),
)

_NEWEST = (
    select(seller_traits)
    .where(seller_traits.c.seller_row == bindparam("seller"))
    .order_by(seller_traits.c.id.desc())
    .limit(MOST_TRAITS)
    .subquery()
)
_OWN = select(_NEWEST.c.trait_key, _NEWEST.c.kind, _NEWEST.c.shown).where(
    exists().where(
        seller_traits.c.trait_key == _NEWEST.c.trait_key,
        seller_traits.c.seller_row != bindparam("seller"),
    )
)
"""Traits of a seller that another one has too: most are its own pictures, and nobody else's."""
_SHARED = (
    select(seller_traits.c.sighting_id, sellers.c.id, sellers.c.market, sellers.c.market_key)
    .join(sellers, sellers.c.id == seller_traits.c.seller_row)
    .where(seller_traits.c.trait_key == bindparam("trait"))
    .limit(bindparam("most"))
)
_LAST_WORDS = select(
    link_words,
    func
    .row_number()
    .over(
        partition_by=(link_words.c.one_row, link_words.c.other_row),
        order_by=link_words.c.id.desc(),
    )
    .label("place"),
).subquery()

_OPEN = func.sum(case((cases.c.state == CaseState.OPEN, 1), else_=0))
_CONFIRMED = func.sum(case((cases.c.state == CaseState.CONFIRMED, 1), else_=0))


class SqlNetworks:
    """Rows of `seller_traits` and `link_words`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, sighting_id: int, traits: Sequence[Trait]) -> int:
        """Keep what a sighting shows of its seller; gives how many traits are new of it."""
        seller = self._connection.scalar(
            select(sightings.c.seller_row).where(sightings.c.id == sighting_id)
        )
        if seller is None or not traits:
            return 0
        keep = insert_into(self._connection, seller_traits).on_conflict_do_nothing()
        rows = [
            {
                "seller_row": seller,
                "trait_key": trait.key,
                "kind": trait.kind,
                "shown": trait.shown,
                "sighting_id": sighting_id,
            }
            for trait in traits
        ]
        return len(self._connection.execute(keep.returning(seller_traits.c.id), rows).all())

    def edges(self, seller: SellerRef, most_sellers: int) -> Sequence[LinkEdge]:
        """To all who share a trait that at most `most_sellers` have; pairs that are cut left out.

        Cost: one look into an index for each trait of the seller, a question for each shared one.
        """
        own = self._row(seller)
        if own is None:
            return []
        parted = self._parted(own)
        found: list[LinkEdge] = []
        for trait in self._connection.execute(_OWN, {"seller": own}):
            asked = {"trait": trait.trait_key, "most": most_sellers + 1}
            owners = self._connection.execute(_SHARED, asked).all()
            if len(owners) <= most_sellers:
                found += [
                    _edge(seller, owner, trait, len(owners))
                    for owner in owners
                    if owner.id != own and owner.id not in parted
                ]
        return sorted(found, key=lambda edge: (edge.other, edge.kind, edge.shown))

    def having(self, trait: Trait, most_sellers: int) -> Sequence[SellerRef]:
        """Who has a trait; `most_sellers` and one at the most."""
        owners = self._connection.execute(_SHARED, {"trait": trait.key, "most": most_sellers + 1})
        return [SellerRef(market=owner.market, key=owner.market_key) for owner in owners]

    def cut(self, cut: LinkCut, *, linked: bool = False) -> None:
        """Append a person's word on a pair; the last one counts.

        Raises:
            LookupError: one of the two was never seen.
        """
        rows = sorted(self._known(seller) for seller in (cut.one, cut.other))
        word = {"one_row": rows[0], "other_row": rows[1], "linked": linked}
        said = {"by": cut.by, "at": cut.at, "note": cut.note}
        self._connection.execute(insert(link_words), word | said)

    def cuts(self) -> Sequence[LinkCut]:
        """Pairs that are cut now, oldest first."""
        one, other = sellers.alias(), sellers.alias()
        standing = (
            select(
                _LAST_WORDS,
                one.c.market.label("one_market"),
                one.c.market_key.label("one_key"),
                other.c.market.label("other_market"),
                other.c.market_key.label("other_key"),
            )
            .join(one, one.c.id == _LAST_WORDS.c.one_row)
            .join(other, other.c.id == _LAST_WORDS.c.other_row)
            .where(_LAST_WORDS.c.place == 1, _LAST_WORDS.c.linked.is_(False))
            .order_by(_LAST_WORDS.c.id)
        )
        return [
            LinkCut(
                one=SellerRef(market=row.one_market, key=row.one_key),
                other=SellerRef(market=row.other_market, key=row.other_key),
                by=row.by,
                at=row.at,
                note=row.note,
            )
            for row in self._connection.execute(standing)
        ]

    def accused(self, limit: int) -> Sequence[SellerRef]:
        """Sellers of open and confirmed cases, those of the newest cases first."""
        newest = (
            select(sellers.c.market, sellers.c.market_key)
            .join(cases, cases.c.seller_row == sellers.c.id)
            .where(cases.c.state.in_((CaseState.OPEN, CaseState.CONFIRMED)))
            .group_by(sellers.c.id)
            .order_by(func.max(cases.c.id).desc())
            .limit(limit)
        )
        rows = self._connection.execute(newest)
        return [SellerRef(market=row.market, key=row.market_key) for row in rows]

    def is_known(self, seller: SellerRef) -> bool:
        """Whether an offer of this seller was seen."""
        return self._row(seller) is not None

    def standings(
        self, holders: Sequence[str] | None, limit: int, named: str = ""
    ) -> Sequence[SellerStanding]:
        """Counted over all cases; one pass, whatever the limit."""
        counted = _counted(holders).subquery()
        pressing = counted.c.open + counted.c.confirmed
        found = (
            select(sellers, counted)
            .join(counted, counted.c.seller_row == sellers.c.id)
            .order_by(pressing.desc(), sellers.c.id)
            .limit(limit)
        )
        if named:
            place = sellers.c.market + "/" + sellers.c.market_key
            names = (one.icontains(named, autoescape=True) for one in (sellers.c.name, place))
            found = found.where(or_(*names))
        return [_standing(row) for row in self._connection.execute(found)]

    def standings_after(
        self, row: int, holders: Sequence[str] | None, limit: int
    ) -> Sequence[SellerStanding]:
        """By the index of cases by seller, no further than the limit."""
        next_ones = _counted(holders).where(cases.c.seller_row > row)
        counted = next_ones.order_by(cases.c.seller_row).limit(limit).subquery()
        found = select(sellers, counted).join(counted, counted.c.seller_row == sellers.c.id)
        rows = self._connection.execute(found.order_by(sellers.c.id))
        return [_standing(one) for one in rows]

    def standing(self, row: int, holders: Sequence[str] | None) -> SellerStanding | None:
        """By the index of cases by seller."""
        return next(iter(self._standings([row], holders)), None)

    def known_of(
        self, some: Collection[SellerRef], holders: Sequence[str] | None
    ) -> Sequence[SellerStanding]:
        """By the index of cases by seller."""
        told: list[SellerStanding] = []
        for keys in shares([pair_key(one.market, one.key) for one in some]):
            which = select(sellers.c.id).where(sellers.c.seller_key.in_(keys))
            told += self._standings(self._connection.scalars(which).all(), holders)
        return told

    def _standings(
        self, rows: Sequence[int], holders: Sequence[str] | None
    ) -> Sequence[SellerStanding]:
        counted = _counted(holders).where(cases.c.seller_row.in_(rows)).subquery()
        of_all = holders is None
        found = (
            select(sellers, counted)
            .join(counted, counted.c.seller_row == sellers.c.id, isouter=of_all)
            .where(sellers.c.id.in_(rows))
        )
        return [_standing(row) for row in self._connection.execute(found)]

    def _row(self, seller: SellerRef) -> int | None:
        return self._connection.scalar(
            select(sellers.c.id).where(sellers.c.seller_key == pair_key(seller.market, seller.key))
        )

    def _known(self, seller: SellerRef) -> int:
        row = self._row(seller)
        if row is None:
            message = f"no offer of {seller} was ever seen"
            raise LookupError(message)
        return row

    def _parted(self, own: int) -> set[int]:
        """Rows of sellers that a person says are not this one."""
        last = select(_LAST_WORDS).where(
            _LAST_WORDS.c.place == 1,
            _LAST_WORDS.c.linked.is_(False),
            (_LAST_WORDS.c.one_row == own) | (_LAST_WORDS.c.other_row == own),
        )
        rows = self._connection.execute(last).all()
        return {row.other_row if row.one_row == own else row.one_row for row in rows}


def _counted(holders: Sequence[str] | None) -> Select[Any]:
    """Cases of each seller by what was decided."""
    counted = (
        select(
            cases.c.seller_row,
            func.count().label("cases"),
            _OPEN.label("open"),
            _CONFIRMED.label("confirmed"),
            func.max(cases.c.opened_at).label("newest"),
        )
        .where(cases.c.seller_row.is_not(None))
        .group_by(cases.c.seller_row)
    )
    return counted if holders is None else counted.where(cases.c.holder_id.in_(holders))


def _standing(row: AnyRow) -> SellerStanding:
    opened, confirmed = int(row.open or 0), int(row.confirmed or 0)
    return SellerStanding(
        row=row.id,
        seller=SellerRef(market=row.market, key=row.market_key),
        name=row.name,
        open=opened,
        confirmed=confirmed,
        cleared=int(row.cases or 0) - opened - confirmed,
        newest=row.newest,
    )


def _edge(seller: SellerRef, owner: AnyRow, trait: AnyRow, count: int) -> LinkEdge:
    return LinkEdge(
        one=seller,
        other=SellerRef(market=owner.market, key=owner.market_key),
        kind=trait.kind,
        shown=trait.shown,
        sellers=count,
        seen=owner.sighting_id,
    )
