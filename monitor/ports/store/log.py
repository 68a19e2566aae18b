"""The append-only evidence log."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.capture import LogEntry


class LogRows(Protocol):
    """The append-only evidence log; the database refuses to change or delete a row."""

    def append(self, body: object, at: datetime) -> LogEntry:
        """Chain one body (any domain value) behind the last entry."""
        ...

    def head(self) -> LogEntry | None:
        """Last entry."""
        ...

    def entries(self, first: int = 0, limit: int = 1000) -> Sequence[LogEntry]:
        """From index `first`, in order."""
        ...
