"""The queue of cases: the gravest first, page by page, counted by what tells them apart."""

from dataclasses import replace

from monitor.domain.case import Case, CaseState
from monitor.domain.review import Review
from monitor.domain.seller import Seller
from monitor.domain.severity import Severity
from monitor.domain.verdict import Grade
from monitor.ports.store import CaseKind, Harm, QueueQuery, Store, Transaction
from tests.contracts.store.made import NOON, after, sighting, verdict


def filed(
    tx: Transaction,
    listing: str,
    points: int = 0,
    grade: Grade = Grade.ALERT,
    *,
    asset: str = "acme-word",
    seller: str = "s-7",
) -> Case:
    seen = sighting(listing, f"shoe {listing}")
    offer = replace(seen.offer, seller=Seller(id=seller, name=f"Shop {seller}"))
    row, _ = tx.sightings.record(replace(seen, offer=offer))
    holder = asset.partition("-")[0]
    verdicts = [verdict(grade, asset_id=asset), verdict(grade, asset_id="other", score=0.1)]
    harm = Severity(points=points, because="goods that can hurt people")
    opened = tx.cases.judge(row, holder, verdicts, after(int(listing)), harm)
    assert opened is not None
    return opened[0]


def numbers(tx: Transaction, query: QueueQuery) -> list[str]:
    return [line.case.listing.listing_id for line in tx.queue.page(query)]


def test_the_gravest_come_first_and_pages_join_without_gap(store: Store) -> None:
    with store.transaction() as tx:
        for listing, points, grade in (
            ("1", 10, Grade.REVIEW), ("2", 90, Grade.REVIEW), ("3", 40, Grade.ALERT),
            ("4", 40, Grade.ALERT), ("5", 80, Grade.ALERT), ("6", 0, Grade.ALERT),
        ):  # fmt: skip
            filed(tx, listing, points, grade)
        assert numbers(tx, QueueQuery()) == ["5", "4", "3", "6", "2", "1"]
        assert numbers(tx, QueueQuery(gravest=False)) == ["6", "5", "4", "3", "2", "1"]
        for gravest in (True, False):
            query, read = QueueQuery(limit=2, gravest=gravest), []
            while page := tx.queue.page(query):
                read += [line.case.listing.listing_id for line in page]
                query = replace(query, after=page[-1].case.number)
            assert read == numbers(tx, QueueQuery(gravest=gravest))


def test_a_line_tells_the_offer_its_foremost_right_and_its_seller(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx, "1", 70, asset="acme-logo")
        (line,) = tx.queue.page(QueueQuery())
        assert (line.title, line.price, line.asset) == ("shoe 1", "19.90 EUR", "acme-logo")
        assert line.seller_name == "Shop s-7"
        assert line.seller is not None
        assert tx.queue.seller_name(line.seller) == "Shop s-7"
        assert tx.queue.seller_name(999) is None
        assert tx.queue.newest_event() == tx.cases.file(line.case.id).events[-1].id


def test_filters_and_counts_agree(store: Store) -> None:
    with store.transaction() as tx:
        first = filed(tx, "1", 70)
        filed(tx, "2", 30, Grade.REVIEW, seller="s-8")
        filed(tx, "3", 5, asset="zorvex-word")
        tx.cases.review(
            Review(case_number=first.number, decision=CaseState.CONFIRMED, by="Li", at=NOON)
        )
        assert numbers(tx, QueueQuery(state=CaseState.OPEN)) == ["3", "2"]
        assert numbers(tx, QueueQuery(grade=Grade.REVIEW)) == ["2"]
        assert [numbers(tx, QueueQuery(harm=harm)) for harm in Harm] == [["1"], ["2"], ["3"]]
        assert numbers(tx, QueueQuery(asset="zorvex-word")) == ["3"]
        assert numbers(tx, QueueQuery(holders=("acme",))) == ["1", "2"]
        assert numbers(tx, QueueQuery(holders=())) == []
        assert numbers(tx, QueueQuery(since=after(2))) == ["3"]
        assert numbers(tx, QueueQuery(market="shop.example", state=CaseState.CONFIRMED)) == ["1"]
        assert numbers(tx, QueueQuery(market="other.example")) == []
        shop = tx.queue.page(QueueQuery(grade=Grade.REVIEW))[0].seller
        assert numbers(tx, QueueQuery(seller=shop)) == ["2"]
        told = {(t.state, t.grade, t.harm): t.count for t in tx.queue.tallies(QueueQuery())}
        assert told == {
            (CaseState.CONFIRMED, Grade.ALERT, Harm.HIGH): 1,
            (CaseState.OPEN, Grade.REVIEW, Harm.MIDDLE): 1,
            (CaseState.OPEN, Grade.ALERT, Harm.LOW): 1,
        }
        assert sum(t.count for t in tx.queue.tallies(QueueQuery(holders=("acme",)))) == 2


def test_a_case_seen_again_is_told_by_its_newest_offer(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx, "1")
        seen = sighting("1", "another title", at=60)
        sold = replace(seen.offer, seller=Seller(id="s-9", name="Shop s-9"))
        row, _ = tx.sightings.record(replace(seen, offer=sold))
        tx.cases.judge(row, "acme", [verdict(asset_id="acme-logo")], after(60))
        (line,) = tx.queue.page(QueueQuery())
        assert (line.title, line.asset, line.seller_name) == (
            "another title",
            "acme-logo",
            "Shop s-9",
        )


def test_kinds_tell_each_case_and_then_those_whose_history_went_on(store: Store) -> None:
    with store.transaction() as tx:
        assert list(tx.queue.kinds()) == []
        first, second = filed(tx, "1", 70), filed(tx, "2", 30, Grade.REVIEW, asset="zorvex-word")
        market = first.listing.market
        kind = CaseKind(
            holder_id="acme",
            state=CaseState.OPEN,
            grade=Grade.ALERT,
            market=market,
            harm=Harm.HIGH,
        )
        other = replace(kind, holder_id="zorvex", grade=Grade.REVIEW, harm=Harm.MIDDLE)
        assert dict(tx.queue.kinds()) == {first.id: kind, second.id: other}
        read = tx.queue.newest_event()
        assert list(tx.queue.kinds(read)) == []
        tx.cases.review(
            Review(case_number=first.number, decision=CaseState.CONFIRMED, by="Li", at=NOON)
        )
        decided = replace(kind, state=CaseState.CONFIRMED)
        assert dict(tx.queue.kinds(read)) == {first.id: decided}
