"""Notices filled in as tables: eBay VeRO, Alibaba, Temu, and a plain one for any portal.

Field lengths and codes: eBay's developer pages of the VeRO API; Alibaba's portal takes 300 links of
one right at a time; Temu's policy of 2025-04-27.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from alerts.notices.wording import CHINESE, ENGLISH, grounds, reasons
from monitor.domain.asset import AssetKind
from monitor.domain.notice import NoticeDocument, NoticePacket

LONGEST_BRAND: Final = 50
LONGEST_DETAIL: Final = 1000
LONGEST_PATENT: Final = 15

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A file with a row for each offer. most: offers of one right that a platform takes at once."""

    name: str
    head: Sequence[str]
    row: Callable[[NoticePacket], Sequence[str]]
    most: int = 1

    def __call__(self, packets: Sequence[NoticePacket]) -> NoticeDocument:
        """UTF-8 with a mark, as office programs want it; what they would run is quoted."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.head)
        for packet in packets:
            cells = self.row(packet)
            writer.writerow([f"'{cell}" if cell.startswith(_DANGEROUS) else cell for cell in cells])
        content = out.getvalue().encode("utf-8-sig", "replace")
        return NoticeDocument(name=self.name, content=content)


def _vero(packet: NoticePacket) -> Sequence[str]:
    """One offer for the VeRO API; texts cut to the lengths it takes."""
    offer, asset = packet.file.sighting.offer, packet.asset
    patent = asset.registration_number if asset.kind is AssetKind.PATENT else ""
    return (
        offer.listing.listing_id,
        asset.name[:LONGEST_BRAND],
        f"Reported for {grounds(packet, ENGLISH)}."[:LONGEST_DETAIL],
        " ".join(reasons(packet, ENGLISH))[:LONGEST_DETAIL],
        (patent or "")[:LONGEST_PATENT],
        " ".join(asset.territories),
    )


def _alibaba(packet: NoticePacket) -> Sequence[str]:
    offer, asset = packet.file.sighting.offer, packet.asset
    return (
        asset.registration_number or asset.application_number or "",
        asset.name,
        offer.url,
        offer.listing.listing_id,
        _seller(packet),
        " ".join(reasons(packet, CHINESE)),
        " ".join(bundle.sha256 for bundle in packet.bundles),
    )


def _temu(packet: NoticePacket) -> Sequence[str]:
    """What the portal asks, with where on the offer the infringement is seen."""
    offer, asset = packet.file.sighting.offer, packet.asset
    places = {
        "picture" if signal.offered or signal.box else "text" for signal in packet.verdict.signals
    }
    return (
        asset.registration_number or asset.application_number or "",
        " ".join(sorted(places)),
        offer.url,
        " ".join(purchase.order.number for purchase in packet.purchases),
        " ".join(reasons(packet, ENGLISH)),
        " ".join(contact.email for contact in packet.holder.contacts),
        packet.signer or "",
    )


def _plain(packet: NoticePacket) -> Sequence[str]:
    offer, asset = packet.file.sighting.offer, packet.asset
    price = offer.price
    return (
        packet.file.case.number, offer.listing.market, offer.url, offer.listing.listing_id,
        offer.title or "", str(price.amount) if price else "",
        (price.currency or "") if price else "", _seller(packet), asset.name,
        asset.registration_number or asset.application_number or "", asset.office or "",
        packet.holder.name, " ".join(packet.verdict.grounds), " ".join(reasons(packet, ENGLISH)),
        packet.file.sighting.seen_at.isoformat(timespec="seconds"),
        " ".join(bundle.sha256 for bundle in packet.bundles), packet.signer or "",
    )  # fmt: skip


def _seller(packet: NoticePacket) -> str:
    seller = packet.file.sighting.offer.seller
    return (seller.id or seller.name or "") if seller else ""


VERO: Final = Table(
    "vero.csv",
    ("ItemID", "BrandName", "MessageToSeller", "DetailedMessage", "PatentNumber", "Regions"),
    _vero,
)
ALIBABA: Final = Table(
    "alibaba.csv",
    ("权利编号", "权利名称", "商品链接", "商品编号", "卖家", "投诉理由", "证据摘要值"),
    _alibaba,
    most=300,
)
TEMU: Final = Table(
    "temu.csv",
    ("right_id", "place_of_infringement", "url", "order_ids", "reason", "contact", "signed_by"),
    _temu,
)
PLAIN: Final = Table(
    "notice.csv",
    ("case", "platform", "url", "number", "title", "price", "currency", "seller", "right",
     "right_number", "office", "holder", "grounds", "reasons", "seen_at", "evidence_sha256",
     "signed_by"),
    _plain,
    most=300,  # as few as the least portal known takes
)  # fmt: skip
"""Everything a portal may ask, a column each."""
