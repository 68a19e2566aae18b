"""Webhooks in the description: the letters that programs are sent (`alerts.channels.webhook`)."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import FastAPI, Header
from pydantic import BaseModel, ConfigDict, Field

from monitor.domain.alert import Occasion
from monitor.domain.case import CaseState, LiveState
from monitor.domain.listing import Listing, Price
from monitor.domain.relisting import GoodsEdge
from monitor.domain.seller import Seller
from monitor.domain.severity import Severity
from monitor.domain.signal import Ground
from monitor.domain.verdict import Grade


class Letter(BaseModel):
    """New keys may come, none goes or changes its meaning within a version."""

    model_config = ConfigDict(extra="forbid")


class LetterOffer(Letter):
    """The offer as it stood at `seen_at`."""

    market: str
    listing_id: str
    url: str
    title: str | None
    price: Price | None
    seller: Seller | None
    seen_at: datetime


class LetterVerdict(Letter):
    """What all signals over one right come to. right: whether it is in force here, and why."""

    asset: str
    asset_name: str | None
    score: float
    grade: Grade
    grounds: tuple[Ground, ...]
    speaks_for: tuple[str, ...] = Field(alias="for")
    against: tuple[str, ...]
    enforceable: bool
    right: str


class LetterRelisting(Letter):
    """An offer that the goods came back as."""

    listing: Listing
    url: str
    at: datetime
    score: float
    edges: tuple[GoodsEdge, ...]


class LetterEvidence(Letter):
    """The newest sealed bundle; all null where there is none."""

    path: str | None
    sha256: str | None
    log_entry: int | None


class LetterCase(Letter):
    """One case of a letter."""

    number: str
    holder: str
    grade: Grade
    severity: Severity
    state: CaseState
    live: LiveState
    opened_at: datetime
    offer: LetterOffer
    verdicts: tuple[LetterVerdict, ...]
    relistings: tuple[LetterRelisting, ...]
    forerunner: str | None
    evidence: LetterEvidence


class CasesLetter(Letter):
    """A letter about one case or several.

    recipient: whose it is. not_answered_by: who was told before. checkpoint: the newest signed note
    of the evidence log; whoever keeps it is its witness.
    """

    type: Literal["cases.news", "cases.reminder", "cases.escalation"]
    version: Literal[1]
    written_at: datetime
    recipient: str
    not_answered_by: tuple[str, ...]
    checkpoint: str | None
    cases: tuple[LetterCase, ...]
    says: str


def take_letter(
    letter: CasesLetter,
    webhook_id: Annotated[str, Header(description="The same on every repeat.")],
    webhook_timestamp: Annotated[str, Header(description="Seconds since 1970; refuse old ones.")],
    webhook_signature: Annotated[
        str, Header(description="v1, and the base64 of HMAC-SHA-256 over id.timestamp.body.")
    ],
) -> None:
    """Answer 200 to 299 once it is kept; otherwise it comes again. 410 ends it.

    Signed as Standard Webhooks 1.0 has it; see docs/how-to/receive-webhooks.md.
    """
    del letter, webhook_id, webhook_timestamp, webhook_signature


def announce(app: FastAPI) -> None:
    """Put every kind of letter into the description."""
    for occasion in Occasion:
        app.webhooks.add_api_route(
            f"cases.{occasion.value}",
            take_letter,
            methods=["POST"],
            operation_id=f"take_{occasion.value}",
            summary=f"Letter: {occasion.value}",
        )
