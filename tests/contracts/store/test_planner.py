"""One part that there is once, however many ask to be it at the same moment."""

from datetime import timedelta

from monitor.ports.store import Store
from monitor.runtime.planner import SILENT_S, Planner
from monitor.runtime.worker import Step
from tests.contracts.store.made import NOON, after, at_once
from tests.monitor.pipeline.small_house import MovedClock


def test_one_leads_until_it_is_silent_or_resigns(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.beats.lead("planner", "one", NOON, 20.0)
        assert not tx.beats.lead("planner", "two", after(19), 20.0)
        assert tx.beats.lead("planner", "one", after(19), 20.0)
        assert not tx.beats.lead("planner", "two", after(38), 20.0)
        assert tx.beats.lead("planner", "two", after(39), 20.0)
        assert not tx.beats.lead("planner", "one", after(40), 20.0)
        tx.beats.resign("planner", "one")
        assert not tx.beats.lead("planner", "one", after(41), 20.0)
        tx.beats.resign("planner", "two")
        assert tx.beats.lead("planner", "one", after(41), 20.0)


def test_of_many_who_ask_at_once_one_leads(store: Store) -> None:
    led: list[str] = []

    def ask(who: str) -> None:
        with store.transaction() as tx:
            if tx.beats.lead("planner", who, NOON, 20.0):
                led.append(who)

    at_once(ask)
    assert len(led) == 1


def test_the_planner_alone_does_its_steps_and_another_takes_over_when_it_is_gone(
    store: Store,
) -> None:
    clock, registered, done = MovedClock(), list[str](), list[str]()

    def candidate(who: str) -> tuple[Planner, Step]:
        def step() -> int:
            done.append(who)
            return 1

        planner = Planner(store, clock, who, elected=lambda: registered.append(who))
        return planner, planner.alone(step)

    (_, step_of_one), (two, step_of_two) = candidate("one"), candidate("two")
    assert (step_of_one(), step_of_two()) == (1, 0)
    clock.pass_by(timedelta(seconds=SILENT_S + 1))
    assert (step_of_two(), step_of_one()) == (1, 0)
    two.resign()
    assert (step_of_one(), step_of_two()) == (1, 0)
    assert done == ["one", "two", "one"]
    assert registered == ["one", "two", "one"]


def test_signs_of_life_are_told_by_name_and_old_ones_forgotten(store: Store) -> None:
    with store.transaction() as tx:
        tx.beats.beat("worker b", after(5), "match")
        tx.beats.beat("worker a", NOON, "crawl")
        tx.beats.beat("supervisor", NOON)
        assert [name for name, _, _ in tx.beats.living("worker ")] == ["worker a", "worker b"]
        assert tx.beats.forget("worker ", after(1)) == 1
        assert tx.beats.living("worker ") == [("worker b", after(5), "match")]
        assert tx.beats.last("supervisor") is not None
