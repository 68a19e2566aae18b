"""Clock: the one source of time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. Never called inside `rules`."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...
