"""What no key can know alone: what a kind needs, dates in order, politeness, a mail login.

Layer: config. Flow: Draft -> faults; building runs only when there are none.
"""

import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from itertools import pairwise
from typing import Any, Final
from urllib.parse import urlsplit

from monitor.config.document import Path as KeyPath
from monitor.config.entries import Draft, Entry
from monitor.config.rights_shape import NEEDS, AssetEntry, SourceEntry, WatchEntry
from monitor.config.service_shape import DkimSection, OidcSection, ServiceSection
from monitor.config.settings import SmtpTls
from monitor.config.words import listed
from monitor.domain.errors import ConfigFault
from monitor.domain.person import Role
from monitor.domain.verdict import Grade
from monitor.domain.watch import MAIL, Delivery

POLITE_DELAY_S: Final = 0.5
SELECTOR: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")


def crosscheck(draft: Draft) -> list[ConfigFault]:
    """All mistakes that single keys do not show; references are checked by `Names`."""
    return [
        *(fault for asset in draft.assets for fault in _asset_faults(asset)),
        *(fault for source in draft.sources for fault in _source_faults(source)),
        *(fault for watch in draft.watches for fault in _watch_faults(watch)),
        *_recipient_faults(draft),
        *_person_faults(draft),
        *_service_faults(draft),
    ]


def _asset_faults(asset: Entry[AssetEntry]) -> Iterator[ConfigFault]:
    model = asset.model
    for group in NEEDS[model.kind]:
        if not any(getattr(model, key) for key in group):
            keys = " or ".join(f"`{key}`" for key in group)
            problem = f"a {model.kind.value} cannot be found without {keys}"
            yield asset.fault(("kind",), problem, f"Add {keys} to this asset.")
    dated = [
        (key, day)
        for key in ("application_date", "registration_date", "expiry_date")
        if (day := getattr(model, key))
    ]
    for (earlier, before), (later, day) in pairwise(dated):
        if day < before:
            problem = f"{later} {day} lies before {earlier} {before}"
            yield asset.fault((later,), problem, "Correct one of the two dates.")


def _source_faults(source: Entry[SourceEntry]) -> Iterator[ConfigFault]:
    model = source.model
    yield from _credentials_faults(source)
    yield from _canary_faults(source)
    if model.allow_private_addresses:
        return
    remedy = "Set `allow_private_addresses: true` if this is your own test server."
    if model.min_delay_s < POLITE_DELAY_S:
        problem = f"a pause of {model.min_delay_s:g} s is too short for somebody else's site"
        yield source.fault(("min_delay_s",), problem, f"Write {POLITE_DELAY_S:g} or more.")
    if _is_private(urlsplit(model.url).hostname or ""):
        yield source.fault(("url",), "this address is private and is not fetched", remedy)
    if model.connect_to and _is_private(model.connect_to.rpartition(":")[0]):
        yield source.fault(("connect_to",), "this address is private and is not fetched", remedy)


def _one_faults(
    entry: Entry[Any], key: KeyPath, pair: Mapping[str, str | None]
) -> Iterator[ConfigFault]:
    """Of two keys one is given."""
    first, second = pair
    given = [bool(value) for value in pair.values()]
    if given[0] == given[1]:
        said = "both are given" if given[0] else "neither is given"
        problem = f"of `{first}` and `{second}` {said}"
        yield entry.fault(key, problem, "Write one of them.")


def _canary_faults(source: Entry[SourceEntry]) -> Iterator[ConfigFault]:
    """Each names one offer and a grade that can be missed."""
    for index, canary in enumerate(source.model.canaries):
        pair = {"url": canary.url, "listing_id": canary.listing_id}
        yield from _one_faults(source, ("canaries", index, "asset"), pair)
        if canary.grade is Grade.NONE:
            problem = "every offer reaches the grade none"
            yield source.fault(("canaries", index, "grade"), problem, "Write alert or review.")


def _credentials_faults(source: Entry[SourceEntry]) -> Iterator[ConfigFault]:
    """Each key stands in one place."""
    told = source.model.credentials
    for name in ("client_id", "client_secret") if told else ():
        given = [key for key in (f"{name}_env", f"{name}_file") if getattr(told, key)]
        if len(given) > 1:
            problem = f"both `{given[0]}` and `{given[1]}` are given"
            yield source.fault(("credentials", given[1]), problem, "Keep one.", at_key=True)
        if not given:
            problem = f"`{name}` is missing"
            remedy = f"Add `{name}_env` (a variable's name) or `{name}_file`."
            yield source.fault(("credentials",), problem, remedy)


def _is_private(host: str) -> bool:
    """True where the name alone says so; the fetcher checks what names resolve to."""
    try:
        return not ip_address(host.strip("[]")).is_global
    except ValueError:
        return is_loopback(host)


def is_loopback(host: str) -> bool:
    """True for this machine, by number or by the name localhost."""
    bare = host.strip("[]").lower().rstrip(".")
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost" or bare.endswith(".localhost")


def _watch_faults(watch: Entry[WatchEntry]) -> Iterator[ConfigFault]:
    if not watch.model.assets:
        yield watch.fault(("assets",), "no asset is named", "Write [acme-*], or ['*'] for all.")


def _recipient_faults(draft: Draft) -> Iterator[ConfigFault]:
    contacts = {entry.model.email: entry.model.escalate_to for entry in draft.recipients}
    for entry in draft.recipients:
        model = entry.model
        quiet = model.quiet_hours
        if model.delivery is Delivery.DAILY and quiet and quiet.covers(model.digest_at):
            problem = f"the daily mail of {model.digest_at:%H:%M} falls into the quiet hours"
            yield entry.fault(("digest_at",), problem, "Choose a time outside of them.")
        passed, contact = [model.email], model.escalate_to
        while contact and contact not in passed:
            passed.append(contact)
            contact = contacts.get(contact)
        if contact == model.email:
            problem = f"escalations come back to {model.email}"
            yield entry.fault(("escalate_to",), problem, "Let the last contact have none.")


def _person_faults(draft: Draft) -> Iterator[ConfigFault]:
    for entry in draft.people:
        if entry.model.role is Role.RIGHTS_HOLDER and not entry.model.holders:
            problem = f"{entry.model.email} is a rights holder of no holder and sees nothing"
            yield entry.fault(("role",), problem, "Add `holders: [acme]`.")


def _channel_faults(draft: Draft, service: Entry[ServiceSection]) -> Iterator[ConfigFault]:
    """Channels that recipients name and that there are none of."""
    yield from _named_faults(service)
    model = service.model
    names = [MAIL, *(hook.id for hook in model.webhooks), *(chat.id for chat in model.chats)]
    for entry in draft.recipients:
        for index, name in enumerate(entry.model.channels):
            if name not in names:
                problem = f"there is no channel {name}"
                remedy = (
                    f"There are: {listed(names)}. Others stand in `service.webhooks` or `chats`."
                )
                yield entry.fault(("channels", index), problem, remedy)
        if not entry.model.channels:
            problem, remedy = "no channel is named", "Write [email], or delete the line."
            yield entry.fault(("channels",), problem, remedy)


def _named_faults(service: Entry[ServiceSection]) -> Iterator[ConfigFault]:
    """Webhooks and chats that cannot be told apart, or whose secret is not said once."""
    names = [MAIL]
    hooks, chats = enumerate(service.model.webhooks), enumerate(service.model.chats)
    ways = [("webhooks", n, hook.id, "secret", hook.secret, hook.secret_file) for n, hook in hooks]
    ways += [("chats", n, chat.id, "url", chat.url, chat.url_file) for n, chat in chats]
    for kind, index, name, key, written, file in ways:
        if name in names:
            problem, remedy = f"there is a channel {name} already", "Give it another id."
            yield service.fault((kind, index, "id"), problem, remedy)
        names.append(name)
        pair = {key: written, f"{key}_file": file}
        yield from _one_faults(service, (kind, index, "id"), pair)


def _service_faults(draft: Draft) -> Iterator[ConfigFault]:
    service = draft.service
    if service is None:
        return
    if draft.sources and service.model.contact is None:
        problem = "sites must be told whom to write to, and there is no contact"
        yield service.fault(("contact",), problem, "Add `contact: ops@bureau.example`.")
    ids = [one.id for one in service.model.timestamps]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            problem = f"there are two authorities {name}"
            yield service.fault(("timestamps", index, "id"), problem, "Give one another id.")
    yield from _bucket_faults(service)
    yield from _web_faults(draft, service)
    yield from _channel_faults(draft, service)
    yield from _mail_faults(draft, service)


def _web_faults(draft: Draft, service: Entry[ServiceSection]) -> Iterator[ConfigFault]:
    web = service.model.web
    if web is None:
        if draft.people:
            problem = "there is no desk that `people` could sign in to"
            yield draft.people[0].fault((), problem, "Add `web: {}` to `service`.")
        return
    public = urlsplit(web.public_url or "")
    if public.path.strip("/") or public.query or public.fragment:
        problem = "the desk has a host name of its own and no path"
        remedy = f"Write {public.scheme}://{public.netloc}."
        yield service.fault(("web", "public_url"), problem, remedy)
    if web.oidc:
        yield from _oidc_faults(service, web.oidc)
    if not draft.people:
        yield service.fault(("web",), "nobody may sign in to the desk", "Add `people:`.")


def _oidc_faults(service: Entry[ServiceSection], oidc: OidcSection) -> Iterator[ConfigFault]:
    issuer = urlsplit(oidc.issuer)
    if issuer.scheme == "http" and not is_loopback(issuer.hostname or ""):
        problem = "who people are would travel in clear"
        remedy = "Write https://: a provider on another machine has to encrypt."
        yield service.fault(("web", "oidc", "issuer"), problem, remedy)
    pair = {"client_secret": oidc.client_secret, "client_secret_file": oidc.client_secret_file}
    yield from _one_faults(service, ("web", "oidc"), pair)


def _bucket_faults(service: Entry[ServiceSection]) -> Iterator[ConfigFault]:
    bucket = service.model.evidence_bucket
    if bucket is None:
        return
    endpoint = urlsplit(bucket.endpoint or "")
    if endpoint.scheme == "http" and not (
        bucket.allow_cleartext or is_loopback(endpoint.hostname or "")
    ):
        problem = f"evidence to {endpoint.hostname} would travel in clear"
        remedy = "Write https://, or set `allow_cleartext: true` if that is meant."
        yield service.fault(("evidence_bucket", "endpoint"), problem, remedy)
    if bool(bucket.access_key) != bool(bucket.secret_key):
        given = "access_key" if bucket.access_key else "secret_key"
        problem = "a key needs both `access_key` and `secret_key`"
        yield service.fault(("evidence_bucket", given), problem, "Add the other, or delete this.")


def _mail_faults(draft: Draft, service: Entry[ServiceSection]) -> Iterator[ConfigFault]:
    smtp = service.model.smtp
    if smtp is None:
        if any(MAIL in entry.model.channels for entry in draft.recipients):
            problem = "there are recipients but no mail server"
            yield service.fault(("smtp",), problem, "Add `smtp:` with `host` and `sender`.")
        return
    if smtp.dkim:
        yield from _dkim_faults(service, smtp.dkim, smtp.sender.rpartition("@")[2].lower())
    if smtp.tls is SmtpTls.NONE and not (smtp.allow_cleartext or is_loopback(smtp.host)):
        problem = f"mail to {smtp.host} would travel in clear"
        remedy = "Write `tls: starttls`, or set `allow_cleartext: true` if that is meant."
        yield service.fault(("smtp", "tls"), problem, remedy)
    if smtp.password and smtp.password_file:
        problem = "both `password` and `password_file` are given"
        yield service.fault(("smtp", "password_file"), problem, "Keep one.", at_key=True)
    if bool(smtp.username) != bool(smtp.password or smtp.password_file):
        given = "username" if smtp.username else "password"
        problem = "a login needs both `username` and `password`"
        yield service.fault(("smtp", given), problem, "Add the other, or delete this.")


def _dkim_faults(
    service: Entry[ServiceSection], dkim: DkimSection, sends: str
) -> Iterator[ConfigFault]:
    """sends: the sender's domain."""
    if not SELECTOR.fullmatch(dkim.selector):
        problem = f"{dkim.selector!r} is no name in the DNS"
        remedy = "Write a selector of letters, digits and -, such as rightswatch."
        yield service.fault(("smtp", "dkim", "selector"), problem, remedy)
    signs = (dkim.domain or sends).lower()
    if not f".{sends}".endswith(f".{signs}"):
        problem = f"a signature of {signs} says nothing about mail from {sends}"
        remedy = f"Write {sends}, a domain above it, or delete the line."
        yield service.fault(("smtp", "dkim", "domain"), problem, remedy)
