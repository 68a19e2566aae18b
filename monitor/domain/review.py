"""Review: a person's judgement of a case; append-only. Decided: what it says of a verdict.

Layer: domain, standard library only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitor.domain.case import CaseState
from monitor.domain.listing import Listing
from monitor.domain.network import SellerRef
from monitor.domain.signal import Ground

DECIDED_WITH: Final = "decided with"
"""How the note of a review begins that another case's decision brought: it teaches nothing anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Who judged a case how, and why. decision OPEN takes an earlier judgement back."""

    case_number: str
    decision: CaseState
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A decision that made a case a confirmed one, or took that back.

    id: rises with every decision. stands: False = this one took back what was confirmed before.
    """

    id: int
    case_id: int
    stands: bool
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The verdict a person had before them, and whether they held with it.

    score, ground: of the best verdict over the sighting that was judged; the first of its grounds.
    confirmed: False for dismissed and for licensed cases, where nothing is to be acted on. at: when
    the person decided, aware UTC.
    """

    case_number: str
    decider: str
    ground: Ground
    score: float
    confirmed: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SellerCase:
    """One decided case of a seller. confirmed: False for dismissed and for licensed ones."""

    holder_id: str
    listing: Listing
    confirmed: bool


Pasts = Mapping[SellerRef, Sequence[SellerCase]]
"""Seller -> its cases that people have decided."""
