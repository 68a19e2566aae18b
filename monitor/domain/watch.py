"""Source, Watch and Recipient: where to look, for what, how often, and who hears of it.

Layer: domain, standard library only.
Flow: the configuration writes them -> plan makes Targets of them -> notify reads Recipients.
"""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import urlsplit

from monitor.domain.rhythm import QuietHours
from monitor.domain.verdict import Grade

IMPORT_SITE = "import"
"""The `site` of a source that nobody visits: what is known of it comes from files."""


MAIL: Final = "email"
"""Name of the channel that needs no entry of its own."""


class BrowserUse(StrEnum):
    """When pages of a source are rendered: never, only empty shells, or always."""

    NEVER = "never"
    SHELLS = "shells"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """Where one secret stands, never the secret: an environment variable or a file's path."""

    env: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """As a person is told where to look."""
        return f"the environment variable {self.env}" if self.env else f"the file {self.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """How an official interface knows us.

    client_id, client_secret: both keys, whatever the interface calls them. application_url: the
    address registered with them, told to interfaces that compare it (Referer, Origin).
    """

    client_id: Secret
    client_secret: Secret
    application_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """An offer that must be found: planted, or known to stand there. It measures recall.

    url or listing_id: which one; the other is None. asset_id: what it must be matched with; grade:
    how loudly, at least. It becomes no case, and nobody gets an alert of it.
    """

    asset_id: str
    url: str | None = None
    listing_id: str | None = None
    grade: Grade = Grade.ALERT

    @property
    def name(self) -> str:
        """What tells it from the others of its source."""
        return f"{self.url or self.listing_id} {self.asset_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CanaryNews:
    """What became of a canary since a moment.

    seen_at: when its offer was last seen; None = never. grade: what it was last matched with; None
    = it was not seen. is_seen: since that moment; is_found: and with the grade that it must reach.
    """

    source_id: str
    canary: Canary
    seen_at: datetime | None
    grade: Grade | None
    is_seen: bool
    is_found: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A marketplace or site.

    site: name of the site adapter, or "auto" to choose by host, or "import": never visited.
    connect_to: "address:port" to connect to in place of every host (a staging copy that must not
    reach the live sites); host names, and so the identity of every listing, stay as in the URL.
    max_pages: most pages that one crawl child fetches before the next one goes on; a pass may take
    many of them. max_a_day: most requests in 24 hours, None = as many as the rhythm asks for.
    credentials and marketplace are for official interfaces ("EBAY_DE"). own_domains: the holders'
    own and licensed sites, which a search for look-alike domains leaves out; goods: plain words for
    what is sold under the name, which it puts beside it. canaries: offers of it that must be found.
    """

    id: str
    url: str
    site: str = "auto"
    min_delay_s: float = 2.0
    concurrency: int = 2
    max_pages: int = 2000
    max_depth: int = 6
    browser: BrowserUse = BrowserUse.SHELLS
    allow_private_addresses: bool = False
    connect_to: str | None = None
    max_a_day: int | None = None
    credentials: Credentials | None = None
    marketplace: str | None = None
    own_domains: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    canaries: tuple[Canary, ...] = ()

    @property
    def host(self) -> str:
        """Host and port of the URL, lower case; budgets and leases are per host."""
        return urlsplit(self.url).netloc.rpartition("@")[2].lower()

    @property
    def is_visited(self) -> bool:
        """False for a walled site: its offers come by import alone."""
        return self.site != IMPORT_SITE


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Assets x source x rhythm.

    asset_ids: resolved ids, no patterns. queries None = derived from the assets; () = no search,
    only browsing of the source. max_queries: derived wordings a pass, on top of names and aliases.
    languages: BCP 47, what derived queries are worded in; () = those of the source's host.
    """

    id: str
    source_id: str
    asset_ids: tuple[str, ...]
    every_s: float
    queries: tuple[str, ...] | None = None
    max_queries: int = 12
    languages: tuple[str, ...] = ()


class Delivery(StrEnum):
    """Each case at once; those of one right, seller and market together; or one mail a day."""

    AT_ONCE = "at_once"
    GROUPED = "grouped"
    DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets alerts, of what, and in what rhythm.

    assets, sources: shell patterns over ids. timezone: IANA name; digest_at and quiet_hours are
    wall times there. group_wait_s, group_interval_s: seconds that a group's first letter waits for
    others, and between two letters about it. repeat_s: seconds after which a case that nobody
    answered is told again, None = never. most_an_hour: letters in 60 minutes; what is more goes
    together. critical_score: from which score of a verdict of grade alert a letter passes quiet
    hours, 1 = none does. escalate_to: the recipient told when nobody answers for escalate_s
    seconds. channels: names of what the letters go by.
    """

    email: str
    name: str | None = None
    assets: tuple[str, ...] = ("*",)
    sources: tuple[str, ...] = ("*",)
    from_grade: Grade = Grade.ALERT
    language: str = "en"
    timezone: str = "UTC"
    delivery: Delivery = Delivery.AT_ONCE
    digest_at: time = time(8, 0)
    quiet_hours: QuietHours | None = None
    critical_score: float = 0.95
    group_wait_s: float = 120.0
    group_interval_s: float = 3600.0
    repeat_s: float | None = None
    most_an_hour: int = 60
    escalate_to: str | None = None
    escalate_s: float = 172_800.0
    channels: tuple[str, ...] = (MAIL,)

    def hears_of(self, asset_id: str, source_id: str) -> bool:
        """Whether offers of a source that concern an asset are for this person."""
        return any(fnmatchcase(asset_id, pattern) for pattern in self.assets) and any(
            fnmatchcase(source_id, pattern) for pattern in self.sources
        )
