"""Capture, EvidenceBundle and LogEntry: what is kept of a page, and the log that seals it.

Layer: domain, standard library only.
Flow: preserve orders a Capture -> a recorder writes an EvidenceBundle -> the log takes its digest.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from monitor.domain.asset import Asset
from monitor.domain.checkpoint import SignedCheckpoint, TimeMark
from monitor.domain.codec import canonical_json
from monitor.domain.listing import Sighting
from monitor.domain.merkle import leaf_hash
from monitor.domain.page import Page, PageKind
from monitor.domain.verdict import Verdict

TOMBSTONE: Final = "tombstone"
"""Type of the log's entry that says of a bundle that it was deleted."""


class CaptureState(StrEnum):
    """PARTIAL = sealed without a part (no browser, or it failed), with the reason inside.

    BURIED = its tombstone is in the log and its bytes are to go; REMOVED = they are gone.
    """

    DUE = "due"
    SEALED = "sealed"
    PARTIAL = "partial"
    FAILED = "failed"
    BURIED = "buried"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureOrder:
    """Everything a recorder needs, so that it asks nobody.

    id: name of the bundle; the same order gives the same name, which makes a repeat harmless.
    answer: the crawl's answer that caused the verdicts. last_try: seal without the browser's part
    rather than fail again. connect_to, allow_private_addresses: as configured for the source.
    after: the newest time stamp there is: what is sealed with it inside was made later.
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
    after: TimeMark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceBundle:
    """One sealed file.

    path: relative to the evidence folder. sha256/size: of the whole file (hex, bytes).
    page_kind: what the page was in the browser; None when no browser looked.
    missing: what could not be kept, one sentence each; empty = complete. supplied_by: who handed
    the page over; None = it was fetched. after_sha256: of the time-stamp token sealed inside.
    fields_sha256: of the list of salted digests that redacted copies rest on.
    """

    capture_id: str
    path: str
    sha256: str
    size: int
    page_kind: PageKind | None
    started_at: datetime
    ended_at: datetime
    missing: tuple[str, ...] = ()
    supplied_by: str | None = None
    after_sha256: str | None = None
    fields_sha256: str | None = None

    @property
    def state(self) -> CaptureState:
        """SEALED when nothing is missing."""
        return CaptureState.PARTIAL if self.missing else CaptureState.SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One leaf of the append-only evidence log.

    index: dense from 0. body: canonical JSON text, whose bytes the leaf is made of: a changed,
    dropped or swapped entry gives another root of the tree (see `monitor.domain.merkle`).
    """

    index: int
    body: str
    at: datetime

    @classmethod
    def of(cls, index: int, body: Any, at: datetime) -> "LogEntry":  # noqa: ANN401 - any domain value
        """The entry that says `body`."""
        return cls(index=index, body=canonical_json(body).decode(), at=at)

    @property
    def leaf_sha256(self) -> str:
        """Hash of the leaf in hex: SHA-256 over a zero byte and the body (RFC 6962)."""
        return leaf_hash(self.body.encode()).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What ties a bundle to the log and to time; kept in files of its own beside it.

    proof: inclusion of `entry` in the tree of `checkpoint`. marks: tokens over that checkpoint.
    """

    bundle: EvidenceBundle
    entry: LogEntry
    checkpoint: SignedCheckpoint
    proof: tuple[bytes, ...]
    marks: tuple[TimeMark, ...] = ()
