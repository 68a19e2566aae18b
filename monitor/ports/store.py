"""Store: the truth.

Every verb finds its work by row state, claims it by a conditional update with a lease, is
idempotent by a unique key, and writes its result and the next step's work in one transaction.
Times are aware UTC. `now` and `owner` are always handed in.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.alert import Alert, DeliveryState
from monitor.domain.asset import Asset
from monitor.domain.capture import EvidenceBundle, LogEntry
from monitor.domain.case import Case, CaseEvent, CaseEventKind, CaseFile, CaseState, LiveState
from monitor.domain.listing import Listing, Sighting
from monitor.domain.review import Review
from monitor.domain.target import Batch, Target, Visit
from monitor.domain.verdict import Grade, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A claim on work: whose, and until when (aware UTC). After that anybody may take it over."""

    owner: str
    now: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetChanges:
    """Ids by what happened to them since the last registration."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


class LeaseRows(Protocol):
    """All claims of all kinds: batches with their host, sightings, captures, news, alerts."""

    def renew(self, lease: Lease) -> int:
        """Move the end of every claim that `lease.owner` holds to `lease.until`. Gives how many."""
        ...


class AssetRows(Protocol):
    """Assets, every version kept; and which assets each source is matched against."""

    def save(self, assets: Sequence[Asset], now: datetime) -> AssetChanges:
        """Make `assets` the registered ones; versions once registered are kept for ever."""
        ...

    def registered(self) -> Sequence[Asset]:
        """The registered assets, current versions, by id."""
        ...

    def version(self, asset_id: str, version: str) -> Asset | None:
        """One version, current or past."""
        ...

    def assign(self, source_id: str, assets_sha256: str) -> bool:
        """Note which set of asset versions a source is matched against; True when it changed."""
        ...


class TargetRows(Protocol):
    """The frontier: URLs and when they are due."""

    def plan(self, targets: Sequence[Target], every_s: float, now: datetime) -> int:
        """Seeds: insert what is new, due at once; set the rhythm of what is there. Gives new."""
        ...

    def discover(self, targets: Sequence[Target], every_s: float, now: datetime) -> int:
        """Found by the way: insert what is new, due at once; leave what is known. Gives new."""
        ...

    def ask_recheck(self, target: Target, now: datetime) -> None:
        """Make one URL due at once for an open case, known or not."""
        ...

    def claim_batch(self, lease: Lease, sources: Sequence[str], limit: int) -> Batch | None:
        """Lease due targets of one source whose host nobody visits now and is not paused.

        The source with the longest overdue target comes first; recheck targets first within it.
        """
        ...

    def begin_pass(self, sources: Sequence[str], now: datetime) -> int:
        """Make every target of these sources due now that is not due already. Gives how many."""
        ...

    def visited(self, visit: Visit, next_due: datetime, every_s: float) -> None:
        """Record one visit (by target_id, else by source and URL): next due, rhythm, attempts.

        `attempts` grows while the outcome is BUSY or FAILED and is 0 after any other.
        """
        ...

    def release(self, batch: Batch, retry_at: datetime) -> int:
        """End the lease; targets of it that saw no visit are due at `retry_at`. Gives how many."""
        ...

    def pause_host(self, host: str, until: datetime) -> None:
        """Nobody visits the host before `until`; an earlier, longer pause stands."""
        ...

    def retire(self, keep_sources: Sequence[str]) -> int:
        """Drop targets of sources that are no longer configured. Gives how many."""
        ...

    def due(self, sources: Sequence[str], now: datetime) -> int:
        """Targets that are due, leased or not, on hosts that are not paused."""
        ...

    def retries(self, sources: Sequence[str], until: datetime, most: int) -> int:
        """Targets that failed up to `most` times in a row and are due again before `until`."""
        ...

    def rhythm(self, source_id: str) -> Mapping[str, tuple[int, float]]:
        """Per TargetKind value: how many targets, and visits a day they add up to."""
        ...

    def seen_alive(self, source_id: str, other_than: str) -> str | None:
        """URL of a listing of the source whose last visit was READ: a control page."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    """What was and was not seen of one source since a moment.

    outcomes: VisitOutcome value -> visits. listings: known at all; sightings: rows since then;
    signals: verdicts of grade review or higher since then; cases: opened since then.
    """

    source_id: str
    since: datetime
    targets: int
    due: int
    outcomes: Mapping[str, int]
    listings: int
    sightings: int
    signals: int
    cases: int
    last_read_at: datetime | None


class VisitRows(Protocol):
    """Every visit, for coverage."""

    def record(self, visit: Visit) -> None:
        """Append one visit."""
        ...

    def coverage(
        self, sources: Sequence[str], since: datetime, now: datetime
    ) -> Sequence[SourceCoverage]:
        """One row per source, in the order given."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSighting:
    """A sighting and its row."""

    id: int
    sighting: Sighting


class SightingRows(Protocol):
    """Listings, sellers and their sightings."""

    def record(self, sighting: Sighting) -> tuple[int, bool]:
        """Keep a sighting; gives its row and whether the content is new.

        Unchanged content moves `last_seen_at` of the latest sighting and adds no row. New content
        is due for matching.
        """
        ...

    def claim_for_matching(self, lease: Lease, limit: int) -> Sequence[StoredSighting]:
        """Lease sightings that are due for matching, oldest first."""
        ...

    def matched(self, sighting_id: int, owner: str) -> bool:
        """Matching is done; False when the lease was lost (then nothing is changed)."""
        ...

    def rematch(self, source_id: str) -> int:
        """Make the latest sighting of each listing of a source due for matching. Gives how many."""
        ...

    def unmatched(self) -> int:
        """Sightings that are due for matching or leased for it."""
        ...

    def get(self, sighting_id: int) -> Sighting:
        """One sighting by row."""
        ...

    def url_of(self, listing: Listing) -> str | None:
        """Where the listing was last seen."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """Which cases to list; None = any. Newest first."""

    states: Sequence[CaseState] | None = None
    grade: Grade | None = None
    source_id: str | None = None
    holder_id: str | None = None
    limit: int = 100


class CaseRows(Protocol):
    """Cases, their verdicts, events and reviews."""

    def judge(
        self, sighting_id: int, holder_id: str, verdicts: Sequence[Verdict], now: datetime
    ) -> tuple[Case, CaseEventKind | None] | None:
        """File one holder's verdicts over one sighting (unique per sighting, asset, version).

        The best grade decides: NONE for a listing without a case files nothing and gives None.
        Otherwise the case of (holder, listing) is opened (OPENED), its grade raised (RAISED) or
        only its current sighting moved on (None). Events are appended in the same transaction. A
        case that a person has closed is neither reopened nor raised.
        """
        ...

    def get(self, number: str) -> Case | None:
        """By number."""
        ...

    def file(self, case_id: int, sighting_id: int | None = None) -> CaseFile:
        """The case with one sighting (None = its current one), its verdicts, and all events."""
        ...

    def list(self, query: CaseQuery) -> Sequence[Case]:
        """By query, newest first."""
        ...

    def review(self, review: Review) -> Case:
        """Append a judgement, set the state, append the event.

        Raises:
            UnknownCase: there is no such case.
        """
        ...

    def add_event(
        self, case_id: int, kind: CaseEventKind, at: datetime, *, by: str, note: str = ""
    ) -> CaseEvent:
        """Append one line of history."""
        ...

    def due_for_recheck(self, now: datetime, limit: int) -> Sequence[Case]:
        """Open and confirmed cases whose look is due, oldest first."""
        ...

    def of_listing_url(self, source_id: str, url: str) -> Sequence[Case]:
        """Open and confirmed cases of the listing behind a URL.

        The URL is that of the current sighting's offer, or the one its page was asked for by.
        """
        ...

    def looked(
        self,
        case_id: int,
        live: LiveState,
        *,
        agreeing_looks: int,
        recheck_due: datetime | None,
        at: datetime,
    ) -> None:
        """Set what the last look showed; a changed `live` appends a LIVE_STATE event."""
        ...

    def counts(self) -> Mapping[str, int]:
        """CaseState value -> cases."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCapture:
    """A capture to make. id: stable name, made from case number and sighting row."""

    id: str
    case_id: int
    sighting_id: int
    attempts: int


class CaptureRows(Protocol):
    """Captures that are due, and the bundles that came of them."""

    def order(self, capture_id: str, case_id: int, sighting_id: int, now: datetime) -> None:
        """Ask for a capture; asking twice under one id is harmless."""
        ...

    def claim(self, lease: Lease, limit: int) -> Sequence[DueCapture]:
        """Lease due captures, oldest first; `attempts` counts this one."""
        ...

    def sealed(self, bundle: EvidenceBundle, entry_index: int, owner: str) -> bool:
        """The bundle stands and is logged; False when the lease was lost."""
        ...

    def failed(self, capture_id: str, because: str, retry_at: datetime, owner: str) -> bool:
        """Try again at `retry_at`; False when the lease was lost."""
        ...

    def of_case(self, case_id: int) -> Sequence[tuple[EvidenceBundle, LogEntry]]:
        """Sealed and partial bundles with their log entries, newest first."""
        ...

    def pending(self) -> int:
        """Captures that are due, whenever, or leased."""
        ...

    def next_due(self) -> datetime | None:
        """When the next one is due."""
        ...


class LogRows(Protocol):
    """The append-only evidence log; the database refuses to change or delete a row."""

    def append(self, body: object, at: datetime) -> LogEntry:
        """Chain one body (any domain value) behind the last entry."""
        ...

    def head(self) -> LogEntry | None:
        """Last entry."""
        ...

    def entries(self, first: int = 0, limit: int = 1000) -> Sequence[LogEntry]:
        """From index `first`, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedAlert:
    """An alert in the outbox. attempts counts this one."""

    id: int
    alert: Alert
    attempts: int
    queued_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLine:
    """One alert as an operator sees it."""

    key: str
    channel: str
    to: str
    subject: str
    message_id: str
    state: DeliveryState
    attempts: int
    next_try: datetime | None
    error: str | None
    sent_at: datetime | None


class OutboxRows(Protocol):
    """News to tell, and finished messages on their way."""

    def announce(self, case_id: int, event_id: int, now: datetime) -> None:
        """Ask for letters about an event, in the transaction that made it; twice is harmless."""
        ...

    def claim_news(self, lease: Lease, limit: int) -> Sequence[tuple[int, int]]:
        """Lease (case_id, event_id) that are due for writing, oldest first."""
        ...

    def told(self, event_id: int, owner: str) -> bool:
        """Letters about the event are queued; False when the lease was lost."""
        ...

    def keep_for_digest(self, recipient: str, case_id: int, event_id: int) -> None:
        """Set an event aside for a recipient's next daily mail; twice is harmless."""
        ...

    def digest_due(self, recipient: str) -> Sequence[tuple[int, int]]:
        """(case_id, event_id) set aside for a recipient and not yet in a digest, oldest first."""
        ...

    def digested(self, recipient: str, event_ids: Sequence[int], alert_key: str) -> None:
        """These events are in the digest of that key."""
        ...

    def queue(self, alert: Alert, now: datetime) -> bool:
        """Put a finished message in the outbox; False when its key stands there already."""
        ...

    def claim(self, lease: Lease, limit: int) -> Sequence[QueuedAlert]:
        """Lease messages that are due, oldest first."""
        ...

    def sent(self, alert_id: int, owner: str, now: datetime) -> bool:
        """Delivered; False when the lease was lost."""
        ...

    def retry(self, alert_id: int, because: str, next_try: datetime, owner: str) -> bool:
        """Not taken; again at `next_try`. False when the lease was lost."""
        ...

    def dead(self, alert_id: int, because: str, owner: str) -> bool:
        """Given up, with the reason. False when the lease was lost."""
        ...

    def lines(self, state: DeliveryState | None = None, limit: int = 100) -> Sequence[OutboxLine]:
        """Newest first."""
        ...

    def waiting(self, now: datetime) -> int:
        """News to write and messages to send that are due now or leased."""
        ...


class BeatRows(Protocol):
    """Signs of life and small facts of the service."""

    def beat(self, name: str, now: datetime, note: str = "") -> None:
        """Say that `name` lives; note: one line, e.g. "last good configuration 3f2a..."."""
        ...

    def last(self, name: str) -> tuple[datetime, str] | None:
        """When it last lived, and its note."""
        ...


class Transaction(Protocol):
    """All rows of one transaction."""

    @property
    def leases(self) -> LeaseRows: ...  # noqa: D102
    @property
    def assets(self) -> AssetRows: ...  # noqa: D102 - the type says it
    @property
    def targets(self) -> TargetRows: ...  # noqa: D102
    @property
    def visits(self) -> VisitRows: ...  # noqa: D102
    @property
    def sightings(self) -> SightingRows: ...  # noqa: D102
    @property
    def cases(self) -> CaseRows: ...  # noqa: D102
    @property
    def captures(self) -> CaptureRows: ...  # noqa: D102
    @property
    def log(self) -> LogRows: ...  # noqa: D102
    @property
    def outbox(self) -> OutboxRows: ...  # noqa: D102
    @property
    def beats(self) -> BeatRows: ...  # noqa: D102


class Store(Protocol):
    """The database."""

    def transaction(self, *, durable: bool = False) -> AbstractContextManager[Transaction]:
        """One transaction: committed when the block ends, rolled back when it raises.

        durable: survives power loss (SQLite synchronous=FULL); for evidence, alerts and reviews.
        """
        ...

    def close(self) -> None:
        """Let all connections go."""
        ...
