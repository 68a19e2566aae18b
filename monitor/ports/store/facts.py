"""Small facts that the service keeps about its own work."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact. value: one line. at: aware UTC; since when it holds."""

    value: str
    at: datetime


class FactRows(Protocol):
    """Facts by name: the number of a source's pass, when a file was first imported."""

    def keep(self, name: str, value: str, at: datetime) -> None:
        """Write a fact down; the last word stands."""
        ...

    def turn(self, name: str, was: Fact, value: str, at: datetime) -> bool:
        """Write a fact down in place of another; False when that one stands no more."""
        ...

    def told(self, name: str) -> Fact | None:
        """A fact by its name; None when nobody has told it."""
        ...
