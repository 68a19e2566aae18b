"""The verbs on a real database, one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from monitor.domain.asset import Asset, Holder
from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.checkpoint import Checkpoint
from monitor.domain.errors import AddressRefused, DeliveryFailed
from monitor.domain.listing import Offer
from monitor.domain.merkle import included
from monitor.domain.page import PageKind
from monitor.domain.review import Review
from monitor.domain.signal import ContextFact, Signal
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Delivery, Recipient, Source
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.decide import decide_due
from monitor.pipeline.notify import FEWEST_TRIES, GIVE_UP
from monitor.pipeline.plan import plan_seeds
from monitor.pipeline.preserve import TRIES
from monitor.pipeline.recheck import AGREEING_LOOKS, ask_due
from monitor.pipeline.review import review
from monitor.ports.store import CaseQuery
from tests.monitor.pipeline.small_house import MARK, NOON, PLAN, House, everything, live, number


def test_an_offer_becomes_a_case_a_sealed_bundle_and_one_letter(house: House) -> None:
    house.see("ACME bag")
    house.all_the_way()
    assert [alert.to for alert in house.letterbox.taken] == ["officer@bureau.example"]
    with house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
        kinds = [event.kind for event in tx.cases.file(case.id).events]
        ((bundle, entry),) = tx.captures.of_case(case.id)
    assert kinds == [CaseEventKind.OPENED, CaseEventKind.SEALED, CaseEventKind.ALERTED]
    assert (entry.index, bundle.capture_id in entry.body) == (0, True)
    ((seal, *more),) = [house.recorder.seals]
    assert (seal.bundle, seal.entry, more) == (bundle, entry, [])
    root = Checkpoint.read(seal.checkpoint.note).root
    assert included(entry.body.encode(), 0, 1, seal.proof, root)
    assert bundle.sha256 in entry.body


def test_every_verb_done_again_tells_nobody_anything_new(house: House) -> None:
    for _ in range(3):
        house.see("ACME bag")
        house.all_the_way()
    assert len(house.letterbox.taken) == 1
    assert len(house.recorder.orders) == 1


def test_a_changed_offer_stays_one_case_and_one_letter(house: House) -> None:
    house.see("ACME bag")
    house.all_the_way()
    house.see("ACME bag, now cheaper")
    house.all_the_way()
    assert len(house.letterbox.taken) == 1
    assert live(house) is LiveState.CHANGED


def test_an_honest_offer_leaves_no_trace_but_its_sighting(house: House) -> None:
    house.see("garden hose")
    house.all_the_way()
    with house.store.transaction() as tx:
        assert tx.cases.list(CaseQuery()) == []
        assert tx.sightings.unmatched() == 0


def test_a_new_asset_is_matched_against_what_was_seen_before(house: House) -> None:
    house.see("garden hose")
    house.all_the_way()
    everything(house)
    assert house.match() == 0
    everything(house, replace(MARK, aliases=("艾克米",)))
    assert house.match() == 1


def test_a_capture_is_tried_again_and_at_last_sealed_as_it_is(house: House) -> None:
    house.recorder.failures = 99
    house.see("ACME bag")
    house.match()
    for _ in range(TRIES):
        assert house.preserve() == 1
        assert house.preserve() == 0
        house.clock.pass_by(timedelta(minutes=5))
    assert [order.last_try for order in house.recorder.orders] == [False, False, True]
    house.write()
    house.send()
    assert len(house.letterbox.taken) == 1


def test_work_of_a_dead_owner_is_taken_over_when_its_lease_ran_out(house: House) -> None:
    house.see("ACME bag")
    with house.store.transaction() as tx:
        assert len(tx.sightings.claim_for_matching(house.lease(), limit=10)) == 1
    assert house.match() == 0
    house.clock.pass_by(timedelta(seconds=21))
    assert house.match() == 1


def test_a_letter_is_offered_again_until_it_is_taken_and_keeps_its_name(house: House) -> None:
    house.see("ACME bag")
    house.letterbox.fault = DeliveryFailed("post", "the box is full")
    house.all_the_way()
    assert house.send() == 0
    house.clock.pass_by(timedelta(minutes=1))
    assert house.send() == 1
    house.letterbox.fault = None
    house.clock.pass_by(timedelta(minutes=5))
    assert house.send() == 1
    assert house.send() == 0
    assert len(house.letterbox.taken) == 1


def test_a_receiver_who_does_not_exist_is_given_up_with_the_reason(house: House) -> None:
    house.see("ACME bag")
    house.letterbox.fault = AddressRefused("post", "officer@bureau.example", "no such person")
    house.all_the_way()
    house.clock.pass_by(timedelta(days=1))
    assert house.send() == 0
    with house.store.transaction() as tx:
        (line,) = tx.outbox.lines()
    assert line.state.value == "dead"
    assert "no such person" in (line.error or "")


def test_after_three_days_of_tries_a_letter_is_given_up(house: House) -> None:
    house.see("ACME bag")
    house.letterbox.fault = DeliveryFailed("post", "the box is full")
    house.all_the_way()
    for _ in range(FEWEST_TRIES - 2):
        house.clock.pass_by(timedelta(hours=1))
        assert house.send() == 1
    house.clock.pass_by(GIVE_UP + timedelta(minutes=1))
    assert house.send() == 1
    house.clock.pass_by(timedelta(days=1))
    assert house.send() == 0


def test_a_letter_that_waited_for_days_without_a_try_is_not_given_up_at_the_first(
    house: House,
) -> None:
    house.see("ACME bag")
    house.match()
    house.preserve()
    house.write()
    house.clock.pass_by(2 * GIVE_UP)  # the service stood still
    house.letterbox.fault = DeliveryFailed("post", "come again later")
    for _ in range(FEWEST_TRIES - 1):
        assert house.send() == 1
        house.clock.pass_by(timedelta(hours=1))
    house.letterbox.fault = None
    assert house.send() == 1
    assert len(house.letterbox.taken) == 1


def test_a_daily_reader_gets_all_cases_of_the_day_in_one_letter_once(house: House) -> None:
    reader = Recipient(
        email="daily@bureau.example", delivery=Delivery.DAILY, timezone="Asia/Shanghai"
    )
    house.recipients = (reader,)
    for listing_id in ("1", "2", "3"):
        house.see("ACME bag", listing_id)
    house.match()
    for _ in range(3):
        house.preserve()
    assert house.write() == 0  # 20:00 in Shanghai
    house.clock.pass_by(timedelta(hours=12))
    assert house.write() == 1
    assert house.write() == 0
    house.send()
    (alert,) = house.letterbox.taken
    assert alert.subject == "RW-000001,RW-000002,RW-000003"
    with house.store.transaction() as tx:
        for case in tx.cases.list(CaseQuery()):
            kinds = [event.kind for event in tx.cases.file(case.id).events]
            assert kinds.count(CaseEventKind.ALERTED) == 1
    house.see("ACME hat", "4")
    house.match()
    house.preserve()
    assert house.write() == 0
    house.clock.pass_by(timedelta(days=1))
    assert house.write() == 1


def test_a_case_that_was_dismissed_stays_quiet_when_its_offer_changes(house: House) -> None:
    house.see("ACME bag")
    house.all_the_way()
    case_number, no = number(house), CaseState.DISMISSED
    judgement = Review(case_number=case_number, decision=no, by="Li", note="genuine", at=NOON)
    assert review(house.store, judgement).case.state is CaseState.DISMISSED
    house.see("ACME bag, more ACME")
    house.all_the_way()
    assert len(house.letterbox.taken) == 1


def test_an_offer_is_removed_after_looks_that_agree_and_lives_again_when_seen(
    house: House,
) -> None:
    house.see("ACME bag")
    house.all_the_way()
    for _ in range(AGREEING_LOOKS):
        assert live(house) is LiveState.LIVE
        house.clock.pass_by(timedelta(days=8))
        assert ask_due(house.store, house.clock.now()) == 1
        house.visit("http://shop.example/1", VisitOutcome.GONE, control_alive=True)
    assert live(house) is LiveState.REMOVED
    house.see("ACME bag")
    assert live(house) is LiveState.LIVE


def test_a_dead_site_removes_nothing_however_often_one_looks(house: House) -> None:
    house.see("ACME bag")
    for _ in range(5):
        house.clock.pass_by(timedelta(days=1))
        house.visit("http://shop.example/1", VisitOutcome.GONE, control_alive=False)
    house.match()
    house.visit("http://shop.example/1", VisitOutcome.FAILED)
    assert live(house) is LiveState.ERROR


def test_a_case_asks_for_a_look_at_its_offer_a_day_after_it_was_opened(house: House) -> None:
    house.see("ACME bag")
    house.match()
    assert ask_due(house.store, house.clock.now()) == 0
    house.clock.pass_by(timedelta(days=1, seconds=1))
    assert ask_due(house.store, house.clock.now()) == 1
    assert ask_due(house.store, house.clock.now()) == 0
    with house.store.transaction() as tx:
        batch = tx.targets.claim_batch(house.lease(), ["shop"], limit=5)
    assert batch is not None
    assert [leased.target.recheck for leased in batch.targets] == [True]


def test_a_page_that_was_visited_is_due_again_with_its_rhythm(house: House) -> None:
    class OneSeed:
        name = "one"

        def claims(self, url: str) -> bool:
            return bool(url)

        def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
            del queries
            yield Target(source_id=source.id, url=source.url, kind=TargetKind.HOME)

    plan_seeds(house.store, [PLAN], lambda _: OneSeed(), NOON)  # type: ignore[arg-type,return-value]
    with house.store.transaction() as tx:
        batch = tx.targets.claim_batch(house.lease(), ["shop"], limit=5)
    assert batch is not None
    (leased,) = batch.targets
    visit = Visit(
        target_id=leased.id,
        target=leased.target,
        outcome=VisitOutcome.READ,
        started_at=NOON,
        ended_at=NOON,
        page_kind=PageKind.OTHER,
    )
    record_visit(house.store, PLAN, visit, LeasedTarget(id=leased.id, target=leased.target), NOON)
    with house.store.transaction() as tx:
        tx.targets.release(batch, NOON)
        assert tx.targets.due(["shop"], NOON + timedelta(minutes=59)) == 0
        assert tx.targets.due(["shop"], NOON + timedelta(minutes=61)) == 1


def test_a_page_that_failed_is_a_retry_until_it_failed_too_often(house: House) -> None:
    soon = timedelta(minutes=1)
    for expected in (1, 1, 0):
        house.visit("http://shop.example/1", VisitOutcome.FAILED)
        with house.store.transaction() as tx:
            assert tx.targets.retries(["shop"], house.clock.now() + soon, 2) == expected
        house.clock.pass_by(soon)
    house.see("ACME bag")
    with house.store.transaction() as tx:
        assert tx.targets.retries(["shop"], house.clock.now() + timedelta(days=1), 2) == 0


def test_the_day_of_the_sighting_is_what_circumstances_are_judged_by(house: House) -> None:
    days: list[date] = []

    class NotesTheDay:
        name: ClassVar[str] = "test.day/1"

        def facts(
            self,
            offer: Offer,
            asset: Asset,
            holder: Holder,
            signals: Sequence[Signal],
            on: date,
        ) -> list[ContextFact]:
            del offer, asset, holder, signals
            days.append(on)
            return []

    house.see("ACME bag")
    house.clock.pass_by(timedelta(days=3))
    judge = replace(house.judge(), readers=(NotesTheDay(),))
    decide_due(house.store, house.blobs, {"shop": judge}, house.lease(), house.clock)
    assert days == [NOON.date()]
