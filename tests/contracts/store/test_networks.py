"""Sellers and what they share: kept once, counted, cut and joined again."""

from dataclasses import replace

import pytest

from monitor.domain.case import CaseState
from monitor.domain.listing import Listing
from monitor.domain.network import LinkCut, SellerRef, Trait, TraitKind
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import NOON, after, open_case, sighting, verdict

PHONE = Trait(kind=TraitKind.PHONE, value="8613812345678", shown="138*****678")
MAIL = Trait(kind=TraitKind.EMAIL, value="a@b.example", shown="a@b.example")


def ref(name: str) -> SellerRef:
    return SellerRef(market="shop.example", key=name)


def seen(tx: Transaction, name: str, *traits: Trait) -> int:
    """An offer of a seller with traits."""
    plain = sighting()
    listing = Listing(market="shop.example", listing_id=f"of {name}")
    offered = replace(plain.offer, listing=listing, seller=Seller(id=name, name=name.upper()))
    row, _ = tx.sightings.record(replace(plain, offer=offered))
    tx.networks.note(row, traits)
    return row


def test_sellers_who_share_a_trait_are_linked_by_it(store: Store) -> None:
    with store.transaction() as tx:
        seen(tx, "a", PHONE, MAIL)
        row = seen(tx, "b", PHONE)
        seen(tx, "c")
        (edge,) = tx.networks.edges(ref("a"), 20)
        assert (edge.one, edge.other, edge.kind) == (ref("a"), ref("b"), TraitKind.PHONE)
        assert (edge.shown, edge.sellers, edge.seen) == ("138*****678", 2, row)
        assert tx.networks.edges(ref("c"), 20) == []
        assert tx.networks.edges(ref("nobody"), 20) == []


def test_the_same_traits_again_change_nothing(store: Store) -> None:
    with store.transaction() as tx:
        row = seen(tx, "a", PHONE)
        assert tx.networks.note(row, [PHONE]) == 0
        assert tx.networks.note(row, [PHONE, MAIL]) == 1
        seen(tx, "b", PHONE, MAIL)
        assert [edge.kind for edge in tx.networks.edges(ref("b"), 20)] == [
            TraitKind.EMAIL,
            TraitKind.PHONE,
        ]


def test_a_trait_that_too_many_have_links_nobody(store: Store) -> None:
    with store.transaction() as tx:
        for number in range(4):
            seen(tx, f"s{number}", PHONE)
        assert len(tx.networks.edges(ref("s0"), 4)) == 3
        assert tx.networks.edges(ref("s0"), 3) == []


def test_a_cut_pair_is_not_linked_until_it_is_joined_again(store: Store) -> None:
    with store.transaction() as tx:
        for name in ("a", "b", "c"):
            seen(tx, name, PHONE)
        cut = LinkCut(one=ref("b"), other=ref("a"), by="li", at=NOON, note="two firms")
        tx.networks.cut(cut)
        assert [edge.other for edge in tx.networks.edges(ref("a"), 20)] == [ref("c")]
        assert [edge.other for edge in tx.networks.edges(ref("b"), 20)] == [ref("c")]
        (standing,) = tx.networks.cuts()
        assert {standing.one, standing.other} == {ref("a"), ref("b")}
        assert (standing.by, standing.at, standing.note) == ("li", NOON, "two firms")
        tx.networks.cut(replace(cut, at=after(1)), linked=True)
        assert [edge.other for edge in tx.networks.edges(ref("a"), 20)] == [ref("b"), ref("c")]
        assert tx.networks.cuts() == []
        with pytest.raises(LookupError, match="nobody"):
            tx.networks.cut(replace(cut, one=ref("nobody")))


def test_sellers_of_open_cases_are_told_newest_first(store: Store) -> None:
    with store.transaction() as tx:
        for name in ("a", "b"):
            tx.cases.judge(seen(tx, name), "acme", [verdict()], NOON)
        seen(tx, "c")
        assert list(tx.networks.accused(10)) == [ref("b"), ref("a")]
        assert list(tx.networks.accused(1)) == [ref("b")]
        assert tx.networks.is_known(ref("c"))
        assert not tx.networks.is_known(ref("d"))


def test_sellers_stand_by_the_cases_of_the_holders_that_count(store: Store) -> None:
    with store.transaction() as tx:
        first = open_case(tx, "1")
        open_case(tx, "2")
        judged = Review(case_number=first.number, decision=CaseState.CONFIRMED, by="Li", at=NOON)
        tx.cases.review(judged)
        (one,) = tx.networks.standings(None, 9)
        assert (one.open, one.confirmed, one.cleared, one.newest) == (1, 1, 0, NOON)
        assert tx.networks.standings(["acme"], 9, "SHOP.EXAMPLE/s-7") == [one]
        assert tx.networks.standings(None, 9, "s%7") == []
        assert tx.networks.standings(["zorvex"], 9) == []
        assert tx.networks.standing(one.row, ["zorvex"]) is None
        assert tx.networks.standing(one.row, None) == one
        assert tx.networks.standing(999, None) is None
        assert tx.networks.standings_after(0, ["acme"], 9) == [one]
        assert tx.networks.standings_after(0, ["zorvex"], 9) == []
        assert tx.networks.standings_after(one.row, None, 9) == []
        assert list(tx.networks.known_of([one.seller], None)) == [one]
        assert list(tx.networks.known_of([one.seller], ["zorvex"])) == []
