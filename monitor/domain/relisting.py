"""Relisting: an offer that came back under another number, and why it is held to be the same goods.

Layer: domain, standard library only.
Flow: decide meets an offer that shares a trace with a closed case -> rules/relisting weighs what
the two have in common -> the case is opened again -> a person may say that it is not the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from monitor.domain.listing import Listing, Offer
from monitor.domain.network import LinkEdge


class Shared(StrEnum):
    """What two offers may have in common."""

    PICTURE = "picture"
    TEXT = "text"
    SELLER = "seller"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsEdge:
    """One thing that two offers have in common.

    points: log-odds that it adds. sellers: how many sellers have it in all, these two among them;
    None = not counted (being the same seller is no rarity). because: one sentence for people.
    """

    shared: Shared
    points: float
    because: str
    sellers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sameness:
    """What edges and doubts come to. score: 0.0..1.0; method: name and number of the list."""

    score: float
    is_same: bool
    method: str
    edges: tuple[GoodsEdge, ...]
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPair:
    """A closed case's offer and a new one, with what is known of what they share.

    Their pictures are named by the family of the photograph. shown_by: family -> sellers, beside
    these two, who show it. borrowed: families of the holder's own pictures, or shown by its shops.
    told_by: sellers, beside these two, who have the new offer's text. link: the strongest way
    between the two sellers over contacts and firms; () = none.
    """

    old: Offer
    new: Offer
    shown_by: Mapping[str, int] = field(default_factory=dict)
    borrowed: frozenset[str] = frozenset()
    told_by: int = 0
    link: tuple[LinkEdge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A person's word that a relisting is not the same goods."""

    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relisting:
    """An offer tied to the case of an earlier one.

    sighting_id: the look at the new offer that tied it. reopened: whether the case was opened again
    for it. refused: who said that it is not the same; None = it stands.
    """

    case_id: int
    case_number: str
    listing: Listing
    url: str
    sighting_id: int
    at: datetime
    sameness: Sameness
    reopened: bool = False
    refused: Refusal | None = None
