"""What may be deleted of kept evidence, and what was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.capture import EvidenceBundle
from monitor.domain.case import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBundle:
    """A bundle that stands, the case it is of, and the log's entry that seals it."""

    case_id: int
    case_number: str
    bundle: EvidenceBundle
    entry_index: int


class RetentionRows(Protocol):
    """Legal holds, and bundles on their way out. A hold is the last word of a case's history."""

    def is_held(self, case_id: int) -> bool:
        """Whether a case is on legal hold; whoever asks keeps others from changing that."""
        ...

    def expired(
        self, state: CaseState, decided_before: datetime, limit: int
    ) -> Sequence[KeptBundle]:
        """Bundles of cases in a state, last decided before, and not held; oldest first."""
        ...

    def of_case(self, case_id: int) -> Sequence[KeptBundle]:
        """Bundles of one case that stand."""
        ...

    def bury(self, capture_id: str) -> bool:
        """Its tombstone is in the log: its bytes are to go. False when it does not stand."""
        ...

    def buried(self) -> Sequence[EvidenceBundle]:
        """Bundles whose bytes are still to go."""
        ...

    def removed(self, capture_id: str) -> None:
        """The bytes are gone."""
        ...
