"""What it weighs to share a trait, and ways from one seller to another over shared traits."""

import heapq
import itertools
import math
from collections.abc import Callable, Sequence
from typing import Final

from monitor.domain.network import LinkEdge, SellerRef, TraitKind
from rules.network.traits import COPIED

WORTH: Final = {
    TraitKind.LICENCE: 1.0,
    TraitKind.PHONE: 0.9,
    TraitKind.MESSENGER: 0.9,
    TraitKind.EMAIL: 0.9,
    TraitKind.COMPANY: 0.8,
    TraitKind.DOMAIN: 0.6,
    TraitKind.TEMPLATE: 0.5,
    TraitKind.PICTURE: 0.4,
}
"""Strength of a link when two sellers have the trait and nobody else. Hand-set."""

MOST_SELLERS: Final = 20
"""A trait of more sellers than this links nobody: a courier's hotline, a stock photo."""

LEAST: Final = 0.15
"""Ways that are weaker are not told."""
MOST_STEPS: Final = 4

Neighbours = Callable[[SellerRef], Sequence[LinkEdge]]
"""Edges from a seller to all who share a trait with it, cut ones left out."""


def strength(kind: TraitKind, sellers: int) -> float:
    """0.0..1.0: the worth of the kind, less the more sellers have the trait.

    Two have it: all of the worth; MOST_SELLERS: a tenth; more: nothing.
    """
    return WORTH[kind] * rarity(sellers)


def rarity(sellers: int) -> float:
    """0.0..1.0: what is left of a thing's worth when so many have it; 2 = all, 20 = a tenth."""
    if sellers > MOST_SELLERS:
        return 0.0
    share = math.log(max(2, sellers) / 2) / math.log(MOST_SELLERS / 2)
    return 1.0 - 0.9 * share


def way(begin: SellerRef, end: SellerRef, neighbours: Neighbours) -> tuple[LinkEdge, ...] | None:
    """The strongest way between two sellers.

    Returns:
        Edges in order, each from where the last one ends; None where no way is strong enough.
    """
    return _ways(begin, neighbours, end).get(end)


def own_way(begin: SellerRef, end: SellerRef, neighbours: Neighbours) -> tuple[LinkEdge, ...]:
    """The strongest way over what sellers do not copy from each other; () = none."""

    def own(seller: SellerRef) -> Sequence[LinkEdge]:
        return [edge for edge in neighbours(seller) if edge.kind not in COPIED]

    return way(begin, end, own) or ()


def linked(begin: SellerRef, neighbours: Neighbours) -> dict[SellerRef, tuple[LinkEdge, ...]]:
    """Every seller within reach and the strongest way there, strongest first."""
    found = _ways(begin, neighbours, None)
    del found[begin]
    return dict(sorted(found.items(), key=lambda pair: (-weight(pair[1]), pair[0])))


def weight(edges: Sequence[LinkEdge]) -> float:
    """Strength of a way, 0.0..1.0: the product of its edges'."""
    return math.prod(strength(edge.kind, edge.sellers) for edge in edges)


def _ways(
    begin: SellerRef, neighbours: Neighbours, end: SellerRef | None
) -> dict[SellerRef, tuple[LinkEdge, ...]]:
    """Dijkstra over -ln(strength); stops at `end`."""
    settled: dict[SellerRef, tuple[LinkEdge, ...]] = {}
    turns = itertools.count()
    waiting: list[tuple[float, SellerRef, int, tuple[LinkEdge, ...]]] = [
        (-1.0, begin, next(turns), ())
    ]
    while waiting:
        _, here, _, edges = heapq.heappop(waiting)
        if here in settled:
            continue
        settled[here] = edges
        if here == end:
            break
        if len(edges) < MOST_STEPS:
            for edge in neighbours(here):
                longer = (*edges, edge)
                if edge.other not in settled and weight(longer) >= LEAST:
                    place = (-weight(longer), edge.other, next(turns), longer)
                    heapq.heappush(waiting, place)
    return settled
