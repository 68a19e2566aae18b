"""Sums over many cases. Each is one pass; whoever asks often keeps what was counted."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, and_, func, or_, select, type_coerce

from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.signal import Ground
from monitor.ports.store import CaseCause, CasePast, CaseTally
from monitor.store.tables import case_events, cases, sightings, verdicts

_ACTS = (CaseEventKind.ACKNOWLEDGED, CaseEventKind.REVIEWED)
_GONE = and_(
    case_events.c.kind == CaseEventKind.LIVE_STATE,
    case_events.c.note.endswith(f"-> {LiveState.REMOVED.value}"),
)


class SqlStatistics:
    """Sums over `cases` with their events and verdicts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallies(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CaseTally]:
        """One pass over `cases`."""
        kinds = (cases.c.asset_id, cases.c.market, cases.c.state, cases.c.live)
        counted = _of(select(*kinds, func.count().label("counted")), holders, since)
        return [
            CaseTally(
                asset_id=row.asset_id,
                market=row.market,
                state=row.state,
                live=row.live,
                count=row.counted,
            )
            for row in self._connection.execute(counted.group_by(*kinds))
        ]

    def pasts(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CasePast]:
        """The first of each kind of event, and the first sighting of the same listing."""
        firsts = (
            select(case_events.c.case_id, case_events.c.kind, func.min(case_events.c.at))
            .join(cases, cases.c.id == case_events.c.case_id)
            .where(or_(case_events.c.kind.in_((CaseEventKind.ALERTED, *_ACTS)), _GONE))
            .group_by(case_events.c.case_id, case_events.c.kind)
        )
        happened: dict[int, dict[CaseEventKind, datetime]] = {}
        for case_id, kind, at in self._connection.execute(_of(firsts, holders, since)):
            happened.setdefault(case_id, {})[kind] = at
        earlier = sightings.alias()
        first_seen = (
            select(func.min(earlier.c.seen_at))
            .where(earlier.c.listing_row == sightings.c.listing_row)
            .scalar_subquery()
        )
        each = select(cases.c.id, cases.c.opened_at, first_seen.label("seen_at")).join(
            sightings, sightings.c.id == cases.c.sighting_id
        )
        return [
            _past(row.opened_at, row.seen_at, happened.get(row.id, {}))
            for row in self._connection.execute(_of(each, holders, since))
        ]

    def causes(self, holders: Sequence[str] | None, since: datetime) -> Sequence[CaseCause]:
        """Of a verdict only its ground and matchers are read: built whole it takes ten times it."""
        body = type_coerce(verdicts.c.body, Text).label("body")
        each = select(cases.c.id, cases.c.state, cases.c.live, verdicts.c.id, body).join(
            verdicts,
            and_(
                verdicts.c.sighting_id == cases.c.sighting_id,
                verdicts.c.asset_id == cases.c.asset_id,
                verdicts.c.holder_id == cases.c.holder_id,
            ),
        )  # in no order: sorted by verdict, SQLite would look for the case of each of them
        newest: dict[int, tuple[int, str, CaseState, LiveState]] = {}
        for case_id, state, live, number, written in self._connection.execute(
            _of(each, holders, since)
        ):
            if number > newest.get(case_id, (0,))[0]:
                newest[case_id] = (number, written, state, live)
        counted = Counter((*_cause(one[1]), *one[2:]) for one in newest.values())
        return [
            CaseCause(ground=ground, matchers=matchers, state=state, live=live, count=count)
            for (ground, matchers, state, live), count in counted.items()
        ]


def _of(asked: Select[Any], holders: Sequence[str] | None, since: datetime) -> Select[Any]:
    asked = asked.where(cases.c.opened_at >= since)
    return asked if holders is None else asked.where(cases.c.holder_id.in_(holders))


def _past(
    opened_at: datetime, seen_at: datetime, happened: dict[CaseEventKind, datetime]
) -> CasePast:
    acts = [happened[kind] for kind in _ACTS if kind in happened]
    return CasePast(
        opened_at=opened_at,
        seen_at=seen_at,
        alerted_at=happened.get(CaseEventKind.ALERTED),
        acted_at=min(acts, default=None),
        removed_at=happened.get(CaseEventKind.LIVE_STATE),
    )


def _cause(body: str) -> tuple[Ground | None, tuple[str, ...]]:
    verdict = json.loads(body)
    ground = next((Ground(one) for one in verdict["grounds"]), None)
    return ground, tuple(sorted({signal["matcher"] for signal in verdict["signals"]}))
