"""Pieces that several forms share: what is offered, what is registered, why, by what evidence."""

from collections.abc import Iterator

from alerts.notices.telling import CHINESE, purchase_told
from monitor.domain.notice import NoticePacket
from monitor.domain.signal import Ground

GROUNDS_EN = {
    Ground.COUNTERFEIT: "counterfeit goods",
    Ground.TRADEMARK_USE: "use of a registered trade mark without consent",
    Ground.BRAND_ABUSE: "use of a trade mark to sell other goods",
    Ground.LOOKALIKE_TRADE_DRESS: "imitation of a registered appearance",
    Ground.DESIGN: "use of a registered design",
    Ground.PATENT_CLAIM: "use of a patented invention",
    Ground.COPYRIGHT_IMAGE: "copying of a protected picture",
    Ground.GRAY_MARKET: "goods not put on this market with consent",
    Ground.PASSING_OFF: "a seller's name taken from a trade mark",
}
GROUNDS_ZH = {
    Ground.COUNTERFEIT: "销售假冒注册商标的商品",
    Ground.TRADEMARK_USE: "未经许可使用注册商标",
    Ground.BRAND_ABUSE: "借他人商标推销其他商品",
    Ground.LOOKALIKE_TRADE_DRESS: "仿冒注册外观",
    Ground.DESIGN: "使用他人外观设计专利",
    Ground.PATENT_CLAIM: "使用他人专利技术方案",
    Ground.COPYRIGHT_IMAGE: "复制他人作品图片",
    Ground.GRAY_MARKET: "未经许可投放本地市场的商品",
    Ground.PASSING_OFF: "以他人商标作为店铺名称",
}


def right_lines(packet: NoticePacket) -> Iterator[tuple[str, str]]:
    """Name and value of what is registered; what is not known is left out."""
    asset = packet.asset
    yield "kind", asset.kind.value.replace("_", " ")
    yield "name", asset.name
    yield "holder", packet.holder.name
    for name, value in (
        ("office", asset.office),
        ("registration number", asset.registration_number),
        ("application number", asset.application_number),
        ("registered on", asset.registration_date and asset.registration_date.isoformat()),
        ("in force until", asset.expiry_date and asset.expiry_date.isoformat()),
        ("Nice classes", ", ".join(map(str, asset.nice_classes))),
    ):
        if value:
            yield name, str(value)


def offer_lines(packet: NoticePacket) -> Iterator[tuple[str, str]]:
    """Name and value of what is offered, as the page showed it."""
    seen, offer = packet.file.sighting, packet.file.sighting.offer
    yield "address", offer.url
    yield "platform", offer.listing.market
    yield "number", offer.listing.listing_id
    if offer.title:
        yield "title", offer.title
    if offer.seller:
        yield "seller", offer.seller.name or offer.seller.id or ""
    if offer.price:
        yield "price", f"{offer.price.amount} {offer.price.currency or ''}".strip()
    yield "seen at", seen.seen_at.isoformat(timespec="seconds")


def reasons(packet: NoticePacket) -> list[str]:
    """What was measured, a sentence each; charts element by element."""
    said = [signal.because for signal in packet.verdict.signals]
    for signal in packet.verdict.signals:
        said += [f"{row.element}: {row.status.value}, {row.because}" for row in signal.chart]
    return said


def doubts(packet: NoticePacket) -> list[str]:
    """What speaks against; whoever signs must know it."""
    return [reason.because for reason in packet.verdict.against]


def evidence_lines(packet: NoticePacket) -> list[str]:
    """Files with their digests."""
    return [f"{bundle.path}, SHA-256 {bundle.sha256}" for bundle in packet.bundles]


def purchase_lines_zh(packet: NoticePacket) -> list[str]:
    """Test purchases with their chain of custody."""
    return [line for purchase in packet.purchases for line in purchase_told(purchase, CHINESE)]


def grounds(packet: NoticePacket, words: dict[Ground, str]) -> str:
    """Grounds of the verdict in words."""
    return "; ".join(words[ground] for ground in packet.verdict.grounds)


def table(lines: Iterator[tuple[str, str]]) -> str:
    """One line a field."""
    return "\n".join(f"  {name}: {value}" for name, value in lines)


def listed(sentences: list[str]) -> str:
    """One line a sentence."""
    return "\n".join(f"  - {sentence}" for sentence in sentences) or "  -"
