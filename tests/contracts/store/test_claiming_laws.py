"""What holds of claims whatever happens in whatever order."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.target import Batch, Target, TargetKind
from monitor.ports.store import Store, Transaction
from tests.contracts.store.made import HOUR_S, after, lease, sighting, visit

OWNERS = st.sampled_from(["ann", "bo", "cy"])
LEASE_S = 20.0
SOURCES = ["shop", "mall", "fair"]

same_store = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example is rolled back
)


class RolledBack(Exception):
    """Ends an example so that the next one starts from nothing."""


@contextmanager
def rolled_back(store: Store) -> Iterator[Transaction]:
    """A transaction that leaves nothing."""  # noqa: DOC501 - its own end, caught right here
    with suppress(RolledBack), store.transaction() as tx:
        yield tx
        raise RolledBack


@dataclass
class Job:
    """What the law knows of one sighting."""

    owner: str | None = None
    until: float = 0.0
    done: bool = False


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("claim"), OWNERS, st.integers(0, 3)),
            st.tuples(st.just("finish"), OWNERS, st.integers(0, 5)),
            st.tuples(st.just("renew"), OWNERS, st.just(0)),
            st.tuples(st.just("wait"), st.just(""), st.integers(1, 30)),
        ),
        max_size=25,
    )
)
@same_store
def test_a_job_has_one_owner_at_a_time_and_is_done_once(
    store: Store, steps: list[tuple[str, str, int]]
) -> None:
    with rolled_back(store) as tx:
        _match_by_the_law(tx, steps)


def _match_by_the_law(tx: Transaction, steps: list[tuple[str, str, int]]) -> None:
    jobs = {tx.sightings.record(sighting(str(n), at=n))[0]: Job() for n in range(5)}
    rows = list(jobs)
    at = 0.0
    for step, owner, number in steps:
        if step == "wait":
            at += number
        elif step == "claim":
            free = [row for row, job in jobs.items() if not job.done and job.until <= at]
            claimed = tx.sightings.claim_for_matching(lease(owner, at, LEASE_S), number)
            assert [stored.id for stored in claimed] == free[:number]
            for stored in claimed:
                jobs[stored.id] = Job(owner, at + LEASE_S)
        elif step == "renew":
            held = [job for job in jobs.values() if job.owner == owner]
            assert tx.leases.renew(lease(owner, at, LEASE_S)) == len(held)
            for job in held:
                job.until = at + LEASE_S
        elif number < len(rows):
            job = jobs[rows[number]]
            assert tx.sightings.matched(rows[number], owner) == (job.owner == owner)
            if job.owner == owner:
                jobs[rows[number]] = Job(done=True)
    assert tx.sightings.unmatched() == sum(not job.done for job in jobs.values())


@dataclass
class Frontier:
    """What the law knows of hosts and targets. due: (source, url) -> seconds after noon."""

    due: dict[tuple[str, str], float] = field(default_factory=dict)
    busy_until: dict[str, float] = field(default_factory=dict)
    holder: dict[str, str] = field(default_factory=dict)
    at: float = 0.0

    def free_due(self) -> dict[tuple[str, str], float]:
        """Targets that may be claimed now."""
        return {
            key: due
            for key, due in self.due.items()
            if due <= self.at and self.busy_until.get(key[0], -1.0) <= self.at
        }


@given(
    steps=st.lists(
        st.one_of(
            st.tuples(st.just("discover"), st.sampled_from(SOURCES), st.integers(0, 9)),
            st.tuples(st.just("claim"), OWNERS, st.integers(1, 3)),
            st.tuples(st.just("release"), OWNERS, st.integers(0, 3)),
            st.tuples(st.just("wait"), st.just(""), st.integers(1, 30)),
        ),
        max_size=30,
    )
)
@same_store
def test_a_host_is_visited_by_one_batch_and_the_longest_wait_goes_first(
    store: Store, steps: list[tuple[str, str, int]]
) -> None:
    with rolled_back(store) as tx:
        _crawl_by_the_law(tx, steps)


def _crawl_by_the_law(tx: Transaction, steps: list[tuple[str, str, int]]) -> None:
    known = Frontier()
    batches: list[Batch] = []
    for step, name, number in steps:
        if step == "wait":
            known.at += number
        elif step == "discover":
            _discover(tx, known, name, number)
        elif step == "claim":
            batches += _claim(tx, known, name, number)
        elif batches:
            _release(tx, known, batches.pop(), visits=number)
    now = after(known.at)
    assert tx.targets.due(SOURCES, now) == sum(due <= known.at for due in known.due.values())


def _discover(tx: Transaction, known: Frontier, source: str, number: int) -> None:
    url = f"https://{source}.example/{number}"
    seed = Target(source_id=source, url=url, kind=TargetKind.LISTING)
    new = tx.targets.discover([seed], HOUR_S, after(known.at))
    assert new == ((source, url) not in known.due)
    known.due.setdefault((source, url), known.at)


def _claim(tx: Transaction, known: Frontier, owner: str, limit: int) -> list[Batch]:
    free = known.free_due()
    batch = tx.targets.claim_batch(lease(owner, known.at, LEASE_S), SOURCES, limit)
    if batch is None:
        assert not free
        return []
    assert free, "a batch came out of nothing"
    claimed = [(batch.source_id, leased.target.url) for leased in batch.targets]
    longest = min(free.values())
    assert free[claimed[0]] == longest
    waiting = sorted(due for key, due in free.items() if key[0] == batch.source_id)
    assert [free[key] for key in claimed] == waiting[:limit]
    known.busy_until[batch.source_id] = known.at + LEASE_S
    known.holder[batch.source_id] = owner
    return [batch]


def _release(tx: Transaction, known: Frontier, batch: Batch, visits: int) -> None:
    """Visit some, then end the lease, unless somebody took the host over since."""
    source = batch.source_id
    if known.busy_until[source] != (batch.lease_until - after(0)).total_seconds():
        return
    for leased in batch.targets[:visits]:
        due = known.at + HOUR_S
        tx.targets.visited(visit(leased.target, row=leased.id, at=known.at), after(due), HOUR_S)
        known.due[source, leased.target.url] = due
    rest = batch.targets[visits:]
    assert tx.targets.release(batch, after(known.at)) == len(rest)
    for leased in rest:
        known.due[source, leased.target.url] = known.at
    known.busy_until[source] = known.at
