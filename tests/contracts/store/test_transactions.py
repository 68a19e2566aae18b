"""Transactions: whole or not at all, and times that mean one instant."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from monitor.domain.case import CaseEventKind
from monitor.ports.store import CaseQuery, Store
from tests.contracts.store.made import HOUR_S, NOON, after, asset, open_case, sighting, target


def test_a_block_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012 - it ends half-way
        tx.assets.save([asset()], NOON)
        tx.targets.discover([target()], HOUR_S, NOON)
        open_case(tx)
        tx.log.append("body", NOON)
        tx.beats.beat("x", NOON, str(1 // 0))
    with store.transaction() as tx:
        assert tx.assets.registered() == []
        assert tx.targets.due(["shop"], NOON) == 0
        assert tx.sightings.unmatched() == 0
        assert tx.cases.list(CaseQuery()) == []
        assert tx.log.head() is None


@pytest.mark.parametrize("durable", [False, True])
def test_what_is_committed_is_seen_by_the_next(store: Store, *, durable: bool) -> None:
    with store.transaction(durable=durable) as tx:
        tx.beats.beat("x", NOON)
    with store.transaction(durable=not durable) as tx:
        assert tx.beats.last("x") == (NOON, "")


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 5, 1, 20, 0, 0, 123456, tzinfo=ZoneInfo("Asia/Shanghai")),
        datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=1),
        datetime(1999, 12, 31, 23, 59, 59, 999999, tzinfo=timezone(-timedelta(hours=9.5))),
        datetime(2026, 5, 1, 12, 0, tzinfo=UTC),
    ],
)
def test_a_time_of_any_zone_comes_back_as_the_same_instant_in_utc(
    store: Store, moment: datetime
) -> None:
    with store.transaction() as tx:
        tx.beats.beat("x", moment)
    with store.transaction() as tx:
        stored = tx.beats.last("x")
    assert stored is not None
    assert stored[0] == moment.astimezone(UTC)  # a time of the fold equals none of another zone
    assert stored[0].tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with (
        pytest.raises(StatementError, match="no time zone"),
        store.transaction() as tx,
    ):
        tx.beats.beat("x", datetime(2026, 5, 1, 12, 0))  # noqa: DTZ001 - the point of the test


def test_leases_compare_instants_not_wall_clocks(store: Store) -> None:
    shanghai = ZoneInfo("Asia/Shanghai")
    with store.transaction() as tx:
        tx.targets.discover([target()], HOUR_S, NOON.astimezone(shanghai))
        assert tx.targets.due(["shop"], NOON) == 1
        assert tx.targets.due(["shop"], after(-1).astimezone(shanghai)) == 0


def test_history_of_a_case_that_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.transaction() as tx:
        tx.cases.add_event(404, CaseEventKind.SEALED, NOON, by="rightswatch")


def test_threads_share_a_store(store: Store) -> None:
    def record(listing: int) -> None:
        for second in range(5):
            with store.transaction(durable=listing % 2 == 0) as tx:
                tx.sightings.record(sighting(str(listing), title=str(second), at=second))

    threads = [threading.Thread(target=record, args=(listing,)) for listing in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.transaction() as tx:
        assert tx.sightings.unmatched() == 30
