"""Signs of life of the service's parts."""

from datetime import datetime
from typing import Protocol


class BeatRows(Protocol):
    """Signs of life of the service's parts."""

    def beat(self, name: str, now: datetime, note: str = "") -> None:
        """Say that `name` lives; note: one line, e.g. "last good configuration 3f2a..."."""
        ...

    def last(self, name: str) -> tuple[datetime, str] | None:
        """When it last lived, and its note."""
        ...
