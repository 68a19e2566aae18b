"""Offers that must be found: they measure recall, and nobody but the operator hears of them."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import structlog
from structlog.testing import LogCapture

from monitor.domain.verdict import Grade
from monitor.domain.watch import Canary, CanaryNews, Source
from monitor.pipeline import canaries
from monitor.pipeline.canaries import canaries_of, news_of_canaries
from monitor.pipeline.decide import Judge
from monitor.ports.store import CaseQuery
from monitor.store.blobs import FileBlobs
from monitor.store.database import open_store
from tests.monitor.pipeline.noting import PlainNotes
from tests.monitor.pipeline.small_house import PLAN, SHOP, House, everything

PLANTED = Canary(asset_id="acme", listing_id="7")
STANDING = Canary(asset_id="acme", url="http://shop.example/8", grade=Grade.REVIEW)
WATCHED = replace(SHOP, canaries=(PLANTED, STANDING))
RHYTHM = timedelta(seconds=PLAN.every_s)


class WithCanaries(House):
    """A house whose shop has two offers that must be found."""

    watched: Source = WATCHED

    def judge(self) -> Judge:
        return replace(super().judge(), canaries_of=canaries_of([self.watched]))

    def news(self, since: timedelta = RHYTHM) -> list[CanaryNews]:
        with self.store.transaction() as tx:
            return news_of_canaries(tx, [self.watched], self.clock.now() - since)

    def told(self, source: Source = WATCHED) -> list[str]:
        """What the log says; the operator hears of losses by mail."""
        plan = replace(PLAN, source=source)
        heard = LogCapture()
        every_level = structlog.make_filtering_bound_logger(0)
        log = structlog.wrap_logger(None, processors=[heard], wrapper_class=every_level)
        with pytest.MonkeyPatch.context() as patch:  # the module's own is set up once a process
            patch.setattr(canaries, "log", log)
            canaries.watch_canaries(
                self.store, [plan], PlainNotes(), "ops@b.example", self.clock.now()
            )
        return [f"{line['event']} {line['canary']}" for line in heard.entries]

    def mails(self) -> list[str]:
        """What stands in the outbox, oldest first."""
        with self.store.transaction() as tx:
            return [f"{line.to}: {line.subject}" for line in reversed(tx.outbox.lines())]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[WithCanaries]:
    store = open_store(f"sqlite:///{tmp_path}/house.db")
    house = WithCanaries(store, FileBlobs(tmp_path / "blobs"))
    everything(house)
    yield house
    store.close()


def test_a_canary_is_seen_and_matched_and_becomes_no_case_and_no_letter(
    house: WithCanaries,
) -> None:
    house.see("ACME bag", "7")
    house.see("a bag", "8")
    house.see("ACME belt", "9")
    house.all_the_way()
    planted, standing = house.news()
    assert (planted.is_seen, planted.is_found, planted.grade) == (True, True, Grade.ALERT)
    assert (standing.is_seen, standing.is_found, standing.grade) == (True, False, Grade.NONE)
    with house.store.transaction() as tx:
        assert [case.listing.listing_id for case in tx.cases.list(CaseQuery())] == ["9"]
    assert len(house.letterbox.taken) == 1


def test_a_canary_that_is_seen_unchanged_stays_found_and_one_that_is_not_is_lost(
    house: WithCanaries,
) -> None:
    assert [one.seen_at for one in house.news()] == [None, None]
    house.see("ACME bag", "7")
    house.all_the_way()
    house.clock.pass_by(3 * RHYTHM)
    assert [one.is_seen for one in house.news()] == [False, False]
    house.see("ACME bag", "7")
    assert house.match() == 0
    assert [one.is_found for one in house.news()] == [True, False]


def test_the_operator_hears_once_of_a_lost_canary_and_once_of_its_return(
    house: WithCanaries,
) -> None:
    assert house.told() == []
    house.clock.pass_by(RHYTHM)
    assert house.told() == []
    house.see("ACME bag", "7")
    house.see("ACME belt", "8")
    house.all_the_way()
    assert house.told() == []
    house.clock.pass_by(1.5 * RHYTHM)
    assert house.told() == [f"canary.found {PLANTED.name}", f"canary.found {STANDING.name}"]
    house.clock.pass_by(2 * RHYTHM)
    house.see("ACME belt", "8")
    assert house.told() == [f"canary.lost {PLANTED.name}"]
    assert house.told() == []
    lost = f"ops@b.example: shop {PLANTED.name}"
    assert house.mails() == [lost]
    house.see("ACME bag", "7")
    assert house.told() == [f"canary.found {PLANTED.name}"]
    assert house.mails() == [lost]
    house.clock.pass_by(3 * RHYTHM)
    house.see("ACME belt", "8")
    assert house.told() == [f"canary.lost {PLANTED.name}"]
    assert house.mails() == [lost, lost]  # another loss, another letter


def test_of_two_who_look_at_once_one_tells_the_loss(house: WithCanaries) -> None:
    house.told()
    house.clock.pass_by(5 * RHYTHM)
    plans, notes = [replace(PLAN, source=WATCHED)], PlainNotes()

    def look() -> int:
        store = open_store(f"sqlite:///{house.store._engine.url.database}")
        try:
            return canaries.watch_canaries(store, plans, notes, "ops@b.example", house.clock.now())
        finally:
            store.close()

    with ThreadPoolExecutor(2) as two:
        turned = [one.result() for one in [two.submit(look), two.submit(look)]]
    assert sorted(turned) == [0, 2]
    assert len(house.mails()) == 1


def test_one_offer_may_have_to_be_found_for_several_rights_however_it_is_named(
    house: WithCanaries,
) -> None:
    other = replace(PLANTED, asset_id="other")
    page = replace(PLANTED, listing_id=None, url="http://shop.example/7")
    house.watched = replace(SHOP, canaries=(PLANTED, other, page))
    house.see("ACME bag", "7")
    house.all_the_way()
    assert [one.is_seen for one in house.news()] == [True, True, True]
    assert [one.is_found for one in house.news()] == [True, False, True]
