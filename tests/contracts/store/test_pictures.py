"""Pictures: one photograph is one family, whoever shows it and however it was encoded."""

from dataclasses import replace

import pytest

from monitor.domain.listing import Listing
from monitor.domain.network import SellerRef
from monitor.domain.picture import PictureNote
from monitor.domain.seller import Seller
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import NOON, after, sighting

MARK = bytes(range(7, 39))
OTHER = bytes(255 - byte for byte in MARK)


def near(mark: bytes, bits: int) -> bytes:
    """The same fingerprint, so many bits away, all in the first bands."""
    return (int.from_bytes(mark) ^ ((1 << bits) - 1) << (256 - bits)).to_bytes(32)


def note(name: str, fingerprint: bytes | None = None) -> PictureNote:
    return PictureNote(sha256=name * 32, fingerprint=fingerprint)


def shown(tx: Transaction, name: str, *notes: PictureNote) -> dict[str, str]:
    """A listing of seller `name` with pictures; gives their families."""
    plain = sighting()
    seller = Seller(id=name, name=name.upper())
    offer = replace(plain.offer, listing=listing(name), seller=seller)
    row, _ = tx.sightings.record(replace(plain, offer=offer))
    return dict(tx.pictures.note(row, notes, NOON))


def listing(name: str) -> Listing:
    return Listing(market="shop.example", listing_id=f"of {name}")


@pytest.mark.parametrize(("bits", "is_same"), [(0, True), (12, True), (31, True), (32, False)])
def test_pictures_near_each_other_are_one_family(store: Store, *, bits: int, is_same: bool) -> None:
    with store.transaction() as tx:
        shown(tx, "a", note("a1", MARK), note("a2", OTHER))
        families = shown(tx, "b", note("b1", near(MARK, bits)))
        assert families == {"b1" * 32: ("a1" if is_same else "b1") * 32}


def test_listings_that_show_the_same_photograph_are_found(store: Store) -> None:
    with store.transaction() as tx:
        shown(tx, "a", note("a1", MARK))
        shown(tx, "b", note("b1", near(MARK, 9)), note("b2", OTHER))
        shown(tx, "c", note("c1", OTHER))
        (shared,) = tx.pictures.sharing(listing("a"), 20)
        assert shared.listing == listing("b")
        assert shared.seller == SellerRef(market="shop.example", key="b")
        assert (shared.family, shared.sha256) == ("a1" * 32, "b1" * 32)
        assert (shared.sellers, shared.is_common) == (2, False)
        both = tx.pictures.sharing(listing("b"), 20)
        assert [one.listing for one in both] == [listing("a"), listing("c")]
        assert tx.pictures.sharing(listing("nobody"), 20) == []


def test_a_picture_that_many_sellers_show_is_common(store: Store) -> None:
    with store.transaction() as tx:
        for number in range(5):
            shown(tx, f"s{number}", note("aa", MARK))
        shared = tx.pictures.sharing(listing("s0"), 3)
        assert len(shared) == 4
        assert all(one.is_common and one.sellers == 5 for one in shared)


def test_the_same_pictures_again_change_nothing(store: Store) -> None:
    with store.transaction() as tx:
        for _ in range(2):
            families = shown(tx, "a", note("a1", MARK), note("a2", near(MARK, 5)))
            assert set(families.values()) == {"a1" * 32}
        assert tx.pictures.sharing(listing("a"), 20) == []


def test_pictures_without_a_fingerprint_are_alike_only_in_the_same_bytes(store: Store) -> None:
    with store.transaction() as tx:
        shown(tx, "a", note("a1"))
        shown(tx, "b", note("b1"))
        shown(tx, "c", note("a1"))
        assert [one.listing for one in tx.pictures.sharing(listing("a"), 20)] == [listing("c")]


def test_why_a_picture_could_not_be_compared_is_kept(store: Store) -> None:
    broken = PictureNote(sha256="bb" * 32, because="it is damaged")
    with store.transaction() as tx:
        shown(tx, "a", note("a1", MARK), broken)
    with store.transaction() as tx:
        assert tx.pictures.problems(listing("a")) == {"bb" * 32: "it is damaged"}
        assert tx.pictures.problems(listing("b")) == {}


def test_a_listing_seen_again_with_other_pictures_keeps_the_earlier_ones(store: Store) -> None:
    plain = sighting()
    with store.transaction() as tx:
        shown(tx, "b", note("b1", MARK))
        for hours, picture in enumerate((note("a1", MARK), note("a2", OTHER))):
            offer = replace(plain.offer, listing=listing("a"), title=f"title {hours}")
            seen = replace(plain, offer=offer, seen_at=after(hours * 3600))
            row, _ = tx.sightings.record(seen)
            tx.pictures.note(row, [picture], NOON)
        assert [one.listing for one in tx.pictures.sharing(listing("b"), 20)] == [listing("a")]


def test_a_trimmed_copy_is_of_the_family_of_what_it_was_trimmed_from(store: Store) -> None:
    with store.transaction() as tx:
        shown(tx, "a", note("a1", MARK), note("a2"))
        assert tx.pictures.trims_due(9) == []
        tx.pictures.ask_trims(listing("a"), NOON)
        assert tx.pictures.trims_due(9) == ["a1" * 32]  # the other is too plain
        tx.pictures.trimmed("a1" * 32, [OTHER, near(OTHER, 200)])
        assert tx.pictures.trims_due(9) == []
        families = shown(tx, "b", note("b1", near(OTHER, 20)), note("b2", near(MARK, 9)))
        assert set(families.values()) == {"a1" * 32}
        tx.pictures.ask_trims(listing("a"), after(1))
        assert tx.pictures.trims_due(9) == []  # they never change


def test_a_picture_that_cannot_be_trimmed_is_due_no_more(store: Store) -> None:
    with store.transaction() as tx:
        shown(tx, "a", note("a1", MARK))
        shown(tx, "b", note("b1", OTHER))
        tx.pictures.ask_trims(listing("b"), after(1))
        tx.pictures.ask_trims(listing("a"), NOON)
        assert tx.pictures.trims_due(1) == ["a1" * 32]
        tx.pictures.trimmed("a1" * 32, ())
        assert tx.pictures.trims_due(9) == ["b1" * 32]
        assert shown(tx, "c", note("c1", near(MARK, 3))) == {"c1" * 32: "a1" * 32}
