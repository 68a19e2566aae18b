"""Time stamps of checkpoints: rows that are work until they hold their token."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select, update

from monitor.domain.checkpoint import SignedCheckpoint, TimeMark
from monitor.ports.notary import Stamp
from monitor.ports.store import DueStamp, Lease, StampLine
from monitor.store.columns import AnyRow
from monitor.store.tables import captures, checkpoints, stamps
from monitor.store.work import STAMPS, changed_one, insert_into

_MARK = (stamps.c.authority, stamps.c.stamped_at, stamps.c.token, checkpoints.c.note)
_MARKED = stamps.join(checkpoints, stamps.c.size == checkpoints.c.size)


class SqlStamps:
    """Rows of `stamps`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ask(self, authorities: Sequence[str], now: datetime, before: datetime | None) -> int:
        """Ask for stamps of the newest checkpoint; an authority owes one at a time."""
        size = self._connection.scalar(select(func.max(checkpoints.c.size)))
        if size is None:
            return 0
        lately = or_(STAMPS.waits, stamps.c.size == size)
        if before is not None:
            lately = or_(lately, stamps.c.asked_at >= before)
        busy = set(self._connection.scalars(select(stamps.c.authority).where(lately)))
        new = insert_into(self._connection, stamps).on_conflict_do_nothing()
        row = {"size": size, "asked_at": now, "stamp_due": now, "attempts": 0}
        free = [{**row, "authority": name} for name in authorities if name not in busy]
        if free:
            self._connection.execute(new, free)
        return len(free)

    def claim(self, lease: Lease, authorities: Sequence[str], limit: int) -> Sequence[DueStamp]:
        """Lease due rows of these authorities; others' rows wait for their return."""
        known = stamps.c.authority.in_(authorities)
        due: list[DueStamp] = []
        for row in STAMPS.claim(self._connection, lease, limit, known):
            signed = select(checkpoints).where(checkpoints.c.size == row.size)
            found = self._connection.execute(signed).one()
            checkpoint = SignedCheckpoint(size=found.size, note=found.note, at=found.at)
            due.append(
                DueStamp(
                    id=row.id,
                    authority=row.authority,
                    checkpoint=checkpoint,
                    attempts=row.attempts + 1,
                )
            )
        return due

    def stamped(self, stamp_id: int, stamp: Stamp, owner: str, now: datetime) -> bool:
        """Keep the token, and have the seals of what it is the first to cover written anew."""
        done = STAMPS.held(stamp_id, owner).values(
            stamp_due=None, because=None, token=stamp.token, stamped_at=stamp.at
        )
        if not changed_one(self._connection, done):
            return False
        size = self._connection.scalar(select(stamps.c.size).where(stamps.c.id == stamp_id))
        better = or_(captures.c.proven_size.is_(None), captures.c.proven_size >= size)
        covered = and_(captures.c.entry_index < size, better)
        self._connection.execute(update(captures).where(covered).values(seals_due=now))
        return True

    def failed(self, stamp_id: int, because: str, retry_at: datetime, owner: str) -> bool:
        """Try again at `retry_at`; the reason is kept beside it."""
        again = STAMPS.held(stamp_id, owner).values(stamp_due=retry_at, because=because)
        return changed_one(self._connection, again)

    def over(self, size: int) -> Sequence[TimeMark]:
        """Tokens over the checkpoint of one size, by authority."""
        here = and_(stamps.c.size == size, stamps.c.token.is_not(None))
        rows = select(*_MARK).select_from(_MARKED).where(here).order_by(stamps.c.authority)
        return [_mark(row) for row in self._connection.execute(rows)]

    def covering(self, index: int) -> int | None:
        """Size of the smallest stamped checkpoint that holds entry `index`."""
        holds = and_(stamps.c.size > index, stamps.c.token.is_not(None))
        size: int | None = self._connection.scalar(select(func.min(stamps.c.size)).where(holds))
        return size

    def newest(self) -> TimeMark | None:
        """The token with the latest time."""
        latest = (
            select(*_MARK)
            .select_from(_MARKED)
            .where(stamps.c.token.is_not(None))
            .order_by(stamps.c.stamped_at.desc(), stamps.c.size.desc(), stamps.c.id)
            .limit(1)
        )
        row = self._connection.execute(latest).first()
        return _mark(row) if row else None

    def lines(self) -> Sequence[StampLine]:
        """Every authority that was ever asked, by name."""
        names = select(stamps.c.authority).distinct().order_by(stamps.c.authority)
        return [self._line(name) for name in self._connection.scalars(names)]

    def waiting(self, authorities: Sequence[str], now: datetime) -> int:
        """Stamps of these authorities that are due now or leased."""
        soon = or_(stamps.c.stamp_due <= now, stamps.c.lease_until > now)
        return STAMPS.count(
            self._connection, and_(STAMPS.waits, stamps.c.authority.in_(authorities), soon)
        )

    def _line(self, authority: str) -> StampLine:
        mine = stamps.c.authority == authority
        owed = (
            select(stamps.c.attempts, stamps.c.because, checkpoints.c.at)
            .select_from(_MARKED)
            .where(mine, STAMPS.waits)
            .order_by(stamps.c.size)
        )
        waits = self._connection.execute(owed).first()
        given = select(stamps).where(mine, stamps.c.token.is_not(None))
        last = self._connection.execute(given.order_by(stamps.c.size.desc()).limit(1)).first()
        return StampLine(
            authority=authority,
            waiting_since=waits.at if waits else None,
            attempts=waits.attempts if waits else 0,
            because=waits.because if waits else None,
            size=last.size if last else None,
            at=last.stamped_at if last else None,
        )


def _mark(row: AnyRow) -> TimeMark:
    return TimeMark(authority=row.authority, at=row.stamped_at, note=row.note, token=row.token)
