"""Signs of life of the service's parts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

SUPERVISOR: Final = "supervisor"
PLANNER: Final = "planner"
WORKER: Final = "worker "
"""Names of signs of life; a worker's own name stands behind its one."""


class BeatRows(Protocol):
    """Signs of life of the service's parts."""

    def beat(self, name: str, now: datetime, note: str = "") -> None:
        """Say that `name` lives; note: one line, e.g. "last good configuration 3f2a..."."""
        ...

    def lead(self, name: str, who: str, now: datetime, silent_s: float) -> bool:
        """Give the beat of a part that there is once; True when `who` is it now.

        It was before, or whoever was has been silent for so long.
        """
        ...

    def resign(self, name: str, who: str) -> None:
        """Let anybody be that part at once, if `who` is it."""
        ...

    def living(self, prefix: str) -> Sequence[tuple[str, datetime, str]]:
        """Name, last beat and note of each whose name begins so, in the order of their names."""
        ...

    def forget(self, prefix: str, before: datetime) -> int:
        """Drop those whose name begins so and whose last beat is older. Gives how many."""
        ...

    def last(self, name: str) -> tuple[datetime, str] | None:
        """When it last lived, and its note."""
        ...
