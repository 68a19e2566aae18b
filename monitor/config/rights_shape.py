"""The shape of holders, assets, sources and watches, and of the whole file.

Layer: config. Flow: a Document's values -> these models -> building makes domain objects.
"""

from typing import Annotated, Final, Literal

from pydantic import Field, WithJsonSchema

from monitor.config.fields import (
    Address,
    AsList,
    Claim,
    Day,
    Domain,
    Duration,
    Email,
    Flag,
    Group,
    Identifier,
    Ipc,
    Line,
    Locarno,
    Market,
    Nice,
    Number,
    Office,
    Pattern,
    Queries,
    Range,
    Url,
    Variable,
    Vienna,
    Whole,
)
from monitor.config.people_shape import Language, PersonEntry, RecipientEntry
from monitor.config.service_shape import Section, ServiceSection
from monitor.domain.asset import AssetKind, RightStatus
from monitor.domain.verdict import Grade
from monitor.domain.watch import BrowserUse

QueryLanguage = Literal[
    "ar",
    "de",
    "en",
    "es",
    "fr",
    "id",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "ru",
    "th",
    "tr",
    "vi",
    "zh",
]
Lines = Annotated[tuple[Line, ...], AsList]

# What a kind cannot be matched without: one key of each group.
NEEDS: Final[dict[AssetKind, tuple[tuple[str, ...], ...]]] = {
    AssetKind.WORD_MARK: (("text",),),
    AssetKind.FIGURATIVE_MARK: (("images",),),
    AssetKind.COMBINED_MARK: (("text",), ("images",)),
    AssetKind.DESIGN: (("images",),),
    AssetKind.PATENT: (("claims",),),
    AssetKind.UTILITY_MODEL: (("claims",),),
    AssetKind.COPYRIGHT_WORK: (("images", "text"),),
    AssetKind.DATA_IP: (("title", "text"),),
}


class ContactEntry(Section):
    """A person of the holder."""

    email: Email = Field(description="Mail address.", examples=["ip@acme.example"])
    name: Line | None = Field(default=None, description="Name of the person.")
    language: Language = Field(default="en", description="Language the person is written to in.")


class SellerEntry(Section):
    """A seller who may offer the holder's goods."""

    market: Market = Field(
        description="Host name of the market, or * for every market.", examples=["amazon.com"]
    )
    seller: Line = Field(
        description="Name or id of the seller, as the market shows it.", examples=["ACME Official"]
    )


class NoticesEntry(Section):
    """How the holder, or its agent, signs notices."""

    legal_name: Line = Field(description="Full name of who complains.", examples=["ACME Ltd"])
    address: Line | None = Field(default=None, description="Postal address.")
    phone: Line | None = Field(default=None, description="Phone number, with country code.")
    identity_document: Line | None = Field(
        default=None, description="Business licence or identity card: a file."
    )
    is_agent: Flag = Field(default=False, description="true: it acts for the holder.")
    power_of_attorney: Line | None = Field(
        default=None, description="Power of attorney of the agent: a file."
    )
    certificates: dict[Identifier, Line] = Field(
        default_factory=dict, description="Asset id -> certificate of registration: a file."
    )


class HolderEntry(Section):
    """Whose the assets are."""

    id: Identifier = Field(description="Name that assets refer to.", examples=["acme"])
    name: Line = Field(description="Full name, as registered.", examples=["ACME Ltd"])
    contacts: Annotated[tuple[ContactEntry, ...], AsList] = Field(
        default=(), description="People of the holder."
    )
    authorised_sellers: Annotated[tuple[SellerEntry, ...], AsList] = Field(
        default=(), description="Sellers whose offers are no infringement."
    )
    authorised_domains: Annotated[tuple[Domain, ...], AsList] = Field(
        default=(), description="Sites of the holder and of licensed shops."
    )
    notices: NoticesEntry | None = Field(
        default=None, description="How it signs notices; without it none is complete."
    )


class AssetEntry(Section):
    """One registered right."""

    id: Identifier = Field(
        description="Name that watches and recipients refer to.", examples=["acme-word"]
    )
    kind: AssetKind = Field(description="What is registered.", examples=["word_mark"])
    holder: Identifier = Field(description="Id of the holder.", examples=["acme"])
    text: Line | None = Field(
        default=None, description="The words of the mark, as registered.", examples=["ACME"]
    )
    aliases: Lines = Field(
        default=(), description="Other names buyers use: translations, transliterations, nicknames."
    )
    dictionary_word: Flag = Field(
        default=False,
        description="true: the mark is an ordinary word, so that the word alone proves little.",
    )
    title: Line | None = Field(
        default=None,
        description="Title of a design, patent or work.",
        examples=["Centrifugal pump"],
    )
    office: Office | None = Field(
        default=None, description="Office of registration, code of WIPO ST.3.", examples=["CN"]
    )
    application_number: Line | None = Field(default=None, description="Number of the application.")
    registration_number: Line | None = Field(
        default=None, description="Number of the registration, kept letter for letter."
    )
    status: RightStatus = Field(
        default=RightStatus.REGISTERED, description="Where the right stands at its office."
    )
    application_date: Day | None = Field(default=None, description="Day of application.")
    registration_date: Day | None = Field(default=None, description="Day of registration.")
    expiry_date: Day | None = Field(default=None, description="Last day of protection.")
    territories: Annotated[tuple[Office, ...], AsList] = Field(
        default=(), description="Where the right is in force, codes of WIPO ST.3; empty = unknown."
    )
    nice_classes: Annotated[tuple[Nice, ...], AsList] = Field(
        default=(), description="Classes of goods and services (Nice), 1 to 45."
    )
    similar_groups: Annotated[tuple[Group, ...], AsList] = Field(
        default=(),
        description="Groups of similar goods (类似群) that the mark is registered for in China, "
        "such as 2501: there goods of other groups of a class are not presumed similar.",
        examples=[["1802", "2501"]],
    )
    vienna_codes: Annotated[tuple[Vienna, ...], AsList] = Field(
        default=(), description="Figurative elements (Vienna), such as 26.01.03."
    )
    locarno_classes: Annotated[tuple[Locarno, ...], AsList] = Field(
        default=(), description="Classes of designs (Locarno), such as 09-01."
    )
    ipc: Annotated[tuple[Ipc, ...], AsList] = Field(
        default=(), description="Classes of patents (IPC or CPC), such as F04D 29/22."
    )
    goods: Lines = Field(default=(), description="Goods in plain words, in any language.")
    images: Lines = Field(
        default=(),
        description="Reference pictures: files, relative to the file that names them.",
        examples=[["images/logo.png"]],
    )
    prior_designs: Lines = Field(
        default=(),
        description="Pictures of designs known before this one: files, as for `images`. An offer "
        "that is as near to one of them is told with that defence.",
        examples=[["images/jug-of-1990.png"]],
    )
    prices: Annotated[tuple[Range, ...], AsList] = Field(
        default=(),
        description="What the goods cost new, one range a currency: an offer far below it is told "
        "with that.",
        examples=[["399-1299 CNY", "59 EUR"]],
    )
    claims: Annotated[tuple[Claim, ...], AsList] = Field(
        default=(), description="Claims, one an entry.", examples=[["1. A pump comprising a rotor"]]
    )


class CredentialsSection(Section):
    """Keys of an official interface: where they stand, never the keys. One of each pair."""

    client_id_env: Variable | None = Field(
        default=None,
        description="Environment variable that holds the public key (eBay: App ID; Rakuten: "
        "application ID).",
        examples=["EBAY_CLIENT_ID"],
    )
    client_id_file: Line | None = Field(
        default=None, description="File that holds it and nothing else."
    )
    client_secret_env: Variable | None = Field(
        default=None,
        description="Environment variable that holds the secret key (eBay: Cert ID; Rakuten: "
        "access key).",
        examples=["EBAY_CLIENT_SECRET"],
    )
    client_secret_file: Line | None = Field(
        default=None, description="File that holds it and nothing else."
    )
    application_url: Url | None = Field(
        default=None,
        description="Address registered with the keys, for interfaces that compare it (Rakuten).",
        examples=["https://bureau.example/"],
    )


class CanaryEntry(Section):
    """An offer that must be found, to measure recall. It becomes no case and nobody is alerted."""

    url: Url | None = Field(
        default=None,
        description="Address of the offer's page; or `listing_id`.",
        examples=["https://shop.example/offer/4711"],
    )
    listing_id: Line | None = Field(
        default=None, description="The market's own number of the offer; or `url`."
    )
    asset: Identifier = Field(
        description="Asset that it must be matched with.", examples=["acme-word"]
    )
    grade: Grade = Field(
        default=Grade.ALERT, description="Grade that it must reach at least: alert or review."
    )


class SourceEntry(Section):
    """A marketplace or site."""

    id: Identifier = Field(description="Name that watches refer to.", examples=["shop"])
    url: Url = Field(description="Where to begin.", examples=["https://shop.example/"])
    site: Identifier = Field(
        default="auto",
        description="Name of the site's adapter; auto = chosen by its host name; import = never "
        "visited, its offers come by `rightswatch import`.",
    )
    min_delay_s: Number = Field(
        default=2.0,
        ge=0,
        le=3600,
        description="Pause in seconds between two requests to the host; at least 0.5 unless "
        "allow_private_addresses is set.",
    )
    concurrency: Whole = Field(
        default=2, ge=1, le=16, description="Most requests to the host at the same time."
    )
    max_pages: Whole = Field(
        default=2000,
        ge=1,
        le=1_000_000,
        description="Most pages fetched in one batch, which is one crawl process; the next batch "
        "goes on where it ended, so this does not limit a pass.",
    )
    max_depth: Whole = Field(
        default=6, ge=0, le=50, description="Most links between start and a page."
    )
    browser: BrowserUse = Field(
        default=BrowserUse.SHELLS,
        description="When pages are rendered: never, shells (only pages without text), always.",
    )
    allow_private_addresses: Flag = Field(
        default=False,
        description="true: the source may be in a private network or on this machine.",
    )
    connect_to: Address | None = Field(
        default=None,
        description="address:port to connect to in place of the URL's host, for a staging copy.",
        examples=["127.0.0.1:8100"],
    )
    max_a_day: Whole | None = Field(
        default=None,
        ge=1,
        le=10_000_000,
        description="Most requests in 24 hours, such as an interface's quota; without it, as many "
        "as the rhythm asks for. Where it is less than that, it goes where most news is expected.",
        examples=[5000],
    )
    credentials: CredentialsSection | None = Field(
        default=None, description="Keys, for a source that is an official interface."
    )
    marketplace: Line | None = Field(
        default=None,
        description="Country of an interface that has several, in its own words.",
        examples=["EBAY_DE"],
    )
    canaries: Annotated[tuple[CanaryEntry, ...], AsList] = Field(
        default=(), description="Offers of this source that must be found."
    )


class WatchEntry(Section):
    """Assets x source x rhythm."""

    id: Identifier | None = Field(
        default=None, description="Name in logs; without it, made from the source's id."
    )
    source: Identifier = Field(description="Id of the source.", examples=["shop"])
    assets: Annotated[tuple[Pattern, ...], AsList] = Field(
        description="Ids of assets, with * and ? as wildcards.", examples=[["acme-*"]]
    )
    every: Duration = Field(
        default="6h", validate_default=True, description="Rhythm of visits: 90s, 30m, 6h, 2d, 1w."
    )
    queries: Queries = Field(
        default="auto",
        validate_default=True,
        description="Search words: auto (from the assets), a list, or [] to browse only.",
    )
    max_queries: Whole = Field(
        default=12,
        ge=0,
        le=500,
        description="queries: auto asks for names and aliases each time; of the other wordings "
        "(spellings, goods, words for copies) this many take turns. 0: none of them.",
    )
    languages: Annotated[tuple[QueryLanguage, ...], AsList] = Field(
        default=(),
        description="Languages that queries: auto is worded in; without it, those of the source's "
        "host name and of the asset's own letters.",
        examples=[["zh", "en"]],
    )


class RightsFile(Section):
    """A file of rights.d/: any of these lists; they are joined to those of the main file."""

    holders: Annotated[tuple[HolderEntry, ...], AsList] = Field(default=(), description="Holders.")
    assets: Annotated[tuple[AssetEntry, ...], AsList] = Field(default=(), description="Assets.")
    sources: Annotated[tuple[SourceEntry, ...], AsList] = Field(default=(), description="Sources.")
    watches: Annotated[tuple[WatchEntry, ...], AsList] = Field(default=(), description="Watches.")
    recipients: Annotated[tuple[RecipientEntry, ...], AsList] = Field(
        default=(), description="Recipients."
    )
    people: Annotated[tuple[PersonEntry, ...], AsList] = Field(
        default=(), description="Who may sign in to the desk."
    )


class MainSection(Section):
    """What only the main file holds."""

    version: Annotated[Literal["1"], WithJsonSchema({"enum": [1, "1"]})] = Field(
        description="Version of this format: 1.", examples=["1"]
    )
    service: ServiceSection = Field(
        default_factory=ServiceSection, description="The machine and its operator."
    )


class ConfigFile(RightsFile, MainSection):
    """The main file, rightswatch.yaml."""
