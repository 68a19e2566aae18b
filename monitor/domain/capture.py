"""Capture, EvidenceBundle and LogEntry: what is kept of a page, and the chain that seals it.

Layer: domain, standard library only.
Flow: preserve orders a Capture -> a recorder writes an EvidenceBundle -> the log chains its digest.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from monitor.domain.asset import Asset
from monitor.domain.codec import canonical_json
from monitor.domain.listing import Sighting
from monitor.domain.page import Page, PageKind
from monitor.domain.verdict import Verdict

GENESIS = "0" * 64


class CaptureState(StrEnum):
    """PARTIAL = sealed without a part (no browser, or it failed), with the reason inside."""

    DUE = "due"
    SEALED = "sealed"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOrder:
    """Everything a recorder needs, so that it asks nobody.

    id: name of the bundle; the same order gives the same name, which makes a repeat harmless.
    answer: the crawl's answer that caused the verdicts. last_try: seal without the browser's part
    rather than fail again. connect_to, allow_private_addresses: as configured for the source.
    """

    id: str
    case_number: str
    sighting: Sighting
    answer: Page | None
    verdicts: tuple[Verdict, ...]
    assets: tuple[Asset, ...]
    last_try: bool = False
    allow_private_addresses: bool = False
    connect_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBundle:
    """One sealed file.

    path: relative to the evidence folder. sha256/size: of the whole file (hex, bytes).
    page_kind: what the page was in the browser; None when no browser looked.
    missing: what could not be kept, one sentence each; empty = complete.
    """

    capture_id: str
    path: str
    sha256: str
    size: int
    page_kind: PageKind | None
    started_at: datetime
    ended_at: datetime
    missing: tuple[str, ...] = ()

    @property
    def state(self) -> CaptureState:
        """SEALED when nothing is missing."""
        return CaptureState.PARTIAL if self.missing else CaptureState.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One link of the append-only evidence log.

    index: dense from 0. entry_sha256 = SHA-256(previous entry_sha256 in hex, line feed, body): a
    changed, dropped or swapped entry breaks every later one. body: canonical JSON text.
    """

    index: int
    previous_sha256: str
    body: str
    entry_sha256: str
    at: datetime

    @classmethod
    def following(cls, previous: "LogEntry | None", body: Any, at: datetime) -> "LogEntry":  # noqa: ANN401 - any domain value
        """Chain `body` behind `previous` (None = first entry)."""
        text = canonical_json(body).decode()
        before = previous.entry_sha256 if previous else GENESIS
        digest = hashlib.sha256(f"{before}\n{text}".encode()).hexdigest()
        index = previous.index + 1 if previous else 0
        return cls(index=index, previous_sha256=before, body=text, entry_sha256=digest, at=at)

    @property
    def holds(self) -> bool:
        """True when the digest fits the body and the previous entry."""
        digest = hashlib.sha256(f"{self.previous_sha256}\n{self.body}".encode()).hexdigest()
        return digest == self.entry_sha256
