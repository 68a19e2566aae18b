"""People at the desk: links to sign in by, sessions, visits, and who looked at what.

Secrets are kept as their SHA-256: whoever reads the database cannot sign in with what it holds.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    Column,
    Connection,
    LargeBinary,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from monitor.domain.person import Look, LookKind
from monitor.ports.store import NamedView
from monitor.store.columns import Named, RowId, Utc, Written
from monitor.store.tables import index_where, metadata
from monitor.store.work import insert_into

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("secret_sha256", LargeBinary, primary_key=True),
    Column("email", Written, nullable=False),
    Column("offered_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("used_at", Utc),
)
index_where(
    sign_in_links.c.used_at.is_(None),
    "ix_sign_in_links_email",
    sign_in_links.c.email,
    sign_in_links.c.offered_at,
)

desk_sessions = Table(
    "desk_sessions",
    metadata,
    Column("id_sha256", LargeBinary, primary_key=True),
    Column("email", Written, nullable=False),
    Column("began_at", Utc, nullable=False),
    Column("used_at", Utc, nullable=False),
    Column("until", Utc, nullable=False),
    Column("ended_at", Utc),
)

desk_visits = Table(  # one row a person: when they were last here, and when the time before that
    "desk_visits",
    metadata,
    Column("email", Written, primary_key=True),
    Column("noted_at", Utc, nullable=False),
    Column("before_at", Utc),
)

desk_views = Table(
    "desk_views",
    metadata,
    Column("email", Written, primary_key=True),
    Column("name", Written, primary_key=True),
    Column("filters", Written, nullable=False),
    Column("kept_at", Utc, nullable=False),
)

looks = Table(
    "looks",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("by", Written, nullable=False),
    Column("at", Utc, nullable=False),
    Column("kind", Named(LookKind), nullable=False),
    Column("case_number", Text),
    Column("what", Written, nullable=False),
)


class SqlDesk:
    """Rows of `sign_in_links`, `desk_sessions`, `desk_visits`, `desk_views` and `looks`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offer_link(self, secret_sha256: bytes, email: str, now: datetime, until: datetime) -> None:
        """Let whoever brings the secret sign in once, before `until`."""
        row = {"secret_sha256": secret_sha256, "email": email, "offered_at": now, "until": until}
        self._connection.execute(insert(sign_in_links), row)

    def links_since(self, email: str, since: datetime) -> int:
        """Links offered to an address since a moment that nobody has used."""
        unused = select(func.count()).where(
            sign_in_links.c.email == email,
            sign_in_links.c.offered_at > since,
            sign_in_links.c.used_at.is_(None),
        )
        return self._connection.scalars(unused).one()

    def link(self, secret_sha256: bytes, now: datetime) -> str | None:
        """Whom a link signs in that is neither used nor too old."""
        good = select(sign_in_links.c.email).where(
            sign_in_links.c.secret_sha256 == secret_sha256,
            sign_in_links.c.used_at.is_(None),
            sign_in_links.c.until > now,
        )
        return self._connection.scalar(good)

    def use_link(self, secret_sha256: bytes, now: datetime) -> str | None:
        """The same, and the link is used up; only one caller gets the address."""
        use = (
            update(sign_in_links)
            .where(
                sign_in_links.c.secret_sha256 == secret_sha256,
                sign_in_links.c.used_at.is_(None),
                sign_in_links.c.until > now,
            )
            .values(used_at=now)
            .returning(sign_in_links.c.email)
        )
        return self._connection.scalars(use).one_or_none()

    def begin_session(self, id_sha256: bytes, email: str, now: datetime, until: datetime) -> None:
        """Somebody has signed in."""
        row = {
            "id_sha256": id_sha256,
            "email": email,
            "began_at": now,
            "used_at": now,
            "until": until,
        }
        self._connection.execute(insert(desk_sessions), row)

    def session(
        self, id_sha256: bytes, now: datetime, idle_since: datetime
    ) -> tuple[str, datetime] | None:
        """Whose session that is, and when it was last noted to be in use."""
        running = select(desk_sessions.c.email, desk_sessions.c.used_at).where(
            desk_sessions.c.id_sha256 == id_sha256,
            desk_sessions.c.ended_at.is_(None),
            desk_sessions.c.until > now,
            desk_sessions.c.used_at > idle_since,
        )
        row = self._connection.execute(running).first()
        return (row.email, row.used_at) if row else None

    def used_session(self, id_sha256: bytes, now: datetime) -> None:
        """Note that a session is in use."""
        mine = update(desk_sessions).where(desk_sessions.c.id_sha256 == id_sha256)
        self._connection.execute(mine.values(used_at=now))

    def end_session(self, id_sha256: bytes, now: datetime) -> None:
        """Somebody has signed out."""
        mine = update(desk_sessions).where(desk_sessions.c.id_sha256 == id_sha256)
        self._connection.execute(mine.values(ended_at=now))

    def last_visit(self, email: str) -> tuple[datetime, datetime | None] | None:
        """When somebody was last noted to be here, and the end of the visit before that one."""
        mine = select(desk_visits).where(desk_visits.c.email == email)
        row = self._connection.execute(mine).first()
        return (row.noted_at, row.before_at) if row else None

    def note_visit(self, email: str, now: datetime, pause: datetime) -> datetime | None:
        """End of the visit before this one; None when this is the first."""
        mine = desk_visits.c.email == email
        row = self._connection.execute(select(desk_visits).where(mine).with_for_update()).first()
        if row is None:
            first = insert_into(self._connection, desk_visits).on_conflict_do_nothing()
            self._connection.execute(first, {"email": email, "noted_at": now})
            return None
        before: datetime | None = row.before_at if row.noted_at > pause else row.noted_at
        values = {"noted_at": now, "before_at": before}
        self._connection.execute(update(desk_visits).where(mine).values(values))
        return before

    def views(self, email: str) -> Sequence[NamedView]:
        """What a person gave a name, the first first."""
        mine = select(desk_views).where(desk_views.c.email == email)
        kept = mine.order_by(desk_views.c.kept_at, desk_views.c.name)
        return [
            NamedView(name=row.name, filters=row.filters) for row in self._connection.execute(kept)
        ]

    def keep_view(self, email: str, view: NamedView, now: datetime) -> None:
        """Keep a view; of one that is replaced the time stays, and with it its place."""
        keep = insert_into(self._connection, desk_views).on_conflict_do_update(
            index_elements=["email", "name"], set_={"filters": view.filters}
        )
        row = {"email": email, "name": view.name, "filters": view.filters, "kept_at": now}
        self._connection.execute(keep, row)

    def drop_view(self, email: str, name: str) -> bool:
        """Forget a view; whether there was one of that name."""
        gone = delete(desk_views).where(desk_views.c.email == email, desk_views.c.name == name)
        return self._connection.execute(gone).rowcount > 0

    def note(self, look: Look) -> None:
        """Write down who looked at what."""
        names = ("by", "at", "kind", "case_number", "what")
        self._connection.execute(insert(looks), {name: getattr(look, name) for name in names})

    def looks(self, limit: int, before: int | None = None) -> Sequence[tuple[int, Look]]:
        """Newest first with their numbers; before: only those with a smaller number."""
        newest = select(looks).order_by(looks.c.id.desc()).limit(limit)
        if before is not None:
            newest = newest.where(looks.c.id < before)
        return [
            (
                row.id,
                Look(
                    by=row.by,
                    at=row.at,
                    kind=row.kind,
                    case_number=row.case_number,
                    what=row.what,
                ),
            )
            for row in self._connection.execute(newest)
        ]
