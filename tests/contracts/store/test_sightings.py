"""Sightings: what is new about an offer, and who matches it."""

import pytest

from monitor.domain.listing import Listing
from monitor.ports.store import Store
from tests.contracts.store.made import after, lease, sighting

SHOE = Listing(market="shop.example", listing_id="1")


def test_a_sighting_comes_back_as_it_went_in(store: Store) -> None:
    seen = sighting(title="ＡＣＭＥ 鞋 \ud800 \x00 'quoted' 👟")
    with store.transaction() as tx:
        row, new = tx.sightings.record(seen)
        assert new
    with store.transaction() as tx:
        assert tx.sightings.get(row) == seen


def test_unchanged_content_adds_no_row(store: Store) -> None:
    with store.transaction() as tx:
        first, _ = tx.sightings.record(sighting(at=0))
        assert tx.sightings.record(sighting(at=60)) == (first, False)
        assert tx.sightings.unmatched() == 1
        assert tx.sightings.get(first).seen_at == after(0)


def test_new_content_is_a_new_sighting_that_is_due_for_matching(store: Store) -> None:
    with store.transaction() as tx:
        first, _ = tx.sightings.record(sighting(title="ACME shoe", at=0))
        second, new = tx.sightings.record(sighting(title="ACME boot", at=60))
        third, back = tx.sightings.record(sighting(title="ACME shoe", at=120))
        assert new
        assert back
        assert len({first, second, third}) == 3
        assert tx.sightings.unmatched() == 3


def test_recording_twice_after_a_crash_adds_nothing(store: Store) -> None:
    seen = [sighting(title=title, at=at) for at, title in enumerate("aba")]
    with store.transaction() as tx:
        rows = [tx.sightings.record(one)[0] for one in seen]
    with store.transaction() as tx:
        again = [tx.sightings.record(one) for one in seen]
        assert [new for _, new in again] == [False, False, False]
        assert {row for row, _ in again} <= set(rows)
        assert tx.sightings.unmatched() == 3


def test_a_sighting_that_arrives_late_does_not_become_the_latest(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting(title="new", at=60, url="https://shop.example/new"))
        _, kept = tx.sightings.record(sighting(title="old", at=0, url="https://shop.example/old"))
        assert kept
        assert tx.sightings.url_of(SHOE) == "https://shop.example/new"
        assert tx.sightings.record(sighting(title="new", at=61))[1] is False


def test_each_source_has_its_own_chain_of_a_listing(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.sightings.record(sighting(source="shop"))[1]
        assert tx.sightings.record(sighting(source="same-shop-other-assets"))[1]
        assert tx.sightings.unmatched() == 2


def test_a_listing_is_where_it_was_last_seen(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.sightings.url_of(SHOE) is None
        tx.sightings.record(sighting(at=0, url="https://shop.example/a"))
        tx.sightings.record(sighting(at=1, url="https://shop.example/b"))
        assert tx.sightings.url_of(SHOE) == "https://shop.example/b"


def test_the_latest_sighting_is_each_sources_own(store: Store) -> None:
    with store.transaction() as tx:
        for one in (sighting(title="first"), sighting(title="last", at=9.0)):
            tx.sightings.record(one)
        tx.sightings.record(sighting(title="late", at=5.0))
        tx.sightings.record(sighting(title="theirs", at=20.0, source="mall"))
        listing = sighting().offer.listing
        latest = tx.sightings.latest("shop", listing)
        assert latest is not None
        assert (latest.offer.title, latest.seen_at) == ("last", after(9.0))
        assert tx.sightings.latest("nobody", listing) is None


def test_market_and_number_are_not_run_together(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting("1"))
        assert tx.sightings.url_of(Listing(market="shop.example1", listing_id="")) is None
        assert tx.sightings.url_of(Listing(market="shop.exampl", listing_id="e1")) is None


def test_matching_work_is_leased_oldest_first_and_done_once(store: Store) -> None:
    with store.transaction() as tx:
        rows = [tx.sightings.record(sighting(str(n), at=-n))[0] for n in range(3)]
        claimed = tx.sightings.claim_for_matching(lease("one"), 2)
        assert [stored.id for stored in claimed] == [rows[2], rows[1]]
        assert claimed[0].sighting == sighting("2", at=-2)
        assert [s.id for s in tx.sightings.claim_for_matching(lease("two"), 9)] == [rows[0]]
        assert tx.sightings.unmatched() == 3
        assert tx.sightings.matched(rows[2], "one")
        assert not tx.sightings.matched(rows[2], "one")
        assert not tx.sightings.matched(rows[0], "one")  # it is two's
        assert tx.sightings.unmatched() == 2


def test_a_sighting_is_matched_even_where_the_clocks_differ(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting(at=5))
        assert len(tx.sightings.claim_for_matching(lease(at=0), 9)) == 1


def test_expired_matching_is_taken_over_and_the_late_one_is_told(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        tx.sightings.claim_for_matching(lease("slow"), 9)
        assert tx.sightings.claim_for_matching(lease("heir", at=19), 9) == []
        assert len(tx.sightings.claim_for_matching(lease("heir", at=20), 9)) == 1
        assert not tx.sightings.matched(row, "slow")
        assert tx.sightings.matched(row, "heir")


def test_renewed_matching_is_not_taken_over(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting())
        tx.sightings.claim_for_matching(lease("one"), 9)
        assert tx.leases.renew(lease("one", at=15)) == 1
        assert tx.sightings.claim_for_matching(lease("two", at=30), 9) == []


def test_changed_assets_make_the_latest_sightings_due_again(store: Store) -> None:
    with store.transaction() as tx:
        tx.sightings.record(sighting("1", title="old", at=0))
        latest, _ = tx.sightings.record(sighting("1", title="new", at=1))
        tx.sightings.record(sighting("2", source="mall"))
        for stored in tx.sightings.claim_for_matching(lease(), 9):
            tx.sightings.matched(stored.id, "one")
        assert tx.sightings.rematch("shop", after(5)) == 1
        claimed = tx.sightings.claim_for_matching(lease(), 9)
        assert [(s.id, s.due_at) for s in claimed] == [(latest, after(5))]


def test_matching_against_outdated_assets_does_not_count(store: Store) -> None:
    with store.transaction() as tx:
        row, _ = tx.sightings.record(sighting())
        tx.sightings.claim_for_matching(lease("outdated"), 9)
        tx.sightings.rematch("shop", after(1))
        assert not tx.sightings.matched(row, "outdated")
        assert tx.sightings.unmatched() == 1


def test_an_unknown_row_is_said_so(store: Store) -> None:
    with store.transaction() as tx, pytest.raises(LookupError, match="no sighting 404"):
        tx.sightings.get(404)


def test_the_offers_met_last_are_told_as_they_were_last_seen(store: Store) -> None:
    with store.transaction() as tx:
        for number in ("1", "2", "3"):
            tx.sightings.record(sighting(number))
        tx.sightings.record(sighting("1", title="changed", at=10))
        met = [(offer.listing.listing_id, offer.title) for offer in tx.sightings.met_last(2)]
        assert met == [("1", "changed"), ("3", sighting().offer.title)]
