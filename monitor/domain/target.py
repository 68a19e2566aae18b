"""Target and Visit: a URL that is due, and what came of going there.

Layer: domain, standard library only.
Flow: plan writes Targets -> crawl leases them and writes Visits -> coverage is their sum.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from monitor.domain.listing import Sighting
from monitor.domain.page import PageKind


class TargetKind(StrEnum):
    """Why a URL is visited; what it turns out to be is its PageKind."""

    HOME = "home"
    SEARCH = "search"
    CATEGORY = "category"
    SELLER = "seller"
    SITEMAP = "sitemap"
    LISTING = "listing"

    @property
    def leads_on(self) -> bool:
        """True for pages that are visited for their links."""
        return self is not TargetKind.LISTING


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL of a source. depth: links from the seed. recheck: an open case asked for the visit."""

    source_id: str
    url: str
    kind: TargetKind
    depth: int = 0
    recheck: bool = False

    @property
    def host(self) -> str:
        """Host and port of the URL, lower case; budgets and pauses are per host."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeasedTarget:
    """A Target that one worker may visit now.

    control_url: for a recheck, a listing of the same host that was lately alive.
    """

    id: int
    target: Target
    attempts: int = 0
    control_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Due targets of one source, leased together; `owner` names the lease."""

    owner: str
    source_id: str
    host: str
    targets: tuple[LeasedTarget, ...]
    lease_until: datetime


class VisitOutcome(StrEnum):
    """What came of a visit; coverage counts these per source."""

    READ = "read"
    ROBOTS = "refused_by_robots"
    POLICY = "refused_by_policy"
    CHALLENGE = "challenge"
    LOGIN = "login"
    BUSY = "busy"
    GONE = "gone"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came of going to one URL.

    target_id: row of the leased target; None when the child followed a link by itself.
    because: one sentence for every outcome but READ. retry_after_s: how long the host is left
    alone: the pause it asked for, or the rest after a wall or where nobody answers. found: targets
    that the page leads to. control_alive: for a recheck, whether the control listing answered in
    the same batch; None when not asked.
    """

    target_id: int | None
    target: Target
    outcome: VisitOutcome
    started_at: datetime
    ended_at: datetime
    because: str | None = None
    http_status: int | None = None
    page_kind: PageKind | None = None
    body_bytes: int = 0
    retry_after_s: float | None = None
    sightings: tuple[Sighting, ...] = ()
    found: tuple[Target, ...] = ()
    control_alive: bool | None = None
