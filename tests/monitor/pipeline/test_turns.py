"""Queries that take turns, as the frontier sees them over many passes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source
from monitor.pipeline.crawl import record_visit
from monitor.pipeline.plan import SourcePlan, begin_pass, plan_seeds
from monitor.pipeline.queries import Asking, Query, QueryKind, given
from tests.monitor.pipeline.small_house import SHOP, House

NAME = Query(text="acme", kind=QueryKind.NAME, because="its name")
TAIL = tuple(Query(text=f"tail {n}", kind=QueryKind.GOODS, because="") for n in range(60))
ASKING = Asking(core=(NAME,), tail=TAIL, most=12)
PLAN = SourcePlan(source=SHOP, every_s=3600.0, asset_ids=("acme",), ask=lambda: ASKING)


class Searches:
    """A shop whose searches have an address each, and one result page more."""

    name = "searches"

    def claims(self, url: str) -> bool:
        return bool(url)

    def seeds(self, source: Source, queries: Sequence[str]) -> Iterator[Target]:
        yield Target(source_id=source.id, url=source.url, kind=TargetKind.HOME)
        for query in queries:
            yield search(query)


def search(query: str, depth: int = 0) -> Target:
    where = f"http://shop.example/search?q={query}&page={depth}"
    return Target(source_id="shop", url=where, kind=TargetKind.SEARCH, depth=depth)


def plan(house: House, of: SourcePlan = PLAN) -> int:
    return plan_seeds(house.store, [of], lambda _: Searches(), house.clock.now())  # type: ignore[arg-type,return-value]


def ask(house: House, outcome: VisitOutcome = VisitOutcome.READ) -> list[str]:
    """Visit all that is due, results behind each search too; gives what was asked, in order."""
    asked: list[str] = []
    while True:
        with house.store.transaction() as tx:
            batch = tx.targets.claim_batch(house.lease(), ["shop"], limit=100)
        if batch is None:
            return asked
        for leased in batch.targets:
            record(house, leased.target, outcome, leased)
            if leased.target.kind is TargetKind.SEARCH:
                asked.append(leased.target.url.partition("q=")[2].partition("&")[0])
                deeper = search(asked[-1], leased.target.depth + 1)
                if outcome is VisitOutcome.READ and leased.target.depth == 0:
                    record(house, deeper, outcome, None)  # followed in the same batch
        with house.store.transaction() as tx:
            tx.targets.release(batch, house.clock.now())


def record(
    house: House, target: Target, outcome: VisitOutcome, leased: LeasedTarget | None
) -> None:
    now = house.clock.now()
    visit = Visit(
        target_id=leased.id if leased else None,
        target=target,
        outcome=outcome,
        started_at=now,
        ended_at=now,
        page_kind=PageKind.SEARCH,
    )
    record_visit(house.store, PLAN, visit, leased, now)


def searches(house: House) -> int:
    with house.store.transaction() as tx:
        return tx.targets.rhythm("shop").get("search", (0, 0.0))[0]


def test_the_core_is_asked_in_every_pass_and_the_tail_is_through_after_five(house: House) -> None:
    passes = []
    for _ in range(10):
        plan(house)
        passes.append(ask(house))
        house.clock.pass_by(timedelta(hours=1))
    for asked in passes:
        assert len(asked) == len(set(asked)) == 13
        assert asked.count("acme") == 1
    for five in (passes[:5], passes[5:]):
        assert {query for asked in five for query in asked} == {"acme", *(q.text for q in TAIL)}


def test_nothing_is_asked_twice_within_a_pass_however_often_it_is_planned(house: House) -> None:
    plan(house)
    first = ask(house)
    for _ in range(5):
        house.clock.pass_by(timedelta(minutes=11))
        plan(house)
        assert ask(house) == []
    house.clock.pass_by(timedelta(minutes=11))
    plan(house)
    assert set(first) & set(ask(house)) == {"acme"}


def test_what_rotates_out_leaves_the_frontier_with_its_result_pages(house: House) -> None:
    for _ in range(7):
        plan(house)
        ask(house)
        assert searches(house) == 2 * 13  # this pass's searches and their second pages
        house.clock.pass_by(timedelta(hours=1))


def test_a_search_that_nobody_could_read_stays_until_it_is_read(house: House) -> None:
    plan(house)
    house.clock.pass_by(timedelta(hours=1))  # the machine was off
    plan(house)
    assert len(ask(house)) == 1 + 24


def test_a_search_that_fails_is_tried_again_soon_and_not_for_ever(house: House) -> None:
    few = SourcePlan(source=SHOP, every_s=3600.0, asset_ids=("acme",), ask=lambda: given(["acme"]))
    plan(house, few)
    tries = 0
    for _ in range(59):
        tries += len(ask(house, VisitOutcome.FAILED))
        house.clock.pass_by(timedelta(minutes=1))
    assert tries == 6
    house.clock.pass_by(timedelta(minutes=1))
    plan(house, few)
    assert ask(house) == ["acme"]


def test_a_query_that_is_configured_no_longer_is_asked_no_more(house: House) -> None:
    old, new = (
        SourcePlan(source=SHOP, every_s=3600.0, asset_ids=(), ask=partial(given, [word]))
        for word in ("old", "new")
    )
    plan(house, old)
    ask(house)
    plan(house, new)
    assert ask(house) == ["new"]
    house.clock.pass_by(timedelta(hours=1))
    plan(house, new)
    assert ask(house) == ["new"]
    assert searches(house) == 2


def test_a_pass_that_a_person_begins_asks_the_next_part_at_once(house: House) -> None:
    asked: list[list[str]] = []
    for _ in range(5):
        with house.store.transaction() as tx:
            begin_pass(tx, [PLAN], house.clock.now())
        plan(house)
        asked.append(ask(house))
        house.clock.pass_by(timedelta(seconds=5))
    assert [len(part) for part in asked] == [13] * 5
    assert {query for part in asked for query in part} == {"acme", *(q.text for q in TAIL)}


@pytest.mark.parametrize("note", ["", "not a number", "-3"])
def test_a_spoilt_note_begins_the_round_anew(house: House, note: str) -> None:
    with house.store.transaction() as tx:
        tx.facts.keep("searches of shop", note, house.clock.now())
    plan(house)
    assert len(ask(house)) == 13
