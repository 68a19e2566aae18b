"""Captures that are due, and the bundles that came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.ports.store.leases import Lease

AGAIN: Final = "-again"
"""Ends the name of the capture that is to bring what the browser could not keep before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCapture:
    """A capture to make. id: stable name, made from case number and sighting row."""

    id: str
    case_id: int
    sighting_id: int
    attempts: int

    @property
    def is_again(self) -> bool:
        """Whether the case was told of already, by what the crawl saw alone."""
        return self.id.endswith(AGAIN)

    @property
    def again_id(self) -> str:
        """Of the capture that is asked for when the browser could not make this one."""
        return f"{self.id}{AGAIN}"


class CaptureRows(Protocol):
    """Captures that are due, and the bundles that came of them."""

    def order(self, capture_id: str, case_id: int, sighting_id: int, now: datetime) -> None:
        """Ask for a capture; asking twice under one id is harmless."""
        ...

    def claim(self, lease: Lease, limit: int) -> Sequence[DueCapture]:
        """Lease due captures, oldest first; `attempts` counts this one."""
        ...

    def sealed(self, bundle: EvidenceBundle, entry_index: int, owner: str) -> bool:
        """The bundle stands and is logged; False when the lease was lost."""
        ...

    def failed(self, capture_id: str, because: str, retry_at: datetime, owner: str) -> bool:
        """Try again at `retry_at`; False when the lease was lost."""
        ...

    def gave_up(self, capture_id: str, because: str, owner: str) -> bool:
        """It is not tried again; False when the lease was lost."""
        ...

    def of_case(self, case_id: int) -> Sequence[tuple[EvidenceBundle, LogEntry]]:
        """Sealed and partial bundles that stand, with their log entries, newest first."""
        ...

    def seals_due(self, limit: int) -> Sequence[tuple[EvidenceBundle, LogEntry, datetime]]:
        """Bundles whose seals are to be written, with entry and since when, oldest first."""
        ...

    def sealed_until(self, capture_id: str, due: datetime, size: int | None) -> bool:
        """The seals that were due then are written. False when they are due anew meanwhile.

        size: of the stamped checkpoint they speak of; None = of one without a stamp.
        """
        ...

    def pending(self) -> int:
        """Captures that are due, whenever, or leased."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one is due."""
        ...
