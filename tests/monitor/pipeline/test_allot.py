"""A source with a daily limit: its visits go where news is expected."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.allot import EVERY_S, reason, rhythms, share_visits
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.plan import SourcePlan, plan_seeds
from monitor.ports.store import KnownPage
from tests.monitor.pipeline.small_house import SHOP, House

HOUR_S = 3600.0
LIMITED = SourcePlan(source=replace(SHOP, max_a_day=48), every_s=HOUR_S, asset_ids=("acme",))
FREE = SourcePlan(source=SHOP, every_s=HOUR_S, asset_ids=("acme",))


class Lists:
    """A shop that starts with eight lists."""

    name = "lists"

    def claims(self, url: str) -> bool:
        return bool(url)

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        del source, queries
        yield from (a_list(number) for number in range(8))


def a_list(number: int) -> Target:
    url = f"http://shop.example/list/{number}"
    return Target(source_id="shop", url=url, kind=TargetKind.CATEGORY)


def an_offer(number: int) -> Target:
    url = f"http://shop.example/offer/{number}"
    return Target(source_id="shop", url=url, kind=TargetKind.LISTING)


def enter(house: House, plan: SourcePlan) -> None:
    plan_seeds(house.store, [plan], lambda _: Lists(), house.clock.now())  # type: ignore[arg-type,return-value]


def read(
    house: House,
    target: Target,
    plan: SourcePlan,
    found: Sequence[Target] = (),
    outcome: VisitOutcome = VisitOutcome.READ,
) -> None:
    now = house.clock.now()
    visit = Visit(
        target_id=None, target=target, outcome=outcome, started_at=now, ended_at=now,
        found=tuple(found),
    )  # fmt: skip
    record_visit(house.store, plan, visit, None, now)


def known(house: House) -> dict[str, KnownPage]:
    with house.store.transaction() as tx:
        return {page.url: page for page in tx.pages.known("shop")}


def share(house: House, plan: SourcePlan = LIMITED) -> int:
    return share_visits(house.store, [plan], house.clock.now())


def live(house: House, plan: SourcePlan, rounds: int = 6) -> None:
    """Each round, every list is read; list 0 leads to four new offers each time."""
    enter(house, plan)
    for turn in range(rounds):
        house.clock.pass_by(timedelta(hours=6))
        for number in range(8):
            new = [an_offer(4 * turn + n) for n in range(4)] if number == 0 else []
            read(house, a_list(number), plan, new)


def test_the_list_that_brings_offers_is_visited_more_often_than_the_others(house: House) -> None:
    live(house, LIMITED)
    assert share(house) == 8
    pages = known(house)
    busy, quiet = pages[a_list(0).url], pages[a_list(1).url]
    assert busy.news == 20  # what the first visit finds was there before
    assert busy.watched_s == pytest.approx(5 * 6 * HOUR_S, rel=0.1)
    assert busy.every_s < quiet.every_s / 2
    assert busy.read_at is not None
    assert busy.due_at - busy.read_at == pytest.approx(
        timedelta(seconds=busy.every_s), abs=timedelta(seconds=1)
    )
    visits = sum(24 * HOUR_S / page.every_s for page in pages.values() if page.read_at)
    assert visits <= 48


def test_visits_are_shared_anew_only_now_and_then(house: House) -> None:
    live(house, LIMITED)
    assert share(house) == 8
    read(house, a_list(3), LIMITED)  # has the rhythm of the watch until the next time
    assert share(house) == 0
    house.clock.pass_by(timedelta(seconds=EVERY_S))
    assert share(house) == 1


def test_old_news_counts_less_with_time(house: House) -> None:
    live(house, LIMITED)
    share(house)
    house.clock.pass_by(timedelta(days=14))
    share(house)
    assert known(house)[a_list(0).url].news == pytest.approx(10)


def test_a_known_seed_keeps_its_own_rhythm(house: House) -> None:
    live(house, LIMITED)
    share(house)
    before = known(house)
    enter(house, LIMITED)
    assert known(house) == before


def test_without_a_limit_nothing_is_learned_or_shared(house: House) -> None:
    live(house, FREE)
    assert share(house, FREE) == 0
    assert {(page.news, page.read_at) for page in known(house).values()} == {(0.0, None)}


def test_when_the_limit_goes_every_page_has_the_rhythm_of_its_watch_again(house: House) -> None:
    live(house, LIMITED)
    share(house)
    assert share(house, FREE) == 8
    assert {page.every_s for page in known(house).values()} == {HOUR_S}
    assert share(house, FREE) == 0


def test_a_limit_that_covers_the_rhythm_changes_nothing(house: House) -> None:
    ample = replace(LIMITED, source=replace(SHOP, max_a_day=24 * 40))
    live(house, ample)
    assert share(house, ample) == 0


def test_no_host_is_planned_more_visits_than_its_pause_leaves(house: House) -> None:
    slow = replace(LIMITED, source=replace(SHOP, max_a_day=48, min_delay_s=7200.0))
    live(house, slow)
    every_s = rhythms(slow, list(known(house).values()))
    assert sum(24 * HOUR_S / every_s) == pytest.approx(12, rel=0.01)


def test_what_failed_what_a_case_asks_for_and_what_is_visited_is_left(house: House) -> None:
    live(house, LIMITED)
    read(house, a_list(1), LIMITED, outcome=VisitOutcome.FAILED)
    read(house, a_list(2), LIMITED, outcome=VisitOutcome.ROBOTS)
    before = known(house)
    with house.store.transaction() as tx:
        tx.targets.ask_recheck(a_list(3), house.clock.now())
    assert share(house) == 5
    after = known(house)
    for number in (1, 2):
        assert after[a_list(number).url].due_at == before[a_list(number).url].due_at


def test_a_page_s_rhythm_is_explained(house: House) -> None:
    live(house, LIMITED)
    pages = list(known(house).values())
    told = reason(LIMITED, pages, a_list(0).url)
    assert told is not None
    assert (told.brought, told.of, told.pages) == (20, 48, len(pages))
    assert told.every_s < told.fair_s == len(pages) * 1800
    assert 8 < told.a_day < 20
    free = reason(FREE, pages, a_list(0).url)
    assert free is not None
    assert free.every_s == free.fair_s == HOUR_S
    assert reason(LIMITED, pages, "http://shop.example/nowhere") is None
