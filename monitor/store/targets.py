"""The frontier: URLs, when they are due, and who visits a host now.

A batch is leased by its host: `hosts` says who visits it and until when, and the targets of the
batch carry the owner's name until they saw a visit.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from monitor.domain.page import PageKind
from monitor.domain.target import Batch, LeasedTarget, Target, TargetKind, Visit, VisitOutcome
from monitor.ports.store import Lease, Rest
from monitor.store.columns import AnyRow
from monitor.store.frontier import (
    alive,
    due_in_lane,
    due_now,
    free_host,
    is_visited,
    oldest_lane,
)
from monitor.store.keys import host_of, text_key
from monitor.store.rests import rests_of
from monitor.store.tables import hosts, lanes, targets
from monitor.store.work import changed_one, insert_into

SOME_KEYS = 500  # keys in one statement
CLAIM_TRIES = 3
DAY_S = 86_400.0

_KNOWN = select(targets.c.url_key).where(
    targets.c.source_id == bindparam("source"),
    targets.c.url_key.in_(bindparam("keys", expanding=True)),
)
_AGAIN = bindparam("again", type_=Boolean)
_VISITED = update(targets).values(
    due_at=bindparam("next_due"),
    every_s=bindparam("rhythm"),
    attempts=case((_AGAIN, targets.c.attempts + 1), else_=0),
    asked_at=case((_AGAIN, targets.c.asked_at), else_=None),
    owner=None,
    alive_at=bindparam("listing_at"),
)
_VISITED_BY_ID = _VISITED.where(targets.c.id == bindparam("row"))
_VISITED_BY_URL = _VISITED.where(
    targets.c.source_id == bindparam("source"), targets.c.url_key == bindparam("key")
)


class SqlTargets:
    """Rows of `targets`, `hosts` and `lanes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self, seeds: Sequence[Target], every_s: float, now: datetime) -> int:
        """Insert what is new; a changed rhythm also brings a due time that lies too far nearer."""
        new = self.discover(seeds, every_s, now)
        latest = now + timedelta(seconds=every_s)
        too_far = and_(targets.c.due_at > latest, targets.c.attempts == 0)
        due_at = case((too_far, latest), else_=targets.c.due_at)
        by_source: dict[str, list[bytes]] = {}
        for seed in seeds:
            by_source.setdefault(seed.source_id, []).append(text_key(seed.url))
        for source_id, keys in by_source.items():
            for start in range(0, len(keys), SOME_KEYS):
                some = and_(
                    targets.c.source_id == source_id,
                    targets.c.url_key.in_(keys[start : start + SOME_KEYS]),
                    targets.c.every_s != every_s,
                )
                rhythm = update(targets).where(some).values(every_s=every_s, due_at=due_at)
                self._connection.execute(rhythm)
        return new

    def discover(self, found: Sequence[Target], every_s: float, now: datetime) -> int:
        """Insert what is new, due at once; leave what is known."""
        rows = self._unknown([_row(target, every_s, now) for target in found])
        if not rows:
            return 0
        self._open_lanes(rows)
        new = insert_into(self._connection, targets).on_conflict_do_nothing()
        return len(self._connection.execute(new.returning(targets.c.id), rows).all())

    def ask_recheck(self, target: Target, now: datetime) -> None:
        """Make one URL due at once for an open case, known or not."""
        row = _row(target, DAY_S, now) | {"asked_at": now}
        self._open_lanes([row])
        asked = insert_into(self._connection, targets).on_conflict_do_update(
            index_elements=["source_id", "url_key"], set_={"asked_at": now, "due_at": now}
        )
        self._connection.execute(asked, row)

    def hurry(self, target: Target, every_s: float, now: datetime) -> bool:
        """Insert it, or bring it nearer; a target that somebody visits now is not touched."""
        if self.discover([target], every_s, now):
            return True
        known = and_(
            targets.c.source_id == target.source_id, targets.c.url_key == text_key(target.url)
        )
        later = and_(known, targets.c.due_at > now, targets.c.owner.is_(None))
        self._connection.execute(update(targets).where(later).values(due_at=now))
        return False

    def claim_batch(
        self, lease: Lease, sources: Sequence[str], limit: int, one_by_one: Sequence[str] = ()
    ) -> Batch | None:
        """Lease due targets of the source that has waited longest for a host that is free."""
        for _ in range(CLAIM_TRIES):
            oldest = oldest_lane(sources, lease.now, one_by_one)
            lane = self._connection.execute(oldest).first()
            if lane is None:
                return None
            if lane.source_id in one_by_one and not self._alone(lane.source_id, lease):
                continue
            if not self._take_host(lane.host, lease):
                continue
            batch = self._lease_targets(lane.source_id, lane.host, lease, limit)
            if batch.targets:
                return batch
            self.release(batch, lease.now)  # visited by a straggler since the lane was chosen
        return None

    def begin_pass(self, sources: Sequence[str], now: datetime) -> int:
        """Make due now what is due later."""
        later = and_(targets.c.source_id.in_(sources), targets.c.due_at > now)
        return self._connection.execute(update(targets).where(later).values(due_at=now)).rowcount

    def forget(self, source_id: str, kind: TargetKind, due_after: datetime) -> int:
        """Drop targets of one kind that are due only after a moment; looked up lane by lane."""
        own_hosts = select(lanes.c.host).where(lanes.c.source_id == source_id)
        far = and_(
            targets.c.source_id == source_id,
            targets.c.host.in_(own_hosts),
            targets.c.due_at > due_after,
            targets.c.kind == kind,
        )
        return self._connection.execute(delete(targets).where(far)).rowcount

    def put_off(self, source_id: str, urls: Sequence[str], until: datetime) -> int:
        """Not due before `until`, where known; what a case asked for stays due."""
        keys = [text_key(url) for url in urls]
        put = 0
        for start in range(0, len(keys), SOME_KEYS):
            sooner = and_(
                targets.c.source_id == source_id,
                targets.c.url_key.in_(keys[start : start + SOME_KEYS]),
                targets.c.due_at < until,
                targets.c.asked_at.is_(None),
            )
            later = update(targets).where(sooner).values(due_at=until)
            put += self._connection.execute(later).rowcount
        return put

    def visited(self, visit: Visit, next_due: datetime, every_s: float) -> None:
        """Record one visit; a URL that was not in the frontier enters it.

        A recheck stays asked for while the outcome is BUSY or FAILED: nobody has looked yet.
        """
        again = visit.outcome in {VisitOutcome.BUSY, VisitOutcome.FAILED}
        news = {
            "next_due": next_due,
            "rhythm": every_s,
            "again": again,
            "listing_at": visit.ended_at if _read_a_listing(visit) else None,
        }
        if visit.target_id is not None:
            self._connection.execute(_VISITED_BY_ID, news | {"row": visit.target_id})
            return
        row = _row(visit.target, every_s, next_due)
        by_url = news | {"source": row["source_id"], "key": row["url_key"]}
        if self._connection.execute(_VISITED_BY_URL, by_url).rowcount == 0:
            self._open_lanes([row])
            row |= {"attempts": int(again), "alive_at": news["listing_at"]}
            row["asked_at"] = row["asked_at"] if again else None
            self._connection.execute(insert(targets), row)

    def release(self, batch: Batch, retry_at: datetime, free_at: datetime | None = None) -> int:
        """End the lease; targets of it that saw no visit are due at `retry_at`."""
        unvisited = and_(
            targets.c.id.in_([leased.id for leased in batch.targets]),
            targets.c.owner == batch.owner,
        )
        back = update(targets).where(unvisited).values(owner=None, due_at=retry_at)
        left = self._connection.execute(back).rowcount
        mine = and_(hosts.c.host == batch.host, hosts.c.owner == batch.owner)
        free = update(hosts).where(mine).values(owner=None, lease_until=free_at)
        self._connection.execute(free)
        return left

    def pause_host(self, host: str, until: datetime, because: str | None = None) -> None:
        """Nobody visits the host before `until`; an earlier, longer pause stands."""
        insert_host = insert_into(self._connection, hosts)
        longer = or_(hosts.c.paused_until.is_(None), hosts.c.paused_until < until)
        pause = insert_host.on_conflict_do_update(
            index_elements=["host"],
            set_={"paused_until": until, "paused_because": because},
            where=longer,
        )
        row = {"host": host, "paused_until": until, "paused_because": because}
        self._connection.execute(pause, row)

    def rests(self, source_id: str, now: datetime) -> Sequence[Rest]:
        """Hosts of a source that are left alone now, the longest rest first."""
        return rests_of(self._connection, [source_id], now).get(source_id, ())

    def retire(self, keep_sources: Sequence[str]) -> int:
        """Drop targets of sources that are no longer configured."""
        keep = set(keep_sources)
        known = self._connection.scalars(select(lanes.c.source_id).distinct())
        dropped = 0
        for source_id in [known_id for known_id in known if known_id not in keep]:
            theirs = delete(targets).where(targets.c.source_id == source_id)
            dropped += self._connection.execute(theirs).rowcount
            self._connection.execute(delete(lanes).where(lanes.c.source_id == source_id))
        return dropped

    def due(self, sources: Sequence[str], now: datetime) -> int:
        """Targets that are due, leased or not, on hosts that are not paused."""
        count = select(func.count()).select_from(targets).where(due_now(sources, now))
        return self._connection.scalar(count) or 0

    def retries(self, sources: Sequence[str], until: datetime, most: int) -> int:
        """Targets that failed up to `most` times in a row and are due again before `until`."""
        failed = targets.c.attempts.between(1, most)
        count = select(func.count()).select_from(targets).where(due_now(sources, until), failed)
        return self._connection.scalar(count) or 0

    def rhythm(self, source_id: str) -> Mapping[str, tuple[int, float]]:
        """Per TargetKind value: how many targets, and visits a day they add up to."""
        a_day = func.sum(DAY_S / func.nullif(targets.c.every_s, 0.0))
        kinds = (
            select(targets.c.kind, func.count(), func.coalesce(a_day, 0.0))
            .where(targets.c.source_id == source_id)
            .group_by(targets.c.kind)
        )
        return {kind.value: (n, float(day)) for kind, n, day in self._connection.execute(kinds)}

    def _unknown(self, rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
        """Most links of a page are known; looking first costs a tenth of trying to insert."""
        known: set[tuple[str, bytes]] = set()
        for source_id in {row["source_id"] for row in rows}:
            keys = [row["url_key"] for row in rows if row["source_id"] == source_id]
            for start in range(0, len(keys), SOME_KEYS):
                some = {"source": source_id, "keys": keys[start : start + SOME_KEYS]}
                known |= {(source_id, key) for key in self._connection.scalars(_KNOWN, some)}
        return [row for row in rows if (row["source_id"], row["url_key"]) not in known]

    def _open_lanes(self, rows: Sequence[Mapping[str, Any]]) -> None:
        ways = sorted({(row["source_id"], row["host"]) for row in rows})
        insert_host = insert_into(self._connection, hosts).on_conflict_do_nothing()
        self._connection.execute(insert_host, [{"host": host} for _, host in ways])
        insert_lane = insert_into(self._connection, lanes).on_conflict_do_nothing()
        self._connection.execute(
            insert_lane, [{"source_id": source_id, "host": host} for source_id, host in ways]
        )

    def _alone(self, source_id: str, lease: Lease) -> bool:
        """Whether no batch of the source is at work, and nobody else may claim one now.

        Two who chose two hosts of it at once do not see each other's rows: the lock is what they
        share, and the second look sees what was committed since the lane was chosen.
        """
        if self._connection.dialect.name == "postgresql":
            name = func.hashtextextended(f"batches of {source_id}", 0)
            if not self._connection.scalar(select(func.pg_try_advisory_xact_lock(name))):
                return False
        return not self._connection.scalar(select(is_visited(source_id, lease.now)))

    def _take_host(self, host: str, lease: Lease) -> bool:
        free = and_(hosts.c.host == host, free_host(lease.now))
        take = update(hosts).where(free).values(owner=lease.owner, lease_until=lease.until)
        return changed_one(self._connection, take)

    def _lease_targets(self, source_id: str, host: str, lease: Lease, limit: int) -> Batch:
        rows: list[AnyRow] = []
        for due in due_in_lane(source_id, host, lease, limit):
            rows += self._connection.execute(due).all()
        rows = rows[:limit]
        mine = targets.c.id.in_([row.id for row in rows])
        self._connection.execute(update(targets).where(mine).values(owner=lease.owner))
        controls = self._controls(source_id, host) if any(row.asked_at for row in rows) else []
        return Batch(
            owner=lease.owner,
            source_id=source_id,
            host=host,
            targets=tuple(_leased(row, controls) for row in rows),
            lease_until=lease.until,
        )

    def _controls(self, source_id: str, host: str) -> Sequence[str]:
        lately = alive(source_id).where(targets.c.host == host).limit(2)
        return list(self._connection.scalars(lately))


def _row(target: Target, every_s: float, due_at: datetime) -> dict[str, Any]:
    return {
        "source_id": target.source_id,
        "url_key": text_key(target.url),
        "url": target.url,
        "host": host_of(target.url),
        "kind": target.kind,
        "depth": target.depth,
        "asked_at": due_at if target.recheck else None,
        "due_at": due_at,
        "every_s": every_s,
        "attempts": 0,
    }


def _leased(row: AnyRow, controls: Sequence[str]) -> LeasedTarget:
    asked = row.asked_at is not None
    control = next((url for url in controls if url != row.url), None) if asked else None
    target = Target(
        source_id=row.source_id, url=row.url, kind=row.kind, depth=row.depth, recheck=asked
    )
    return LeasedTarget(id=row.id, target=target, attempts=row.attempts, control_url=control)


def _read_a_listing(visit: Visit) -> bool:
    if visit.outcome is not VisitOutcome.READ:
        return False
    if visit.page_kind is None:
        return visit.target.kind is TargetKind.LISTING
    return visit.page_kind is PageKind.LISTING
