"""Pieces that several forms share: what is offered, what is registered, why, by what evidence.

What strangers wrote stands on one line, and what is hidden in it is shown: a title must not write
paragraphs into a letter that somebody signs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from alerts.email import words
from alerts.email.clean import show
from alerts.email.sayings import LOOKED_FOR, UNKNOWN, say
from alerts.notices import telling
from alerts.notices.history import EVENTS_ZH, SILENT, STATUSES_EN, STATUSES_ZH
from monitor.domain.chart import ElementStatus
from monitor.domain.notice import NoticePacket
from monitor.domain.signal import Ground

_GROUNDS_EN = {
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
_GROUNDS_ZH = {
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


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The language of a form. told: how sentences of the rules are said in it."""

    told: words.Words
    grounds: Mapping[Ground, str]
    statuses: Mapping[ElementStatus, str]


ENGLISH: Final = NoticeWords(words.words_for("en"), _GROUNDS_EN, STATUSES_EN)
CHINESE: Final = NoticeWords(words.words_for("zh"), _GROUNDS_ZH, STATUSES_ZH)


def right_lines(packet: NoticePacket, language: NoticeWords) -> Iterator[tuple[str, str]]:
    """Name and value of what is registered; what is not known is left out."""
    asset = packet.asset
    yield "kind", language.told.kinds[asset.kind]
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


def reasons(packet: NoticePacket, language: NoticeWords) -> list[str]:
    """What was measured, a sentence each; charts element by element."""
    said = [_told(signal.because, language) for signal in packet.verdict.signals]
    for signal in packet.verdict.signals:
        for row in signal.chart:
            status = language.statuses[row.status]
            said.append(f"{row.element}: {status}, {_told(row.because, language)}")
    return said


def doubts(packet: NoticePacket, language: NoticeWords) -> list[str]:
    """What speaks against; whoever signs must know all of it."""
    return [_told(reason.because, language) for reason in packet.verdict.against]


def _told(because: str, language: NoticeWords) -> str:
    """A sentence of the rules, who speak English; it stays so where a language cannot say it."""
    if language is ENGLISH:
        return because
    told = language.told
    for start, pattern in ((LOOKED_FOR, told.looked_for), (UNKNOWN, told.unknown)):
        if because.startswith(start):
            names = because.removeprefix(start).split(", ")
            named = told.list_separator.join(told.circumstances.get(name, name) for name in names)
            return pattern.format(names=named)
    return say(because, told) or because


def evidence_lines(packet: NoticePacket) -> list[str]:
    """Files with their digests."""
    return [f"{bundle.path}, SHA-256 {bundle.sha256}" for bundle in packet.bundles]


def history_lines_zh(packet: NoticePacket) -> list[str]:
    """What happened to the case; not who got letters of it, nor where files of it went."""
    return [
        f"{event.at:%Y-%m-%d %H:%M} UTC {EVENTS_ZH[event.kind]} {event.by} "
        f"{'' if event.kind in SILENT else event.note}"
        for event in packet.file.events
    ]


def purchase_lines_zh(packet: NoticePacket) -> list[str]:
    """Test purchases with their chain of custody."""
    bought = (telling.purchase_told(one, telling.CHINESE) for one in packet.purchases)
    return [line for lines in bought for line in lines]


def grounds(packet: NoticePacket, language: NoticeWords) -> str:
    """Grounds of the verdict in words."""
    return "; ".join(language.grounds[ground] for ground in packet.verdict.grounds)


def table(lines: Iterable[tuple[str, str]]) -> str:
    """One line a field."""
    return "\n".join(f"  {name}: {show(value).strip()}" for name, value in lines)


def listed(sentences: Iterable[str]) -> str:
    """One line a sentence."""
    return "\n".join(f"  - {show(sentence).strip()}" for sentence in sentences) or "  -"
