"""Every form: what it asks for beyond what all ask for, and how it is written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alerts.notices import letters, tables
from alerts.notices import needs as n
from monitor.domain.notice import Gap, NoticeDocument, NoticeForm, NoticePacket

_Write = Callable[[Sequence[NoticePacket]], NoticeDocument]


@dataclass(frozen=True, slots=True)
class Form:
    """title: for people; source: who asks; needs: beyond those of every form.

    most: offers of one right that one document takes.
    """

    title: str
    source: str
    needs: Sequence[n.Need]
    write: _Write
    most: int = 1


def _one(write: Callable[[NoticePacket], NoticeDocument]) -> _Write:
    """A letter speaks of one offer alone."""
    return lambda packets: write(packets[0])


FORMS: Final[Mapping[NoticeForm, Form]] = {
    NoticeForm.CN_ECOMMERCE: Form(
        "notice to a platform in China",
        "E-Commerce Law of the PRC, art. 42",
        (n.NAME, n.ADDRESS, n.PHONE, n.EMAIL, n.IDENTITY, n.AUTHORITY, n.NUMBER, n.CERTIFICATE,
         n.COMPARED),
        _one(letters.cn_ecommerce),
    ),
    NoticeForm.DMCA: Form(
        "notice of copied pictures and texts to a provider in the US",
        "17 U.S.C. 512(c)(3)",
        (n.COPYRIGHT, n.NAME, n.ADDRESS, n.PHONE, n.EMAIL, n.AUTHORITY),
        _one(letters.dmca),
    ),
    NoticeForm.DSA: Form(
        "notice to a platform in the EU",
        "Regulation (EU) 2022/2065, art. 16(2)",
        (n.NAME, n.EMAIL, n.NUMBER, n.COMPARED),
        _one(letters.dsa),
    ),
    NoticeForm.VERO: Form(
        "report to eBay",
        "eBay VeRO programme",
        (n.NAME, n.EMAIL, n.NUMBER, n.OFFICE, n.IN_HAND, n.COMPARED),
        tables.VERO,
    ),
    NoticeForm.ALIBABA: Form(
        "complaint to Alibaba",
        "Alibaba intellectual property portal",
        (n.NAME, n.IDENTITY, n.AUTHORITY, n.NUMBER, n.CERTIFICATE, n.SELLER, n.IN_HAND, n.COMPARED),
        tables.ALIBABA,
        tables.ALIBABA.most,
    ),
    NoticeForm.TEMU: Form(
        "report to Temu",
        "Temu intellectual property policy",
        (n.NAME, n.EMAIL, n.NUMBER, n.IN_HAND, n.COMPARED),
        tables.TEMU,
    ),
    NoticeForm.CSV: Form(
        "a table for any portal",
        "portals of platforms",
        (n.NUMBER, n.COMPARED),
        tables.PLAIN,
        tables.PLAIN.most,
    ),
    NoticeForm.REFERRAL: Form(
        "referral to an authority",
        "transfer of leads (移送)",
        (n.NUMBER, n.OFFICE, n.SELLER),
        _one(letters.referral),
    ),
}  # fmt: skip


def gaps(form: NoticeForm, packet: NoticePacket) -> list[Gap]:
    """Everything the form asks for that the packet has not, in the form's order."""
    asked = FORMS[form]
    found = (need.gap(packet, asked.source) for need in (*n.EVERY_FORM, *asked.needs))
    return [gap for gap in found if gap is not None]


def write(
    form: NoticeForm, packets: Sequence[NoticePacket]
) -> tuple[NoticeDocument, NoticeDocument]:
    """The notice about these offers of one right, and what its signer must read before.

    Raises:
        ValueError: something is missing, which `gaps` tells; or they are too many, or of several
            rights.
    """
    asked = FORMS[form]
    if not 0 < len(packets) <= asked.most or len({packet.asset.id for packet in packets}) > 1:
        message = f"{form.value} takes 1 to {asked.most} offers of one right"
        raise ValueError(message)
    missing = [gap.what for packet in packets for gap in gaps(form, packet)]
    if missing:
        message = f"{form.value} lacks {', '.join(missing)}"
        raise ValueError(message)
    return asked.write(packets), letters.for_the_signer(packets)
