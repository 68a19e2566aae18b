"""Pages of sources whose visits are shared: what visits brought, and the rhythm that follows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, select, update

from monitor.domain.target import Target, TargetKind
from monitor.ports.store import KnownPage, Pace
from monitor.store.keys import text_key
from monitor.store.tables import targets

_NEWS = {"news": targets.c.news, "watched_s": targets.c.watched_s}
_PACE = (
    update(targets)
    .where(
        targets.c.id == bindparam("row"),
        targets.c.owner.is_(None),
        targets.c.asked_at.is_(None),
        targets.c.attempts == 0,
    )
    .values(every_s=bindparam("rhythm"), due_at=bindparam("due"))
)


class SqlPages:
    """Rows of `targets`, seen as pages that bring news."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read_at(self, target: Target) -> datetime | None:
        """When the page was last read by a visit that `learn` was told of."""
        return self._connection.scalar(select(targets.c.read_at).where(_same(target)))

    def learn(self, target: Target, read_at: datetime, news: int, watched_s: float) -> None:
        """Add what a visit brought to what is known of a page."""
        more = {
            "read_at": read_at,
            "news": targets.c.news + news,
            "watched_s": targets.c.watched_s + watched_s,
        }
        self._connection.execute(update(targets).where(_same(target)).values(more))

    def fade(self, source_id: str, factor: float) -> None:
        """Let what is known of a source's pages count for less."""
        less = {name: column * factor for name, column in _NEWS.items()}
        watched = and_(targets.c.source_id == source_id, targets.c.watched_s > 0)
        self._connection.execute(update(targets).where(watched).values(less))

    def weigh(self, target: Target, weight: float) -> None:
        """Say how much sooner news of a page is wanted than that of others."""
        self._connection.execute(update(targets).where(_same(target)).values(weight=weight))

    def known(self, source_id: str) -> Sequence[KnownPage]:
        """All pages of a source that are no searches, in the order in which they were found."""
        columns = [targets.c[name] for name in KnownPage.__dataclass_fields__]
        pages = and_(targets.c.source_id == source_id, targets.c.kind != TargetKind.SEARCH)
        rows = self._connection.execute(select(*columns).where(pages).order_by(targets.c.id))
        return [KnownPage(**row) for row in rows.mappings()]

    def pace(self, paces: Sequence[Pace]) -> int:
        """Give pages another rhythm, but for those a case asked for, that failed or are visited."""
        rows = [{"row": p.id, "rhythm": p.every_s, "due": p.due_at} for p in paces]
        return self._connection.execute(_PACE, rows).rowcount if rows else 0


def _same(target: Target) -> ColumnElement[bool]:
    return and_(targets.c.source_id == target.source_id, targets.c.url_key == text_key(target.url))
