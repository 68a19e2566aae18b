"""Pages of a source whose visits are shared: what they brought, and their rhythm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.target import Target, TargetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """A page of the frontier and what its visits brought.

    news: so many new or changed offers and pages, older ones counting less; watched_s: seconds in
    which they would have been seen, likewise; read_at: the last visit that read it, None = none
    yet; weight: how much sooner its news is wanted than that of others, 1 = like others.
    """

    id: int
    url: str
    kind: TargetKind
    host: str
    news: float
    watched_s: float
    weight: float
    read_at: datetime | None
    due_at: datetime
    every_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Another rhythm for one page. id: its row."""

    id: int
    every_s: float
    due_at: datetime


class PageRows(Protocol):
    """Pages of the frontier by what their visits brought."""

    def read_at(self, target: Target) -> datetime | None:
        """When the page was last read by a visit that `learn` was told of; None = never."""
        ...

    def learn(self, target: Target, read_at: datetime, news: int, watched_s: float) -> None:
        """Add what a visit brought to what is known of a page; an unknown page is left out."""
        ...

    def fade(self, source_id: str, factor: float) -> None:
        """Let what is known of a source's pages count for less: `factor` of it is left."""
        ...

    def weigh(self, target: Target, weight: float) -> None:
        """Say how much sooner news of a page is wanted than that of others."""
        ...

    def known(self, source_id: str) -> Sequence[KnownPage]:
        """All pages of a source that are no searches, in the order in which they were found."""
        ...

    def pace(self, paces: Sequence[Pace]) -> int:
        """Give pages another rhythm, but for those a case asked for, that failed or are visited.

        Gives how many got it.
        """
        ...
