"""Clock: the one source of time."""

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time. Never called inside `rules`."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


def running_seconds() -> float:
    """Seconds since the machine started, alike in all its processes; nobody can set them.

    Those of a suspension count: what was claimed before it has run out after it.
    """
    return time.clock_gettime(time.CLOCK_BOOTTIME)
