"""What programs are told, field by field: the same classes make the answers and OpenAPI.

Texts of pages are strangers' texts, exactly as the page wrote them. What speaks for and against is
told as the rules wrote it; it helps people to judge and is no finding of infringement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.case import CaseEventKind, CaseState, LiveState
from monitor.domain.listing import Price
from monitor.domain.page import PageKind
from monitor.domain.relisting import Sameness
from monitor.domain.seller import Seller
from monitor.domain.severity import Severity
from monitor.domain.token import Scope
from monitor.domain.verdict import Grade, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenTold:
    """What the token itself opens, and for whom. holders: whose cases; null = all holders'."""

    name: str
    email: str
    role: str
    scopes: tuple[Scope, ...]
    holders: tuple[str, ...] | None
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case in one line. asset: its foremost right. seller: number, see /sellers."""

    number: str
    holder: str
    grade: Grade
    state: CaseState
    live: LiveState
    harm: int
    opened_at: datetime
    market: str
    listing_id: str
    asset: str
    title: str | None
    price: str | None
    seller: int | None
    seller_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Cases, newest first. next: cursor of the page after this one; null = there is none."""

    cases: tuple[CaseLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTold:
    """The offer as it stood at `seen_at`. images: addresses."""

    market: str
    listing_id: str
    url: str
    title: str | None
    description: str | None
    brand: str | None
    category: str | None
    price: Price | None
    seller: Seller | None
    images: tuple[str, ...]
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTold:
    """One line of a case's history."""

    kind: CaseEventKind
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelistingTold:
    """An offer that the goods came back as, and what the two have in common."""

    market: str
    listing_id: str
    url: str
    at: datetime
    sameness: Sameness


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTold:
    """The newest sealed bundle; all of them are at /cases/{number}/evidence."""

    capture: str
    sha256: str
    log_entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTold:
    """One case with everything an officer reads.

    verdicts: over the offer as last seen, one a right, with signals, reasons against, and the gate.
    assets: names of the rights by id. forerunner: case whose goods came back as this offer.
    """

    number: str
    holder: str
    source: str
    grade: Grade
    state: CaseState
    live: LiveState
    severity: Severity
    opened_at: datetime
    offer: OfferTold
    verdicts: tuple[Verdict, ...]
    assets: Mapping[str, str]
    events: tuple[EventTold, ...]
    relistings: tuple[RelistingTold, ...]
    forerunner: str | None
    evidence: SealTold | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """What was done. alike: numbers of the cases that were decided with it."""

    number: str
    state: CaseState
    alike: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationTold:
    """A decision that made the case a confirmed one, or (stands: false) took that back.

    case: as it stands now, whatever was decided since.
    """

    stands: bool
    at: datetime
    by: str
    reason: str | None
    note: str
    case: CaseTold


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationPage:
    """Confirmations in their order. next: cursor to go on with, now or later. more: at once."""

    confirmations: tuple[ConfirmationTold, ...]
    next: str | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTold:
    """One file of a capture. size: bytes; sha256: of the bytes as they lie there now."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureTold:
    """One sealed capture. sha256, size: of the bundle as the log has it. missing: what is not in.

    supplied_by: who handed the page over; null = this program fetched it. leaf: hash of its entry
    in the log. files: as they lie there now.
    """

    id: str
    started_at: datetime
    ended_at: datetime
    page_kind: PageKind | None
    missing: tuple[str, ...]
    supplied_by: str | None
    sha256: str
    size: int
    log_entry: int
    leaf: str
    files: tuple[FileTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTold:
    """What is sealed of a case, newest first."""

    number: str
    captures: tuple[CaptureTold, ...]
