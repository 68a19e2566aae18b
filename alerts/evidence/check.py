"""Check: one thing that was looked at in a bundle, and what came of it.

Layer: evidence; written by `verify`, printed by the command line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

NO_SENSE: Final = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a forger's document raises where it is not what it should be."""


class Claim(StrEnum):
    """What a check speaks of; the claims are kept apart. ORIGIN holds supporting facts alone."""

    INTEGRITY = "integrity"
    TIME = "time"
    ORIGIN = "origin"
    POLICY = "policy"


class Outcome(StrEnum):
    """What came of a check. NOTED tells a fact and decides nothing."""

    PASSED = "passed"
    FAILED = "failed"
    UNREADABLE = "unreadable"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    NOTED = "noted"


class Exit(IntEnum):
    """Exit codes of `rightswatch verify`."""

    PROVEN = 0
    TAMPERED = 1
    UNREADABLE = 2
    INCOMPLETE = 3
    POLICY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of a verification. because: one sentence, for people."""

    name: str
    claim: Claim
    outcome: Outcome
    because: str


_GRAVEST_FIRST = (
    (Outcome.FAILED, Exit.TAMPERED),
    (Outcome.UNREADABLE, Exit.UNREADABLE),
    (Outcome.REFUSED, Exit.POLICY),
    (Outcome.INCOMPLETE, Exit.INCOMPLETE),
)


def exit_code(checks: Iterable[Check]) -> Exit:
    """The gravest outcome decides; no check at all is no proof."""
    outcomes = {check.outcome for check in checks} - {Outcome.NOTED}
    if not outcomes:
        return Exit.UNREADABLE
    return next((code for outcome, code in _GRAVEST_FIRST if outcome in outcomes), Exit.PROVEN)
