"""The shape of `service:` in the configuration file: every key, its unit, default and meaning.

Layer: config. Flow: a Document's values -> these models -> building makes ServiceSettings.
"""

from pydantic import BaseModel, ConfigDict, Field

from monitor.config.fields import (
    Address,
    Domain,
    Email,
    Flag,
    Identifier,
    Line,
    Number,
    Port,
    Url,
    Whole,
)
from monitor.config.settings import SmtpTls


class Section(BaseModel):
    """A mapping of the file. A key that is not known is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DkimSection(Section):
    """Mails signed here, where no mail server does; extra: pip install "rightswatch[dkim]"."""

    selector: Line = Field(
        description="Name of the key, letters, digits and -: its public half stands in the DNS at "
        "SELECTOR._domainkey.DOMAIN; `rightswatch doctor` tells what has to stand there.",
        examples=["rightswatch"],
    )
    domain: Domain | None = Field(
        default=None,
        description="Domain that signs: that of `sender`, or one above it. Without it the former.",
        examples=["bureau.example"],
    )
    key_file: Line = Field(
        description="File of the private key, RSA of 2048 bits or more, in PEM, without a "
        "password.",
        examples=["/run/secrets/dkim.pem"],
    )


class SmtpSection(Section):
    """The mail server that takes alerts."""

    host: Line = Field(
        description="Name or address of the mail server.", examples=["smtp.bureau.example"]
    )
    port: Port | None = Field(
        default=None,
        description="TCP port. Without it: 587 for starttls, 465 for implicit, 25 for none.",
    )
    tls: SmtpTls = Field(
        default=SmtpTls.STARTTLS,
        description="starttls: begin in clear, then encrypt or give up. implicit: encrypted from "
        "the first byte. none: in clear, for a server on this machine only.",
    )
    allow_cleartext: Flag = Field(
        default=False,
        description="true: `tls: none` also to another machine. Mails can be read on the way.",
    )
    username: Line | None = Field(
        default=None, description="Account at the server; without it no login."
    )
    password: Line | None = Field(
        default=None,
        description="Password of the account, best as ${NAME} of an environment variable.",
        examples=["${SMTP_PASSWORD}"],
    )
    password_file: Line | None = Field(
        default=None,
        description="File that holds the password and nothing else; in place of `password`.",
    )
    sender: Email = Field(
        description="Address that alerts come from.", examples=["alerts@bureau.example"]
    )
    bounces_to: Email | None = Field(
        default=None,
        description="Mailbox to which mail servers report what did not arrive; each letter gets "
        "an address of its own, with `+` and a signed name after the part before the @. Its mail "
        "goes to `rightswatch alerts bounce -`. Without it reports go to the sender, unread.",
        examples=["bounces@bureau.example"],
    )
    dkim: DkimSection | None = Field(
        default=None, description="Sign mails here; without it whoever takes them may."
    )


class BrowserSection(Section):
    """The browser that renders pages without text and captures evidence."""

    executable: Line | None = Field(
        default=None,
        description="Chromium to start. Without it: Playwright's own, Chrome, then the PATH.",
        examples=["/usr/bin/chromium"],
    )
    sandbox: Flag = Field(
        default=True,
        description="Chromium's own sandbox. false lets a hostile page that breaks the browser "
        "reach this machine.",
    )


class CrawlSection(Section):
    """Bounds of the crawl child processes."""

    batch_size: Whole = Field(
        default=100, ge=1, le=10_000, description="Most URLs that one child process visits."
    )
    batch_timeout_s: Whole = Field(
        default=300, ge=10, le=86_400, description="Seconds after which a child process is killed."
    )
    max_children: Whole = Field(
        default=2, ge=1, le=64, description="Most child processes that crawl at the same time."
    )


class WordsSection(Section):
    """Words in pictures: what reading them may cost. About 0.5 s of CPU a picture."""

    read: Flag = Field(
        default=True,
        description="false: words in pictures are not read. true needs the extra: "
        'pip install "rightswatch[words]"; without it one warning says so.',
    )
    share: Number = Field(
        default=0.05,
        ge=0,
        le=1,
        description="Share of the pictures that are read although nothing else speaks of their "
        "offer, 0 to 1. Pictures of offers with another signal are always read.",
    )
    pictures_per_offer: Whole = Field(
        default=2, ge=0, le=50, description="Most pictures of one offer that are read."
    )


class TimestampSection(Section):
    """An authority that says when evidence stood (RFC 3161)."""

    id: Identifier = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}$",
        description="Its name here: small letters, digits and -; it becomes part of file names.",
        examples=["first-tsa"],
    )
    url: Url = Field(description="Where it is asked.", examples=["https://tsa.example/timestamp"])
    root: Line = Field(
        description="PEM file of its root certificate, fetched from it or from somebody you trust.",
        examples=["roots/first-tsa.pem"],
    )
    allow_private_addresses: Flag = Field(
        default=False, description="true: it may be on this machine or a private network."
    )


class RetentionSection(Section):
    """How long evidence is kept after a case was last decided. Open cases are always kept.

    What is deleted leaves a tombstone in the log. A legal hold (`rightswatch cases hold`) stops it.
    """

    confirmed_days: Whole | None = Field(
        default=None, ge=1, le=36_500, description="Of confirmed cases; without it for ever."
    )
    dismissed_days: Whole | None = Field(
        default=None, ge=1, le=36_500, description="Of dismissed cases; without it for ever."
    )
    licensed_days: Whole | None = Field(
        default=None, ge=1, le=36_500, description="Of licensed cases; without it for ever."
    )


class BucketSection(Section):
    """A bucket that speaks S3, for sealed evidence."""

    name: Line = Field(description="Name of the bucket.", examples=["bureau-evidence"])
    prefix: Line = Field(
        default="",
        pattern=r"^([A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*)?$",
        description="Folder in the bucket; without it the bucket itself.",
    )
    endpoint: Url | None = Field(
        default=None,
        description="Address of the server; without it Amazon's of the region.",
        examples=["https://s3.bureau.example"],
    )
    region: Line = Field(default="us-east-1", description="Region that requests are signed for.")
    access_key: Line | None = Field(
        default=None, description="Access key; without it, what the environment says (AWS_...)."
    )
    secret_key: Line | None = Field(
        default=None,
        description="Its secret, best as ${NAME} of an environment variable.",
        examples=["${EVIDENCE_SECRET_KEY}"],
    )
    allow_cleartext: Flag = Field(
        default=False, description="true: also over http. Evidence can be read on the way."
    )


class WebhookSection(Section):
    """A program that gets letters as signed JSON (Standard Webhooks)."""

    id: Identifier = Field(
        description="Its name, for `channels` of recipients; not `email`.", examples=["siem"]
    )
    url: Url = Field(description="Where letters are posted.", examples=["https://siem.example/in"])
    secret: Line | None = Field(
        default=None,
        description="What letters are signed with, best as ${NAME} of an environment variable; "
        "whsec_ and base64, or any text.",
        examples=["${SIEM_SECRET}"],
    )
    secret_file: Line | None = Field(
        default=None,
        description="File that holds the secret and nothing else; in place of `secret`.",
    )
    allow_private_addresses: Flag = Field(
        default=False, description="true: it may be on this machine or a private network."
    )


class OidcSection(Section):
    """A provider that says who somebody is; extra: pip install "rightswatch[oidc]"."""

    name: Line = Field(
        description="What people call it; stands on the page of signing in.",
        examples=["Bureau account"],
    )
    issuer: Url = Field(
        description="Its address, as it writes it itself: below it lies "
        "/.well-known/openid-configuration.",
        examples=["https://login.bureau.example/realms/officers"],
    )
    client_id: Line = Field(
        description="What this desk is called there. The address to be registered with it is "
        "`public_url` with /sign-in-with/back.",
        examples=["rightswatch"],
    )
    client_secret: Line | None = Field(
        default=None,
        description="Secret of this desk there, best as ${NAME} of an environment variable.",
        examples=["${OIDC_SECRET}"],
    )
    client_secret_file: Line | None = Field(
        default=None,
        description="File that holds the secret and nothing else; in place of `client_secret`.",
    )
    allow_private_addresses: Flag = Field(
        default=False, description="true: it may be on this machine or a private network."
    )


class WebSection(Section):
    """The officers' desk: pages to read and decide cases on."""

    address: Address = Field(
        default="127.0.0.1:8400",
        validate_default=True,
        description="Address and port that the pages are served on. Beyond this machine they "
        "belong behind a proxy that encrypts.",
    )
    public_url: Url | None = Field(
        default=None,
        description="What people write into their browser; links in mails begin with it. Without "
        "it http:// and the address.",
        examples=["https://desk.bureau.example"],
    )
    health_address: Address | None = Field(
        default=None,
        description="Address and port on which /livez, /readyz and /metrics answer whoever can "
        "reach it, without a sign-in: this machine's, or a network of operators. Without it they "
        "do not.",
        examples=["127.0.0.1:9464"],
    )
    oidc: OidcSection | None = Field(
        default=None,
        description="Sign-in provider (OpenID Connect) beside links by mail. It says who somebody "
        "is; who may sign in stands in `people` alone.",
    )


class ChatSection(Section):
    """A chat that gets short letters; needs the extra: pip install "rightswatch[chat]"."""

    id: Identifier = Field(
        description="Its name, for `channels` of recipients; not `email`.", examples=["room"]
    )
    url: Line | None = Field(
        default=None,
        description="Where to, as Apprise writes it, best as ${NAME} of an environment variable: "
        "it holds the chat's secrets.",
        examples=["${TEAM_CHAT}"],
    )
    url_file: Line | None = Field(
        default=None, description="File that holds the url and nothing else; in place of `url`."
    )


class ServiceSection(Section):
    """The machine and its operator."""

    database: Line = Field(
        default="sqlite:///data/rightswatch.db",
        description="Database URL: sqlite:///FILE (relative to this file) or "
        "postgresql://USER:PASSWORD@HOST/NAME.",
        examples=["sqlite:///data/rightswatch.db"],
    )
    evidence: Line = Field(
        default="data/evidence",
        description="Folder of the sealed evidence. The keys of the installation lie beside it.",
    )
    evidence_bucket: BucketSection | None = Field(
        default=None,
        description="Put sealed evidence into this bucket, in place of the folder. Retention and "
        "lock of its objects are set at the bucket.",
    )
    retention: RetentionSection = Field(
        default_factory=RetentionSection, description="How long evidence is kept."
    )
    blobs: Line = Field(default="data/blobs", description="Folder of fetched pages and pictures.")
    contact: Email | None = Field(
        default=None,
        description="The operator's address, told to every site in the user agent. Needed as soon "
        "as there is a source.",
        examples=["ops@bureau.example"],
    )
    smtp: SmtpSection | None = Field(
        default=None, description="Mail server. Needed as soon as there is a recipient."
    )
    confirm_addresses: Flag = Field(
        default=False,
        description="true: each recipient's address is asked first whether it is the right one, "
        "and told nothing before `rightswatch alerts confirm`. false: what stands in this file "
        "is taken for right.",
    )
    webhooks: tuple[WebhookSection, ...] = Field(
        default=(), description="Programs that get letters, where a recipient names them."
    )
    chats: tuple[ChatSection, ...] = Field(
        default=(), description="Chats that get letters, where a recipient names them."
    )
    browser: BrowserSection = Field(
        default_factory=BrowserSection, description="Browser for rendering and evidence."
    )
    crawl: CrawlSection = Field(default_factory=CrawlSection, description="Bounds of crawling.")
    images_per_offer: Whole = Field(
        default=4, ge=0, le=50, description="Most pictures fetched and compared of one offer."
    )
    words_in_pictures: WordsSection = Field(
        default_factory=WordsSection, description="Reading the words in pictures."
    )
    keep_visits_days: Whole = Field(
        default=90,
        ge=7,
        le=36_500,
        description="Days after which single visits become daily sums. `coverage` tells the same "
        "of them, by whole days.",
    )
    match_workers: Whole = Field(
        default=1, ge=1, le=64, description="Processes that match offers against assets."
    )
    web: WebSection | None = Field(
        default=None,
        description="The officers' desk. `run` serves it; without this section there is none.",
    )
    timestamps: tuple[TimestampSection, ...] = Field(
        default=(),
        description="Authorities that stamp the evidence log; all are asked. Without one, no "
        "evidence counts as proven.",
    )
