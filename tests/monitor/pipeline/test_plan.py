from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.asset import Asset, AssetKind
from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.domain.watch import Source, Watch
from monitor.pipeline.plan import SEARCH_TRIES, is_new_ground, next_due, plan_sources

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIX_HOURS_S = 6 * 3600.0
TARGET = Target(source_id="shop", url="http://shop.example/", kind=TargetKind.HOME)


def visit(outcome: VisitOutcome, retry_after_s: float | None = None) -> Visit:
    return Visit(
        target_id=1,
        target=TARGET,
        outcome=outcome,
        started_at=NOON,
        ended_at=NOON,
        retry_after_s=retry_after_s,
    )


def wait_s(outcome: VisitOutcome, attempts: int = 0, retry_after_s: float | None = None) -> float:
    due = next_due(visit(outcome, retry_after_s), SIX_HOURS_S, attempts)
    return (due - NOON) / timedelta(seconds=1)


def test_a_page_that_was_read_comes_back_with_its_rhythm() -> None:
    assert wait_s(VisitOutcome.READ) == SIX_HOURS_S


def test_a_failed_page_comes_back_sooner_the_wait_doubling_up_to_the_rhythm() -> None:
    waits = [wait_s(VisitOutcome.FAILED, attempts) for attempts in range(12)]
    assert waits[0] == 15.0
    assert waits[1] == 30.0
    assert waits == sorted(waits)
    assert waits[-1] == SIX_HOURS_S


def test_a_site_that_asks_for_a_pause_gets_it_even_beyond_the_rhythm() -> None:
    assert wait_s(VisitOutcome.BUSY, retry_after_s=SIX_HOURS_S * 2) == SIX_HOURS_S * 2


@pytest.mark.parametrize("outcome", [VisitOutcome.ROBOTS, VisitOutcome.POLICY])
def test_a_refusal_is_asked_again_once_a_day(outcome: VisitOutcome) -> None:
    assert wait_s(outcome) == 24 * 3600.0


def test_a_source_is_visited_once_for_all_its_watches_at_the_shortest_rhythm() -> None:
    assets = {
        "a": Asset(
            id="a", kind=AssetKind.WORD_MARK, holder_id="h", text="ACME", aliases=("艾克米",)
        ),
        "b": Asset(id="b", kind=AssetKind.DESIGN, holder_id="h", title="Chair"),
    }
    watches = [
        Watch(id="1", source_id="shop", asset_ids=("b",), every_s=60.0, queries=("chair",)),
        Watch(id="2", source_id="shop", asset_ids=("a",), every_s=30.0),
    ]
    shop, unwatched = (Source(id=i, url=f"http://{i}.example/") for i in ("shop", "other"))
    (plan,) = plan_sources([shop, unwatched], watches, assets)
    assert plan.source == shop
    assert plan.every_s == 30.0
    assert [query.text for query in plan.asking.core] == ["chair", "ACME", "艾克米"]
    assert (plan.asking.most, len(plan.asking.of_pass(0))) == (12, 3 + 12)
    assert plan.asset_ids == ("a", "b")


def test_a_watch_says_how_much_is_asked_and_in_which_languages() -> None:
    mark = Asset(id="a", kind=AssetKind.WORD_MARK, holder_id="h", text="Zarvella")
    watch = Watch(
        id="1", source_id="shop", asset_ids=("a",), every_s=60.0, max_queries=5, languages=("zh",)
    )
    shop = Source(id="shop", url="https://shop.example/")
    (plan,) = plan_sources([shop], [watch], {"a": mark})
    assert plan.asking.most == 5
    assert "Zarvella 高仿" in {query.text for query in plan.asking.tail}
    assert "Zarvella replica" not in {query.text for query in plan.asking.tail}


@pytest.mark.parametrize(
    ("outcome", "attempts", "waits_for_its_turn"),
    [
        (VisitOutcome.READ, 0, True),
        (VisitOutcome.ROBOTS, 0, True),
        (VisitOutcome.CHALLENGE, 0, True),
        (VisitOutcome.FAILED, 0, False),
        (VisitOutcome.BUSY, SEARCH_TRIES - 2, False),
        (VisitOutcome.FAILED, SEARCH_TRIES - 1, True),
    ],
)
def test_a_search_is_asked_once_a_pass_and_a_failing_one_not_for_ever(
    outcome: VisitOutcome, attempts: int, *, waits_for_its_turn: bool
) -> None:
    search = replace(visit(outcome), target=replace(TARGET, kind=TargetKind.SEARCH))
    due = next_due(search, SIX_HOURS_S, attempts)
    assert (due - NOON > timedelta(days=10_000)) is waits_for_its_turn


def test_what_lies_too_deep_or_at_another_source_is_no_new_ground() -> None:
    source = Source(id="shop", url="http://shop.example/", max_depth=2)
    near = Target(source_id="shop", url="u", kind=TargetKind.LISTING, depth=2)
    deep = Target(source_id="shop", url="u", kind=TargetKind.LISTING, depth=3)
    strange = Target(source_id="other", url="u", kind=TargetKind.LISTING)
    assert is_new_ground(near, source)
    assert not is_new_ground(deep, source)
    assert not is_new_ground(strange, source)
