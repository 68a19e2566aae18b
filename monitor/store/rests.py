"""Hosts that are left alone for a while, and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from monitor.ports.store import Rest
from monitor.store.tables import hosts, lanes


def rests_of(
    connection: Connection, sources: Sequence[str], now: datetime
) -> Mapping[str, tuple[Rest, ...]]:
    """The resting hosts of each source that has some, the longest rest first."""
    resting = (
        select(lanes.c.source_id, hosts.c.host, hosts.c.paused_until, hosts.c.paused_because)
        .join(hosts, hosts.c.host == lanes.c.host)
        .where(lanes.c.source_id.in_(sources), hosts.c.paused_until > now)
        .order_by(hosts.c.paused_until.desc(), hosts.c.host)
    )
    told: dict[str, tuple[Rest, ...]] = {}
    for row in connection.execute(resting):
        rest = Rest(host=row.host, until=row.paused_until, because=row.paused_because)
        told[row.source_id] = (*told.get(row.source_id, ()), rest)
    return told
