"""Sellers for programs: who offers what cases are about, and who is linked with whom by what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Query, Response

from monitor.domain.network import LinkEdge, SellerRef, TraitKind
from monitor.ports.store import SellerStanding
from monitor.web.api.asked import PageAsked, RowNumber
from monitor.web.api.calls import Calling
from monitor.web.api.problems import not_there
from monitor.web.network import Network
from rules.network.links import linked, weight

MOST_LINKS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerTold:
    """A seller of cases that the token shows, and how many of each there are.

    number: for /sellers/{number} and the filter of /cases. key: the market's own, else the name.
    cleared: dismissed or licensed.
    """

    number: int
    market: str
    key: str
    name: str | None
    open: int
    confirmed: int
    cleared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerPage:
    """Sellers by number. next: cursor of the page after this one; null = there is none."""

    sellers: tuple[SellerTold, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTold:
    """What two sellers on the way share. shown: with numbers of persons masked."""

    one: str
    other: str
    kind: TraitKind
    shown: str
    sellers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTold:
    """Somebody within reach, and the strongest way there. seller: market/key; strength: 0..1."""

    seller: str
    strength: float
    way: tuple[StepTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerWithLinks:
    """One seller, and who is linked with it: the strongest 200.

    Where the token does not show all holders' cases, only sellers of cases that it shows.
    """

    seller: SellerTold
    links: tuple[LinkTold, ...]


def list_sellers(call: Calling, asked: Annotated[PageAsked, Query()]) -> Response:
    """Sellers of cases that the token shows, by number."""
    after = int(asked.cursor or 0)
    with call.desk.store.reading() as tx:
        found = tx.networks.standings_after(after, call.holders, asked.limit + 1)
    shown = found[: asked.limit]
    last = str(shown[-1].row) if len(found) > len(shown) else None
    return call.told(SellerPage(sellers=tuple(_told(one) for one in shown), next=last))


def show_seller(call: Calling, number: RowNumber) -> Response:
    """One of them, and who shares what with it."""
    with call.desk.store.reading() as tx:
        found = tx.networks.standing(number, call.holders)
        if found is None:
            raise not_there("Sellers are listed at /api/v1/sellers.")
        ways = linked(found.seller, Network(tx, call.holders).neighbours)
    strongest = list(ways.items())[:MOST_LINKS]
    links = tuple(_link(other, edges) for other, edges in strongest)
    return call.told(SellerWithLinks(seller=_told(found), links=links))


def _link(other: SellerRef, edges: Sequence[LinkEdge]) -> LinkTold:
    way = tuple(
        StepTold(
            one=str(edge.one),
            other=str(edge.other),
            kind=edge.kind,
            shown=edge.shown,
            sellers=edge.sellers,
        )
        for edge in edges
    )
    return LinkTold(seller=str(other), strength=round(weight(edges), 4), way=way)


def _told(one: SellerStanding) -> SellerTold:
    return SellerTold(
        number=one.row,
        market=one.seller.market,
        key=one.seller.key,
        name=one.name,
        open=one.open,
        confirmed=one.confirmed,
        cleared=one.cleared,
    )
