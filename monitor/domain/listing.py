"""Listing and Sighting: an offer, and the offer as it stood at one moment.

Layer: domain, standard library only.
Flow: spiders read Sightings -> rules measure them -> preserve captures the page behind them.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from monitor.domain.codec import fingerprint
from monitor.domain.page import PageKind, PageRef
from monitor.domain.seller import Seller
from monitor.domain.supply import Supplied

FEED: Final = "feed"
"""Provenance of what a shop's feed tells, many offers in one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An offer, identified by market and the market's own id, never by URL.

    market: registrable host of the marketplace ("amazon.com", "shop.example:8100").
    """

    market: str
    listing_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What the page asks. high: upper end of a range. currency: ISO 4217, None when unsettled."""

    amount: Decimal
    high: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedImage:
    """A picture of the offer. sha256: hex digest in the blob store; None when not fetched."""

    url: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureText:
    """One line of words read in a picture of an offer.

    place: the picture's place in `Offer.images`, from 0. box: left, top, right, bottom in per mille
    of the picture's width and height. sureness: 0.0..1.0, as the reader states it.
    """

    place: int
    text: str
    box: tuple[int, int, int, int]
    sureness: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything one page says of one offer. A missing field is None, never guessed.

    provenance: field -> layer of the cascade that gave it ("json-ld", "microdata", "visible").
    language: BCP 47 tag of the page. ships_to: ST.3 country codes. variants: what a buyer chooses
    from, as shown ("Black / 42"). quantity: units said to be there; sold: units said to have been
    sold, a lower bound where the page rounds ("500+"). image_text: words read in its pictures, by
    us and not by the page, so they are no part of what a page says.
    """

    listing: Listing
    url: str
    title: str | None = None
    price: Price | None = None
    images: tuple[OfferedImage, ...] = ()
    brand: str | None = None
    seller: Seller | None = None
    description: str | None = None
    category: str | None = None
    condition: str | None = None
    language: str | None = None
    ships_to: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    quantity: int | None = None
    sold: int | None = None
    provenance: dict[str, str] | None = None
    image_text: tuple[PictureText, ...] = ()

    @property
    def is_told_by_feed(self) -> bool:
        """Whether a shop's feed told of it: then the page behind it is not the offer's own."""
        return FEED in (self.provenance or {}).values()

    @property
    def content_sha256(self) -> str:
        """Hex SHA-256 over what a buyer sees; equal = unchanged. Counts that run are left out."""
        seller = {"id": self.seller.id, "name": self.seller.name} if self.seller else None
        seen = (self.title, self.price, self.brand, seller, self.description, self.category)
        pictures = tuple(image.sha256 or image.url for image in self.images)
        choices = (self.variants,) if self.variants else ()
        return fingerprint((seen, self.condition, self.ships_to, pictures, *choices))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingCard:
    """One entry of a search or category page: enough to decide whether to visit."""

    url: str
    market: str | None = None
    listing_id: str | None = None
    title: str | None = None
    price: Price | None = None
    image: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What extraction read from one page; `offer` only when kind is LISTING.

    offers: whole offers that a shop's feed tells of; kind is SEARCH then.
    """

    kind: PageKind
    offer: Offer | None = None
    cards: tuple[ListingCard, ...] = ()
    next_url: str | None = None
    signals: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One observation of an offer. Seen again, it is a new Sighting of the same Listing.

    seen_at: aware UTC; when the bytes arrived, not when they were parsed.
    page: the answer the offer was read from.
    supplied: for an imported one, where it comes from; seen_at is then what the file states, else
    when the file came in. None = this program fetched it.
    """

    source_id: str
    offer: Offer
    seen_at: datetime
    page: PageRef | None = None
    supplied: Supplied | None = None
