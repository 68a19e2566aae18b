"""What judges know of the market around an offer is read from the store, and read again in time."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from monitor.bootstrap.market import FRESH_FOR, Kept, levels_kept, pasts_kept
from monitor.domain.case import CaseState
from monitor.domain.listing import Listing, Offer, Price, Sighting
from monitor.domain.network import SellerRef
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.domain.verdict import Grade
from monitor.store.database import open_store
from rules.context.prices import LEAST_OFFERS
from tests.contracts.store.made import verdict
from tests.monitor.pipeline.small_house import NOON, MovedClock


def coat(number: int) -> Sighting:
    offer = Offer(
        listing=Listing(market="shop.example", listing_id=str(number)),
        url=f"https://shop.example/{number}",
        title="wool coat",
        price=Price(amount=Decimal(number), currency="EUR"),
        seller=Seller(id="s-7"),
    )
    return Sighting(source_id="shop", offer=offer, seen_at=NOON)


def test_levels_and_pasts_come_from_what_is_stored(tmp_path: Path) -> None:
    store, clock = open_store(f"sqlite:///{tmp_path / 'm.db'}"), MovedClock()
    with store.transaction() as tx:
        rows = [tx.sightings.record(coat(n))[0] for n in range(1, LEAST_OFFERS + 1)]
        opened = tx.cases.judge(rows[0], "acme", [verdict(Grade.ALERT)], NOON)
        assert opened is not None
        judged = Review(
            case_number=opened[0].number, decision=CaseState.CONFIRMED, by="li", at=NOON
        )
        tx.cases.review(judged)
    level = levels_kept(store, clock)()["coat", "EUR"]
    assert (level.offers, level.median) == (LEAST_OFFERS, Decimal(LEAST_OFFERS // 2))
    (past,) = pasts_kept(store, clock)()[SellerRef(market="shop.example", key="s-7")]
    assert past.confirmed
    assert past.listing == coat(1).offer.listing
    store.close()


def test_a_reading_is_kept_while_it_is_fresh() -> None:
    clock, readings = MovedClock(), iter(range(9))
    kept = Kept(lambda: next(readings), clock)
    assert [kept(), kept()] == [0, 0]
    clock.pass_by(FRESH_FOR)
    assert kept() == 0
    clock.pass_by(timedelta(seconds=1))
    assert [kept(), kept()] == [1, 1]
