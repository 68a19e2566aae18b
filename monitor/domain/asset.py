"""Asset and Holder: a registered right and whose it is.

Layer: domain, standard library only.
Flow: the configuration and imports write Assets -> rules index them -> verdicts cite their version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

from monitor.domain.codec import fingerprint, to_plain
from monitor.domain.prices import PriceRange


class AssetKind(StrEnum):
    """What is registered."""

    WORD_MARK = "word_mark"
    FIGURATIVE_MARK = "figurative_mark"
    COMBINED_MARK = "combined_mark"
    DESIGN = "design"
    PATENT = "patent"
    UTILITY_MODEL = "utility_model"
    COPYRIGHT_WORK = "copyright_work"
    DATA_IP = "data_ip"


NAMELESS: Final = frozenset({
    AssetKind.PATENT,
    AssetKind.UTILITY_MODEL,
    AssetKind.DESIGN,
    AssetKind.COPYRIGHT_WORK,
})
"""Kinds that are infringed under any name: what a name is used for says nothing of them."""


class RightStatus(StrEnum):
    """Where the right stands at its office."""

    PENDING = "pending"
    REGISTERED = "registered"
    OPPOSED = "opposed"
    EXPIRED = "expired"
    INVALIDATED = "invalidated"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceImage:
    """One registered or owned picture of an asset.

    path: absolute path on this machine, which no version depends on; sha256: hex digest of the
    file's bytes, so that a changed picture is a changed asset.
    """

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One registered right.

    office: WIPO ST.3 code of the office ("CN", "EM", "US"). Numbers are kept as written (ST.13).
    territories: ST.3 codes where the right is in force; empty = unknown, never "everywhere".
    prior_designs: pictures of designs known before this one, where the holder has named some.
    nice_classes: 1..45; similar_groups: groups of similar goods of the Chinese office ("2501"),
    where the register tells them; vienna_codes "26.01.03"; locarno_classes "09-01"; ipc "F04D".
    prices: what the goods cost new, a range for each currency; empty = not stated.
    dictionary_word: True when the mark is an ordinary word, so that the word alone proves little.
    """

    id: str
    kind: AssetKind
    holder_id: str
    text: str | None = None
    aliases: tuple[str, ...] = ()
    dictionary_word: bool = False
    title: str | None = None
    office: str | None = None
    application_number: str | None = None
    registration_number: str | None = None
    status: RightStatus = RightStatus.REGISTERED
    application_date: date | None = None
    registration_date: date | None = None
    expiry_date: date | None = None
    territories: tuple[str, ...] = ()
    nice_classes: tuple[int, ...] = ()
    similar_groups: tuple[str, ...] = ()
    vienna_codes: tuple[str, ...] = ()
    locarno_classes: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    images: tuple[ReferenceImage, ...] = ()
    prior_designs: tuple[ReferenceImage, ...] = ()
    claims: tuple[str, ...] = ()
    prices: tuple[PriceRange, ...] = ()

    @property
    def name(self) -> str:
        """What a person calls it: its words, its title, or its id."""
        return self.text or self.title or self.id

    def runs_on(self, day: date) -> bool:
        """Whether its dates let it be in force on a day; its status is another question."""
        begun = self.registration_date is None or self.registration_date <= day
        return begun and (self.expiry_date is None or day <= self.expiry_date)

    @property
    def version(self) -> str:
        """Hex SHA-256 over everything said of the asset; a verdict cites it."""
        return version_of(to_plain(self))


def version_of(plain: Mapping[str, Any]) -> str:
    """The version of an asset in plain form, perhaps one of an earlier or later program.

    Where its pictures lie is left out: a folder that moves, or is restored elsewhere, changes no
    right, and what was matched need not be matched again.
    """
    pictures = {
        name: [image["sha256"] for image in plain[name]]
        for name in ("images", "prior_designs")
        if name in plain
    }
    return fingerprint({**plain, **pictures})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person of the holder; language is a BCP 47 tag ("zh", "en")."""

    email: str
    name: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorisedSeller:
    """A seller who may offer the holder's goods. market "*" = on every market."""

    market: str
    seller: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSender:
    """How the holder, or its agent, signs notices. Documents are absolute paths of files.

    is_agent: it acts for the holder, by power_of_attorney. certificates: asset id -> certificate of
    registration.
    """

    legal_name: str
    address: str | None = None
    phone: str | None = None
    identity_document: str | None = None
    is_agent: bool = False
    power_of_attorney: str | None = None
    certificates: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose the assets are, who may sell under them, and who signs notices."""

    id: str
    name: str
    contacts: tuple[Contact, ...] = ()
    authorised_sellers: tuple[AuthorisedSeller, ...] = ()
    authorised_domains: tuple[str, ...] = ()
    notices: NoticeSender | None = None
