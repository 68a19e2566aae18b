"""Links between sellers as one person may see them, for pages and programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.email.clean import clean_line
from monitor.domain.network import LinkEdge, SellerRef
from monitor.ports.store import SellerStanding, Transaction
from rules.network.links import MOST_SELLERS, rarity, strength, weight

Pair = frozenset[SellerRef]


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerView:
    """One seller, cleaned."""

    row: int
    name: str
    place: str
    open: int
    confirmed: int
    cleared: int
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Where a trait was seen: one offer of a seller."""

    seller: str
    title: str
    market: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """One step of a way. rarity, strength: 0.0..1.0. one, other: rows of the sellers."""

    one: SellerView
    other: SellerView
    edge: LinkEdge
    what: str
    rarity: float
    strength: float
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """A way between two sellers, or that there is none. strength: 0.0..1.0."""

    edges: tuple[EdgeView, ...]
    strength: float


class Network:
    """Links as one person may see them: between sellers of cases that are shown to them.

    Whoever sees all holders sees all links; for anybody else a seller none of whose cases is theirs
    is not there, and no way leads over it. holders: whose cases those are; None = all.
    """

    def __init__(self, tx: Transaction, holders: Sequence[str] | None) -> None:
        self._tx = tx
        self._holders = holders
        self._left_out: Pair = frozenset()
        self._edges: dict[SellerRef, Sequence[LinkEdge]] = {}
        self._standings: dict[SellerRef, SellerStanding] = {}

    def without(self, one: SellerRef, other: SellerRef) -> "Network":
        """The same as if these two were cut, to look what remains; what was read serves both."""
        rest = Network(self._tx, self._holders)
        rest._left_out = frozenset((one, other))
        rest._edges, rest._standings = self._edges, self._standings
        return rest

    def neighbours(self, seller: SellerRef) -> Sequence[LinkEdge]:
        """Edges from a seller, cut ones left out."""
        kept = [
            edge for edge in self._of(seller) if frozenset((seller, edge.other)) != self._left_out
        ]
        if self._holders is None:
            return kept
        self.learn({edge.other for edge in kept})
        return [edge for edge in kept if edge.other in self._standings]

    def _of(self, seller: SellerRef) -> Sequence[LinkEdge]:
        if seller not in self._edges:
            self._edges[seller] = self._tx.networks.edges(seller, MOST_SELLERS)
        return self._edges[seller]

    def learn(self, sellers: set[SellerRef]) -> None:
        """Read which of these have cases that the person sees."""
        missing = sellers - self._standings.keys()
        for one in self._tx.networks.known_of(missing, self._holders):
            self._standings[one.seller] = one

    def knows(self, seller: SellerRef) -> bool:
        """Whether the person may know of a seller."""
        self.learn({seller})
        return seller in self._standings

    def view(self, seller: SellerRef) -> SellerView:
        """A seller of a way."""
        self.learn({seller})
        return seller_view(self._standings[seller])

    def told(self, edges: Sequence[LinkEdge]) -> WayView:
        """A way with what shows each of its steps."""
        return WayView(edges=tuple(map(self._told, edges)), strength=weight(edges) if edges else 0)

    def _told(self, edge: LinkEdge) -> EdgeView:
        back = next(
            (
                other
                for other in self._of(edge.other)
                if (other.other, other.kind, other.shown) == (edge.one, edge.kind, edge.shown)
            ),
            None,
        )
        one, other = self.view(edge.one), self.view(edge.other)
        shown = [self._shown(one, back.seen)] if back else []
        return EdgeView(
            one=one,
            other=other,
            edge=edge,
            what=clean_line(edge.shown, 120),
            rarity=rarity(edge.sellers),
            strength=strength(edge.kind, edge.sellers),
            shown=(*shown, self._shown(other, edge.seen)),
        )

    def _shown(self, seller: SellerView, sighting_id: int) -> Shown:
        sighting = self._tx.sightings.get(sighting_id)
        return Shown(
            seller=seller.name,
            title=clean_line(sighting.offer.title or "", 120),
            market=clean_line(sighting.offer.listing.market, 60),
            seen_at=sighting.seen_at,
        )


def seller_view(one: SellerStanding) -> SellerView:
    """A seller as pages show it."""
    return SellerView(
        row=one.row,
        name=clean_line(one.name or one.seller.key, 80),
        place=clean_line(str(one.seller), 120),
        open=one.open,
        confirmed=one.confirmed,
        cleared=one.cleared,
        newest=one.newest,
    )
