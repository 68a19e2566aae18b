"""When a batch had better stop asking: the site walls us off, or its server is gone. Pure.

A wall is a wall: after a few challenges or login pages in a row the rest of the batch would only
meet more of them, so it is not asked, and the host is left alone for a while. A server that
refuses connections answers the next page no better than the last.

Layer: spiders/fetch; told of every visit by visiting.py.
"""

from dataclasses import dataclass
from typing import Final

from monitor.domain.target import VisitOutcome

WALLS_IN_A_ROW: Final = 3
MOST_WALLS: Final = 10
"""In one batch, however many pages were read in between."""
WALL_REST_S: Final = 3600.0
DEAD_IN_A_ROW: Final = 3
DEAD_REST_S: Final = 120.0
"""No page of a dead host is tried sooner: longer than one pass waits for what failed."""

_WALLS: Final = frozenset({VisitOutcome.CHALLENGE, VisitOutcome.LOGIN})


@dataclass(frozen=True, slots=True)
class Halt:
    """Why nothing more is asked, and how long the host is left alone."""

    because: str
    rest_s: float


class Standstill:
    """Counts what speaks against going on, over the visits of one batch."""

    def __init__(self) -> None:
        self._walls = 0
        self._walls_in_a_row = 0
        self._dead_in_a_row = 0

    def answered(self) -> None:
        """A page of the site was read: what went before was those pages' own."""
        self._walls_in_a_row = self._dead_in_a_row = 0

    def met(self, outcome: VisitOutcome, *, dead: bool = False) -> Halt | None:
        """Count one visit that read nothing; a Halt when it is one too many.

        dead: a connection was tried, and nobody listens there or the name does not resolve.
        """
        if outcome is VisitOutcome.READ:
            return None
        if outcome is VisitOutcome.GONE:
            self.answered()
        if outcome in _WALLS:
            self._walls += 1
            self._walls_in_a_row += 1
            if self._walls_in_a_row >= WALLS_IN_A_ROW or self._walls >= MOST_WALLS:
                return Halt(f"the site has walled us off on {self._walls} pages", WALL_REST_S)
        self._dead_in_a_row = self._dead_in_a_row + 1 if dead else 0
        if self._dead_in_a_row >= DEAD_IN_A_ROW:
            return Halt("nobody answers at this host", DEAD_REST_S)
        return None
