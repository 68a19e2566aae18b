"""Desk: what the pages are handed, so that they build nothing themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from alerts.email.links import Links
from alerts.evidence.trust import Trust
from monitor.domain.alert import Alert
from monitor.domain.asset import Asset
from monitor.domain.person import Person
from monitor.pipeline.plan import SourcePlan
from monitor.pipeline.review import ShopOf
from monitor.ports.blobs import Blobs
from monitor.ports.clock import Clock
from monitor.ports.evidence import EvidenceStore
from monitor.ports.store import Store
from monitor.web.counting import Counts
from monitor.web.provider import Provider
from monitor.web.vitals import Premises
from spiders.imports import Terms

WriteLink = Callable[[Person, str, datetime], Alert]
"""The mail that takes a sign-in link to a person."""
WritePacket = Callable[[str, Person], Sequence[bytes]]
"""A case, by its number, as the pieces of a ZIP that a person hands on; its history says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Parts of one installation.

    people: by mail address in lower case. public_url: scheme and host that people see, no slash at
    its end. address: host and port that is listened on. assets: the configured rights by id.
    trust: what evidence is checked by, read anew each time.
    write_link: None where no mail server is configured; then only `rightswatch web link` lets
    people in. premises: what an operator watches over. plans: what each source is watched for, by
    its id. import_terms: of what somebody hands in, by who it is. links: of mails; None = no mail
    has any. provider: None = people sign in by mail alone. counts: kept in memory.
    """

    store: Store
    blobs: Blobs
    clock: Clock
    people: Mapping[str, Person]
    public_url: str
    address: str
    assets: Mapping[str, Asset]
    evidence: EvidenceStore
    trust: Callable[[], Trust]
    shop_of: ShopOf
    write_link: WriteLink | None
    premises: Premises
    plans: Mapping[str, SourcePlan]
    import_terms: Callable[[str], Terms]
    write_packet: WritePacket
    links: Links | None = None
    provider: Provider | None = None
    counts: Counts = field(default_factory=Counts)

    def person(self, email: str) -> Person | None:
        """Who has that address; letters large and small are the same."""
        return self.people.get(email.strip().lower())
