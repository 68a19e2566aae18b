"""Traits that sellers share, and the links they make between them.

Layer: domain, standard library only.
Flow: rules/network reads traits from offers -> the store keeps who has which -> officers ask who is
linked with whom, and by what.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TraitKind(StrEnum):
    """What of a seller may be found with another."""

    LICENCE = "licence"
    EMAIL = "email"
    PHONE = "phone"
    MESSENGER = "messenger"
    DOMAIN = "domain"
    COMPANY = "company"
    TEMPLATE = "template"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One thing an offer shows of its seller.

    value: normalised, for comparing only. shown: what people may read; numbers of persons are
    masked, since the link is what matters and not the number (PIPL art. 6, GDPR art. 5(1)(c)).
    """

    kind: TraitKind
    value: str
    shown: str

    @property
    def key(self) -> bytes:
        """SHA-256 over kind and value; the value itself is not kept."""
        written = f"{self.kind.value}\x00{self.value}"
        return hashlib.sha256(written.encode("utf-8", "backslashreplace")).digest()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SellerRef:
    """A seller on one market. key: the market's own, else the folded name."""

    market: str
    key: str

    def __str__(self) -> str:
        """As people write it ("shop.example/4711")."""
        return f"{self.market}/{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkEdge:
    """What two sellers have in common.

    sellers: how many have it in all, two at least. seen: the sighting of the other that shows it.
    """

    one: SellerRef
    other: SellerRef
    kind: TraitKind
    shown: str
    sellers: int
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCut:
    """A person's word that two sellers are not linked, whatever they share."""

    one: SellerRef
    other: SellerRef
    by: str
    at: datetime
    note: str = ""
