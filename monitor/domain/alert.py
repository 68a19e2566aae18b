"""Alert: one message to one person about one or more cases.

Layer: domain, standard library only.
Flow: notify composes it into the outbox -> a Channel sends it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from monitor.domain.asset import Asset
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import CaseFile
from monitor.domain.watch import Recipient


class DeliveryState(StrEnum):
    """DEAD = given up: the receiver does not exist, or three days of tries failed."""

    DUE = "due"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Bytes of one picture, and what it shows in the reader's language-free terms."""

    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStory:
    """What a writer needs to tell one case: file, its assets, pictures, seal.

    offered/registered: pictures to show side by side, most telling first. assets: the registered
    rights its verdicts speak of, as far as they are still known; asset_names names the others.
    """

    file: CaseFile
    asset_names: dict[str, str]
    offered: tuple[Picture, ...] = ()
    registered: tuple[Picture, ...] = ()
    bundle: EvidenceBundle | None = None
    entry: LogEntry | None = None
    assets: tuple[Asset, ...] = ()


class Occasion(StrEnum):
    """Why a person is written to: it happened; it still waits; somebody else did not answer."""

    NEWS = "news"
    REMINDER = "reminder"
    ESCALATION = "escalation"


CASES_TOLD: Final = 20
"""A letter tells so many cases in full, with their pictures, and lists the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a person is told: one case at once, or several together, the most urgent first.

    checkpoint: the newest signed note of the evidence log; whoever keeps the letter is its witness.
    silent: who was told before and did not answer (escalations).
    """

    key: str
    recipient: Recipient
    stories: tuple[CaseStory, ...]
    written_at: datetime
    checkpoint: str | None = None
    occasion: Occasion = Occasion.NEWS
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One finished message.

    key: names event, channel and receiver; the same key is the same alert. message_id: RFC 5322,
    made from the key, the same on every retry. content: the whole message as bytes.
    """

    key: str
    channel: str
    to: str
    message_id: str
    subject: str
    content: bytes
