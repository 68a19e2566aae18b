"""Statements that find due targets quickly among a million.

A source has a lane for every host it has targets on. The oldest due target of a lane is one look
into the index (source, host, due), so the choice costs as many looks as there are lanes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from monitor.ports.store import Lease
from monitor.store.tables import hosts, lanes, targets
from monitor.store.work import not_leased


def oldest_lane(
    sources: Sequence[str], now: datetime, one_by_one: Sequence[str] = ()
) -> Select[Any]:
    """The lane with the longest overdue target whose host is neither visited nor paused.

    one_by_one: sources whose other hosts must not be visited either.
    """
    in_turn = or_(lanes.c.source_id.not_in(one_by_one), ~is_visited(lanes.c.source_id, now))
    first_due = (
        select(targets.c.due_at)
        .where(targets.c.source_id == lanes.c.source_id, targets.c.host == lanes.c.host)
        .order_by(targets.c.due_at)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(lanes.c.source_id, lanes.c.host)
        .join(hosts, hosts.c.host == lanes.c.host)
        .where(lanes.c.source_id.in_(sources), free_host(now), first_due <= now)
        .where(in_turn if one_by_one else true())
        .order_by(first_due, lanes.c.source_id)
        .limit(1)
        .with_for_update(of=hosts, skip_locked=True)
    )


def is_visited(source_id: str | ColumnElement[str], now: datetime) -> ColumnElement[bool]:
    """Whether somebody visits a host of the source now."""
    own, held = lanes.alias("own"), hosts.alias("held")
    visited = select(own.c.host).join(held, held.c.host == own.c.host)
    return visited.where(
        own.c.source_id == source_id, held.c.owner.is_not(None), held.c.lease_until > now
    ).exists()


def due_in_lane(source_id: str, host: str, lease: Lease, limit: int) -> tuple[Select[Any], ...]:
    """Due targets of a lane: those asked for by a case, then the others, oldest first each."""
    due = (
        select(targets)
        .where(
            targets.c.source_id == source_id,
            targets.c.host == host,
            targets.c.due_at <= lease.now,
        )
        .order_by(targets.c.due_at, targets.c.id)
        .limit(limit)
    )
    asked = targets.c.asked_at
    by_a_case = due.where(asked.is_not(None))  # few: SQLite has to be told to look only there
    by_a_case = by_a_case.with_hint(targets, "INDEXED BY ix_targets_asked", "sqlite")
    return by_a_case, due.where(asked.is_(None))


def free_host(now: datetime) -> ColumnElement[bool]:
    """Nobody visits the host, and no pause holds."""
    not_paused = or_(hosts.c.paused_until.is_(None), hosts.c.paused_until <= now)
    return and_(not_leased(hosts, now), not_paused)


def due_now(sources: Sequence[str], now: datetime) -> ColumnElement[bool]:
    """Targets that are due, leased or not, on hosts that are not paused."""
    paused = select(hosts.c.host).where(hosts.c.paused_until > now)
    return and_(
        targets.c.source_id.in_(sources),
        targets.c.due_at <= now,
        targets.c.host.not_in(paused),
    )


def alive(source_id: str) -> Select[Any]:
    """Listings of a source whose last visit read them, the latest first."""
    return (
        select(targets.c.url, targets.c.url_key, targets.c.host)
        .where(targets.c.source_id == source_id, targets.c.alive_at.is_not(None))
        .order_by(targets.c.alive_at.desc())
    )
