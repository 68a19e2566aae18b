"""From checked entries to domain objects: paths made absolute, pictures and secrets read.

Layer: config. Flow: Draft without faults -> Settings.
"""

import base64
import errno
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from monitor.config.document import Path as KeyPath
from monitor.config.entries import Draft, Entry
from monitor.config.names import chosen
from monitor.config.people_shape import PersonEntry, RecipientEntry
from monitor.config.rights_shape import (
    AssetEntry,
    CanaryEntry,
    CredentialsSection,
    HolderEntry,
    NoticesEntry,
    SourceEntry,
)
from monitor.config.service_shape import (
    ChatSection,
    DkimSection,
    OidcSection,
    ServiceSection,
    SmtpSection,
    TimestampSection,
    WebhookSection,
    WebSection,
)
from monitor.config.settings import (
    BrowserSettings,
    BucketSettings,
    ChatSettings,
    CrawlSettings,
    DkimSettings,
    OidcSettings,
    RetentionSettings,
    ServiceSettings,
    SmtpSettings,
    SmtpTls,
    TimestampSettings,
    WebhookSettings,
    WebSettings,
    WordsSettings,
)
from monitor.config.words import shown
from monitor.domain.asset import (
    Asset,
    AuthorisedSeller,
    Contact,
    Holder,
    NoticeSender,
    ReferenceImage,
)
from monitor.domain.errors import ConfigFault
from monitor.domain.person import Person
from monitor.domain.verdict import Grade
from monitor.domain.watch import Canary, Credentials, Recipient, Secret, Source, Watch

MAX_IMAGE_BYTES: Final = 25_000_000
MAX_ROOT_BYTES: Final = 1_000_000
LOOKALIKES: Final = "lookalike-domains"
"""Name of the site that is no site: look-alikes of the source's own domain."""
_CODED: Final = "whsec_"
"""Before a secret of Standard Webhooks that is written in base64."""
_PORTS: Final = {SmtpTls.STARTTLS: 587, SmtpTls.IMPLICIT: 465, SmtpTls.NONE: 25}


@dataclass(slots=True)
class Builder:
    """Makes domain objects; a file that cannot be read is one more fault."""

    faults: list[ConfigFault] = field(default_factory=list)
    images: dict[Path, str] = field(default_factory=dict)

    def service(self, entry: Entry[ServiceSection]) -> ServiceSettings:
        """The machine and its operator."""
        model = entry.model
        browser, bucket = model.browser.executable, model.evidence_bucket
        return ServiceSettings(
            database=self._database(entry),
            evidence=absolute(entry.folder, model.evidence),
            blobs=absolute(entry.folder, model.blobs),
            contact=model.contact,
            smtp=self._smtp(entry, model.smtp) if model.smtp else None,
            browser=BrowserSettings(
                executable=absolute(entry.folder, browser) if browser else None,
                sandbox=model.browser.sandbox,
            ),
            crawl=CrawlSettings(**model.crawl.model_dump()),
            images_per_offer=model.images_per_offer,
            match_workers=model.match_workers,
            timestamps=tuple(
                self._timestamp(entry, index, one) for index, one in enumerate(model.timestamps)
            ),
            chats=tuple(self._chat(entry, n, one) for n, one in enumerate(model.chats)),
            confirm_addresses=model.confirm_addresses,
            webhooks=tuple(self._webhook(entry, n, one) for n, one in enumerate(model.webhooks)),
            words_in_pictures=WordsSettings(**model.words_in_pictures.model_dump()),
            keep_visits_days=model.keep_visits_days,
            retention=RetentionSettings(**dict(model.retention)),
            evidence_bucket=BucketSettings(**dict(bucket)) if bucket else None,
            web=self._web(entry, model.web) if model.web else None,
        )

    def asset(self, entry: Entry[AssetEntry]) -> Asset:
        """One right, its pictures read."""
        values = dict(entry.model)
        values["holder_id"] = values.pop("holder")
        for key in ("images", "prior_designs"):
            names = enumerate(values[key])
            found = (self._image(entry, (key, index), name) for index, name in names)
            values[key] = tuple(image for image in found if image)
        return Asset(**values)

    def holder(self, entry: Entry[HolderEntry]) -> Holder:
        """Whose the assets are, and how it signs notices."""
        model = entry.model
        return Holder(
            id=model.id,
            name=model.name,
            contacts=tuple(Contact(**dict(contact)) for contact in model.contacts),
            authorised_sellers=tuple(
                AuthorisedSeller(**dict(seller)) for seller in model.authorised_sellers
            ),
            authorised_domains=model.authorised_domains,
            notices=self._sender(entry, model.notices) if model.notices else None,
        )

    def _sender(self, entry: Entry[HolderEntry], model: NoticesEntry) -> NoticeSender:
        def paper(name: str | None, *key: str) -> str | None:
            return str(self._file(entry, name, ("notices", *key))) if name else None

        return NoticeSender(
            legal_name=model.legal_name,
            address=model.address,
            phone=model.phone,
            identity_document=paper(model.identity_document, "identity_document"),
            is_agent=model.is_agent,
            power_of_attorney=paper(model.power_of_attorney, "power_of_attorney"),
            certificates={
                asset: str(self._file(entry, name, ("notices", "certificates", asset)))
                for asset, name in model.certificates.items()
            },
        )

    def _file(self, entry: Entry[HolderEntry], name: str, key: KeyPath) -> Path:
        """A file that must be there; it is named, not read."""
        path = absolute(entry.folder, name)
        if not path.is_file():
            problem = f"there is no file {shown(name)}"
            remedy = f"Put it there, or correct the name; it is relative to {entry.folder}."
            self.faults.append(entry.fault(key, problem, remedy))
        return path

    def _image(
        self, entry: Entry[AssetEntry], key: tuple[str, int], name: str
    ) -> ReferenceImage | None:
        path = absolute(entry.folder, name)
        if path not in self.images:
            try:
                self.images[path] = hashlib.sha256(_read(path, MAX_IMAGE_BYTES)).hexdigest()
            except OSError as error:
                problem = f"the picture {shown(name)} cannot be read: {_why(error)}"
                remedy = f"Put it there, or correct the name; it is relative to {entry.folder}."
                self.faults.append(entry.fault(key, problem, remedy))
                return None
        return ReferenceImage(path=str(path), sha256=self.images[path])

    def _database(self, entry: Entry[ServiceSection]) -> str:
        """The URL as SQLAlchemy takes it."""
        written = entry.model.database
        if found := re.fullmatch(r"sqlite:///([^?]+)(\?.*)?", written):
            return f"sqlite:///{absolute(entry.folder, found[1])}{found[2] or ''}"
        if found := re.fullmatch(r"postgresql(?:\+psycopg)?://(.+)", written):
            return f"postgresql+psycopg://{found[1]}"
        scheme = shown(written.partition(":")[0])
        remedy = "Write sqlite:///data/rightswatch.db or postgresql://USER:PASSWORD@HOST/NAME."
        problem = f"no database of the kind {scheme} can be used"
        self.faults.append(entry.fault(("database",), problem, remedy))
        return written

    def _timestamp(
        self, entry: Entry[ServiceSection], index: int, one: TimestampSection
    ) -> TimestampSettings:
        root = absolute(entry.folder, one.root)
        try:
            _read(root, MAX_ROOT_BYTES)
        except OSError as error:
            problem = f"the root certificate {shown(one.root)} cannot be read: {_why(error)}"
            remedy = f"Put it there, or correct the name; it is relative to {entry.folder}."
            self.faults.append(entry.fault(("timestamps", index, "root"), problem, remedy))
        return TimestampSettings(
            id=one.id,
            url=one.url,
            root=root,
            allow_private_addresses=one.allow_private_addresses,
        )

    def _webhook(
        self, entry: Entry[ServiceSection], index: int, one: WebhookSection
    ) -> WebhookSettings:
        secret = one.secret or ""
        if one.secret_file:
            secret = self._secret_in(entry, ("webhooks", index, "secret_file"), one.secret_file)
        if secret.startswith(_CODED) and not _is_base64(secret.removeprefix(_CODED)):
            problem = f"what follows {_CODED} is no base64"
            remedy = "Copy the whole secret, or write any text without that beginning."
            self.faults.append(entry.fault(("webhooks", index), problem, remedy))
        return WebhookSettings(
            id=one.id,
            url=one.url,
            secret=secret,
            allow_private_addresses=one.allow_private_addresses,
        )

    def _chat(self, entry: Entry[ServiceSection], index: int, one: ChatSection) -> ChatSettings:
        url = one.url or ""
        if one.url_file:
            url = self._secret_in(entry, ("chats", index, "url_file"), one.url_file)
        if url and "://" not in url:
            problem = "the url of this chat is none"
            remedy = "Write it as Apprise does, such as dingtalk://TOKEN, in a variable or a file."
            self.faults.append(entry.fault(("chats", index), problem, remedy))
        return ChatSettings(id=one.id, url=url)

    def _secret_in(self, entry: Entry[ServiceSection], key: KeyPath, name: str) -> str:
        """The text of a file that holds a secret and nothing else; "" when it cannot be read."""
        try:
            return _read(absolute(entry.folder, name), 4096).decode().rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            why = _why(error) if isinstance(error, OSError) else "it is not UTF-8 text"
            kind = str(key[-1]).removesuffix("_file")
            problem = f"the {kind} file cannot be read: {why}"
            remedy = "Put it there, readable for the user who runs Rightswatch."
            self.faults.append(entry.fault(key, problem, remedy))
            return ""

    def _smtp(self, entry: Entry[ServiceSection], smtp: SmtpSection) -> SmtpSettings:
        password = smtp.password
        if smtp.password_file:
            password = self._secret_in(entry, ("smtp", "password_file"), smtp.password_file)
        return SmtpSettings(
            host=smtp.host,
            port=smtp.port or _PORTS[smtp.tls],
            tls=smtp.tls,
            sender=smtp.sender,
            username=smtp.username,
            password=password,
            bounces_to=smtp.bounces_to,
            dkim=self._dkim(entry, smtp.dkim) if smtp.dkim else None,
        )

    def _web(self, entry: Entry[ServiceSection], web: WebSection) -> WebSettings:
        public = (web.public_url or f"http://{web.address}").rstrip("/")
        oidc = self._oidc(entry, web.oidc) if web.oidc else None
        return WebSettings(**{**dict(web), "public_url": public, "oidc": oidc})

    def _oidc(self, entry: Entry[ServiceSection], oidc: OidcSection) -> OidcSettings:
        values = dict(oidc)
        if file := values.pop("client_secret_file"):
            key = ("web", "oidc", "client_secret_file")
            values["client_secret"] = self._secret_in(entry, key, file)
        return OidcSettings(**values)

    def _dkim(self, entry: Entry[ServiceSection], dkim: DkimSection) -> DkimSettings:
        key = self._secret_in(entry, ("smtp", "dkim", "key_file"), dkim.key_file)
        return DkimSettings(selector=dkim.selector, domain=dkim.domain, key=key)


def source(entry: Entry[SourceEntry], draft: Draft) -> Source:
    """Where to look; look-alike domains are told what is the holders' own, and the goods."""
    values = dict(entry.model)
    told = values.pop("credentials")
    values["canaries"] = tuple(_canary(one) for one in entry.model.canaries)
    if entry.model.site == LOOKALIKES:
        values |= _lookalikes(entry.model.url, draft)
    return Source(**values, credentials=_credentials(entry.folder, told) if told else None)


def _canary(model: CanaryEntry) -> Canary:
    values = dict(model)
    return Canary(asset_id=values.pop("asset"), **values)


def _lookalikes(url: str, draft: Draft) -> dict[str, tuple[str, ...]]:
    """All holders' own sites; goods of the holder whose site it is, in single words."""
    host = urlsplit(url).hostname or ""
    holders = [entry.model for entry in draft.holders]
    own = dict.fromkeys(name for one in holders for name in one.authorised_domains)
    whose = {
        one.id
        for one in holders
        if any(host == name or host.endswith(f".{name}") for name in one.authorised_domains)
    }
    goods = (
        words for one in draft.assets if one.model.holder in whose for words in one.model.goods
    )
    words = dict.fromkeys(word for line in goods for word in line.lower().split())
    return {"own_domains": tuple(own), "goods": tuple(words)}


def _credentials(folder: Path, told: CredentialsSection) -> Credentials:
    return Credentials(
        client_id=_secret(folder, told.client_id_env, told.client_id_file),
        client_secret=_secret(folder, told.client_secret_env, told.client_secret_file),
        application_url=told.application_url,
    )


def _secret(folder: Path, env: str | None, file: str | None) -> Secret:
    return Secret(env=env, file=str(absolute(folder, file)) if file else None)


def recipient(model: RecipientEntry) -> Recipient:
    """Who hears of it."""
    values = dict(model)
    values["from_grade"] = Grade(values["from_grade"])
    for key in ("group_wait", "group_interval"):
        values[f"{key}_s"] = values.pop(key)
    values["repeat_s"] = values.pop("repeat_every")
    values["escalate_s"] = values.pop("escalate_after")
    return Recipient(**values)


def person(model: PersonEntry) -> Person:
    """Who may sign in."""
    return Person(**dict(model))


def watches(draft: Draft) -> tuple[Watch, ...]:
    """Watches with their patterns resolved. Without an id, the n-th of a source is `source-n`."""
    names = {asset.model.id: None for asset in draft.assets}
    taken = {entry.model.id for entry in draft.watches if entry.model.id}
    made = []
    for entry in draft.watches:
        model = entry.model
        name, count = model.id or model.source, 1
        while model.id is None and name in taken:
            count += 1
            name = f"{model.source}-{count}"
        taken.add(name)
        watched = {name for pattern in model.assets for name in chosen(pattern, names)}
        made.append(
            Watch(
                id=name,
                source_id=model.source,
                asset_ids=tuple(name for name in names if name in watched),
                every_s=model.every,
                queries=model.queries,
                max_queries=model.max_queries,
                languages=model.languages,
            )
        )
    return tuple(made)


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except ValueError:
        return False


def absolute(folder: Path, written: str) -> Path:
    """A path as written, relative to the file that names it."""
    return folder / written


def _read(path: Path, limit: int) -> bytes:
    """The bytes of a plain file of at most `limit` bytes; devices and pipes are not opened.

    Raises:
        OSError: it is none, or cannot be read.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a plain file")
    if path.stat().st_size > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit:,} bytes")
    return path.read_bytes()


def _why(error: OSError) -> str:
    """The system's words, in lower case."""
    return (error.strerror or str(error)).lower()
