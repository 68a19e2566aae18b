"""What is kept of an offered picture, and which listings show the same photograph.

Layer: domain, standard library only.
Flow: match opens pictures -> the store keeps their fingerprints -> officers ask who shows the same.
"""

from dataclasses import dataclass

from monitor.domain.listing import Listing
from monitor.domain.network import SellerRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNote:
    """One picture as it was opened.

    fingerprint: 32 bytes of PDQ; None = too plain to be told from others, or not opened.
    because: why it could not be compared; None = it could.
    """

    sha256: str
    fingerprint: bytes | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """Another listing that shows a photograph of this one, in the same bytes or nearly so.

    family: SHA-256 of the first picture seen of this photograph; sha256: of the other's picture.
    sellers: how many sellers show it in all. is_common: so many that it links nobody.
    """

    listing: Listing
    seller: SellerRef | None
    family: str
    sha256: str
    sellers: int
    is_common: bool
