"""Review: a person's judgement of a case; append-only.

Layer: domain, standard library only.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.case import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who judged a case how, and why. decision OPEN takes an earlier judgement back."""

    case_number: str
    decision: CaseState
    by: str
    at: datetime
    note: str = ""
