"""Imported sightings go the way of all others, and the same file changes nothing twice."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from monitor.domain.case import LiveState
from monitor.domain.listing import Listing, Offer, Sighting
from monitor.domain.page import PageKind
from monitor.domain.supply import Original, PassedOver, Refusal, Supplied
from monitor.domain.target import Target, TargetKind
from monitor.domain.watch import IMPORT_SITE, Source, Watch
from monitor.pipeline.imports import FileReport, ImportedFile, came_in, source_of, take_in
from monitor.pipeline.plan import plan_sources
from monitor.pipeline.recheck import ask_due
from monitor.pipeline.register import register
from monitor.ports.store import CaseQuery
from tests.monitor.pipeline.small_house import MARK, NOON, House, live

FILE = ImportedFile(type="import", file="offers.csv", sha256="ab" * 32, size=9, by="the bureau")


def supplied(house: House, title: str, at: datetime, number: int = 1) -> Sighting:
    url = f"https://walled.example/{number}"
    listing = Listing(market="walled.example", listing_id=str(number))
    original = house.blobs.put(title.encode())
    told = Supplied(
        by="the bureau",
        file="offers.csv",
        file_sha256=hashlib.sha256(title.encode()).hexdigest(),
        place=f"line {number}",
        imported_at=at,
        original=Original.FILE,
        original_sha256=original,
    )
    offer = Offer(listing=listing, url=url, title=title)
    return Sighting(source_id="shop", offer=offer, seen_at=at, supplied=told)


def taken_in(house: House, *sightings: Sighting) -> FileReport:
    report = FileReport(file="offers.csv")
    take_in(house.store, iter(sightings), report)
    return report


def test_an_imported_offer_opens_a_case_that_nobody_claims_to_have_seen(house: House) -> None:
    report = taken_in(house, supplied(house, "ACME pump", NOON))
    assert (report.offers, report.new) == (1, 1)
    house.match()
    assert live(house) is LiveState.UNSEEN
    house.preserve()
    (order,) = house.recorder.orders
    assert order.sighting.supplied is not None
    assert order.answer is None
    house.write()
    house.send()
    assert len(house.letterbox.taken) == 1


def test_a_file_first_came_in_once_and_the_log_knows_it(house: House) -> None:
    first = came_in(house.store, FILE, NOON)
    again = came_in(house.store, FILE, NOON + timedelta(days=3))
    assert first == again == NOON
    with house.store.transaction() as tx:
        head = tx.log.head()
    assert head is not None
    assert head.index == 0
    assert FILE.sha256 in head.body
    assert '"type":"import"' in head.body


def test_an_older_file_that_comes_again_does_not_bring_the_old_offer_back(house: House) -> None:
    old, new = supplied(house, "ACME pump", NOON), supplied(house, "Pump", NOON + timedelta(days=1))
    assert taken_in(house, old).new == 1
    assert taken_in(house, new).new == 1
    assert taken_in(house, old).new == 0
    assert taken_in(house, new).new == 0
    with house.store.transaction() as tx:
        assert tx.sightings.unmatched() == 2


def test_everything_read_of_a_file_is_counted(house: House) -> None:
    def outcomes() -> Iterator[Sighting | Refusal | PassedOver]:
        for number in range(120):
            yield supplied(house, "ACME pump", NOON, number)
            yield PassedOver(kind=PageKind.SEARCH)
        for number in range(1_500):
            yield Refusal(place=f"offers.csv:{number}", problem="is odd", remedy="Mend it.")

    report = FileReport(file="offers.csv")
    take_in(house.store, outcomes(), report)
    assert (report.offers, report.new, report.refused) == (120, 120, 1_500)
    assert report.passed_over["search"] == 120
    assert len(report.refusals) == 1_000


def test_a_case_of_a_source_that_is_never_visited_asks_for_no_visit(house: House) -> None:
    taken_in(house, supplied(house, "ACME pump", NOON))
    house.match()
    later = NOON + timedelta(days=2)
    assert ask_due(house.store, later, {"shop"}) == 1
    with house.store.transaction() as tx:
        assert tx.targets.due(["shop"], later) == 0
        (case,) = tx.cases.list(CaseQuery())
    assert case.recheck_due is not None
    assert case.recheck_due > later


def test_targets_of_a_source_that_is_no_longer_visited_go(house: House) -> None:
    walled = Source(id="shop", url="http://shop.example/", site=IMPORT_SITE)
    target = Target(source_id="shop", url="http://shop.example/1", kind=TargetKind.LISTING)
    with house.store.transaction() as tx:
        tx.targets.plan([target], 3600.0, NOON)
    register(house.store, assets=[MARK], sources=[walled], watches=[], methods=[], now=NOON)
    with house.store.transaction() as tx:
        assert tx.targets.due(["shop"], NOON + timedelta(days=9)) == 0


def test_an_offer_belongs_to_the_source_of_its_market_rather_one_that_is_never_visited() -> None:
    markets = {"a": "taobao.com", "b": "taobao.com", "c": "jd.com"}
    assert source_of("taobao.com", markets, {"a": True, "b": False, "c": True}) == "b"
    assert source_of("jd.com", markets, {"a": True, "b": False, "c": True}) == "c"
    assert source_of("1688.com", markets, {"a": True, "b": False, "c": True}) is None


def test_nothing_is_searched_on_a_source_that_is_never_visited() -> None:
    walled = Source(id="w", url="https://www.taobao.com/", site=IMPORT_SITE)
    watch = Watch(id="w", source_id="w", asset_ids=("acme",), every_s=60.0)
    (plan,) = plan_sources([walled], [watch], {"acme": MARK})
    assert not plan.asking.core
    assert not plan.asking.tail
