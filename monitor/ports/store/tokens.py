"""Tokens that programs show, by the SHA-256 of their secret."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.token import Token


class TokenRows(Protocol):
    """Tokens; none is ever deleted."""

    def keep(self, token: Token, secret_sha256: bytes) -> Token:
        """Keep a new one; gives it with its number."""
        ...

    def of(self, secret_sha256: bytes) -> Token | None:
        """The token of a secret, whether or not it still serves."""
        ...

    def used(self, token_id: int, now: datetime) -> None:
        """Note that it is in use."""
        ...

    def revoke(self, token_id: int, by: str, now: datetime) -> Token | None:
        """Take one back for good; None when there is none of that number, or it was before."""
        ...

    def all(self, limit: int) -> Sequence[Token]:
        """Newest first."""
        ...
