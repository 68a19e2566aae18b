"""Settings: what the daemon is told, checked and ready to use. All paths are absolute.

Layer: config, standard library only.
Flow: loading builds it -> bootstrap makes objects of it.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path, PurePath

from monitor.domain.asset import Asset, Holder
from monitor.domain.errors import ConfigFault
from monitor.domain.person import Person
from monitor.domain.watch import Recipient, Source, Watch


class SmtpTls(StrEnum):
    """In clear; STARTTLS, or the server is not used; TLS from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    IMPLICIT = "implicit"


@dataclass(frozen=True, slots=True, kw_only=True)
class DkimSettings:
    """What mails are signed with. domain: None = the sender's. key: PEM, never in a repr."""

    selector: str
    domain: str | None
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """The mail server that takes alerts.

    sender: address in From. bounces_to: where reports of failure go; None = to the sender.
    password: never in a repr. dkim: None = mails are not signed here.
    """

    host: str
    port: int
    tls: SmtpTls
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    bounces_to: str | None = None
    dkim: DkimSettings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """A program that gets letters. secret: what they are signed with, never in a repr."""

    id: str
    url: str
    secret: str = field(repr=False)
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """A chat that gets letters. url: with its secrets, never in a repr."""

    id: str
    url: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowserSettings:
    """executable: Chromium to start; None = look for one. sandbox: Chromium's own, on."""

    executable: Path | None = None
    sandbox: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """Bounds of one crawl child: targets, seconds; and how many children run side by side."""

    batch_size: int
    batch_timeout_s: float
    max_children: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsSettings:
    """Words in pictures. read: at all; share: 0..1 of pictures that no other signal speaks of."""

    read: bool = True
    share: float = 0.05
    pictures_per_offer: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TimestampSettings:
    """A time-stamp authority. root: PEM file of the certificates that vouch for it."""

    id: str
    url: str
    root: Path
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketSettings:
    """A bucket that speaks S3. endpoint, access_key None: as the environment says."""

    name: str
    prefix: str = ""
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key: str | None = None
    secret_key: str | None = field(default=None, repr=False)
    allow_cleartext: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionSettings:
    """Days after the last decision for which evidence is kept; None = for ever."""

    confirmed_days: int | None = None
    dismissed_days: int | None = None
    licensed_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcSettings:
    """A sign-in provider. name: on the page of signing in. client_secret: never in a repr."""

    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    allow_private_addresses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The officers' desk. address: host and port; public_url: without a slash at its end.

    health_address: host and port for machines that ask after this one; None = nobody is answered.
    oidc: None = people sign in by mail alone.
    """

    address: str
    public_url: str
    health_address: str | None = None
    oidc: OidcSettings | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSettings:
    """What concerns the machine and its operator.

    database: SQLAlchemy URL, a SQLite file as absolute path. contact: the operator's address that
    sites are told; None only where no source is configured. smtp: None = no mail can be sent, and
    then no recipient gets any. images_per_offer: most pictures fetched of one offer.
    keep_visits_days: after so many days visits are daily sums. evidence_bucket: None = evidence
    lies in its folder. web: None = there is no desk.
    """

    database: str = field(repr=False)
    evidence: Path
    blobs: Path
    contact: str | None
    smtp: SmtpSettings | None
    browser: BrowserSettings
    crawl: CrawlSettings
    images_per_offer: int
    match_workers: int
    timestamps: tuple[TimestampSettings, ...] = ()
    webhooks: tuple[WebhookSettings, ...] = ()
    chats: tuple[ChatSettings, ...] = ()
    confirm_addresses: bool = False
    words_in_pictures: WordsSettings = WordsSettings()
    keep_visits_days: int = 90
    evidence_bucket: BucketSettings | None = None
    retention: RetentionSettings = RetentionSettings()
    web: WebSettings | None = None

    @property
    def evidence_place(self) -> PurePath:
        """Where evidence lies, for people: the folder, or bucket and prefix."""
        bucket = self.evidence_bucket
        return PurePath(bucket.name, bucket.prefix) if bucket else self.evidence

    @property
    def user_agent(self) -> str:
        """Who asks, and whom to write to; never the name of a browser."""
        product = f"Rightswatch/{version('rightswatch')}"
        return f"{product} (rights monitoring; {self.contact})" if self.contact else product


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One checked configuration.

    digest: hex SHA-256 over the configuration files and the reference images they name, in the
    order read; secrets from outside (environment, password file) are not in it. files: the
    configuration files read. warnings: what is allowed but probably not meant.
    """

    service: ServiceSettings
    holders: tuple[Holder, ...]
    assets: tuple[Asset, ...]
    sources: tuple[Source, ...]
    watches: tuple[Watch, ...]
    recipients: tuple[Recipient, ...]
    people: tuple[Person, ...]
    digest: str
    files: tuple[Path, ...]
    warnings: tuple[ConfigFault, ...] = ()
