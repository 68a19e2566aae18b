"""A pause holds for the host that asked for it: a source may span many."""

from datetime import timedelta

from monitor.domain.target import Target, TargetKind, Visit, VisitOutcome
from monitor.pipeline.crawl import record_visit
from tests.monitor.pipeline.small_house import NOON, PLAN, House


def test_a_host_that_asks_for_a_pause_gets_it_and_its_neighbours_go_on(house: House) -> None:
    targets = [
        Target(source_id="shop", url=f"http://{host}/", kind=TargetKind.HOME)
        for host in ("one.example", "two.example")
    ]
    busy = Visit(
        target_id=None,
        target=targets[0],
        outcome=VisitOutcome.BUSY,
        started_at=NOON,
        ended_at=NOON,
        retry_after_s=3600.0,
    )
    with house.store.transaction() as tx:
        tx.targets.discover(targets, 60.0, NOON)
    record_visit(house.store, PLAN, busy, None, NOON)
    later = NOON + timedelta(minutes=30)
    with house.store.transaction() as tx:
        again = Target(source_id="shop", url="http://one.example/more", kind=TargetKind.HOME)
        tx.targets.discover([again], 60.0, later)
        lease = house.lease()
        batches = [tx.targets.claim_batch(lease, ["shop"], 10) for _ in range(3)]
    assert "one.example" not in {batch.host for batch in batches if batch}
    assert "two.example" in {batch.host for batch in batches if batch}
