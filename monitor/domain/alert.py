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
from monitor.domain.case import CaseEvent, CaseFile
from monitor.domain.relisting import Relisting
from monitor.domain.watch import CanaryNews, Recipient


class DeliveryState(StrEnum):
    """DEAD = given up: no such receiver, or three days of tries failed. DROPPED = by a person."""

    DUE = "due"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


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
    relistings: offers that its goods came back as. forerunner: what ties its offer to an earlier
    case; forerunner_events: that case's history.
    """

    file: CaseFile
    asset_names: dict[str, str]
    offered: tuple[Picture, ...] = ()
    registered: tuple[Picture, ...] = ()
    bundle: EvidenceBundle | None = None
    entry: LogEntry | None = None
    assets: tuple[Asset, ...] = ()
    relistings: tuple[Relisting, ...] = ()
    forerunner: Relisting | None = None
    forerunner_events: tuple[CaseEvent, ...] = ()


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


OPERATORS: Final = "operator:"
"""Keys of letters to the operator begin so; trouble with those is told in no further letter."""


def question_key(address: str) -> str:
    """Names the question to an address whether it is the right one: it is asked once."""
    return f"confirm:{address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A letter that keeps failing, or was given up, as its operator is told.

    attempts: tries so far. because: what the last one met. given_up: no further try.
    """

    key: str
    channel: str
    to: str
    subject: str
    attempts: int
    because: str
    given_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An address that gets no mail, and why; only a person lets it have mail again."""

    address: str
    because: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What the operator is told at one time: letters in trouble, addresses that get no more."""

    key: str
    to: str
    written_at: datetime
    troubles: tuple[Trouble, ...] = ()
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What the operator is told of canaries that are not found any more."""

    key: str
    to: str
    written_at: datetime
    canaries: tuple[CanaryNews, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What a mail server reports of a letter that it had taken.

    message_id: of the letter. status: RFC 3463, such as "5.1.1". because: the report's own words,
    one line. hopeless: the address does not exist, so no letter will ever reach it.
    """

    message_id: str
    status: str
    because: str
    hopeless: bool
