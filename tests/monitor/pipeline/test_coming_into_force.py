"""A right that begins, ends or is registered later is matched against what was seen before."""

from dataclasses import replace
from datetime import timedelta

from monitor.domain.asset import Asset, AssetKind, Holder
from monitor.domain.case import CaseEventKind, CaseFile
from monitor.domain.verdict import Grade
from monitor.domain.watch import Watch
from monitor.pipeline.decide import Judge, decide_due
from monitor.pipeline.match import PreparedMatchers
from monitor.pipeline.register import DayOfRights, register
from monitor.ports.store import AssetChanges, CaseQuery
from rules.context.goods import GoodsReader
from rules.context.status import RightStatusReader
from rules.decision.decider import SecondDecider
from rules.text.matcher import WordMarkMatcher
from tests.monitor.pipeline.small_house import NOON, SHOP, House

TODAY = NOON.date()
COMING = Asset(
    id="velkora",
    kind=AssetKind.WORD_MARK,
    holder_id="h",
    text="VELKORA",
    nice_classes=(18,),
    registration_number="77",
    registration_date=TODAY + timedelta(days=3),
)
TITLE = "VELKORA leather bag"


def registered(house: House, *assets: Asset) -> AssetChanges:
    ids = tuple(asset.id for asset in assets)
    watch = Watch(id="w", source_id="shop", asset_ids=ids, every_s=3600.0)
    return register(
        house.store,
        assets=assets,
        sources=[SHOP],
        watches=[watch],
        methods=("text.word_mark/1", "decision.first/1"),
        now=house.clock.now(),
    )


def matched(house: House, *assets: Asset) -> int:
    judge = Judge(
        prepared=PreparedMatchers([WordMarkMatcher()], assets, {}),
        readers=(RightStatusReader(), GoodsReader()),
        decider=SecondDecider(),
        holders={"h": Holder(id="h", name="Velkora Ltd")},
    )
    return decide_due(house.store, house.blobs, {"shop": judge}, house.lease(), house.clock)


def only_case(house: House) -> CaseFile:
    with house.store.transaction() as tx:
        (case,) = tx.cases.list(CaseQuery())
        return tx.cases.file(case.id)


def test_an_offer_seen_before_a_right_was_in_force_alerts_on_the_day_it_is(house: House) -> None:
    registered(house, COMING)
    house.see(TITLE)
    assert matched(house, COMING) == 1
    waiting = only_case(house)
    assert (waiting.case.grade, waiting.verdicts[0].gate.enforceable) == (Grade.REVIEW, False)
    assert "comes into force" in waiting.verdicts[0].gate.because

    day = DayOfRights([COMING], lambda: registered(house, COMING), house.clock)
    assert day() == 0
    house.clock.pass_by(timedelta(days=3))
    assert day() == 1
    assert matched(house, COMING) == 1
    told = only_case(house)
    assert (told.case.grade, told.verdicts[0].gate.enforceable) == (Grade.ALERT, True)
    assert [event.kind for event in told.events] == [CaseEventKind.OPENED, CaseEventKind.RAISED]
    assert len(told.verdicts) == 1
    with house.store.transaction() as tx:  # sealing a capture is what tells people
        due = [one.id for one in tx.captures.claim(house.lease(), limit=5)]
    assert len(due) == 2
    assert due[1] == f"{due[0]}-alert"
    assert day() == 0
    assert matched(house, COMING) == 0


def test_a_right_that_ends_closes_its_gate_on_what_was_seen(house: House) -> None:
    ending = replace(COMING, registration_date=None, expiry_date=TODAY)
    registered(house, ending)
    house.see(TITLE)
    matched(house, ending)
    assert only_case(house).verdicts[0].gate.enforceable
    day = DayOfRights([ending], lambda: registered(house, ending), house.clock)
    house.clock.pass_by(timedelta(days=1))
    assert day() == 1
    matched(house, ending)
    (verdict,) = only_case(house).verdicts
    assert (verdict.grade, verdict.gate.enforceable) == (Grade.NONE, False)


def test_a_newly_registered_asset_is_matched_at_once_against_what_was_seen(house: House) -> None:
    old = replace(COMING, id="other", text="OTHERWORD", registration_date=None)
    new = replace(COMING, registration_date=None)
    registered(house, old)
    house.see(TITLE)
    assert matched(house, old) == 1
    with house.store.transaction() as tx:
        assert tx.cases.list(CaseQuery()) == []
    registered(house, old, new)
    assert matched(house, old, new) == 1
    assert only_case(house).case.grade is Grade.ALERT


def test_days_on_which_no_right_turns_match_nothing_again(house: House) -> None:
    steady = replace(COMING, registration_date=None)
    registered(house, steady)
    house.see(TITLE)
    matched(house, steady)
    day = DayOfRights([steady], lambda: registered(house, steady), house.clock)
    house.clock.pass_by(timedelta(days=1))
    assert day() == 0
    registered(house, steady)
    assert matched(house, steady) == 0
