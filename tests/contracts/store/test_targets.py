"""The frontier: what is due when, and who may go there now."""

from datetime import timedelta

import pytest

from monitor.domain.page import PageKind
from monitor.domain.target import Target, TargetKind, VisitOutcome
from monitor.ports.store import Store
from tests.contracts.store.made import HOUR_S, NOON, after, lease, target, visit

SHOP = ["shop"]


def test_planning_and_discovering_count_only_what_is_new(store: Store) -> None:
    seeds = [target("a", kind=TargetKind.HOME), target("b", kind=TargetKind.SEARCH)]
    with store.transaction() as tx:
        assert tx.targets.plan(seeds, HOUR_S, NOON) == 2
        assert tx.targets.plan(seeds, HOUR_S, NOON) == 0
        assert tx.targets.discover([*seeds, target("c"), target("c")], HOUR_S, NOON) == 1
        assert tx.targets.discover([], HOUR_S, NOON) == 0
        assert tx.targets.due(SHOP, NOON) == 3


def test_planning_sets_the_rhythm_of_what_is_there_and_discovering_leaves_it(store: Store) -> None:
    home = target("a", kind=TargetKind.HOME)
    with store.transaction() as tx:
        tx.targets.plan([home], 2 * HOUR_S, NOON)
        assert tx.targets.rhythm("shop") == {"home": (1, 12.0)}
        tx.targets.discover([home], HOUR_S, NOON)
        assert tx.targets.rhythm("shop") == {"home": (1, 12.0)}
        tx.targets.plan([home], HOUR_S, NOON)
        assert tx.targets.rhythm("shop") == {"home": (1, 24.0)}
        assert tx.targets.rhythm("unknown") == {}


def test_a_faster_rhythm_brings_a_far_visit_nearer(store: Store) -> None:
    home = target("a", kind=TargetKind.HOME)
    with store.transaction() as tx:
        tx.targets.plan([home], 24 * HOUR_S, NOON)
        tx.targets.visited(visit(home), after(24 * HOUR_S), 24 * HOUR_S)
        tx.targets.plan([home], HOUR_S, NOON)
        assert tx.targets.due(SHOP, after(HOUR_S)) == 1


def test_the_same_url_of_two_sources_is_two_targets(store: Store) -> None:
    url = "https://shop.example/1"
    both = [Target(source_id=s, url=url, kind=TargetKind.LISTING) for s in ("one", "two")]
    with store.transaction() as tx:
        assert tx.targets.discover(both, HOUR_S, NOON) == 2
        assert tx.targets.claim_batch(lease("a"), ["one", "two"], 9) is not None
        assert tx.targets.claim_batch(lease("b"), ["one", "two"], 9) is None  # one host


def test_a_batch_holds_due_targets_of_one_source_oldest_first(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("late")], HOUR_S, after(-5))
        tx.targets.discover([target("early"), target("future")], HOUR_S, after(-9))
        tx.targets.visited(visit(target("future")), after(HOUR_S), HOUR_S)
        tx.targets.discover([target("other", source="mall")], HOUR_S, after(-7))
    with store.transaction() as tx:
        batch = tx.targets.claim_batch(lease(), ["shop", "mall"], 10)
    assert batch is not None
    assert [leased.target for leased in batch.targets] == [target("early"), target("late")]
    assert (batch.owner, batch.source_id, batch.host) == ("one", "shop", "shop.example")
    assert batch.lease_until == lease().until


def test_only_the_sources_asked_for_are_claimed(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target(source="mall")], HOUR_S, NOON)
        assert tx.targets.claim_batch(lease(), SHOP, 10) is None
        assert tx.targets.claim_batch(lease(), [], 10) is None
        assert tx.targets.claim_batch(lease(), ["shop", "mall"], 10) is not None


def test_the_source_that_waited_longest_comes_first(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1", source="mall")], HOUR_S, after(-1))
        tx.targets.discover([target("1")], HOUR_S, after(-2))
        tx.targets.discover([target("2", source="fair")], HOUR_S, after(-3))
    order = []
    for owner in ("a", "b", "c"):
        with store.transaction() as tx:
            batch = tx.targets.claim_batch(lease(owner), ["shop", "mall", "fair"], 10)
            assert batch is not None
            order.append(batch.source_id)
    assert order == ["fair", "shop", "mall"]


def test_targets_that_a_case_asks_for_come_first_with_a_control_page(store: Store) -> None:
    plain, asked, alive = target("plain"), target("asked"), target("alive")
    with store.transaction() as tx:
        tx.targets.discover([plain, asked, alive], HOUR_S, after(-100))
        tx.targets.visited(visit(alive), after(HOUR_S), HOUR_S)
        tx.targets.visited(visit(asked), after(HOUR_S), HOUR_S)
        tx.targets.ask_recheck(asked, NOON)
        batch = tx.targets.claim_batch(lease(), SHOP, 10)
    assert batch is not None
    first, second = batch.targets
    assert (first.target.url, first.target.recheck) == (asked.url, True)
    assert first.control_url == alive.url
    assert (second.target.url, second.target.recheck, second.control_url) == (
        plain.url,
        False,
        None,
    )


def test_a_recheck_of_an_unknown_url_enters_the_frontier(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.ask_recheck(target("new"), NOON)
        batch = tx.targets.claim_batch(lease(), SHOP, 10)
    assert batch is not None
    assert batch.targets[0].target.recheck
    assert batch.targets[0].control_url is None


def test_nobody_else_visits_a_host_while_a_batch_is_out(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        first = tx.targets.claim_batch(lease("one"), SHOP, 1)
        assert first is not None
        assert tx.targets.claim_batch(lease("two"), SHOP, 1) is None
        assert tx.targets.release(first, after(5)) == 1
        second = tx.targets.claim_batch(lease("two"), SHOP, 1)
        assert second is not None
        assert second.targets[0].id != first.targets[0].id  # the first is due in 5 s


def test_a_host_is_free_when_the_pause_after_a_batch_has_passed(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1")], HOUR_S, NOON)
        batch = tx.targets.claim_batch(lease("one"), SHOP, 1)
        assert batch is not None
        assert tx.targets.release(batch, NOON, free_at=after(7)) == 1
        assert tx.targets.due(SHOP, NOON) == 1
        assert not tx.targets.rests(SHOP[0], NOON)
        assert tx.targets.claim_batch(lease("two", at=6.9), SHOP, 1) is None
        assert tx.targets.claim_batch(lease("three", at=7), SHOP, 1) is not None


def test_an_expired_batch_is_taken_over_whole(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        first = tx.targets.claim_batch(lease("dead"), SHOP, 10)
        assert first is not None
        assert tx.targets.claim_batch(lease("heir", at=19.9), SHOP, 10) is None
        heir = tx.targets.claim_batch(lease("heir", at=20), SHOP, 10)
        assert heir is not None
        assert [t.id for t in heir.targets] == [t.id for t in first.targets]
        assert tx.targets.release(first, after(30)) == 0  # the heir's targets stay the heir's
        assert tx.targets.claim_batch(lease("third", at=21), SHOP, 10) is None
        assert tx.targets.release(heir, after(30)) == 2


def test_release_puts_back_what_saw_no_visit(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2"), target("3")], HOUR_S, NOON)
        batch = tx.targets.claim_batch(lease(), SHOP, 10)
        assert batch is not None
        done = batch.targets[0]
        tx.targets.visited(visit(done.target, row=done.id), after(HOUR_S), HOUR_S)
        assert tx.targets.release(batch, after(60)) == 2
        assert tx.targets.due(SHOP, after(59)) == 0
        assert tx.targets.due(SHOP, after(60)) == 2
        assert tx.targets.due(SHOP, after(HOUR_S)) == 3
        assert tx.targets.release(batch, after(90)) == 0


@pytest.mark.parametrize("outcome", VisitOutcome)
def test_attempts_grow_while_a_site_is_busy_or_fails(store: Store, outcome: VisitOutcome) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target()], HOUR_S, NOON)
        tries = []
        for _ in range(2):
            batch = tx.targets.claim_batch(lease(), SHOP, 10)
            assert batch is not None
            tries.append(batch.targets[0].attempts)
            tx.targets.visited(visit(target(), outcome, row=batch.targets[0].id), NOON, HOUR_S)
            tx.targets.release(batch, NOON)
    assert tries == ([0, 1] if outcome in {VisitOutcome.BUSY, VisitOutcome.FAILED} else [0, 0])


def test_a_visit_by_url_moves_the_target_and_an_unknown_url_enters(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("known")], HOUR_S, NOON)
        tx.targets.visited(visit(target("known")), after(10), HOUR_S)
        tx.targets.visited(visit(target("followed")), after(20), HOUR_S)
        assert [tx.targets.due(SHOP, after(s)) for s in (9, 10, 19, 20)] == [0, 1, 1, 2]
        assert tx.targets.discover([target("followed")], HOUR_S, NOON) == 0


def test_a_recheck_stays_asked_for_until_somebody_has_looked(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.ask_recheck(target(), NOON)
        asked = []
        for outcome in (VisitOutcome.FAILED, VisitOutcome.GONE, VisitOutcome.READ):
            batch = tx.targets.claim_batch(lease(), SHOP, 10)
            assert batch is not None
            asked.append(batch.targets[0].target.recheck)
            tx.targets.visited(visit(target(), outcome, row=batch.targets[0].id), NOON, HOUR_S)
            tx.targets.release(batch, NOON)
    assert asked == [True, True, False]


def test_a_pause_keeps_everybody_off_a_host_and_the_longer_one_stands(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target()], HOUR_S, NOON)
        tx.targets.pause_host("shop.example", after(60))
        tx.targets.pause_host("shop.example", after(30))
        assert tx.targets.claim_batch(lease(at=59), SHOP, 10) is None
        assert tx.targets.due(SHOP, after(59)) == 0
        assert tx.targets.due(SHOP, after(60)) == 1
        assert tx.targets.claim_batch(lease(at=60), SHOP, 10) is not None


def test_a_host_that_nobody_knows_yet_can_be_paused(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.pause_host("shop.example", after(60))
        tx.targets.discover([target()], HOUR_S, NOON)
        assert tx.targets.claim_batch(lease(), SHOP, 10) is None


def test_leased_targets_count_as_due(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        tx.targets.claim_batch(lease(), SHOP, 1)
        assert tx.targets.due(SHOP, NOON) == 2
        assert tx.targets.due(["mall"], NOON) == 0


def test_a_pass_makes_everything_due_now_that_is_due_later(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        tx.targets.discover([target("1", source="mall")], HOUR_S, after(50))
        tx.targets.visited(visit(target("1")), after(HOUR_S), HOUR_S)
        assert tx.targets.begin_pass(SHOP, after(10)) == 1
        assert tx.targets.due(SHOP, after(10)) == 2
        assert tx.targets.due(["mall"], after(10)) == 0


def test_targets_of_sources_that_are_no_longer_configured_go(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        tx.targets.discover([target(source="mall")], HOUR_S, NOON)
        assert tx.targets.retire(["mall"]) == 2
        assert tx.targets.retire(["mall"]) == 0
        assert tx.targets.due(["shop", "mall"], NOON) == 1
        tx.targets.visited(visit(target("1"), row=1), NOON, HOUR_S)  # a straggler's news
        assert tx.targets.due(SHOP, NOON) == 0


def test_the_control_page_is_the_listing_that_was_read_last(store: Store) -> None:
    def control_of(path: str) -> str | None:
        tx.targets.ask_recheck(target(path), NOON)
        batch = tx.targets.claim_batch(lease(), SHOP, limit=10)
        assert batch is not None
        tx.targets.release(batch, NOON)
        (asked,) = [leased for leased in batch.targets if leased.target.url == target(path).url]
        return asked.control_url

    with store.transaction() as tx:
        assert control_of("case") is None
        for second, (path, outcome, kind) in enumerate([
            ("old", VisitOutcome.READ, PageKind.LISTING),
            ("new", VisitOutcome.READ, PageKind.LISTING),
            ("list", VisitOutcome.READ, PageKind.SEARCH),
            ("gone", VisitOutcome.GONE, None),
        ]):
            seen = visit(target(path), outcome, at=second + 1, kind=kind)
            tx.targets.visited(seen, after(HOUR_S), HOUR_S)
        assert control_of("case") == target("new").url
        assert control_of("new") == target("old").url
        tx.targets.visited(visit(target("new"), VisitOutcome.GONE), after(HOUR_S), HOUR_S)
        assert control_of("case") == target("old").url


def test_addresses_of_any_length_and_kind_are_kept_apart(store: Store) -> None:
    strange = [
        Target(source_id="shop", url=url, kind=TargetKind.LISTING)
        for url in (
            "https://shop.example/" + "x" * 20_000 + "1",
            "https://shop.example/" + "x" * 20_000 + "2",
            "https://user:secret@SHOP.example:8443/1",
            "https://[::1/broken",
            "not a URL at all",
            "https://shop.example/\ud800\x00",
            "",
        )
    ]
    with store.transaction() as tx:
        assert tx.targets.discover(strange, HOUR_S, NOON) == len(strange)
        assert tx.targets.discover(strange, HOUR_S, NOON) == 0
        hosts = set()
        while batch := tx.targets.claim_batch(lease(), SHOP, 10):
            hosts.add(batch.host)
    assert hosts == {"shop.example", "shop.example:8443", "[::1", ""}


def test_a_lease_is_renewed_for_as_long_as_its_owner_lives(store: Store) -> None:
    with store.transaction() as tx:
        tx.targets.discover([target("1"), target("2")], HOUR_S, NOON)
        tx.targets.discover([target(source="mall")], HOUR_S, NOON)
        tx.targets.claim_batch(lease("one"), SHOP, 10)
        tx.targets.claim_batch(lease("two"), ["mall"], 10)
        assert tx.leases.renew(lease("one", at=15)) == 1
        assert tx.leases.renew(lease("nobody", at=15)) == 0
        later = lease("three", at=25)
        assert tx.targets.claim_batch(later, SHOP, 10) is None
        assert tx.targets.claim_batch(later, ["mall"], 10) is not None
        assert later.until - later.now == timedelta(seconds=20)


def test_targets_of_one_kind_that_are_due_too_late_are_forgotten(store: Store) -> None:
    kinds = {
        "search": TargetKind.SEARCH,
        "asked": TargetKind.SEARCH,
        "elsewhere": TargetKind.SEARCH,
        "offer": TargetKind.LISTING,
    }
    made = {path: target(path, kind=kind) for path, kind in kinds.items()}
    made["elsewhere"] = target("elsewhere", source="mall", kind=TargetKind.SEARCH)
    with store.transaction() as tx:
        tx.targets.discover(list(made.values()), HOUR_S, NOON)
        for path in ("asked", "elsewhere", "offer"):
            tx.targets.visited(visit(made[path]), after(HOUR_S), HOUR_S)
        assert tx.targets.forget("shop", TargetKind.SEARCH, due_after=after(HOUR_S)) == 0
        assert tx.targets.forget("shop", TargetKind.SEARCH, due_after=after(HOUR_S - 1)) == 1
        assert tx.targets.forget("shop", TargetKind.SEARCH, due_after=NOON) == 0
        assert tx.targets.due(["shop", "mall"], after(HOUR_S)) == 3
        assert tx.targets.discover([made["asked"]], HOUR_S, NOON) == 1


def test_news_of_a_target_that_was_forgotten_meanwhile_is_no_error(store: Store) -> None:
    search = target("search", kind=TargetKind.SEARCH)
    with store.transaction() as tx:
        tx.targets.discover([search], HOUR_S, NOON)
        batch = tx.targets.claim_batch(lease(), SHOP, 10)
        assert batch is not None
        assert tx.targets.forget("shop", TargetKind.SEARCH, due_after=after(-1)) == 1
        tx.targets.visited(visit(search, row=batch.targets[0].id), after(HOUR_S), HOUR_S)
        assert tx.targets.release(batch, after(1)) == 0
        assert tx.targets.due(SHOP, after(2 * HOUR_S)) == 0
        assert tx.targets.plan([search], HOUR_S, after(5)) == 1


def test_a_target_in_a_hurry_is_due_at_once_new_or_known_and_no_recheck(store: Store) -> None:
    shop = target("seller/7", kind=TargetKind.SELLER)
    with store.transaction() as tx:
        assert tx.targets.hurry(shop, HOUR_S, NOON)
        tx.targets.visited(visit(shop, kind=PageKind.SELLER), after(HOUR_S), HOUR_S)
        assert tx.targets.due(SHOP, after(9)) == 0
        assert not tx.targets.hurry(shop, HOUR_S, after(9))
        assert tx.targets.due(SHOP, after(9)) == 1
        batch = tx.targets.claim_batch(lease(at=9), SHOP, 10)
        assert batch is not None
        assert batch.targets[0].target == shop
        assert not tx.targets.hurry(shop, HOUR_S, after(10))
        assert tx.targets.due(["mall"], after(10)) == 0
