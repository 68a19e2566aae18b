"""Decisions that make a case a confirmed one, and those that take this back, in their order."""

from collections.abc import Sequence
from typing import Protocol

from monitor.domain.review import Confirmation


class ConfirmationRows(Protocol):
    """What people confirmed, as a row that only ever grows at its end."""

    def after(
        self, last: int, limit: int, holders: Sequence[str] | None = None
    ) -> Sequence[Confirmation]:
        """Those behind number `last` (0 = from the first), oldest first.

        Whoever read up to a number misses nothing by asking from there on, however many decide at
        the same time. holders: whose cases; None = all.
        """
        ...
