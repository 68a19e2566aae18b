"""Rare traits link, common ones do not; the way between two sellers is the strongest one."""

from collections.abc import Iterable, Mapping

import pytest

from monitor.domain.network import LinkEdge, SellerRef, TraitKind
from rules.network.links import LEAST, MOST_SELLERS, WORTH, linked, strength, way, weight

A, B, C, D = (SellerRef(market="m.example", key=name) for name in "abcd")


def graph(
    traits: Mapping[str, tuple[TraitKind, Iterable[SellerRef]]], cut: Iterable[set[SellerRef]] = ()
) -> dict[SellerRef, list[LinkEdge]]:
    """Seller -> edges, of traits and who has them."""
    edges: dict[SellerRef, list[LinkEdge]] = {}
    for shown, (kind, owners) in traits.items():
        having = list(owners)
        for one in having:
            for other in having:
                if one != other and {one, other} not in cut:
                    edge = LinkEdge(
                        one=one, other=other, kind=kind, shown=shown, sellers=len(having), seen=1
                    )
                    edges.setdefault(one, []).append(edge)
    return edges


@pytest.mark.parametrize("kind", TraitKind)
def test_a_trait_says_less_the_more_sellers_have_it(kind: TraitKind) -> None:
    strengths = [strength(kind, sellers) for sellers in range(2, MOST_SELLERS + 2)]
    assert strengths[0] == WORTH[kind]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[-2] > 0
    assert strengths[-1] == 0


def test_the_strongest_way_is_told_edge_by_edge() -> None:
    edges = graph({
        "phone": (TraitKind.PHONE, (A, B)),
        "licence": (TraitKind.LICENCE, (B, C)),
        "picture": (TraitKind.PICTURE, (A, C)),
    })
    found = way(A, C, lambda seller: edges.get(seller, ()))
    assert found is not None
    assert [(edge.one, edge.other, edge.shown) for edge in found] == [
        (A, B, "phone"),
        (B, C, "licence"),
    ]
    assert weight(found) == pytest.approx(0.9)


def test_a_cut_edge_leaves_what_remains() -> None:
    traits = {
        "phone": (TraitKind.PHONE, (A, B)),
        "mail": (TraitKind.EMAIL, (B, C)),
        "picture": (TraitKind.PICTURE, (A, C)),
    }
    whole = graph(traits)
    assert set(linked(A, lambda seller: whole.get(seller, ()))) == {B, C}
    parted = graph(traits, cut=[{A, B}])
    remaining = linked(A, lambda seller: parted.get(seller, ()))
    assert [edge.shown for edge in remaining[C]] == ["picture"]
    assert [edge.shown for edge in remaining[B]] == ["picture", "mail"]
    none = graph(traits, cut=[{A, B}, {A, C}])
    assert linked(A, lambda seller: none.get(seller, ())) == {}


def test_a_hotline_of_many_sellers_links_nobody() -> None:
    crowd = [SellerRef(market="m.example", key=str(number)) for number in range(MOST_SELLERS + 1)]
    edges = graph({"hotline": (TraitKind.PHONE, crowd)})
    assert linked(crowd[0], lambda seller: edges.get(seller, ())) == {}


def test_ways_too_weak_to_say_anything_are_not_told() -> None:
    edges = graph({
        "one": (TraitKind.PICTURE, (A, B)),
        "two": (TraitKind.PICTURE, (B, C)),
        "three": (TraitKind.PICTURE, (C, D)),
    })
    found = linked(A, lambda seller: edges.get(seller, ()))
    assert list(found) == [B, C]
    assert weight(found[C]) >= LEAST
    assert way(A, D, lambda seller: edges.get(seller, ())) is None


def test_two_equal_ways_are_told_as_the_first_of_them() -> None:
    edges = graph({
        "mail": (TraitKind.EMAIL, (A, B)),
        "phone": (TraitKind.PHONE, (A, B)),
        "name": (TraitKind.MESSENGER, (A, B)),
    })
    found = linked(A, lambda seller: edges.get(seller, ()))
    assert [edge.shown for edge in found[B]] == ["mail"]
