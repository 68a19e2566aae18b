"""Sellers of cases, who is linked with whom and by what, and links that a person cuts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Response
from fastapi.responses import RedirectResponse

from alerts.email.clean import clean_line
from monitor.domain.case import CaseState
from monitor.domain.network import LinkCut, SellerRef
from monitor.ports.store import QueueLine, QueueQuery, SellerStanding, Transaction
from monitor.web.counting import world_of
from monitor.web.deciding import NOTE_LETTERS
from monitor.web.network import Network, SellerView, seller_view
from monitor.web.queue import LineView, line_view, names_of_rights
from monitor.web.showing import page, refusal
from monitor.web.visit import Visit
from rules.network.links import linked, way, weight

SELLERS_SHOWN: Final = 100
CASES_SHOWN: Final = 25
LINKED_SHOWN: Final = 40
SEARCH_LETTERS: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class CutView:
    """A link that somebody cut, cleaned."""

    other: SellerView
    by: str
    at: datetime
    note: str


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
    views = [seller_view(one) for one in found]
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
        seller=seller_view(own),
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
            rest = network.without(left_out.one, left_out.other)
            remains = rest.told(way(one.seller, other.seller, rest.neighbours) or ())
        shown = network.told(edges)
    return page(
        visit,
        "way.html",
        one=seller_view(one),
        other=seller_view(other),
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
