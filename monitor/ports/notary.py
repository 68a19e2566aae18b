"""Notary and Authority: who signs the evidence log, and who says when that was."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time-stamp token. at: the authority's time, aware UTC. token: DER, as it came."""

    at: datetime
    token: bytes


class Notary(Protocol):
    """Signs checkpoints with the key of this installation."""

    def sign(self, size: int, root: bytes) -> str:
        """The signed note (C2SP) of the log at one size; equal logs give equal notes.

        Raises:
            LogKeyRefused: the key cannot be used.
        """
        ...


class Authority(Protocol):
    """A time-stamp authority (RFC 3161)."""

    @property
    def name(self) -> str: ...  # noqa: D102 - as configured

    def stamp(self, note: bytes) -> Stamp:
        """Have these bytes stamped; the token is checked against the configured root.

        Raises:
            StampFailed: no token, or one that does not hold.
        """
        ...
