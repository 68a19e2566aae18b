"""Sellers of cases, who is linked with whom and by what, and links that a person cuts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from monitor.domain.case import CaseState
from monitor.domain.network import LinkCut, LinkEdge, SellerRef
from monitor.ports.store import QueueLine, QueueQuery, SellerStanding, Transaction
from monitor.web.counting import world_of
from monitor.web.deciding import NOTE_LETTERS
from monitor.web.queue import LineView, line_view, names_of_rights
from monitor.web.showing import page, refusal
from monitor.web.visit import Visit
from rules.network.links import MOST_SELLERS, linked, rarity, strength, way, weight

SELLERS_SHOWN: Final = 100
CASES_SHOWN: Final = 25
LINKED_SHOWN: Final = 40
SEARCH_LETTERS: Final = 80

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
class CutView:
    """A link that somebody cut, cleaned."""

    other: SellerView
    by: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """A way between two sellers, or that there is none. strength: 0.0..1.0."""

    edges: tuple[EdgeView, ...]
    strength: float


class Network:
    """Links as one person may see them: between sellers of cases that are shown to them.

    Whoever sees all holders sees all links; for anybody else a seller none of whose cases is theirs
    is not there, and no way leads over it. holders: whose cases those are; None = all. left_out:
    pairs taken to be cut, to look what remains.
    """

    def __init__(
        self, tx: Transaction, holders: Sequence[str] | None, left_out: Sequence[Pair] = ()
    ) -> None:
        self._tx = tx
        self._holders = holders
        self._left_out = left_out
        self._standings: dict[SellerRef, SellerStanding] = {}

    def neighbours(self, seller: SellerRef) -> Sequence[LinkEdge]:
        """Edges from a seller, cut ones left out."""
        edges = self._tx.networks.edges(seller, MOST_SELLERS)
        kept = [edge for edge in edges if frozenset((seller, edge.other)) not in self._left_out]
        if self._holders is None:
            return kept
        self.learn({edge.other for edge in kept})
        return [edge for edge in kept if edge.other in self._standings]

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
        return _view(self._standings[seller])

    def told(self, edges: Sequence[LinkEdge]) -> WayView:
        """A way with what shows each of its steps."""
        return WayView(edges=tuple(map(self._told, edges)), strength=weight(edges) if edges else 0)

    def _told(self, edge: LinkEdge) -> EdgeView:
        back = next(
            (
                other
                for other in self._tx.networks.edges(edge.other, MOST_SELLERS)
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


def show_sellers(visit: Visit) -> Response:
    """Those of the most open and confirmed cases first."""
    named = " ".join(visit.asked.one("named").split())[:SEARCH_LETTERS]
    holders = holders_of(visit)
    with visit.desk.store.reading() as tx:
        found = visit.desk.counts.kept(
            ("sellers", holders, named),
            world_of(tx, visit.now),
            lambda: tx.networks.standings(holders, SELLERS_SHOWN, named),
        )
    views = [_view(one) for one in found]
    return page(visit, "sellers.html", sellers=views, named=named, most=SELLERS_SHOWN)


def show_seller(visit: Visit) -> Response:
    """One seller: its cases, and everybody within reach."""
    with visit.desk.store.reading() as tx:
        own = _seller(tx, visit, "seller")
        if own is None:
            return refusal(visit, 404)
        network = Network(tx, holders_of(visit))
        ways = list(linked(own.seller, network.neighbours).items())
        reach = [
            (network.view(other), weight(edges), [edge.kind for edge in edges])
            for other, edges in ways[:LINKED_SHOWN]
        ]
        query = QueueQuery(
            holders=holders_of(visit), seller=own.row, gravest=False, limit=CASES_SHOWN
        )
        lines = tx.queue.page(query)
        cuts = list(_cuts(tx, network, own.seller))
    return page(
        visit,
        "seller.html",
        seller=_view(own),
        lines=_lines(lines, visit),
        reach=reach,
        more=len(ways) - len(reach),
        cuts=cuts,
        cuts_links=_may_cut(visit),
    )


def show_way(visit: Visit) -> Response:
    """The strongest way between two sellers, and what would remain without one of its links."""
    with visit.desk.store.reading() as tx:
        one, other = _seller(tx, visit, "seller"), _seller(tx, visit, "other")
        if one is None or other is None:
            return refusal(visit, 404)
        network = Network(tx, holders_of(visit))
        edges = way(one.seller, other.seller, network.neighbours) or ()
        step = visit.asked.one("without")
        left_out = edges[int(step) - 1] if _is_step(step, len(edges)) else None
        remains = None
        if left_out is not None:
            pair = frozenset((left_out.one, left_out.other))
            rest = Network(tx, holders_of(visit), [pair])
            remains = rest.told(way(one.seller, other.seller, rest.neighbours) or ())
        shown = network.told(edges)
    return page(
        visit,
        "way.html",
        one=_view(one),
        other=_view(other),
        way=shown,
        left_out=int(step) if left_out else 0,
        remains=remains,
        cuts_links=_may_cut(visit),
    )


def cut_link(visit: Visit) -> Response:
    """Say that two sellers are not linked, or take that back; who and why is kept for ever."""
    said = visit.form.one("linked")
    note = clean_line(visit.form.one("note"), NOTE_LETTERS)
    if said not in {"0", "1"} or not note:
        return refusal(visit, 422)
    if not _may_cut(visit):
        return refusal(visit, 403)
    with visit.desk.store.transaction(durable=True) as tx:
        one, other = _seller(tx, visit, "seller"), _seller(tx, visit, "other")
        if one is None or other is None or one == other:
            return refusal(visit, 404)
        word = LinkCut(
            one=one.seller, other=other.seller, by=visit.member.called, at=visit.now, note=note
        )
        tx.networks.cut(word, linked=said == "1")
    return RedirectResponse(f"/sellers/{one.row}", status_code=303)


def holders_of(visit: Visit) -> tuple[str, ...] | None:
    """Whose cases the visitor sees; None = all."""
    return None if visit.member.sees_all else visit.member.holders


def _may_cut(visit: Visit) -> bool:
    """A cut holds for everybody: only who decides any case may make one."""
    return visit.member.may_decide(CaseState.OPEN, CaseState.CONFIRMED)


def _seller(tx: Transaction, visit: Visit, part: str) -> SellerStanding | None:
    """The seller that the address names; None where no case of it is shown to the visitor."""
    written = visit.parts[part]
    if not (written.isascii() and written.isdecimal() and len(written) < 19):
        return None
    return tx.networks.standing(int(written), holders_of(visit))


def _is_step(written: str, steps: int) -> bool:
    return written in {str(step + 1) for step in range(steps)}


def _lines(lines: Sequence[QueueLine], visit: Visit) -> list[LineView]:
    rights = names_of_rights(visit)
    return [line_view(line, visit, rights, None) for line in lines]


def _cuts(tx: Transaction, network: Network, own: SellerRef) -> Iterator[CutView]:
    """Links of a seller that people cut, as far as the other seller may be known of."""
    for cut in tx.networks.cuts():
        if own in {cut.one, cut.other}:
            other = cut.other if cut.one == own else cut.one
            if network.knows(other):
                by, note = clean_line(cut.by, 120), clean_line(cut.note, 400)
                yield CutView(other=network.view(other), by=by, at=cut.at, note=note)


def _view(one: SellerStanding) -> SellerView:
    return SellerView(
        row=one.row,
        name=clean_line(one.name or one.seller.key, 80),
        place=clean_line(str(one.seller), 120),
        open=one.open,
        confirmed=one.confirmed,
        cleared=one.cleared,
        newest=one.newest,
    )
