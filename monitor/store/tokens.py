"""Tokens that programs show. The database keeps their SHA-256, as it does of sessions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Connection, LargeBinary, Table, insert, select, update

from monitor.domain.token import Scope, Token
from monitor.store.columns import AnyRow, RowId, Utc, Written
from monitor.store.tables import metadata

tokens = Table(
    "tokens",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("secret_sha256", LargeBinary, nullable=False, unique=True),
    Column("name", Written, nullable=False),
    Column("email", Written, nullable=False),
    Column("scopes", Written, nullable=False),  # their words, parted by blanks
    Column("made_at", Utc, nullable=False),
    Column("made_by", Written, nullable=False),
    Column("until", Utc, nullable=False),
    Column("used_at", Utc),
    Column("revoked_at", Utc),
    Column("revoked_by", Written),
)


class SqlTokens:
    """Rows of `tokens`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, token: Token, secret_sha256: bytes) -> Token:
        """Keep a new one; gives it with its number."""
        row = {
            "secret_sha256": secret_sha256,
            "name": token.name,
            "email": token.email,
            "scopes": " ".join(token.scopes),
            "made_at": token.made_at,
            "made_by": token.made_by,
            "until": token.until,
        }
        kept = self._connection.execute(insert(tokens).returning(tokens), row)
        return _token(kept.one())

    def of(self, secret_sha256: bytes) -> Token | None:
        """The token of a secret, whether or not it still serves."""
        mine = select(tokens).where(tokens.c.secret_sha256 == secret_sha256)
        row = self._connection.execute(mine).first()
        return _token(row) if row else None

    def used(self, token_id: int, now: datetime) -> None:
        """Note that it is in use."""
        mine = update(tokens).where(tokens.c.id == token_id)
        self._connection.execute(mine.values(used_at=now))

    def revoke(self, token_id: int, by: str, now: datetime) -> Token | None:
        """Take one back for good; None when there is none of that number, or it was before."""
        mine = update(tokens).where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None))
        revoked = mine.values(revoked_at=now, revoked_by=by).returning(tokens)
        row = self._connection.execute(revoked).first()
        return _token(row) if row else None

    def all(self, limit: int) -> Sequence[Token]:
        """Newest first."""
        newest = select(tokens).order_by(tokens.c.id.desc()).limit(limit)
        return [_token(row) for row in self._connection.execute(newest)]


def _token(row: AnyRow) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        email=row.email,
        scopes=tuple(Scope(word) for word in row.scopes.split()),
        made_at=row.made_at,
        made_by=row.made_by,
        until=row.until,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
