"""Notices filled in as tables: eBay VeRO, Alibaba, Temu, and a plain one for any portal.

Field lengths and codes: eBay's developer pages of the VeRO API; Alibaba's portal takes 300 links of
one right at a time; Temu's policy of 2025-04-27.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from alerts.notices.wording import GROUNDS_EN, grounds, reasons
from monitor.domain.asset import AssetKind
from monitor.domain.notice import NoticeDocument, NoticePacket

LONGEST_BRAND: Final = 50
LONGEST_DETAIL: Final = 1000
LONGEST_PATENT: Final = 15

_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def vero(packet: NoticePacket) -> NoticeDocument:
    """One item for the VeRO API; texts cut to the lengths it takes."""
    offer, asset = packet.file.sighting.offer, packet.asset
    patent = asset.registration_number if asset.kind is AssetKind.PATENT else ""
    return _written(
        "vero.csv",
        ("ItemID", "BrandName", "MessageToSeller", "DetailedMessage", "PatentNumber", "Regions"),
        (
            offer.listing.listing_id,
            asset.name[:LONGEST_BRAND],
            f"Reported for {grounds(packet, GROUNDS_EN)}."[:LONGEST_DETAIL],
            " ".join(reasons(packet))[:LONGEST_DETAIL],
            (patent or "")[:LONGEST_PATENT],
            " ".join(asset.territories),
        ),
    )


def alibaba(packet: NoticePacket) -> NoticeDocument:
    """One row for a batch of one right."""
    offer, asset = packet.file.sighting.offer, packet.asset
    return _written(
        "alibaba.csv",
        ("权利编号", "权利名称", "商品链接", "商品编号", "卖家", "投诉理由", "证据摘要值"),
        (
            asset.registration_number or asset.application_number or "",
            asset.name,
            offer.url,
            offer.listing.listing_id,
            _seller(packet),
            " ".join(reasons(packet)),
            " ".join(bundle.sha256 for bundle in packet.bundles),
        ),
    )


def temu(packet: NoticePacket) -> NoticeDocument:
    """What the portal asks, with where on the offer the infringement is seen."""
    offer, asset = packet.file.sighting.offer, packet.asset
    places = {
        "picture" if signal.offered or signal.box else "text" for signal in packet.verdict.signals
    }
    return _written(
        "temu.csv",
        ("right_id", "place_of_infringement", "url", "order_ids", "reason", "contact", "signed_by"),
        (
            asset.registration_number or asset.application_number or "",
            " ".join(sorted(places)),
            offer.url,
            " ".join(packet.purchase_orders),
            " ".join(reasons(packet)),
            " ".join(contact.email for contact in packet.holder.contacts),
            packet.signer or "",
        ),
    )


def plain(packet: NoticePacket) -> NoticeDocument:
    """Everything a portal may ask, a column each."""
    offer, asset = packet.file.sighting.offer, packet.asset
    price = offer.price
    return _written(
        "notice.csv",
        ("case", "platform", "url", "number", "title", "price", "currency", "seller", "right",
         "right_number", "office", "holder", "grounds", "reasons", "seen_at", "evidence_sha256",
         "signed_by"),
        (
            packet.file.case.number, offer.listing.market, offer.url, offer.listing.listing_id,
            offer.title or "", str(price.amount) if price else "",
            (price.currency or "") if price else "", _seller(packet), asset.name,
            asset.registration_number or asset.application_number or "", asset.office or "",
            packet.holder.name, " ".join(packet.verdict.grounds), " ".join(reasons(packet)),
            packet.file.sighting.seen_at.isoformat(timespec="seconds"),
            " ".join(bundle.sha256 for bundle in packet.bundles), packet.signer or "",
        ),
    )  # fmt: skip


def _seller(packet: NoticePacket) -> str:
    seller = packet.file.sighting.offer.seller
    return (seller.id or seller.name or "") if seller else ""


def _written(name: str, head: Sequence[str], row: Sequence[str]) -> NoticeDocument:
    """UTF-8 with a mark, as office programs want it; what they would run as a formula is quoted."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerow([f"'{cell}" if cell.startswith(_DANGEROUS) else cell for cell in row])
    return NoticeDocument(name=name, content=out.getvalue().encode("utf-8-sig", "replace"))
